import { describe, expect, test } from 'vitest';
import { packBytes } from '../../../kernel-helpers/contract/bytes.js';
import { decodeMatrix } from '../../../kernel-helpers/contract/matrix/decode.js';
import type { MatrixPayload } from '../../../kernel-helpers/contract/matrix/matrix.js';
import { packDoubles } from '../../../kernel-helpers/contract/matrix/null.js';
import { fromEdges } from '../../../kernel-helpers/core/connectivity/from-edges.js';
import { matrix } from '../../../kernel-helpers/display/matrix/index.js';
import { FormatError } from '../../../kernel-helpers/errors.js';

const { payload } = matrix(fromEdges({ pre: [1n, 2n], post: [2n, 3n] }), { groups: { type: ['a', 'b', 'a'] } });
const [type] = payload.groupings;
const values = Object.fromEntries(
  ['observed', 'expected', 'low', 'high', 'z', 'p'].map(name => [name, packDoubles([1, Number.NaN, 3, 4])]),
);
const compared = { model: 'm', grouping: 'type', of: 'connections', draws: 9, seed: 1, adjustment: 'none', values };

describe('a stored matrix that anyone may have written is refused by the name of its field', () => {
  test.each<[string, object, RegExp]>([
    ['another version', { version: 2 }, /connectivity matrix version is not known: received 2, expected 1/],
    ['a title that is none', { title: 7 }, /title is not valid/],
    [
      'more cells than anyone has',
      { wiring: { ...payload.wiring, cellCount: 1e9 } },
      /wiring.cellCount is out of range/,
    ],
    ['more pairs than cells make', { wiring: { ...payload.wiring, pairCount: 7 } }, /wiring.pairCount is out of range/],
    ['half a cell', { wiring: { ...payload.wiring, cellCount: 2.5 } }, /wiring.cellCount is not valid/],
    ['too few labels', { labels: ['x'] }, /labels do not fit: received 1, expected 3/],
    [
      'a colour that is none',
      { groupings: [{ ...type, colors: ['url(x)', '#000000'] }] },
      /groupings\[0\].colors\[0\]/,
    ],
    ['a colour too few', { groupings: [{ ...type, colors: ['#000000'] }] }, /colors do not fit: received 1/],
    ['a group twice', { groupings: [{ ...type, groups: ['a', 'a'] }] }, /groups repeat a name/],
    [
      'a code of no group',
      { groupings: [{ ...type, codes: packBytes(Uint8Array.of(9, 0, 0, 0, 0, 0)) }] },
      /codes name no group: received 9/,
    ],
    ['two groupings of one name', { groupings: [type, type] }, /repeat a name: received type/],
    ['a grouping called cell', { groupings: [{ ...type, name: 'cell' }] }, /repeat a name: received cell/],
    ['a measure', { view: { ...payload.view, measure: '__proto__' } }, /view.measure is not known/],
    [
      'an order',
      { view: { ...payload.view, rows: { by: 'cell', sort: ['depth'] } } },
      /view.rows.sort\[0\] is not known/,
    ],
    ['a side', { view: { ...payload.view, columns: { by: 'layer', sort: [] } } }, /view.columns.by is not known/],
    ['a window', { view: { ...payload.view, window: [0, 1, 2] } }, /view.window has the wrong length/],
    [
      'a comparison of no grouping',
      { nulls: [{ ...compared, grouping: '__proto__' }] },
      /nulls\[0\].grouping is not known/,
    ],
    [
      'a comparison with values that are missing',
      { nulls: [{ ...compared, values: { ...values, z: undefined } }] },
      /nulls\[0\].values.z is not valid/,
    ],
    [
      'a comparison of more groups than there are',
      { nulls: [{ ...compared, values: { ...values, z: packDoubles(new Float64Array(1000)) } }] },
      /nulls\[0\].values.z/,
    ],
    ['half a draw', { nulls: [{ ...compared, draws: 0.5 }] }, /nulls\[0\].draws is not valid/],
    [
      'a comparison that is not there',
      { view: { ...payload.view, against: { null: 0, show: 'z' } } },
      /view.against.null/,
    ],
    [
      'a way to compare',
      { nulls: [compared], view: { ...payload.view, against: { null: 0, show: 'eval' } } },
      /view.against.show is not known/,
    ],
    ['a turn', { view: { ...payload.view, transposed: 'yes' } }, /view.transposed is not valid/],
    [
      'a window of no numbers',
      { view: { ...payload.view, window: [0, 1, 2, null] } },
      /view.window\[3\] is out of range/,
    ],
  ])('%s', (_, change, words) => {
    expect(() => decodeMatrix({ ...payload, ...change })).toThrow(FormatError);
    expect(() => decodeMatrix({ ...payload, ...change })).toThrow(words);
  });

  test('nothing at all', () => {
    for (const value of [undefined, null, 7, [], {}]) expect(() => decodeMatrix(value)).toThrow(FormatError);
  });
});

test('what is missing throughout is refused field by field, and never read past', () => {
  for (const field of Object.keys(payload) as (keyof MatrixPayload)[]) {
    const { [field]: _, ...rest } = payload;
    expect(() => decodeMatrix(rest), field).toThrow(FormatError);
  }
});
