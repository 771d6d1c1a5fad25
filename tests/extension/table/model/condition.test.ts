import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CellValue, IColumn } from '../../../../extension/table/model/column.js';
import { parseCondition } from '../../../../extension/table/model/condition.js';

function through(text: string, kind: IColumn['kind'], values: CellValue[]): CellValue[] | string {
  const condition = parseCondition(text, kind);
  if (condition === undefined) return values;
  return 'problem' in condition ? `${condition.problem}: ${condition.word}` : values.filter(condition.test);
}

describe('numbers', () => {
  const values = [1, 2.5, 100, -3, null, Number.NaN];
  test.each([
    ['> 2', [2.5, 100]],
    ['<=1', [1, -3]],
    ['2.5', [2.5]],
    ['!= 1', [2.5, 100, -3]],
    ['-3..2.5', [1, 2.5, -3]],
    ['1e2', [100]],
    ['null', [null, Number.NaN]],
    ['not null', [1, 2.5, 100, -3]],
    ['', values],
    ['> many', 'number: many'],
    ['1..x', 'number: x'],
    ['>', 'number: '],
  ])('%s', (text, expected) => {
    expect(through(text, 'number', values)).toEqual(expected);
  });
});

test('ids are compared in all their digits', () => {
  const ids = [864691135000000001n, 864691135000000002n, 18446744073709551615n, null];
  expect(through('= 864691135000000002', 'integer', ids)).toEqual([864691135000000002n]);
  expect(through('> 864691135000000001', 'integer', ids)).toEqual([864691135000000002n, 18446744073709551615n]);
  expect(through('> 1.5', 'integer', ids)).toBe('whole: 1.5');
  expect(through('1,000..2,000', 'integer', [999n, 1500n])).toEqual([1500n]);
});

test('a word is looked for anywhere, = wants the whole text', () => {
  const texts = ['layer 2', 'Layer 23', 'none', null];
  expect(through('layer 2', 'text', texts)).toEqual(['layer 2', 'Layer 23']);
  expect(through('= layer 2', 'text', texts)).toEqual(['layer 2']);
  expect(through('!= none', 'text', texts)).toEqual(['layer 2', 'Layer 23']);
  expect(through('> 3', 'text', texts)).toBe('order: >');
});

test('true and false', () => {
  expect(through('true', 'boolean', [true, false, null])).toEqual([true]);
  expect(through('!= true', 'boolean', [true, false, null])).toEqual([false]);
  expect(through('yes', 'boolean', [true])).toBe('boolean: yes');
});

test('any two 64-bit numbers are compared as bigints are', () => {
  const id = fc.bigInt({ min: -(1n << 63n), max: (1n << 64n) - 1n });
  fc.assert(
    fc.property(id, id, fc.constantFrom('<', '<=', '>', '>=', '=', '!='), (value, limit, sign) => {
      const difference = value - limit;
      const slow = {
        '<': difference < 0n,
        '<=': difference <= 0n,
        '>': difference > 0n,
        '>=': difference >= 0n,
        '=': difference === 0n,
        '!=': difference !== 0n,
      }[sign];
      expect(through(`${sign}${limit}`, 'integer', [value])).toEqual(slow ? [value] : []);
    }),
  );
});

test('any text is understood, or said not to be', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('number', 'integer', 'text', 'boolean'), (text, kind) => {
      expect(() => through(text, kind as IColumn['kind'], [1, null])).not.toThrow();
    }),
  );
});
