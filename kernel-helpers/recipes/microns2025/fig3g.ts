/** MICrONS Consortium 2025, Fig. 3g: which way does what each neuron prefers move? */
import { directionDifferenceDeg } from '../../core/functional/angle-difference.js';
import { type DirectionTuning, directionTuning } from '../../core/functional/direction-tuning.js';
import { raster } from '../../display/figure/raster.js';
import { InvalidArgumentError } from '../../errors.js';
import { type MeasuredTuning, fig3g as printed } from '../../published/microns2025.js';
import type { Recipe } from '../recipe.js';
import { sampleDirectionResponses } from '../sample/responses.js';

/** Numbers with a shape, the last axis fastest, as `datasets.open` gives arrays. */
export interface NumberArray {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
}

/** What {@link fig3g} can be asked; every field may be left out. */
export interface Fig3gOptions {
  /** Rows by the direction we find (`computed`, when absent), or as they were released (`released`). */
  readonly order?: 'computed' | 'released';
}

/** What {@link fig3g} finds. */
export interface Fig3gStatistics extends MeasuredTuning {
  /** Tuning of each unit, in the order released; `undefined` for one that never responds. */
  readonly tuning: readonly (DirectionTuning | undefined)[];
  readonly directionsDeg: readonly number[];
  /** `responses[unit]`: directions one after another, each with its bins. */
  readonly responses: readonly Float64Array[];
}

/** Half the step between two of the sixteen directions is 11.25°; a whole one counts as near. */
const NEAR_DEG = 22.5;

/** The recipe of Fig. 3g. */
export const fig3g: Recipe<{ responses: NumberArray; directions: NumberArray }, Fig3gOptions, Fig3gStatistics> = {
  paper: printed.paper,
  doi: printed.doi,
  panel: printed.figure,
  title: 'Each neuron prefers a direction',
  basis: 'data',
  honesty:
    'Responses are the trial means the consortium released, each unit scaled to its own range; preferred directions are computed anew, and the paper says only that its rows are sorted by them. ' +
    'The 80 units were picked for their tuning, five to a direction: they say nothing of how many neurons are tuned.',
  inputs: {
    responses: {
      dataset: 'microns2025/tuned-unit-responses',
      axes: ['units', 'directions × bins'],
      unit: 'of the unit’s range',
    },
    directions: { dataset: 'microns2025/directions', axes: ['1', 'directions'], unit: 'degrees' },
  },
  defaults: { order: 'computed' },
  choices: { order: ['computed', 'released'] },
  sample: sampleDirectionResponses,
  analyse({ responses, directions }) {
    const [units, width] = responses.shape;
    const directionsDeg = Array.from(directions.data);
    const bins = width / directionsDeg.length;
    if (!Number.isInteger(bins) || bins < 1) {
      throw new InvalidArgumentError(
        `fig3g responses do not fill the directions: received ${width} columns for ${directionsDeg.length} directions, expected a multiple`,
        { argument: 'responses' },
      );
    }
    const ofColumn = Array.from({ length: width }, (_, column) => directionsDeg[Math.floor(column / bins)]);
    const rows = Array.from({ length: units }, (_, unit) =>
      Float64Array.from({ length: width }, (_, column) => Number(responses.data[unit * width + column])),
    );
    const tuning = rows.map(row => directionTuning(row, ofColumn));
    const place = (unit: number): number => directionsDeg[Math.floor((unit * directionsDeg.length) / units)];
    const near = (found: number | undefined, unit: number): boolean =>
      found !== undefined && directionDifferenceDeg(found, place(unit)) <= NEAR_DEG;
    return {
      tuning,
      directionsDeg,
      responses: rows,
      units,
      directions: directionsDeg.length,
      binsOfDirection: bins,
      atTheirPlace: tuning.filter((found, unit) => found?.peakDirectionDeg === place(unit)).length,
      nearTheirPlace: tuning.filter((found, unit) => near(found?.preferredDirectionOnAxisDeg, unit)).length,
    };
  },
  printed: () => printed,
  quantities: statistics => printed.quantities(statistics),
  facts: ({ units, directions, binsOfDirection }, { order }) => ({
    what: `Trial-mean responses of each unit to ${directions} directions of a moving pattern, ${binsOfDirection} time bins each; rows ${order === 'computed' ? 'by the direction we find it to prefer, on the axis of its orientation' : 'as released'}`,
    n: { units },
  }),
  draw: ({ tuning, responses, directionsDeg, binsOfDirection }, { order }, { title, caption, synthetic }) =>
    raster(responses, {
      title,
      caption,
      synthetic,
      ...(order === 'computed' && {
        sortBy: tuning.map(unit => unit?.preferredDirectionOnAxisDeg ?? Number.NaN),
        sortName: 'preferred direction',
      }),
      positions: responses[0].map((_, column) => {
        const step = directionsDeg.length > 1 ? directionsDeg[1] - directionsDeg[0] : 1;
        return (
          directionsDeg[Math.floor(column / binsOfDirection)] + (step * (column % binsOfDirection)) / binsOfDirection
        );
      }),
      xTitle: 'direction of motion (°), with its time bins',
      rowTitle: 'Unit',
      valueName: 'response (of the unit’s range)',
    }),
};
