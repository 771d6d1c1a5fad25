import { expect, test } from 'vitest';
import { CellStatements, tellKept } from '../../kernel-helpers/kernel/tslab-keep.js';
import { loadTypeScript } from '../../kernel-helpers/kernel/tslab-load.js';

const typescript = loadTypeScript();
const text = 'const a = 1; f(a);\nlet [b, c] = g();\ntype T = number; class D {}';
const values = new Set(['a', 'b', 'c', 'D']);

test('what was reached stays where it was, with all types; everything else is blank', () => {
  const remains = new CellStatements(typescript, text).remains(values, new Set(['a', 'b']));
  expect(remains).toEqual({
    text: 'const a = 1;      \n                 \ntype T = number;           ',
    kept: ['a', 'T'],
    lost: ['b', 'c', 'D'],
  });
});

test('what has something wrong in it goes, and at last everything', () => {
  const statements = new CellStatements(typescript, text);
  expect(statements.drop([text.indexOf('type T') + 3])).toBe(true);
  expect(statements.remains(values, values).lost).toEqual(['T']);
  expect(statements.drop([text.indexOf('f(a)')])).toBe(false);
  expect(statements.dropAll()).toBe(true);
  expect(statements.remains(values, values).kept).toEqual([]);
  expect(statements.dropAll()).toBe(false);
});

test('the error says what is missing, and no more than a dozen names', () => {
  expect(tellKept({ kept: ['a'], lost: [] })).toEqual([]);
  expect(tellKept({ kept: [], lost: ['a'] })).toEqual(['Not declared by this cell, which ended before: a']);
  const many = Array.from({ length: 14 }, (_, i) => `n${i}`);
  expect(tellKept({ kept: ['a'], lost: many })).toEqual([
    `Declared before the cell ended: a; not declared: ${many.slice(0, 12).join(', ')} and 2 more`,
  ]);
});
