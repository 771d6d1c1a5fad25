import { BitStream } from './bit-stream.js';
import type { DrawnGraph } from './drawn-graph.js';
import type { Sampler } from './sampler.js';
import type { Statistic } from './statistics.js';

/** Values of the draws `from … to - 1` of a seed: `values[(i - from) * width + k]` is value k of draw i. */
export function drawValues(
  sampler: Sampler,
  statistic: Statistic,
  seed: number,
  from: number,
  to: number,
): Float64Array {
  const width = statistic.names?.length ?? 1;
  const values = new Float64Array((to - from) * width);
  for (let index = from; index < to; index++) {
    const graph = drawGraph(sampler, seed, index, statistic.withSynapses);
    values.set(statistic.values(graph), (index - from) * width);
  }
  return values;
}

/** Draw `index` of a seed. */
export function drawGraph(sampler: Sampler, seed: number, index: number, withSynapses: boolean): DrawnGraph {
  return sampler.draw(new BitStream(seed, index), withSynapses);
}
