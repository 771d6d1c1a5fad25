import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type IIdBuffer,
  overlaid,
  pickAt,
  pickInside,
  pickNear,
} from '../../../../extension/neuron-viewer/picking/id-buffer';

/** Rows of letters: `.` nothing, `a` element 0 of item 0, `b` element 1, capitals of item 1. */
function bufferOf(...rows: readonly string[]): IIdBuffer {
  const letters = rows.join('');
  const numberOf = (letter: string): number => letter.toLowerCase().charCodeAt(0) - 96;
  return {
    widthPx: rows[0].length,
    heightPx: rows.length,
    elements: Uint32Array.from(letters, letter => (letter === '.' ? 0 : numberOf(letter))),
    items: Uint16Array.from(letters, letter => (letter !== '.' && letter === letter.toUpperCase() ? 1 : 0)),
  };
}

describe('what is at a pixel', () => {
  const buffer = bufferOf('..b', '.C.');

  test('is told by element and item, the first row at the top', () => {
    expect(pickAt(buffer, 2, 0)).toEqual({ item: 0, element: 1, x: 2, y: 0 });
    expect(pickAt(buffer, 1, 1)).toEqual({ item: 1, element: 2, x: 1, y: 1 });
    expect(pickAt(buffer, 0, 0)).toBeUndefined();
  });

  test('is nothing outside the picture', () => {
    for (const [x, y] of [
      [-1, 0],
      [3, 0],
      [0, 2],
      [2, -1],
    ])
      expect(pickAt(buffer, x, y)).toBeUndefined();
  });
});

describe('what is near a place', () => {
  test('is what is exactly there, whatever is nearer to the eye beside it', () => {
    const buffer = bufferOf('ab');
    expect(pickNear(buffer, [1.5, 0.5], 4, ({ element }) => element)?.element).toBe(1);
  });

  test('is else the nearest on the picture', () => {
    expect(pickNear(bufferOf('a....b..'), [4.2, 0.9], 4)?.element).toBe(1);
  });

  test('is of two as near the one in front', () => {
    const buffer = bufferOf('.a.b.');
    expect(pickNear(buffer, [2, 0], 4, ({ element }) => (element === 0 ? 7 : 3))?.element).toBe(1);
    expect(pickNear(buffer, [2, 0], 4, ({ element }) => (element === 0 ? 3 : 7))?.element).toBe(0);
  });

  test('is nothing farther away than the reach', () => {
    expect(pickNear(bufferOf('a.....'), [5, 0], 4)).toBeUndefined();
    expect(pickNear(bufferOf('a.....'), [4, 0], 4)?.element).toBe(0);
  });

  test('is for any picture as near as a search of all pixels finds', () => {
    const cell = fc.constantFrom('.', '.', '.', 'a', 'b', 'C');
    const row = fc.array(cell, { minLength: 9, maxLength: 9 }).map(letters => letters.join(''));
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 6, maxLength: 6 }),
        fc.nat(8),
        fc.nat(5),
        fc.nat(5),
        (rows, x, y, reach) => {
          const buffer = bufferOf(...rows);
          const distances: number[] = [];
          for (let v = 0; v < 6; v += 1)
            for (let u = 0; u < 9; u += 1) if (rows[v][u] !== '.') distances.push((u - x) ** 2 + (v - y) ** 2);
          const least = Math.min(...distances);
          const found = pickNear(buffer, [x, y], reach);
          if (least > reach * reach) expect(found).toBeUndefined();
          else expect(found && (found.x - x) ** 2 + (found.y - y) ** 2).toBe(least);
        },
      ),
    );
  });
});

describe('what is inside an outline', () => {
  const buffer = bufferOf('aa..', 'b..C', '...D');

  test('is every element with a pixel in it, once, by item', () => {
    const all = pickInside(buffer, [
      [0, 0],
      [4, 0],
      [4, 3],
      [0, 3],
    ]);
    expect([...all].map(([item, elements]) => [item, [...elements]])).toEqual([
      [0, [0, 1]],
      [1, [2, 3]],
    ]);
  });

  test('is only what the outline goes round', () => {
    const lower = pickInside(buffer, [
      [2, 1],
      [4, 1],
      [4, 2],
      [2, 2],
    ]);
    expect([...lower].map(([item, elements]) => [item, [...elements]])).toEqual([[1, [2]]]);
  });

  test('leaves out what a lasso goes round twice', () => {
    const spiral = pickInside(bufferOf('aaaaa', 'abbba', 'abcba', 'abbba', 'aaaaa'), [
      [0, 0],
      [5, 0],
      [5, 5],
      [0, 5],
      [0, 0],
      [1, 1],
      [1, 4],
      [4, 4],
      [4, 1],
      [1, 1],
    ]);
    expect([...(spiral.get(0) ?? [])]).toEqual([0]);
  });

  test('may reach outside the picture', () => {
    expect(
      pickInside(buffer, [
        [-9, -9],
        [90, -9],
        [90, 90],
        [-9, 90],
      ]).size,
    ).toBe(2);
  });
});

test('what lies over another picture hides it, and lets it show where there is nothing', () => {
  const { elements, items } = overlaid(bufferOf('a.B.'), bufferOf('CC.b'));
  expect([...elements]).toEqual([1, 3, 2, 2]);
  expect([...items]).toEqual([0, 1, 1, 0]);
});
