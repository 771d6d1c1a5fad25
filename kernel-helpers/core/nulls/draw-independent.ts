import type { BitStream } from './bit-stream.js';
import { type DrawnGraph, GraphBuilder } from './drawn-graph.js';
import type { IndependentModel } from './model.js';

/**
 * Draws every pair by its own probability without looking at every pair: with the cells in descending order of their
 * in-weight, as many are passed over at once as would fail at the probability of the first, and the one arrived at is
 * taken with what its own probability is of that.
 *
 * O(cells + edges) a draw.
 *
 * @source Miller and Hagberg 2011, doi:10.1007/978-3-642-21286-4_10
 */
export function independentSampler(model: IndependentModel): {
  draw(stream: BitStream, withSynapses: boolean): DrawnGraph;
} {
  const { observed, outWeights, inWeights } = model;
  const { cellCount } = observed;
  const builder = new GraphBuilder(observed);
  const byWeight = Uint32Array.from(inWeights, (_, cell) => cell).sort((a, b) => inWeights[b] - inWeights[a] || a - b);
  const sorted = Float64Array.from(byWeight, cell => inWeights[cell]);
  let pre = new Uint32Array(1024);
  let post = new Uint32Array(1024);
  const grown = (array: Uint32Array): Uint32Array<ArrayBuffer> => {
    const larger = new Uint32Array(2 * array.length);
    larger.set(array);
    return larger;
  };
  return {
    draw(stream, withSynapses) {
      let edgeCount = 0;
      for (let cell = 0; cell < cellCount; cell++) {
        const weight = outWeights[cell];
        let at = 0;
        let bound = Math.min(1, weight * (sorted[0] ?? 0));
        while (at < cellCount && bound > 0) {
          if (bound < 1) at += Math.floor(Math.log(stream.uniform()) / Math.log1p(-bound));
          if (at >= cellCount) break;
          const own = Math.min(1, weight * sorted[at]);
          const partner = byWeight[at];
          if (partner !== cell && (own === bound || stream.uniform() * bound < own)) {
            if (edgeCount === pre.length) {
              pre = grown(pre);
              post = grown(post);
            }
            pre[edgeCount] = cell;
            post[edgeCount++] = partner;
          }
          bound = own;
          at++;
        }
      }
      if (!withSynapses) return builder.build(pre, post, edgeCount);
      // The number of edges is not the observed one, so each takes the synapses of an observed edge by chance.
      const observedEdges = observed.targets.length;
      const entries = Uint32Array.from({ length: edgeCount }, () => stream.below(observedEdges));
      return builder.build(pre, post, edgeCount, entries);
    },
  };
}
