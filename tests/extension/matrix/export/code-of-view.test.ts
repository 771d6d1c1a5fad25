import { describe, expect, test } from 'vitest';
import { codeOfView } from '../../../../extension/matrix/export/code-of-view';
import type { MatrixView } from '../../../../kernel-helpers/contract/matrix/matrix.js';

const view: MatrixView = {
  rows: { by: 'cell', sort: ['type', 'outputs'] },
  columns: { by: "a 'b'", sort: [] },
  transposed: true,
  measure: 'fraction of output',
  scale: 'log',
  limits: [0.1, 20],
  window: [0, 10.123456, 2, 5],
};
const looks = `  view: {
    rows: { by: 'cell', sort: ['type', 'outputs'] },
    columns: { by: 'a \\'b\\'', sort: [] },
    transposed: true,
    measure: 'fraction of output',
    scale: 'log',
    limits: [0.1, 20],
    window: [0, 10.12, 2, 5],
  },
})`;

describe('the code of a view is the call in the cell, looked at as it is now', () => {
  test.each([
    ['with options', 'const a = 1;\nmatrix(wiring, { groups: { type } })', '  ...{ groups: { type } },\n'],
    ['without', 'matrix(wiring)', ''],
    ['with a trailing comma', 'matrix(\n  wiring,\n)', ''],
    ['with options by name', 'matrix(wiring, options);', '  ...options,\n'],
    ['with options worked out', 'matrix(wiring, make({ a: [1, 2] }))', '  ...(make({ a: [1, 2] })),\n'],
    ['that is the last of several', 'matrix(other);\nmatrix(wiring)', ''],
    ['beside one in a comment', 'matrix(wiring) // matrix(other)', ''],
    ['beside one in words', "matrix(wiring, { title: 'matrix(a, b)' })", "  ...{ title: 'matrix(a, b)' },\n"],
    ['beside what only sounds like it', 'matrix(wiring); toMatrix(x); a.matrix(y); groupmatrix(z)', ''],
    ['that is not there', 'show()', ''],
    ['that is never closed', 'matrix(other, {', ''],
  ])('%s', (_, source, spread) => {
    expect(codeOfView(source, view)).toBe(`matrix(wiring, {\n${spread}${looks}`);
  });

  test('short where there is little to say', () => {
    const plain: MatrixView = {
      rows: { by: 'type', sort: [] },
      columns: { by: 'type', sort: [] },
      measure: 'synapses',
      scale: 'linear',
    };
    expect(codeOfView('matrix(connectivity.fromEdges({ pre, post }), {})', plain)).toBe(
      "matrix(connectivity.fromEdges({ pre, post }), {\n  ...{},\n  view: {\n    rows: { by: 'type', sort: [] },\n    columns: { by: 'type', sort: [] },\n    measure: 'synapses',\n    scale: 'linear',\n  },\n})",
    );
  });
});
