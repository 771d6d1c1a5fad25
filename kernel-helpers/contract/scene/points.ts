/** Points to packed points and back. The numbers' layout is told in `scene.ts`. */

import { FormatError, InvalidArgumentError } from '../../errors.js';
import { packBytes, toBytePlanes, uint16Steps, uint32Steps, unpackSteps } from '../bytes.js';
import { atOnce, EVERY, type Steps } from '../steps.js';
import { codeSteps } from './paint.js';
import { positionGrid, quantise, radiiSteps, radiusCode, radiusScale } from './quantised.js';
import type { PackedPoints, ScenePoints } from './scene.js';

/** Point i lies at `positionsNm[3*i + k]`; every other array, where there is one, is as long as there are points. */
export interface PointColumns {
  readonly positionsNm: Float32Array;
  readonly radiiNm?: Float32Array;
  readonly ids?: BigUint64Array;
  readonly partners?: BigUint64Array;
  /** Index of the point's cell in the scene's cells, -1 for none. */
  readonly cells?: Int32Array;
  /** 0 none, 1 an output of its cell, 2 an input. */
  readonly sides?: Uint8Array;
}

export interface DecodedPoints extends PointColumns {
  readonly kind: 'points';
  readonly item: ScenePoints;
  readonly count: number;
  readonly paintCodes?: Uint8Array;
}

/**
 * Points as they are stored, in the order given (which compresses best when neighbours in space are neighbours here).
 *
 * @throws {InvalidArgumentError} when columns differ in length, or a coordinate or radius is not finite.
 */
export function packPoints(points: PointColumns): PackedPoints {
  const count = points.positionsNm.length / 3;
  const { radiiNm, ids, partners, cells, sides } = points;
  for (const [name, column] of Object.entries({ radiiNm, ids, partners, cells, sides })) {
    if (column === undefined || column.length === count) continue;
    throw new InvalidArgumentError(
      `scene points do not fit: received ${column.length} ${name} for ${count} positions, expected one each`,
      { argument: 'points' },
    );
  }
  const where = (_: number, i: number): string => `point ${i}`;
  const grid = positionGrid([points.positionsNm], where);
  const positions = new Uint16Array(3 * count);
  const before = [0, 0, 0];
  for (let i = 0; i < 3 * count; i += 1) {
    const k = i % 3;
    const q = quantise(grid, points.positionsNm[i], k);
    positions[i] = q - before[k];
    before[k] = q;
  }
  const scale = radiiNm && radiusScale([radiiNm], where);
  return {
    count,
    ...grid,
    positions: packBytes(toBytePlanes(positions)),
    ...(radiiNm && scale
      ? { radii: { ...scale, codes: packBytes(Uint8Array.from(radiiNm, radius => radiusCode(scale, radius))) } }
      : {}),
    ...(ids ? { ids: packBytes(idPlanes(ids)) } : {}),
    ...(partners ? { partners: packBytes(idPlanes(partners)) } : {}),
    ...(cells ? { cells: packBytes(toBytePlanes(Uint32Array.from(cells, cell => cell + 1))) } : {}),
    ...(sides ? { sides: packBytes(sides) } : {}),
  };
}

/**
 * Checked points unpacked.
 *
 * @throws {FormatError} when the arrays are not what the count promises; the message names the field.
 */
export function unpackPoints(item: ScenePoints, at: string, cellCount: number): DecodedPoints {
  return atOnce(pointSteps(item, at, cellCount));
}

/** As {@link unpackPoints}, in pieces. */
export function* pointSteps(item: ScenePoints, at: string, cellCount: number): Steps<DecodedPoints> {
  const { packed } = item;
  const { count, originNm, stepNm } = packed;
  const field = (name: 'positions' | 'ids' | 'partners' | 'cells' | 'sides', bytes: number): Steps<Uint8Array> =>
    unpackSteps(packed[name] ?? '', bytes * count, `${at}.packed.${name}`);
  const positions = yield* uint16Steps(yield* field('positions', 6));
  const positionsNm = new Float32Array(3 * count);
  for (let i = 0; i < 3 * count; i += 1) {
    if (i >= 3) positions[i] += positions[i - 3];
    positionsNm[i] = originNm[i % 3] + positions[i] * stepNm[i % 3];
    if ((i & EVERY) === EVERY) yield;
  }
  const radii =
    packed.radii &&
    (yield* radiiSteps(packed.radii, yield* unpackSteps(packed.radii.codes, count, `${at}.packed.radii`)));
  const ids = packed.ids === undefined ? undefined : yield* idsFromPlanes(yield* field('ids', 8));
  const partners = packed.partners === undefined ? undefined : yield* idsFromPlanes(yield* field('partners', 8));
  const cells = packed.cells === undefined ? undefined : yield* cellSteps(yield* field('cells', 4), at, cellCount);
  const sides = packed.sides === undefined ? undefined : yield* field('sides', 1);
  const straySide = sides?.findIndex(side => side > 2) ?? -1;
  if (straySide >= 0) throw stray(`${at}.packed.sides`, straySide, sides?.[straySide], '0, 1 or 2');
  const paintCodes = yield* codeSteps(item.paint, count, at);
  return {
    kind: 'points',
    item,
    count,
    positionsNm,
    ...(radii ? { radiiNm: radii } : {}),
    ...(ids ? { ids } : {}),
    ...(partners ? { partners } : {}),
    ...(cells ? { cells } : {}),
    ...(sides ? { sides } : {}),
    ...(paintCodes ? { paintCodes } : {}),
  };
}

/** Stored is the index + 1, 0 for none. */
function* cellSteps(planes: Uint8Array, at: string, cellCount: number): Steps<Int32Array> {
  const cells = new Int32Array(yield* uint32Steps(planes));
  for (let i = 0; i < cells.length; i += 1) {
    cells[i] -= 1;
    if (cells[i] >= cellCount || cells[i] < -1) {
      throw stray(`${at}.packed.cells`, i, cells[i], `less than ${cellCount}`);
    }
    if ((i & EVERY) === EVERY) yield;
  }
  return cells;
}

function stray(at: string, i: number, received: unknown, expected: string): FormatError {
  return new FormatError(`neuron scene ${at} is out of range at ${i}: received ${received}, expected ${expected}`, {
    format: 'neuron scene',
    at: `${at}[${i}]`,
  });
}

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The low half's four planes, then the high half's. */
function idPlanes(ids: BigUint64Array): Uint8Array {
  // Its bytes as they lie in memory: arithmetic with a million bigints takes a second.
  const bytes = new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength);
  const planes = new Uint8Array(bytes.length);
  for (let k = 0; k < 8; k += 1) {
    const inMemory = littleEndian ? k : 7 - k;
    for (let i = 0; i < ids.length; i += 1) planes[k * ids.length + i] = bytes[8 * i + inMemory];
  }
  return planes;
}

function* idsFromPlanes(planes: Uint8Array): Steps<BigUint64Array> {
  const ids = new BigUint64Array(planes.length / 8);
  const bytes = new Uint8Array(ids.buffer);
  for (let k = 0; k < 8; k += 1) {
    const inMemory = littleEndian ? k : 7 - k;
    for (let i = 0; i < ids.length; i += 1) {
      bytes[8 * i + inMemory] = planes[k * ids.length + i];
      if ((i & EVERY) === EVERY) yield;
    }
  }
  return ids;
}
