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

describe('fromSynapses of arrays', () => {
  const pre = [864691135571546917n, 864691135571546917n, 1n];
  const post = [2n, 2n, 2n ** 63n];
  const expected = fromSynapses(tableOf({ pre_id: pre, post_id: post, size: [1.5, 2, 3] }));

  test('takes ids as bigints, unsigned and signed 64-bit arrays, and decimal strings', () => {
    const size = Float32Array.of(1.5, 2, 3);
    expect(fromSynapses({ pre, post, size: [1.5, 2, 3] })).toEqual(expected);
    expect(fromSynapses({ pre: BigUint64Array.from(pre), post: BigUint64Array.from(post), size })).toEqual(expected);
    expect(fromSynapses({ pre: pre.map(String), post: post.map(String), size: new Set(size) })).toEqual(expected);
    const signed = { pre: BigInt64Array.from(pre), post: BigInt64Array.of(2n, 2n, 7n) };
    expect([...fromSynapses(signed).ids]).toEqual([1n, 2n, 7n, pre[0]]);
  });

  test('takes null for no sizes, as of a table', () => {
    const arrays = { pre: [1n], post: [2n] };
    expect(fromSynapses({ ...arrays, size: null })).toEqual(fromSynapses(arrays));
    expect(() => fromSynapses({ ...arrays, size: [3n] as never })).toThrow('received 3n, expected a number');
  });

  test('without sizes has none, and with cells keeps theirs', () => {
    const wiring = fromSynapses({ pre, post }, { cells: ['2', 864691135571546917n] });
    expect([...wiring.ids]).toEqual([2n, 864691135571546917n]);
    expect(wiring).toMatchObject({ synapseCount: 2, outside: 1 });
    expect([...wiring.summedSize]).toEqual([Number.NaN]);
  });

  test('refuses arrays of different lengths, inexact and negative ids, and missing sizes', () => {
    expect(() => fromSynapses({ pre, post: [1n] })).toThrow(
      'fromSynapses post has the wrong length: received 1, expected 3 as in pre',
    );
    expect(() => fromSynapses({ pre, post, size: [1] })).toThrow(
      'fromSynapses size has the wrong length: received 1, expected 3 as in pre',
    );
    expect(() => fromSynapses({ pre: [1, 2 ** 60], post: [1n, 2n] })).toThrow(
      'fromSynapses pre index 1 is a number too large to be exact',
    );
    expect(() => fromSynapses({ pre: [1n], post: BigInt64Array.of(-1n) })).toThrow(InvalidArgumentError);
    expect(() => fromSynapses({ pre: [1n], post: [null as unknown as bigint] })).toThrow(
      'fromSynapses post index 0 is not an id: received null',
    );
    for (const size of [Number.NaN, null as unknown as number, Number.POSITIVE_INFINITY]) {
      expect(() => fromSynapses({ pre: [1n], post: [2n], size: [size] })).toThrow(
        `fromSynapses size row 0 is missing or not finite: received ${size}, expected a number; leave the size out to count synapses only`,
      );
    }
    expect(() => fromSynapses({ pre } as never)).toThrow('fromSynapses synapses lack cells');
    expect(() => fromSynapses({ pre, post }, { size: 'cleft' })).toThrow(
      'fromSynapses size names a column: received cleft with arrays, expected it with a table only',
    );
  });
});

test('fromSynapses counts a table with missing sizes when it is told to read none', () => {
  const gaps = tableOf({ pre_id: [1n, 1n], post_id: [2n, 2n], size: [3, Number.NaN] });
  expect(() => fromSynapses(gaps)).toThrow('fromSynapses column size row 1 is missing or not finite: received NaN');
  expect(() => fromSynapses(tableOf({ pre_id: [1n], post_id: [2n], size: [null] }))).toThrow(InvalidArgumentError);
  expect(fromSynapses(gaps, { size: null })).toMatchObject({ synapseCount: 2, pairCount: 1 });
});

test('fromSynapses refuses a synapse that is there twice, when it is told where the ids are', () => {
  const twice = tableOf({ id: [7n, 8n, 7n], pre_id: [1n, 1n, 1n], post_id: [2n, 2n, 2n] });
  expect(fromSynapses(twice).synapseCount).toBe(3);
  expect(() => fromSynapses(twice, { id: 'id' })).toThrow(
    'fromSynapses column id has a synapse twice: received 7 again in row 2, expected each once',
  );
});

test('fromSynapses adds sizes of every width as numbers', () => {
  const pre = [1n, 1n];
  const post = [2n, 2n];
  for (const size of [Int32Array.of(-2, 5), Uint32Array.of(1, 2), Uint8Array.of(1, 2), Float32Array.of(1.5, 1.5)]) {
    expect([...fromSynapses(tableOf({ pre_id: pre, post_id: post, size })).summedSize]).toEqual([3]);
  }
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
