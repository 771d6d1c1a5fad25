/** What may be given to a viewer, told apart by its shape. */

import { receivedText } from '../../contract/received.js';
import { largestNm } from '../../contract/scene/fields.js';
import { SCENE_LIMITS } from '../../contract/scene/limits.js';
import type { SceneLayer } from '../../contract/scene/scene.js';
import { type IdLike, parseId } from '../../core/ids.js';
import type { Mesh } from '../../core/mesh.js';
import type { Neuron, Skeleton } from '../../core/skeleton.js';
import { isTable } from '../../core/table.js';
import type { Layer } from '../../core/transforms.js';
import { InvalidArgumentError, NotFoundError } from '../../errors.js';
import { checkColumn, checkTree, isCount } from '../check-tree.js';
import { checkColor } from '../palette.js';
import { checkText, isWithinReach, refused } from './check-values.js';
import { checkPoints, type ShownPoints } from './shown-points.js';
import { checkSynapses, type ShownSynapses } from './shown-synapses.js';

/** A surface, of the neuron with this id; a skeleton of the same id in the same view is the same neuron. */
export interface ShownMesh {
  readonly id: IdLike;
  readonly mesh: Mesh;
  readonly type?: string | null;
  readonly label?: string;
}

/** A box such as an imaged volume's, in nanometres. */
export interface ShownBox {
  readonly box: { readonly minNm: ArrayLike<number>; readonly maxNm: ArrayLike<number> };
  readonly name?: string;
  /** `#rgb` or `#rrggbb`; the page's ink when absent. */
  readonly color?: string;
}

/** A dataset that has neurons, such as `datasets.open('synthetic-column')`: its neurons and layers are shown. */
export interface ShownDataset {
  readonly neurons: Iterable<Neuron>;
  readonly layers?: readonly Layer[] | readonly SceneLayer[];
}

/** A skeleton with no more than an id. */
export interface ShownSkeleton {
  readonly id: IdLike;
  readonly skeleton: Skeleton;
}

/**
 * Anything that a viewer shows; a surface may be a mesh with an `id`, as `precomputed` reads them. An id alone, a bigint or
 * a string of decimal digits, is the neuron of that id in the dataset given as the option `from`.
 */
export type Shown =
  | IdLike
  | Neuron
  | ShownSkeleton
  | ShownMesh
  | (Mesh & { readonly id: IdLike })
  | ShownSynapses
  | ShownPoints
  | ShownBox
  | ShownDataset;

/** What was given, sorted. */
export interface SortedShown {
  readonly neurons: readonly Neuron[];
  readonly meshes: readonly (Required<Omit<ShownMesh, 'id'>> & { readonly id: bigint })[];
  readonly synapses: readonly ReturnType<typeof checkSynapses>[];
  readonly points: readonly ReturnType<typeof checkPoints>[];
  readonly boxes: readonly (ShownBox & { readonly name: string })[];
  readonly layers: readonly Layer[] | readonly SceneLayer[] | undefined;
}

/**
 * @throws {InvalidArgumentError} when something is none of {@link Shown}, or nothing was given; {NotFoundError} when `from`
 * has no neuron of an id.
 */
export function sortShown(given: unknown, caller: string, from?: Pick<ShownDataset, 'neurons'>): SortedShown {
  const list = listOf(given, caller);
  const neurons: Neuron[] = [];
  const meshes: SortedShown['meshes'][number][] = [];
  const synapses: SortedShown['synapses'][number][] = [];
  const points: SortedShown['points'][number][] = [];
  const boxes: SortedShown['boxes'][number][] = [];
  let layers: SortedShown['layers'];
  const byId = resolver(from);
  list.forEach((entry, n) => {
    const where = `${caller} entry ${n}`;
    if (isId(entry)) neurons.push(checkNeuron(byId(entry, where), where));
    else if (isNeuron(entry)) neurons.push(checkNeuron(entry, where));
    else if (isSurface(entry)) meshes.push(checkMesh({ id: entry.id as IdLike, mesh: entry }, where));
    else if (has(entry, 'mesh')) meshes.push(checkMesh(entry as unknown as ShownMesh, where));
    else if (has(entry, 'synapses') && !has(entry, 'neurons')) synapses.push(checkSynapses(entry, where));
    else if (has(entry, 'points')) points.push(checkPoints(entry, where));
    else if (has(entry, 'box')) boxes.push(checkBox(entry as unknown as ShownBox, where));
    else if (has(entry, 'neurons')) {
      const dataset = entry as unknown as ShownDataset;
      if (typeof dataset.neurons?.[Symbol.iterator] !== 'function') {
        throw refused(`${where} neurons`, dataset.neurons, 'a list of Neuron', 'shown');
      }
      for (const neuron of dataset.neurons) {
        neurons.push(isNeuron(neuron) ? checkNeuron(neuron, where) : refuse(neuron, where));
      }
      layers ??= dataset.layers;
    } else refuse(entry, where);
  });
  if (neurons.length + meshes.length + synapses.length + points.length + boxes.length === 0) {
    throw new InvalidArgumentError(
      `${caller} neurons are not valid: received an empty list, expected a Neuron or several`,
      { argument: 'shown' },
    );
  }
  return { neurons: lastOfEach(neurons), meshes: lastOfEach(meshes), synapses, points, boxes, layers };
}

/** The same neuron again takes the place of what was there, as `add` has it. */
function lastOfEach<T extends { readonly id: bigint }>(list: readonly T[]): T[] {
  return [...new Map(list.map(entry => [entry.id, entry])).values()];
}

function listOf(given: unknown, caller: string): unknown[] {
  if (isId(given)) return [given];
  if (typeof given !== 'object' || given === null) refuse(given, `${caller} neurons`);
  // A table is iterable over its rows, which say nothing here.
  if (isTable(given)) {
    throw new InvalidArgumentError(
      `${caller} cannot tell what a table shows: received a table, expected { synapses: table } or { points: table }`,
      { argument: 'shown' },
    );
  }
  return Symbol.iterator in (given as object) ? [...(given as Iterable<unknown>)] : [given];
}

function isId(value: unknown): value is IdLike {
  return typeof value === 'bigint' || typeof value === 'string' || typeof value === 'number';
}

function isNeuron(value: unknown): value is Partial<Neuron> & Pick<Neuron, 'skeleton'> {
  return typeof (value as Partial<Neuron> | null)?.skeleton?.nodeCount === 'number';
}

/** A mesh as readers of precomputed folders give it, with its id. */
function isSurface(value: unknown): value is Mesh & { readonly id?: unknown } {
  return (value as Partial<Mesh> | null)?.triangles instanceof Uint32Array;
}

/** A skeleton with no more than an id is a neuron, too: readers of folders know no types. */
function checkNeuron(given: Partial<Neuron> & Pick<Neuron, 'skeleton'>, where: string): Neuron {
  const id = parseId(given.id, `${where} id`);
  const { nodeCount, positionsNm, radiiNm } = given.skeleton;
  if (nodeCount === 0) {
    throw new InvalidArgumentError(
      `${where} has an empty skeleton: received 0 nodes of neuron ${id}, expected at least 1; leave it out`,
      { argument: 'shown' },
    );
  }
  const { skeleton, type, label, synthetic = false } = given;
  checkTree(skeleton, where, 'shown');
  checkReach(positionsNm, 3, nodeCount, `${where} node`);
  checkReach(radiiNm, 1, nodeCount, `${where} node`);
  return { id, skeleton, ...checkNames(type, label, id, where), synthetic: synthetic === true };
}

/** What a neuron is called, and of which type. */
function checkNames(type: unknown, label: unknown, id: bigint, where: string): { type: string | null; label: string } {
  return {
    type: type === undefined || type === null ? null : checkText(type, `${where} type`, 'type'),
    label: label === undefined ? id.toString() : checkText(label, `${where} label`, 'label'),
  };
}

/** That the first `count` of so many numbers each are none that a scene cannot hold. */
function checkReach(values: Float32Array, each: 1 | 3, count: number, where: string): void {
  for (let i = 0; i < each * count; i += 1) {
    if (isWithinReach(values[i])) continue;
    throw new InvalidArgumentError(
      `${where} ${Math.floor(i / each)} has a bad ${each === 3 ? 'position' : 'radius'}: received ${values[i]}, expected ` +
        `a finite number of nm, at most ${largestNm}`,
      { argument: 'shown' },
    );
  }
}

function has(value: unknown, field: string): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && (value as Record<string, unknown>)[field] != null;
}

function checkMesh(given: ShownMesh, where: string): SortedShown['meshes'][number] {
  const { mesh } = given;
  if (!(mesh?.positionsNm instanceof Float32Array) || !(mesh.triangles instanceof Uint32Array)) {
    throw new InvalidArgumentError(
      `${where} has no surface: received ${typeof mesh}, expected mesh: { positionsNm, triangles, … } as readers of meshes give`,
      { argument: 'mesh' },
    );
  }
  const id = parseId(given.id, `${where} id`);
  const { vertexCount, triangleCount } = mesh;
  if (triangleCount === 0) {
    throw new InvalidArgumentError(
      `${where} has an empty mesh: received 0 triangles of neuron ${id}, expected at least 1; leave it out`,
      { argument: 'mesh' },
    );
  }
  for (const [name, value, most] of [
    ['vertexCount', vertexCount, SCENE_LIMITS.vertices],
    ['triangleCount', triangleCount, SCENE_LIMITS.triangles],
  ] as const) {
    if (!isCount(value, most))
      throw refused(`${where} mesh ${name}`, value, `a whole number from 1 to ${most}`, 'mesh');
  }
  checkColumn(mesh.positionsNm, 3 * vertexCount, `${where} mesh positionsNm`, 'mesh');
  checkColumn(mesh.triangles, 3 * triangleCount, `${where} mesh triangles`, 'mesh');
  const stray = mesh.triangles.subarray(0, 3 * mesh.triangleCount).findIndex(corner => corner >= mesh.vertexCount);
  if (stray >= 0) {
    throw new InvalidArgumentError(
      `${where} mesh has a corner that is no vertex: received ${mesh.triangles[stray]} in triangle ${Math.floor(stray / 3)}, ` +
        `expected less than ${mesh.vertexCount}`,
      { argument: 'mesh' },
    );
  }
  checkReach(mesh.positionsNm, 3, mesh.vertexCount, `${where} vertex`);
  return { id, mesh, ...checkNames(given.type, given.label, id, where) };
}

function checkBox(given: ShownBox, where: string): SortedShown['boxes'][number] {
  for (const corner of ['minNm', 'maxNm'] as const) {
    const values = Array.from(given.box[corner] ?? []);
    if (values.length === 3 && values.every(value => typeof value === 'number' && isWithinReach(value))) continue;
    throw new InvalidArgumentError(
      `${where} box ${corner} is not valid: received ${receivedText(values, 60)}, expected three finite numbers of nm`,
      { argument: 'box' },
    );
  }
  const { minNm, maxNm } = given.box;
  const k = [0, 1, 2].find(axis => minNm[axis] > maxNm[axis]);
  if (k !== undefined) {
    throw new InvalidArgumentError(
      `${where} box is inside out: received ${minNm[k]} to ${maxNm[k]} along ${'xyz'[k]}, expected minNm below maxNm`,
      { argument: 'box' },
    );
  }
  if (given.color !== undefined) checkColor(given.color, `${where} box`);
  return { ...given, name: given.name === undefined ? 'volume' : checkText(given.name, `${where} name`, 'name') };
}

/** Neurons by id, of a dataset. */
function resolver(from: Pick<ShownDataset, 'neurons'> | undefined): (id: unknown, where: string) => Neuron {
  let known: Map<bigint, Neuron> | undefined;
  return (given, where) => {
    const id = parseId(given, `${where} id`);
    if (!from) {
      throw new InvalidArgumentError(
        `${where} is an id alone: received ${id}, expected the option from: the dataset whose neurons it is one of`,
        { argument: 'from' },
      );
    }
    known ??= new Map([...from.neurons].map(neuron => [neuron.id, neuron]));
    const neuron = known.get(id);
    if (neuron) return neuron;
    throw new NotFoundError(
      `${where} is not in the dataset: received ${id}, expected one of its ${known.size} neurons`,
      {
        known: [...known.keys()].slice(0, 10).map(String),
      },
    );
  };
}

function refuse(value: unknown, where: string): never {
  const received =
    typeof value === 'object' && value !== null ? `an object with ${Object.keys(value).join(', ')}` : String(value);
  throw new InvalidArgumentError(
    `${where} is not valid: received ${received === 'an object with ' ? 'an empty object' : received}, expected a Neuron, ` +
      '{ id, mesh }, { synapses }, { points }, { box } or a dataset with neurons',
    { argument: 'shown' },
  );
}
