// Drives a testkit server with the npm package "replicate", and prints a line for each check: "ok <name>" or
// "FAILED <name>: <why>". Arguments: base URL. Two servers would do the same: nothing here knows the testkit's insides.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import Replicate, { validateWebhook } from "replicate";

const [baseUrl] = process.argv.slice(2);
const replicate = new Replicate({ auth: "any-token", baseUrl });
const painter = "acme/painter";
const storyteller = "acme/storyteller";
const captioner = "acme/captioner";
const checks = [];
const check = (name, body) => checks.push([name, body]);
const versionOf = async (model) => (await replicate.models.get(...model.split("/"))).latest_version.id;

async function collect(iterable) {
  const items = [];
  for await (const item of iterable) items.push(item);
  return items;
}

check("run: text model", async () => {
  const output = await replicate.run(storyteller, { input: { prompt: "a llama" } });
  assert.ok(Array.isArray(output) && output.length > 3);
  assert.match(output.join(""), /a llama/);
});

check("run: image model gives files with real pictures", async () => {
  const [file] = await replicate.run(painter, { input: { prompt: "a cat" } });
  const blob = await file.blob();
  assert.equal(blob.type, "image/png");
  const bytes = Buffer.from(await blob.arrayBuffer());
  assert.equal(bytes.subarray(1, 4).toString(), "PNG");
});

check("run: polling, with progress", async () => {
  const seen = [];
  const output = await replicate.run(
    storyteller,
    { input: { prompt: "poll" }, wait: { mode: "poll", interval: 20 } },
    (prediction) => seen.push(prediction.status)
  );
  assert.match(output.join(""), /poll/);
  assert.equal(seen[0], "starting");
  assert.equal(seen.at(-1), "succeeded");
});

check("run: community model by version", async () => {
  const version = await versionOf(captioner);
  const output = await replicate.run(`${captioner}:${version}`, { input: { image: "https://example.com/cat.png" } });
  assert.equal(typeof output, "string");
});

check("run: file input is uploaded", async () => {
  const version = await versionOf(captioner);
  const image = new Blob([Buffer.from("not really a picture")], { type: "image/png" });
  await replicate.run(`${captioner}:${version}`, { input: { image } });
  const { results } = await replicate.predictions.list();
  assert.match(results[0].input.image, /\/v1\/files\//);
});

check("stream: text arrives in pieces, then done", async () => {
  const events = await collect(replicate.stream(storyteller, { input: { prompt: "two\nlines" } }));
  assert.equal(events.at(-1).event, "done");
  const output = events.filter((event) => event.event === "output");
  assert.ok(output.length > 3 && output.every((event) => /^\d+:\d+$/.test(event.id)));
  assert.match(output.join(""), /two\nlines/);
});

check("stream: image model yields files", async () => {
  const events = await collect(replicate.stream(painter, { input: { prompt: "x", num_outputs: 2 } }));
  const files = events.filter((event) => event.event === "output").map((event) => event.data);
  assert.equal(files.length, 2);
  const bytes = Buffer.from(await (await files[0].blob()).arrayBuffer());
  assert.equal(bytes.subarray(1, 4).toString(), "PNG");
});

check("predictions: create, get, wait", async () => {
  const created = await replicate.predictions.create({ model: storyteller, input: { prompt: "hi" } });
  assert.equal(created.status, "starting");
  assert.equal(created.output, undefined);
  assert.equal(created.urls.get, `${baseUrl}/predictions/${created.id}`);
  const done = await replicate.wait(created, { interval: 20 });
  assert.equal(done.status, "succeeded");
  assert.ok(done.metrics.predict_time >= 0);
  assert.equal((await replicate.predictions.get(created.id)).id, created.id);
});

check("predictions: cancel", async () => {
  const created = await replicate.predictions.create({ model: "acme/sleeper", input: {} });
  const canceled = await replicate.predictions.cancel(created.id);
  assert.equal(canceled.status, "canceled");
  assert.equal(canceled.output, null);
});

check("predictions: a failed run throws", async () => {
  await assert.rejects(replicate.run("acme/breaker", { input: {} }), /out of memory \(E1001\)/);
});

check("predictions: running out of the window polls on", async () => {
  const seen = [];
  const output = await replicate.run("acme/slow", { input: {}, wait: { mode: "block", timeout: 1 } }, (prediction) =>
    seen.push(prediction.status)
  );
  assert.equal(output, "slow but sure");
  assert.equal(seen[0], "starting");
});

check("pagination: every prediction once, newest first", async () => {
  const ids = [];
  for (let i = 0; i < 5; i++) {
    ids.unshift((await replicate.predictions.create({ model: storyteller, input: { prompt: `${i}` } })).id);
  }
  const pages = await collect(replicate.paginate(replicate.predictions.list));
  const listed = pages.flat().map((prediction) => prediction.id);
  assert.ok(pages.length > 2);
  assert.deepEqual(listed.slice(0, 5), ids);
  assert.equal(new Set(listed).size, listed.length);
});

check("files: create, get, list, delete", async () => {
  const file = await replicate.files.create(new File(["hello"], "hello.txt", { type: "text/plain" }), { a: 1 });
  assert.equal(file.name, "hello.txt");
  assert.equal(file.content_type, "text/plain");
  assert.equal(file.size, 5);
  assert.equal(file.etag, "5d41402abc4b2a76b9719d911017c592");
  assert.deepEqual(file.metadata, { a: 1 });
  assert.equal((await replicate.files.get(file.id)).checksums.md5, file.etag);
  assert.ok((await replicate.files.list()).results.some((listed) => listed.id === file.id));
  assert.equal(await replicate.files.delete(file.id), true);
  await assert.rejects(replicate.files.get(file.id), /404/);
});

check("files: a buffer becomes a file", async () => {
  const file = await replicate.files.create(Buffer.alloc(3_000_000, 7));
  assert.equal(file.size, 3_000_000);
  assert.equal(file.content_type, "application/octet-stream");
});

check("webhooks: delivered in order and valid", async () => {
  const { key } = await replicate.webhooks.default.secret.get();
  const received = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.end();
    if (received.length === 2) server.emit("both");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const both = once(server, "both");
    await replicate.predictions.create({
      model: storyteller,
      input: { prompt: "<call me>" },
      webhook: `http://127.0.0.1:${server.address().port}/hook`,
      webhook_events_filter: ["start", "completed"],
    });
    await both;
    for (const { headers, body } of received) {
      assert.equal(await validateWebhook({ headers, body }, key), true);
      assert.equal(await validateWebhook({ headers, body: `${body} ` }, key), false);
    }
    assert.deepEqual(received.map(({ body }) => JSON.parse(body).status), ["processing", "succeeded"]);
  } finally {
    server.close();
  }
});

check("models: get, list, search, versions", async () => {
  const model = await replicate.models.get("acme", "captioner");
  assert.equal(model.is_official, false);
  const { results } = await replicate.models.versions.list("acme", "captioner");
  assert.equal(results[0].id, model.latest_version.id);
  const version = await replicate.models.versions.get("acme", "captioner", results[0].id);
  assert.ok(version.openapi_schema.components.schemas.Input);
  assert.ok((await collect(replicate.paginate(replicate.models.list))).flat().length >= 5);
  const found = await replicate.models.search("pictures");
  assert.ok(found.results.some((hit) => hit.name === "painter"));
});

check("models: create, then train into it", async () => {
  const name = `voice-${Date.now()}`;
  const model = await replicate.models.create("testkit", name, { visibility: "private", hardware: "cpu" });
  assert.equal(model.latest_version, null);
  const version = await versionOf("acme/singer");
  const training = await replicate.trainings.create("acme", "singer", version, {
    destination: `testkit/${name}`,
    input: { songs: "https://example.com/songs.zip" },
  });
  const done = await replicate.wait(training, { interval: 20 });
  assert.equal(done.status, "succeeded");
  assert.match(done.output.version, new RegExp(`^testkit/${name}:[0-9a-f]{64}$`));
  assert.ok((await replicate.trainings.list()).results.some((listed) => listed.id === training.id));
  assert.equal((await replicate.trainings.get(training.id)).id, training.id);
  await replicate.trainings.cancel(training.id);
});

check("deployments: create, predict, update, delete", async () => {
  const version = await versionOf(captioner);
  const created = await replicate.deployments.create({
    name: "captions",
    model: captioner,
    version,
    hardware: "cpu",
    min_instances: 0,
    max_instances: 2,
  });
  assert.equal(created.current_release.number, 1);
  const prediction = await replicate.deployments.predictions.create(created.owner, created.name, {
    input: { image: "https://example.com/a.png" },
  });
  assert.equal((await replicate.wait(prediction, { interval: 20 })).status, "succeeded");
  const updated = await replicate.deployments.update(created.owner, created.name, { max_instances: 3 });
  assert.equal(updated.current_release.number, 2);
  assert.equal((await replicate.deployments.get(created.owner, created.name)).current_release.number, 2);
  assert.equal((await replicate.deployments.list()).results.length, 1);
  await assert.rejects(replicate.deployments.delete(created.owner, created.name), /unused for 15 minutes/);
  const unused = await replicate.deployments.create({
    name: "unused",
    model: captioner,
    version,
    hardware: "cpu",
    min_instances: 0,
    max_instances: 2,
  });
  assert.equal(await replicate.deployments.delete(unused.owner, unused.name), true);
});

check("account, hardware, collections", async () => {
  assert.equal((await replicate.accounts.current()).username, "testkit");
  assert.ok((await replicate.hardware.list()).some(({ sku }) => sku === "cpu"));
  const { results } = await replicate.collections.list();
  const collection = await replicate.collections.get(results[0].slug);
  assert.ok(collection.models.length > 0);
});

check("errors: token, model, version, input", async () => {
  const nobody = new Replicate({ auth: "", baseUrl });
  nobody.auth = null;
  await assert.rejects(nobody.models.get("acme", "painter"), /401 .*Unauthenticated/);
  await assert.rejects(replicate.models.get("acme", "nothing"), /404 .*could not be found/);
  await assert.rejects(
    replicate.predictions.create({ version: "0".repeat(64), input: {} }),
    /422 .*Invalid version or not permitted/
  );
  await assert.rejects(
    replicate.run(painter, { input: { prompt: "x", num_outputs: 9 } }),
    /422 .*input.num_outputs: Must be less than or equal to 4/
  );
});

check("errors: a throttled request is sent again", async () => {
  const output = await replicate.run("acme/throttled", { input: {} });
  assert.equal(output, "at last");
});

let failed = 0;
for (const [name, body] of checks) {
  try {
    await body();
    console.log(`ok ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED ${name}: ${String(error.stack).replaceAll("\n", " | ")}`);
  }
}
process.exit(failed ? 1 : 0);
