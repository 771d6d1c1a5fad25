/** A stored matrix read back: checked, unpacked, ready to be worked with. */

import type { Connectivity } from '../../core/connectivity/connectivity.js';
import { type GroupMeasure, MEASURES } from '../../core/connectivity/group-measures.js';
import { uint16FromBytePlanes, uint32FromBytePlanes, unpackBytes } from '../bytes.js';
import { type Fields, fieldsOf } from '../fields.js';
import {
  MATRIX_LIMITS,
  type MatrixPayload,
  type MatrixSide,
  type MatrixView,
  type PackedVarints,
  type PackedWiring,
  SORT_KEYS,
} from './matrix.js';
import { type DecodedNull, decodeNull, NULL_SHOWS } from './null.js';
import { checkTable } from './table.js';
import { unpackFloats, unpackWiring } from './wiring.js';

const fields: Fields = fieldsOf('connectivity matrix');
const { textLength } = MATRIX_LIMITS;

/** Cells by group. */
export interface DecodedGrouping {
  readonly name: string;
  readonly groups: readonly string[];
  readonly colors: readonly string[];
  /** `codes[cell]`; `groups.length` for a cell without a group. */
  readonly codes: Uint16Array;
}

export interface DecodedProperty {
  readonly name: string;
  readonly unit: string;
  /** `values[cell]`; NaN where it is not known. */
  readonly values: Float32Array;
}

export interface DecodedMatrix {
  readonly payload: MatrixPayload;
  readonly wiring: Connectivity;
  readonly groupings: readonly DecodedGrouping[];
  readonly properties: readonly DecodedProperty[];
  readonly nulls: readonly DecodedNull[];
}

/**
 * A notebook is not to be trusted: nothing is allocated that its text does not pay for.
 *
 * @throws {FormatError} when a field is missing, out of range or does not fit the others; the message names it.
 */
export function decodeMatrix(value: unknown): DecodedMatrix {
  const payload = fields.object(value, 'payload');
  if (payload.version !== 1) throw fields.bad('version', 'is not known', payload.version, '1');
  for (const name of ['title', 'caption']) fields.text(payload[name], name, textLength);
  if (typeof payload.synthetic !== 'boolean') {
    throw fields.bad('synthetic', 'is not valid', payload.synthetic, 'true or false');
  }
  if (payload.live !== undefined) fields.text(payload.live, 'live', 100);
  fields.list(payload.notes, 'notes', MATRIX_LIMITS.notes, (note, at) => fields.text(note, at, textLength));
  const wiring = unpackWiring(checkWiring(payload.wiring));
  const { cellCount } = wiring;
  if (payload.table !== undefined) checkTable(payload.table, cellCount);
  if (payload.labels !== undefined) {
    const labels = fields.list(payload.labels, 'labels', cellCount, (label, at) => fields.text(label, at, 1000));
    if (labels.length !== cellCount) throw fields.bad('labels', 'do not fit', labels.length, `${cellCount} of them`);
  }
  const { groupings: maxGroupings, properties: maxProperties } = MATRIX_LIMITS;
  const groupings = fields.list(payload.groupings, 'groupings', maxGroupings, (item, at) =>
    decodeGrouping(item, cellCount, at),
  );
  const properties = fields.list(payload.properties, 'properties', maxProperties, (item, at) => {
    const { name, unit, values } = fields.object(item, at);
    return {
      name: fields.text(name, `${at}.name`, 200),
      unit: fields.text(unit, `${at}.unit`, 200),
      values: unpackFloats(fields.text(values, `${at}.values`, Infinity), cellCount, `${at}.values`),
    };
  });
  checkNames([...groupings, ...properties].map(({ name }) => name));
  const groupCounts = new Map(groupings.map(({ name, groups }) => [name, groups.length]));
  const nulls =
    payload.nulls === undefined
      ? []
      : fields.list(payload.nulls, 'nulls', MATRIX_LIMITS.nulls, (item, at) => decodeNull(item, groupCounts, at));
  checkMatrixView(payload.view, { cellCount, groupings, properties, nulls });
  return { payload: value as MatrixPayload, wiring, groupings, properties, nulls };
}

/** How a matrix is looked at, from anywhere. */
export function checkMatrixView(
  value: unknown,
  matrix: Pick<DecodedMatrix, 'groupings' | 'properties' | 'nulls'> & { readonly cellCount: number },
): MatrixView {
  const view = fields.object(value, 'view');
  checkSide(view.rows, matrix, 'view.rows');
  checkSide(view.columns, matrix, 'view.columns');
  fields.oneOf(view.measure, 'view.measure', Object.keys(MEASURES) as GroupMeasure[]);
  fields.oneOf(view.scale, 'view.scale', ['linear', 'log']);
  if (view.against !== undefined) {
    const against = fields.object(view.against, 'view.against');
    fields.count(against.null, 'view.against.null', 0, matrix.nulls.length - 1);
    fields.oneOf(against.show, 'view.against.show', NULL_SHOWS);
  }
  if (view.transposed !== undefined && typeof view.transposed !== 'boolean') {
    throw fields.bad('view.transposed', 'is not valid', view.transposed, 'true or false');
  }
  if (view.mark !== undefined) fields.oneOf(view.mark, 'view.mark', ['dots']);
  if (view.limits !== undefined) numbers(view.limits, 'view.limits', 2);
  if (view.window !== undefined) numbers(view.window, 'view.window', 4);
  return value as MatrixView;
}

/** The cells of one side, in the order given. */
export function cellsOfSide({ only }: MatrixSide, cellCount: number, at: string): Uint32Array {
  if (only === undefined) return Uint32Array.from({ length: cellCount }, (_, cell) => cell);
  const cells = uint32FromBytePlanes(unpackBytes(only.indices, 4 * only.count, at));
  const seen = new Uint8Array(cellCount);
  for (const cell of cells) {
    if (cell >= cellCount || seen[cell] === 1) {
      throw fields.bad(at, 'is no choice of cells', cell, `different indices below ${cellCount}`);
    }
    seen[cell] = 1;
  }
  return cells;
}

function checkWiring(value: unknown): PackedWiring {
  const wiring = fields.object(value, 'wiring');
  const cellCount = fields.count(wiring.cellCount, 'wiring.cellCount', 1, MATRIX_LIMITS.cells);
  fields.count(wiring.pairCount, 'wiring.pairCount', 0, Math.min(MATRIX_LIMITS.pairs, cellCount * (cellCount - 1)));
  for (const name of ['autapses', 'outside']) fields.count(wiring[name], `wiring.${name}`, 0, Number.MAX_SAFE_INTEGER);
  fields.text(wiring.ids, 'wiring.ids', Infinity);
  if (wiring.sizes !== undefined) fields.text(wiring.sizes, 'wiring.sizes', Infinity);
  for (const name of ['degrees', 'gaps', 'counts']) varints(wiring[name], `wiring.${name}`);
  return value as PackedWiring;
}

function varints(value: unknown, at: string): PackedVarints {
  const { byteLength, bytes } = fields.object(value, at);
  fields.count(byteLength, `${at}.byteLength`, 0, 5 * MATRIX_LIMITS.pairs);
  fields.text(bytes, `${at}.bytes`, Infinity);
  return value as PackedVarints;
}

/** One grouping, with a code for each of `cellCount` cells. */
export function decodeGrouping(value: unknown, cellCount: number, at: string): DecodedGrouping {
  const { name, groups, colors, codes } = fields.object(value, at);
  const names = fields.list(groups, `${at}.groups`, MATRIX_LIMITS.groups, (group, where) =>
    fields.text(group, where, 1000),
  );
  if (new Set(names).size !== names.length) throw fields.bad(`${at}.groups`, 'repeat a name', names, 'different names');
  const paints = fields.list(colors, `${at}.colors`, MATRIX_LIMITS.groups, fields.color);
  if (paints.length !== names.length) {
    throw fields.bad(`${at}.colors`, 'do not fit', paints.length, `${names.length}, one for each group`);
  }
  const packed = fields.text(codes, `${at}.codes`, Infinity);
  const ofCells = uint16FromBytePlanes(unpackBytes(packed, 2 * cellCount, `${at}.codes`));
  const wrong = ofCells.find(code => code > names.length);
  if (wrong !== undefined) throw fields.bad(`${at}.codes`, 'name no group', wrong, `at most ${names.length}`);
  return { name: fields.text(name, `${at}.name`, 200), groups: names, colors: paints, codes: ofCells };
}

/** `cell` and the keys of every wiring are taken. */
function checkNames(names: readonly string[]): void {
  const taken = new Set<string>(['cell', ...SORT_KEYS]);
  for (const name of names) {
    if (taken.has(name)) throw fields.bad('groupings and properties', 'repeat a name', name, 'another one');
    taken.add(name);
  }
}

function checkSide(
  value: unknown,
  { groupings, properties, cellCount }: Parameters<typeof checkMatrixView>[1],
  at: string,
): void {
  const { by, sort, only } = fields.object(value, at);
  const groups = groupings.map(({ name }) => name);
  fields.oneOf(by, `${at}.by`, ['cell', ...groups]);
  const keys = [...SORT_KEYS, ...groups, ...properties.map(({ name }) => name)];
  fields.list(sort, `${at}.sort`, 20, (key, where) => fields.oneOf(key, where, keys));
  if (only === undefined) return;
  const { count, indices } = fields.object(only, `${at}.only`);
  fields.count(count, `${at}.only.count`, 1, cellCount);
  fields.text(indices, `${at}.only.indices`, Infinity);
}

function numbers(value: unknown, at: string, length: number): void {
  const list = fields.list(value, at, length, (item, where) => fields.number(item, where, -1e300, 1e300));
  if (list.length !== length) throw fields.bad(at, 'has the wrong length', list.length, String(length));
}
