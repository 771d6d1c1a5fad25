import { expect, test } from 'vitest';
import { polarTuning } from '../../../kernel-helpers/display/figure/polar-tuning.js';

interface Trace {
  readonly mode: string;
  readonly x: number[];
  readonly y: number[];
}
const responses = [3, 5, 1, 1, 2, 2, 1, 1];
const directions = [0, 0, 90, 90, 180, 180, 270, 270];
const traces = () => polarTuning(responses, directions).payload.data as unknown as Trace[];

test('each mean stands in its direction, anticlockwise from the right, and the curve closes', () => {
  const curve = traces().find(trace => trace.mode === 'lines+markers') as Trace;
  [4, 0, -2, 0, 4].forEach((x, i) => {
    expect(curve.x[i]).toBeCloseTo(x, 12);
  });
  [0, 1, 0, -1, 0].forEach((y, i) => {
    expect(curve.y[i]).toBeCloseTo(y, 12);
  });
});

test('the line to the preferred direction is as long as the selectivity of the outer ring', () => {
  const arrow = traces().at(-1) as Trace;
  // gDSI = |4 - 2| / 8; the outer ring is the largest mean and its s.e.m., 5.
  expect(arrow.x[0]).toBe(0);
  expect(arrow.x[1]).toBeCloseTo(1.25, 10);
  expect(polarTuning(responses, directions).summary).toContain(
    'Preferred direction 0.0°, global direction selectivity 0.250, global orientation selectivity 0.500. Largest mean 4 at 0°.',
  );
});

test('a unit that does not answer has no direction', () => {
  expect(() => polarTuning([0, 0], [0, 90])).toThrow('polarTuning responses have no direction');
});
