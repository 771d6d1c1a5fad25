import type { BitStream } from './bit-stream.js';
import { independentSampler } from './draw-independent.js';
import { stratifiedSampler } from './draw-strata.js';
import { swapSampler } from './draw-swaps.js';
import { targetSampler } from './draw-targets.js';
import type { DrawnGraph } from './drawn-graph.js';
import type { NullModel } from './model.js';

/** Draws graphs from one model, with memory it uses again and again. */
export interface Sampler {
  /**
   * One graph, which depends on the stream alone. Synapses are dealt out after the edges are drawn, so the edges are
   * the same without them.
   */
  draw(stream: BitStream, withSynapses: boolean): DrawnGraph;
}

/** What draws from `model`. The model is read, never written: threads may share it. */
export function samplerOf(model: NullModel): Sampler {
  switch (model.kind) {
    case 'swaps':
      return swapSampler(model);
    case 'blocks':
    case 'pairs':
      return stratifiedSampler(model);
    case 'independent':
      return independentSampler(model);
    case 'targets':
      return targetSampler(model);
  }
}
