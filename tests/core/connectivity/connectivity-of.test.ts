import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectivityOf, fromSynapses } from '../../../kernel-helpers/core/connectivity/index.js';
import { always } from '../../reference/properties.js';
import { anySynapses, synapseTable } from './synapse-table.js';

const ring = { ids: [1n, 2n, 3n], offsets: [0, 1, 2, 3], targets: [1, 2, 0] };

test('connectivityOf fills in counts of one, sizes that are not known, and the sums', () => {
  const wiring = connectivityOf(ring);
  expect(wiring).toMatchObject({ cellCount: 3, pairCount: 3, synapseCount: 3, autapses: 0, outside: 0 });
  expect([...wiring.counts]).toEqual([1, 1, 1]);
  expect(wiring.summedSize.every(Number.isNaN)).toBe(true);
  expect(connectivityOf({ ...ring, counts: [1, 2, 3] }).synapseCount).toBe(6);
});

test('connectivityOf keeps typed arrays as they are', () => {
  const targets = Uint32Array.from(ring.targets);
  expect(connectivityOf({ ...ring, targets }).targets).toBe(targets);
});

test('connectivityOf gives back every connectivity it is given', () => {
  always(
    fc.property(anySynapses, synapses => {
      const wiring = fromSynapses(synapseTable(synapses));
      expect(connectivityOf(wiring)).toEqual(wiring);
    }),
  );
});

test.each([
  [{ ids: [1n, 2n, 1n] }, 'connectivityOf ids has an id twice: received 1 again at index 2'],
  [{ offsets: [0, 1, 2] }, 'connectivityOf offsets has the wrong length: received 3, expected 4 as ids and one more'],
  [{ offsets: [0, 1, 2, 4] }, 'connectivityOf offsets do not span the targets: received 0 to 4, expected 0 to 3'],
  [{ offsets: [0, 2, 1, 3] }, 'connectivityOf offsets fall or are no whole numbers: received 2, 1 at index 1'],
  [{ offsets: [0, 0.5, 1, 3] }, 'connectivityOf offsets fall or are no whole numbers: received 0.5, 1 at index 1'],
  [{ targets: [1, 2, 3] }, 'connectivityOf targets is no cell: received 3 at index 2, expected 0 to 2'],
  [{ targets: [1, 2, -1] }, 'connectivityOf targets is no cell: received -1'],
  [{ targets: [0, 2, 0] }, "connectivityOf targets is the row's own cell: received 0 at index 0"],
  [
    { offsets: [0, 2, 2, 3], targets: [2, 1, 0] },
    'connectivityOf targets do not ascend in row 0: received 2, 1 at index 1',
  ],
  [
    { offsets: [0, 2, 2, 3], targets: [1, 1, 0] },
    'connectivityOf targets do not ascend in row 0: received 1, 1 at index 1',
  ],
  [{ counts: [1, 0, 1] }, 'connectivityOf counts is not valid: received 0 at index 1, expected a whole number above 0'],
  [{ counts: [1, 1] }, 'connectivityOf counts has the wrong length: received 2, expected 3 as targets'],
  [{ summedSize: [1] }, 'connectivityOf summedSize has the wrong length: received 1, expected 3 as targets'],
])('connectivityOf refuses %o', (parts, message) => {
  expect(() => connectivityOf({ ...ring, ...parts })).toThrow(message);
});
