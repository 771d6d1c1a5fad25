import type { Skeleton } from '../../core/skeleton.js';
import { NO_PARENT, type SwcFault } from './swc-line.js';
import type { SwcNodes } from './swc-scan.js';

/** The nodes of a file as a skeleton: parents by index, and before their children. */
export function treeOf(nodes: SwcNodes, fault: SwcFault): Skeleton {
  const parents = parentIndices(nodes, fault);
  const { count: nodeCount, positionsNm, radiiNm, types: compartments } = nodes;
  if (isParentsFirst(parents)) return { nodeCount, positionsNm, radiiNm, parents, compartments };
  return rearranged(nodes, parents, parentsFirst(parents, nodes.lines, fault));
}

/** Index of each node's parent in file order, -1 for roots. */
function parentIndices(nodes: SwcNodes, fault: SwcFault): Int32Array {
  const { count, ids, parentIds, lines } = nodes;
  const indexOf = idLookup(nodes, fault);
  const root = rootMark(nodes, indexOf);
  const parents = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const id = parentIds[i];
    if (id === root) {
      parents[i] = NO_PARENT;
      continue;
    }
    const parent = indexOf(id);
    if (parent < 0) {
      throw fault(lines[i], `has an unknown parent: received ${id}, expected the id of a node in the file or -1`);
    }
    if (parent === i) throw fault(lines[i], `is its own parent: received ${ids[i]}, expected another node's id or -1`);
    parents[i] = parent;
  }
  return parents;
}

/** What a root has for a parent: -1; or 0 in a file that has no -1 and no node 0, as some writers count from 1. */
function rootMark({ parentIds }: SwcNodes, indexOf: (id: number) => number): number {
  if (parentIds.includes(NO_PARENT) || indexOf(0) >= 0) return NO_PARENT;
  return parentIds.includes(0) ? 0 : NO_PARENT;
}

/** From an id to its node's index in the file, -1 for an id that is not there. */
function idLookup({ count, ids, lines }: SwcNodes, fault: SwcFault): (id: number) => number {
  const first = ids[0];
  let least = first;
  let most = first;
  let consecutive = true;
  for (let i = 0; i < count; i++) {
    const id = ids[i];
    if (id !== first + i) consecutive = false;
    if (id < least) least = id;
    if (id > most) most = id;
  }
  // nearly every file: 0, 1, 2 … or 1, 2, 3 …
  if (consecutive) return id => (id >= first && id < first + count ? id - first : -1);

  const repeats = (i: number, before: number): never => {
    throw fault(lines[i], `repeats an id: received ${ids[i]} again, expected it only on line ${lines[before]}`);
  };
  const span = most - least + 1;
  if (span <= 8 * count + 1024) {
    const indices = new Int32Array(span).fill(-1);
    for (let i = 0; i < count; i++) {
      const place = ids[i] - least;
      if (indices[place] >= 0) repeats(i, indices[place]);
      indices[place] = i;
    }
    return id => (id >= least && id <= most ? indices[id - least] : -1);
  }
  const indices = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const before = indices.get(ids[i]);
    if (before !== undefined) repeats(i, before);
    indices.set(ids[i], i);
  }
  return id => indices.get(id) ?? -1;
}

function isParentsFirst(parents: Int32Array): boolean {
  for (let i = 0; i < parents.length; i++) if (parents[i] >= i) return false;
  return true;
}

/** File indices in an order with every parent before its children: root after root, each child after its parent. */
function parentsFirst(parents: Int32Array, lines: Int32Array, fault: SwcFault): Int32Array {
  const count = parents.length;
  // children of node p: childList[childStart[p] … childStart[p + 1] - 1], in file order
  const childStart = new Int32Array(count + 1);
  for (const parent of parents) if (parent !== NO_PARENT) childStart[parent + 1]++;
  for (let i = 0; i < count; i++) childStart[i + 1] += childStart[i];
  const childList = new Int32Array(childStart[count]);
  const next = childStart.slice();
  for (let i = 0; i < count; i++) if (parents[i] !== NO_PARENT) childList[next[parents[i]]++] = i;

  const order = new Int32Array(count);
  let placed = 0;
  const stack: number[] = [];
  for (let root = 0; root < count; root++) {
    if (parents[root] !== NO_PARENT) continue;
    stack.push(root);
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      order[placed++] = node;
      for (let c = childStart[node + 1] - 1; c >= childStart[node]; c--) stack.push(childList[c]);
    }
  }
  if (placed < count) {
    const inCycle = firstInCycle(parents, order.subarray(0, placed));
    throw fault(
      lines[inCycle],
      'lies on a cycle: received parents that lead back to it, expected a path to a root (-1)',
    );
  }
  return order;
}

/** The earliest node in file order that lies on a cycle itself, not merely below one. */
function firstInCycle(parents: Int32Array, reached: Int32Array): number {
  const state = new Uint8Array(parents.length); // 0 new, 1 known to lead nowhere, 2 on the path walked now
  for (const node of reached) state[node] = 1;
  let earliest = parents.length;
  for (let start = 0; start < parents.length; start++) {
    const path: number[] = [];
    let node = start;
    while (state[node] === 0) {
      state[node] = 2;
      path.push(node);
      node = parents[node];
    }
    if (state[node] === 2) for (const inCycle of path.slice(path.indexOf(node))) earliest = Math.min(earliest, inCycle);
    for (const walked of path) state[walked] = 1;
  }
  return earliest;
}

function rearranged(nodes: SwcNodes, parents: Int32Array, order: Int32Array): Skeleton {
  const nodeCount = nodes.count;
  const placeOf = new Int32Array(nodeCount);
  for (let to = 0; to < nodeCount; to++) placeOf[order[to]] = to;
  const positionsNm = new Float32Array(3 * nodeCount);
  const radiiNm = new Float32Array(nodeCount);
  const compartments = new Uint8Array(nodeCount);
  const parentPlaces = new Int32Array(nodeCount);
  for (let to = 0; to < nodeCount; to++) {
    const from = order[to];
    for (let k = 0; k < 3; k++) positionsNm[3 * to + k] = nodes.positionsNm[3 * from + k];
    radiiNm[to] = nodes.radiiNm[from];
    compartments[to] = nodes.types[from];
    parentPlaces[to] = parents[from] === NO_PARENT ? NO_PARENT : placeOf[parents[from]];
  }
  return { nodeCount, positionsNm, radiiNm, parents: parentPlaces, compartments };
}
