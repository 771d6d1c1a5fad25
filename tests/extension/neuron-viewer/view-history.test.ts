import { expect, test } from 'vitest';
import { ViewHistory } from '../../../extension/neuron-viewer/view-history';

test('steps are taken back and done again in order', () => {
  const history = new ViewHistory<{ a: number; b: number }>();
  expect(history.undo()).toBeUndefined();
  history.push({ before: { a: 0 }, after: { a: 1 } });
  history.push({ before: { b: 0 }, after: { b: 2 } });
  expect(history.undo()).toEqual({ b: 0 });
  expect(history.undo()).toEqual({ a: 0 });
  expect([history.canUndo, history.canRedo]).toEqual([false, true]);
  expect(history.redo()).toEqual({ a: 1 });
  expect(history.redo()).toEqual({ b: 2 });
  expect(history.redo()).toBeUndefined();
});

test('a new step forgets what was taken back', () => {
  const history = new ViewHistory<{ a: number }>();
  history.push({ before: { a: 0 }, after: { a: 1 } });
  history.undo();
  history.push({ before: { a: 0 }, after: { a: 5 } });
  expect(history.canRedo).toBe(false);
  expect(history.undo()).toEqual({ a: 0 });
});

test('steps that were no deeds of the reader are forgotten', () => {
  const history = new ViewHistory<{ a: number }>();
  history.push({ before: { a: 0 }, after: { a: 1 } });
  const { stepCount } = history;
  for (const a of [1, 2]) history.push({ before: { a }, after: { a: a + 1 } });
  history.forgetFrom(stepCount);
  expect([history.undo(), history.undo(), history.stepCount]).toEqual([{ a: 0 }, undefined, 0]);
});

test('only so many steps are kept', () => {
  const history = new ViewHistory<{ a: number }>();
  for (let a = 0; a < 250; a += 1) history.push({ before: { a }, after: { a: a + 1 } });
  let steps = 0;
  while (history.undo()) steps += 1;
  expect(steps).toBe(100);
});
