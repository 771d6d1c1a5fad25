import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Ancestry, watchParent } from '../../kernel-helpers/kernel/parent.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A kernel whose parent is process 70 at first, on a machine where 1 and those in `living` live. */
function kernelOn(platform: NodeJS.Platform, living: number[] = [70, 80]) {
  const machine = { parent: 70, living: new Set(living) };
  const ancestry: Ancestry = { platform, parent: () => machine.parent, isAlive: pid => machine.living.has(pid) };
  return { machine, ancestry };
}

test('a kernel that was given to another parent has lost its starter', () => {
  const { machine, ancestry } = kernelOn('linux');
  const gone = vi.fn();
  watchParent('70', gone, ancestry);
  vi.advanceTimersByTime(5000);
  expect(gone).not.toHaveBeenCalled();
  machine.parent = 1; // and 70 is somebody else by now
  vi.advanceTimersByTime(5000);
  expect(gone).toHaveBeenCalledTimes(1);
});

test('a starter that is no direct parent is watched by its id', () => {
  const { machine, ancestry } = kernelOn('darwin');
  const gone = vi.fn();
  watchParent('80', gone, ancestry);
  vi.advanceTimersByTime(5000);
  expect(gone).not.toHaveBeenCalled();
  machine.living.delete(80);
  vi.advanceTimersByTime(5000);
  expect(gone).toHaveBeenCalledTimes(1);
});

test('on Windows the variable holds a handle, and the parent is asked for', () => {
  const { machine, ancestry } = kernelOn('win32');
  const gone = vi.fn();
  watchParent('1234', gone, ancestry);
  vi.advanceTimersByTime(5000);
  expect(gone).not.toHaveBeenCalled();
  machine.living.delete(70); // the id of the parent stays
  vi.advanceTimersByTime(5000);
  expect(gone).toHaveBeenCalledTimes(1);
});

test.each([undefined, '', 'nobody', '0', '1'])('with %j there is no starter to watch', told => {
  const { ancestry } = kernelOn('linux', []);
  const gone = vi.fn();
  watchParent(told, gone, ancestry);
  vi.advanceTimersByTime(5000);
  expect(gone).not.toHaveBeenCalled();
});

test('a watch can be ended', () => {
  const { ancestry } = kernelOn('linux', []);
  const gone = vi.fn();
  watchParent('80', gone, ancestry)();
  vi.advanceTimersByTime(5000);
  expect(gone).not.toHaveBeenCalled();
});
