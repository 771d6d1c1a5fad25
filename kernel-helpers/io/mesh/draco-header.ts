import { FormatError, UnsupportedError } from '../../errors.js';
import { ByteReader } from '../../formats/byte-reader.js';

/** Format in the errors of everything that is packed by Draco. */
export const DRACO_FORMAT = 'draco mesh';

/** What a Draco file says of itself before its packed part begins. */
export interface DracoHeader {
  readonly triangleCount: number;
  /** Vertices of the connectivity; a mesh with seams unpacks into a few more. */
  readonly vertexCount: number;
}

const MAGIC = [0x44, 0x52, 0x41, 0x43, 0x4f]; // DRACO
const MESH = 1;
const SEQUENTIAL = 0;
const EDGEBREAKER = 1;
const HAS_METADATA = 0x8000;
const MOST_METADATA_DEPTH = 16;
/** The first version that writes its counts as varints, and the last there is, which changed what comes before them. */
const VARINTS = versionOf(2, 0);
const NEWEST = versionOf(2, 2);

/**
 * Triangles and vertices for one byte, at most. A flat sheet of a million vertices, which packs better than any surface
 * that was measured, has 2,200 triangles for each of its bytes.
 */
const MOST_PER_BYTE = 4096;

/** True for bytes that begin as Draco's do. */
export function isDraco(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte);
}

/**
 * The counts in a Draco file's header, checked against its length, so that a file of a few bytes cannot ask the decoder
 * for gigabytes.
 *
 * @throws {FormatError} when it is no Draco file, ends early, or claims more than its bytes can hold.
 * @throws {UnsupportedError} for a point cloud, and for a version newer than 2.2.
 * @source https://google.github.io/draco/spec/
 */
export function readDracoHeader(bytes: Uint8Array, file?: string): DracoHeader {
  const reader = new ByteReader(bytes, { format: DRACO_FORMAT, file });
  const magic = reader.take(MAGIC.length, 'the word DRACO');
  if (!isDraco(magic)) {
    throw reader.fault(`is no Draco file: received ${[...magic].join(' ')}, expected the letters DRACO`, 0);
  }
  const [major, minor] = reader.take(2, 'the version');
  const version = versionOf(major, minor);
  const where = file === undefined ? DRACO_FORMAT : `${DRACO_FORMAT} ${file}`;
  if (version > NEWEST) {
    throw new UnsupportedError(
      `${where} version is too new: received ${major}.${minor}, expected at most 2.2; unpack it with a newer Draco`,
      { feature: 'draco versions after 2.2' },
    );
  }
  const kind = reader.u8('the kind of geometry');
  if (kind === 0) {
    throw new UnsupportedError(`${where} is a point cloud: received geometry 0, expected 1, a mesh`, {
      feature: 'draco point clouds',
    });
  }
  if (kind !== MESH) throw reader.fault(`kind of geometry is not known: received ${kind}, expected 1, a mesh`, 7);
  const method = reader.u8('the method');
  if (method !== SEQUENTIAL && method !== EDGEBREAKER) {
    throw reader.fault(`method is not known: received ${method}, expected 0 (sequential) or 1 (edgebreaker)`, 8);
  }
  if ((reader.u16('the flags') & HAS_METADATA) !== 0) skipMetadata(reader);
  return method === SEQUENTIAL ? sequential(reader, version) : edgebreaker(reader, version);
}

function sequential(reader: ByteReader, version: number): DracoHeader {
  const triangleCount = count(reader, version < NEWEST, 'triangles');
  const vertexCount = count(reader, version < NEWEST, 'vertices');
  return { triangleCount, vertexCount };
}

function edgebreaker(reader: ByteReader, version: number): DracoHeader {
  reader.u8('the traversal');
  const wide = version < VARINTS;
  if (version < NEWEST) count(reader, wide, 'new vertices');
  const vertexCount = count(reader, wide, 'vertices');
  const triangleCount = count(reader, wide, 'triangles');
  return { triangleCount, vertexCount };
}

function count(reader: ByteReader, wide: boolean, what: string): number {
  const at = reader.offset;
  const value = wide ? reader.u32(`the number of ${what}`) : varint(reader, `the number of ${what}`);
  const most = MOST_PER_BYTE * reader.bytes.length;
  if (value <= most) return value;
  throw reader.fault(
    `claims too many ${what}: received ${value} in ${reader.bytes.length} bytes, expected at most ${most}`,
    at,
  );
}

function versionOf(major: number, minor: number): number {
  return 256 * major + minor;
}

/** Seven bits a byte, the lowest first. */
function varint(reader: ByteReader, what: string): number {
  const at = reader.offset;
  let value = 0;
  for (let scale = 1; scale <= 2 ** 28; scale *= 128) {
    const byte = reader.u8(what);
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value;
  }
  throw reader.fault(`gives ${what} in too many bytes: received more than 5, expected at most 5`, at);
}

/** Names and values that a writer added; cloud-volume's put the quantization there. */
function skipMetadata(reader: ByteReader): void {
  const attributes = varint(reader, 'the number of attribute metadata');
  for (let i = 0; i < attributes; i++) {
    varint(reader, 'the id of an attribute');
    skipEntries(reader, 0);
  }
  skipEntries(reader, 0);
}

function skipEntries(reader: ByteReader, depth: number): void {
  if (depth > MOST_METADATA_DEPTH) {
    throw reader.fault(
      `has metadata nested too deep: received ${depth} levels, expected at most ${MOST_METADATA_DEPTH}`,
    );
  }
  const entries = varint(reader, 'the number of metadata entries');
  for (let i = 0; i < entries; i++) {
    reader.take(reader.u8('the length of a metadata name'), 'a metadata name');
    reader.take(varint(reader, 'the length of a metadata value'), 'a metadata value');
  }
  const children = varint(reader, 'the number of nested metadata');
  for (let i = 0; i < children; i++) {
    reader.take(reader.u8('the length of a metadata name'), 'a metadata name');
    skipEntries(reader, depth + 1);
  }
}

/** The error for a Draco file that the decoder gave up on. */
export function dracoFault(problem: string, file: string | undefined, cause?: unknown): FormatError {
  const where = file === undefined ? DRACO_FORMAT : `${DRACO_FORMAT} ${file}`;
  return new FormatError(`${where} ${problem}`, { format: DRACO_FORMAT, at: 'the packed part', file, cause });
}
