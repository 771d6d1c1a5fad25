import { expect, test } from 'vitest';
import { jupyterDisplay, type MimeBundle } from '../../../kernel-helpers/contract/mime.js';
import { nullResult } from '../../../kernel-helpers/core/nulls/null-result.js';
import { shown } from '../../../kernel-helpers/io/nulls/shown.js';

const run = {
  model: { name: 'degreePreserving', swapsPerEdge: 10 },
  statistic: 'reciprocalPairs',
  seed: 7,
  mixing: undefined,
  fingerprint: 'f',
};
const draws = Float64Array.from({ length: 1000 }, (_, i) => 20 + (i % 5));
const bundleOf = (value: object): MimeBundle => (value as Record<symbol, () => MimeBundle>)[jupyterDisplay]();

test('a result says what was observed, what the null has, and by which model, draws and seed', () => {
  const result = shown(
    nullResult({ ...run, n: 1000 }, { names: undefined, observed: [29], draws, expected: undefined }, 'none'),
  );
  const { 'text/plain': text, 'text/html': html } = bundleOf(result);
  expect(text.split('\n')).toEqual([
    'reciprocalPairs against degreePreserving, 1,000 draws, seed 7, swapsPerEdge 10',
    '  observed  null  95 % of draws  z  p',
    'reciprocalPairs  29  22 ± 1.415  20 to 24  4.95  0.002',
  ]);
  expect(html).toContain('aria-label="histogram of the draws; the line is the observed value, 29"');
  expect(String(html).match(/<rect /g)).toHaveLength(5);
  expect(Object.keys(result)).not.toContain('Jupyter.display');
  expect(Object.getOwnPropertySymbols({ ...result })).toEqual([]);
});

test('a family has a row a test, with adjusted p, and names from a notebook are escaped', () => {
  const both = Float64Array.from({ length: 40 }, (_, i) => i % 7);
  const found = { names: ['<b>1</b>', 'E → I'], observed: [3, 99], draws: both, expected: undefined };
  const { 'text/plain': text, 'text/html': html } = bundleOf(shown(nullResult({ ...run, n: 20 }, found, 'holm')));
  expect(text).toContain('p adjusted: holm');
  expect(text.split('\n')).toHaveLength(4);
  expect(html).not.toContain('<b>');
  expect(html).toContain('&lt;b&gt;1');
});

test('a formula without draws shows its mean alone', () => {
  const found = { names: undefined, observed: [29], draws: new Float64Array(0), expected: [17.8] };
  const { 'text/plain': text, 'text/html': html } = bundleOf(shown(nullResult({ ...run, n: 0 }, found, 'none')));
  expect(text).toContain('reciprocalPairs  29  17.8');
  expect(html).not.toContain('<svg');
});

test('swaps that were too few are said', () => {
  const mixing = {
    attempts: 1,
    acceptedFraction: 0.5,
    overlap: new Float64Array(2),
    restingOverlap: 0.1,
    mixed: false,
  };
  const found = { names: undefined, observed: [29], draws, expected: undefined };
  expect(bundleOf(shown(nullResult({ ...run, n: 1000, mixing }, found, 'none')))['text/plain']).toContain('not mixed');
});
