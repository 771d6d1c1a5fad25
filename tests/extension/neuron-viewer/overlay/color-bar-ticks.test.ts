import fc from 'fast-check';
import { expect, test } from 'vitest';
import { colorBarTicks } from '../../../../extension/neuron-viewer/overlay/color-bar-ticks';

const labels = (min: number, max: number, scale: 'linear' | 'log'): string[] =>
  colorBarTicks({ min, max, scale }).map(tick => tick.label);

test('a linear bar has ticks at round values within it', () => {
  expect(labels(0, 100, 'linear')).toEqual(['0', '25', '50', '75', '100']);
  expect(labels(3, 1870, 'linear')).toEqual(['500', '1,000', '1,500']);
  expect(labels(-0.2, 0.2, 'linear')).toEqual(['−0.2', '−0.1', '0', '0.1', '0.2']);
});

test('a logarithmic bar has powers of ten, finer steps where those are few, its ends where there are none', () => {
  expect(labels(1, 1000, 'log')).toEqual(['1', '10', '100', '1,000']);
  expect(labels(1e-6, 1e6, 'log').length).toBeLessThanOrEqual(4);
  expect(labels(3, 40, 'log')).toEqual(['5', '10', '20']);
  expect(labels(3, 4, 'log')).toEqual(['3', '4']);
});

test('ticks stand where their values are', () => {
  expect(colorBarTicks({ min: 1, max: 100, scale: 'log' }).map(tick => tick.place)).toEqual([0, 0.5, 1]);
  expect(colorBarTicks({ min: 0, max: 80, scale: 'linear' }).map(tick => tick.place)).toEqual([0, 0.25, 0.5, 0.75, 1]);
});

test('a bar of one value has one tick in its middle', () => {
  expect(colorBarTicks({ min: 7, max: 7, scale: 'linear' })).toEqual([{ value: 7, place: 0.5, label: '7' }]);
});

test('ticks of any bar lie on it, in order, and differ in what they say', () => {
  const end = fc.double({ min: 1e-4, max: 1e5, noNaN: true });
  fc.assert(
    fc.property(
      end,
      fc.double({ min: 1.05, max: 1e6, noNaN: true }),
      fc.constantFrom('linear', 'log'),
      (min, factor, scale) => {
        const ticks = colorBarTicks({ min, max: min * factor, scale: scale as 'linear' | 'log' });
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThan(9);
        for (const { place } of ticks) expect(place >= -1e-6 && place <= 1 + 1e-6).toBe(true);
        ticks.slice(1).forEach((tick, i) => {
          expect(tick.place).toBeGreaterThan(ticks[i].place);
        });
      },
    ),
  );
});
