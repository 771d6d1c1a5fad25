import type { BitStream } from './bit-stream.js';
import { type DrawnGraph, GraphBuilder } from './drawn-graph.js';
import type { SwapModel } from './model.js';
import { swapChain } from './swap-chain.js';

/** How a chain of swaps forgets the observed graph. */
export interface Mixing {
  /** Swaps tried for each draw. */
  readonly attempts: number;
  /** The fraction of them that was made. */
  readonly acceptedFraction: number;
  /**
   * `overlap[i]`: fraction of the observed edges that are there after `i / 10` times the swaps of a draw, up to twice
   * as many; `overlap[10]` belongs to a draw.
   */
  readonly overlap: Float64Array;
  /** Mean of the last five: what two unrelated graphs of these degrees have, if the swaps were enough. */
  readonly restingOverlap: number;
  /**
   * Whether the overlap of a draw has come to rest: within four standard deviations of `restingOverlap`, which are
   * told from one value to the next (root of half the mean squared difference), so that a drift does not hide in them.
   */
  readonly mixed: boolean;
}

const STEPS = 10;

export function swapSampler(model: SwapModel): { draw(stream: BitStream, withSynapses: boolean): DrawnGraph } {
  const { cellCount, offsets, targets } = model.observed;
  const chain = swapChain(model.observed);
  const builder = new GraphBuilder(model.observed);
  const pre = new Uint32Array(targets.length);
  for (let cell = 0; cell < cellCount; cell++) pre.fill(cell, offsets[cell], offsets[cell + 1]);
  // An edge stays in the row of its cell and keeps its synapses there: out-strengths stay as well.
  const entries = Uint32Array.from(pre, (_, entry) => entry);
  const attempts = attemptsOf(model);
  return {
    draw(stream, withSynapses) {
      chain.reset();
      chain.attempt(stream, attempts);
      return builder.build(pre, chain.targets(), pre.length, withSynapses ? entries : undefined);
    },
  };
}

/** Follows one chain for twice the swaps of a draw. */
export function mixingOf(model: SwapModel, stream: BitStream): Mixing {
  const { offsets, targets, cellCount } = model.observed;
  const chain = swapChain(model.observed);
  const attempts = attemptsOf(model);
  const marked = new Uint32Array(cellCount).fill(cellCount);
  const overlapNow = (): number => {
    const now = chain.targets();
    let kept = 0;
    for (let pre = 0; pre < cellCount; pre++) {
      for (let edge = offsets[pre]; edge < offsets[pre + 1]; edge++) marked[targets[edge]] = pre;
      for (let edge = offsets[pre]; edge < offsets[pre + 1]; edge++) if (marked[now[edge]] === pre) kept++;
    }
    return kept / targets.length;
  };
  const overlap = new Float64Array(2 * STEPS + 1);
  let accepted = 0;
  overlap[0] = 1;
  for (let step = 1; step < overlap.length; step++) {
    const done = Math.round((attempts * (step - 1)) / STEPS);
    accepted += chain.attempt(stream, Math.round((attempts * step) / STEPS) - done);
    overlap[step] = overlapNow();
  }
  const last = overlap.subarray(-5);
  const restingOverlap = last.reduce((sum, x) => sum + x, 0) / last.length;
  let squares = 0;
  for (let step = STEPS + 1; step < overlap.length; step++) squares += (overlap[step] - overlap[step - 1]) ** 2;
  const spread = Math.sqrt(squares / STEPS / 2);
  // One edge more or less says nothing.
  const mixed = Math.abs(overlap[STEPS] - restingOverlap) <= Math.max(4 * spread, 1 / targets.length);
  return { attempts, acceptedFraction: accepted / (2 * attempts), overlap, restingOverlap, mixed };
}

function attemptsOf({ swapsPerEdge, observed }: SwapModel): number {
  return Math.ceil(swapsPerEdge * observed.targets.length);
}
