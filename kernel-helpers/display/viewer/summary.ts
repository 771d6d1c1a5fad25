/** A view in words: its title, its caption and what a screen reader says. */

import { SCENE_LIMITS } from '../../contract/scene/limits.js';
import type { Scene } from '../../contract/scene/scene.js';
import { cableLengthNm } from '../../core/morphology/index.js';
import type { Neuron } from '../../core/skeleton.js';
import { cellsOf } from './build-scene.js';
import type { ViewModel } from './model.js';

/** "300 synthetic neurons", "Neuron 5P-ET 12", "3 neurons, 2 of them synthetic", "2 surfaces". */
export function titleOf(model: ViewModel): string {
  return model.options.title ?? cut(sentence(describe(model)));
}

/** As many notes as a scene may hold, each no longer than it may be. */
export function notesOf(notes: readonly string[]): string[] {
  const most = SCENE_LIMITS.notes;
  if (notes.length <= most) return notes.map(cut);
  return [...notes.slice(0, most - 1).map(cut), `${count(notes.length - most + 1)} more such notes are left out.`];
}

/** Names in it may be as long as a text may be. */
function cut(text: string): string {
  return text.length > SCENE_LIMITS.textLength ? `${text.slice(0, SCENE_LIMITS.textLength - 1)}…` : text;
}

export function captionOf({ shown, options }: ViewModel): string {
  if (options.caption !== undefined) return options.caption;
  const synthetic = countSynthetic(shown.neurons);
  const all = shown.neurons.length;
  if (synthetic === 0) return '';
  if (synthetic < all) return `Synthetic data: ${count(synthetic)} of these ${count(all)} neurons were grown by code.`;
  return `Synthetic data: ${all === 1 ? 'this neuron was' : 'these neurons were'} grown by code, not measured.`;
}

export function isSynthetic({ shown }: ViewModel): boolean {
  return countSynthetic(shown.neurons) > 0;
}

/** All of it, a line for what is shown and one for each thing said of it. */
export function summarise(model: ViewModel, { items, notes }: Pick<Scene, 'items' | 'notes'>): string {
  const { shown, layers, options } = model;
  const { neurons } = shown;
  const nodes = neurons.reduce((sum, { skeleton }) => sum + skeleton.nodeCount, 0);
  const cableNm = neurons.reduce((sum, { skeleton }) => sum + cableLengthNm(skeleton), 0);
  const types = typeCounts(cellsOf(shown));
  const parts = [
    ...(neurons.length > 0 ? [`${plural(nodes, 'node')}, ${formatCable(cableNm)} of neurite`] : []),
    ...(shown.meshes.length > 0 && neurons.length > 0 ? [plural(shown.meshes.length, 'surface')] : []),
    ...(neurons.length + shown.meshes.length > 0
      ? items.flatMap(item => (item.kind === 'points' ? [spheres(item.packed.count, item)] : []))
      : []),
    ...(layers.length === 0 ? [] : [plural(layers.length, 'layer plane')]),
  ];
  const size = parts.length === 0 ? '' : `, ${parts.join('; ')}`;
  const said = [options.title, options.caption].flatMap(line => (line ? [line] : []));
  return [`3D view of ${describe(model)}${types === '' ? '' : ` (${types})`}${size}`, ...said, ...notes].join('\n');
}

function describe({ shown }: ViewModel): string {
  const { neurons, meshes, synapses, points, boxes } = shown;
  if (neurons.length > 0) {
    const synthetic = countSynthetic(neurons);
    const adjective = synthetic === neurons.length ? 'synthetic ' : '';
    if (neurons.length === 1) return `${adjective}neuron ${neurons[0].label}`;
    const some = synthetic > 0 && adjective === '' ? `, ${count(synthetic)} of them synthetic` : '';
    return `${count(neurons.length)} ${adjective}neurons${some}`;
  }
  if (meshes.length === 1) return `the surface of ${meshes[0].label}`;
  if (meshes.length > 1) return plural(meshes.length, 'surface');
  const named = [...synapses.map(entry => ({ ...entry, role: 'synapses' as const })), ...points];
  if (named.length === 0)
    return boxes.length === 0
      ? 'nothing'
      : boxes.length === 1
        ? 'a box'
        : plural(boxes.length, 'box').replace(/s$/, 'es');
  return named.map(entry => spheres(entry.positionsNm.length / 3, entry)).join(' and ');
}

/** "1 synapse", "2 somata", "40 synapses (from L4)". */
function spheres(value: number, { role, name }: { readonly role: keyof typeof oneOf; readonly name: string }): string {
  const own = name === role ? '' : ` (${name})`;
  return `${count(value)} ${value === 1 ? oneOf[role] : role}${own}`;
}

const oneOf = { synapses: 'synapse', somata: 'soma', points: 'point' } as const;

function countSynthetic(neurons: readonly Neuron[]): number {
  return neurons.filter(neuron => neuron.synthetic).length;
}

/** "23P 90, 4P 60, unknown 3", the most frequent first. */
function typeCounts(cells: readonly { readonly type: string | null }[]): string {
  if (cells.every(cell => cell.type === null)) return '';
  const counts = new Map<string, number>();
  for (const { type } of cells) counts.set(type ?? 'unknown', (counts.get(type ?? 'unknown') ?? 0) + 1);
  if (cells.length === 1) return [...counts.keys()][0];
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

function plural(value: number, what: string): string {
  return `${count(value)} ${what}${value === 1 ? '' : 's'}`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
