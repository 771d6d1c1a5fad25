/** Results that are columns by name, such as one number for each distance bin: a table, with what else there is below. */
import { jupyterDisplay } from '../contract/mime.js';
import { columnOfValues, type TableSource } from './grid.js';
import { fieldOf, shortText } from './short-text.js';

/** Columns of an object, and its other fields in words. */
export interface ColumnsObject {
  readonly source: TableSource;
  /** `n 4, method "ward"`; empty when every field is a column. */
  readonly rest: string;
}

/** An object with more fields than this is no result. */
const MOST_FIELDS = 60;
/** Other fields are written in as much room each. */
const ROOM = 60;

/**
 * An object with two or more typed arrays of one length, at least 2: those, and the lists as long as they, as columns.
 * `undefined` for any other value. Of several lengths that with most columns counts, of equal ones the shorter.
 */
export function columnsObject(value: object): ColumnsObject | undefined {
  if (!isPlain(value) || jupyterDisplay in value) return undefined;
  const names = Object.keys(value);
  if (names.length > MOST_FIELDS) return undefined;
  const fields = names.map(name => [name, fieldOf(value, name)] as const);
  const length = commonLength(fields.map(([, field]) => field));
  if (length === undefined) return undefined;
  const isColumn = (field: unknown): field is ArrayLike<unknown> =>
    (isNumbers(field) || Array.isArray(field)) && field.length === length;
  const columns = fields.flatMap(([name, field]) => (isColumn(field) ? [[name, field] as const] : []));
  const rest = fields.filter(([, field]) => !isColumn(field) && typeof field !== 'function');
  return {
    source: {
      kind: 'Object',
      rowCount: length,
      columns: columns.map(([name, field]) => ({
        name,
        read: rows =>
          columnOfValues(
            name,
            rows.map(row => field[row]),
          ),
      })),
      numbered: true,
    },
    rest: rest.map(([name, field]) => `${name} ${shortText(field, ROOM)}`).join(' · '),
  };
}

function isNumbers(field: unknown): field is ArrayLike<unknown> {
  return ArrayBuffer.isView(field) && !(field instanceof DataView);
}

function commonLength(fields: readonly unknown[]): number | undefined {
  const counts = new Map<number, number>();
  for (const field of fields) {
    if (isNumbers(field) && field.length >= 2) counts.set(field.length, (counts.get(field.length) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([a, n], [b, m]) => m - n || a - b);
  return most !== undefined && most[1] >= 2 ? most[0] : undefined;
}

/** An object made with braces: instances of classes have ideas of their own. */
function isPlain(value: object): boolean {
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    prototype === null ||
    (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'isPrototypeOf'))
  );
}
