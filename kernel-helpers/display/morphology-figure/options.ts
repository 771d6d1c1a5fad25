import { DRAWING_LIMITS } from '../../contract/drawing-check.js';
import { receivedText } from '../../contract/received.js';
import { COMPARTMENT_NAMES, type CompartmentName } from '../../core/morphology/compartment-names.js';
import type { Neuron } from '../../core/skeleton.js';
import type { TableLike } from '../../core/table.js';
import type { DatasetTransform, Layer } from '../../core/transforms.js';
import { InvalidArgumentError } from '../../errors.js';
import { checkTree } from '../check-tree.js';
import type { ColumnsLike } from '../viewer/place-columns.js';
import type { ColorBy } from './paints.js';

/** How `figure.morphology` draws; every field may be left out. */
export interface MorphologyOptions {
  readonly title?: string;
  readonly caption?: string;
  /** Layers to tint and name: `column.layers`. Those of `transform` when absent. */
  readonly layers?: readonly Layer[];
  /**
   * What turns the skeletons' nm into µm below a flat pia, such as `transforms.minnie65`. When absent, y is taken as
   * the depth, as in the synthetic column.
   */
  readonly transform?: Pick<DatasetTransform, 'allToPiaUm'> & Partial<Pick<DatasetTransform, 'layers'>>;
  /** What colours stand for; `'compartment'` when absent. By type or neuron, axons are paler than dendrites. */
  readonly colorBy?: ColorBy;
  /**
   * Colours of your own, `#rgb` or `#rrggbb`: by compartment (`{ axon: '#d00' }`), or, with `colorBy` of type or neuron,
   * by a cell's type, label or id in decimal.
   */
  readonly colors?: Readonly<Record<string, string>>;
  /** The order of cells: as given (when absent), by soma depth, or by type and depth within it. */
  readonly sortBy?: 'given' | 'depth' | 'type';
  /** Compartments to draw and to measure: `['soma', 'basalDendrite', 'apicalDendrite']`. All when absent. */
  readonly compartments?: readonly CompartmentName[];
  /** Cable by depth: the mean over cells in a panel at the right (when absent), beside each cell, or not at all. */
  readonly profile?: 'panel' | 'beside' | 'none';
  /** The axis that runs across; the third one is left out. `'x'` when absent. */
  readonly across?: 'x' | 'z';
  /** What is written under a cell, a line or several. Type and label when absent. */
  readonly labels?: (neuron: Neuron) => string;
  /**
   * Synapses to mark on the cells that make or receive them: a table or columns with `pre_id`, `post_id` (or
   * `pre_pt_root_id`, `post_pt_root_id`) and positions in nm (`x_nm`, or `ctr_pt_position_x_nm` …), such as
   * `column.synapses`. Discs where the cell is presynaptic, diamonds where it is postsynaptic.
   */
  readonly synapses?: TableLike | ColumnsLike;
  /** The most px that the drawing is wide; 880 when absent. */
  readonly widthPx?: number;
}

/** @throws {InvalidArgumentError} for the first option that cannot be meant. */
export function checkOptions(options: MorphologyOptions): void {
  if (typeof options !== 'object' || options === null) refuse('options', 'are none', options, '{ layers, colorBy, … }');
  for (const name of ['title', 'caption'] as const) {
    if (options[name] !== undefined) checkWords(options[name], name, 'is not usable');
  }
  choice(options.colorBy, 'colorBy', ['compartment', 'type', 'neuron']);
  choice(options.sortBy, 'sortBy', ['given', 'depth', 'type']);
  choice(options.profile, 'profile', ['panel', 'beside', 'none']);
  choice(options.across, 'across', ['x', 'z']);
  const wanted = options.compartments ?? [];
  if (!Array.isArray(wanted)) refuse('compartments', 'are not a list', wanted, COMPARTMENT_NAMES.join(', '));
  for (const name of wanted) choice(name, 'compartments', COMPARTMENT_NAMES);
  const { widthPx = 880, transform, labels } = options;
  if (!(widthPx >= 400 && widthPx <= 4000)) refuse('widthPx', 'is not a width', widthPx, '400 to 4000 px');
  if (transform !== undefined && typeof transform?.allToPiaUm !== 'function') {
    refuse('transform', 'is none', transform, 'one such as transforms.minnie65');
  }
  if (labels !== undefined && typeof labels !== 'function') {
    refuse('labels', 'are not usable', labels, 'a function of a neuron');
  }
}

/** Layers from the pia down. @throws {InvalidArgumentError} when one has no name, no depth or no thickness. */
export function checkLayers(layers: readonly Layer[]): readonly Layer[] {
  if (!Array.isArray(layers)) refuse('layers', 'are not a list', layers, 'layers such as column.layers');
  for (const layer of layers) {
    const { name, topUm, bottomUm } = layer ?? {};
    if (typeof name === 'string' && Number.isFinite(topUm) && Number.isFinite(bottomUm) && topUm < bottomUm) continue;
    const example = "such as { name: 'L1', topUm: 0, bottomUm: 100 }";
    refuse(
      'layers',
      'have one that is none',
      layer,
      `{ name, topUm, bottomUm } in µm below the pia, ${example}, or column.layers`,
    );
  }
  return layers;
}

/** @throws {InvalidArgumentError} when there is no cell, or one has no skeleton or no node. */
export function toList(cells: Neuron | Iterable<Neuron>): Neuron[] {
  const expected = 'a Neuron or several';
  if (typeof cells !== 'object' || cells === null) refuse('cells', 'are not valid', cells, expected);
  const list = Symbol.iterator in cells ? [...cells] : [cells];
  if (list.length === 0) refuse('cells', 'are not valid', 'an empty list', expected);
  list.forEach((cell, n) => {
    if (typeof cell?.skeleton?.nodeCount !== 'number') {
      refuse('cells', 'are not valid', `no skeleton in entry ${n}`, expected);
    }
    if (cell.skeleton.nodeCount === 0)
      refuse('cells', 'are not valid', `no node in ${cell.label ?? cell.id}`, 'skeletons with nodes');
    checkTree(cell.skeleton, `morphology cell ${n}`, 'cells');
    for (const name of ['type', 'label'] as const) {
      const word: unknown = cell[name];
      if (typeof word === 'string' || word === undefined || word === null) continue;
      refuse('cells', `have a ${name} that is none`, word, 'text');
    }
  });
  // What readers of files give may be a skeleton with no more than an id.
  return list.map(cell => ({ ...cell, type: cell.type ?? null, label: cell.label ?? String(cell.id) }));
}

function checkWords(words: unknown, argument: string, problem: string): void {
  // Room for what says that cells are synthetic.
  const most = DRAWING_LIMITS.wordsLength - 1000;
  if (typeof words === 'string' && words.length <= most) return;
  const received = typeof words === 'string' ? `${words.length} characters` : words;
  refuse(argument, problem, received, `text of at most ${most} characters`);
}

function choice(value: string | undefined, argument: string, known: readonly string[]): void {
  if (value !== undefined && !known.includes(value)) refuse(argument, 'is not known', value, known.join(', '));
}

function refuse(argument: string, problem: string, received: unknown, expected: string): never {
  throw new InvalidArgumentError(
    `morphology ${argument} ${problem}: received ${receivedText(received, 120)}, expected ${expected}`,
    {
      argument,
    },
  );
}
