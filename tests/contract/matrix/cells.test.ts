import { expect, test } from 'vitest';
import { decodeMatrixCells } from '../../../kernel-helpers/contract/matrix/cells.js';
import { decodeMatrix } from '../../../kernel-helpers/contract/matrix/decode.js';
import { fromEdges } from '../../../kernel-helpers/core/connectivity/from-edges.js';
import { matrix } from '../../../kernel-helpers/display/matrix/index.js';
import { FormatError } from '../../../kernel-helpers/errors.js';

const { payload } = matrix(fromEdges({ pre: [2n ** 64n - 1n, 2n], post: [2n, 3n] }), {
  groups: { type: ['a', 'b', 'a'], layer: ['x', 'y', 'z'] },
});

test('cells are read as they are when the whole matrix is', () => {
  const { wiring, groupings } = decodeMatrix(payload);
  expect(decodeMatrixCells(payload)).toEqual({ ids: wiring.ids, labels: undefined, grouping: groupings[0] });
});

test.each<[string, object]>([
  ['labels do not fit', { labels: ['x'] }],
  ['wiring.cellCount is out of range', { wiring: { ...payload.wiring, cellCount: 1e9 } }],
  ['groupings\\[0\\]', { groupings: [{ ...payload.groupings[0], colors: [] }] }],
])('%s', (message, wrong) => {
  expect(() => decodeMatrixCells({ ...payload, ...wrong })).toThrow(FormatError);
  expect(() => decodeMatrixCells({ ...payload, ...wrong })).toThrow(new RegExp(message));
});
