import type { BitStream } from './bit-stream.js';
import { type DrawnGraph, GraphBuilder } from './drawn-graph.js';
import type { BlockModel, PairModel } from './model.js';
import { type PositionSet, positionSet } from './position-set.js';

/** Strata of pairs, by the positions of the pairs in one long row of them. */
interface Strata {
  readonly count: number;
  /** Stratum s has the positions `starts[s] … starts[s + 1] - 1`; up to 2^53 of them. */
  readonly starts: Float64Array;
  /** Writes the pair at each of the `positions`, all of stratum `s`, to `pre` and `post` from `at` on. */
  write(s: number, positions: Float64Array, length: number, pre: Uint32Array, post: Uint32Array, at: number): void;
}

/** Draws as many pairs of each stratum as were observed, every choice as likely (or by weight). O(edges) a draw. */
export function stratifiedSampler(model: BlockModel | PairModel): {
  draw(stream: BitStream, withSynapses: boolean): DrawnGraph;
} {
  const { entries, entryStarts } = model;
  const strata = model.kind === 'blocks' ? blockStrata(model) : pairStrata(model);
  const weights = model.kind === 'pairs' ? model.weights : undefined;
  const builder = new GraphBuilder(model.observed);
  const edgeCount = entries.length;
  const pre = new Uint32Array(edgeCount);
  const post = new Uint32Array(edgeCount);
  const dealt = new Uint32Array(edgeCount);
  const taken = weights === undefined ? positionSet(strata.starts[strata.count]) : undefined;
  let most = 0;
  for (let s = 0; s < strata.count; s++) most = Math.max(most, entryStarts[s + 1] - entryStarts[s]);
  const positions = new Float64Array(most);
  return {
    draw(stream, withSynapses) {
      taken?.clear();
      for (let s = 0; s < strata.count; s++) {
        const at = entryStarts[s];
        const length = entryStarts[s + 1] - at;
        if (length === 0) continue;
        const from = strata.starts[s];
        const size = strata.starts[s + 1] - from;
        if (taken !== undefined) drawPositions(stream, taken, from, size, positions, length);
        else drawWeighted(stream, weights as Float64Array, from, size, positions, length);
        strata.write(s, positions, length, pre, post, at);
      }
      if (!withSynapses) return builder.build(pre, post, edgeCount);
      dealt.set(entries);
      for (let s = 0; s < strata.count; s++) shuffle(stream, dealt, entryStarts[s], entryStarts[s + 1]);
      return builder.build(pre, post, edgeCount, dealt);
    },
  };
}

/** Puts `values[from … to - 1]` in an order in which each is as likely anywhere (Fisher and Yates). */
export function shuffle(stream: BitStream, values: Uint32Array | Int32Array, from: number, to: number): void {
  for (let left = to - from; left > 1; left--) {
    const i = from + stream.below(left);
    const j = from + left - 1;
    const value = values[i];
    values[i] = values[j];
    values[j] = value;
  }
}

/** `length` different positions of the `size` from `from` on. When they are most of them, those left out are drawn. */
function drawPositions(
  stream: BitStream,
  taken: PositionSet,
  from: number,
  size: number,
  positions: Float64Array,
  length: number,
): void {
  if (2 * length <= size) {
    for (let i = 0; i < length; ) {
      const position = from + stream.below(size);
      if (taken.add(position)) positions[i++] = position;
    }
    return;
  }
  for (let left = size - length; left > 0; ) if (taken.add(from + stream.below(size))) left--;
  let i = 0;
  for (let position = from; position < from + size; position++) if (!taken.has(position)) positions[i++] = position;
}

/**
 * The positions with the least waiting times, exponential with rate `weights[position]`: that is drawing one after the
 * other by weight among those left.
 *
 * @source Efraimidis and Spirakis 2006, doi:10.1016/j.ipl.2005.11.003
 */
function drawWeighted(
  stream: BitStream,
  weights: Float64Array,
  from: number,
  size: number,
  positions: Float64Array,
  length: number,
): void {
  const times = Float64Array.from({ length: size }, (_, i) => -Math.log(stream.uniform()) / weights[from + i]);
  const latest = times.slice().sort()[length - 1];
  let i = 0;
  for (let k = 0; k < size && i < length; k++) if (times[k] < latest) positions[i++] = from + k;
  // Two equal times are as good as impossible, but must not make one edge too many.
  for (let k = 0; k < size && i < length; k++) if (times[k] === latest) positions[i++] = from + k;
}

function pairStrata({ pre, post, pairStarts }: PairModel): Strata {
  return {
    count: pairStarts.length - 1,
    starts: Float64Array.from(pairStarts),
    write(_, positions, length, drawnPre, drawnPost, at) {
      for (let i = 0; i < length; i++) {
        drawnPre[at + i] = pre[positions[i]];
        drawnPost[at + i] = post[positions[i]];
      }
    },
  };
}

function blockStrata({ members, memberStarts }: BlockModel): Strata {
  const groups = memberStarts.length - 1;
  const sizeOf = (g: number): number => memberStarts[g + 1] - memberStarts[g];
  const starts = new Float64Array(groups * groups + 1);
  for (let s = 0; s < groups * groups; s++) {
    const [g, h] = [Math.floor(s / groups), s % groups];
    starts[s + 1] = starts[s] + sizeOf(g) * (g === h ? sizeOf(h) - 1 : sizeOf(h));
  }
  return {
    count: groups * groups,
    starts,
    write(s, positions, length, pre, post, at) {
      const [g, h] = [Math.floor(s / groups), s % groups];
      const columns = g === h ? sizeOf(h) - 1 : sizeOf(h);
      for (let i = 0; i < length; i++) {
        const position = positions[i] - starts[s];
        const row = Math.floor(position / columns);
        const column = position - row * columns;
        pre[at + i] = members[memberStarts[g] + row];
        // Within a group, the cell itself is jumped over.
        post[at + i] = members[memberStarts[h] + (g === h && column >= row ? column + 1 : column)];
      }
    },
  };
}
