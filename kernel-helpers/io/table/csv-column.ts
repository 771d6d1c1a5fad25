import {
  Bool,
  type DataType,
  DateDay,
  Field,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  Schema,
  TimestampMicrosecond,
  Uint64,
  Utf8,
} from 'apache-arrow';

/**
 * What the cells of one CSV column hold.
 *
 * `point` is a PostGIS point in hexadecimal EWKB, which becomes three float64 columns; `empty` a column in which no
 * cell holds anything, which becomes text with nothing but nulls.
 */
export type CsvType =
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint64'
  | 'float32'
  | 'float64'
  | 'bool'
  | 'timestamp'
  | 'timestamp-utc'
  | 'date'
  | 'text'
  | 'point'
  | 'empty';

/** One column of a CSV file. */
export interface CsvColumn {
  readonly name: string;
  readonly type: CsvType;
  /** The type in the database the file was exported from, where it is known. */
  readonly sqlType?: string;
}

const ARROW_TYPES: Readonly<Record<CsvType, () => DataType>> = {
  int16: () => new Int16(),
  int32: () => new Int32(),
  int64: () => new Int64(),
  uint64: () => new Uint64(),
  float32: () => new Float32(),
  float64: () => new Float64(),
  bool: () => new Bool(),
  timestamp: () => new TimestampMicrosecond(),
  'timestamp-utc': () => new TimestampMicrosecond('UTC'),
  date: () => new DateDay(),
  text: () => new Utf8(),
  point: () => new Float64(),
  empty: () => new Utf8(),
};

/** The names of all types, for messages. */
export const CSV_TYPES: readonly string[] = Object.keys(ARROW_TYPES).filter(type => type !== 'empty');

/** The Arrow schema of these columns; a point column `p` is `p_x`, `p_y`, `p_z`. */
export function schemaOf(columns: readonly CsvColumn[]): Schema {
  return new Schema(
    columns.flatMap(({ name, type, sqlType }) => {
      const metadata = new Map(sqlType === undefined ? [] : [['sqltype', sqlType]]);
      const names = type === 'point' ? ['x', 'y', 'z'].map(axis => `${name}_${axis}`) : [name];
      return names.map(each => new Field(each, ARROW_TYPES[type](), true, metadata));
    }),
  );
}
