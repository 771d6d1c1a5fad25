/** Checks of single fields of JSON that anyone may have written; every error names the format and the field. */

import { FormatError } from '../errors.js';
import { isIdText } from './id-text.js';
import { receivedText } from './received.js';

/** The checks of one format. Each gives back what it checked, and throws a {@link FormatError} that names `at`. */
export interface Fields {
  object(value: unknown, at: string): Record<string, unknown>;
  text(value: unknown, at: string, longest: number): string;
  list<T>(value: unknown, at: string, most: number, check: (item: unknown, at: string) => T): T[];
  oneOf<T extends string>(value: unknown, at: string, choices: readonly T[]): T;
  number(value: unknown, at: string, least: number, most: number): number;
  /** A whole number. */
  count(value: unknown, at: string, least: number, most: number): number;
  /** `#rrggbb`. */
  color(value: unknown, at: string): string;
  /** A 64-bit id as a decimal string. */
  id(value: unknown, at: string): string;
  bad(at: string, what: string, received: unknown, expected: string): FormatError;
}

/** @param format - what messages call it, such as `neuron scene`. */
export function fieldsOf(format: string): Fields {
  const bad: Fields['bad'] = (at, what, received, expected) => {
    return new FormatError(`${format} ${at} ${what}: received ${receivedText(received, 60)}, expected ${expected}`, {
      format,
      at,
    });
  };
  const number: Fields['number'] = (value, at, least, most) => {
    if (typeof value === 'number' && value >= least && value <= most) return value;
    throw bad(at, 'is out of range', value, `a number from ${least} to ${most}`);
  };
  return {
    bad,
    number,
    object(value, at) {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
      throw bad(at, 'is not valid', value, 'an object');
    },
    text(value, at, longest) {
      if (typeof value !== 'string') throw bad(at, 'is not valid', value, 'a string');
      if (value.length > longest) throw bad(at, 'is too long', `${value.length} characters`, `at most ${longest}`);
      return value;
    },
    list(value, at, most, check) {
      if (!Array.isArray(value)) throw bad(at, 'is not valid', value, 'an array');
      if (value.length > most) throw bad(at, 'is too long', `${value.length} entries`, `at most ${most}`);
      return value.map((item, i) => check(item, `${at}[${i}]`));
    },
    oneOf(value, at, choices) {
      if (choices.includes(value as never)) return value as never;
      throw bad(at, 'is not known', value, choices.join(' or '));
    },
    count(value, at, least, most) {
      if (Number.isInteger(number(value, at, least, most))) return value as number;
      throw bad(at, 'is not valid', value, 'a whole number');
    },
    color(value, at) {
      if (typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)) return value;
      throw bad(at, 'is not valid', value, '#rrggbb');
    },
    id(value, at) {
      if (isIdText(value)) return value;
      throw bad(at, 'is not valid', value, 'a 64-bit id as a decimal string');
    },
  };
}
