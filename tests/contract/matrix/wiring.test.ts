import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PackedWiring } from '../../../kernel-helpers/contract/matrix/matrix.js';
import { packVarints } from '../../../kernel-helpers/contract/matrix/varints.js';
import { packWiring, unpackWiring } from '../../../kernel-helpers/contract/matrix/wiring.js';
import { fromEdges } from '../../../kernel-helpers/core/connectivity/from-edges.js';
import { FormatError } from '../../../kernel-helpers/errors.js';

const largest = 2n ** 64n - 1n;
const three = fromEdges({ pre: [1n, 1n, largest], post: [5n, largest, 5n], synapses: [2, 1, 7] });

test('a wiring comes back entry by entry, ids of 64 bits whole', () => {
  const edge = fc.record({
    pre: fc.bigInt({ min: 1n, max: 40n }),
    post: fc.bigInt({ min: 1n, max: 40n }),
    count: fc.integer({ min: 1, max: 100_000 }),
  });
  fc.assert(
    fc.property(fc.array(edge, { minLength: 1, maxLength: 120 }), edges => {
      const wiring = fromEdges({
        pre: edges.map(({ pre }) => pre * 461_168_601_842_738_790n),
        post: edges.map(({ post }) => post * 461_168_601_842_738_790n),
        synapses: edges.map(({ count }) => count),
      });
      expect(unpackWiring(packWiring(wiring))).toEqual(wiring);
    }),
  );
  expect(unpackWiring(packWiring(three)).ids).toEqual(BigUint64Array.of(1n, 5n, largest));
});

test('a connection takes about two bytes before it is deflated', () => {
  const n = 300;
  const all = Array.from({ length: n * n }, (_, i) => [Math.floor(i / n), i % n]).filter(
    ([a, b]) => (a * 7 + b) % 5 === 0,
  );
  const packed = packWiring(
    fromEdges({ pre: all.map(([a]) => BigInt(a + 1)), post: all.map(([, b]) => BigInt(b + 1)) }),
  );
  expect(packed.gaps.byteLength + packed.counts.byteLength).toBe(2 * packed.pairCount);
});

describe('what does not fit is refused, by the name of its field', () => {
  const refused = (change: Partial<PackedWiring>, words: RegExp): void => {
    const packed = { ...packWiring(three), ...change };
    expect(() => unpackWiring(packed)).toThrow(FormatError);
    expect(() => unpackWiring(packed)).toThrow(words);
  };
  test('rows that do not add up', () => {
    refused({ degrees: packVarints(Uint32Array.of(2, 0, 2)) }, /wiring.degrees do not add up: received 4, expected 3/);
  });
  test('a target past the last cell', () => {
    refused({ gaps: packVarints(Uint32Array.of(1, 5, 1)) }, /wiring.gaps lead past the last cell: received 7/);
  });
  test('a cell that connects to itself', () => {
    refused({ gaps: packVarints(Uint32Array.of(0, 0, 1)) }, /wiring.gaps lead to the row itself: received 0/);
  });
  test('ids that are cut short', () => {
    refused({ ids: '' }, /wiring.ids/);
  });
});
