import { type CellValue, isMissing } from './column';

/** Below 0 when `a` comes before `b`: numbers by size, text by UTF-16 code units, false before true. */
export function compareValues(a: CellValue, b: CellValue): number {
  if (a === b) return 0;
  return (a as number) < (b as number) ? -1 : 1;
}

/**
 * The rows in the order of their values. Rows of one value stay in the order they are in; what is missing comes last,
 * ascending or descending.
 */
export function sortRows(rows: Uint32Array, value: (row: number) => CellValue, descending: boolean): Uint32Array {
  const known: { row: number; value: CellValue }[] = [];
  const missing: number[] = [];
  for (const row of rows) {
    const found = value(row);
    if (isMissing(found)) missing.push(row);
    else known.push({ row, value: found });
  }
  const sign = descending ? -1 : 1;
  known.sort((a, b) => sign * compareValues(a.value, b.value));
  const sorted = new Uint32Array(rows.length);
  known.forEach(({ row }, i) => {
    sorted[i] = row;
  });
  sorted.set(missing, known.length);
  return sorted;
}
