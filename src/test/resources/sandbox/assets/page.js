// What both pages need: asking, building, and two languages.
const LANGUAGES = ['ru', 'en'];
let language = LANGUAGES.includes(localStorage.getItem('language')) ? localStorage.getItem('language') : 'ru';
let words = {};
const listeners = [];

export const byId = id => document.getElementById(id);
export const currentLanguage = () => language;

/** The text of a key; {name} stands for a value. */
export function text(key, values = {}) {
  const found = words[key];
  const sentence = found ? found[LANGUAGES.indexOf(language)] : key;
  return sentence.replace(/\{(\w+)\}/g, (all, name) => name in values ? values[name] : all);
}

/** Takes the page's texts, key: [Russian, English], and puts them where data-t and data-t-label name them. */
export function speak(texts, whenChanged) {
  words = texts;
  listeners.push(whenChanged);
  const select = byId('language');
  select.value = language;
  select.addEventListener('change', () => {
    language = select.value;
    localStorage.setItem('language', language);
    apply();
    listeners.forEach(listener => listener());
  });
  apply();
}

function apply() {
  document.documentElement.lang = language;
  document.title = text('title');
  document.querySelectorAll('[data-t]').forEach(node => { node.textContent = text(node.dataset.t); });
  document.querySelectorAll('[data-t-label]').forEach(node => node.setAttribute('aria-label', text(node.dataset.tLabel)));
}

/** An answer that is no 200 becomes an error with the status and the body's code and message. */
export async function ask(path, body) {
  const response = await fetch(path, body === undefined ? {headers: {'Accept-Language': language}}
    : {method: 'POST', headers: {'Content-Type': 'application/json', 'Accept-Language': language}, body: JSON.stringify(body)});
  const answer = await response.json();
  if (!response.ok) {
    throw Object.assign(new Error(answer.message || response.statusText), {status: response.status, code: answer.code});
  }
  return answer;
}

/** An element with attributes (on…: a listener, hidden and the like: true or false) and children. */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (typeof value === 'boolean') node.toggleAttribute(key, value);
    else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

/** Draws anew only what has changed, and gives the focus back to the element of the same id. */
export function draw(target, data, build) {
  const state = language + JSON.stringify(data);
  if (target.drawn === state) return false;
  target.drawn = state;
  const focused = target.contains(document.activeElement) ? document.activeElement.id : '';
  target.replaceChildren(...build());
  if (focused) (byId(focused) || target.closest('section').querySelector('h2, h3')).focus();
  return true;
}

/** Shows or hides; a focus inside goes to the heading of its section. */
export function show(node, visible) {
  if (node.hidden !== visible) return;
  const focused = !visible && node.contains(document.activeElement);
  node.hidden = !visible;
  if (focused) (node.parentElement.closest('section') || document).querySelector('h2, h1').focus();
}

export function pairs(target, rows) {
  draw(target, rows, () => rows.flatMap(([name, value, bad]) => [element('dt', {}, String(name)), element('dd', bad ? {class: 'bad'} : {}, String(value))]));
}

export function list(target, lines, none) {
  draw(target, [lines, none], () => [lines.length ? element('ul', {}, ...lines.map(line => element('li', {}, line))) : element('p', {class: 'good'}, none)]);
}
