import { CompressionType, compressionRegistry, RecordBatchReader, Table, type TypeMap } from 'apache-arrow';
import { ConnectomeError, FormatError, UnsupportedError } from '../../errors.js';
import { checkArrowFraming } from './arrow-framing.js';
import { decodeLz4Frame } from './lz4-frame.js';
import { decodeZstdFrame } from './zstd-frame.js';

// apache-arrow knows the compressed layout but brings no codec.
compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: bytes => decodeLz4Frame(bytes, unpackedLength(bytes)) });
compressionRegistry.set(CompressionType.ZSTD, { decode: bytes => decodeZstdFrame(bytes, unpackedLength(bytes)) });

/**
 * How long a compressed buffer is when unpacked: the int64 in front of the bytes that a codec is given. apache-arrow
 * leaves it out, and does not look whether it holds.
 */
function unpackedLength(bytes: Uint8Array): number {
  const length = new DataView(bytes.buffer, bytes.byteOffset - 8, 8).getBigInt64(0, true);
  if (length < 0n || length > BigInt(Number.MAX_SAFE_INTEGER)) throw new Error(`a buffer of ${length} bytes`);
  return Number(length);
}

/**
 * The table in Arrow IPC bytes: the file format (`.arrow`, `.feather` version 2) or the stream format, plain,
 * LZ4- or ZSTD-compressed.
 *
 * 64-bit integer columns give `bigint` from `get(i)` and a `BigInt64Array`/`BigUint64Array` from `toArray()`, so ids
 * are exact; a missing value is `null`. Uncompressed buffers are views of `bytes`, not copies.
 *
 * @throws {FormatError} `arrow <file> …` when the bytes are truncated, damaged or something else.
 * @throws {UnsupportedError} for Feather version 1.
 * @source https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format
 */
export function parseArrow<Columns extends TypeMap = TypeMap>(
  bytes: Uint8Array,
  options: { readonly file?: string } = {},
): Table<Columns> {
  const { file } = options;
  const { readable, batchCount } = checkArrowFraming(bytes, file);
  try {
    const reader = RecordBatchReader.from<Columns>(readable);
    const batches = [...reader];
    // the reader stops without a word at a block that the footer misplaces
    if (batches.length < batchCount) throw new Error(`${batches.length} record batches, not ${batchCount}`);
    return batches.length > 0 ? new Table(batches) : new Table(reader.schema);
  } catch (error) {
    throw arrowError(error, file);
  }
}

/** What apache-arrow or a codec threw, as an error that names the file. */
export function arrowError(error: unknown, file: string | undefined): Error {
  const where = file === undefined ? 'arrow' : `arrow ${file}`;
  if (error instanceof FormatError && error.format === 'arrow') return error;
  if (error instanceof UnsupportedError) {
    return new UnsupportedError(`${where} ${error.message}`, { feature: error.feature, cause: error });
  }
  const reason = error instanceof ConnectomeError ? error.message : `message: ${(error as Error).message}`;
  return new FormatError(`${where} is damaged: received ${reason}`, {
    format: 'arrow',
    at: 'body',
    file,
    cause: error,
  });
}
