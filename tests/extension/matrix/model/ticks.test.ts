import { expect, test } from 'vitest';
import type { IShownSide, ISpan } from '../../../../extension/matrix/model/side';
import { ticksOf } from '../../../../extension/matrix/model/ticks';

const side = (count: number, spans: readonly ISpan[] = []): IShownSide => ({
  by: 'cell',
  count,
  place: new Int32Array(0),
  offsets: new Uint32Array(0),
  cells: new Uint32Array(0),
  spans,
});
const name = (row: number): string => `cell ${row}`;
const span = (text: string, start: number, end: number): ISpan => ({ name: text, color: '#000000', start, end });

test('rows that are high enough have their names, long ones shortened, ids from the front', () => {
  expect(ticksOf(side(1), () => '864691135571546917', 0, 1, 60)[0].label).toBe('…571546917');
  expect(ticksOf(side(3), name, 0, 3, 60)).toEqual([
    { at: 0.5, label: 'cell 0' },
    { at: 1.5, label: 'cell 1' },
    { at: 2.5, label: 'cell 2' },
  ]);
  expect(ticksOf(side(1), () => 'x'.repeat(40), 0, 1, 60)[0].label).toBe(`${'x'.repeat(25)}…`);
});

test('else groups are named in the middle of what is seen of them, and not over each other', () => {
  const spans = [span('A', 0, 400), span('B', 400, 402), span('C', 402, 800)];
  expect(ticksOf(side(800, spans), name, 100, 800, 300)).toEqual([
    { at: 250, label: 'A' },
    { at: 401, label: 'B' },
    { at: 601, label: 'C' },
  ]);
  expect(ticksOf(side(800, spans), name, 390, 800, 40).map(({ label }) => label)).toEqual(['A', 'C']);
});

test('without groups, round numbers of rows from 1', () => {
  expect(ticksOf(side(5000), name, 0, 5000, 520).map(({ at, label }) => [at, label])).toEqual([
    [499.5, '500'],
    [999.5, '1,000'],
    [1499.5, '1,500'],
    [1999.5, '2,000'],
    [2499.5, '2,500'],
    [2999.5, '3,000'],
    [3499.5, '3,500'],
    [3999.5, '4,000'],
    [4499.5, '4,500'],
    [4999.5, '5,000'],
  ]);
});
