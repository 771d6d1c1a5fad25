import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY_SELECTION, type Selection } from '../../kernel-helpers/contract/selection.js';
import {
  checkNamedSelectionMessage,
  isNamedSelectionMessage,
  isSelectionName,
  readNamedSelections,
} from '../../kernel-helpers/contract/selection-names.js';
import { FormatError } from '../../kernel-helpers/errors.js';

const of = (...neurons: string[]): Selection => ({ ...EMPTY_SELECTION, neurons });

describe('names', () => {
  test.each(['first', 'basket cells of layer 4', 'Körbe → 4', '1', 'constructor', 'x'.repeat(100)])(
    '%j is one',
    name => {
      expect(isSelectionName(name)).toBe(true);
    },
  );

  test.each([
    '',
    ' first',
    'first ',
    'two\nlines',
    'a\u2028b',
    'a\u0000b',
    'x'.repeat(101),
    '__proto__',
    7,
    null,
    ['first'],
  ])('%j is none', name => {
    expect(isSelectionName(name)).toBe(false);
  });
});

describe('messages', () => {
  test('those of names are told from those of what is selected', () => {
    expect(isNamedSelectionMessage({ op: 'save' })).toBe(true);
    expect(isNamedSelectionMessage({ op: 'keep' })).toBe(true);
    expect(isNamedSelectionMessage({ op: 'forget' })).toBe(true);
    expect(isNamedSelectionMessage({ op: 'set', selection: of(), by: 'a' })).toBe(false);
    expect(isNamedSelectionMessage(null)).toBe(false);
    expect(isNamedSelectionMessage('save')).toBe(false);
  });

  test('a selection in one is checked, and nothing else of it is taken along', () => {
    expect(
      checkNamedSelectionMessage({ op: 'save', name: 'a', selection: { ...of('1', '1'), more: 1 }, by: 'x' }),
    ).toEqual({ op: 'save', name: 'a', selection: of('1') });
    expect(checkNamedSelectionMessage({ op: 'forget', name: 'a', selection: 7 })).toEqual({ op: 'forget', name: 'a' });
  });

  test.each([
    { op: 'set', name: 'a', selection: of() },
    { op: 'save', name: '', selection: of() },
    { op: 'save', name: 'a' },
    { op: 'keep', name: 'a', selection: of('-1') },
    { op: 'forget' },
  ])('%j is none', message => {
    expect(() => checkNamedSelectionMessage(message)).toThrow(FormatError);
  });
});

describe('what a notebook keeps', () => {
  test('what can be read is, in order, and the rest is left out', () => {
    const stored = JSON.parse(`{
      "b": ${JSON.stringify(of('2'))},
      "broken": {"neurons": [12]},
      " ": ${JSON.stringify(of('3'))},
      "__proto__": ${JSON.stringify(of('4'))},
      "a": ${JSON.stringify(of('1'))}
    }`);
    expect([...readNamedSelections(stored)]).toEqual([
      ['b', of('2')],
      ['a', of('1')],
    ]);
  });

  test('no more than 200 are read', () => {
    const stored = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`n${i}`, of(`${i}`)]));
    const read = readNamedSelections(stored);
    expect(read.size).toBe(200);
    expect(read.get('n199')).toEqual(of('199'));
  });

  test('whatever stands there, it is read without an error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(readNamedSelections(value)).toBeInstanceOf(Map);
      }),
    );
  });
});
