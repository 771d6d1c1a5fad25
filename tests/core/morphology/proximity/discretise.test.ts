import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cableLengthNm, discretise } from '../../../../kernel-helpers/core/morphology/index.js';
import { InvalidArgumentError } from '../../../../kernel-helpers/errors.js';
import { slowPieces } from '../../../reference/co-travel.js';
import { always } from '../../../reference/properties.js';
import { anyCable, flat, skeleton } from './cables.js';

describe('discretise', () => {
  test('cuts an edge into the fewest equal pieces that keep the step', () => {
    const cut = discretise({ positionsNm: [0, 0, 0, 2500, 0, 0], edges: [0, 1] }, { stepNm: 1000 });
    expect([...cut.lengthsNm].map(Math.round)).toEqual([833, 833, 833]);
    expect([...cut.pieces]).toEqual([0, 2, 2, 3, 3, 1]);
    expect(cut).toMatchObject({ pointCount: 4, pieceCount: 3 });
    expect(discretise({ positionsNm: [0, 0, 0, 2000, 0, 0], edges: [0, 1] }, { stepNm: 1000 }).pieceCount).toBe(2);
  });

  test('gives the pieces of the definition, whatever the graph', () => {
    always(
      fc.property(anyCable, fc.constantFrom(0.5, 1, 3, 100), (cable, stepNm) => {
        const cut = discretise(flat(cable), { stepNm });
        const at = (p: number): number[] => [...cut.positionsNm.subarray(3 * p, 3 * p + 3)];
        const found = Array.from({ length: cut.pieceCount }, (_, i) => ({
          from: at(cut.pieces[2 * i]),
          to: at(cut.pieces[2 * i + 1]),
        }));
        expect(found).toEqual(slowPieces(cable, stepNm).map(({ from, to }) => ({ from: [...from], to: [...to] })));
        expect(at(0)).toEqual(cable.places[0]);
      }),
    );
  });

  test('keeps the length of the cable, and every node at its index', () => {
    const cell = skeleton([0, 0, 0, -1, 1], [0, 3100, 0, 0, 2], [50, 3100, 700, 1, 2], [0, -900, 0, 0, 3]);
    const cut = discretise(cell, { stepNm: 250 });
    expect(cut.lengthsNm.reduce((a, b) => a + b)).toBeCloseTo(cableLengthNm(cell), 8);
    expect(Array.from(cut.positionsNm.subarray(0, 12))).toEqual(Array.from(cell.positionsNm));
    expect(Math.max(...cut.lengthsNm)).toBeLessThanOrEqual(250 * (1 + 1e-12));
  });

  test('takes the compartments asked for, an edge with its child', () => {
    const cell = skeleton([0, 0, 0, -1, 1], [0, 1000, 0, 0, 2], [0, 1500, 0, 1, 2], [0, -700, 0, 0, 3]);
    const lengthOf = (compartments?: number[]): number =>
      discretise(cell, { stepNm: 100, compartments }).lengthsNm.reduce((a, b) => a + b, 0);
    expect([lengthOf(), lengthOf([2]), lengthOf([3, 4]), lengthOf([1])].map(Math.round)).toEqual([2200, 1500, 700, 0]);
  });

  test('rounds points to whole nm, halves to the even one, where it is told to', () => {
    const { positionsNm, lengthsNm } = discretise(
      { positionsNm: [0.5, 1.5, -0.5, 2.5, 1.49, -1.5], edges: [0, 1] },
      { stepNm: 100, roundToNm: 1 },
    );
    expect(Array.from(positionsNm, value => value + 0)).toEqual([0, 2, 0, 2, 1, -2]);
    expect(lengthsNm[0]).toBe(3);
    const fives = discretise({ positionsNm: [7, 8, 12.5], edges: [] }, { stepNm: 1, roundToNm: 5 });
    expect(Array.from(fives.positionsNm)).toEqual([5, 10, 10]);
  });

  test('an edge of no length is a piece of no length; a lone node and an empty skeleton have none', () => {
    expect([...discretise({ positionsNm: [1, 1, 1, 1, 1, 1], edges: [0, 1] }, { stepNm: 9 }).lengthsNm]).toEqual([0]);
    expect(discretise(skeleton([1, 2, 3, -1, 1]), { stepNm: 9 })).toMatchObject({ pointCount: 1, pieceCount: 0 });
    expect(discretise(skeleton(), { stepNm: 9 })).toMatchObject({ pointCount: 0, pieceCount: 0 });
  });

  test('refuses steps that are none or far too short, and graphs that are none', () => {
    const line = { positionsNm: [0, 0, 0, 1e6, 0, 0], edges: [0, 1] };
    for (const stepNm of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => discretise(line, { stepNm })).toThrow(InvalidArgumentError);
    }
    expect(() => discretise(line, { stepNm: 1, roundToNm: 0 })).toThrow(/roundToNm is not a length: received 0/);
    expect(() => discretise(line, { stepNm: 1e-6 })).toThrow(/stepNm makes too many pieces: received 0.000001/);
    expect(() => discretise({ ...line, edges: [0, 2] }, { stepNm: 1 })).toThrow(
      /edge 0 leads nowhere: received node 2/,
    );
    expect(() => discretise({ ...line, edges: [0, 0.5] }, { stepNm: 1 })).toThrow(/edge 0 leads nowhere/);
    expect(() => discretise({ ...line, edges: [0] }, { stepNm: 1 })).toThrow(/not pairs of nodes: received 1 numbers/);
    expect(() => discretise({ positionsNm: [0, Number.NaN, 0], edges: [] }, { stepNm: 1 })).toThrow(
      /discretise skeleton of point 0 .* NaN for y/,
    );
    expect(() => discretise(line, { stepNm: 1, compartments: [2] })).toThrow(/has no compartments/);
    expect(() => discretise({ ...skeleton([0, 0, 0, -1, 1]), parents: Int32Array.of(4) }, { stepNm: 1 })).toThrow(
      /leads nowhere: received node 4, expected 0 to 0/,
    );
  });
});
