/**
 * DuckDB itself. Its 70 MB of machine code are loaded when the first query needs them, never before: a kernel that
 * runs no SQL pays nothing.
 */
import { createRequire } from 'node:module';

/** A vector of DuckDB's own memory: a column of up to 2,048 rows, or the elements of such a column's lists. */
export type NativeVector = object;

/** A chunk of DuckDB's own memory: one vector a column. */
export type NativeChunk = object;

/**
 * The functions of DuckDB's C interface that move whole columns: `@duckdb/node-api` makes an object of every value,
 * these give and take the memory as it is. Views of it are valid as long as their chunk is.
 */
export interface NativeDuckDB {
  data_chunk_get_vector(chunk: NativeChunk, column: number): NativeVector;
  data_chunk_get_size(chunk: NativeChunk): number;
  data_chunk_set_size(chunk: NativeChunk, rows: number): void;
  vector_get_data(vector: NativeVector, byteCount: number): Uint8Array;
  vector_get_validity(vector: NativeVector, byteCount: number): Uint8Array | null;
  vector_ensure_validity_writable(vector: NativeVector): void;
  vector_assign_string_element_len(vector: NativeVector, row: number, bytes: Uint8Array): void;
  list_vector_get_child(vector: NativeVector): NativeVector;
  list_vector_reserve(vector: NativeVector, capacity: number): void;
  list_vector_set_size(vector: NativeVector, size: number): void;
  struct_vector_get_child(vector: NativeVector, index: number): NativeVector;
  array_vector_get_child(vector: NativeVector): NativeVector;
  get_data_from_pointer(buffer: ArrayBufferLike, pointerOffset: number, byteCount: number): Uint8Array;
  copy_data_to_vector(
    vector: NativeVector,
    targetByte: number,
    source: ArrayBufferLike,
    sourceByte: number,
    byteCount: number,
  ): void;
  copy_data_to_vector_validity(
    vector: NativeVector,
    targetByte: number,
    source: ArrayBufferLike,
    sourceByte: number,
    byteCount: number,
  ): void;
}

/** The package as its makers describe it. */
export type DuckDBApi = typeof import('@duckdb/node-api');

/** DuckDB, loaded. */
export interface DuckDB {
  readonly api: DuckDBApi;
  readonly native: NativeDuckDB;
}

let loaded: Promise<DuckDB> | undefined;

/** Loads DuckDB once. */
export function loadDuckDB(): Promise<DuckDB> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<DuckDB> {
  const api = (await import('@duckdb/node-api')) as DuckDBApi;
  // the bindings are a dependency of the package, not of ours: they are looked for where it finds them
  const here = createRequire(import.meta.url);
  const native = createRequire(here.resolve('@duckdb/node-api'))('@duckdb/node-bindings') as NativeDuckDB;
  return { api, native };
}
