import { BitStream } from '../../core/nulls/bit-stream.js';
import { mixingOf } from '../../core/nulls/draw-swaps.js';
import { drawGraph, drawValues } from '../../core/nulls/draw-values.js';
import { type Sampler, samplerOf } from '../../core/nulls/sampler.js';
import { type Statistic, statisticOf } from '../../core/nulls/statistics.js';
import type { DrawAnswer, DrawRequest, DrawSetup } from './draw-protocol.js';

/** The stream that mixing is looked at with: of no draw, since there are not so many. */
const MIXING_INDEX = Number.MAX_SAFE_INTEGER;

/** Answers requests, one after the other: on the main thread and on others alike. */
export class DrawDesk {
  #setup: DrawSetup | undefined;
  #sampler: Sampler | undefined;
  #statistic: Statistic | undefined;

  answer(request: DrawRequest): DrawAnswer {
    if (request.type === 'setup') {
      this.#setup = request;
      this.#sampler = undefined;
      this.#statistic = request.statistic === undefined ? undefined : statisticOf(request.statistic);
      return { type: 'ready' };
    }
    if (this.#setup === undefined) throw new Error('a thread that draws graphs was asked before it was set up');
    const { model, seed } = this.#setup;
    if (request.type === 'mixing') {
      const hasSwaps = model.kind === 'swaps' && model.observed.targets.length > 0;
      return { type: 'mixing', mixing: hasSwaps ? mixingOf(model, new BitStream(seed, MIXING_INDEX)) : undefined };
    }
    this.#sampler ??= samplerOf(model);
    const sampler = this.#sampler;
    const { from, to } = request;
    if (this.#statistic !== undefined) {
      return { type: 'values', values: drawValues(sampler, this.#statistic, seed, from, to) };
    }
    const graphs = Array.from({ length: to - from }, (_, i) => {
      const graph = drawGraph(sampler, seed, from + i, true);
      return { ...graph, offsets: graph.offsets.slice() }; // the sampler uses it again
    });
    return { type: 'graphs', graphs };
  }

  /** Lets go of the model. */
  clear(): void {
    this.#setup = undefined;
    this.#sampler = undefined;
    this.#statistic = undefined;
  }
}
