/** Checks of single fields of JSON that anyone may have written; every error names the field. */

import { FormatError } from '../../errors.js';
import { SCENE_LIMITS } from './limits.js';

export const largestNm = 1e12;

export function object(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw bad(at, 'is not valid', value, 'an object');
  }
  return value as Record<string, unknown>;
}

export function text(value: unknown, at: string, longest: number = SCENE_LIMITS.textLength): string {
  if (typeof value !== 'string') throw bad(at, 'is not valid', value, 'a string');
  if (value.length > longest) throw bad(at, 'is too long', `${value.length} characters`, `at most ${longest}`);
  return value;
}

export function list<T>(value: unknown, at: string, most: number, check: (item: unknown, at: string) => T): T[] {
  if (!Array.isArray(value)) throw bad(at, 'is not valid', value, 'an array');
  if (value.length > most) throw bad(at, 'is too long', `${value.length} entries`, `at most ${most}`);
  return value.map((item, i) => check(item, `${at}[${i}]`));
}

export function oneOf<T extends string>(value: unknown, at: string, choices: readonly T[]): T {
  if (!choices.includes(value as T)) throw bad(at, 'is not known', value, choices.join(' or '));
  return value as T;
}

export function number(value: unknown, at: string, least: number, most: number): number {
  if (typeof value !== 'number' || !(value >= least && value <= most)) {
    throw bad(at, 'is out of range', value, `a number from ${least} to ${most}`);
  }
  return value;
}

export function count(value: unknown, at: string, least: number, most: number): number {
  const whole = number(value, at, least, most);
  if (!Number.isInteger(whole)) throw bad(at, 'is not valid', value, 'a whole number');
  return whole;
}

export function triple(value: unknown, at: string, least: number = -largestNm): void {
  if (!Array.isArray(value) || value.length !== 3) throw bad(at, 'is not valid', value, 'three numbers');
  value.forEach((item, k) => {
    number(item, `${at}[${k}]`, least, largestNm);
  });
}

export function color(value: unknown, at: string): string {
  if (typeof value !== 'string' || !/^#[0-9a-f]{6}$/i.test(value)) throw bad(at, 'is not valid', value, '#rrggbb');
  return value;
}

/** A 64-bit id as a decimal string. */
export function id(value: unknown, at: string): string {
  if (typeof value !== 'string' || !/^-?\d{1,20}$/.test(value)) {
    throw bad(at, 'is not valid', value, 'a 64-bit id as a decimal string');
  }
  return value;
}

export function bad(at: string, what: string, received: unknown, expected: string): FormatError {
  // JSON has no NaN and would call it null.
  const plain = typeof received === 'string' || typeof received === 'number';
  const shown = plain ? String(received) : (JSON.stringify(received) ?? String(received));
  const brief = shown.length > 60 ? `${shown.slice(0, 57)}...` : shown;
  return new FormatError(`neuron scene ${at} ${what}: received ${brief}, expected ${expected}`, {
    format: 'neuron scene',
    at,
  });
}
