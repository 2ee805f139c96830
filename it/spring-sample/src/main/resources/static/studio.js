'use strict';

const form = document.getElementById('wish');
const create = document.getElementById('create');
const stop = document.getElementById('stop');
let running; // an AbortController while models run

form.addEventListener('submit', async event => {
  event.preventDefault();
  const prompt = form.prompt.value.trim();
  running = new AbortController();
  create.disabled = true;
  stop.disabled = false;
  await Promise.all([
    run(document.getElementById('story'), 'stories', prompt, running.signal),
    run(document.getElementById('picture'), 'pictures', prompt, running.signal)
  ]);
  create.disabled = false;
  stop.disabled = true;
  document.body.dataset.done = 'true';
});

stop.addEventListener('click', () => running.abort());

/** Starts a run and shows it. Closing the response, which a closed tab does too, cancels the run on the server. */
async function run(panel, path, prompt, signal) {
  const view = show(panel, prompt);
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Accept': 'text/event-stream, application/problem+json' },
      body: JSON.stringify({ prompt }),
      signal
    });
    if (!response.ok) {
      throw new Error((await response.json()).detail || 'HTTP ' + response.status);
    }
    for await (const { name, data } of events(response.body)) {
      view[name](data);
    }
    view.closed();
  } catch (failure) {
    view.failed({ message: signal.aborted ? 'Stopped: the run was canceled' : failure.message });
  }
}

/** How a panel shows each event of a run. */
function show(panel, prompt) {
  const status = panel.querySelector('.status');
  const cost = panel.querySelector('.cost');
  const bar = panel.querySelector('progress');
  const text = panel.querySelector('.text');
  const image = panel.querySelector('img');
  let ended = false;

  const say = (words, failed) => {
    if (status.textContent !== words) status.textContent = words;
    status.classList.toggle('failed', Boolean(failed));
  };
  const busy = now => {
    if (text) text.setAttribute('aria-busy', now);
    bar.hidden = !now;
  };

  if (text) text.textContent = '';
  if (image) image.hidden = true;
  cost.textContent = '';
  bar.removeAttribute('value');
  busy(true);
  say('Sending…');

  return {
    created: run => say(run.model + ' is starting'),
    working: run => {
      if (ended) return;
      say(capital(run.status)); // read out when it changes; the number beside it is not
      if (run.percent !== null) {
        bar.value = run.percent;
        cost.textContent = run.percent + ' %';
      }
    },
    piece: piece => { text.textContent += piece.text; },
    picture: picture => {
      image.alt = 'A picture of ' + prompt;
      image.src = picture.url;
      image.hidden = false;
    },
    done: run => {
      ended = true;
      busy(false);
      say(capital(run.status));
      cost.textContent = run.seconds === null ? '' : 'Billed: ' + run.seconds.toFixed(2) + ' s of predict time';
    },
    failed: failure => {
      ended = true;
      busy(false);
      cost.textContent = '';
      say(failure.message, true);
    },
    closed() {
      if (!ended) this.failed({ message: 'The connection was closed: the run was canceled' });
    }
  };
}

const capital = word => word.charAt(0).toUpperCase() + word.slice(1);

/** Reads server-sent events from a response. EventSource would send a request that costs money again whenever it breaks. */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split('\n\n');
    rest = parts.pop();
    for (const part of parts) {
      const fields = { event: 'message', data: '' };
      for (const line of part.split('\n')) {
        const colon = line.indexOf(':');
        if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 1).replace(/^ /, '');
      }
      yield { name: fields.event, data: JSON.parse(fields.data) };
    }
  }
}
