import { FormatError } from '../../errors.js';

/** What a {@link JsonFields} says in its errors. */
export interface JsonPlace {
  /** Format in the error's words: "precomputed skeletons info". */
  readonly format: string;
  /** File or address for error messages. */
  readonly file?: string;
  /** Where the object lies in its file: `scales[2].sharding`; default: the whole file. */
  readonly path?: string;
}

/**
 * Typed fields of a JSON object that somebody else wrote.
 *
 * Each getter gives the value in the type asked for, or throws a `FormatError` whose `at` is the field's place in the
 * file (`vertex_attributes[0].data_type`), so a wrong info file is told in the words of the info file.
 */
export class JsonFields {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #place: JsonPlace;

  constructor(json: unknown, place: JsonPlace) {
    this.#place = place;
    if (!isObject(json)) throw jsonFault(place, place.path ?? '', json, 'an object');
    this.#fields = json;
  }

  /** True when the field is there and not `null`. */
  has(name: string): boolean {
    return this.raw(name) != null;
  }

  /** Names of the fields, in the order of the file (save for names that are whole numbers, which JavaScript sorts). */
  names(): string[] {
    return Object.keys(this.#fields);
  }

  raw(name: string): unknown {
    return Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined;
  }

  /** The error for the field's value. */
  fault(name: string, expected: string, index?: number): FormatError {
    const value = this.raw(name);
    return index === undefined
      ? jsonFault(this.#place, this.pathOf(name), value, expected)
      : jsonFault(this.#place, `${this.pathOf(name)}[${index}]`, (value as unknown[])[index], expected);
  }

  pathOf(name: string): string {
    const inside = /^[@A-Za-z_]\w*$/.test(name);
    const { path } = this.#place;
    if (!path) return inside ? name : `[${JSON.stringify(name)}]`;
    return inside ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
  }

  string(name: string): string {
    const value = this.raw(name);
    if (typeof value !== 'string') throw this.fault(name, 'a string');
    return value;
  }

  /** One of `choices`. */
  choice<T extends string>(name: string, choices: readonly T[]): T {
    const value = this.raw(name);
    if (!choices.includes(value as T)) throw this.fault(name, oneOf(choices));
    return value as T;
  }

  /** A finite number. */
  number(name: string): number {
    const value = this.raw(name);
    if (typeof value !== 'number' || !Number.isFinite(value)) throw this.fault(name, 'a number');
    return value;
  }

  /** A whole number from `least` to `most`. */
  integer(name: string, least: number, most: number = Number.MAX_SAFE_INTEGER): number {
    const value = this.raw(name);
    if (isInteger(value, least, most)) return value;
    throw this.fault(name, `a whole number${range(least, most)}`);
  }

  array(name: string): readonly unknown[] {
    const value = this.raw(name);
    if (!Array.isArray(value)) throw this.fault(name, 'an array');
    return value;
  }

  /** An array of finite numbers, `length` of them when that is given. */
  numbers(name: string, length?: number): number[] {
    const expected = length === undefined ? 'an array of numbers' : `an array of ${length} numbers`;
    const values = this.array(name);
    if (length !== undefined && values.length !== length) throw this.fault(name, expected);
    const wrong = values.findIndex(value => typeof value !== 'number' || !Number.isFinite(value));
    if (wrong >= 0) throw this.fault(name, 'a number', wrong);
    return values as number[];
  }

  /** An array of whole numbers, each `least` or more. */
  integers(name: string, least: number, length?: number): number[] {
    const values = this.numbers(name, length);
    const wrong = values.findIndex(value => !isInteger(value, least, Number.MAX_SAFE_INTEGER));
    if (wrong >= 0) throw this.fault(name, `a whole number${range(least, Number.MAX_SAFE_INTEGER)}`, wrong);
    return values;
  }

  strings(name: string, length?: number): string[] {
    const values = this.array(name);
    if (length !== undefined && values.length !== length) throw this.fault(name, `an array of ${length} strings`);
    const wrong = values.findIndex(value => typeof value !== 'string');
    if (wrong >= 0) throw this.fault(name, 'a string', wrong);
    return values as string[];
  }

  /** The object in a field. */
  object(name: string): JsonFields {
    return new JsonFields(this.raw(name), { ...this.#place, path: this.pathOf(name) });
  }

  /** The objects in an array; none when the field is not there. */
  objects(name: string): JsonFields[] {
    if (!this.has(name)) return [];
    const path = this.pathOf(name);
    return this.array(name).map((json, i) => new JsonFields(json, { ...this.#place, path: `${path}[${i}]` }));
  }
}

/** The error for a JSON value that is not what `expected` says. */
export function jsonFault(place: JsonPlace, path: string, received: unknown, expected: string): FormatError {
  const { format, file } = place;
  const where = [format, ...(file === undefined ? [] : [file]), ...(path === '' ? [] : [path])].join(' ');
  return new FormatError(`${where} is not valid: received ${jsonText(received)}, expected ${expected}`, {
    format,
    at: path === '' ? 'the whole file' : path,
    file,
  });
}

/** The start of a value as JSON, short enough for a message. */
function jsonText(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value) && value.length > 20) return `an array of ${value.length}`;
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function isInteger(value: unknown, least: number, most: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
}

function range(least: number, most: number): string {
  if (most === Number.MAX_SAFE_INTEGER) return least === Number.MIN_SAFE_INTEGER ? '' : `, ${least} or more`;
  return ` from ${least} to ${most}`;
}

function oneOf(choices: readonly string[]): string {
  return choices.length === 1 ? JSON.stringify(choices[0]) : `one of ${choices.map(c => JSON.stringify(c)).join(', ')}`;
}
