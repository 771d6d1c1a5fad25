/** What stands in a cell; ids and other 64-bit numbers as bigints. */
export type CellValue = string | number | bigint | boolean | null;

export interface IColumn {
  readonly name: string;
  readonly unit: string;
  readonly kind: 'number' | 'integer' | 'text' | 'boolean';
  /** Of what it holds ids. */
  readonly of: 'neurons' | 'synapses' | undefined;
  value(row: number): CellValue;
}

/** A value as it is shown and copied; empty for what is missing. */
export function cellText(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'number' && !Number.isInteger(value)) return String(Number(value.toPrecision(6)));
  return String(value);
}

/** Whether nothing is known. */
export function isMissing(value: CellValue): boolean {
  return value === null || Number.isNaN(value);
}
