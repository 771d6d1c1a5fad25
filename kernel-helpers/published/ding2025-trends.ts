/** Ding et al. 2025, Fig. 2e,f and 3a,b: slopes of like-to-like at two scales, with what is behind them. */
import { count, decimal, type PrintedNumber, type PublishedFigure, significant, within } from './printed.js';

/** What of a projection is compared; `recipes` computes it. */
export interface MeasuredTrend {
  readonly projection: string;
  readonly slope: number;
  readonly standardError: number;
  readonly pAdjusted: number;
  /** Our own fit, where there is one. */
  readonly refit: { readonly slope: number } | undefined;
  readonly bins: readonly { readonly from: number; readonly value: number | undefined; readonly shown: boolean }[];
  readonly counts: {
    readonly preCells: number;
    readonly connectedPairs: number;
    readonly pairs: number;
    readonly synapses: number;
    readonly coTravelMm: number;
    readonly overall: number;
  };
}

/** A trend with the names its quantities go by. */
export interface TrendFigure extends PublishedFigure {
  quantities(trends: readonly MeasuredTrend[]): Readonly<Record<string, number | undefined>>;
}

interface Printed {
  readonly panel: string;
  /** In the order of {@link ORDER}. */
  readonly slopes: readonly string[];
  readonly errors?: readonly string[];
  /** Benjamini–Hochberg over projections; absent where only a bound is printed. */
  readonly p?: readonly string[];
  /** The largest of the four, where only that is printed. */
  readonly largestP?: string;
  /** "All p at most this", where that is printed. */
  readonly allBelow?: string;
}

const ORDER = ['V1->V1', 'HVA->HVA', 'V1->HVA', 'HVA->V1'] as const;

const PRINTED: Readonly<Record<string, Printed>> = {
  'IN_SILICO_SIG_CORR_CVT axonal': {
    panel: 'Fig. 2e',
    slopes: ['1.1248', '1.1087', '1.1010', '0.8715'],
    errors: ['0.0417', '0.0311', '0.1066', '0.0452'],
    p: ['5.2e-160', '4.2e-278', '5.4e-25', '1.5e-82'],
  },
  'IN_SILICO_SIG_CORR_CVT synaptic': {
    panel: 'Fig. 2f',
    slopes: ['2.2972', '1.0434', '1.9854', '1.6027'],
    errors: ['0.1539', '0.1494', '0.4034', '0.2259'],
    p: ['9.2e-50', '3.8e-12', '8.6e-7', '2.6e-12'],
  },
  'READOUT_SIMILARITY_CVT axonal': {
    panel: 'Fig. 3a,b',
    slopes: ['0.9474', '1.7022', '0.7013', '1.1094'],
    largestP: '5e-10',
  },
  'READOUT_SIMILARITY_CVT synaptic': {
    panel: 'Fig. 3a,b',
    slopes: ['2.2159', '1.3979', '1.7540', '1.9478'],
    p: ['2.4e-35', '1.1e-13', '9.5e-5', '1.5e-11'],
  },
  'READOUT_LOCATION_DISTANCE_CVT axonal': {
    panel: 'Fig. 3a,b',
    slopes: ['-0.1275', '-0.0795', '-0.0220', '-0.0269'],
    largestP: '1e-27',
  },
  'READOUT_LOCATION_DISTANCE_CVT synaptic': {
    panel: 'Fig. 3a,b',
    slopes: ['0.0302', '0.0101', '-0.0019', '-0.0184'],
    p: ['1.9e-9', '0.0154', '0.834', '0.0154'],
  },
  'IN_VIVO_SIG_CORR synaptic': {
    panel: 'Extended Data Fig. 3',
    slopes: ['1.1257', '0.6667', '0.8570', '0.8605'],
    allBelow: '1.7e-4',
  },
};

/** Of the synaptic set of signal correlation: synapses, connected pairs, pairs, mm, synapses for a mm. */
const SYNAPTIC_SET = [
  ['V1->V1', '36', '2744', '2411', '77240', '2439.83', '1.1247'],
  ['HVA->HVA', '99', '2803', '2543', '92154', '3276.18', '0.8556'],
  ['V1->HVA', '29', '584', '515', '14641', '373.59', '1.5632'],
  ['HVA->V1', '90', '1255', '1139', '48950', '988.93', '1.2690'],
] as const;

/** Fig. 2f, V1→V1: bins from -0.3 in steps of 0.1. */
const BINS = ['-0.4144', '-0.3097', '-0.1967', '0.0988', '0.3407', '0.9553', '0.7351', '2.3808'] as const;

const nameOf = {
  slope: (projection: string): string => `${arrowed(projection)} · slope`,
  error: (projection: string): string => `${arrowed(projection)} · s.e. of slope`,
  p: (projection: string): string => `${arrowed(projection)} · BH p`,
  refit: (projection: string): string => `${arrowed(projection)} · slope of our refit`,
  largest: 'largest BH p of the four projections',
  below: (bound: string): string => `projections with BH p ≤ ${bound}`,
  bin: (k: number): string => `V1→V1 · bin from ${(k / 10 - 0.3).toFixed(1)}`,
  bins: 'V1→V1 · bins that are drawn',
  ofSet: (projection: string, what: string): string => `${arrowed(projection)} · ${what}`,
};
const SET_WORDS = ['presynaptic cells', 'synapses', 'connected pairs', 'pairs', 'mm L_d', 'synapses per mm'] as const;

/** The printed numbers of one variable at one scale; `undefined` where the paper prints none. */
export function trendFigure(variable: string, scale: 'axonal' | 'synaptic'): TrendFigure | undefined {
  const key = `${variable} ${scale}`;
  const printed = Object.hasOwn(PRINTED, key) ? PRINTED[key] : undefined;
  if (printed === undefined) return undefined;
  const numbers = [
    ...numbersOf(printed),
    ...(key === 'IN_SILICO_SIG_CORR_CVT synaptic' ? [...refitsOf(printed), ...numbersOfSet()] : []),
  ];
  const known = new Set(numbers.map(({ quantity }) => quantity));
  return {
    paper: 'Ding et al. 2025',
    doi: '10.1038/s41586-025-08840-3',
    figure: printed.panel,
    title: `slopes against ${variable} at the ${scale} scale`,
    origin:
      'Published numbers as in the result files the authors released with the paper. Slopes of mixed models on the log ' +
      'scale; p adjusted by Benjamini and Hochberg over the four projections, and computed here from slope and error.',
    numbers,
    quantities(trends) {
      const all = { ...measured(trends), ...(printed.allBelow && belowOf(trends, printed.allBelow)) };
      return Object.fromEntries(Object.entries(all).filter(([quantity]) => known.has(quantity)));
    },
  };
}

function numbersOf({ slopes, errors, p, largestP, allBelow }: Printed): PrintedNumber[] {
  return [
    ...ORDER.flatMap((projection, i) => [
      decimal(nameOf.slope(projection), slopes[i], 'read'),
      ...(errors ? [decimal(nameOf.error(projection), errors[i], 'read')] : []),
      ...(p ? [significant(nameOf.p(projection), p[i], 'read')] : []),
    ]),
    ...(largestP ? [significant(nameOf.largest, largestP, 'read')] : []),
    ...(allBelow ? [count(nameOf.below(allBelow), '4', 'read')] : []),
  ];
}

/** Our slopes are of another model: they may be two standard errors away. */
function refitsOf({ slopes, errors = [] }: Printed): PrintedNumber[] {
  return ORDER.map((projection, i) =>
    within(nameOf.refit(projection), slopes[i], 2 * Number(errors[i]), '2 s.e.: Poisson regression over bins', 'read'),
  );
}

function numbersOfSet(): PrintedNumber[] {
  return [
    count(nameOf.bins, String(BINS.length), 'read'),
    ...BINS.map((value, k) => decimal(nameOf.bin(k), value, 'read')),
    ...SYNAPTIC_SET.flatMap(([projection, ...values]) =>
      values.map((value, k) =>
        k < 4
          ? count(nameOf.ofSet(projection, SET_WORDS[k]), value, 'read')
          : decimal(nameOf.ofSet(projection, SET_WORDS[k]), value, k === 4 ? 'read' : 'computed'),
      ),
    ),
  ];
}

function measured(trends: readonly MeasuredTrend[]): Record<string, number | undefined> {
  const ours: Record<string, number | undefined> = {
    [nameOf.largest]: Math.max(...trends.map(({ pAdjusted }) => pAdjusted)),
  };
  for (const { projection, slope, standardError, pAdjusted, refit, bins, counts } of trends) {
    ours[nameOf.refit(projection)] = refit?.slope;
    ours[nameOf.slope(projection)] = slope;
    ours[nameOf.error(projection)] = standardError;
    ours[nameOf.p(projection)] = pAdjusted;
    const { preCells, synapses, connectedPairs, pairs, coTravelMm, overall } = counts;
    [preCells, synapses, connectedPairs, pairs, coTravelMm, overall].forEach((value, k) => {
      ours[nameOf.ofSet(projection, SET_WORDS[k])] = value;
    });
    if (projection !== 'V1->V1') continue;
    const drawn = bins.filter(bin => bin.shown);
    ours[nameOf.bins] = drawn.length;
    for (const [k] of BINS.entries()) {
      ours[nameOf.bin(k)] = drawn.find(bin => Math.abs(bin.from - (k / 10 - 0.3)) < 1e-9)?.value;
    }
  }
  return ours;
}

function belowOf(trends: readonly MeasuredTrend[], bound: string): Record<string, number> {
  return { [nameOf.below(bound)]: trends.filter(({ pAdjusted }) => pAdjusted <= Number(bound)).length };
}

function arrowed(projection: string): string {
  return projection.replace('->', '→');
}
