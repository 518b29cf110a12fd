import {ask, byId, currentLanguage, draw, element, show, speak, text} from './page.js';
import {TEXTS} from './phone.texts.js';

/** He may ask the bot for the status first, and the bot takes its time. */
const STOREKEEPER_TRIES = 12;
const STOREKEEPER_PAUSE_MS = 2500;
const DOORS = ['sound', 'mute', 'jammed'];

let courier = location.hash.slice(1);
let sight = null;
let overview = null;
let actions = null;
let asked = '';
let screen = null;
let refusal = null;
let busy = 0;
let last = Promise.resolve();
let seen = 0;

const one = path => `/sandbox/phone/couriers/${encodeURIComponent(courier)}${path}`;
const news = sentence => { byId('news').textContent = sentence; };
const inWords = accumulator => accumulator ? text('accumulator', accumulator) : text('empty');
const currentPoint = () => sight && sight.order ? sight.order.points.find(point => point.current) : undefined;
const statusInWords = status => TEXTS['status-' + status] ? `${text('status-' + status)} (${status})` : status;

/** The app's modal; the focus comes in and goes back. */
function modal(status, code, sentence) {
  const dialog = byId('modal'), before = document.activeElement;
  dialog.dataset.status = status;
  dialog.dataset.code = code || '';
  byId('modal-text').textContent = sentence;
  if (dialog.open) return;
  dialog.showModal();
  dialog.addEventListener('close', () => {
    const back = before && before.isConnected && before.offsetParent ? before : byId(before.id) || byId('order-title');
    back.focus();
  }, {once: true});
}

/** One thing after the other; what the city does not allow is a modal too. */
function act(deed) {
  busy++;
  document.body.setAttribute('aria-busy', 'true');
  last = last.then(deed).catch(e => modal(e.status || 0, e.code, e.message)).finally(() => {
    busy--;
    document.body.setAttribute('aria-busy', String(busy > 0));
  });
  return last;
}

/** Whether the bundle answered 200; anything else is shown as the app shows it. */
function delivered({status, body}) {
  if (status === 200) return true;
  modal(status, body && body.code, (body && body.message) || `${text('no-answer')} (${status})`);
  return false;
}

function see(next) {
  seen++;
  sight = next;
  render();
}

async function play(next) {
  seen++;
  sight = next;
  courier = next.courier.id;
  location.hash = courier;
  actions = screen = refusal = null;
  asked = '';
  if (next.language !== currentLanguage()) sight = await ask(one('/language'), {language: currentLanguage()});
  render();
  byId('order-title').focus();
}

async function askActions() {
  const answer = await ask(one('/actions'), {});
  if (answer.status === 0) return;
  actions = delivered(answer) ? answer.body.actions.map(action => action.type) : [];
  if (screen && !actions.includes('battery_exchange')) screen = null;
  render();
}

async function doAction(type) {
  if (type === 'battery_exchange') {
    await request({url: null});
    return;
  }
  const answer = await ask(one('/act'), {action: type});
  if (delivered(answer)) news(text('done', {what: text('action-' + type)}));
  await askActions();
}

/** Runs a request of a screen; what it answers replaces the screen. @return false: the row stops */
async function request({method, url}) {
  const answer = url === null ? await ask(one('/screen'), {}) : await ask(one('/request'), {method, url});
  if (!delivered(answer)) return false;
  screen = answer.body;
  render();
  byId('screen-title').focus();
  return true;
}

async function press(button) {
  for (const action of button.actions) {
    if (action.type === 'close') {
      screen = null;
      render();
      byId('sliders-title').focus();
    } else if (!await request(action)) {
      break;
    }
  }
  see(await ask(one('')));
}

async function slide() {
  const point = currentPoint();
  const answer = await ask(one('/slide'), {});
  refusal = null;
  if (delivered(answer)) {
    if (answer.closed) {
      news(text('closed', {point: point.key}));
      screen = null;
    } else {
      refusal = {code: answer.body.code || '', message: answer.body.message || ''};
    }
  }
  see(await ask(one('')));
  if (answer.closed) byId('order-title').focus();
}

async function hand(path, body = {}) {
  see(await ask(one(path), body));
}

function askStorekeeper(times) {
  act(async () => {
    const claim = sight.order.claim_id, bag = sight.courier.bag.length;
    await hand('/storekeeper');
    news(text('storekeeper-busy'));
    setTimeout(() => {
      const same = sight && sight.order && sight.order.claim_id === claim && sight.hands.at_cabinet;
      if (same && sight.courier.bag.length !== bag) news(text('done', {what: text('storekeeper')}));
      else if (same && times > 1) askStorekeeper(times - 1);
    }, STOREKEEPER_PAUSE_MS);
  });
}

function render() {
  show(byId('phone'), Boolean(sight));
  const working = Boolean(sight && sight.hands && !sight.waits && !(sight.order.over && sight.free));
  show(byId('hands'), working);
  show(byId('levers'), working && sight.cells.length > 0);
  show(byId('chooser'), !sight || sight.free && !sight.waits);
  if (overview) chooser();
  if (!sight) return;
  const phone = byId('phone');
  phone.dataset.courier = sight.courier.id;
  phone.dataset.language = sight.language;
  order();
  const mine = Boolean(sight.order && sight.order.mine);
  show(byId('actions-box'), mine && !(sight.order.over && sight.free));
  drawActions();
  drawScreen();
  sliders();
  if (working) hands();
}

function chooser() {
  draw(byId('to-take-over'), overview.to_take_over, () => overview.to_take_over.map(robot => element('li', {},
    element('button', {type: 'button', id: 'take-over-' + robot.courier_id, 'data-take-over': robot.courier_id,
      onclick: () => act(async () => { await play(await ask(`/sandbox/phone/couriers/${robot.courier_id}/take-over`, {})); })},
    text('take-over', {name: robot.name})), ' ', element('span', {class: 'dim'}, robot.address))));
  show(byId('nobody'), !overview.to_take_over.length);
  const others = overview.played.filter(player => player.courier_id !== courier);
  show(byId('played-box'), others.length > 0);
  draw(byId('played'), others, () => others.map(player => element('li', {},
    element('button', {type: 'button', id: 'continue-' + player.courier_id, 'data-continue': player.courier_id,
      onclick: () => act(async () => { await play(await ask(`/sandbox/phone/couriers/${player.courier_id}`)); })}, text('continue', {name: player.name})))));
}

function order() {
  const {order} = sight, box = byId('order');
  byId('order-title').textContent = text(order ? 'order' : 'no-order', {name: sight.courier.name});
  show(byId('waiting'), sight.waits);
  show(byId('order-status'), Boolean(order) && !sight.waits);
  show(byId('points'), Boolean(order) && !sight.waits);
  show(byId('walking'), sight.walking);
  show(byId('walk-box'), Boolean(order) && order.goal && !(currentPoint() && currentPoint().visit_status === 'arrived'));
  if (!order) return;
  Object.assign(box.dataset, {claim: order.claim_id, task: order.task_id, status: order.status, over: order.over, mine: order.mine});
  byId('order-status').textContent = order.mine ? text('order-status', {status: statusInWords(order.status)}) : text('lost');
  byId('walking').textContent = text('walking', {metres: order.goal_metres});
  draw(byId('points'), order.points, () => order.points.map(point => element('li', {'data-point': point.key, 'data-visit': point.visit_status,
    'data-current': String(point.current)}, element('b', {}, point.key), element('span', {}, `${text('point-' + point.key)}: ${point.address}`, element('br'),
    element('span', {class: 'dim'}, `${text('visit-' + point.visit_status)}, ${text('metres', point)}`)))));
}

function drawActions() {
  const box = byId('actions');
  box.dataset.actions = (actions || []).join(' ');
  draw(box, actions, () => !actions ? [] : actions.length ? actions.map(type => element('button', {type: 'button', id: 'action-' + type, 'data-action': type,
    class: type === 'battery_exchange' ? 'primary' : '', onclick: () => act(() => doAction(type))}, text('action-' + type)))
    : [element('p', {class: 'dim'}, text('no-actions'))]);
}

function drawScreen() {
  show(byId('screen'), Boolean(screen));
  draw(byId('screen-items'), screen, () => screen ? screen.constructor_items.map(item) : []);
}

function item(part) {
  const data = {'data-item-id': part.id, 'data-item-type': part.type};
  switch (part.type) {
    case 'header':
      return element('div', data, element('h3', {}, part.title), ...(part.subtitle ? [element('p', {class: 'dim'}, part.subtitle)] : []));
    case 'counter':
      return element('div', {...data, class: 'counter', 'data-value': String(part.value)}, element('span', {}, part.title),
        element('b', {}, String(part.value)));
    case 'text':
      return element('p', {...data, class: `tone tone-${part.tone || 'info'}`, 'data-tone': part.tone || 'info'}, part.text);
    case 'button':
      return element('button', {...data, type: 'button', id: 'item-' + part.id,
        class: part.style === 'primary' ? 'primary' : '', onclick: () => act(() => press(part))}, part.title);
    default:
      return element('p', {...data, class: 'bad'}, JSON.stringify(part));
  }
}

function sliders() {
  const point = currentPoint();
  const shown = sight.order && !sight.order.over ? sight.order.points.map(p => p.key) : [];
  show(byId('sliders-box'), shown.length > 0);
  draw(byId('sliders'), shown, () => shown.map(key => element('div', {class: 'slider'}, element('label', {for: 'slider-' + key}, text('slider', {point: key})),
    element('input', {type: 'range', id: 'slider-' + key, 'data-slider': key, min: '0', max: '100', step: '10', value: '0', 'aria-describedby': 'slider-hint',
      onchange: event => { if (Number(event.target.value) === 100) act(async () => { await slide(); event.target.value = 0; }); },
      onpointerup: event => { if (Number(event.target.value) < 100) event.target.value = 0; }}))));
  shown.forEach(key => { byId('slider-' + key).disabled = !point || point.key !== key; });
  show(byId('slide'), Boolean(point));
  if (point) byId('slide').textContent = text('slide', {point: point.key});
  const answer = byId('slider-answer');
  const sentence = refusal ? refusal.message : '';
  answer.dataset.code = refusal ? refusal.code : '';
  answer.classList.toggle('answer', Boolean(refusal));
  if (answer.textContent !== sentence) answer.textContent = sentence;
}

function hands() {
  const {hands, courier: body, cells} = sight;
  draw(byId('bag'), body.bag, () => body.bag.map(accumulator => element('li', {'data-accumulator': accumulator.id}, inWords(accumulator))));
  show(byId('bag-empty'), !body.bag.length);
  const cell = hands.open_cell;
  byId('open-cell').dataset.cell = cell ? cell.cell_id : '';
  byId('open-cell').textContent = cell ? text('cell-open', {cell: cell.cell_id, content: inWords(cell.accumulator)})
    : text(hands.at_cabinet ? 'cell-shut' : 'not-there');
  show(byId('door-warning'), Boolean(cell));
  const scooter = byId('scooter');
  scooter.dataset.car = hands.scooter ? hands.scooter.id : '';
  scooter.dataset.door = hands.scooter && hands.scooter.battery_door_open ? 'open' : 'shut';
  scooter.dataset.accumulator = hands.scooter ? hands.scooter.accumulator.id : '';
  scooter.textContent = !hands.at_scooter ? text('not-there') : !hands.scooter ? text('scooter-gone')
    : text('scooter', {...hands.scooter, door: text(hands.scooter.battery_door_open ? 'open' : 'shut'), accumulator: inWords(hands.scooter.accumulator)})
      + (hands.scooter.wrecked ? ' ' + text('wrecked') : '');
  draw(byId('cells'), cells.map(({cell_id: id, door, open, broken, accumulator}) => ({id, door, open, broken, accumulator})), () => cells.map(lever));
}

function lever({cell_id: id, door, open, broken, accumulator}) {
  const name = 'door-' + id.replace(/\W/g, '-');
  const select = element('select', {id: name, 'data-cell': id, disabled: open,
    onchange: event => act(async () => { await ask('/sandbox/cells', {cell_id: id, door: event.target.value}); see(await ask(one(''))); })},
  ...DOORS.map(value => element('option', {value, selected: value === door}, text('door-' + value))));
  const label = text('door', {cell: id, content: inWords(accumulator)}) + (broken ? ', ' + text('broken') : '');
  return element('div', {class: 'lever'}, element('label', {for: name}, label), select);
}

async function refresh() {
  try {
    if (courier) {
      const before = seen;
      try {
        const now = await ask(one(''));
        // What was done meanwhile has brought a newer sight.
        if (before === seen && !busy) sight = now;
        if (sight && sight.language !== currentLanguage()) sight = await ask(one('/language'), {language: currentLanguage()});
      } catch (e) {
        if (e.status !== 404) throw e;
        sight = null;
        courier = '';
      }
    }
    if (!byId('chooser').hidden || !sight || sight.free) overview = await ask('/sandbox/phone');
    render();
    await lookForActions();
    if (byId('news').dataset.silent) { news(''); delete byId('news').dataset.silent; }
  } catch (e) {
    news(`${text('silent')}: ${e.message}`);
    byId('news').dataset.silent = 'yes';
  }
  setTimeout(refresh, 700);
}

/** The app asks for its actions when its order has moved on. */
async function lookForActions() {
  const order = sight && sight.order, point = currentPoint();
  const state = order && order.mine && !sight.waits
    ? [order.claim_id, order.status, point && point.key, point && point.visit_status, currentLanguage()].join(' ') : '';
  if (state === asked || busy) return;
  asked = state;
  refusal = null;
  if (state) await act(askActions);
  else actions = screen = null;
}

byId('take-next').addEventListener('click', () => act(async () => play(await ask('/sandbox/phone/next', sight ? {courier_id: courier} : {}))));
byId('put-down').addEventListener('click', () => act(async () => {
  overview = await ask(one('/put-down'), {});
  courier = '';
  sight = actions = screen = refusal = null;
  history.replaceState(null, '', location.pathname);
  render();
  byId('chooser-title').focus();
}));
byId('walk').addEventListener('click', () => act(() => hand('/walk', {at_once: false})));
byId('walk-at-once').addEventListener('click', () => act(() => hand('/walk', {at_once: true})));
byId('ask-actions').addEventListener('click', () => act(askActions));
byId('slide').addEventListener('click', () => act(slide));
byId('storekeeper').addEventListener('click', () => askStorekeeper(STOREKEEPER_TRIES));
for (const deed of ['take', 'put-in', 'close-door', 'swap']) {
  byId(deed).addEventListener('click', () => act(async () => { await hand('/' + deed); news(text('done', {what: text(deed)})); }));
}
byId('more').addEventListener('click', () => act(async () => {
  news(text('more-done', {cars: (await ask('/sandbox/discharge', {count: 10})).car_ids.join(', ')}));
}));
byId('modal-close').addEventListener('click', () => byId('modal').close());
window.addEventListener('hashchange', () => {
  if (location.hash.slice(1) === courier) return;
  courier = location.hash.slice(1);
  sight = actions = screen = refusal = null;
  asked = '';
});
speak(TEXTS, () => act(async () => {
  if (sight) sight = await ask(one('/language'), {language: currentLanguage()});
  if (screen) await request({url: null});
  render();
}));
ask('/sandbox/links').then(links => { byId('console-link').href = links.console; });
render();
refresh();
