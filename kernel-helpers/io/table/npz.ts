import { inflateRawSync } from 'node:zlib';
import { ConnectomeError, FormatError, UnsupportedError } from '../../errors.js';
import { formatCount } from '../catalogue/format-count.js';
import { crc32 } from './crc32.js';
import { type NpyArray, parseNpy } from './npy.js';

/** Signatures of the parts of a zip file. */
const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_END = 0x06054b50;
const DIRECTORY_END_BYTES = 22;
/** A size or offset that stands in a zip64 field. */
const IN_ZIP64 = 0xffffffff;
/** Bytes that one byte of deflate data can stand for. */
const MOST_PACKED = 1032;

/**
 * The arrays in the bytes of a `.npz` file by name, as `np.savez` and `np.savez_compressed` write them.
 *
 * Sizes and checksums are checked; a file that claims to unpack to more than its bytes can hold is refused before anything is.
 *
 * @throws {FormatError} `npz <file> …` for a damaged zip, naming the byte, or for a damaged array, naming the array.
 * @throws {UnsupportedError} for zip64, encryption, other packings than deflate, members that are no arrays, and for what
 * {@link parseNpy} refuses.
 * @source https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function parseNpz(bytes: Uint8Array, options: { readonly file?: string } = {}): Record<string, NpyArray> {
  const { file } = options;
  const where = file === undefined ? 'npz' : `npz ${file}`;
  const fault = (at: number, problem: string, cause?: unknown): FormatError =>
    new FormatError(`${where} byte ${at} ${problem}`, { format: 'npz', at: `byte ${at}`, file, cause });
  // no prototype: an array may have any name
  const arrays: Record<string, NpyArray> = Object.create(null);
  for (const member of readDirectory(bytes, where, fault)) {
    if (!member.name.endsWith('.npy')) {
      throw new UnsupportedError(
        `${where} member ${member.name} is no array: received another file, expected names ending in .npy`,
        { feature: 'npz members other than arrays' },
      );
    }
    const name = member.name.slice(0, -4);
    if (Object.hasOwn(arrays, name))
      throw fault(member.at, `repeats a member: received ${member.name} again, expected another name`);
    const content = unpack(bytes, member, fault);
    try {
      arrays[name] = parseNpy(content, { file: member.name });
    } catch (error) {
      if (error instanceof UnsupportedError)
        throw new UnsupportedError(`${where} ${error.message}`, { feature: error.feature, cause: error });
      if (error instanceof ConnectomeError)
        throw fault(member.at, `has a damaged member: received ${error.message}`, error);
      throw error;
    }
  }
  return arrays;
}

interface Member {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
  /** Where its local header starts. */
  readonly at: number;
}

type Fault = (at: number, problem: string, cause?: unknown) => FormatError;

function readDirectory(bytes: Uint8Array, where: string, fault: Fault): Member[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = directoryEnd(bytes, view, fault);
  const count = view.getUint16(end + 10, true);
  const length = view.getUint32(end + 12, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || length === IN_ZIP64 || start === IN_ZIP64) throw zip64(where);
  if (start + length !== end || count * 46 > length) {
    throw fault(
      end,
      `has a damaged directory: received ${count} members in ${length} bytes at ${start}, expected them up to here`,
    );
  }
  const members: Member[] = [];
  let at = start;
  let total = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY)
      throw fault(at, 'has no directory entry: received other bytes, expected 50 4b 01 02');
    const flags = view.getUint16(at + 8, true);
    const [checksum, packed, size] = [16, 20, 24].map(offset => view.getUint32(at + offset, true));
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end)
      throw fault(at, `has a directory entry that is too long: received ${next - at} bytes, expected ${end - at}`);
    const name = Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString('utf8');
    const offset = view.getUint32(at + 42, true);
    if (packed === IN_ZIP64 || size === IN_ZIP64 || offset === IN_ZIP64) throw zip64(where);
    if (flags & 1)
      throw new UnsupportedError(`${where} member ${name} is encrypted, which this library does not read`, {
        feature: 'encrypted zip',
      });
    const method = view.getUint16(at + 10, true);
    if (method !== 0 && method !== 8) {
      throw new UnsupportedError(
        `${where} member ${name} is packed in a way this library does not read: received method ${method}, expected 0 (stored) or 8 (deflate)`,
        { feature: `zip method ${method}` },
      );
    }
    total += size;
    if (size > packed * MOST_PACKED || total > bytes.length * MOST_PACKED || (method === 0 && size !== packed)) {
      throw fault(
        at,
        `has a wrong size: received ${formatCount(size)} bytes packed in ${formatCount(packed)}, expected at most ${formatCount(packed * (method === 0 ? 1 : MOST_PACKED))}`,
      );
    }
    members.push({ name, method, checksum, packed, size, at: offset });
    at = next;
  }
  if (at !== end) throw fault(at, `goes on behind its members: received ${end - at} bytes, expected none`);
  return members;
}

/** The directory's end is the last thing in a file, except for a comment of up to 65,535 bytes. */
function directoryEnd(bytes: Uint8Array, view: DataView, fault: Fault): number {
  const first = Math.max(0, bytes.length - DIRECTORY_END_BYTES - 65_535);
  for (let at = bytes.length - DIRECTORY_END_BYTES; at >= first; at--) {
    if (view.getUint32(at, true) !== DIRECTORY_END) continue;
    if (at + DIRECTORY_END_BYTES + view.getUint16(at + 20, true) === bytes.length) return at;
  }
  throw fault(bytes.length, 'has no zip directory at its end: it is truncated or no .npz file');
}

function unpack(bytes: Uint8Array, member: Member, fault: Fault): Uint8Array {
  const { at, packed, size, method, checksum } = member;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL_HEADER) {
    throw fault(at, `has no member ${member.name} here: received other bytes, expected 50 4b 03 04`);
  }
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + packed > bytes.length) {
    throw fault(at, `ends inside member ${member.name}: received ${bytes.length - start} bytes, expected ${packed}`);
  }
  const stored = bytes.subarray(start, start + packed);
  let content = stored;
  if (method === 8) {
    try {
      content = inflateRawSync(stored, { maxOutputLength: Math.max(1, size) });
    } catch (error) {
      throw fault(
        start,
        `has a damaged member ${member.name}: received ${(error as Error).message}, expected deflate data`,
        error,
      );
    }
  }
  if (content.length !== size) {
    throw fault(start, `has a damaged member ${member.name}: received ${content.length} bytes, expected ${size}`);
  }
  const sum = crc32(content);
  if (sum !== checksum) {
    throw fault(
      start,
      `has a damaged member ${member.name}: received checksum ${sum.toString(16)}, expected ${checksum.toString(16)}`,
    );
  }
  return content;
}

function zip64(where: string): UnsupportedError {
  return new UnsupportedError(
    `${where} is a zip64 file, for more than 4 GiB or 65,535 members, which this library does not read`,
    { feature: 'zip64' },
  );
}
