/** Neurons in three dimensions. */

import { type Displayable, jupyterDisplay, type MimeBundle, SCENE_MIME } from '../contract/mime.js';
import type { Scene, SceneLayer } from '../contract/scene/scene.js';
import { packSkeletons } from '../contract/scene/skeletons.js';
import { cableLengthNm } from '../core/morphology/index.js';
import type { Neuron } from '../core/skeleton.js';
import type { Layer } from '../core/transforms.js';
import { InvalidArgumentError } from '../errors.js';
import { categoricalColor, cellTypeColors, checkColor, UNKNOWN_TYPE_COLOR } from './palette.js';

/** How {@link viewer} shows its neurons. */
export interface ViewerOptions {
  /** Plain text above the view. Default: what is shown and how many, with the word "synthetic" where it is due. */
  readonly title?: string;
  /** Plain text under the view. Default: none, but that synthetic neurons are synthetic. */
  readonly caption?: string;
  /** One colour per cell type or per neuron. Default: by type when any neuron has one. */
  readonly colorBy?: 'neuron' | 'type';
  /** Colours of your own, `#rgb` or `#rrggbb`, by type ("BC"), or by neuron: its label or its id in decimal. */
  readonly colors?: Readonly<Record<string, string>>;
  /**
   * Cortical layers, whose borders are drawn as planes: `column.layers`. Or planes of your own at a depth:
   * `{ name: 'L1 | L2/3', depthNm: 91_806 }`.
   */
  readonly layers?: readonly Layer[] | readonly SceneLayer[];
}

/** A 3D view of neurons; `scene` is what is sent to the browser and stored in the notebook. */
export interface NeuronView extends Displayable {
  readonly scene: Scene;
}

/**
 * A 3D view of one neuron or of many, to be a cell's last value or an argument of `display`.
 *
 * Drag to turn, shift-drag to move, scroll with Ctrl (or after a click) to zoom, double-click to see everything again.
 * Somata and neurites have their measured radius; processes thinner than a pixel are drawn a pixel wide, and in a crowd
 * of tens of thousands of edges fade by how much wider that is. Depth (y) runs down the screen. Cell types have the
 * field's colours; other colours are safe for colour-blind readers.
 *
 * Positions are stored to 1/65,535 of the scene's extent: 15 nm in a 1 mm volume.
 *
 * @throws {InvalidArgumentError} when there is no neuron or no node, a colour is not one or belongs to nothing shown,
 * or a layer has no finite depth.
 *
 * @example
 * ```ts
 * const column = await datasets.open('synthetic-column');
 * viewer(column.neurons.filter(neuron => neuron.type === '5P-ET'))
 * ```
 */
export function viewer(neurons: Neuron | Iterable<Neuron>, options: ViewerOptions = {}): NeuronView {
  const shown = toList(neurons);
  const layers = checkLayers(options.layers ?? []);
  const synthetic = countSynthetic(shown);
  const colors = neuronColors(shown, options);
  const scene: Scene = {
    version: 2,
    title: options.title ?? sentence(describe(shown)),
    caption: options.caption ?? syntheticCaption(synthetic, shown.length),
    synthetic: synthetic > 0,
    notes: [],
    axes: synthetic > 0 || layers.length > 0 ? 'cortex' : 'volume',
    cells: shown.map(({ id, label, type }, n) => ({ id: id.toString(), label, type, color: colors[n] })),
    items: [
      {
        kind: 'skeletons',
        key: 'neurons',
        name: 'neurons',
        opacity: 1,
        radiusScale: 1,
        trees: shown.map(({ skeleton }, n) => ({ cell: n, nodeCount: skeleton.nodeCount })),
        packed: packSkeletons(
          shown.map(neuron => neuron.skeleton),
          shown.map(neuron => neuron.id.toString()),
        ),
      },
    ],
    layers,
  };
  const summary = summarise(shown, layers.length, options);
  return {
    scene,
    [jupyterDisplay](): MimeBundle {
      return { [SCENE_MIME]: scene, 'text/plain': summary };
    },
  };
}

function toList(neurons: Neuron | Iterable<Neuron>): Neuron[] {
  const fail = (received: string): InvalidArgumentError =>
    new InvalidArgumentError(`viewer neurons are not valid: received ${received}, expected a Neuron or several`, {
      argument: 'neurons',
    });
  if (typeof neurons !== 'object' || neurons === null) throw fail(String(neurons));
  const list = Symbol.iterator in neurons ? [...neurons] : [neurons];
  if (list.length === 0) throw fail('an empty list');
  list.forEach((neuron, n) => {
    if (typeof neuron?.skeleton?.nodeCount !== 'number') throw fail(`no skeleton in entry ${n}`);
  });
  return list;
}

/** Planes as they are; of layers, the pia, the borders between one and the next, and the border to the white matter. */
function checkLayers(layers: readonly Layer[] | readonly SceneLayer[]): SceneLayer[] {
  const planes = layers.flatMap((layer, i) => {
    if (!('topUm' in layer)) return [layer];
    const above = i > 0 ? layers[i - 1].name : undefined;
    const top = { name: above === undefined ? 'pia' : `${above} | ${layer.name}`, depthNm: layer.topUm * 1000 };
    if (i < layers.length - 1 || !Number.isFinite(layer.bottomUm)) return [top];
    return [top, { name: `${layer.name} | WM`, depthNm: layer.bottomUm * 1000 }];
  });
  return planes.map(({ name, depthNm }) => {
    if (typeof name === 'string' && Number.isFinite(depthNm)) return { name, depthNm };
    throw new InvalidArgumentError(
      `viewer layer ${name} is not valid: received depth ${depthNm}, expected a name and a finite depthNm`,
      { argument: 'layers' },
    );
  });
}

/** `colors[n]` of neuron n. */
function neuronColors(neurons: readonly Neuron[], options: ViewerOptions): string[] {
  const { colors = {} } = options;
  const byType = (options.colorBy ?? (neurons.some(neuron => neuron.type !== null) ? 'type' : 'neuron')) === 'type';
  if (options.colorBy !== undefined && !['type', 'neuron'].includes(options.colorBy)) {
    throw new InvalidArgumentError(
      `viewer colorBy is not known: received ${options.colorBy}, expected type or neuron`,
      {
        argument: 'colorBy',
      },
    );
  }
  const own = new Map(Object.entries(colors).map(([name, color]) => [name, checkColor(color, name)]));
  const used = new Set<string>();
  const ownColor = (neuron: Neuron): string | undefined => {
    const names = [neuron.id.toString(), neuron.label, ...(neuron.type === null ? [] : [neuron.type])];
    const name = names.find(candidate => own.has(candidate));
    for (const candidate of names) used.add(candidate);
    return name === undefined ? undefined : own.get(name);
  };
  const ofTypes = cellTypeColors(neurons.flatMap(neuron => neuron.type ?? []));
  const result = neurons.map((neuron, n) => {
    const typical = neuron.type === null ? UNKNOWN_TYPE_COLOR : (ofTypes.get(neuron.type) ?? UNKNOWN_TYPE_COLOR);
    return ownColor(neuron) ?? (byType ? typical : categoricalColor(n));
  });
  const stray = [...own.keys()].find(name => !used.has(name));
  if (stray === undefined) return result;
  throw new InvalidArgumentError(
    `viewer color belongs to nothing shown: received a color for ${stray}, expected a type, label or id of a neuron ` +
      `(types here: ${[...ofTypes.keys()].join(', ') || 'none'})`,
    { argument: 'colors' },
  );
}

function countSynthetic(neurons: readonly Neuron[]): number {
  return neurons.filter(neuron => neuron.synthetic).length;
}

function syntheticCaption(synthetic: number, all: number): string {
  if (synthetic === 0) return '';
  if (synthetic < all) return `Synthetic data: ${count(synthetic)} of these ${count(all)} neurons were grown by code.`;
  return `Synthetic data: ${all === 1 ? 'this neuron was' : 'these neurons were'} grown by code, not measured.`;
}

/** "300 synthetic neurons", "synthetic neuron 5P-ET 12", "3 neurons, 2 of them synthetic". */
function describe(neurons: readonly Neuron[]): string {
  const synthetic = countSynthetic(neurons);
  const adjective = synthetic === neurons.length ? 'synthetic ' : '';
  if (neurons.length === 1) return `${adjective}neuron ${neurons[0].label}`;
  const some = synthetic > 0 && adjective === '' ? `, ${count(synthetic)} of them synthetic` : '';
  return `${count(neurons.length)} ${adjective}neurons${some}`;
}

function summarise(neurons: readonly Neuron[], layerCount: number, options: ViewerOptions): string {
  const nodes = neurons.reduce((sum, { skeleton }) => sum + skeleton.nodeCount, 0);
  const cableNm = neurons.reduce((sum, { skeleton }) => sum + cableLengthNm(skeleton), 0);
  const types = typeCounts(neurons);
  const size = `${count(nodes)} ${nodes === 1 ? 'node' : 'nodes'}, ${formatCable(cableNm)} of neurite`;
  const planes = layerCount === 0 ? '' : `; ${layerCount} layer ${layerCount === 1 ? 'plane' : 'planes'}`;
  const said = [options.title, options.caption].flatMap(line => (line ? [line] : []));
  return [`3D view of ${describe(neurons)}${types === '' ? '' : ` (${types})`}, ${size}${planes}`, ...said].join('\n');
}

/** "23P 90, 4P 60, unknown 3", the most frequent first. */
function typeCounts(neurons: readonly Neuron[]): string {
  if (neurons.every(neuron => neuron.type === null)) return '';
  const counts = new Map<string, number>();
  for (const { type } of neurons) counts.set(type ?? 'unknown', (counts.get(type ?? 'unknown') ?? 0) + 1);
  if (neurons.length === 1) return [...counts.keys()][0];
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([type, number]) => `${type} ${count(number)}`)
    .join(', ');
}

function formatCable(nm: number): string {
  return nm >= 1e6 ? `${decimal(nm / 1e6)} mm` : `${decimal(nm / 1e3)} µm`;
}

function decimal(value: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
