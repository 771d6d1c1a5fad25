import { FormatError } from '../../errors.js';

const TYPES = {
  char: 'int8',
  int8: 'int8',
  uchar: 'uint8',
  uint8: 'uint8',
  short: 'int16',
  int16: 'int16',
  ushort: 'uint16',
  uint16: 'uint16',
  int: 'int32',
  int32: 'int32',
  uint: 'uint32',
  uint32: 'uint32',
  float: 'float32',
  float32: 'float32',
  double: 'float64',
  float64: 'float64',
} as const;

/** A number in a PLY file. */
export type PlyType = (typeof TYPES)[keyof typeof TYPES];

/** Bytes of each. */
export const PLY_BYTES: Readonly<Record<PlyType, number>> = {
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  float32: 4,
  float64: 8,
};

/** One number of an element; or a list of them, with the type of its length in `lengthType`. */
export interface PlyProperty {
  readonly name: string;
  readonly type: PlyType;
  readonly lengthType: PlyType | undefined;
}

/** What comes `count` times. */
export interface PlyElement {
  readonly name: string;
  readonly count: number;
  readonly properties: readonly PlyProperty[];
}

/** The header of a PLY file. */
export interface PlyHeader {
  readonly encoding: 'ascii' | 'little' | 'big';
  readonly elements: readonly PlyElement[];
  /** Offset of the first byte behind it. */
  readonly end: number;
}

const ENCODINGS = { ascii: 'ascii', binary_little_endian: 'little', binary_big_endian: 'big' } as const;
const MOST_HEADER_BYTES = 65_536;
const MOST_PROPERTIES = 1000;

/**
 * The header of a PLY file.
 *
 * @throws {FormatError} `ply <file> line <n> …`.
 * @source http://paulbourke.net/dataformats/ply/
 */
export function readPlyHeader(bytes: Uint8Array, file: string | undefined): PlyHeader {
  const where = file === undefined ? 'ply' : `ply ${file}`;
  let line = 0;
  let end = 0;
  const fault = (problem: string): FormatError =>
    new FormatError(`${where} line ${line} ${problem}`, { format: 'ply', at: `line ${line}`, file });
  const nextWords = (): string[] => {
    line++;
    let at = end;
    while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13 && at < MOST_HEADER_BYTES) at++;
    if (at === bytes.length || at === MOST_HEADER_BYTES) {
      throw fault(`ends inside the header: received ${at - end} bytes without an end of line, expected end_header`);
    }
    let text = '';
    for (let i = end; i < at; i++) text += String.fromCharCode(bytes[i]);
    end = bytes[at] === 13 && bytes[at + 1] === 10 ? at + 2 : at + 1;
    return text.trim().split(/\s+/);
  };

  const magic = nextWords();
  if (magic.length !== 1 || magic[0] !== 'ply') {
    throw fault(`is no PLY: received ${JSON.stringify(magic.join(' ').slice(0, 40))}, expected ply`);
  }
  let encoding: PlyHeader['encoding'] | undefined;
  const elements: { name: string; count: number; properties: PlyProperty[] }[] = [];
  let properties = 0;
  for (;;) {
    const words = nextWords();
    const [keyword, ...rest] = words;
    const shown = JSON.stringify(words.join(' ').slice(0, 80));
    if (keyword === 'comment' || keyword === 'obj_info' || keyword === '') continue;
    if (keyword === 'end_header') break;
    if (keyword === 'format') {
      if (!Object.hasOwn(ENCODINGS, rest[0]) || rest[1] !== '1.0' || encoding) {
        throw fault(`format is not known: received ${shown}, expected one of ${Object.keys(ENCODINGS).join(', ')} 1.0`);
      }
      encoding = ENCODINGS[rest[0] as keyof typeof ENCODINGS];
    } else if (keyword === 'element') {
      const count = /^\d{1,15}$/.test(rest[1]) ? Number(rest[1]) : Number.NaN;
      if (rest.length !== 2 || Number.isNaN(count))
        throw fault(`is no element: received ${shown}, expected its name and count`);
      if (elements.some(element => element.name === rest[0])) {
        throw fault(`repeats an element: received ${shown}, expected another name`);
      }
      elements.push({ name: rest[0], count, properties: [] });
    } else if (keyword === 'property') {
      const isList = rest[0] === 'list';
      const [type, name] = isList ? rest.slice(2) : rest;
      const lengthType = isList ? typeOf(rest[1]) : undefined;
      const element = elements.at(-1);
      const known = typeOf(type);
      const isWrong =
        rest.length !== (isList ? 4 : 2) || known === undefined || (isList && !lengthType?.includes('int'));
      if (isWrong || element === undefined || ++properties > MOST_PROPERTIES) {
        throw fault(`is no property: received ${shown}, expected one of an element, of a type such as float or uchar`);
      }
      element.properties.push({ name, type: known, lengthType });
    } else throw fault(`begins with a word that is none of PLY's: received ${shown}, expected element or property`);
  }
  if (!encoding) throw fault('ends the header too early: received no format, expected "format ascii 1.0" or binary');
  return { encoding, elements, end };
}

function typeOf(name: string): PlyType | undefined {
  return Object.hasOwn(TYPES, name) ? TYPES[name as keyof typeof TYPES] : undefined;
}
