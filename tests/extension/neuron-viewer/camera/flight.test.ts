import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ICamera } from '../../../../extension/neuron-viewer/camera/camera';
import { Flight } from '../../../../extension/neuron-viewer/camera/flight';

const home: ICamera = {
  target: [0, 0, 0],
  azimuth: 0,
  elevation: 0,
  roll: 0,
  distance: 100,
  projection: 'perspective',
};
const left = { ...home, azimuth: 1 };
const near = { ...home, distance: 10 };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] });
  vi.stubGlobal('requestAnimationFrame', (turn: () => void) => setTimeout(turn, 16));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a flight says where it goes until it is there', () => {
  const flight = new Flight();
  const seen: [number, boolean][] = [];
  flight.begin(home, left, false, ({ azimuth }, arrived) => seen.push([azimuth, arrived]));
  vi.advanceTimersByTime(160);
  expect(flight.goal).toBe(left);
  expect(seen.at(-1)?.[0]).toBeGreaterThan(0.3);
  vi.advanceTimersByTime(400);
  expect(flight.goal).toBeUndefined();
  expect(seen.at(-1)).toEqual([1, true]);
  expect(seen.filter(([, arrived]) => arrived)).toHaveLength(1);
});

test('another flight, or a hand, takes its place', () => {
  const flight = new Flight();
  const arrived: ICamera[] = [];
  const show = (camera: ICamera, isThere: boolean): void => {
    if (isThere) arrived.push(camera);
  };
  flight.begin(home, left, false, show);
  vi.advanceTimersByTime(100);
  flight.begin(home, near, false, show);
  expect(flight.goal).toBe(near);
  vi.advanceTimersByTime(1000);
  flight.begin(near, left, false, show);
  flight.end();
  vi.advanceTimersByTime(1000);
  expect(arrived).toEqual([near]);
});

test('who wants no motion is there at once', () => {
  const flight = new Flight();
  const seen: unknown[] = [];
  flight.begin(home, left, true, (camera, arrived) => seen.push([camera, arrived, flight.goal]));
  expect(seen).toEqual([[left, true, undefined]]);
});
