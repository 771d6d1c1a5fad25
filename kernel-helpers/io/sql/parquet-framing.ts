import { open } from 'node:fs/promises';
import { FormatError, SourceError, UnsupportedError } from '../../errors.js';
import { formatCount } from '../catalogue/format-count.js';

const MAGIC = 'PAR1';
const ENCRYPTED = 'PARE';
/** The footer's length (4 bytes) and the magic close a file. */
const TAIL = 8;
/** Magic in front, an empty footer of one byte, tail. */
const LEAST = MAGIC.length + 1 + TAIL;

/**
 * Makes sure that a Parquet file begins and ends as one, and that its footer lies inside it, so that what is cut off or
 * something else is told as such. Reads 12 bytes.
 *
 * @throws {FormatError} naming the byte; {@link UnsupportedError} for an encrypted footer; {@link SourceError} when there
 * is no such file.
 * @source https://parquet.apache.org/docs/file-format/
 */
export async function checkParquetFile(path: string): Promise<void> {
  const handle = await open(path).catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${cause.code})`;
    throw new SourceError(`parquet ${path} cannot be opened: ${why}`, { url: path, cause });
  });
  try {
    const found = await handle.stat();
    if (!found.isFile()) {
      throw new SourceError(`parquet ${path} cannot be opened: received a folder, expected a file`, { url: path });
    }
    const { size } = found;
    const ends = new Uint8Array(MAGIC.length + TAIL);
    if (size >= LEAST) {
      await handle.read(ends, 0, MAGIC.length, 0);
      await handle.read(ends, MAGIC.length, TAIL, size - TAIL);
    }
    checkParquetEnds(ends, size, path);
  } finally {
    await handle.close();
  }
}

/** As {@link checkParquetFile}, for bytes. */
export function checkParquetBytes(bytes: Uint8Array, file?: string): void {
  const ends = new Uint8Array(MAGIC.length + TAIL);
  if (bytes.length >= LEAST) {
    ends.set(bytes.subarray(0, MAGIC.length));
    ends.set(bytes.subarray(bytes.length - TAIL), MAGIC.length);
  }
  checkParquetEnds(ends, bytes.length, file);
}

function checkParquetEnds(ends: Uint8Array, size: number, file: string | undefined): void {
  const where = file === undefined ? 'parquet' : `parquet ${file}`;
  const fault = (at: number, problem: string): FormatError =>
    new FormatError(`${where} ${problem}`, { format: 'parquet', at: `byte ${at}`, file });
  if (size < LEAST) {
    throw fault(size, `is truncated: received ${formatCount(size)} bytes, expected at least ${LEAST}`);
  }
  const head = textAt(ends, 0);
  const tail = textAt(ends, ends.length - MAGIC.length);
  if (head === ENCRYPTED || tail === ENCRYPTED) {
    throw new UnsupportedError(`${where} is encrypted, which this library does not read`, {
      feature: 'parquet encryption',
    });
  }
  if (head !== MAGIC) {
    throw fault(0, `is not Parquet: received first bytes ${hex(ends.subarray(0, 4))}, expected "${MAGIC}"`);
  }
  if (tail !== MAGIC) {
    throw fault(
      size - MAGIC.length,
      `is truncated or damaged at its end (byte ${formatCount(size)}): received ${hex(ends.subarray(-4))}, expected ` +
        `the closing "${MAGIC}"`,
    );
  }
  const footer = new DataView(ends.buffer).getUint32(MAGIC.length, true);
  if (footer === 0 || footer > size - MAGIC.length - TAIL) {
    throw fault(
      size - TAIL,
      `has a wrong footer length at byte ${formatCount(size - TAIL)}: received ${formatCount(footer)}, expected 1 to ` +
        formatCount(size - MAGIC.length - TAIL),
    );
  }
}

function textAt(bytes: Uint8Array, start: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + MAGIC.length));
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join(' ');
}
