import { type Data, Float64 } from 'apache-arrow';
import { Cells, enlarged } from './csv-cells.js';
import { readHexPoint } from './ewkb.js';

/** Points of PostGIS in hexadecimal EWKB; each becomes three float64, `x`, `y` and `z`, in the units of the table. */
export class PointCells extends Cells {
  override readonly expected = 'a point with x, y and z in hexadecimal EWKB';
  /** `#positions[3*row + axis]` */
  #positions: Float64Array;

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

  protected override resize(capacity: number, rows: number): void {
    this.#positions = enlarged(this.#positions, 3 * capacity, 3 * rows);
  }

  override finish(rows: number): Data[] {
    return [0, 1, 2].map(axis => {
      const values = new Float64Array(rows);
      for (let row = 0; row < rows; row++) values[row] = this.#positions[3 * row + axis];
      return this.dataOf(new Float64(), rows, values);
    });
  }
}
