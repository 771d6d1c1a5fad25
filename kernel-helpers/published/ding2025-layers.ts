/** Ding et al. 2025, Fig. 4: slopes of like to like between areas and layers. */
import { count, decimal, type PrintedNumber, type PublishedFigure, significant } from './printed.js';

/** What of an area and layer to another is compared; `recipes` computes it. */
export interface MeasuredSlope {
  readonly pre: string;
  readonly post: string;
  readonly slope: number;
  readonly pAdjusted: number;
}

/** Fig. 4 for one variable and scale, with the names its quantities go by. */
export interface Fig4 extends PublishedFigure {
  quantities(slopes: readonly MeasuredSlope[]): Readonly<Record<string, number | undefined>>;
}

/** Of 24, those with an adjusted p below 0.05. */
const SIGNIFICANT: Readonly<Record<string, string>> = {
  'IN_SILICO_SIG_CORR_CVT synaptic': '12',
  'IN_SILICO_SIG_CORR_CVT axonal': '22',
  'READOUT_SIMILARITY_CVT synaptic': '14',
  'READOUT_SIMILARITY_CVT axonal': '21',
  'READOUT_LOCATION_DISTANCE_CVT synaptic': '0',
  'READOUT_LOCATION_DISTANCE_CVT axonal': '24',
};

/** Of signal correlation at the synaptic scale, read in the released file: from, to, slope, adjusted p of some. */
const SLOPES = [
  ['V1 L2/3', 'V1 L2/3', '2.026', '2.9e-9'],
  ['V1 L2/3', 'V1 L4', '2.973', undefined],
  ['V1 L2/3', 'V1 L5', '4.022', '1.7e-39'],
  ['V1 L2/3', 'HVA L5', '3.941', undefined],
  ['HVA L2/3', 'V1 L5', '2.730', '1.7e-10'],
  ['HVA L2/3', 'HVA L2/3', '-0.108', undefined],
] as const;

const nameOf = {
  fitted: 'projections with a slope',
  significant: 'with BH p < 0.05',
  slope: (pre: string, post: string): string => `${pre} → ${post} · slope`,
  p: (pre: string, post: string): string => `${pre} → ${post} · BH p`,
};

/** The printed numbers of one variable at one scale; `undefined` where the paper shows none. */
export function fig4(variable: string, scale: 'axonal' | 'synaptic'): Fig4 | undefined {
  const key = `${variable} ${scale}`;
  if (!Object.hasOwn(SIGNIFICANT, key)) return undefined;
  const withSlopes = key === 'IN_SILICO_SIG_CORR_CVT synaptic';
  const numbers: PrintedNumber[] = [
    count(nameOf.fitted, '24', 'computed'),
    count(nameOf.significant, SIGNIFICANT[key], 'computed'),
    ...(withSlopes ? numbersOfSlopes() : []),
  ];
  return {
    paper: 'Ding et al. 2025',
    doi: '10.1038/s41586-025-08840-3',
    figure: 'Fig. 4',
    title: `slopes against ${variable} between areas and layers, ${scale} scale`,
    origin:
      'Slopes as in the result files the authors released with the paper; how many are significant was counted in ' +
      'them, p adjusted by Benjamini and Hochberg over 24.',
    numbers,
    quantities(slopes) {
      const ours: Record<string, number | undefined> = {
        [nameOf.fitted]: slopes.length,
        [nameOf.significant]: slopes.filter(({ pAdjusted }) => pAdjusted < 0.05).length,
      };
      if (!withSlopes) return ours;
      for (const [pre, post, , p] of SLOPES) {
        const found = slopes.find(slope => slope.pre === pre && slope.post === post);
        ours[nameOf.slope(pre, post)] = found?.slope;
        if (p !== undefined) ours[nameOf.p(pre, post)] = found?.pAdjusted;
      }
      return ours;
    },
  };
}

function numbersOfSlopes(): PrintedNumber[] {
  return SLOPES.flatMap(([pre, post, slope, p]) => [
    decimal(nameOf.slope(pre, post), slope, 'read'),
    ...(p === undefined ? [] : [significant(nameOf.p(pre, post), p, 'read')]),
  ]);
}
