/** A matrix by group against a null model. Pure. */

import type { DecodedMatrix } from 'connectome-helpers/dist/contract/matrix/decode.js';
import type { MatrixView } from 'connectome-helpers/dist/contract/matrix/matrix.js';
import type { DecodedNull, NullShow } from 'connectome-helpers/dist/contract/matrix/null.js';
import type { IGrid } from './grid';

/** What is compared, when the view asks for it and its sides are the groups of the comparison. */
export function comparisonOf({ nulls }: DecodedMatrix, view: MatrixView): DecodedNull | undefined {
  const compared = view.against && nulls[view.against.null];
  return compared && view.rows.by === compared.grouping && view.columns.by === compared.grouping ? compared : undefined;
}

/** The values of a comparison, all of them stored: 0 is a value too. */
export function nullGrid({ values, of }: DecodedNull, show: NullShow): IGrid {
  const count = Math.round(Math.sqrt(values.observed.length));
  const shown = shownValue[show];
  return {
    rowCount: count,
    columnCount: count,
    offsets: Uint32Array.from({ length: count + 1 }, (_, row) => row * count),
    columns: Uint32Array.from({ length: count * count }, (_, i) => i % count),
    values: Float32Array.from(values.observed, (_, i) => shown(values, i)),
    unit: { expected: `${of} expected`, ratio: 'log₂ observed / expected', z: 'z' }[show],
  };
}

const shownValue: Readonly<Record<NullShow, (values: DecodedNull['values'], i: number) => number>> = {
  expected: ({ expected }, i) => expected[i],
  ratio: ({ observed, expected }, i) => {
    const ratio = Math.log2(observed[i] / expected[i]);
    // Nothing there, or nothing expected: no ratio that could be drawn.
    return Number.isFinite(ratio) ? ratio : Number.NaN;
  },
  z: ({ z }, i) => z[i],
};

/** Whether 0 is the middle. */
export function isSigned(show: NullShow): boolean {
  return show !== 'expected';
}
