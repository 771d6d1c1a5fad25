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
import type { AnnotationBlock, AnnotationLayout } from '../../formats/precomputed/annotations-decode.js';
import type { AnnotationProperty, AnnotationsInfo } from '../../formats/precomputed/annotations-info.js';

/** Annotations of a block that become rows: those at `places`, or all. */
export interface AnnotationRows {
  readonly block: AnnotationBlock;
  readonly places?: ArrayLike<number>;
}

/** The annotations of all blocks, one row each. */
interface Rows {
  readonly count: number;
  /** Rows `from … to - 1` are of `block`. */
  readonly parts: readonly { readonly block: AnnotationBlock; readonly from: number; readonly to: number }[];
  /** Row `i` is annotation `places[i]` of its block; its bytes begin at `starts[i]`, its properties at `properties[i]`. */
  readonly places: Uint32Array;
  readonly starts: Uint32Array;
  readonly properties: Uint32Array;
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
  const rows = gather(parts, layout);
  const columns: [string, Vector][] = [['id', idColumn(rows)], ...geometryColumns(info, layout, rows)];
  info.properties.forEach((property, i) => {
    const values = propertyValues(property, layout.propertyAt[i], rows);
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

function gather(given: readonly AnnotationRows[], layout: AnnotationLayout): Rows {
  const count = given.reduce((sum, { block, places }) => sum + (places ?? block.starts).length, 0);
  const places = new Uint32Array(count);
  const starts = new Uint32Array(count);
  const properties = new Uint32Array(count);
  let row = 0;
  const parts = given.map(({ block, places: chosen }) => {
    const from = row;
    const to = from + (chosen ?? block.starts).length;
    for (let i = 0; row < to; i++, row++) {
      places[row] = chosen === undefined ? i : chosen[i];
      starts[row] = block.starts[places[row]];
      properties[row] = starts[row] + layout.geometryBytes;
      if (layout.geometry === 'POLYLINE') properties[row] += 4 * layout.rank * block.words[starts[row] / 4];
    }
    return { block, from, to };
  });
  return { count, parts, places, starts, properties };
}

function idColumn({ count, parts, places }: Rows): Vector {
  const ids = new BigUint64Array(count);
  for (const { block, from, to } of parts) for (let row = from; row < to; row++) ids[row] = block.ids[places[row]];
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
      for (const { block, from, to } of rows.parts) {
        const { floats } = block;
        for (let row = from; row < to; row++) values[row] = floats[(rows.starts[row] >>> 2) + v * rank + k] * scale;
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
    offsets[row + 1] = offsets[row] + (rows.properties[row] - rows.starts[row] - 4) / (4 * rank);
  }
  return dimensions.map(({ scale }, k) => {
    const values = new Float64Array(offsets[rows.count]);
    for (const { block, from, to } of rows.parts) {
      for (let row = from; row < to; row++) {
        let at = rows.starts[row] / 4 + 1 + k;
        for (let i = offsets[row]; i < offsets[row + 1]; i++, at += rank) values[i] = block.floats[at] * scale;
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
function propertyValues({ type }: AnnotationProperty, at: number, rows: Rows): PropertyValues {
  const { properties } = rows;
  const size = type === 'rgb' ? 3 : type === 'rgba' ? 4 : 1;
  const values = new VALUES[type](rows.count * size);
  for (const { block, from, to } of rows.parts) {
    const { bytes, words, floats } = block;
    // a typed array keeps of a number just the bits it has room for, so words do for signed numbers too
    if (type === 'float32') {
      for (let row = from; row < to; row++) values[row] = floats[(properties[row] + at) >>> 2];
    } else if (type === 'uint32' || type === 'int32') {
      for (let row = from; row < to; row++) values[row] = words[(properties[row] + at) >>> 2];
    } else if (type === 'uint16' || type === 'int16') {
      for (let row = from; row < to; row++) {
        values[row] = bytes[properties[row] + at] | (bytes[properties[row] + at + 1] << 8);
      }
    } else {
      for (let row = from; row < to; row++) {
        for (let c = 0; c < size; c++) values[size * row + c] = bytes[properties[row] + at + c];
      }
    }
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

function relatedColumn({ count, parts, places }: Rows, relationship: number): Vector {
  const offsets = new Int32Array(count + 1);
  const lists: BigUint64Array[] = [];
  for (const { block, from, to } of parts) {
    for (let row = from; row < to; row++) {
      const ids = block.related?.[relationship][places[row]] ?? new BigUint64Array();
      lists.push(ids);
      offsets[row + 1] = offsets[row] + ids.length;
    }
  }
  const values = new BigUint64Array(offsets[count]);
  for (const [row, ids] of lists.entries()) values.set(ids, offsets[row]);
  return listColumn(makeData({ type: new Uint64(), length: values.length, nullCount: 0, data: values }), offsets);
}
