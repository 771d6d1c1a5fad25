import { expect, test } from 'vitest';
import { checkFinite, placePositions, transformMesh } from '../../../kernel-helpers/formats/mesh/placement.js';

const placement = {
  originStored: [100.1, -3.7, 0],
  cellStored: [33.3, 12.5, 0.1],
  cell: [2, 0, 7],
  farSide: 1023,
  transform: [4, 0, 0, 10, 0, 4, 1, 20, 0, 0, 40, 30],
};
const fault = (i: number, problem: string, expected: string): Error =>
  new Error(`${i} ${problem}, expected ${expected}`);

test('a place is origin + cell size × (cell + number / far side), transformed', () => {
  const [x, y, z] = placePositions(Uint32Array.of(0, 1023, 341), placement, fault);
  expect(x).toBe(Math.fround(4 * (100.1 + 33.3 * 2) + 10));
  expect(y).toBeCloseTo(4 * (-3.7 + 12.5) + 0.1 * (7 + 1 / 3) + 20, 5);
  expect(z).toBeCloseTo(40 * 0.1 * (7 + 1 / 3) + 30, 5);
});

test('the far side of a cell is the near side of the next, to the last bit', () => {
  for (let cell = 0; cell < 500; cell++) {
    const far = placePositions(Uint32Array.of(1023, 1023, 1023), { ...placement, cell: [cell, cell, cell] }, fault);
    const next = [cell + 1, cell + 1, cell + 1];
    expect(placePositions(Uint32Array.of(0, 0, 0), { ...placement, cell: next }, fault)).toEqual(far);
  }
});

test.each([
  [Uint32Array.of(0, 0, 1024), '2 lies outside its cell, expected 0 to 1023'],
  [Uint32Array.of(0, 1024, 0), '1 lies outside its cell, expected 0 to 1023'],
  [Uint32Array.of(1024, 0, 0), '0 lies outside its cell, expected 0 to 1023'],
  [Int32Array.of(0, -1, 0), '1 lies outside its cell, expected 0 to 1023'],
  [Float32Array.of(Number.NaN, 0, 0), '0 lies outside its cell, expected 0 to 1023'],
])('%o is refused', (stored, message) => {
  expect(() => placePositions(stored, placement, fault)).toThrow(message);
});

test('without a placement numbers are nanometres, as long as they are finite', () => {
  expect(placePositions(Int32Array.of(-8, 0, 40), undefined, fault)).toEqual(Float32Array.of(-8, 0, 40));
  expect(() => placePositions(Float32Array.of(1, 2, Number.POSITIVE_INFINITY), undefined, fault)).toThrow(
    '2 is not finite, expected a finite number',
  );
  expect(() => checkFinite(Float32Array.of(0, Number.NaN), fault)).toThrow('1 is not finite');
});

test('a mesh is transformed, or left as it is by the identity', () => {
  const mesh = {
    vertexCount: 1,
    triangleCount: 0,
    positionsNm: Float32Array.of(1, 2, 3),
    triangles: new Uint32Array(),
  };
  expect(transformMesh(mesh, [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0])).toBe(mesh);
  expect(transformMesh(mesh, [0, 1, 0, 5, 0, 0, 1, 6, 1, 0, 0, 7]).positionsNm).toEqual(Float32Array.of(7, 9, 8));
});
