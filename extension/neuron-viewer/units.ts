/** Nanometres in the viewer's unit, the micrometre. */
export const NM_PER_UM = 1000;
