/** A tree of clusters beside rows, or above columns. Pure. */

import type { ClusterTree } from 'connectome-helpers/dist/core/connectivity/cluster-tree.js';

/** Where two clusters are joined: a bracket from one to the other, as deep as they are apart. */
export interface IJoint {
  /** Rows, halves for the middle of one. */
  readonly from: number;
  readonly to: number;
  /** 0 at the rows, 1 at the root: of the bracket, and of its two ends. */
  readonly depth: number;
  readonly fromDepth: number;
  readonly toDepth: number;
}

/** The brackets of a tree whose leaves are rows in the order of the tree; the root is the last one. */
export function jointsOf({ n, left, right, height, order }: ClusterTree): IJoint[] {
  const at = new Float64Array(2 * n - 1);
  order.forEach((cell, row) => {
    at[cell] = row + 0.5;
  });
  const deepest = n > 1 ? height[n - 2] : 0;
  const depthOf = (cluster: number): number => (cluster < n || deepest === 0 ? 0 : height[cluster - n] / deepest);
  return Array.from(left, (a, m) => {
    const b = right[m];
    at[n + m] = (at[a] + at[b]) / 2;
    const [from, to] = at[a] < at[b] ? [a, b] : [b, a];
    return {
      from: at[from],
      to: at[to],
      depth: depthOf(n + m),
      fromDepth: depthOf(from),
      toDepth: depthOf(to),
    };
  });
}

/** A line in a side's own directions: along it, and away from the matrix. */
export interface ITreeLine {
  readonly fromAlong: number;
  readonly fromAway: number;
  readonly toAlong: number;
  readonly toAway: number;
}

/**
 * The lines of brackets, in px along the side from `first` and away from it up to `away`. What is not seen, or smaller than
 * a pixel, is left out.
 */
export function treeLines(
  joints: readonly IJoint[],
  first: number,
  last: number,
  perRow: number,
  away: number,
): ITreeLine[] {
  const most = (last - first) * perRow;
  const clamped = (row: number): number => Math.max(0, Math.min(most, (row - first) * perRow));
  return joints.flatMap(({ from, to, depth, fromDepth, toDepth }) => {
    if (to < first || from > last || ((to - from) * perRow < 1 && depth * away < 1)) return [];
    const bar = {
      fromAlong: clamped(from),
      toAlong: clamped(to),
      fromAway: depth * away,
      toAway: depth * away,
    };
    const ends = [
      [from, fromDepth],
      [to, toDepth],
    ].flatMap(([row, start]) =>
      row < first || row > last
        ? []
        : [{ fromAlong: clamped(row), toAlong: clamped(row), fromAway: start * away, toAway: depth * away }],
    );
    return [bar, ...ends];
  });
}
