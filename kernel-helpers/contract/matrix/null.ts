/** What null models expect of a matrix by group, as stored and read back. */

import { packBytes, unpackBytes } from '../bytes.js';
import { type Fields, fieldsOf } from '../fields.js';
import { checkNullChoice, type NullChoice } from './null-choice.js';

/** The tests of one null model: of every group's connections, or synapses, to every group. */
export interface MatrixNull {
  /** Model and parameters in words: `chungLu`, `degreePreserving, swapsPerEdge 10`. */
  readonly model: string;
  /** The grouping of both sides. */
  readonly grouping: string;
  readonly of: 'connections' | 'synapses';
  /** Graphs drawn; 0: only the expectation by formula. */
  readonly draws: number;
  readonly seed: number;
  /** How `p` is adjusted for all tests: `benjamini-hochberg`, `none`. */
  readonly adjustment: string;
  /** What a reader chose in the page; absent where code made the comparison. */
  readonly choice?: NullChoice;
  /** `groups²` float64, from each group a row; deflated, in base64. NaN: not defined. */
  readonly values: Readonly<Record<NullValue, string>>;
}

/** What a test gives. `expected`: the draws' mean, without draws the model's own; `low`, `high`: the middle 95 % of them. */
export type NullValue = 'observed' | 'expected' | 'low' | 'high' | 'z' | 'p';

export const NULL_VALUES: readonly NullValue[] = ['observed', 'expected', 'low', 'high', 'z', 'p'];

/** What a matrix shows of a comparison. `ratio`: log2 of observed over expected. */
export type NullShow = 'expected' | 'ratio' | 'z';

export const NULL_SHOWS: readonly NullShow[] = ['expected', 'ratio', 'z'];

/** Read back: `values.z[from * groups + to]`. */
export interface DecodedNull extends Omit<MatrixNull, 'values'> {
  readonly values: Readonly<Record<NullValue, Float64Array>>;
}

const fields: Fields = fieldsOf('connectivity matrix');

/** @param groupCounts - the groups of each grouping, by name. */
export function decodeNull(value: unknown, groupCounts: ReadonlyMap<string, number>, at: string): DecodedNull {
  const given = fields.object(value, at);
  const grouping = fields.oneOf(given.grouping, `${at}.grouping`, [...groupCounts.keys()]);
  const packed = fields.object(given.values, `${at}.values`);
  const count = (groupCounts.get(grouping) ?? 0) ** 2;
  const numbers = (name: NullValue): Float64Array => {
    const where = `${at}.values.${name}`;
    return unpackDoubles(fields.text(packed[name], where, Number.POSITIVE_INFINITY), count, where);
  };
  return {
    model: fields.text(given.model, `${at}.model`, 1000),
    grouping,
    of: fields.oneOf(given.of, `${at}.of`, ['connections', 'synapses']),
    draws: fields.count(given.draws, `${at}.draws`, 0, Number.MAX_SAFE_INTEGER),
    seed: fields.count(given.seed, `${at}.seed`, 0, Number.MAX_SAFE_INTEGER),
    adjustment: fields.text(given.adjustment, `${at}.adjustment`, 100),
    ...(given.choice === undefined
      ? {}
      : { choice: checkNullChoice(given.choice, [...groupCounts.keys()], `${at}.choice`) }),
    values: {
      observed: numbers('observed'),
      expected: numbers('expected'),
      low: numbers('low'),
      high: numbers('high'),
      z: numbers('z'),
      p: numbers('p'),
    },
  };
}

/** float64, lowest byte first, whatever the machine. */
export function packDoubles(values: ArrayLike<number>): string {
  const view = new DataView(new ArrayBuffer(8 * values.length));
  for (let i = 0; i < values.length; i += 1) view.setFloat64(8 * i, values[i], true);
  return packBytes(new Uint8Array(view.buffer));
}

function unpackDoubles(text: string, count: number, at: string): Float64Array {
  const bytes = unpackBytes(text, 8 * count, at);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: count }, (_, i) => view.getFloat64(8 * i, true));
}
