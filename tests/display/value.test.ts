import { expect, test } from 'vitest';
import { valueForms } from '../../kernel-helpers/display/value.js';

/** Whether a value gets a table beside its text. */
const isTabular = (value: unknown): boolean => valueForms(value).html !== undefined;

test('arrays of flat objects of one shape, and Maps of flat values, are tables', () => {
  expect(isTabular([{ id: 1n, at: new Date(0), soma: [1, 2, 3] }])).toBe(true);
  expect(isTabular([{ a: 1, b: 2 }, { a: 1 }, { a: 1, c: 3 }])).toBe(true);
  expect(isTabular([Object.assign(Object.create(null), { a: 1 })])).toBe(true);
  expect(isTabular(new Map([[5n, 'BC']]))).toBe(true);
});

test('nested, mixed and empty values, and instances of classes, are not', () => {
  class Row {
    a = 1;
  }
  const others = [
    [],
    [{}],
    [1, 2],
    [{ a: 1 }, null],
    [{ a: 1 }, { b: 2 }],
    [{ a: { b: 1 } }],
    [{ a: [1, 2, 3, 4, 5] }],
    [{ a: () => 1 }],
    [new Row()],
    [{ a: 1, [Symbol.for('Jupyter.display')]: () => ({}) }],
    new Map(),
    new Map([['a', { b: 1 }]]),
    new Set([1]),
    { a: [1, 2] },
    'text',
    null,
  ];
  expect(others.filter(isTabular)).toEqual([]);
});

test('getters are not called', () => {
  let called = 0;
  const row = {
    get lazy() {
      called++;
      return 1;
    },
  };
  expect(valueForms([row]).html).toContain('[getter]');
  expect(called).toBe(0);
});

test('of many rows only the shown ones are looked at', () => {
  let asked = 0;
  const rows = new Proxy(
    Array.from({ length: 100_000 }, (_, i) => ({ i })),
    {
      get: (target, key) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) asked++;
        return Reflect.get(target, key);
      },
    },
  );
  expect(valueForms(rows).html).toContain('… 99,980 more rows …');
  expect(asked).toBeLessThan(200);
});
