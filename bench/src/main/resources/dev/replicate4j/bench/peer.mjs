// Calls of the npm client, in the same shape as ours: node peer.mjs API WHAT
import Replicate from "replicate";

const [api, what] = process.argv.slice(2);
const replicate = new Replicate({ auth: "test-token", baseUrl: api, useFileOutput: false });
const input = { prompt: "a cat wearing an amusing hat", seed: 42 };
const quantile = (figures, share) => figures[Math.round(share * (figures.length - 1))];

if (what === "calls") {
  const micros = [];
  let cpu;
  for (let i = 0; i < 6000; i++) {
    if (i === 3000) cpu = process.cpuUsage();
    const start = process.hrtime.bigint();
    await replicate.run("bench/instant", { input });
    if (i >= 3000) micros.push(Number(process.hrtime.bigint() - start) / 1e3);
  }
  const used = process.cpuUsage(cpu);
  micros.sort((a, b) => a - b);
  console.log([quantile(micros, 0.5), quantile(micros, 0.99), (used.user + used.system) / 3000].join("\t"));
} else if (what === "tokens") {
  const rates = [];
  for (let round = 0; round < 3; round++) {
    const start = process.hrtime.bigint();
    let count = 0;
    for await (const event of replicate.stream("bench/tokens-0-5000-0", { input })) {
      if (event.event === "output") count++;
    }
    rates.push(count / (Number(process.hrtime.bigint() - start) / 1e9));
  }
  rates.sort((a, b) => a - b);
  console.log(quantile(rates, 0.5));
} else {
  console.log(await replicate.run("bench/instant", { input }));
}
