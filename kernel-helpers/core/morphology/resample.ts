import type { Skeleton } from '../skeleton.js';
import type { DerivedSkeleton } from './derived-skeleton.js';
import { edgeLengthsNm } from './edge-lengths.js';
import { segments } from './segments.js';
import { checkLength } from './tree.js';

/**
 * The same arbor with nodes at even steps of at most `stepNm`.
 *
 * Roots, branch points, tips and somata stay where they are; each segment between them is cut into equal steps along
 * its edges, the fewest that are not longer than `stepNm`. Nodes lie on the old edges, which may cut corners: the new
 * cable is never longer. Radii run evenly between old nodes; a new node has the compartment of the old edge it lies on. O(nodes + steps).
 *
 * @throws {InvalidArgumentError} when `stepNm` is not above 0.
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * morphology.resample(cell.skeleton, 1000).nodeCount; // one a µm
 */
export function resample(skeleton: Skeleton, stepNm: number): DerivedSkeleton {
  checkLength(stepNm, 'stepNm', 'resample');
  const { nodeCount, parents, positionsNm, radiiNm, compartments } = skeleton;
  const edges = edgeLengthsNm(skeleton);
  const { endNode, startNode, lengthNm } = segments(skeleton);
  const isEnd = new Int32Array(nodeCount).fill(-1);
  for (let s = 0; s < endNode.length; s++) isEnd[endNode[s]] = s;
  const out = {
    positions: [] as number[],
    radii: [] as number[],
    parents: [] as number[],
    codes: [] as number[],
    sources: [] as number[],
  };
  const renumbered = new Int32Array(nodeCount).fill(-1);
  const put = (node: number, t: number, parent: number, source: number): number => {
    const up = parents[node] < 0 ? node : parents[node];
    for (let axis = 0; axis < 3; axis++) {
      out.positions.push((1 - t) * positionsNm[3 * up + axis] + t * positionsNm[3 * node + axis]);
    }
    out.radii.push((1 - t) * radiiNm[up] + t * radiiNm[node]);
    out.parents.push(parent);
    out.codes.push(compartments[node]);
    return out.sources.push(source) - 1;
  };
  for (let i = 0; i < nodeCount; i++) {
    if (parents[i] < 0) renumbered[i] = put(i, 1, -1, i);
    const segment = isEnd[i];
    if (segment < 0) continue;
    const steps = Math.max(1, Math.ceil(lengthNm[segment] / stepNm));
    const nodes: number[] = [];
    for (let node = i; node !== startNode[segment]; node = parents[node]) nodes.push(node);
    let parent = renumbered[startNode[segment]];
    let passed = 0;
    let edge = nodes.length - 1;
    for (let step = 1; step < steps; step++) {
      const at = (step / steps) * lengthNm[segment];
      while (edge > 0 && passed + edges[nodes[edge]] < at) passed += edges[nodes[edge--]];
      const t = edges[nodes[edge]] === 0 ? 1 : Math.min(1, (at - passed) / edges[nodes[edge]]);
      parent = put(nodes[edge], t, parent, -1);
    }
    renumbered[i] = put(i, 1, parent, i);
  }
  return {
    nodeCount: out.parents.length,
    positionsNm: Float32Array.from(out.positions),
    radiiNm: Float32Array.from(out.radii),
    parents: Int32Array.from(out.parents),
    compartments: Uint8Array.from(out.codes),
    sourceNodes: Int32Array.from(out.sources),
  };
}
