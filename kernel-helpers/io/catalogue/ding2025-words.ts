import type { Described } from './schema.js';

export const DING_COMMIT: string = '9b6d9fd4f104e0664bae2be7293eae8cc09abb05';
export const DING_REPOSITORY: string = `https://raw.githubusercontent.com/spapa013/microns-funconn-2025/${DING_COMMIT}`;

export const VARIABLE: Described<'utf8'> = [
  'utf8',
  null,
  'IN_SILICO_SIG_CORR_CVT and IN_VIVO_SIG_CORR (signal correlation), READOUT_SIMILARITY_CVT (cosine), ' +
    'READOUT_LOCATION_DISTANCE_CVT and _STA (degrees of visual angle), ' +
    'DELTA_ORI_IV and DELTA_ORI_CVT_MONET_FULL (degrees)',
];

export const QUANTITY: Described<'utf8'> = [
  'utf8',
  null,
  'LD_DENSITY_CONTROL: axon–dendrite co-travel length L_d of pairs without a synapse (axonal scale); ' +
    'SYNAPSE_DENSITY: synapses per mm L_d (synaptic scale)',
];

export const PROJECTION: Described<'utf8'> = [
  'utf8',
  null,
  'areas (and layers) of the pre- and postsynaptic neurons: V1->V1, HVA->HVA, V1->HVA, HVA->V1; HVA is LM, AL and RL',
];

/** The files of the models of one level: `[model, bytes, sha256]` by what they hold. */
export type ModelFiles = Readonly<
  Record<'emtrends' | 'pairwise' | 'model_coef' | 'meta_info' | 'model_performance', readonly ModelFile[]>
>;

/** One file of a fitted model: the model's folder, the file's length and checksum. */
export type ModelFile = readonly [model: string, bytes: number, sha256: string];
