import { type Data, Float64 } from 'apache-arrow';
import { Cells } from './csv-cells.js';
import { readHexPoint } from './ewkb.js';

/** Points of PostGIS in hexadecimal EWKB; each becomes three float64, `x`, `y` and `z`, in the units of the table. */
export class PointCells extends Cells {
  override readonly expected = 'a point with x, y and z in hexadecimal EWKB';
  /** `#positions[3*row + axis]` */
  readonly #positions: Float64Array;

  constructor(capacity: number, separator: number) {
    super(capacity, separator);
    this.#positions = new Float64Array(3 * capacity);
  }

  override read(bytes: Uint8Array, start: number, row: number): number {
    const at = readHexPoint(bytes, start, this.#positions, row);
    if (at < 0 || !this.ends(bytes[at])) return -1;
    if (Number.isNaN(this.#positions[3 * row])) this.setNull(row);
    return at;
  }

  override setNull(row: number): void {
    super.setNull(row);
    this.#positions.fill(0, 3 * row, 3 * row + 3);
  }

  override finish(rows: number): Data[] {
    return [0, 1, 2].map(axis => {
      const values = new Float64Array(rows);
      for (let row = 0; row < rows; row++) values[row] = this.#positions[3 * row + axis];
      return this.dataOf(new Float64(), rows, values);
    });
  }
}
