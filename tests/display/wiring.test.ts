import { expect, test } from 'vitest';
import { fromEdges, groupMatrix } from '../../kernel-helpers/core/connectivity/index.js';
import { valueForms } from '../../kernel-helpers/display/value.js';

const wiring = fromEdges({ pre: [1n, 1n, 2n, 864691135571546917n], post: [2n, 864691135571546917n, 1n, 2n] });

test('a wiring diagram says how many cells, pairs and synapses it has, and what to do with it', () => {
  const lines = valueForms(wiring).text?.split('\n') ?? [];
  expect(lines.slice(0, 2)).toEqual([
    'Connectivity of 3 cells: 4 connected pairs (67 % of all), 4 synapses',
    'ids 1, 2, 864691135571546917',
  ]);
  expect(lines[2]).toContain('connectivity.edges(…)');
  expect(valueForms({ ...wiring, autapses: 7, outside: 1200 }).text).toContain(
    'left out: 7 synapses of a cell on itself, 1,200 synapses with others',
  );
});

test('a wiring diagram without cells divides by nothing', () => {
  expect(valueForms(fromEdges({ pre: [], post: [] })).text).toMatch(
    /^Connectivity of 0 cells: 0 connected pairs, 0 syn/,
  );
});

test('a matrix of groups is a table, a row for each presynaptic group', () => {
  const { text, html } = valueForms(groupMatrix(wiring, ['E', 'I', 'E'], { measure: 'probability' }));
  expect(text).toContain('probability, from \\ to');
  expect(text?.split('\n').filter(line => /^ *[EI] /.test(line))).toHaveLength(2);
  expect(html).toContain('<table');
});

test('names of groups are escaped', () => {
  expect(valueForms(groupMatrix(wiring, ['<b>', 'I', '<b>'])).html).not.toContain('<b>');
});

test('what only looks like one is shown as what it is', () => {
  expect(valueForms({ ...wiring, cellCount: 4 }).text).toBeUndefined();
  expect(valueForms({ rows: ['a'], columns: ['b'], values: new Float64Array(2), measure: 'm', unit: 'u' })).toEqual({});
});
