import { FormatError } from '../../errors.js';
import { ByteTokens } from '../text/byte-tokens.js';
import { PLY_BYTES, type PlyElement, type PlyHeader, type PlyType } from './ply-header.js';

/** The numbers behind a PLY header, one after the other, in whatever way they are written. */
export interface PlyNumbers {
  /** The next number, of that type. */
  next(type: PlyType, what: string): number;
  /** Makes sure that `count` rows of an element can be there. */
  need(element: PlyElement): void;
  /** The error for a problem with the number that came last. */
  fault(problem: string): FormatError;
  /** Makes sure that nothing but white space follows. */
  end(): void;
  /** Where the numbers lie one behind the other in bytes; `undefined` in text. */
  readonly binary: PlyBinary | undefined;
}

/** The bytes of a binary file, for readers that know where things lie. */
export interface PlyBinary {
  readonly view: DataView;
  readonly little: boolean;
  /** Offset of the next byte. */
  at: number;
}

const RANGE: Readonly<Partial<Record<PlyType, readonly [number, number]>>> = {
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32768, 32767],
  uint16: [0, 65535],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
};

/** Reads what follows `header`. */
export function plyNumbers(bytes: Uint8Array, header: PlyHeader, file: string | undefined): PlyNumbers {
  const where = file === undefined ? 'ply' : `ply ${file}`;
  const faultAt = (at: string, problem: string): FormatError =>
    new FormatError(`${where} ${at} ${problem}`, { format: 'ply', at, file });
  return header.encoding === 'ascii'
    ? textNumbers(bytes, header.end, faultAt)
    : binaryNumbers(bytes, header.end, header.encoding === 'little', faultAt);
}

type FaultAt = (at: string, problem: string) => FormatError;

/** Bytes that a row takes at the least: a list may be empty. */
function leastRow(element: PlyElement, bytesOf: (type: PlyType) => number): number {
  let bytes = 0;
  for (const { type, lengthType } of element.properties) bytes += bytesOf(lengthType ?? type);
  return bytes;
}

function binaryNumbers(bytes: Uint8Array, start: number, little: boolean, faultAt: FaultAt): PlyNumbers {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const binary = { view, little, at: start };
  let last = start;
  const fault = (problem: string): FormatError => faultAt(`byte ${last}`, problem);
  return {
    binary,
    fault,
    next(type, what) {
      last = binary.at;
      const size = PLY_BYTES[type];
      if (bytes.length - last < size) {
        throw fault(`ends inside ${what}: received ${bytes.length - last} bytes, expected ${size}`);
      }
      binary.at += size;
      return numberAt(view, last, type, little);
    },
    need(element) {
      last = binary.at;
      const row = leastRow(element, type => PLY_BYTES[type]);
      const received = bytes.length - last;
      if (row * element.count <= received) return;
      throw fault(
        `ends inside element ${element.name}: received ${received} bytes, expected ${element.count} × ${row} or more`,
      );
    },
    end() {
      last = binary.at;
      // some writers end the file in an end of line
      while (binary.at < bytes.length && (bytes[binary.at] === 10 || bytes[binary.at] === 13)) binary.at++;
      if (binary.at < bytes.length) {
        throw fault(`goes on after its last element: received ${bytes.length - last} bytes, expected none`);
      }
    },
  };
}

/** The number of that type at an offset of a view. */
export function numberAt(view: DataView, at: number, type: PlyType, little: boolean): number {
  switch (type) {
    case 'int8':
      return view.getInt8(at);
    case 'uint8':
      return view.getUint8(at);
    case 'int16':
      return view.getInt16(at, little);
    case 'uint16':
      return view.getUint16(at, little);
    case 'int32':
      return view.getInt32(at, little);
    case 'uint32':
      return view.getUint32(at, little);
    case 'float32':
      return view.getFloat32(at, little);
    case 'float64':
      return view.getFloat64(at, little);
  }
}

function textNumbers(bytes: Uint8Array, start: number, faultAt: FaultAt): PlyNumbers {
  const tokens = new ByteTokens(bytes, start);
  let last = start;
  const fault = (problem: string): FormatError => faultAt(`line ${tokens.lineAt(last)}`, problem);
  return {
    binary: undefined,
    fault,
    next(type, what) {
      const isThere = tokens.skip();
      last = tokens.at;
      if (!isThere) throw fault(`ends inside ${what}: received the end of the file, expected a number`);
      const value = tokens.number();
      const range = RANGE[type];
      const isRight = range
        ? Number.isInteger(value) && value >= range[0] && value <= range[1]
        : Number.isFinite(value);
      if (isRight) return value;
      tokens.at = last;
      throw fault(`holds a wrong number: received ${JSON.stringify(tokens.word())}, expected ${type}`);
    },
    need(element) {
      last = tokens.at;
      // a digit and a space each
      const row = leastRow(element, () => 2);
      const received = bytes.length - last;
      if (row * element.count <= received + 1) return;
      throw fault(
        `ends inside element ${element.name}: received ${received} bytes, expected ${element.count} rows of ${row} or more`,
      );
    },
    end() {
      if (!tokens.skip()) return;
      last = tokens.at;
      throw fault(`goes on after its last element: received ${JSON.stringify(tokens.word())}, expected nothing`);
    },
  };
}
