/** The cell types of the synthetic column: how many, where, and how they grow. */

/** The names the MICrONS papers use. */
export type CellType = '23P' | '4P' | '5P-IT' | '5P-ET' | '5P-NP' | '6P-IT' | '6P-CT' | 'BC' | 'MC' | 'BPC' | 'NGC';

/** How a pyramidal cell of one type is built; lengths and depths in µm. */
export interface PyramidalForm {
  readonly basalStems: number;
  /** Mean length of the basal segments, from the soma outwards. */
  readonly basalUm: readonly number[];
  /** Where the apical trunk ends and its tuft begins; above the pia for none that far. */
  readonly trunkToUm: number;
  readonly trunkRadiusUm: number;
  readonly obliques: number;
  /** Mean length of the tuft's segments; none for a trunk that just ends. */
  readonly tuftUm: readonly number[];
  readonly tuftStems: number;
  /** Where the main axon ends; below the white matter's border it leaves the column. */
  readonly axonToUm: number;
  readonly collaterals: number;
  /** A layer that a collateral climbs to, as a depth; none where `undefined`. */
  readonly axonClimbsToUm?: number;
}

/** One row of the table below. */
export interface CellTypeTraits {
  readonly type: CellType;
  readonly class: 'excitatory' | 'inhibitory';
  /** Share of all cells; the shares add up to 1. */
  readonly share: number;
  /** Somata lie between these depths, µm. */
  readonly fromUm: number;
  readonly toUm: number;
  readonly somaRadiusUm: number;
  /** `undefined` for interneurons, each of which has a form of its own in `grow-neuron.ts`. */
  readonly form?: PyramidalForm;
}

/**
 * Shares, depths and forms are round figures of ours, chosen so that a few hundred cells show every type in its layer:
 * plausible, not measured, and no census. The types' names are those of the MICrONS papers.
 */
export const CELL_TYPES: readonly CellTypeTraits[] = [
  {
    type: '23P',
    class: 'excitatory',
    share: 0.28,
    fromUm: 104,
    toUm: 258,
    somaRadiusUm: 6.2,
    form: {
      basalStems: 5,
      basalUm: [14, 24, 76],
      trunkToUm: 74,
      trunkRadiusUm: 1.05,
      obliques: 3,
      tuftUm: [22, 34, 62],
      tuftStems: 2,
      axonToUm: 470,
      collaterals: 4,
    },
  },
  {
    type: '4P',
    class: 'excitatory',
    share: 0.2,
    fromUm: 264,
    toUm: 388,
    somaRadiusUm: 5.8,
    form: {
      basalStems: 5,
      basalUm: [12, 20, 68],
      trunkToUm: 78,
      trunkRadiusUm: 0.85,
      obliques: 3,
      tuftUm: [24, 46],
      tuftStems: 2,
      axonToUm: 520,
      collaterals: 3,
      axonClimbsToUm: 190,
    },
  },
  {
    type: '5P-IT',
    class: 'excitatory',
    share: 0.1,
    fromUm: 394,
    toUm: 515,
    somaRadiusUm: 6.6,
    form: {
      basalStems: 5,
      basalUm: [14, 24, 84],
      trunkToUm: 72,
      trunkRadiusUm: 0.95,
      obliques: 4,
      tuftUm: [26, 52],
      tuftStems: 2,
      axonToUm: 640,
      collaterals: 4,
      axonClimbsToUm: 170,
    },
  },
  {
    type: '5P-ET',
    class: 'excitatory',
    share: 0.06,
    fromUm: 425,
    toUm: 530,
    somaRadiusUm: 8.8,
    form: {
      basalStems: 7,
      basalUm: [14, 26, 92],
      trunkToUm: 96,
      trunkRadiusUm: 1.5,
      obliques: 7,
      tuftUm: [24, 44, 84],
      tuftStems: 3,
      axonToUm: 790,
      collaterals: 3,
    },
  },
  {
    type: '5P-NP',
    class: 'excitatory',
    share: 0.03,
    fromUm: 455,
    toUm: 550,
    somaRadiusUm: 6,
    form: {
      basalStems: 4,
      basalUm: [24, 110],
      trunkToUm: 90,
      trunkRadiusUm: 0.8,
      obliques: 1,
      tuftUm: [60],
      tuftStems: 2,
      axonToUm: 700,
      collaterals: 3,
    },
  },
  {
    type: '6P-IT',
    class: 'excitatory',
    share: 0.08,
    fromUm: 545,
    toUm: 690,
    somaRadiusUm: 6.1,
    form: {
      basalStems: 5,
      basalUm: [14, 22, 74],
      trunkToUm: 350,
      trunkRadiusUm: 0.85,
      obliques: 4,
      tuftUm: [50],
      tuftStems: 2,
      axonToUm: 725,
      collaterals: 4,
    },
  },
  {
    type: '6P-CT',
    class: 'excitatory',
    share: 0.11,
    fromUm: 560,
    toUm: 742,
    somaRadiusUm: 5.7,
    form: {
      basalStems: 6,
      basalUm: [12, 18, 52],
      trunkToUm: 330,
      trunkRadiusUm: 0.75,
      obliques: 6,
      tuftUm: [22, 46],
      tuftStems: 2,
      axonToUm: 790,
      collaterals: 2,
      axonClimbsToUm: 340,
    },
  },
  { type: 'BC', class: 'inhibitory', share: 0.065, fromUm: 120, toUm: 690, somaRadiusUm: 7.2 },
  { type: 'MC', class: 'inhibitory', share: 0.035, fromUm: 170, toUm: 640, somaRadiusUm: 6.4 },
  { type: 'BPC', class: 'inhibitory', share: 0.02, fromUm: 120, toUm: 380, somaRadiusUm: 5.2 },
  { type: 'NGC', class: 'inhibitory', share: 0.02, fromUm: 34, toUm: 150, somaRadiusUm: 5.4 },
];
