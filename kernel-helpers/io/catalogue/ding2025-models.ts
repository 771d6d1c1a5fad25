import type { Bool, Float64, Int64, Utf8 } from 'apache-arrow';
import type { TableEntry } from './catalogue-entry.js';
import { DING_2025, MICRONS_2025 } from './citations.js';
import { areaFiles } from './ding2025-area-files.js';
import { areaLayerFiles } from './ding2025-area-layer-files.js';
import { DING_COMMIT, DING_REPOSITORY, PROJECTION, QUANTITY, VARIABLE } from './ding2025-words.js';
import { columnsOf, type Described, type SchemaOf } from './schema.js';

type Level = 'area' | 'area-layer';
type Model = { variable_name: Utf8; quantity_name: Utf8 };
type Projection<L extends Level> = L extends 'area' ? { proj_hva: Utf8 } : { proj_hva_layer: Utf8 };

/** Columns of `ding2025/area/slopes` and `ding2025/area-layer/slopes`. */
export type SlopeColumns<L extends Level> = Projection<L> &
  Model & {
    trend: Float64;
    'std.error': Float64;
    df: Float64;
    coef_ci_low: Float64;
    coef_ci_high: Float64;
    z: Float64;
    p: Float64;
    p_adj: Float64;
  };

const model: SchemaOf<Model> = { variable_name: VARIABLE, quantity_name: QUANTITY };

const slopes: Omit<SchemaOf<SlopeColumns<'area'>>, 'proj_hva'> = {
  trend: [
    'float64',
    'per unit of the variable',
    'slope of the log of the quantity; named {variable}.trend in the file',
  ],
  'std.error': ['float64', 'per unit of the variable', 'standard error of the slope'],
  df: ['float64', null, 'degrees of freedom: infinite, the test is a z test'],
  coef_ci_low: ['float64', 'per unit of the variable', 'lower end of the 95 % confidence interval'],
  coef_ci_high: ['float64', 'per unit of the variable', 'upper end of the 95 % confidence interval'],
  z: ['float64', null, 'slope over its standard error'],
  p: ['float64', null, 'p-value of a slope of 0, two-sided'],
  ...model,
  p_adj: ['float64', null, 'p, corrected over projections (Benjamini–Hochberg)'],
};

/** Columns of `ding2025/…/contrasts`. */
export type ContrastColumns = { contrast: Utf8; coef_diff: Float64; z: Float64; p: Float64; p_adj: Float64 } & Model;

const contrasts: SchemaOf<ContrastColumns> = {
  contrast: ['utf8', null, 'the two projections that are compared'],
  coef_diff: ['float64', 'per unit of the variable', 'difference of their slopes'],
  z: ['float64', null, 'difference over its standard error'],
  p: ['float64', null, 'p-value of no difference'],
  ...model,
  p_adj: ['float64', null, 'p, corrected over contrasts (Benjamini–Hochberg)'],
};

/** Columns of `ding2025/…/coefficients`. */
export type CoefficientColumns = {
  effect: Utf8;
  component: Utf8;
  group: Utf8;
  level: Utf8;
  term: Utf8;
  estimate: Float64;
  'std.error': Float64;
  statistic: Float64;
  'p.value': Float64;
} & Model;

const coefficients: SchemaOf<CoefficientColumns> = {
  effect: ['utf8', null, 'fixed; ran_pars: spread of the random effect; ran_vals: its value for one level'],
  component: ['utf8', null, 'cond: the conditional part of the model'],
  group: ['utf8', null, 'grouping of the random effect: presynaptic neuron within projection; null for fixed effects'],
  level: ['utf8', null, 'presynaptic nucleus id and projection, for ran_vals'],
  term: ['utf8', null, 'name of the coefficient, with polynomial contrasts .L .Q .C … over projections'],
  estimate: ['float64', null, 'the coefficient, on the log scale'],
  'std.error': ['float64', null, 'its standard error'],
  statistic: ['float64', null, 'z, for fixed effects'],
  'p.value': ['float64', null, 'p-value, for fixed effects'],
  ...model,
};

/** Columns of `ding2025/…/counts`. */
export type CountColumns<L extends Level> = Model &
  Projection<L> & {
    n_pre: Int64;
    n_post: Int64;
    n_adp: Int64;
    n_same_region: Int64;
    n_syn: Int64;
    n_pre_post_pairs: Int64;
    n_synapses: Int64;
    n_pre_adp_pairs: Int64;
    n_pre_same_region_pairs: Int64;
    dend_len: Float64;
    n_pairs: Int64;
  };

const counts: Omit<SchemaOf<CountColumns<'area'>>, 'proj_hva' | keyof Model> = {
  n_pre: ['int64', 'neurons', 'presynaptic neurons'],
  n_post: ['int64', 'neurons', 'neurons that receive a synapse'],
  n_adp: ['int64', 'neurons', 'neurons with axon–dendrite proximity and no synapse'],
  n_same_region: ['int64', 'neurons', 'neurons without proximity'],
  n_syn: ['int64', 'synapses', 'synapses'],
  n_pre_post_pairs: ['int64', 'pairs', 'connected pairs'],
  n_synapses: ['int64', 'synapses', 'synapses, once more'],
  n_pre_adp_pairs: ['int64', 'pairs', 'pairs with axon–dendrite proximity, connected or not'],
  n_pre_same_region_pairs: ['int64', 'pairs', 'pairs without proximity'],
  dend_len: ['float64', 'mm', 'sum of the axon–dendrite co-travel length L_d'],
  n_pairs: ['int64', 'pairs', 'pairs in the model'],
};

/** Columns of `ding2025/…/fits`. */
export type FitColumns = {
  p_uniformity: Float64;
  p_overdispersion: Float64;
  converged: Bool;
  singular: Bool;
  aic: Float64;
  aicc: Float64;
  bic: Float64;
  r2_conditional: Float64;
  r2_marginal: Float64;
  icc: Float64;
  rmse: Float64;
  sigma: Float64;
  score_log: Float64;
  score_spherical: Float64;
} & Model;

const fits: SchemaOf<FitColumns> = {
  p_uniformity: ['float64', null, 'p-value that simulated residuals are uniform (DHARMa)'],
  p_overdispersion: ['float64', null, 'p-value of no overdispersion'],
  converged: ['bool', null, 'whether the fit converged'],
  singular: ['bool', null, 'whether the fit is singular'],
  aic: ['float64', null, 'Akaike information criterion'],
  aicc: ['float64', null, 'the same, corrected for small samples'],
  bic: ['float64', null, 'Bayesian information criterion'],
  r2_conditional: ['float64', null, 'R² of fixed and random effects'],
  r2_marginal: ['float64', null, 'R² of fixed effects'],
  icc: ['float64', null, 'intraclass correlation'],
  rmse: ['float64', 'of the quantity', 'root mean squared error'],
  sigma: ['float64', null, 'residual standard deviation'],
  score_log: ['float64', null, 'logarithmic score, of Poisson models; null for others'],
  score_spherical: ['float64', null, 'spherical score, of Poisson models; null for others'],
  ...model,
};

const MODEL =
  'Models glmmTMB y ~ x · projection + (1 | presynaptic neuron : projection), log link: Tweedie for LD_DENSITY_CONTROL, ' +
  'Poisson with offset log L_d for SYNAPSE_DENSITY. One file a model, 14 models; all are in this table.';

const tables = {
  slopes: { file: 'emtrends', title: 'slopes of the fitted models', note: '', rows: { area: 56, 'area-layer': 304 } },
  contrasts: {
    file: 'pairwise',
    title: 'differences between their slopes',
    note: '',
    rows: { area: 84, 'area-layer': 3_258 },
  },
  coefficients: {
    file: 'model_coef',
    title: 'all coefficients of the fitted models',
    note: '',
    rows: { area: 3_304, 'area-layer': 6_684 },
  },
  counts: {
    file: 'meta_info',
    title: 'neurons, pairs and synapses behind the models',
    note: '',
    rows: { area: 56, 'area-layer': 504 },
  },
  fits: {
    file: 'model_performance',
    title: 'quality of the fitted models',
    note: 'The files hold values without names: the names are those in the code that wrote them.',
    rows: { area: 14, 'area-layer': 14 },
  },
} as const;

function entry(level: Level, name: keyof typeof tables): TableEntry {
  const { file, title, note, rows } = tables[name];
  const folder = level === 'area' ? 'area' : 'area_layer';
  const projection: Readonly<Record<string, Described>> =
    level === 'area' ? { proj_hva: PROJECTION } : { proj_hva_layer: PROJECTION };
  const schema = {
    slopes: { ...projection, ...slopes },
    contrasts,
    coefficients,
    counts: { ...model, ...projection, ...counts },
    fits,
  }[name];
  return {
    kind: 'table',
    layout: name === 'fits' ? 'fits' : 'csv',
    id: `ding2025/${level}/${name}`,
    title: `Like-to-like by ${level === 'area' ? 'area (Ding et al. 2025, Figs 2, 3)' : 'area and layer (Ding et al. 2025, Fig. 4)'}: ${title}`,
    version: DING_COMMIT,
    files: (level === 'area' ? areaFiles : areaLayerFiles)[file].map(([of, bytes, sha256]) => ({
      url: `${DING_REPOSITORY}/results/like2like/${folder}/${of}/glmm_${file}.csv`,
      bytes,
      sha256,
    })),
    format: name === 'fits' ? '14 text files of values' : '14 CSV files',
    licence: 'MIT',
    citations: [DING_2025, MICRONS_2025],
    columns: columnsOf(schema),
    describedIn: 'https://github.com/spapa013/microns-funconn-2025',
    note: [MODEL, note].join(' ').trimEnd(),
    rows: rows[level],
  };
}

/** Ten tables of the models fitted by area and by area and layer. */
export const dingModelEntries: readonly TableEntry[] = (['area', 'area-layer'] as const).flatMap(level =>
  (Object.keys(tables) as (keyof typeof tables)[]).map(name => entry(level, name)),
);
