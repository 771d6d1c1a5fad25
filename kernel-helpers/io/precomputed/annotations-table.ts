import {
  type Data,
  Dictionary,
  Field,
  FixedSizeList,
  Float64,
  Int32,
  List,
  makeData,
  makeVector,
  Table,
  Uint8,
  Uint64,
  Utf8,
  Vector,
  vectorFromArray,
} from 'apache-arrow';
import { type AnnotationBlock, type AnnotationLayout, geometryFloats } from './annotations-decode.js';
import type { AnnotationProperty, AnnotationsInfo } from './annotations-info.js';

/** Annotations of a block that become rows: those at `places`, or all. */
export interface AnnotationRows {
  readonly block: AnnotationBlock;
  readonly places?: readonly number[];
}

/** A row's annotation: its block and the byte where it begins there. */
interface Rows {
  readonly count: number;
  readonly blocks: readonly AnnotationBlock[];
  /** Row `i` is annotation `places[i]` of block `blockOf[i]`, whose bytes begin at `starts[i]`. */
  readonly blockOf: Uint32Array;
  readonly places: Uint32Array;
  readonly starts: Uint32Array;
}

/**
 * An Arrow Table with a row for each annotation: `id` (uint64); coordinates in nanometres, or in the unit that a
 * dimension has; properties in their types; related ids where the blocks tell them.
 *
 * | geometry | columns for a dimension x that is a length |
 * |---|---|
 * | POINT | `x_nm` |
 * | LINE, AXIS_ALIGNED_BOUNDING_BOX | `a_x_nm`, `b_x_nm`: the two ends, as they were drawn |
 * | ELLIPSOID | `x_nm`, `radius_x_nm` |
 * | POLYLINE | `x_nm`: a list |
 *
 * A dimension of no unit has no ending (`c`), others their own (`t_s`). `rgb` and `rgba` are lists of 3 and 4 uint8. A
 * property with labels is a dictionary of them, and its numbers are in `<id>_code`; a number without a label is its
 * own. A name that is taken already gets `_2` behind it.
 */
export function annotationTable(
  info: AnnotationsInfo,
  layout: AnnotationLayout,
  parts: readonly AnnotationRows[],
  withRelated: boolean,
): Table {
  const rows = gather(parts);
  const columns: [string, Vector][] = [['id', idColumn(rows)], ...geometryColumns(info, layout, rows)];
  info.properties.forEach((property, i) => {
    const values = propertyValues(property, layout, layout.propertyAt[i], rows);
    if (property.enumLabels) {
      columns.push([property.id, labels(values as Float64Array, property.enumLabels)]);
      columns.push([`${property.id}_code`, makeVector(values as Float64Array)]);
    } else columns.push([property.id, valueColumn(property, values, rows.count)]);
  });
  if (withRelated)
    columns.push(...info.relationships.map(({ id }, r): [string, Vector] => [id, relatedColumn(rows, r)]));
  // names come from the file, and one of them may be "__proto__"
  const named: Record<string, Vector> = Object.create(null);
  for (const [name, vector] of columns) named[freeName(name, named)] = vector;
  return new Table(named);
}

function freeName(name: string, taken: Readonly<Record<string, unknown>>): string {
  let free = name;
  for (let i = 2; free in taken; i++) free = `${name}_${i}`;
  return free;
}

function gather(parts: readonly AnnotationRows[]): Rows {
  const count = parts.reduce((sum, { block, places }) => sum + (places ?? block.starts).length, 0);
  const blockOf = new Uint32Array(count);
  const places = new Uint32Array(count);
  const starts = new Uint32Array(count);
  let row = 0;
  parts.forEach(({ block, places: chosen }, b) => {
    const length = (chosen ?? block.starts).length;
    for (let i = 0; i < length; i++) {
      const place = chosen === undefined ? i : chosen[i];
      blockOf[row] = b;
      places[row] = place;
      starts[row++] = block.starts[place];
    }
  });
  return { count, blocks: parts.map(part => part.block), blockOf, places, starts };
}

function idColumn({ count, blocks, blockOf, places }: Rows): Vector {
  const ids = new BigUint64Array(count);
  for (let row = 0; row < count; row++) ids[row] = blocks[blockOf[row]].ids[places[row]];
  return makeVector(ids);
}

function geometryColumns(info: AnnotationsInfo, layout: AnnotationLayout, rows: Rows): [string, Vector][] {
  const { rank, geometry } = layout;
  const named = info.dimensions.map(({ name, unit }) => (unit === '' ? name : `${name}_${unit.replace('/', '_per_')}`));
  if (geometry === 'POLYLINE') return polylineColumns(info, layout, rows, named);
  const [first, second] = geometry === 'ELLIPSOID' ? ['', 'radius_'] : geometry === 'POINT' ? [''] : ['a_', 'b_'];
  const columns: [string, Vector][] = [];
  for (const [v, prefix] of [first, second].entries()) {
    if (prefix === undefined) continue;
    for (let k = 0; k < rank; k++) {
      const { scale } = info.dimensions[k];
      const values = new Float64Array(rows.count);
      for (let row = 0; row < rows.count; row++) {
        values[row] = rows.blocks[rows.blockOf[row]].floats[rows.starts[row] / 4 + v * rank + k] * scale;
      }
      columns.push([prefix + named[k], makeVector(values)]);
    }
  }
  return columns;
}

function polylineColumns(
  { dimensions }: AnnotationsInfo,
  layout: AnnotationLayout,
  rows: Rows,
  named: readonly string[],
): [string, Vector][] {
  const { rank } = layout;
  const offsets = new Int32Array(rows.count + 1);
  for (let row = 0; row < rows.count; row++) {
    const { count } = geometryFloats(rows.blocks[rows.blockOf[row]], layout, rows.starts[row]);
    offsets[row + 1] = offsets[row] + count / rank;
  }
  return dimensions.map(({ scale }, k) => {
    const values = new Float64Array(offsets[rows.count]);
    for (let row = 0; row < rows.count; row++) {
      const block = rows.blocks[rows.blockOf[row]];
      const { first } = geometryFloats(block, layout, rows.starts[row]);
      for (let i = offsets[row], at = first + k; i < offsets[row + 1]; i++, at += rank) {
        values[i] = block.floats[at] * scale;
      }
    }
    const child = makeData({ type: new Float64(), length: values.length, nullCount: 0, data: values });
    return [named[k], listColumn(child, offsets)] as [string, Vector];
  });
}

function listColumn(child: Data, offsets: Int32Array): Vector {
  const type = new List(new Field('item', child.type, false));
  return new Vector([makeData({ type, length: offsets.length - 1, nullCount: 0, valueOffsets: offsets, child })]);
}

type PropertyValues =
  | Float64Array
  | Float32Array
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array;

/** The property's numbers in its type; of a colour, one byte after the other. */
function propertyValues(
  property: AnnotationProperty,
  layout: AnnotationLayout,
  at: number,
  rows: Rows,
): PropertyValues {
  const { type } = property;
  const { count, blocks, blockOf, starts } = rows;
  const size = type === 'rgb' ? 3 : type === 'rgba' ? 4 : 1;
  const values = new VALUES[type](count * size);
  for (let row = 0; row < count; row++) {
    const block = blocks[blockOf[row]];
    const { first, count } = geometryFloats(block, layout, starts[row]);
    const byte = 4 * (first + count) + at;
    if (size === 1) values[row] = readNumber(block, type, byte);
    else for (let c = 0; c < size; c++) values[size * row + c] = block.bytes[byte + c];
  }
  return values;
}

const VALUES = {
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  uint32: Uint32Array,
  int32: Int32Array,
  float32: Float32Array,
  rgb: Uint8Array,
  rgba: Uint8Array,
} as const;

/** Where a typed array stores the number in fewer bits, it keeps just those. */
function readNumber({ bytes, words, floats }: AnnotationBlock, type: AnnotationProperty['type'], byte: number): number {
  if (type === 'float32') return floats[byte / 4];
  if (type === 'uint32' || type === 'int32') return words[byte / 4];
  if (type === 'uint16' || type === 'int16') return bytes[byte] | (bytes[byte + 1] << 8);
  return bytes[byte];
}

function valueColumn({ type }: AnnotationProperty, values: PropertyValues, count: number): Vector {
  if (type !== 'rgb' && type !== 'rgba') return makeVector(values as Float64Array);
  const child = makeData({ type: new Uint8(), length: values.length, nullCount: 0, data: values as Uint8Array });
  const list = new FixedSizeList(type === 'rgb' ? 3 : 4, new Field('item', new Uint8(), false));
  return new Vector([makeData({ type: list, length: count, nullCount: 0, child })]);
}

/** A dictionary of the labels, in the order of the info file; equal labels share an entry. */
function labels(values: ArrayLike<number>, enumLabels: ReadonlyMap<number, string>): Vector {
  const entries = [...new Set(enumLabels.values())];
  const place = new Map(entries.map((label, i) => [label, i]));
  const indexOf = new Map<number, number>();
  for (const [value, label] of enumLabels) indexOf.set(value, place.get(label) as number);
  const indices = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    let index = indexOf.get(values[row]);
    if (index === undefined) {
      index = entries.push(String(values[row])) - 1;
      indexOf.set(values[row], index);
    }
    indices[row] = index;
  }
  const dictionary = vectorFromArray(entries, new Utf8());
  const type = new Dictionary(new Utf8(), new Int32());
  return new Vector([makeData({ type, length: indices.length, nullCount: 0, data: indices, dictionary })]);
}

function relatedColumn({ count, blocks, blockOf, places }: Rows, relationship: number): Vector {
  const offsets = new Int32Array(count + 1);
  const lists: BigUint64Array[] = [];
  for (let row = 0; row < count; row++) {
    const ids = blocks[blockOf[row]].related?.[relationship][places[row]] ?? new BigUint64Array();
    lists.push(ids);
    offsets[row + 1] = offsets[row] + ids.length;
  }
  const values = new BigUint64Array(offsets[count]);
  for (const [row, ids] of lists.entries()) values.set(ids, offsets[row]);
  return listColumn(makeData({ type: new Uint64(), length: values.length, nullCount: 0, data: values }), offsets);
}
