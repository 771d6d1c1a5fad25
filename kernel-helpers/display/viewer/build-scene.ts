/** A view's model as the scene that is stored in the notebook. */

import { packMeshes } from '../../contract/scene/meshes.js';
import { packPoints } from '../../contract/scene/points.js';
import type { Scene, SceneCell, SceneItem, SceneMeshes } from '../../contract/scene/scene.js';
import { packSkeletons } from '../../contract/scene/skeletons.js';
import { simplify } from '../../core/morphology/simplify.js';
import { createRandom } from '../../core/random.js';
import { checkColor } from '../palette.js';
import { type ColoredCell, colorCells } from './color-by.js';
import type { ViewModel } from './model.js';
import { type DrawnNeuron, nodePaint } from './node-paint.js';
import type { CheckedSynapses } from './shown-synapses.js';
import { simplifyMesh } from './simplify-mesh.js';
import { pick3, spatialOrder, synapsePoints } from './synapse-points.js';

/** By how much what is shown is simplified. */
export interface Reduction {
  /** Of all triangles, the part that is kept. */
  readonly triangleShare: number;
  readonly toleranceNm: number;
  /** Of all points, the part that is kept. */
  readonly pointShare: number;
}

export const NO_REDUCTION: Reduction = { triangleShare: 1, toleranceNm: 0, pointShare: 1 };

/** Surfaces are never simplified below this. */
const fewestTriangles = 500;
const translucent = 0.35;

/** A scene's parts, and what became of them. */
export interface BuiltScene {
  readonly cells: readonly SceneCell[];
  readonly items: readonly SceneItem[];
  readonly colorBar: Scene['colorBar'];
  readonly notes: readonly string[];
}

export async function buildScene({ shown, options }: ViewModel, reduction: Reduction): Promise<BuiltScene> {
  const cells = cellsOf(shown);
  const cellOf = new Map(cells.map((cell, n) => [cell.id, n]));
  const { colors, colorBar } = colorCells(cells, options.colorBy, options.colors);
  const notes: string[] = [];
  const items: SceneItem[] = [];
  const opacity = (kind: 'skeletons' | 'meshes' | 'points', usual = 1): number =>
    typeof options.opacity === 'number' ? options.opacity : (options.opacity?.[kind] ?? usual);

  if (shown.neurons.length > 0) {
    const drawn = shown.neurons.map(neuron => draw(neuron, reduction.toleranceNm));
    const [before, after] = [nodesOf(shown.neurons.map(neuron => neuron)), nodesOf(drawn)];
    if (after < before) {
      notes.push(
        `Neurites are drawn with ${count(after)} of ${count(before)} nodes (none farther than ` +
          `${count(reduction.toleranceNm)} nm from where it is).`,
      );
    }
    const paint = nodePaint(drawn, options.colorBy);
    items.push({
      kind: 'skeletons',
      key: 'skeletons',
      name: 'neurons',
      opacity: opacity('skeletons'),
      radiusScale: radiusScale(options.radius),
      trees: drawn.map(({ neuron, skeleton }) => ({
        cell: cellOf.get(neuron.id) as number,
        nodeCount: skeleton.nodeCount,
      })),
      ...(paint ? { paint } : {}),
      packed: packSkeletons(
        drawn.map(({ skeleton }) => skeleton),
        shown.neurons.map(neuron => neuron.id.toString()),
      ),
    });
  }
  if (shown.meshes.length > 0) {
    const withSkeleton = new Set(shown.neurons.map(neuron => neuron.id));
    const usual = shown.meshes.some(({ id }) => withSkeleton.has(id)) ? translucent : 1;
    const { item, note } = await meshItem(shown.meshes, cellOf, reduction.triangleShare, opacity('meshes', usual));
    items.push(item);
    if (note !== '') notes.push(note);
  }
  const lot = createRandom(0);
  shown.synapses.forEach((synapses, n) => {
    const own = rowsOfShown(synapses, cellOf);
    if (own.length < synapses.pre.length) {
      notes.push(
        `Of ${count(synapses.pre.length)} ${synapses.name}, ${count(own.length)} belong to the neurons in view; the others ` +
          'are left out.',
      );
    }
    const drawn = chosen(own.length, reduction.pointShare, lot);
    if (drawn) notes.push(sampled(synapses.name, drawn.length, own.length));
    const rows = drawn ? drawn.map(row => own[row]) : own;
    items.push({
      kind: 'points',
      key: `synapses-${n + 1}`,
      name: synapses.name,
      role: 'synapses',
      opacity: opacity('points'),
      radiusNm: synapses.radiusNm,
      color: synapses.color,
      packed: packPoints(synapsePoints(synapses, cellOf, rows)),
    });
  });
  shown.points.forEach(({ positionsNm, radiiNm, ids, ...points }, n) => {
    const rows = chosen(positionsNm.length / 3, reduction.pointShare, lot);
    if (rows) notes.push(sampled(points.name, rows.length, positionsNm.length / 3));
    const order = spatialOrder(positionsNm, undefined, rows);
    items.push({
      kind: 'points',
      key: `points-${n + 1}`,
      ...points,
      opacity: opacity('points'),
      packed: packPoints({
        positionsNm: pick3(positionsNm, order),
        ...(radiiNm ? { radiiNm: Float32Array.from(order, i => radiiNm[i]) } : {}),
        ...(ids ? { ids: BigUint64Array.from(order, i => ids[i]) } : {}),
      }),
    });
  });
  shown.boxes.forEach(({ box, name = 'volume', color }, n) => {
    items.push({
      kind: 'box',
      key: `box-${n + 1}`,
      name,
      color: color === undefined ? null : checkColor(color, name),
      minNm: triple(box.minNm),
      maxNm: triple(box.maxNm),
    });
  });
  const told = cells.map(({ id, label, type }, n) => ({ id: id.toString(), label, type, color: colors[n] }));
  return { cells: told, items, colorBar, notes };
}

/** Neurons first, then those of which there is a surface only; one of each id. */
export function cellsOf(shown: ViewModel['shown']): ColoredCell[] {
  const cells = new Map<bigint, ColoredCell>();
  for (const neuron of shown.neurons) {
    const { id, label, type } = neuron;
    if (!cells.has(id)) cells.set(id, { id, label, type, neuron });
  }
  for (const { id, label, type } of shown.meshes)
    if (!cells.has(id)) cells.set(id, { id, label, type, neuron: undefined });
  return [...cells.values()];
}

function draw(neuron: DrawnNeuron['neuron'], toleranceNm: number): DrawnNeuron {
  if (toleranceNm === 0) return { neuron, skeleton: neuron.skeleton, sourceNodes: undefined };
  const skeleton = simplify(neuron.skeleton, toleranceNm);
  return { neuron, skeleton, sourceNodes: skeleton.sourceNodes };
}

async function meshItem(
  meshes: ViewModel['shown']['meshes'],
  cellOf: ReadonlyMap<bigint, number>,
  share: number,
  opacity: number,
): Promise<{ item: SceneMeshes; note: string }> {
  const simpler = [];
  for (const { mesh } of meshes) {
    const wanted = share < 1 ? Math.max(fewestTriangles, Math.floor(mesh.triangleCount * share)) : mesh.triangleCount;
    simpler.push(await simplifyMesh(mesh, wanted));
  }
  const { parts, packed } = await packMeshes(simpler.map(({ mesh }) => mesh));
  const [after, before] = [simpler.map(({ mesh }) => mesh), meshes.map(({ mesh }) => mesh)].map(list =>
    list.reduce((sum, mesh) => sum + mesh.triangleCount, 0),
  );
  const deviationNm = Math.max(...simpler.map(({ deviationNm: nm }) => nm));
  const note =
    after < before
      ? `Surfaces are drawn with ${count(after)} of ${count(before)} triangles (deviation up to about ` +
        `${count(Math.ceil(deviationNm))} nm).`
      : '';
  const item: SceneMeshes = {
    kind: 'meshes',
    key: 'meshes',
    name: 'surfaces',
    opacity,
    parts: parts.map((part, n) => ({
      ...part,
      cell: cellOf.get(meshes[n].id) as number,
      ...(part.triangleCount < meshes[n].mesh.triangleCount ? { fullTriangleCount: meshes[n].mesh.triangleCount } : {}),
    })),
    packed,
  };
  return { item, note };
}

/** Synapses of which either side is shown; all of them where no neuron is. */
function rowsOfShown({ pre, post }: CheckedSynapses, cellOf: ReadonlyMap<bigint, number>): Uint32Array {
  const rows: number[] = [];
  for (let i = 0; i < pre.length; i += 1) {
    if (cellOf.size === 0 || cellOf.has(pre[i]) || cellOf.has(post[i])) rows.push(i);
  }
  return Uint32Array.from(rows);
}

/** Rows drawn by lot, or `undefined` for all. */
function chosen(length: number, share: number, random: ReturnType<typeof createRandom>): Uint32Array | undefined {
  if (share >= 1) return undefined;
  const rows: number[] = [];
  for (let i = 0; i < length; i += 1) if (random.uniform() < share) rows.push(i);
  return Uint32Array.from(rows);
}

function sampled(name: string, shown: number, all: number): string {
  return `Of ${count(all)} ${name}, ${count(shown)} drawn by lot (seed 0) are shown.`;
}

function radiusScale(radius: ViewModel['options']['radius']): number {
  if (radius === undefined || radius === 'true') return 1;
  return radius === 'line' ? 0 : radius;
}

function nodesOf(drawn: readonly { readonly skeleton: { readonly nodeCount: number } }[]): number {
  return drawn.reduce((sum, { skeleton }) => sum + skeleton.nodeCount, 0);
}

function triple(values: ArrayLike<number>): readonly [number, number, number] {
  return [values[0], values[1], values[2]];
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
