import { describe, expect, test } from 'vitest';
import { codeOfView } from '../../../../extension/matrix/export/code-of-view';
import type { MatrixView } from '../../../../kernel-helpers/contract/matrix/matrix.js';
import type { NullChoice } from '../../../../kernel-helpers/contract/matrix/null-choice.js';

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

describe('what a reader chose to compare with is drawn again', () => {
  const compared: MatrixView = {
    rows: { by: 'type', sort: [] },
    columns: { by: 'type', sort: [] },
    measure: 'synapses',
    against: { null: 1, show: 'ratio' },
    scale: 'linear',
  };
  const choice: NullChoice = { model: 'chungLu', grouping: 'type', of: 'connections', draws: 200, seed: 7 };
  const code = (source: string, more: Partial<NullChoice> = {}, before: readonly object[] = []): string =>
    codeOfView(source, { ...compared, against: { null: before.length, show: 'ratio' } }, [
      ...before,
      { choice: { ...choice, ...more } },
    ]);
  const head = (text: string): string => text.slice(0, text.indexOf('  view: {'));

  test('before the matrix that shows it, with options that were written out under a name', () => {
    expect(code('matrix(wiring, { groups, scale: "log" })')).toBe(
      `const options = { groups, scale: "log" } as const;
const compared = await nulls.chungLu(wiring, {
  statistic: 'blockCounts',
  groups: options.groups.type,
  draws: 200,
  seed: 7,
});
matrix(wiring, {
  ...options,
  nulls: compared,
  view: {
    rows: { by: 'type', sort: [] },
    columns: { by: 'type', sort: [] },
    measure: 'synapses',
    against: { null: 0, show: 'ratio' },
    scale: 'linear',
  },
})`,
    );
  });

  test('with names that the cell does not have yet, and a wiring worked out once', () => {
    const source = 'const compared = 1, options = {};\nmatrix(connectivity.fromEdges(edges), { ...options, groups })';
    expect(head(code(source, { of: 'synapses' }))).toBe(`const wiring = connectivity.fromEdges(edges);
const options2 = { ...options, groups } as const;
const compared2 = await nulls.chungLu(wiring, {
  statistic: 'blockSynapses',
  groups: options2.groups.type,
  draws: 200,
  seed: 7,
});
matrix(wiring, {
  ...options2,
  nulls: compared2,
`);
  });

  test('with the groups and places that the model keeps, and behind what code compared', () => {
    const more = { model: 'distanceType', types: "a 'b'" } as const;
    expect(head(code('matrix(wiring, made)', more, [{}]))).toBe(`const compared = await nulls.distanceType(wiring, {
  statistic: 'blockCounts',
  groups: made.groups!.type,
  cellTypes: made.groups!['a \\'b\\''],
  positionsNm: made.positionsNm!,
  draws: 200,
  seed: 7,
});
matrix(wiring, {
  ...made,
  nulls: [...[made.nulls!].flat(), compared],
`);
  });

  test('but not while the measure itself is shown', () => {
    const { against: _, ...plain } = compared;
    expect(codeOfView('matrix(wiring, made)', plain, [{ choice }])).toMatch(
      /^matrix\(wiring, \{\n {2}\.\.\.made,\n {2}view/,
    );
  });
});
