'use strict';

// All that this adds is comfort: the page is complete without it. A node of a drawing is a link to the row that says all about it; here the link opens
// a panel with the content of the row instead.

const nodes = [...document.querySelectorAll('a.node')];
// A Secret is drawn in each node that needs it: its place there is the edge.
const edges = [...document.querySelectorAll('path.edge[data-from], a.node[data-from]')].map((element) => ({
  element,
  from: element.dataset.from,
  to: element.dataset.to ?? element.dataset.node,
}));
const rowOf = (node) => document.getElementById(node.dataset.node);
const nodesOf = (row) => nodes.filter((node) => node.dataset.node === row);

const panel = document.createElement('aside');
panel.className = 'panel';
panel.setAttribute('aria-label', 'The chosen node');
panel.hidden = true;
document.body.append(panel);

/** Shows what a node is connected with, and the content of its row. */
function choose(node) {
  leave();
  const drawing = node.closest('svg');
  const row = node.dataset.node;
  for (const { element, from, to } of edges.filter((edge) => edge.from === row || edge.to === row)) {
    const ends = element.matches('path') ? [...nodesOf(from), ...nodesOf(to)] : nodesOf(from);
    for (const near of [element, ...ends]) near.classList.add('near');
  }
  for (const same of nodesOf(row)) same.classList.add('near', 'chosen');
  drawing.classList.add('picked');
  rowOf(node)?.classList.add('selected');
  showPanel(node);
}

function leave() {
  for (const name of ['near', 'chosen', 'picked', 'selected'])
    for (const element of document.querySelectorAll(`.${name}`)) element.classList.remove(name);
  panel.hidden = true;
}

/** Fills the panel with copies of the cells of a node's row, each under the heading of its column. */
function showPanel(node) {
  const row = rowOf(node);
  if (row === null) return;
  const [name, ...cells] = row.cells;
  const title = document.createElement('h3');
  title.append(...copies(name));
  const list = document.createElement('dl');
  for (const cell of cells) {
    if (cell.childNodes.length === 0) continue;
    const [term, text] = [document.createElement('dt'), document.createElement('dd')];
    term.textContent = cell.dataset.heading;
    text.append(...copies(cell));
    list.append(term, text);
  }
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = '×';
  close.setAttribute('aria-label', 'Close');
  close.addEventListener('click', () => {
    go('');
    node.focus({ preventScroll: true });
  });
  panel.replaceChildren(title, list, close);
  panel.hidden = false;
}

function copies(element) {
  return [...element.cloneNode(true).childNodes];
}

/** Writes a place into the address, so that a link leads back to it, and shows it. */
function go(id, node) {
  history.pushState(null, '', id === '' ? location.pathname + location.search : `#${id}`);
  show(node);
}

/** Shows the node that the address names: of a Secret, the place where it was chosen. */
function show(place) {
  const found = nodesOf(decodeURIComponent(location.hash.slice(1)));
  const node = found.includes(place) ? place : found[0];
  if (node === undefined) return leave();
  choose(node);
  bringIntoView(node, 'nearest');
  node.focus({ preventScroll: true });
}

/** Scrolls to a node, and puts the panel on the other side of the window. */
function bringIntoView(node, place) {
  node.scrollIntoView({ block: place, inline: place });
  const { left, right } = node.getBoundingClientRect();
  panel.classList.toggle('left', (left + right) / 2 > innerWidth / 2);
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#"]');
  const id = link === null ? '' : decodeURIComponent(link.getAttribute('href').slice(1));
  if (nodesOf(id).length === 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(id, link);
});
addEventListener('popstate', () => show());

/** The node that an arrow key leads to: along an edge, or to the nearest one above or below. */
function next(node, key) {
  const place = middle(node);
  const drawn = nodes.filter((each) => node.closest('svg').contains(each) && each !== node);
  if (key === 'ArrowRight' || key === 'ArrowLeft') {
    const [own, other] = key === 'ArrowRight' ? ['from', 'to'] : ['to', 'from'];
    const ways = edges.filter((edge) => edge[own] === node.dataset.node);
    // Secrets are below their node: keys to the sides go along lines, as long as there are some.
    const lines = ways.filter(({ element }) => element.matches('path'));
    const ends = (lines.length > 0 ? lines : ways).map((edge) => edge[other]);
    const found = drawn.filter((each) => ends.includes(each.dataset.node));
    return nearest(found, place);
  }
  const isBeyond = (each) => (key === 'ArrowDown' ? middle(each).y > place.y : middle(each).y < place.y);
  const column = drawn.filter((each) => Math.abs(middle(each).x - place.x) < columnWidth);
  return nearest(column.filter(isBeyond), place);
}

// Cards of one column have their middles on one line, and the next column is further away.
const columnWidth = 60;

function nearest(candidates, place) {
  const distance = (node) => Math.hypot(middle(node).x - place.x, middle(node).y - place.y);
  return candidates.sort((one, other) => distance(one) - distance(other))[0];
}

function middle(node) {
  const { x, y, width, height } = node.querySelector('.card').getBBox();
  return { x: x + width / 2, y: y + height / 2 };
}

document.addEventListener('keydown', (event) => {
  if (event.key === '/' && event.target !== search) {
    event.preventDefault();
    search.focus();
  } else if (event.key === 'f' && event.target !== search && !event.ctrlKey && !event.metaKey) {
    const isFull = fullSizes.some((box) => box.checked);
    for (const box of fullSizes) box.checked = !isFull;
    keepChosen();
  } else if (event.key === 'Escape') {
    search.value = '';
    find();
    go('');
  } else if (event.key.startsWith('Arrow') && event.target.matches('a.node')) {
    const found = next(event.target, event.key);
    event.preventDefault();
    if (found !== undefined) go(found.dataset.node, found);
  }
});

const fullSizes = [...document.querySelectorAll('.full-size')];
for (const box of fullSizes) box.addEventListener('change', keepChosen);

/** Shows the chosen node at another size of its drawing, too. */
function keepChosen() {
  const node = document.querySelector('.chosen');
  if (node !== null) bringIntoView(node, 'center');
}

const search = document.getElementById('search');
const matches = document.getElementById('matches');

/** Keeps the nodes whose row has every word of the search. */
function find() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.length === 0 ? [] : nodes.filter((node) => words.every((word) => textOf(node).includes(word)));
  for (const drawing of document.querySelectorAll('svg.topology'))
    drawing.classList.toggle('searched', words.length > 0);
  for (const node of nodes) node.classList.toggle('found', found.includes(node));
  matches.textContent = words.length === 0 ? '' : `${found.length} found`;
  return found;
}

function textOf(node) {
  const cells = [...(rowOf(node)?.cells ?? [])].slice(0, 3).map((cell) => cell.textContent);
  return `${node.getAttribute('aria-label')} ${cells.join(' ')}`.toLowerCase();
}

search.addEventListener('input', find);
search.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  const [first] = find();
  if (first !== undefined) go(first.dataset.node, first);
});

for (const element of document.querySelectorAll('search, .keys')) element.hidden = false;

// A browser goes to the row that the address names, and opens the table for it. The node is what a link was made for.
addEventListener('load', () =>
  requestAnimationFrame(() => {
    const [node] = nodesOf(decodeURIComponent(location.hash.slice(1)));
    if (node === undefined) return;
    rowOf(node)?.closest('details').removeAttribute('open');
    show();
    bringIntoView(node, 'center');
  }),
);
