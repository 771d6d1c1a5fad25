import type { FormatError } from '../../errors.js';

/** Makes the error for `problem` in a line of the file. */
export type SwcFault = (line: number, problem: string) => FormatError;

export const FIELDS = 'id type x y z radius parent';
export const NO_PARENT: -1 = -1;

// Some writers print every field as a decimal ("1.0"), so an integer may carry a zero fraction.
const INTEGER = /^[+-]?\d+(\.0*)?$/;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * The seven numbers of one line, or `undefined` for a line without a node: blank, or a comment.
 *
 * This is the whole grammar of a line, field by field and exact; {@link scanSwc} comes here with every line that is
 * not made of plain short decimals alone.
 */
export function readSwcLine(text: string, lineNumber: number, fault: SwcFault): readonly number[] | undefined {
  const comment = text.indexOf('#');
  const line = (comment < 0 ? text : text.slice(0, comment)).trim(); // a byte order mark counts as white space
  if (line === '') return undefined;
  const fields = line.split(/\s+/);
  if (fields.length !== 7) {
    const received = `received ${fields.length}, expected 7 (${FIELDS})`;
    throw fault(lineNumber, `has the wrong number of fields: ${received}${hintFor(line, fields.length)}`);
  }
  const id = integerOf(fields[0], 'id', 0, Number.MAX_SAFE_INTEGER, lineNumber, fault);
  const type = integerOf(fields[1], 'type', 0, 255, lineNumber, fault);
  const x = decimalOf(fields[2], 'x', lineNumber, fault);
  const y = decimalOf(fields[3], 'y', lineNumber, fault);
  const z = decimalOf(fields[4], 'z', lineNumber, fault);
  const radius = decimalOf(fields[5], 'radius', lineNumber, fault);
  if (radius < 0) throw fault(lineNumber, `radius is negative: received ${fields[5]}, expected 0 or more`);
  const parent = integerOf(fields[6], 'parent', NO_PARENT, Number.MAX_SAFE_INTEGER, lineNumber, fault);
  return [id, type, x, y, z, radius, parent];
}

function hintFor(line: string, count: number): string {
  if (count === 1 && line.split(/[,;]/).length >= 7) return ' between spaces or tabs, not commas';
  return '';
}

function integerOf(field: string, name: string, least: number, most: number, line: number, fault: SwcFault): number {
  const value = INTEGER.test(field) ? Number(field) : Number.NaN;
  if (value >= least && value <= most) return value;
  const range = most > 255 ? `${least} or more` : `${least} to ${most}`;
  throw fault(line, `${name} is not a valid integer: received ${shown(field)}, expected ${range}`);
}

function decimalOf(field: string, name: string, line: number, fault: SwcFault): number {
  const value = DECIMAL.test(field) ? Number(field) : Number.NaN;
  // positions end up as float32 nanometres
  if (Number.isFinite(Math.fround(value * 1000))) return value;
  throw fault(line, `${name} is not a finite number: received ${shown(field)}, expected a decimal number`);
}

function shown(field: string): string {
  return JSON.stringify(field.length > 40 ? `${field.slice(0, 40)}…` : field);
}
