import { describe, expect, test } from 'vitest';
import { decodeMatrix } from '../../../kernel-helpers/contract/matrix/decode.js';
import { jupyterDisplay, MATRIX_MIME } from '../../../kernel-helpers/contract/mime.js';
import { fromEdges } from '../../../kernel-helpers/core/connectivity/from-edges.js';
import { matrix, type WiringMatrixOptions } from '../../../kernel-helpers/display/matrix/index.js';
import { InvalidArgumentError, NotFoundError } from '../../../kernel-helpers/errors.js';

const cell = 864691135571546917n;
const wiring = fromEdges(
  { pre: [cell, 2n, 2n, 2n], post: [2n, 3n, 2n, 9n], synapses: [4, 1, 1, 1], summedSize: [40.5, 7, 1, 1] },
  { cells: [cell, 2n, 3n] },
);
const types = { type: ['ET', 'BC', null] };

test('a wiring arrives with ids, groups, numbers and how it is looked at', async () => {
  const shown = matrix(wiring, {
    groups: types,
    values: { depth: { values: [1.5, null, 3], unit: 'µm' } },
    sort: 'depth',
  });
  const { [MATRIX_MIME]: payload } = await shown[jupyterDisplay]();
  const page = decodeMatrix(JSON.parse(JSON.stringify(payload)));
  expect(page.wiring).toEqual(wiring);
  expect(page.groupings).toEqual([
    { name: 'type', groups: ['BC', 'ET'], colors: ['#008cf9', '#0072b2'], codes: Uint16Array.of(1, 0, 2) },
  ]);
  expect(page.properties).toEqual([{ name: 'depth', unit: 'µm', values: Float32Array.of(1.5, Number.NaN, 3) }]);
  const side = { by: 'cell', sort: ['depth'] };
  expect(page.payload.view).toEqual({ rows: side, columns: side, measure: 'synapses', scale: 'linear' });
});

test('a grouping may be named like what every object has', () => {
  const { payload } = matrix(wiring, { groups: { constructor: ['toString', 'BC', null] }, groupOrder: {} });
  expect(payload.groupings.map(({ name, groups }) => [name, groups])).toEqual([['constructor', ['BC', 'toString']]]);
});

test('what is left out is told, in the view and in the words for those who cannot see it', () => {
  const shown = matrix(wiring, { title: 'Pairs', synthetic: true });
  expect(shown.payload.notes).toEqual([
    '1 synapse with a partner that is not among the cells is left out.',
    '1 synapse of a cell on itself is left out.',
  ]);
  expect(shown.summary).toBe(
    'Pairs (synthetic data). 3 cells, 2 connected pairs, 5 synapses; synapses by cell. ' +
      '1 synapse with a partner that is not among the cells is left out. 1 synapse of a cell on itself is left out.',
  );
});

test('dots are asked for, squares are what it is otherwise', () => {
  expect(matrix(wiring, { mark: 'dots' }).payload.view.mark).toBe('dots');
  expect(matrix(wiring, { mark: 'squares' }).payload.view).not.toHaveProperty('mark');
  expect(matrix(wiring, { mark: 'squares', view: { mark: 'dots' } }).payload.view.mark).toBe('dots');
});

test('groups come first and then strength, where nothing else is asked for', () => {
  expect(matrix(wiring, { groups: types }).payload.view.rows.sort).toEqual(['type', 'outputs']);
  expect(matrix(wiring).payload.view.rows.sort).toEqual(['outputs']);
  expect(matrix(wiring, { groups: types, rows: { cells: [3n] } }).payload.view.rows.sort).toEqual([]);
});

describe('what cannot be meant is refused', () => {
  const refused = (options: WiringMatrixOptions, words: RegExp): void => {
    expect(() => matrix(wiring, options)).toThrow(InvalidArgumentError);
    expect(() => matrix(wiring, options)).toThrow(words);
  };
  test.each<[string, WiringMatrixOptions, RegExp]>([
    [
      'a measure',
      { measure: 'weight' as never },
      /matrix measure is unknown: received weight, expected one of synapses/,
    ],
    ['a mark', { mark: 'stars' as never }, /matrix mark is unknown: received stars, expected squares or dots/],
    ['a scale', { scale: 'sqrt' as never }, /matrix scale is unknown: received sqrt, expected linear or log/],
    ['an order', { sort: 'depth' }, /matrix sort is unknown: received depth, expected one of outputs, inputs, cluster/],
    [
      'a side',
      { groups: types, rows: { by: 'layer' } },
      /matrix rows.by is unknown: received layer, expected cell, type/,
    ],
    ['limits', { limits: [3, 1] }, /matrix limits are not valid: received 3,1, expected a lower and a higher number/],
    ['a taken name', { groups: { cluster: ['a', 'b', 'c'] } }, /have a name that is taken: received cluster/],
    ['too few groups', { groups: { type: ['a'] } }, /groups.type has the wrong length: received 1, expected 3/],
    ['too few numbers', { values: { depth: [1] } }, /values.depth has the wrong length: received 1, expected 3/],
    ['too few labels', { labels: ['a'] }, /labels have the wrong length: received 1, expected 3/],
    ['a colour', { groups: types, colors: { ET: 'red' } }, /color of group ET is not valid: received red/],
    ['an order of no grouping', { groupOrder: { type: ['a'] } }, /groupOrder is of no grouping: received type/],
    ['no cells', { rows: { cells: [] } }, /rows.cells is empty/],
  ])('%s', (_, options, words) => refused(options, words));

  test('a cell that is none', () => {
    expect(() => matrix(wiring, { rows: { cells: [7n] } })).toThrow(NotFoundError);
  });
  test('a wiring without cells', () => {
    expect(() => matrix(fromEdges({ pre: [], post: [] }))).toThrow(/has no cells/);
  });
});
