import {ask, byId, draw, element, list, pairs, speak, text} from './page.js';
import {TEXTS} from './city.texts.js';

const SVG = 'http://www.w3.org/2000/svg';
const SPEEDS = [1, 10, 60, 300];
const RULES = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'conservation'];


let last = null;

function shape(parent, name, attributes, title) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (title) node.append(Object.assign(document.createElementNS(SVG, 'title'), {textContent: title}));
  parent.append(node);
  return node;
}

const stateOf = scooter => {
  const tags = scooter.tags.map(tag => tag.name);
  return tags.includes('recharge_processing') ? 'served' : tags.some(tag => tag.startsWith('battery_low')) ? 'low' : scooter.percent >= 95 ? 'full' : 'ok';
};
const charged = cells => cells.filter(cell => cell.percent >= 95 && !cell.broken).length;

function map(city) {
  const all = [...city.stores, ...city.scooters, ...city.couriers].map(x => x.location);
  const lats = all.map(p => p.lat), lons = all.map(p => p.lon);
  const south = Math.min(...lats), north = Math.max(...lats), west = Math.min(...lons), east = Math.max(...lons);
  const k = Math.cos((south + north) / 2 * Math.PI / 180), W = 1000, H = W * (north - south) / ((east - west) * k);
  const x = p => (p.lon - west) / (east - west) * W, y = p => (north - p.lat) / (north - south) * H;
  const svg = byId('map');
  svg.setAttribute('viewBox', `-40 -40 ${W + 140} ${H + 80}`);
  svg.setAttribute('aria-label', text('map-label', {scooters: city.scooters.length, low: city.scooters.filter(s => stateOf(s) === 'low').length,
    served: city.scooters.filter(s => stateOf(s) === 'served').length, couriers: city.couriers.length}));
  svg.replaceChildren();
  for (const scooter of city.scooters) {
    const state = stateOf(scooter), cx = x(scooter.location), cy = y(scooter.location);
    const what = {class: `scooter ${state}`, 'data-scooter': scooter.id, 'data-state': state};
    const title = `${scooter.id} ${scooter.percent}% ${scooter.tags.map(tag => tag.name).join(', ')}`;
    if (state === 'low') shape(svg, 'path', {...what, d: `M${cx} ${cy - 10}l10 10-10 10-10-10z`}, title);
    else shape(svg, 'circle', {...what, cx, cy, r: state === 'served' ? 8 : 5}, title);
  }
  for (const store of city.stores) {
    store.cabinets.forEach((cabinet, i) => {
      const px = x(store.location) + i * 26, py = y(store.location), full = charged(cabinet.cells);
      shape(svg, 'rect', {class: cabinet.cells.some(cell => cell.open) ? 'cabinet open' : 'cabinet', x: px - 11, y: py - 11, width: 22, height: 22, rx: 4,
        'data-cabinet': cabinet.id, 'data-full': full}, text('cabinet-title', {id: cabinet.id, full, all: cabinet.cells.length}));
    });
    shape(svg, 'text', {x: x(store.location) - 11, y: y(store.location) - 18}).textContent =
      `${store.id} ${store.cabinets.map(cabinet => `${charged(cabinet.cells)}/${cabinet.cells.length}`).join(' ')}`;
  }
  for (const courier of city.couriers) {
    const px = x(courier.location), py = y(courier.location), byHand = courier.phase === 'BY_HAND';
    shape(svg, 'path', {class: `courier${courier.stuck ? ' stuck' : ''}${byHand ? ' by-hand' : ''}${courier.claim_id ? '' : ' free'}`,
      'data-courier': courier.id, 'data-phase': courier.phase, d: `M${px} ${py - 11}l10 18h-20z`},
    `${courier.id} ${courier.name} ${courier.phase} ${courier.bag.join(', ')}`);
    if (courier.stuck) shape(svg, 'text', {x: px + 10, y: py}).textContent = '!';
  }
}

function cabinets(city) {
  const rows = city.stores.flatMap(store => store.cabinets.map(cabinet => [`${cabinet.id}, ${store.name}`, charged(cabinet.cells),
    cabinet.cells.filter(cell => !cell.accumulator_id).length, cabinet.cells.filter(cell => cell.broken).length,
    cabinet.cells.filter(cell => cell.open).map(cell => cell.id).join(', ') || '–']));
  draw(byId('cabinets'), rows, () => rows.map(row => element('tr', {}, element('th', {scope: 'row'}, row[0]),
    ...row.slice(1).map(value => element('td', {}, String(value))))));
}

function counted(id, count) {
  const node = byId(id);
  node.dataset.count = count;
  node.textContent = count;
  node.classList.toggle('bad', count > 0);
  node.classList.toggle('good', count === 0);
}

function ledger(state) {
  counted('ledger-count', state.count);
  byId('ledger-word').textContent = text(state.count ? 'ledger-some' : 'ledger-none');
  draw(byId('rules'), state.by_rule, () => RULES.map(rule => {
    const count = state.by_rule[rule] || 0;
    return element('li', {'data-rule': rule, 'data-count': String(count)}, element('span', {class: count ? 'bad' : 'good'}, count ? `✕ ${count}` : '✓ 0'),
      element('span', {}, (rule === 'conservation' ? '' : rule + '. ') + text('rule-' + rule)));
  }));
  const lines = state.violations.slice(-20).reverse().map(v => `${text('rule', {rule: v.rule})}: ${v.sentence} ${JSON.stringify(v.ids)}`);
  if (state.watch_failure) lines.unshift(text('not-read', {why: state.watch_failure}));
  list(byId('violations'), lines, text('none-happened'));
}

function faults(state) {
  const target = byId('faults');
  const upstreams = [...new Set(state.switches.map(s => s.upstream))];
  const opened = new Set([...target.querySelectorAll('details[open]')].map(node => node.dataset.upstream));
  draw(target, state.switches.map(s => s.upstream + s.fault), () => upstreams.map(upstream => element('details',
    {'data-upstream': upstream, open: opened.has(upstream)}, element('summary', {id: 'faults-' + upstream},
      element('b', {}, upstream), ' ', element('span', {class: 'dim', id: 'on-' + upstream})),
    element('ul', {}, ...state.switches.filter(s => s.upstream === upstream).map(faultRow)))));
  for (const s of state.switches) {
    const id = `${s.upstream}-${s.fault}`, on = byId('fault-' + id), share = byId('share-' + id);
    const row = on.closest('li');
    on.checked = s.on;
    if (document.activeElement !== share && (s.on || !row.dataset.touched)) share.value = Math.round(s.share * 100);
    byId('percent-' + id).textContent = share.value + ' %';
    row.dataset.fired = s.fired;
    byId('fired-' + id).textContent = text('fired', {count: s.fired});
  }
  for (const upstream of upstreams) {
    const count = state.switches.filter(s => s.upstream === upstream && s.on).length;
    byId('on-' + upstream).textContent = text('faults-on', {count});
    byId('on-' + upstream).className = count ? 'warn' : 'dim';
  }
}

function faultRow({upstream, fault}) {
  const id = `${upstream}-${fault}`;
  const send = async () => {
    try {
      await ask('/sandbox/faults/switch', {upstream, fault, on: byId('fault-' + id).checked, share: byId('share-' + id).value / 100});
      faults(await ask('/sandbox/faults'));
    } catch (e) {
      byId('news').textContent = e.message;
    }
  };
  return element('li', {'data-upstream': upstream, 'data-fault': fault},
    element('label', {for: 'fault-' + id}, text('fault-' + fault), element('br'), element('code', {class: 'dim'}, fault)),
    element('span', {class: 'on'}, element('input', {type: 'checkbox', role: 'switch', id: 'fault-' + id, onchange: send})),
    element('span', {}, element('input', {type: 'range', min: '1', max: '100', id: 'share-' + id,
      'aria-label': text('share', {fault: text('fault-' + fault), upstream}),
      oninput: () => { byId('fault-' + id).closest('li').dataset.touched = 'yes'; byId('percent-' + id).textContent = byId('share-' + id).value + ' %'; },
      onchange: () => byId('fault-' + id).checked && send()})),
    element('span', {class: 'number'}, element('span', {id: 'percent-' + id}), element('br'), element('span', {class: 'dim', id: 'fired-' + id})));
}

function presets(speed) {
  draw(byId('speed-presets'), speed, () => SPEEDS.map(s => element('button', {type: 'button', id: 'speed-' + s,
    'data-speed': String(s), 'aria-pressed': String(s === speed),
    class: s === speed ? 'primary' : '', onclick: () => setSpeed(s)}, text('times', {speed: s}))));
  if (document.activeElement !== byId('speed') && !byId('speed').value) byId('speed').value = speed;
}

async function setSpeed(speed) {
  const answer = await ask('/sandbox/speed', {speed});
  byId('speed').value = answer.speed;
  presets(answer.speed);
}

function render([city, summary, state, violations, stuck, fault]) {
  map(city);
  cabinets(city);
  byId('time').textContent = text('time', {time: summary.city_time.slice(0, 19).replace('T', ' '), speed: summary.speed});
  presets(summary.speed);
  pairs(byId('counts'), [[text('count-scooters'), summary.scooters.all], [text('count-low'), summary.scooters.low],
    [text('count-served'), summary.scooters.processing],
    [text('count-at-scooter'), summary.swaps_at_scooter], [text('count-finished'), summary.swaps_finished], [text('count-bookings'), summary.bookings_active],
    [text('count-busy'), text('of', {a: summary.couriers.busy, b: summary.couriers.all})], [text('count-by-hand'), summary.couriers.by_hand],
    [text('count-stuck'), summary.couriers.stuck, summary.couriers.stuck > 0]]);
  pairs(byId('claims'), Object.entries(summary.claims));
  pairs(byId('behaviours'), Object.entries(summary.behaviours).filter(([, times]) => times));
  ledger(state);
  counted('contract-count', violations.count);
  list(byId('contract-violations'), violations.latest.slice(-15).reverse().map(v => `${v.where}: ${v.reason}`), text('none'));
  list(byId('stuck'), stuck.map(c => `${c.courier_id} ${c.phase}: ${c.last_trouble}`), text('none'));
  faults(fault);
}

async function refresh() {
  try {
    last = await Promise.all(['city', 'summary', 'ledger', 'contract-violations', 'stuck', 'faults'].map(path => ask('/sandbox/' + path)));
    render(last);
  } catch (e) {
    byId('time').textContent = `${text('silent')}: ${e.message}`;
  }
  setTimeout(refresh, 1000);
}

byId('more').addEventListener('click', async () => {
  const {car_ids: cars} = await ask('/sandbox/discharge', {count: 10});
  byId('news').textContent = text('more-done', {cars: cars.join(', ')});
});
byId('speed-form').addEventListener('submit', event => {
  event.preventDefault();
  setSpeed(Number(byId('speed').value));
});
byId('faults-off').addEventListener('click', async () => {
  await ask('/sandbox/faults', {rules: []});
  faults(await ask('/sandbox/faults'));
});
byId('audit').addEventListener('click', async () => {
  const verdict = byId('verdict');
  verdict.textContent = text('comparing');
  delete verdict.dataset.verdict;
  verdict.drawn = '';
  const audit = await ask('/sandbox/ledger/audit', {settle: '5s'});
  verdict.dataset.verdict = audit.verdict;
  draw(verdict, audit, () => [element('p', {class: audit.verdict === 'violations' ? 'bad' : audit.verdict === 'clean' ? 'good' : 'warn'},
    text('verdict', {verdict: text('verdict-' + audit.verdict)})), element('ul', {},
    ...Object.entries(audit.compared).map(([what, count]) => element('li', {}, text('compared', {what, count}))),
    ...audit.not_checked.map(what => element('li', {}, text('not-checked', {what}))), element('li', {}, text('pending', {count: audit.pending.length})))]);
});
speak(TEXTS, () => { byId('faults').drawn = ''; if (last) render(last); });
ask('/sandbox/links').then(links => { byId('console-link').href = links.console; });
refresh();
