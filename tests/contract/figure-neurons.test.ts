import { expect, test } from 'vitest';
import { neuronsFault } from '../../kernel-helpers/contract/figure-neurons.js';
import { validateFigure } from '../../kernel-helpers/contract/validate-figure.js';

test('a point stands for one neuron, several, or nobody', () => {
  expect(neuronsFault(['864691135571546917', ['1', '2'], null], 3)).toBeNull();
});

test('ids that are no 64-bit decimal strings, and lists of another length, are refused', () => {
  const expected = '64-bit ids as decimal strings, or null';
  expect(neuronsFault([1], 1)).toEqual({ received: '1', expected });
  expect(neuronsFault([['01']], 1)).toEqual({ received: '01', expected });
  expect(neuronsFault(['18446744073709551616'], 1)).toMatchObject({ expected });
  expect(neuronsFault(['1'], 2)).toEqual({ received: '1 entries', expected: 'one entry for each of 2 points' });
  expect(neuronsFault('1', 1)).toMatchObject({ expected: 'one entry for each of 1 points' });
});

test('a figure with such a list is not drawn, and the place is named', () => {
  const data = [{ type: 'scatter', x: [1], y: [1], neurons: ['x'] }];
  expect(() => validateFigure({ version: 1, title: '', caption: '', synthetic: false, data, layout: {} })).toThrow(
    'figure data[0].neurons is not drawable: received x, expected 64-bit ids as decimal strings, or null',
  );
});
