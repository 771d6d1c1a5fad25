/** What cells are alike in, as the released tables of Ding et al. 2025 name it. */

/** The seven variables of the released tables. */
export type LikenessVariable = keyof typeof VARIABLES;

/** Each variable in words, with its unit. */
export const VARIABLES = {
  IN_SILICO_SIG_CORR_CVT: 'signal correlation (digital twin)',
  IN_VIVO_SIG_CORR: 'signal correlation (in vivo)',
  READOUT_SIMILARITY_CVT: 'feature similarity (cosine)',
  READOUT_LOCATION_DISTANCE_CVT: 'receptive field distance (°)',
  READOUT_LOCATION_DISTANCE_STA: 'receptive field distance, in vivo (°)',
  DELTA_ORI_CVT_MONET_FULL: 'difference in preferred orientation (°)',
  DELTA_ORI_IV: 'difference in preferred orientation, in vivo (°)',
} as const;

/** The names of {@link VARIABLES}, in their order. */
export const LIKENESS: readonly LikenessVariable[] = Object.keys(VARIABLES) as LikenessVariable[];

/**
 * Where wiring could be like to like: in how far an axon travels along a dendrite (`axonal`), or in how many synapses
 * it makes for each mm of that way (`synaptic`).
 */
export type Scale = keyof typeof QUANTITIES;

/** What each scale is called in the released tables. */
export const QUANTITIES = { axonal: 'LD_DENSITY_CONTROL', synaptic: 'SYNAPSE_DENSITY' } as const;
