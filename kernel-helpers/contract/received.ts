/** A value of unknown make as errors name it. */

/** Levels of lists and objects that are told; what lies deeper is "…". */
const levels = 2;

/**
 * A string as it is, anything else about as JSON has it, cut to `longest` characters. Of a value as large or as deep as a
 * notebook can hold only as much is walked through as is told.
 */
export function receivedText(value: unknown, longest: number): string {
  const text = typeof value === 'string' ? value : written(value, longest + 1, levels);
  return text.length > longest ? `${text.slice(0, longest - 3)}...` : text;
}

/** Once `room` characters are there, the rest is left out: they will be cut off. */
function written(value: unknown, room: number, below: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, room));
  // JSON has no NaN and would call it null; of a bigint it would have nothing at all.
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? 'a function' : String(value);
  if (Array.isArray(value)) {
    let text = '[';
    for (let i = 0; i < value.length && text.length < room; i += 1) {
      text += `${i > 0 ? ',' : ''}${below > 0 ? written(value[i], room - text.length, below - 1) : '…'}`;
      if (below === 0) break;
    }
    return `${text}]`;
  }
  if (ArrayBuffer.isView(value)) return `a typed array of ${value.byteLength} bytes`;
  let text = '{';
  for (const key in value) {
    if (!Object.hasOwn(value, key)) continue;
    text += `${text.length > 1 ? ',' : ''}${JSON.stringify(key.slice(0, room))}:`;
    const item = (value as Readonly<Record<string, unknown>>)[key];
    text += below > 0 ? written(item, room - text.length, below - 1) : '…';
    if (below === 0 || text.length >= room) break;
  }
  return `${text}}`;
}
