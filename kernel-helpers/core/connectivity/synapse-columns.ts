import { InvalidArgumentError, NotFoundError } from '../../errors.js';
import { type IdLike, parseId } from '../ids.js';
import type { Numbers } from '../stats/finite-numbers.js';
import {
  bigintColumn,
  type ColumnLike,
  columnNames,
  isTable,
  numberColumn,
  type TableLike,
  tableOf,
} from '../table.js';

/** Ids in an array: 64-bit arrays are read as they are, others element by element as {@link IdLike}. */
export type IdArray = BigUint64Array | BigInt64Array | ArrayLike<IdLike> | Iterable<IdLike | null>;

/** Synapses as arrays that run together, one element a synapse. */
export interface SynapseArrays {
  /** Presynaptic cells. */
  readonly pre: IdArray;
  /** Postsynaptic cells. */
  readonly post: IdArray;
  /** Size of each synapse, such as cleft voxels; every one finite. `null` is none, as when absent. */
  readonly size?: Numbers | null;
}

/** Which columns of a table are read. */
export interface SynapseColumnNames {
  readonly pre?: string;
  readonly post?: string;
  readonly size?: string | null;
  readonly id?: string;
}

/** Synapses as typed arrays; they may be the caller's own memory. */
export interface SynapseColumns {
  readonly pre: BigUint64Array;
  readonly post: BigUint64Array;
  readonly sizes: ArrayLike<number> | undefined;
  /** Ids of the synapses, when a column of them was named. */
  readonly ids: BigUint64Array | undefined;
}

/** The columns of a table of synapses, or of arrays, as `fromSynapses` needs them. */
export function synapseColumns(synapses: TableLike | SynapseArrays, names: SynapseColumnNames): SynapseColumns {
  if (!isTable(synapses)) return ofArrays(synapses, names);
  const sizeName = names.size === undefined && columnNames(synapses).includes('size') ? 'size' : names.size;
  return {
    pre: idColumn(synapses, 'pre', names.pre),
    post: idColumn(synapses, 'post', names.post),
    sizes: sizeName == null ? undefined : finiteSizes(sizeColumn(synapses, sizeName), `column ${sizeName}`),
    ids: names.id === undefined ? undefined : bigintColumn(synapses, names.id),
  };
}

function idColumn(synapses: TableLike, side: 'pre' | 'post', name: string | undefined): BigUint64Array {
  const known = columnNames(synapses);
  if (name === undefined && !known.includes(`${side}_id`)) {
    throw new NotFoundError(
      `fromSynapses table has no column ${side}_id: say which one has the ${side}synaptic cells with the option ${side}, one of ${known.join(', ')}`,
      { known },
    );
  }
  return bigintColumn(synapses, name ?? `${side}_id`);
}

function ofArrays(synapses: SynapseArrays, names: SynapseColumnNames): SynapseColumns {
  const { pre, post, size } = synapses;
  if (pre == null || post == null) {
    throw new InvalidArgumentError(
      'fromSynapses synapses lack cells: expected a table, or arrays { pre, post, size } that run together',
      { argument: 'synapses' },
    );
  }
  const named = Object.entries(names).find(([, name]) => name !== undefined);
  if (named !== undefined) {
    throw new InvalidArgumentError(
      `fromSynapses ${named[0]} names a column: received ${named[1]} with arrays, expected it with a table only`,
      { argument: named[0] },
    );
  }
  const ids = { pre: idArray(pre, 'fromSynapses pre'), post: idArray(post, 'fromSynapses post') };
  const sizes = size == null ? undefined : (indexed(size) as ArrayLike<number>);
  for (const [name, values] of [['post', ids.post] as const, ['size', sizes] as const]) {
    if (values === undefined || values.length === ids.pre.length) continue;
    throw new InvalidArgumentError(
      `fromSynapses ${name} has the wrong length: received ${values.length}, expected ${ids.pre.length} as in pre`,
      { argument: name },
    );
  }
  return { ...ids, sizes: sizes && finiteSizes(sizes, 'size'), ids: undefined };
}

/** Ids as a 64-bit array, their own memory where they are one; `what` stands in errors before the index. */
export function idArray(ids: IdArray, what: string): BigUint64Array {
  const given = indexed<IdLike>(ids as ArrayLike<IdLike> | Iterable<IdLike>);
  if (given instanceof BigUint64Array) return given;
  if (given instanceof BigInt64Array) return bigintColumn(tableOf({ [what]: given }), what);
  return BigUint64Array.from(given, (id, i) => parseId(id, `${what} index ${i}`));
}

/** By index: arrays as they are, Arrow columns by their own memory, anything else walked. */
function indexed<T>(values: ArrayLike<T> | Iterable<T>): ArrayLike<T> {
  if (Array.isArray(values) || ArrayBuffer.isView(values)) return values as ArrayLike<T>;
  const column = values as Partial<ColumnLike>;
  const stored = column.nullCount === 0 ? column.toArray?.() : undefined;
  return ArrayBuffer.isView(stored) ? (stored as unknown as ArrayLike<T>) : Array.from(values);
}

/** A column of numbers without a copy where it is stored as an array of them, of whatever width. */
function sizeColumn(table: TableLike, name: string): ArrayLike<number> {
  const column = table.getChild(name);
  const stored = column?.nullCount === 0 ? column.toArray?.() : undefined;
  const plain = ArrayBuffer.isView(stored) && !(stored instanceof DataView) && isNumeric(stored);
  return plain ? (stored as unknown as ArrayLike<number>) : numberColumn(table, name);
}

/** True for typed arrays of numbers that are what they say; float16 is stored in 16-bit integers and is left to others. */
function isNumeric(stored: object): boolean {
  return [Float64Array, Float32Array, Int32Array, Uint32Array].some(kind => stored instanceof kind);
}

function finiteSizes(sizes: ArrayLike<number>, what: string): ArrayLike<number> {
  if (sizes instanceof Int32Array || sizes instanceof Uint32Array) return sizes;
  for (let row = 0; row < sizes.length; row++) {
    const size: unknown = sizes[row];
    if (typeof size === 'number' && Number.isFinite(size)) continue;
    throw new InvalidArgumentError(
      `fromSynapses ${what} row ${row} is missing or not finite: received ${typeof size === 'bigint' ? `${size}n` : String(size)}, expected a number; leave the size out to count synapses only`,
      { argument: 'size' },
    );
  }
  return sizes;
}
