import { describe, expect, test } from 'vitest';
import { cellsOfSide, decodeMatrix } from '../../../kernel-helpers/contract/matrix/decode.js';
import { jupyterDisplay, MATRIX_MIME } from '../../../kernel-helpers/contract/mime.js';
import { tableOf } from '../../../kernel-helpers/core/table.js';
import { matrix, type TableMatrixOptions } from '../../../kernel-helpers/display/matrix/index.js';
import { InvalidArgumentError, NotFoundError } from '../../../kernel-helpers/errors.js';

const table = tableOf({
  cell: [864691136143786292n, 864691135940881830n, 7n],
  L4: [5, 0, 2],
  DTC: [0, 0, 9n],
  depth: [300.5, null, 120],
  type: ['PTC', 'DTC', null],
});
const options: TableMatrixOptions = {
  id: 'cell',
  groups: { type: 'type' },
  columnGroups: { target: { L4: 'excitatory', DTC: 'inhibitory' } },
  values: { depth: { column: 'depth', unit: 'µm' } },
};

const inPage = async (given: TableMatrixOptions = options) => {
  const { [MATRIX_MIME]: payload } = await matrix(table, given)[jupyterDisplay]();
  return decodeMatrix(JSON.parse(JSON.stringify(payload)));
};

test('a table arrives with a cell for each row and column, and its counts from rows to columns', async () => {
  const { wiring, payload, groupings, properties } = await inPage();
  expect([...wiring.ids]).toEqual([864691136143786292n, 864691135940881830n, 7n, 0n, 0n]);
  expect(payload.labels).toEqual(['864691136143786292', '864691135940881830', '7', 'L4', 'DTC']);
  expect([...wiring.offsets]).toEqual([0, 1, 1, 3, 3, 3]);
  expect([...wiring.targets]).toEqual([3, 3, 4]);
  expect([...wiring.counts]).toEqual([5, 2, 9]);
  expect(wiring.synapseCount).toBe(16);
  expect(payload.table).toEqual({ rowCount: 3, rowTitle: 'Rows', columnTitle: 'Columns' });
  expect(groupings.map(({ name, groups, codes }) => [name, groups, [...codes]])).toEqual([
    ['type', ['DTC', 'PTC'], [1, 0, 2, 2, 2]],
    ['target', ['excitatory', 'inhibitory'], [2, 2, 2, 0, 1]],
  ]);
  expect(properties).toEqual([
    { name: 'depth', unit: 'µm', values: Float32Array.of(300.5, Number.NaN, 120, Number.NaN, Number.NaN) },
  ]);
});

test('its rows are on one side, its columns on the other, in the order of the table', async () => {
  const { payload } = await inPage();
  expect([...cellsOfSide(payload.view.rows, 5, 'rows')]).toEqual([0, 1, 2]);
  expect([...cellsOfSide(payload.view.columns, 5, 'columns')]).toEqual([3, 4]);
  expect(payload.view.rows.sort).toEqual(['type', 'outputs']);
  // Columns have neither a type nor outputs: they stay as they are.
  expect(payload.view.columns.sort).toEqual(['type', 'outputs']);
});

test('rows may have names and no ids; counts may be named, and are shown in that order', async () => {
  const named = await inPage({ labels: 'type', counts: ['DTC', 'L4'], rowTitle: 'From', columnTitle: 'To' });
  expect(named.payload.labels).toEqual(['PTC', 'DTC', '', 'DTC', 'L4']);
  expect([...named.wiring.ids]).toEqual([0n, 0n, 0n, 0n, 0n]);
  expect([...named.wiring.targets]).toEqual([4, 3, 4]);
  expect(named.payload.table).toEqual({ rowCount: 3, rowTitle: 'From', columnTitle: 'To' });
});

test('what it shows is said in words', () => {
  expect(matrix(table, { ...options, title: 'Partners' }).summary).toBe(
    'Partners. 3 rows × 2 columns, 3 values above 0, 16 synapses; synapses by cell.',
  );
});

describe('what cannot be meant is refused', () => {
  test.each<[string, TableMatrixOptions, RegExp]>([
    ['no name of a row', {}, /matrix id is missing: received undefined, expected a column of ids, or labels/],
    [
      'a number that is no count',
      { id: 'cell', counts: ['depth'] },
      /matrix column depth is no column of counts, see row 0: received 300.5/,
    ],
    [
      'a count twice',
      { id: 'cell', counts: ['L4', 'L4'] },
      /counts name a column twice: received L4, expected each once/,
    ],
    ['no counts', { id: 'cell', counts: [] }, /counts name no column: received none/],
    [
      'groups of what is no column',
      { ...options, columnGroups: { target: { L5: 'E' } } },
      /columnGroups.target is of no column: received L5, expected L4, DTC/,
    ],
    [
      'groups of both sides by one name',
      { ...options, columnGroups: { type: {} } },
      /have a name in common: received type/,
    ],
    [
      'an order that tables have not',
      { ...options, rows: { sort: 'spectral' } },
      /sort is of no table: received spectral/,
    ],
  ])('%s', (_, given, words) => {
    expect(() => matrix(table, given)).toThrow(InvalidArgumentError);
    expect(() => matrix(table, given)).toThrow(words);
  });

  test('a column that is not there', () => {
    expect(() => matrix(table, { id: 'root' })).toThrow(NotFoundError);
  });
});
