import { expect, test } from 'vitest';
import { createRandom } from '../../../kernel-helpers/core/random.js';
import { CELL_TYPES } from '../../../kernel-helpers/core/sample/cell-types.js';
import { placeCells } from '../../../kernel-helpers/core/sample/place-cells.js';

test('shares of the types add up to one', () => {
  expect(CELL_TYPES.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
});

test.each([1, 11, 37, 300, 1001])('of %d cells every one is placed', cellCount => {
  expect(placeCells(createRandom(1), cellCount)).toHaveLength(cellCount);
});

test('every type has its share within one cell', () => {
  const cells = placeCells(createRandom(1), 300);
  for (const traits of CELL_TYPES) {
    const count = cells.filter(cell => cell.traits === traits).length;
    expect(Math.abs(count - 300 * traits.share)).toBeLessThan(1);
  }
});

test('cells come by depth, within the depths of their type, and their somata do not overlap', () => {
  const cells = placeCells(createRandom(1), 300);
  cells.forEach((cell, i) => {
    expect(cell.y).toBeGreaterThanOrEqual(cell.traits.fromUm);
    expect(cell.y).toBeLessThan(cell.traits.toUm);
    if (i > 0) expect(cell.y).toBeGreaterThanOrEqual(cells[i - 1].y);
    const gaps = cells
      .slice(0, i)
      .map(other => Math.hypot(cell.x - other.x, cell.y - other.y, cell.z - other.z) - other.somaRadiusUm);
    expect(Math.min(...gaps)).toBeGreaterThan(cell.somaRadiusUm);
  });
});

test('a number of cells that cannot be is refused', () => {
  expect(() => placeCells(createRandom(1), 0)).toThrow(
    'growColumn cellCount is not valid: received 0, expected a whole number from 1 to 5000',
  );
  expect(() => placeCells(createRandom(1), 2.5)).toThrow('received 2.5');
});
