import type { Dictionary, Float64, Int64, Utf8 } from 'apache-arrow';
import type { CatalogueColumn, CatalogueEntry, CatalogueFile } from './catalogue-entry.js';
import { DING_2025, MICRONS_2025 } from './citations.js';
import { DING_COMMIT, DING_REPOSITORY, PROJECTION, QUANTITY, VARIABLE } from './ding2025-words.js';
import { columnsOf, type SchemaOf } from './schema.js';

/** Columns of `ding2025/presyn-mean`; `pre_nucleus_id` is read as `bigint`. */
export type PresynMeanColumns = {
  proj_hva: Dictionary<Utf8>;
  pre_nucleus_id: Int64;
  variable_mean: Float64;
  variable_name: Utf8;
  population: Utf8;
};

const presynMean: SchemaOf<PresynMeanColumns> = {
  proj_hva: [
    'dictionary<utf8>',
    null,
    'areas of the pre- and postsynaptic neurons: V1->V1, HVA->HVA, V1->HVA, HVA->V1',
  ],
  pre_nucleus_id: ['int64', null, 'nucleus id of the presynaptic neuron'],
  variable_mean: [
    'float64',
    'that of the variable',
    'mean of the variable over all postsynaptic neurons of this population',
  ],
  variable_name: VARIABLE,
  population: [
    'utf8',
    null,
    'Connected: synaptic partners; ADP: axon close to dendrite, no synapse; Same region: neither',
  ],
};

/** Columns of `ding2025/pre-mean-corr`. */
export type PreMeanCorrColumns = {
  weight: Utf8;
  proj_hva: Utf8;
  pre_nucleus_id: Int64;
  pre_mean: Float64;
  n_post: Int64;
  type: Utf8;
};

const preMeanCorr: SchemaOf<PreMeanCorrColumns> = {
  weight: ['utf8', null, 'what partners are weighted by: n_synapses (observed), pred_n_synapses (predicted), dend_len'],
  proj_hva: PROJECTION,
  pre_nucleus_id: ['int64', null, 'nucleus id of the presynaptic neuron'],
  pre_mean: [
    'float64',
    'correlation',
    'weighted mean signal correlation, between postsynaptic partners (post) or with them (pre_post)',
  ],
  n_post: ['int64', 'neurons', 'postsynaptic partners'],
  type: ['utf8', null, 'post: between the partners; pre_post: between the neuron and its partners'],
};

/** Columns of `ding2025/binned-trends`. */
export type BinnedTrendColumns = {
  bins: Utf8;
  mean: Float64;
  std: Float64;
  ci_low: Float64;
  ci_high: Float64;
  n_pre: Float64;
  n_post: Float64;
  n_adp: Float64;
  n_same_region: Float64;
  n_syn: Float64;
  n_pre_post_pairs: Float64;
  n_synapses: Float64;
  n_pre_adp_pairs: Float64;
  n_pre_same_region_pairs: Float64;
  dend_len: Float64;
  n_pairs: Float64;
  proj_hva: Utf8;
  quantity_name: Utf8;
  variable_name: Utf8;
};

const binnedTrends: SchemaOf<BinnedTrendColumns> = {
  bins: [
    'utf8',
    'that of the variable',
    'bin of the variable, after its mean over each presynaptic neuron is taken off: "(-0.4, -0.3]"',
  ],
  mean: [
    'float64',
    'mm or synapses per mm',
    'mean over 1,000 bootstraps of the quantity in the bin, minus that of the presynaptic neuron',
  ],
  std: ['float64', 'as mean', 'standard deviation over the bootstraps'],
  ci_low: ['float64', 'as mean', '2.5 % quantile of the bootstraps'],
  ci_high: ['float64', 'as mean', '97.5 % quantile of the bootstraps'],
  n_pre: ['float64', 'neurons', 'presynaptic neurons in the bin'],
  n_post: ['float64', 'neurons', 'neurons that receive a synapse'],
  n_adp: ['float64', 'neurons', 'neurons with axon–dendrite proximity and no synapse'],
  n_same_region: ['float64', 'neurons', 'neurons without proximity'],
  n_syn: ['float64', 'synapses', 'synapses'],
  n_pre_post_pairs: ['float64', 'pairs', 'connected pairs'],
  n_synapses: ['float64', 'synapses', 'synapses, once more'],
  n_pre_adp_pairs: ['float64', 'pairs', 'pairs with axon–dendrite proximity, connected or not'],
  n_pre_same_region_pairs: ['float64', 'pairs', 'pairs without proximity'],
  dend_len: ['float64', 'mm', 'sum of the axon–dendrite co-travel length L_d'],
  n_pairs: ['float64', 'pairs', 'pairs in the bin'],
  proj_hva: PROJECTION,
  quantity_name: QUANTITY,
  variable_name: VARIABLE,
};

const released = {
  version: DING_COMMIT,
  licence: 'MIT',
  citations: [DING_2025, MICRONS_2025],
  describedIn: 'https://github.com/spapa013/microns-funconn-2025',
} as const;

const file = (path: string, bytes: number, sha256: string): CatalogueFile => ({
  url: `${DING_REPOSITORY}/${path}`,
  bytes,
  sha256,
});

const PROPERTIES =
  'https://bossdb-open-data.s3.amazonaws.com/iarpa_microns/minnie/functional_data/functional_connectomics/' +
  'node_and_edge_properties/v1';

const plain = (name: string, unit: string | null, meaning: string): CatalogueColumn => ({
  name,
  type: 'pandas',
  unit,
  meaning,
});

const PICKLE =
  'A Python pickle: not read in TypeScript, and reading one runs code that is in it. datasets.path(id) gives the ' +
  'verified file for pandas.read_pickle; write what you need of it as Arrow or Parquet and read that here.';

/** What Ding et al. 2025 have released, but for the fitted models. */
export const dingEntries: readonly CatalogueEntry[] = [
  {
    ...released,
    kind: 'table',
    layout: 'arrow',
    id: 'ding2025/presyn-mean',
    title: 'Like-to-like: means over each presynaptic neuron’s partners and controls (Ding et al. 2025, Fig. 2d)',
    files: [
      file(
        'results/like2like/area/presyn_mean.feather',
        46_154,
        '589c5ca4c5b63af493b7672f679749b2e0d1e555d693cf85cb448a92734845a5',
      ),
    ],
    format: 'Arrow IPC (Feather V2, LZ4)',
    columns: columnsOf(presynMean),
    note: '2,688 rows: 896 of each population. A neuron occurs once per projection, variable and population.',
    rows: 2_688,
  },
  {
    ...released,
    kind: 'table',
    layout: 'arrow',
    id: 'ding2025/pre-mean-corr',
    title: 'Common inputs: how alike the partners of one neuron are (Ding et al. 2025, Fig. 5c)',
    files: [
      file(
        'results/common_inputs/pre_mean_corr.feather',
        37_346,
        '5bc541ad8f515792d3659043a08b354b166f38c107d5a3bee17b9549550fb310',
      ),
    ],
    format: 'Arrow IPC (Feather V2, LZ4)',
    columns: columnsOf(preMeanCorr),
    note: 'Neurons with at least 10 connected partners. The test is observed (n_synapses) against predicted (pred_n_synapses).',
    rows: 1_420,
  },
  {
    ...released,
    kind: 'table',
    layout: 'csv',
    id: 'ding2025/binned-trends',
    title: 'Like-to-like: binned trends with bootstrap intervals (Ding et al. 2025, Figs 2e, f, 3a, b)',
    files: [
      file(
        'results/like2like/area/bs_stats.csv',
        94_754,
        '446b43d6bc8b706dde502792e1aab6024e8cba381aeba77fda119e9e821b6c21',
      ),
    ],
    format: 'CSV',
    columns: columnsOf(binnedTrends),
    note: 'The figures show bins with more than 10 synapses and more than 10 presynaptic neurons.',
    rows: 433,
  },
  {
    ...released,
    kind: 'skeletons',
    id: 'ding2025/sample-skeletons',
    title: 'Three axons and three dendrites for axon–dendrite proximity (Ding et al. 2025, methods)',
    files: [
      file(
        'methods/sample_data/skeletons/skeleton_lookup.csv',
        700,
        '225de2224172a03bd4da207e4224ef53ec3e60746d64ee16d8bdb6ba912f97a8',
      ),
      file(
        'methods/sample_data/skeletons/skeleton_axon_222998.npz',
        266_216,
        '52a1b56bdfdf70ad68e255079bdfc05921c052930bbb7713b754079db9f1d9d5',
      ),
      file(
        'methods/sample_data/skeletons/skeleton_axon_327859.npz',
        197_736,
        '143f1b108cac9b8ae27efc9a13402e5366c66f86a729239b6555183fdf6b6e97',
      ),
      file(
        'methods/sample_data/skeletons/skeleton_axon_560530.npz',
        388_296,
        'cbf8fbe17f961f6e4f29e8f98d7762ba4efab552ee23d25a4ee20ff18d567b5a',
      ),
      file(
        'methods/sample_data/skeletons/skeleton_dend_292965.npz',
        1_198_176,
        '3667be5b173acc0aa7ff11ca425f96e8d970c1b7c80af56c71d3418f375f7ac4',
      ),
      file(
        'methods/sample_data/skeletons/skeleton_dend_587744.npz',
        1_243_376,
        '78f81e7c9b4e00f46e05bcfd11efd83238a1d58aba84b58b27f2ca340c2703b5',
      ),
      file(
        'methods/sample_data/skeletons/skeleton_dend_587885.npz',
        1_432_280,
        '6a8c1077a2b1bb095e65cebd90b5149e039fd1ceb0b46f482129a201d85b8975',
      ),
    ],
    format: '6 NPZ files (vertices, edges) and a CSV',
    columns: [
      {
        name: 'vertices',
        type: 'float64[n, 3]',
        unit: 'nm',
        meaning: 'positions of the nodes, absolute minnie65 coordinates',
      },
      { name: 'edges', type: 'int64[m, 2]', unit: null, meaning: 'pairs of nodes, from 0' },
      { name: 'lookup.skeleton_id', type: 'utf8', unit: null, meaning: 'the makers’ id of the skeleton' },
      { name: 'lookup.meshwork_skeleton_id', type: 'utf8', unit: null, meaning: 'not documented' },
      { name: 'lookup.import_method', type: 'utf8', unit: null, meaning: 'not documented' },
      { name: 'lookup.segment_id', type: 'int64', unit: null, meaning: 'segment (root id) that was skeletonised' },
      { name: 'lookup.nucleus_id', type: 'int64', unit: null, meaning: 'nucleus id of the cell' },
      { name: 'lookup.compartment', type: 'utf8', unit: null, meaning: 'axon or dend' },
      { name: 'lookup.auto_proofread_neuron_id', type: 'utf8', unit: null, meaning: 'not documented' },
      { name: 'lookup.split_index', type: 'float64', unit: null, meaning: 'not documented' },
      { name: 'lookup.filename', type: 'utf8', unit: null, meaning: 'the NPZ file' },
    ],
    note: 'No radii are in the files. A dendrite is several trees: it comes out of the soma, which is not there.',
  },
  {
    ...released,
    kind: 'file',
    id: 'ding2025/node-data',
    title: 'Every coregistered neuron with position, area, layer, tuning and responses (Ding et al. 2025)',
    version: 'v1',
    licence: 'none stated with the file; MICrONS Explorer says CC BY 4.0 of its material',
    files: [
      {
        url: `${PROPERTIES}/node_data_v1.pkl`,
        bytes: 294_635_032,
        sha256: '5a310585ccefcfb2f14d15b2cc2e607e730b0ec0a86587e606af362463abf6ef',
      },
    ],
    format: 'Python pickle of a pandas table',
    columns: [
      plain('nucleus_id', null, 'nucleus id'),
      plain('nucleus_x, nucleus_y, nucleus_z', 'nm', 'position of the nucleus'),
      plain('brain_area, layer, hva', null, 'area, layer, V1 or HVA'),
      plain('session, scan_idx, unit_id', null, 'the functional unit'),
      plain(
        'cc_max_cvt, cc_abs_cvt, cc_norm_cvt',
        null,
        'reliability of the unit, performance of the digital twin, its ratio',
      ),
      plain('gosi_…, osi_…, pref_ori_…', null, 'orientation tuning, of the twin (_cvt_monet_full) and in vivo (_iv)'),
      plain('readout_cvt, position_stim_cvt', null, 'readout weights and receptive field of the twin'),
      plain('in_silico_resp, in_vivo_mean_resp', null, 'responses of the twin and of the neuron'),
      plain('proofread_status', null, 'how the neuron was proofread'),
    ],
    describedIn: `${PROPERTIES}/readme_v1.md`,
    note: `12,894 neurons. ${PICKLE}`,
  },
  {
    ...released,
    kind: 'file',
    id: 'ding2025/edge-data',
    title: 'Every pair of neurons: connected, close or in the same region, and how alike (Ding et al. 2025)',
    version: 'v1',
    licence: 'none stated with the file; MICrONS Explorer says CC BY 4.0 of its material',
    files: [
      {
        url: `${PROPERTIES}/edge_data_v1.pkl`,
        bytes: 201_511_086,
        sha256: 'efcd387233960026464f285597fd5bc1c3a00432e4d62570bc578149a9707bbb',
      },
    ],
    format: 'Python pickle of a pandas table',
    columns: [
      plain('pre_nucleus_id, post_nucleus_id', null, 'nucleus ids of the two neurons'),
      plain('population', null, 'Connected, ADP or Same region'),
      plain('proj_hva, proj_hva_layer', null, 'areas, and layers, of the two'),
      plain('n_synapses', 'synapses', 'synapses from the one to the other'),
      plain('synapse_size', 'not documented', 'total cleft volume'),
      plain('dend_len', 'mm', 'axon–dendrite co-travel length L_d'),
      plain('in_silico_sig_corr_cvt, in_vivo_sig_corr', 'correlation', 'signal correlation, of the twin and in vivo'),
      plain('readout_similarity_cvt', 'cosine', 'similarity of the readout weights'),
      plain('readout_location_distance_cvt, _sta', '°', 'distance of the receptive fields'),
      plain('delta_ori_…', '°', 'difference of preferred orientation'),
    ],
    describedIn: `${PROPERTIES}/readme_v1.md`,
    note: `1,693,276 pairs, 8,128 of them connected. ${PICKLE}`,
  },
];
