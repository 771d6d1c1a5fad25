import type {
  Bool,
  DataType,
  Dictionary,
  Float32,
  Float64,
  Int32,
  Int64,
  TimestampNanosecond,
  Uint64,
  Utf8,
} from 'apache-arrow';
import type { CatalogueColumn } from './catalogue-entry.js';

/** The name a schema gives to an Arrow type. */
type NameOf<Type extends DataType> = Type extends Int64
  ? 'int64'
  : Type extends Uint64
    ? 'uint64'
    : Type extends Int32
      ? 'int32'
      : Type extends Float64
        ? 'float64'
        : Type extends Float32
          ? 'float32'
          : Type extends Bool
            ? 'bool'
            : Type extends Utf8
              ? 'utf8'
              : Type extends Dictionary
                ? 'dictionary<utf8>'
                : Type extends TimestampNanosecond
                  ? 'timestamp[ns]'
                  : never;

/** What a schema says of one column. */
export type Described<Type extends string = string> = readonly [type: Type, unit: string | null, meaning: string];

/**
 * A description of every column of a table whose Arrow columns are `Columns`: the compiler checks that none is missing
 * and that each is described with the type it has.
 */
export type SchemaOf<Columns extends Record<string, DataType>> = {
  readonly [Name in keyof Columns]: Described<NameOf<Columns[Name]>>;
};

/** A schema as the catalogue's list of columns, in the schema's order. */
export function columnsOf(schema: Readonly<Record<string, Described>>): readonly CatalogueColumn[] {
  return Object.entries(schema).map(([name, [type, unit, meaning]]) => ({ name, type, unit, meaning }));
}

/** What is said of a column that no public text explains. */
export const NOT_DOCUMENTED = 'not documented';
