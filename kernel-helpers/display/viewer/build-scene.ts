/** A view's model as the scene that is stored in the notebook. */

import { type PackedMeshes, packMeshes } from '../../contract/scene/meshes.js';
import { packPoints } from '../../contract/scene/points.js';
import type { Scene, SceneCell, SceneItem, SceneMeshes } from '../../contract/scene/scene.js';
import { packSkeletons } from '../../contract/scene/skeletons.js';
import type { Mesh } from '../../core/mesh.js';
import { simplify } from '../../core/morphology/simplify.js';
import { createRandom } from '../../core/random.js';
import { checkColor } from '../palette.js';
import { type ColoredCell, colorCells } from './color-by.js';
import { fullTriangleCountOf } from './finer-mesh.js';
import type { ViewModel } from './model.js';
import { type DrawnNeuron, nodePaint } from './node-paint.js';
import { PackCache } from './pack-cache.js';
import type { CheckedSynapses } from './shown-synapses.js';
import { simplifyMesh } from './simplify-mesh.js';
import { pick, pick3, spatialOrder, synapsePoints } from './synapse-points.js';

/** By how much what is shown is simplified. */
export interface Reduction {
  /** Of all triangles, the part that is kept. */
  readonly triangleShare: number;
  /** Of the triangles that are left then, the part that is kept by leaving out small separate pieces. */
  readonly pieceShare: number;
  readonly toleranceNm: number;
  /** Of all points, the part that is kept. */
  readonly pointShare: number;
}

export const NO_REDUCTION: Reduction = { triangleShare: 1, pieceShare: 1, toleranceNm: 0, pointShare: 1 };

/** Surfaces are never simplified below this. */
const fewestTriangles = 500;
const translucent = 0.35;

/** A scene's parts, and what became of them. */
export interface BuiltScene {
  readonly cells: readonly SceneCell[];
  readonly items: readonly SceneItem[];
  readonly colorBar: Scene['colorBar'];
  readonly colorWords: Scene['colorWords'];
  readonly notes: readonly string[];
}

/** What is the same as when `cache` was last used is not packed again: its `packed` is the very same object. */
export async function buildScene(
  { shown, options }: ViewModel,
  reduction: Reduction,
  cache: PackCache = new PackCache(),
): Promise<BuiltScene> {
  const cells = cellsOf(shown);
  const cellOf = new Map(cells.map((cell, n) => [cell.id, n]));
  const { colors, colorBar, colorWords } = colorCells(cells, options.colorBy, options.colors, true);
  const notes: string[] = [];
  const items: SceneItem[] = [];
  const opacity = (kind: 'skeletons' | 'meshes' | 'points', usual = 1): number =>
    typeof options.opacity === 'number' ? options.opacity : (options.opacity?.[kind] ?? usual);

  if (shown.neurons.length > 0) {
    const drawn = cache.keep('drawn', [...shown.neurons, reduction.toleranceNm], () =>
      shown.neurons.map(neuron => draw(neuron, reduction.toleranceNm)),
    );
    const [before, after] = [nodesOf(shown.neurons), nodesOf(drawn)];
    if (after < before) {
      notes.push(
        `Neurites are drawn with ${count(after)} of ${count(before)} nodes (none farther than ` +
          `${count(reduction.toleranceNm)} nm from where it is).`,
      );
    }
    const paint = nodePaint(drawn, options.colorBy);
    if (paint?.bar && after < before) {
      notes.push(
        `Colours by ${paint.bar.label} are those of these nodes alone: values between them are not shown; a larger ` +
          'maxBytes keeps more.',
      );
    }
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
      packed: cache.keep('skeletons', [drawn], () =>
        packSkeletons(
          drawn.map(({ skeleton }) => skeleton),
          shown.neurons.map(neuron => neuron.id.toString()),
        ),
      ),
    });
  }
  if (shown.meshes.length > 0) {
    const withSkeleton = new Set(shown.neurons.map(neuron => neuron.id));
    const usual = shown.meshes.some(({ id }) => withSkeleton.has(id)) ? translucent : 1;
    const { triangleShare, pieceShare } = reduction;
    const surfaces = await cache.keep('meshes', [...shown.meshes, triangleShare, pieceShare], () =>
      packSurfaces(shown.meshes, reduction),
    );
    const { item, note } = meshItem(shown.meshes, surfaces, cellOf, opacity('meshes', usual));
    items.push(item);
    if (note !== '') notes.push(note);
  }
  const ids = cells.map(cell => cell.id);
  for (const synapses of shown.synapses) {
    const key = cache.nameOf('synapses', synapses);
    const own = cache.keep(`${key} rows`, [synapses, ...ids], () => rowsOfShown(synapses, cellOf));
    if (own.length < synapses.pre.length) {
      notes.push(
        `Of ${count(synapses.pre.length)} ${synapses.name}, ${count(own.length)} belong to the neurons in view; the others ` +
          'are left out.',
      );
    }
    const packed = cache.keep(key, [own, reduction.pointShare], () => {
      const drawn = chosen(own.length, reduction.pointShare);
      return packPoints(synapsePoints(synapses, cellOf, drawn ? drawn.map(row => own[row]) : own));
    });
    if (packed.count < own.length) notes.push(sampled(synapses.name, packed.count, own.length));
    items.push({
      kind: 'points',
      key,
      name: synapses.name,
      role: 'synapses',
      opacity: opacity('points'),
      radiusNm: synapses.radiusNm,
      color: synapses.color,
      packed,
    });
  }
  for (const given of shown.points) {
    const { positionsNm, radiiNm, ids: pointIds, ...points } = given;
    const key = cache.nameOf('points', given);
    const packed = cache.keep(key, [given, reduction.pointShare], () => {
      const order = spatialOrder(positionsNm, undefined, chosen(positionsNm.length / 3, reduction.pointShare));
      return packPoints({
        positionsNm: pick3(positionsNm, order),
        ...(radiiNm ? { radiiNm: pick(radiiNm, order, new Float32Array(order.length)) } : {}),
        ...(pointIds ? { ids: pick(pointIds, order, new BigUint64Array(order.length)) } : {}),
      });
    });
    if (packed.count < positionsNm.length / 3) notes.push(sampled(points.name, packed.count, positionsNm.length / 3));
    items.push({ kind: 'points', key, ...points, opacity: opacity('points'), packed });
  }
  for (const given of shown.boxes) {
    const { box, name, color } = given;
    items.push({
      kind: 'box',
      key: cache.nameOf('box', given),
      name,
      color: color === undefined ? null : checkColor(color, name),
      minNm: triple(box.minNm),
      maxNm: triple(box.maxNm),
    });
  }
  const told = cells.map(({ id, label, type }, n) => ({ id: id.toString(), label, type, color: colors[n] }));
  return { cells: told, items, colorBar, colorWords, notes };
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

/** Surfaces packed, not yet of any cell. */
interface PackedSurfaces extends Pick<PackedMeshes, 'parts' | 'packed'> {
  readonly deviationNm: number;
  readonly leftOut: { readonly pieces: number; readonly of: number };
}

/** How many triangles a surface is to be drawn with; small ones are left as they are. */
export function wantedTriangles({ triangleCount }: Mesh, share: number): number {
  return share < 1
    ? Math.min(triangleCount, Math.max(fewestTriangles, Math.floor(triangleCount * share)))
    : triangleCount;
}

async function packSurfaces(
  meshes: ViewModel['shown']['meshes'],
  { triangleShare, pieceShare }: Reduction,
): Promise<PackedSurfaces> {
  const simpler: Mesh[] = [];
  let deviationNm = 0;
  const leftOut = { pieces: 0, of: 0 };
  for (const { mesh } of meshes) {
    const next = await simplifyMesh(mesh, wantedTriangles(mesh, triangleShare), pieceShare);
    simpler.push(next.mesh);
    deviationNm = Math.max(deviationNm, next.deviationNm);
    leftOut.pieces += next.leftOut?.pieces ?? 0;
    leftOut.of += next.leftOut?.of ?? 0;
  }
  const { parts, packed } = await packMeshes(simpler);
  return { parts, packed, deviationNm, leftOut };
}

function meshItem(
  meshes: ViewModel['shown']['meshes'],
  { parts, packed, deviationNm, leftOut }: PackedSurfaces,
  cellOf: ReadonlyMap<bigint, number>,
  opacity: number,
): { item: SceneMeshes; note: string } {
  const after = parts.reduce((sum, part) => sum + part.triangleCount, 0);
  const before = meshes.reduce((sum, { mesh }) => sum + mesh.triangleCount, 0);
  const left =
    leftOut.pieces > 0
      ? `; of ${count(leftOut.of)} separate pieces, ${count(leftOut.pieces)} small ones are left out`
      : '';
  const note =
    after < before
      ? `Surfaces are drawn with ${count(after)} of ${count(before)} triangles (deviation up to about ` +
        `${count(Math.ceil(deviationNm))} nm${left}).`
      : '';
  const item: SceneMeshes = {
    kind: 'meshes',
    key: 'meshes',
    name: 'surfaces',
    opacity,
    parts: parts.map((part, n) => ({
      ...part,
      cell: cellOf.get(meshes[n].id) as number,
      ...fullCount(part.triangleCount, fullTriangleCountOf(meshes[n].mesh)),
    })),
    packed,
  };
  return { item, note };
}

function fullCount(drawn: number, full: number): { fullTriangleCount?: number } {
  return drawn < full ? { fullTriangleCount: full } : {};
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
function chosen(length: number, share: number): Uint32Array | undefined {
  if (share >= 1) return undefined;
  const random = createRandom(0);
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
