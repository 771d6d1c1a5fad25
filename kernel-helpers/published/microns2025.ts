/**
 * MICrONS Consortium 2025, "Functional connectomics spanning multiple areas of mouse visual cortex", Nature.
 *
 * @source https://doi.org/10.1038/s41586-025-08790-w
 */
import { count, decimal, type PublishedFigure } from './printed.js';

const paper = { paper: 'MICrONS Consortium 2025', doi: '10.1038/s41586-025-08790-w' } as const;

/** What of Fig. 3g is compared; `recipes` computes it. */
export interface MeasuredTuning {
  readonly units: number;
  readonly directions: number;
  readonly binsOfDirection: number;
  /** Units whose largest mean response is to the direction of their place, of five units a direction. */
  readonly atTheirPlace: number;
  /** Units whose preferred direction on its axis is within 22.5° of it. */
  readonly nearTheirPlace: number;
}

/** Fig. 3g with the names its quantities go by. */
export interface Fig3g extends PublishedFigure {
  quantities(tuning: MeasuredTuning): Readonly<Record<string, number>>;
}

const TUNED = {
  units: 'direction-tuned units',
  directions: 'directions',
  binsOfDirection: 'time bins of a direction',
  atTheirPlace: 'units that respond most to the direction of their place',
  nearTheirPlace: 'units whose preferred direction is within 22.5° of their place',
} as const;

/** Fig. 3g: responses of 80 units to 16 directions, sorted by the direction each prefers. */
export const fig3g: Fig3g = {
  ...paper,
  inPrint: false,
  figure: 'Fig. 3g',
  title: 'direction-tuned units, sorted by preferred direction',
  origin:
    'The paper prints no table: units, directions and bins were read in the released arrays, whose rows stand in the order of the figure, ' +
    'five units to a direction. How many units we find at their place was computed from the same arrays, independently, with NumPy.',
  numbers: [
    count(TUNED.units, '80', 'read'),
    count(TUNED.directions, '16', 'read'),
    count(TUNED.binsOfDirection, '4', 'read'),
    count(TUNED.atTheirPlace, '60', 'computed'),
    count(TUNED.nearTheirPlace, '76', 'computed'),
  ],
  quantities: tuning =>
    Object.fromEntries(Object.entries(TUNED).map(([key, name]) => [name, tuning[key as keyof typeof TUNED]])),
};

/** What of Fig. 6k is compared; `recipes` computes it. */
export interface MeasuredPartners {
  readonly partners: number;
  readonly clips: number;
  readonly frames: number;
  readonly meanCorrelation: number;
  readonly correlationSem: number;
  readonly above0: number;
}

/** Fig. 6k with the names its quantities go by. */
export interface Fig6k extends PublishedFigure {
  quantities(partners: MeasuredPartners): Readonly<Record<string, number>>;
}

const PARTNERS = {
  partners: 'postsynaptic neurons',
  clips: 'oracle clips',
  frames: 'frames of a clip',
  meanCorrelation: 'mean correlation with the presynaptic neuron',
  correlationSem: 's.e.m. of it',
  above0: 'partners with a correlation above 0',
} as const;

/** Fig. 6k: one presynaptic neuron and its partners, responding to six clips. */
export const fig6k: Fig6k = {
  ...paper,
  inPrint: false,
  figure: 'Fig. 6k',
  title: 'oracle responses of a presynaptic neuron and its 231 partners',
  origin:
    'The paper prints no table: neurons, clips and frames were read in the released arrays. The correlations are not in ' +
    'the paper; they were computed from the same arrays, independently, with NumPy.',
  numbers: [
    count(PARTNERS.partners, '231', 'read'),
    count(PARTNERS.clips, '6', 'read'),
    count(PARTNERS.frames, '63', 'read'),
    decimal(PARTNERS.meanCorrelation, '0.00891', 'computed'),
    decimal(PARTNERS.correlationSem, '0.00667', 'computed'),
    count(PARTNERS.above0, '106', 'computed'),
  ],
  quantities: partners =>
    Object.fromEntries(Object.entries(PARTNERS).map(([key, name]) => [name, partners[key as keyof typeof PARTNERS]])),
};

/** What of Fig. 7d is compared; `recipes` computes it. */
export interface MeasuredL3a {
  /** Synapses of the seven cells onto excitatory partners, by the partner's type. */
  readonly ontoExcitatory: Readonly<Record<string, number>>;
  /** Interneurons by type, and synapses of the seven cells onto them. */
  readonly interneurons: Readonly<Record<string, number>>;
  readonly ontoInterneurons: Readonly<Record<string, number>>;
  /** Output synapses of the interneurons, by the type of target. */
  readonly ofInterneurons: Readonly<Record<string, number>>;
}

/** Fig. 7d with the names its quantities go by. */
export interface Fig7d extends PublishedFigure {
  quantities(counts: MeasuredL3a): Readonly<Record<string, number>>;
}

const INTERNEURONS = [
  ['DTC', '33', '121', '6567'],
  ['PTC', '32', '114', '14137'],
  ['ITC', '10', '15', '3804'],
  ['STC', '3', '3', '936'],
] as const;
const ONTO_EXCITATORY = [
  ['L2P', '882'],
  ['L3P', '826'],
  ['L4P', '460'],
  ['L5ET', '654'],
  ['L5IT', '344'],
  ['L5NP', '8'],
  ['L6P', '399'],
] as const;

const L3A = {
  cells: 'interneurons',
  outputs: 'output synapses of the interneurons',
  ofType: (type: string): string => `${type} cells`,
  onto: (type: string): string => `synapses of the L3a cells onto ${type}`,
  ofThem: (type: string): string => `synapses of the interneurons onto ${type}`,
};

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Fig. 7d: from seven layer 3 cells to excitatory classes and to 78 interneurons, and on to what those target. */
export const fig7d: Fig7d = {
  ...paper,
  inPrint: false,
  figure: 'Fig. 7d',
  title: 'targets of seven layer 3 cells, and the targets of their interneurons',
  origin:
    'The paper prints no table: 78 interneurons were read in the released tables. The sums by type were computed from the ' +
    'same files, independently, in Python.',
  numbers: [
    count(L3A.cells, '78', 'read'),
    count(L3A.outputs, '249855', 'computed'),
    ...INTERNEURONS.flatMap(([type, cells, inputs, outputs]) => [
      count(L3A.ofType(type), cells, 'computed'),
      count(L3A.onto(type), inputs, 'computed'),
      count(L3A.ofThem(type), outputs, 'computed'),
    ]),
    ...ONTO_EXCITATORY.map(([type, synapses]) => count(L3A.onto(type), synapses, 'computed')),
  ],
  quantities({ ontoExcitatory, interneurons, ontoInterneurons, ofInterneurons }) {
    const zero = (counts: Readonly<Record<string, number>>, type: string): number => counts[type] ?? 0;
    return {
      [L3A.cells]: total(interneurons),
      [L3A.outputs]: total(ofInterneurons),
      ...Object.fromEntries(
        INTERNEURONS.flatMap(([type]) => [
          [L3A.ofType(type), zero(interneurons, type)],
          [L3A.onto(type), zero(ontoInterneurons, type)],
          [L3A.ofThem(type), zero(ofInterneurons, type)],
        ]),
      ),
      ...Object.fromEntries(ONTO_EXCITATORY.map(([type]) => [L3A.onto(type), zero(ontoExcitatory, type)])),
    };
  },
};
