import { access, open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Table } from 'apache-arrow';
import { FormatError, SourceError, UnsupportedError } from '../../errors.js';
import { parseArrow } from './arrow.js';
import { type NpyArray, npyTable, parseNpy } from './npy.js';
import { parseNpz } from './npz.js';
import { type ReadCsvOptions, readCsv, readExportCsv } from './read-csv.js';

/** How a table is read from a file; options of a format that the file is not are left alone. */
export interface ReadTableOptions extends Omit<ReadCsvOptions, 'columns' | 'file'> {
  /** CSV: the header file of a static CAVE export; default: `{name}_header.csv` beside the file, where there is one. */
  readonly headerPath?: string;
  /** NPY: names of the columns. Parquet: the columns wanted, in this order; default: all. */
  readonly columns?: readonly string[];
}

/** Larger reads than this are refused by some systems. */
const READ_BYTES = 2 ** 30;

/**
 * The table in a file, by its ending: `.csv`, `.tsv`, also with `.gz`; `.feather`, `.arrow`, `.arrows`;
 * `.parquet`; `.npy`. With another ending its first bytes tell.
 *
 * A CSV file with a header file beside it (`cells_merged.csv.gz` and `cells_merged_header.csv`) is a static CAVE export, as
 * {@link readExportCsv} reads it. See {@link readCsv}, {@link parseArrow} and {@link npyTable} for the types.
 *
 * @throws {SourceError} when there is no such file.
 * @throws {FormatError} when it is damaged.
 * @throws {UnsupportedError} for files that hold no single table, and formats this library does not read.
 * @example
 * const cells = await tables.readTable('column_cells.feather');
 */
export async function readTable(path: string, options: ReadTableOptions = {}): Promise<Table> {
  const file = basename(path);
  const { headerPath, columns, separator, types, ...shared } = options;
  const kind = kindByName(file) ?? (await kindByBytes(path));
  if (kind === 'csv') {
    const header = headerPath ?? (await headerBeside(path));
    if (header !== undefined) return readExportCsv(path, { ...shared, headerPath: header });
    const found = separator ?? (/\.tsv(\.gz)?$/i.test(file) ? '\t' : ',');
    return readCsv(path, { ...shared, types, separator: found });
  }
  if (kind === 'arrow') return parseArrow(await readWhole(path), { file });
  if (kind === 'parquet') {
    const { readParquet } = await import('../sql/parquet.js');
    return readParquet(path, { columns });
  }
  if (kind === 'npy') return npyTable(await readNpy(path), { columns });
  throw new UnsupportedError(
    `table ${file} holds no table that is read here: received ${kind}, expected CSV, Feather, Arrow, Parquet or NPY` +
      (kind === 'npz' ? '; readNpz() gives its arrays' : ''),
    { feature: `tables in ${kind}` },
  );
}

/**
 * The array in a `.npy` file, as {@link parseNpy} reads it.
 *
 * @throws {FormatError} {UnsupportedError} as {@link parseNpy}.
 * @throws {SourceError} when there is no such file.
 * @example
 * const { shape, data } = await tables.readNpy('directions.npy');
 */
export async function readNpy(path: string): Promise<NpyArray> {
  return parseNpy(await readWhole(path), { file: basename(path) });
}

/**
 * The arrays in a `.npz` file by name, as {@link parseNpz} reads them.
 *
 * @throws {FormatError} {UnsupportedError} as {@link parseNpz}.
 * @throws {SourceError} when there is no such file.
 * @example
 * const { vertices, edges } = await tables.readNpz('skeleton_axon_222998.npz');
 */
export async function readNpz(path: string): Promise<Record<string, NpyArray>> {
  return parseNpz(await readWhole(path), { file: basename(path) });
}

type Kind = 'csv' | 'arrow' | 'npy' | 'npz' | 'parquet';

function kindByName(file: string): Kind | undefined {
  const ending = /\.(csv|tsv|feather|arrow|arrows|ipc|npy|npz|parquet)(?:\.gz)?$/i.exec(file)?.[1].toLowerCase();
  if (ending === 'csv' || ending === 'tsv') return 'csv';
  if (ending === 'npy' || ending === 'npz' || ending === 'parquet') return ending;
  return ending === undefined ? undefined : 'arrow';
}

async function kindByBytes(path: string): Promise<Kind> {
  const head = Buffer.from(await readWhole(path, 8));
  const text = head.toString('latin1');
  if (text.startsWith('ARROW1') || text.startsWith('\xff\xff\xff\xff')) return 'arrow';
  if (text.startsWith('\x93NUMPY')) return 'npy';
  if (text.startsWith('PAR1')) return 'parquet';
  if (text.startsWith('PK')) return 'npz';
  const first = [...head].map(byte => byte.toString(16).padStart(2, '0')).join(' ');
  throw new FormatError(
    `table ${basename(path)} is of an unknown format: received first bytes ${first || '(none)'}, expected a name ending in ` +
      '.csv, .csv.gz, .tsv, .feather, .arrow, .arrows, .parquet or .npy, or the first bytes of one of them',
    { format: 'table', at: 'byte 0', file: basename(path) },
  );
}

async function headerBeside(path: string): Promise<string | undefined> {
  const header = `${path.replace(/\.csv(\.gz)?$/i, '')}_header.csv`;
  return access(header).then(
    () => header,
    () => undefined,
  );
}

/** All bytes of a file, or its first `most`; also those of more than 2 GiB, which `readFile` refuses. */
async function readWhole(path: string, most: number = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
  try {
    const handle = await open(path);
    try {
      const bytes = new Uint8Array(Math.min((await handle.stat()).size, most));
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await handle.read(bytes, filled, Math.min(bytes.length - filled, READ_BYTES), filled);
        if (bytesRead === 0) break; // the file became shorter meanwhile
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new SourceError(`file ${path} cannot be read (${code ?? message})`, { url: path, cause: error });
  }
}
