import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatId,
  MAX_ID,
  nucleusId,
  parseId,
  type RootId,
  rootId,
  supervoxelId,
  synapseId,
} from '../../kernel-helpers/core/ids.js';
import { InvalidArgumentError } from '../../kernel-helpers/errors.js';
import { always } from '../reference/properties.js';

describe('parseId', () => {
  test('reads decimal strings exactly, beyond 2^53 and up to 2^64 - 1', () => {
    expect(parseId('864691135571546917')).toBe(864691135571546917n);
    expect(parseId('18446744073709551615')).toBe(MAX_ID);
    expect(parseId('0')).toBe(0n);
  });

  test('takes bigints and numbers that are exact', () => {
    expect(parseId(5n)).toBe(5n);
    expect(parseId(264824)).toBe(264824n);
  });

  test('refuses a number that is too large to be exact and says to write n', () => {
    expect(() => parseId(2 ** 53)).toThrow(
      'id is a number too large to be exact: received 9007199254740992, expected a bigint: write the digits with n at the end, as in 864691135571546917n',
    );
  });

  test('refuses ids outside 64 bits, naming the argument', () => {
    expect(() => parseId(-1n, 'cells index 3')).toThrow(
      'cells index 3 is out of range: received -1, expected 0 to 2^64 - 1',
    );
    expect(() => parseId('18446744073709551616')).toThrow(InvalidArgumentError);
    expect(() => parseId(-4)).toThrow('id is out of range: received -4');
  });

  test('refuses what is no id', () => {
    expect(() => parseId('12a')).toThrow(
      'id is not an id: received "12a", expected a bigint such as 1n or a string of decimal digits',
    );
    for (const value of ['', ' 1', '-1', '1e3', '0x10', null, undefined, {}, 1.5, Number.NaN]) {
      expect(() => parseId(value)).toThrow(InvalidArgumentError);
    }
  });
});

test('formatId and parseId are inverse for every id', () => {
  always(fc.property(fc.bigInt({ min: 0n, max: MAX_ID }), id => parseId(formatId(id)) === id));
});

test('formatId refuses what parseId would', () => {
  expect(() => formatId(-1n)).toThrow(InvalidArgumentError);
  expect(() => formatId(MAX_ID + 1n)).toThrow(InvalidArgumentError);
});

describe('branded ids', () => {
  test('are the bigint itself', () => {
    expect(rootId('864691135571546917')).toBe(864691135571546917n);
    expect(nucleusId(264824)).toBe(264824n);
    expect(synapseId(165943687n)).toBe(165943687n);
    expect(supervoxelId('89875763018073231')).toBe(89875763018073231n);
  });

  test('name themselves when a number has lost digits', () => {
    expect(() => rootId(864691135571546900)).toThrow('root id is a number too large to be exact');
    expect(() => nucleusId('12a')).toThrow('nucleus id is not an id: received "12a"');
    expect(() => synapseId(0.5)).toThrow('synapse id is not an id: received 0.5');
    expect(() => supervoxelId(-1n)).toThrow('supervoxel id is out of range: received -1');
  });

  test('do not stand for one another', () => {
    // @ts-expect-error a nucleus id is no root id
    const wrong: RootId = nucleusId(1);
    expect(wrong).toBe(1n);
  });
});
