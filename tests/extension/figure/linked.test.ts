import { expect, test } from 'vitest';
import { isLinked, neuronsAt, selectedHere, selectedPoints } from '../../../extension/figure/linked';

const data = [
  { type: 'scatter', x: [1, 2, 3], neurons: ['11', null, '13'] },
  { type: 'scatter', x: [1] },
  { type: 'bar', x: [0, 1], neurons: [['11', '12'], ['13']] },
];

test('points tell the neurons they stand for, each once', () => {
  const points = [
    { curveNumber: 0, pointNumber: 0 },
    { curveNumber: 0, pointNumber: 1 },
    { curveNumber: 1, pointNumber: 0 },
    { curveNumber: 2, pointNumber: 0 },
    { curveNumber: 9, pointNumber: 0 },
  ];
  expect(neuronsAt(data, points)).toEqual(['11', '12']);
});

test('a bar is selected when one of its neurons is, and a trace without neurons stays as it is', () => {
  expect(selectedPoints(data, ['12', '99'])).toEqual([[], null, [0]]);
  expect(selectedPoints(data, ['13'])).toEqual([[2], null, [1]]);
});

test('a figure that has none of the selected neurons looks as ever', () => {
  expect(selectedPoints(data, ['99'])).toEqual([null, null, null]);
  expect(selectedPoints(data, [])).toEqual([null, null, null]);
});

test('each selected neuron of the figure is counted once', () => {
  expect(selectedHere(data, ['11', '13', '99'])).toBe(2);
});

test('only a figure with neurons is linked', () => {
  expect(isLinked(data)).toBe(true);
  expect(isLinked([data[1]])).toBe(false);
});
