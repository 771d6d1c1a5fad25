import { expect, test } from 'vitest';
import { valueForms } from '../../kernel-helpers/display/value.js';

const bins = {
  binCount: 3,
  edgesNm: Float64Array.of(0, 1, 2, 3),
  pairs: Uint32Array.of(10, 20, 30),
  probability: Float64Array.of(0.5, 0.25, Number.NaN),
  label: ['near', 'middle', 'far'],
  axes: 'xz',
  predict: () => 1,
};

test('an object of equally long typed arrays is a table, with its other fields below', () => {
  const { html, text } = valueForms(bins);
  expect(text).toBeUndefined();
  expect([...String(html).matchAll(/<th scope="col"[^>]*>(\w+)/g)].map(([, name]) => name)).toEqual([
    'pairs',
    'probability',
    'label',
  ]);
  expect(String(html).match(/<tr>/g)).toHaveLength(4);
  expect(html).toContain('binCount 3 · edgesNm');
  expect(html).toContain('axes xz');
  expect(html).not.toContain('predict');
});

test('one column, arrays of one number, lists alone and instances of classes are no table', () => {
  class Result {
    a = new Float64Array(3);
    b = new Float64Array(3);
  }
  const others = [
    { a: new Float64Array(3) },
    { a: new Float64Array(1), b: new Float64Array(1) },
    { a: [1, 2], b: [3, 4] },
    { a: new Float64Array(3), b: new Float64Array(4) },
    new Result(),
  ];
  expect(others.filter(value => valueForms(value).html !== undefined)).toEqual([]);
});

test('text of a notebook is escaped, and getters are not called', () => {
  const { html } = valueForms({
    '<b>a': Float64Array.of(1, 2),
    b: Float64Array.of(1, 2),
    note: '<script>',
    get lazy() {
      throw new Error('called');
    },
  });
  expect(html).not.toMatch(/<b>|<script>/);
  expect(html).toContain('lazy [getter]');
});

test('of many rows only the shown ones are read', () => {
  const { html } = valueForms({ a: new Float64Array(1e6), b: new Uint8Array(1e6) });
  expect(String(html).match(/<tr>/g)?.length).toBeLessThan(30);
});
