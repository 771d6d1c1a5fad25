import { expect, test } from 'vitest';
import { PointCursor, pointRows } from '../../../extension/figure/point-cursor';

const data = [
  { type: 'scatter', x: [3, 1, 2, 1], y: [0, 5, 0, 4], neurons: ['31', '12', null, '11'] },
  { type: 'scatter', x: [1], y: [1] },
  { type: 'bar', x: ['a', 'b', 'c'], y: [1, 2, 3], neurons: [['11'], [], ['13']] },
];

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

function walk(keys: readonly string[], cursor = new PointCursor(data)): unknown[] {
  return keys.map(key => {
    const deed = cursor.deed({ ...plain, key });
    return deed && 'go' in deed ? [deed.go.curveNumber, deed.go.pointNumber] : deed;
  });
}

test('points that stand for neurons are in order from left to right, then upwards, trace by trace', () => {
  expect(pointRows(data).map(row => row.map(({ pointNumber }) => pointNumber))).toEqual([
    [3, 1, 0],
    [0, 2],
  ]);
});

test('arrows go along a trace and stop at its ends', () => {
  expect(walk(['ArrowLeft', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft'])).toEqual([
    [0, 3],
    [0, 1],
    [0, 0],
    [0, 0],
    [0, 1],
  ]);
});

test('up and down go to the nearest point of another trace that has neurons', () => {
  expect(walk(['End', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown'])).toEqual([
    [0, 0],
    [2, 2],
    // 'c', the third bar, is as far from 1 as from 3: the first of equals.
    [0, 3],
    [0, 3],
    [2, 0],
    [2, 0],
  ]);
});

test('Home, End and pages go far', () => {
  const xs = Array.from({ length: 40 }, (_, i) => i);
  const cursor = new PointCursor([{ x: xs, y: xs, neurons: xs.map(x => String(x + 1)) }]);
  expect(walk(['Home', 'PageDown', 'PageDown', 'PageUp', 'End', 'PageDown'], cursor)).toEqual([
    [0, 0],
    [0, 10],
    [0, 20],
    [0, 10],
    [0, 39],
    [0, 39],
  ]);
});

test('Enter and Space select where one is, with Shift or Ctrl beside what is selected; before that nothing', () => {
  const cursor = new PointCursor(data);
  expect(walk(['Enter'], cursor)).toEqual([undefined]);
  walk(['ArrowRight'], cursor);
  const pick = { curveNumber: 0, pointNumber: 3 };
  expect(walk(['Enter', ' '], cursor)).toEqual([
    { pick, add: false },
    { pick, add: false },
  ]);
  expect(cursor.deed({ ...plain, key: 'Enter', shiftKey: true })).toEqual({ pick, add: true });
  expect(cursor.deed({ ...plain, key: ' ', ctrlKey: true })).toEqual({ pick, add: true });
});

test('Escape selects nothing, and the next arrow begins again', () => {
  expect(walk(['End', 'Escape', 'Enter', 'ArrowRight'])).toEqual([[0, 0], { drop: true }, undefined, [0, 3]]);
});

test('keys of the page are left to it, and a figure without neurons has no key', () => {
  const cursor = new PointCursor(data);
  expect(walk(['a', 'Tab', 'constructor'], cursor)).toEqual([undefined, undefined, undefined]);
  expect(cursor.deed({ ...plain, key: 'ArrowRight', ctrlKey: true })).toBeUndefined();
  expect(cursor.deed({ ...plain, key: 'ArrowRight', altKey: true })).toBeUndefined();
  expect(walk(['ArrowRight', 'Escape'], new PointCursor([data[1]]))).toEqual([undefined, undefined]);
});
