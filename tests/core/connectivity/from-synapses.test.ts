import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromSynapses } from '../../../kernel-helpers/core/connectivity/index.js';
import { createRandom } from '../../../kernel-helpers/core/random.js';
import { tableOf } from '../../../kernel-helpers/core/table.js';
import { InvalidArgumentError, NotFoundError } from '../../../kernel-helpers/errors.js';
import { slowConnectivity } from '../../reference/connectivity.js';
import { always } from '../../reference/properties.js';
import { anySynapses, entriesOf, IDS, synapseTable } from './synapse-table.js';

const table = synapseTable([
  { pre: 30n, post: 10n, size: 5 },
  { pre: 10n, post: 30n, size: 1 },
  { pre: 10n, post: 20n, size: 2 },
  { pre: 10n, post: 20n, size: 4 },
  { pre: 20n, post: 20n, size: 9 },
]);

describe('fromSynapses', () => {
  test('sorts cells by id and sums the synapses of a pair', () => {
    const wiring = fromSynapses(table);
    expect([...wiring.ids]).toEqual([10n, 20n, 30n]);
    expect([...wiring.offsets]).toEqual([0, 2, 2, 3]);
    expect([...wiring.targets]).toEqual([1, 2, 0]);
    expect([...wiring.counts]).toEqual([2, 1, 1]);
    expect([...wiring.summedSize]).toEqual([6, 1, 5]);
    expect(wiring).toMatchObject({ cellCount: 3, pairCount: 3, synapseCount: 4 });
  });

  test('merges cells with few and with thousands of synapses as maps do, sizes added in the order of the table', () => {
    const random = createRandom(3);
    const synapses = Array.from({ length: 6000 }, () => ({
      pre: BigInt(Math.floor(random.uniform() ** 6 * 40) + 1),
      post: 2n ** 60n + BigInt(random.integer(90)),
      size: random.uniform(),
    }));
    const slow = slowConnectivity(synapses);
    expect(entriesOf(fromSynapses(synapseTable(synapses)))).toEqual(slow.entries);
  });

  test('counts autapses beside the matrix, not in it', () => {
    expect(fromSynapses(table).autapses).toBe(1);
  });

  test('keeps the order of the cells it is given, cells without synapses too, and counts what is outside', () => {
    const wiring = fromSynapses(table, { cells: [99n, 20n, 10n] });
    expect([...wiring.ids]).toEqual([99n, 20n, 10n]);
    expect(entriesOf(wiring)).toEqual([[10n, 20n, 2, 6]]);
    expect(wiring).toMatchObject({ autapses: 1, outside: 2, synapseCount: 2 });
  });

  test('takes cells from the id column of a table', () => {
    const cells = tableOf({ id: [10n, 20n] });
    expect([...fromSynapses(table, { cells }).ids]).toEqual([10n, 20n]);
  });

  test('reads id 0 as no segment', () => {
    const wiring = fromSynapses(tableOf({ pre_id: [0n, 1n], post_id: [1n, 2n] }));
    expect([...wiring.ids]).toEqual([1n, 2n]);
    expect(wiring.outside).toBe(1);
    expect(() => fromSynapses(table, { cells: [1n, 0n] })).toThrow(
      'fromSynapses cells is not valid: received 0 at index 1, which stands for "no segment", expected ids of cells',
    );
  });

  test('does without a size column, unless one is asked for', () => {
    const bare = tableOf({ pre_id: [1n], post_id: [2n] });
    expect([...fromSynapses(bare).summedSize]).toEqual([Number.NaN]);
    expect(() => fromSynapses(bare, { size: 'cleft' })).toThrow(
      'table has no column cleft: expected one of pre_id, post_id',
    );
  });

  test('reads columns of other names', () => {
    const named = tableOf({ pre_pt_root_id: [1n], post_pt_root_id: [2n], area: [7] });
    const wiring = fromSynapses(named, { pre: 'pre_pt_root_id', post: 'post_pt_root_id', size: 'area' });
    expect(entriesOf(wiring)).toEqual([[1n, 2n, 1, 7]]);
    expect(() => fromSynapses(named)).toThrow(NotFoundError);
  });

  test('refuses a cell listed twice and an id that is a number too large', () => {
    expect(() => fromSynapses(table, { cells: [10n, 20n, 10n] })).toThrow(
      'fromSynapses cells has an id twice: received 10 again at index 2, expected each once',
    );
    expect(() => fromSynapses(table, { cells: [(2 ** 60) as unknown as bigint] })).toThrow(
      'fromSynapses cells index 0 is a number too large to be exact',
    );
    expect(() => fromSynapses(tableOf({ pre_id: [1n, null], post_id: [2n, 3n] }))).toThrow(InvalidArgumentError);
  });

  test('of no synapses is empty, or has the cells it is given', () => {
    expect(fromSynapses(synapseTable([]))).toMatchObject({ cellCount: 0, pairCount: 0 });
    expect([...fromSynapses(synapseTable([]), { cells: [4n, 5n] }).offsets]).toEqual([0, 0, 0]);
  });

  test('leaves the ids it is given to their owner', () => {
    const cells = BigUint64Array.of(10n, 20n);
    const wiring = fromSynapses(table, { cells });
    cells[0] = 77n;
    expect([...wiring.ids]).toEqual([10n, 20n]);
  });
});

test('fromSynapses agrees with a map of bigint ids, whatever the synapses and the cells', () => {
  const listed = fc.option(fc.uniqueArray(fc.constantFrom(...IDS.slice(1))), { nil: undefined });
  always(
    fc.property(anySynapses, listed, (synapses, cells) => {
      const wiring = fromSynapses(synapseTable(synapses), { cells });
      const slow = slowConnectivity(synapses, cells);
      expect([...wiring.ids]).toEqual(slow.cells);
      expect(entriesOf(wiring)).toEqual(slow.entries);
      expect([wiring.autapses, wiring.outside]).toEqual([slow.autapses, slow.outside]);
      expect(wiring.synapseCount + wiring.autapses + wiring.outside).toBe(synapses.length);
    }),
  );
});

test('fromSynapses does not depend on the order of synapses', () => {
  always(
    fc.property(anySynapses, synapses => {
      expect(fromSynapses(synapseTable([...synapses].reverse()))).toEqual(fromSynapses(synapseTable(synapses)));
    }),
  );
});

test('fromSynapses takes hundreds of thousands of synapses of thousands of cells, each exactly once', () => {
  const random = createRandom(11);
  const cells = BigUint64Array.from({ length: 5000 }, (_, i) => 864691130000000000n + BigInt(i * i));
  const draw = (): BigUint64Array => BigUint64Array.from({ length: 200_000 }, () => random.pick(cells));
  const wiring = fromSynapses(tableOf({ pre_id: draw(), post_id: draw() }));
  expect(wiring.counts.reduce((sum, count) => sum + count, 0)).toBe(wiring.synapseCount);
  expect(wiring.synapseCount + wiring.autapses).toBe(200_000);
  for (let pre = 0; pre < wiring.cellCount; pre++) {
    const row = wiring.targets.subarray(wiring.offsets[pre], wiring.offsets[pre + 1]);
    expect(row.every((target, i) => i === 0 || target > row[i - 1])).toBe(true);
  }
});
