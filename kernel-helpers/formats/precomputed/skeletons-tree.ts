import { COMPARTMENT, type Skeleton } from '../../core/skeleton.js';
import { InvalidArgumentError } from '../../errors.js';
import type { SkeletonGraph } from './skeletons-decode.js';

/** How a graph becomes a tree. */
export interface ToSkeletonOptions {
  /** Node of the graph that becomes the root; default: the soma, see {@link treeOf}. */
  readonly root?: number;
  /** What to do with an edge that closes a loop, which a tree cannot have: refuse the skeleton (default), or leave it out. */
  readonly loops?: 'error' | 'break';
  /** Attribute that holds the compartments; default `compartment` or `vertex_types`, whichever there is. */
  readonly compartments?: string;
  /** Attribute that holds the radii; default `radius` where there is one. */
  readonly radii?: string;
}

/** A tree that was made of a graph, and what became of the graph's nodes and edges. */
export interface SkeletonTree extends Skeleton {
  /** Node `i` of the tree is node `graphNodes[i]` of the graph; every node of the graph is there once. */
  readonly graphNodes: Uint32Array;
  /** Trees: the connected parts of the graph. Each has one root, the root asked for is node 0. */
  readonly treeCount: number;
  /** Edges of the graph that the tree does not have, as pairs of graph nodes: `droppedEdges[2*j], droppedEdges[2*j + 1]`. */
  readonly droppedEdges: Uint32Array;
}

/** What the conversion reads of a skeleton besides its graph. */
export interface TreeSource extends SkeletonGraph {
  /** Name in errors. */
  readonly name: string;
  /** Nanometres of one unit of `radius`. */
  readonly radiusUnitNm: number;
}

/**
 * A graph as trees with parents before children. Every node is kept.
 *
 * - The root is `root`; without it the node of compartment soma with the largest radius, and where no node is soma, node 0.
 * - Parts that are not connected become trees of their own, in the order of their first node, each rooted by the same rule.
 * - Edges that say nothing new (the same edge again, a node joined to itself) are left out and listed in `droppedEdges`;
 *   edges that close a loop are an error, or left out and listed too with `loops: 'break'`.
 * - Without radii `radiiNm` is 0, without compartments `compartments` is 0 (unknown).
 *
 * O(nodes + edges).
 *
 * @throws {InvalidArgumentError} for loops, a root that is no node, an attribute that is not there or cannot be what it
 * is asked for (a compartment is a whole number from 0 to 255, a radius a finite number).
 */
export function treeOf(graph: TreeSource, options: ToSkeletonOptions = {}): SkeletonTree {
  const { nodeCount, positionsNm, name } = graph;
  const radii = attribute(graph, options.radii, ['radius']);
  if (radii) checkRadii(graph, radii);
  const compartments = compartmentsOf(graph, attribute(graph, options.compartments, ['compartment', 'vertex_types']));
  const { root } = options;
  if (root !== undefined && !(Number.isInteger(root) && root >= 0 && root < nodeCount)) {
    throw fault(`root is no node of ${name}: received ${root}, expected 0 to ${nodeCount - 1}`, 'root');
  }
  const walk = new Walk(graph);
  const isSoma = (node: number): boolean => compartments[node] === COMPARTMENT.soma;
  const first = root ?? bestRoot(nodeCount, i => i, isSoma, radii);
  if (nodeCount > 0) walk.tree(first);
  for (let node = 0; node < nodeCount; node++) {
    if (walk.isReached(node)) continue;
    const part = walk.part(node);
    walk.tree(bestRoot(part.length, i => part[i], isSoma, radii));
  }
  if (walk.loops > 0 && options.loops !== 'break') {
    const [a, b] = walk.firstLoop;
    const advice = "pass { loops: 'break' } to leave such edges out and have them listed in droppedEdges";
    throw fault(
      `${name} is no tree: received ${walk.loops} edges that close a loop, the first from node ${a} to ${b}, expected none; ${advice}`,
      'loops',
    );
  }
  const { order, parents } = walk;
  const positions = new Float32Array(3 * nodeCount);
  const radiiNm = new Float32Array(nodeCount);
  const codes = new Uint8Array(nodeCount);
  for (let i = 0; i < nodeCount; i++) {
    const node = order[i];
    positions[3 * i] = positionsNm[3 * node];
    positions[3 * i + 1] = positionsNm[3 * node + 1];
    positions[3 * i + 2] = positionsNm[3 * node + 2];
    if (radii) radiiNm[i] = radii[node] * graph.radiusUnitNm;
    codes[i] = compartments[node];
  }
  return {
    nodeCount,
    positionsNm: positions,
    radiiNm,
    parents,
    compartments: codes,
    graphNodes: order,
    treeCount: walk.trees,
    droppedEdges: Uint32Array.from(walk.dropped),
  };
}

/** Walks a graph's parts depth first, putting their nodes into `order`. */
class Walk {
  /** `order[i]` is the graph's node that comes `i`th. */
  readonly order: Uint32Array;
  /** `parents[i]` is the place in `order` of the parent of `order[i]`, -1 for a root. */
  readonly parents: Int32Array;
  readonly dropped: number[] = [];
  trees = 0;
  /** Edges that close a loop, and the first of them. */
  loops = 0;
  firstLoop: readonly [number, number] = [0, 0];
  readonly #edges: Uint32Array;
  /** The edges at node `n` are `#at[#start[n]] … #at[#start[n + 1] - 1]`. */
  readonly #start: Uint32Array;
  readonly #at: Uint32Array;
  /** Place in `order` + 1; 0 for a node not reached yet. */
  readonly #place: Uint32Array;
  readonly #edgeDone: Uint8Array;
  /** Nodes still to be reached, and the edges they are reached by: every edge is put there once at most. */
  readonly #nodes: Uint32Array;
  readonly #via: Int32Array;
  #count = 0;

  constructor({ nodeCount, edges }: SkeletonGraph) {
    this.order = new Uint32Array(nodeCount);
    this.parents = new Int32Array(nodeCount);
    this.#edges = edges;
    this.#place = new Uint32Array(nodeCount);
    this.#edgeDone = new Uint8Array(edges.length / 2);
    this.#nodes = new Uint32Array(edges.length / 2 + 1);
    this.#via = new Int32Array(edges.length / 2 + 1);
    const start = new Uint32Array(nodeCount + 2);
    for (let i = 0; i < edges.length; i++) start[edges[i] + 2]++;
    for (let n = 2; n < start.length; n++) start[n] += start[n - 1];
    this.#at = new Uint32Array(edges.length);
    for (let i = 0; i < edges.length; i++) this.#at[start[edges[i] + 1]++] = i >> 1;
    this.#start = start;
  }

  isReached(node: number): boolean {
    return this.#place[node] > 0;
  }

  /** Every node connected with `node`. */
  part(node: number): number[] {
    const found = [node];
    const seen = new Set(found);
    for (let i = 0; i < found.length; i++) {
      for (let k = this.#start[found[i]]; k < this.#start[found[i] + 1]; k++) {
        const other = this.#otherEnd(this.#at[k], found[i]);
        if (seen.has(other)) continue;
        seen.add(other);
        found.push(other);
      }
    }
    return found;
  }

  /** Adds the part that `root` is in as a tree. */
  tree(root: number): void {
    this.trees++;
    let height = 0;
    this.#nodes[height] = root;
    this.#via[height++] = -1;
    while (height > 0) {
      const node = this.#nodes[--height];
      const edge = this.#via[height];
      if (this.isReached(node)) {
        this.#drop(edge, node);
        continue;
      }
      this.order[this.#count] = node;
      this.parents[this.#count] = edge < 0 ? -1 : this.#place[this.#otherEnd(edge, node)] - 1;
      this.#place[node] = ++this.#count;
      // pushed from the last to the first, so that the first edge is walked first
      for (let k = this.#start[node + 1] - 1; k >= this.#start[node]; k--) {
        const next = this.#at[k];
        if (this.#edgeDone[next]) continue;
        this.#edgeDone[next] = 1;
        this.#nodes[height] = this.#otherEnd(next, node);
        this.#via[height++] = next;
      }
    }
  }

  #otherEnd(edge: number, node: number): number {
    return this.#edges[2 * edge] === node ? this.#edges[2 * edge + 1] : this.#edges[2 * edge];
  }

  #drop(edge: number, node: number): void {
    const [a, b] = [this.#edges[2 * edge], this.#edges[2 * edge + 1]];
    this.dropped.push(a, b);
    if (a === b || this.#joined(a, b)) return;
    if (this.loops++ === 0) this.firstLoop = [this.#otherEnd(edge, node), node];
  }

  /** True when the tree already joins the two as parent and child. */
  #joined(a: number, b: number): boolean {
    const [placeA, placeB] = [this.#place[a] - 1, this.#place[b] - 1];
    return this.parents[placeA] === placeB || this.parents[placeB] === placeA;
  }
}

/** The soma node with the largest radius; without one the first node. */
function bestRoot(
  count: number,
  nodeAt: (i: number) => number,
  isSoma: (node: number) => boolean,
  radii: ArrayLike<number> | undefined,
): number {
  let best = -1;
  for (let i = 0; i < count; i++) {
    const node = nodeAt(i);
    if (isSoma(node) && (best < 0 || (radii && radii[node] > radii[best]))) best = node;
  }
  return best >= 0 || count === 0 ? best : nodeAt(0);
}

function attribute(
  graph: TreeSource,
  asked: string | undefined,
  usual: readonly string[],
): ArrayLike<number> | undefined {
  const { attributes, nodeCount, name } = graph;
  const id = asked ?? usual.find(id => attributes[id] !== undefined && attributes[id].length === nodeCount);
  if (id === undefined) return undefined;
  const values = attributes[id];
  if (values !== undefined && values.length === nodeCount) return values;
  const there = Object.keys(attributes).join(', ') || 'none';
  throw fault(`${name} has no attribute of one number per node: received ${id}, expected one of ${there}`, id);
}

function compartmentsOf({ nodeCount, name }: TreeSource, values: ArrayLike<number> | undefined): Uint8Array {
  const codes = new Uint8Array(nodeCount);
  if (values === undefined) return codes;
  for (let i = 0; i < nodeCount; i++) {
    codes[i] = values[i];
    if (codes[i] !== values[i]) {
      throw fault(
        `${name} node ${i} has no compartment code: received ${values[i]}, expected a whole number from 0 to 255`,
        'compartments',
      );
    }
  }
  return codes;
}

function checkRadii({ nodeCount, name, radiusUnitNm }: TreeSource, values: ArrayLike<number>): void {
  for (let i = 0; i < nodeCount; i++) {
    if (Number.isFinite(Math.fround(values[i] * radiusUnitNm))) continue;
    throw fault(`${name} node ${i} has no radius: received ${values[i]}, expected a finite number`, 'radii');
  }
}

function fault(message: string, argument: string): InvalidArgumentError {
  return new InvalidArgumentError(`toSkeleton ${message}`, { argument });
}
