import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellSynapses } from '../../../kernel-helpers/core/connectivity/cell-synapses.js';
import { enrichment, typeSynapses } from '../../../kernel-helpers/display/figure/type-counts.js';

const groupOf = new Map([
  [2n, 'a'],
  [3n, 'b'],
  [4n, 'a'],
]);

test('every synapse on a typed cell is counted once, as one that counts by hand finds', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(2n, 3n, 4n, 9n), { maxLength: 30 }), post => {
      const pre = post.map(() => 1n);
      const found = typeSynapses(cellSynapses({ pre, post }, 1n, { side: 'outputs', groupOf }));
      for (const name of ['a', 'b']) {
        const on = post.filter(id => groupOf.get(id) === name);
        const type = found.find(({ group }) => group === name);
        expect(type?.synapses ?? 0).toBe(on.length);
        expect(new Set(type?.neurons)).toEqual(new Set(on));
        expect(type?.multisynaptic ?? 0).toBe(on.filter(id => post.filter(other => other === id).length > 1).length);
      }
    }),
  );
});

test('one expectation without a standard deviation makes logarithms of all', () => {
  const types = [{ group: 'a', synapses: 8, partners: 1, multisynaptic: 8, neurons: [2n], at: [] }];
  const z = { mean: 4, standardDeviation: 2 };
  expect(enrichment(types, { a: z }, 'f')).toMatchObject({ measure: 'z', values: [2] });
  expect(enrichment(types, { a: z, b: 1 }, 'f')).toMatchObject({ measure: 'log2', values: [1, Number.NaN] });
});
