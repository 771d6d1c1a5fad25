import type { Float64, Int64, Utf8 } from 'apache-arrow';
import type { ArrayEntry, CatalogueColumn, CatalogueEntry } from './catalogue-entry.js';
import { MICRONS_2025, SCHNEIDER_MIZELL_2025 } from './citations.js';
import { columnsOf, type Described, NOT_DOCUMENTED, type SchemaOf } from './schema.js';

const COMMIT = 'be24e51bd7090e9fb32a9099b4e0c6025342629b';
const FOLDER = `https://raw.githubusercontent.com/AllenInstitute/MicronsFunctionalConnectomics/${COMMIT}`;

type Count<Name extends string> = { [Column in Name]: Int64 };
type L3aCell = '256465' | '294539' | '294510' | '294583' | '292685' | '222998' | '294657';
type TargetType = 'DTC' | 'ITC' | 'L2' | 'L3' | 'L4' | 'L5ET' | 'L5NP' | 'L5' | 'L6' | 'PTC' | 'STC';

const l3aCells = (meaning: string): SchemaOf<Count<L3aCell>> => ({
  '256465': ['int64', 'synapses', meaning],
  '294539': ['int64', 'synapses', meaning],
  '294510': ['int64', 'synapses', meaning],
  '294583': ['int64', 'synapses', meaning],
  '292685': ['int64', 'synapses', meaning],
  '222998': ['int64', 'synapses', meaning],
  '294657': ['int64', 'synapses', meaning],
});

/** Columns of `microns2025/l3a-excitatory-partners`. */
export type L3aExcitatoryColumns = { column_1: Utf8 } & Count<L3aCell>;

const l3aExcitatory: SchemaOf<L3aExcitatoryColumns> = {
  column_1: [
    'utf8',
    null,
    'type of the partner: L2P, L3P, L4P, L5ET, L5NP, L5IT, L6P; this column has no name in the file',
  ],
  ...l3aCells('synapses with partners of this type, of the L3a cell with this nucleus id'),
};

/** Columns of `microns2025/l3a-inhibitory-partners`. */
export type L3aInhibitoryColumns = { pt_root_id: Int64; pt_position_y: Float64; cell_type: Utf8 } & Count<
  L3aCell | TargetType
>;

const toType: SchemaOf<Count<TargetType>> = {
  DTC: ['int64', 'synapses', 'synapses onto distal targeting interneurons'],
  ITC: ['int64', 'synapses', 'synapses onto inhibitory targeting interneurons'],
  L2: ['int64', 'synapses', 'synapses onto layer 2 excitatory cells'],
  L3: ['int64', 'synapses', 'synapses onto layer 3 excitatory cells'],
  L4: ['int64', 'synapses', 'synapses onto layer 4 excitatory cells'],
  L5ET: ['int64', 'synapses', 'synapses onto layer 5 extratelencephalic cells'],
  L5NP: ['int64', 'synapses', 'synapses onto layer 5 near-projecting cells'],
  L5: ['int64', 'synapses', 'synapses onto other layer 5 excitatory cells'],
  L6: ['int64', 'synapses', 'synapses onto layer 6 excitatory cells'],
  PTC: ['int64', 'synapses', 'synapses onto perisomatic targeting interneurons'],
  STC: ['int64', 'synapses', 'synapses onto sparsely targeting interneurons'],
};

const l3aInhibitory: SchemaOf<L3aInhibitoryColumns> = {
  pt_root_id: ['int64', null, 'segment (root id) of the interneuron; the version is not documented'],
  ...l3aCells('synapses with the L3a cell of this nucleus id'),
  ...toType,
  pt_position_y: [
    'float64',
    'µm',
    'y of the soma in the volume, not turned: some 337 µm more than its depth under the pia',
  ],
  cell_type: ['utf8', null, 'type of the interneuron: DTC, ITC, PTC, STC'],
};

/** Columns in the file's order: JavaScript puts the names that are numbers first. */
function inOrder(schema: Readonly<Record<string, Described>>, first: string): readonly CatalogueColumn[] {
  const columns = columnsOf(schema);
  const cells = ['256465', '294539', '294510', '294583', '292685', '222998', '294657'];
  const names = [
    first,
    ...cells,
    ...columns.map(({ name }) => name).filter(name => name !== first && !cells.includes(name)),
  ];
  return names.flatMap(name => columns.filter(column => column.name === name));
}

const released = {
  version: COMMIT,
  licence: 'BSD-3-Clause',
  citations: [MICRONS_2025],
  describedIn: 'https://github.com/AllenInstitute/MicronsFunctionalConnectomics',
} as const;

type Known = readonly [path: string, bytes: number, sha256: string];

function array(
  id: ArrayEntry['id'],
  title: string,
  [path, bytes, sha256]: Known,
  shape: readonly number[],
  unit: string | null,
  meaning: string,
  note: string,
): ArrayEntry {
  return {
    ...released,
    kind: 'array',
    id,
    title: `${title} (MICrONS 2025)`,
    files: [{ url: `${FOLDER}/${path}`, bytes, sha256 }],
    format: 'NPY',
    columns: [{ name: 'values', type: `float64[${shape.join(', ')}]`, unit, meaning }],
    note,
    shape,
  };
}

/** Source data of figures of the consortium's paper. */
export const microns2025Entries: readonly CatalogueEntry[] = [
  array(
    'microns2025/directions',
    'Directions of the Monet2 stimulus, Fig. 3g',
    ['Fig%203/panel_g/directions.npy', 256, '76514c856f2fa4f8051c010b3b91cbd7977265db9986608fe5dedb7233f176d1'],
    [1, 16],
    '°',
    'direction j of the responses at values[0, j]',
    'In ascending order.',
  ),
  array(
    'microns2025/tuned-unit-responses',
    'Trial-mean responses of 80 direction-tuned units, Fig. 3g',
    [
      'Fig%203/panel_g/tuned_unit_responses.npy',
      41_088,
      'ce07276a0cdc7676740138538bd0f15f27f3609feff6000aff4970df44495756',
    ],
    [80, 64],
    'of the unit’s range',
    'unit i, direction ⌊k / 4⌋, time bin k mod 4 at values[i, k]',
    'Five units for each of 16 directions, by preferred direction. Each unit is scaled from its least to its largest response.',
  ),
  array(
    'microns2025/oracle-presynaptic',
    'Oracle responses of a presynaptic neuron, Fig. 6k',
    ['Fig%206/panel_k/pre_trace.npy', 3_152, '935f3f3ece4bb5f11ced479c02663c3249a57387706d9ca969403090eeb028c8'],
    [6, 63],
    NOT_DOCUMENTED,
    'clip c, frame t at values[c, t]',
    'Six oracle clips, mean over repeats.',
  ),
  array(
    'microns2025/oracle-postsynaptic',
    'Oracle responses of 231 postsynaptic neurons, Fig. 6k',
    ['Fig%206/panel_k/post_traces.npy', 698_672, '72f5951bbb719962b99102ecc1c71a789823aae39fda2361c6a738bbf993f971'],
    [231, 6, 63],
    NOT_DOCUMENTED,
    'neuron i, clip c, frame t at values[i, c, t]',
    'Sorted by summed synapse size.',
  ),
  array(
    'microns2025/layer-bounds',
    'Depths of the layer borders, Fig. 7',
    ['Fig%207/Fig7abc/layer_bounds_v3.npy', 168, '67ce47307889fdb8a054dc3312406d9f0112018602602a74534229b4e264da39'],
    [5],
    'µm',
    'depth under the pia: L1 to L2/3, L2/3 to L4, L4 to L5, L5 to L6, L6 to white matter',
    'In pia-aligned coordinates, as transforms gives them. Which border is which is read from their order.',
  ),
  array(
    'microns2025/height-bounds',
    'Range of an axis, Fig. 7',
    ['Fig%207/Fig7abc/height_bounds_v1.npy', 144, '2537e04dc75c0d78f423703f754f980900da1b4676f8a39bf424407b9f1e14b5'],
    [2],
    NOT_DOCUMENTED,
    NOT_DOCUMENTED,
    'The repository does not say what the two numbers bound.',
  ),
  {
    ...released,
    kind: 'table',
    layout: 'csv',
    id: 'microns2025/l3a-excitatory-partners',
    title: 'Excitatory partners of seven L3a cells, by type (MICrONS 2025, Fig. 7d)',
    files: [
      {
        url: `${FOLDER}/Fig%207/Fig7-VISp-L3a-order1-E-conn.csv`,
        bytes: 240,
        sha256: '8c7b127d02e62027e4a3c0298ff7702d9a2a4c47be77cb317f539e6b1993eed4',
      },
    ],
    format: 'CSV',
    citations: [MICRONS_2025, SCHNEIDER_MIZELL_2025],
    columns: inOrder(l3aExcitatory, 'column_1'),
    note: 'The columns with numbers for names are L3a cells by nucleus id.',
    rows: 7,
  },
  {
    ...released,
    kind: 'table',
    layout: 'csv',
    id: 'microns2025/l3a-inhibitory-partners',
    title: 'Inhibitory partners of seven L3a cells, and their own targets (MICrONS 2025, Fig. 7d)',
    files: [
      {
        url: `${FOLDER}/Fig%207/Fig7-VISp-L3a-Inh-conn-mastersheet.csv`,
        bytes: 6_453,
        sha256: '40cf1d7d53416cf40cd3e1e02e449ad7973a68fbbf7835d98b059948f5d39e13',
      },
    ],
    format: 'CSV',
    citations: [MICRONS_2025, SCHNEIDER_MIZELL_2025],
    columns: inOrder(l3aInhibitory, 'pt_root_id'),
    note: 'The columns with numbers for names are L3a cells by nucleus id.',
    rows: 78,
  },
];
