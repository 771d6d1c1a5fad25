import { FormatError } from '../../errors.js';
import type { ExactJson } from './exact-json.js';

/** Members of a JSON object whose shape a server promises but nobody guarantees. */
export type JsonObject = { readonly [key: string]: ExactJson };

/** The error for JSON of another shape than promised. */
export function shapeFault(what: string, at: string, received: unknown, expected: string): FormatError {
  return new FormatError(`cave json of ${what} ${at}: received ${kindOf(received)}, expected ${expected}`, {
    format: 'cave json',
    at,
  });
}

/** `value` as an object. */
export function asObject(value: ExactJson | undefined, what: string, at = 'top'): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw shapeFault(what, at, value, 'an object');
}

/** `value` as an array. */
export function asArray(value: ExactJson | undefined, what: string, at = 'top'): readonly ExactJson[] {
  if (Array.isArray(value)) return value;
  throw shapeFault(what, at, value, 'an array');
}

/** `value` as a string. */
export function asString(value: ExactJson | undefined, what: string, at: string): string {
  if (typeof value === 'string') return value;
  throw shapeFault(what, at, value, 'a string');
}

/** `value` as a string; null, nothing and the empty string are `undefined`. */
export function asText(value: ExactJson | undefined, what: string, at: string): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : asString(value, what, at);
}

/** `value` as a finite number. */
export function asNumber(value: ExactJson | undefined, what: string, at: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw shapeFault(what, at, value, 'a number');
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}
