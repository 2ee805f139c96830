'use strict';
const PAGE = 100;
const index = JSON.parse(document.getElementById('index').textContent);
const chunks = new Map();
const byId = id => document.getElementById(id);
let state = '', query = '', page = 0, found = [];

function row(i) {
  const chunk = Math.floor(i / PAGE);
  if (!chunks.has(chunk)) {
    if (chunks.size > 20) chunks.clear();
    chunks.set(chunk, JSON.parse(byId('rows' + chunk).textContent));
  }
  return chunks.get(chunk)[i % PAGE];
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function enlarge(file) {
  const image = element('img');
  image.src = file.u || file.th;
  image.alt = file.n;
  const dialog = byId('large');
  dialog.replaceChildren(image);
  dialog.showModal();
}

function media(file) {
  const kind = file.m.split('/')[0];
  if (kind === 'image' && (file.th || file.u)) {
    const image = element('img');
    image.loading = 'lazy';
    image.src = file.th || file.u;
    image.alt = file.n;
    image.addEventListener('click', () => enlarge(file));
    return image;
  }
  if ((kind === 'audio' || kind === 'video') && file.u) {
    const player = element(kind);
    player.controls = true;
    player.preload = 'none';
    player.src = file.u;
    return player;
  }
  const link = element('a', 'file', file.n + ' (' + Math.ceil(file.b / 1024) + ' KiB)');
  if (file.u) link.href = file.u;
  return link;
}

function card(r) {
  const made = element('article');
  if (r.f && r.f.length) {
    const box = element('div', r.f.length > 1 ? 'media many' : 'media');
    r.f.forEach(file => box.append(media(file)));
    made.append(box);
  }
  const body = element('div', 'body');
  body.append(element('div', 'key', r.k));
  const facts = element('div', 'facts');
  facts.append(element('span', 'state ' + r.s, r.s.toLowerCase()));
  if (r.sec !== undefined) facts.append(element('span', '', r.sec.toFixed(2) + ' s'));
  facts.append(element('span', '', r.at.slice(0, 19).replace('T', ' ')));
  body.append(facts);
  if (r.t) body.append(element('div', 'text', r.t));
  if (r.e) body.append(element('div', 'error', r.e));
  if (r.in || r.id) {
    const details = element('details');
    details.append(element('summary', '', 'inputs'));
    const list = element('dl');
    if (r.id) list.append(element('dt', '', 'prediction'), element('dd', '', r.id));
    Object.entries(r.in || {}).forEach(([name, value]) => {
      list.append(element('dt', '', name));
      list.append(element('dd', '', typeof value === 'string' ? value : JSON.stringify(value)));
    });
    details.append(list);
    body.append(details);
  }
  made.append(body);
  return made;
}

function show() {
  const last = Math.max(0, Math.ceil(found.length / PAGE) - 1);
  page = Math.min(Math.max(0, page), last);
  const shown = found.slice(page * PAGE, page * PAGE + PAGE);
  byId('sheet').replaceChildren(...shown.map(i => card(row(i))));
  byId('position').textContent = found.length === 0 ? 'none'
    : (page * PAGE + 1) + ' to ' + (page * PAGE + shown.length) + ' of ' + found.length;
  byId('previous').disabled = page === 0;
  byId('next').disabled = page === last;
}

function filter() {
  found = [];
  index.forEach((entry, i) => {
    if ((!state || entry[0] === state) && (!query || entry[1].toLowerCase().includes(query))) found.push(i);
  });
  page = 0;
  show();
}

function stateButton(name, label) {
  const button = element('button', '', label);
  button.type = 'button';
  button.setAttribute('aria-pressed', String(name === state));
  button.addEventListener('click', () => {
    state = name;
    document.querySelectorAll('#states button').forEach(b => b.setAttribute('aria-pressed', String(b === button)));
    filter();
  });
  return button;
}

const counts = new Map();
index.forEach(entry => counts.set(entry[0], (counts.get(entry[0]) || 0) + 1));
byId('states').append(stateButton('', 'all ' + index.length));
[...counts].sort((a, b) => b[1] - a[1]).forEach(([name, count]) => byId('states').append(' ', stateButton(name, name.toLowerCase() + ' ' + count)));
byId('search').addEventListener('input', event => { query = event.target.value.toLowerCase(); filter(); });
byId('previous').addEventListener('click', () => { page--; show(); scrollTo(0, 0); });
byId('next').addEventListener('click', () => { page++; show(); scrollTo(0, 0); });
byId('large').addEventListener('click', () => byId('large').close());
filter();
