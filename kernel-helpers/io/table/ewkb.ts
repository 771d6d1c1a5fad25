/**
 * Points in PostGIS's extended well-known binary, as hexadecimal text: what a `geometry` column is in an export.
 *
 * @source https://postgis.net/docs/using_postgis_dbmanagement.html#EWKB_EWKT, https://libgeos.org/specifications/wkb/
 */

const POINT = 1;
/** Flags of PostGIS on the type: the point has a z, or names its reference system. */
const HAS_Z = 0x80000000;
const HAS_M = 0x40000000;
const HAS_SRID = 0x20000000;
/** The same by ISO's numbering: 1001 is a point with z. */
const ISO_Z = 1000;

const scratch: Uint8Array = new Uint8Array(33);
const view: DataView = new DataView(scratch.buffer);

/** Hexadecimal digit by its character code; 255 where it is none. */
const DIGITS: Uint8Array = new Uint8Array(256).fill(255);
for (let digit = 0; digit < 16; digit++) {
  const text = digit.toString(16);
  DIGITS[text.charCodeAt(0)] = digit;
  DIGITS[text.toUpperCase().charCodeAt(0)] = digit;
}

/**
 * Reads the point with z whose hexadecimal EWKB starts at `start` into `to[3*index + 0 … 2]`. Returns where its digits
 * end, or -1 when they are no such point. An empty point is three NaN.
 *
 * The bytes behind the digits must be there: the search ends at the first one that is no digit.
 */
export function readHexPoint(bytes: Uint8Array, start: number, to: Float64Array, index: number): number {
  const order = hexByte(bytes, start);
  if (order !== 0 && order !== 1) return -1;
  const little = order === 1;
  let length = 5;
  for (let i = 1; i < length; i++) {
    const byte = hexByte(bytes, start + 2 * i);
    if (byte < 0) return -1;
    scratch[i] = byte;
    if (i !== 4) continue;
    const type = view.getUint32(1, little);
    const plain = type & ~(HAS_Z | HAS_SRID);
    const withZ = (type & HAS_Z) !== 0 ? plain === POINT : plain === ISO_Z + POINT;
    if (!withZ || (type & HAS_M) !== 0) return -1;
    length = (type & HAS_SRID) !== 0 ? 33 : 29;
  }
  const first = length - 24;
  for (let axis = 0; axis < 3; axis++) to[3 * index + axis] = view.getFloat64(first + 8 * axis, little);
  return start + 2 * length;
}

function hexByte(bytes: Uint8Array, at: number): number {
  const high = DIGITS[bytes[at]];
  const low = DIGITS[bytes[at + 1]];
  return (high | low) > 15 ? -1 : high * 16 + low;
}
