/** The legend at the top right: what colours and marks mean, and switches for what they stand for. */

import type { ITranslation } from '../translation';
import { colorBarNode } from './color-bar';
import { element, svg } from './element';
import type { ILegend } from './legend';
import type { IItemEntry, ISceneLegends, ItemMark } from './scene-legends';

export interface ILegendHands {
  setCells(cells: readonly number[], visible: boolean): void;
  isolateCells(cells: readonly number[]): void;
  setItem(key: string, visible: boolean): void;
  isolateItem(key: string): void;
}

export interface ILegendList {
  readonly node: HTMLElement;
  sync(hidden: ReadonlySet<number>, hiddenItems: ReadonlySet<string>): void;
}

/** `colored`: whether anything is drawn in the colours of the cells. */
export function createLegendList(
  legend: ILegend,
  colored: boolean,
  others: ISceneLegends,
  trans: ITranslation,
  hands: ILegendHands,
): ILegendList {
  const node = element('div', 'legend');
  node.setAttribute('role', 'group');
  node.setAttribute('aria-label', trans.__('Show or hide'));
  const counted = legend.by !== 'neuron';
  const cellEntries = legend.entries.map(entry => {
    const swatch = element('span', 'swatch');
    // Still a switch, but of no colour.
    if (colored) swatch.style.backgroundColor = entry.color;
    else swatch.classList.add('jp-mod-colorless');
    const count = counted ? entry.neurons.length.toLocaleString() : '';
    const made = entryButton(swatch, entry.label, count, trans, visible =>
      visible === 'only' ? hands.isolateCells(entry.neurons) : hands.setCells(entry.neurons, visible),
    );
    return { made, cells: entry.neurons };
  });
  const itemEntries = others.items.map(item => {
    const made = entryButton(markNode(item), item.name, '', trans, visible =>
      visible === 'only' ? hands.isolateItem(item.key) : hands.setItem(item.key, visible),
    );
    return { made, key: item.key };
  });
  const cellGroup = group(cellEntries.map(({ made }) => made));
  if (legend.unlisted > 0) {
    cellGroup.append(element('div', 'legendMore', trans._n('and %1 more', 'and %1 more', legend.unlisted)));
  }
  const categories = others.categories.map(({ label, color }) => {
    const line = element('div', 'legendStatic');
    const swatch = element('span', 'swatch');
    swatch.style.backgroundColor = color;
    line.append(swatch, element('span', 'legendLabel', label));
    return line;
  });
  const sideNames = { outputs: trans.__('output (pre)'), inputs: trans.__('input (post)') };
  const sideLines = others.sides.map(mark => {
    const line = element('div', 'legendStatic');
    line.append(markNode({ mark, color: null }), element('span', 'legendLabel', sideNames[mark]));
    return line;
  });
  const bars = others.bars.map(bar => colorBarNode(bar, trans));
  const groups = [
    cellGroup,
    group(categories),
    group(bars),
    group([...itemEntries.map(({ made }) => made), ...sideLines]),
  ].filter(part => part.childElementCount > 0);
  node.append(foldButton(node, trans), ...groups);
  node.hidden = groups.length === 0;
  return {
    node,
    sync(hidden, hiddenItems) {
      for (const { made, cells } of cellEntries) {
        const gone = cells.reduce((sum, cell) => sum + (hidden.has(cell) ? 1 : 0), 0);
        made.setAttribute('aria-pressed', gone === 0 ? 'true' : gone === cells.length ? 'false' : 'mixed');
      }
      for (const { made, key } of itemEntries) made.setAttribute('aria-pressed', String(!hiddenItems.has(key)));
    },
  };
}

/** In a narrow view the legend would lie on the neurons: there it is folded until it is asked for. */
function foldButton(node: HTMLElement, trans: ITranslation): HTMLElement {
  const made = element('button', 'legendFold', trans.__('Legend'));
  made.type = 'button';
  made.setAttribute('aria-expanded', 'false');
  made.addEventListener('click', () => {
    const isOpen = node.classList.toggle('jp-mod-unfolded');
    made.setAttribute('aria-expanded', String(isOpen));
  });
  return made;
}

function group(lines: readonly HTMLElement[]): HTMLElement {
  const node = element('div', 'legendGroup');
  node.append(...lines);
  return node;
}

/** A click switches, a second one or one with Alt shows nothing else. */
function entryButton(
  mark: Element,
  label: string,
  count: string,
  trans: ITranslation,
  change: (visible: boolean | 'only') => void,
): HTMLButtonElement {
  const made = element('button', 'legendEntry');
  made.type = 'button';
  made.title = trans.__('Click to show or hide, double-click to show nothing else');
  made.setAttribute('aria-pressed', 'true');
  made.append(mark, element('span', 'legendLabel', label));
  if (count !== '') made.append(element('span', 'legendCount', count));
  made.addEventListener('click', event => {
    if (event.altKey || event.detail > 1) change('only');
    else change(made.getAttribute('aria-pressed') === 'false');
  });
  return made;
}

/** Shapes on a grid of 10: an item is known by more than its colour. */
const shapes: Readonly<Record<ItemMark, readonly [string, Readonly<Record<string, string | number>>][]>> = {
  skeletons: [
    [
      'path',
      {
        d: 'M1.5 9 5 5 8.5 1.5M5 5l4 2',
        fill: 'none',
        stroke: 'currentColor',
        'stroke-width': 1.4,
        'stroke-linecap': 'round',
      },
    ],
  ],
  meshes: [['path', { d: 'M5 .8 9.2 3.2v3.6L5 9.2.8 6.8V3.2z', fill: 'currentColor' }]],
  // As they are drawn: an input has a dark core.
  outputs: [['circle', { cx: 5, cy: 5, r: 3.6, fill: 'currentColor' }]],
  inputs: [
    ['circle', { cx: 5, cy: 5, r: 4, fill: 'currentColor' }],
    ['circle', { cx: 5, cy: 5, r: 1.9, fill: '#000', opacity: 0.6 }],
  ],
  synapses: [
    ['circle', { cx: 2.4, cy: 5, r: 2.2, fill: 'currentColor' }],
    ['circle', { cx: 7.6, cy: 5, r: 2.2, fill: 'currentColor' }],
    ['circle', { cx: 7.6, cy: 5, r: 1.1, fill: '#000', opacity: 0.6 }],
  ],
  points: [
    ['circle', { cx: 3, cy: 3.4, r: 2, fill: 'currentColor' }],
    ['circle', { cx: 7, cy: 6.8, r: 2, fill: 'currentColor' }],
  ],
  box: [['rect', { x: 1, y: 1, width: 8, height: 8, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.2 }]],
};

function markNode({ mark, color }: Pick<IItemEntry, 'mark' | 'color'>): SVGSVGElement {
  const drawing = svg('svg', { viewBox: '0 0 10 10', width: 10, height: 10, class: 'jp-ConnectomeViewer-mark' });
  drawing.setAttribute('aria-hidden', 'true');
  if (color !== null) drawing.style.color = color;
  for (const [tag, attributes] of shapes[mark]) drawing.append(svg(tag as 'path', attributes));
  return drawing;
}
