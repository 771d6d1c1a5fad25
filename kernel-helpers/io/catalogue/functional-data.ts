import type { Float64, Int64, Utf8 } from 'apache-arrow';
import type { CatalogueEntry, FolderEntry, TableEntry } from './catalogue-entry.js';
import { DING_2025, MICRONS_2025, WANG_2025 } from './citations.js';
import { columnsOf, type Described, NOT_DOCUMENTED, type SchemaOf } from './schema.js';

const FUNCTIONAL = 'https://bossdb-open-data.s3.amazonaws.com/iarpa_microns/minnie/functional_data';
const TWIN = `${FUNCTIONAL}/digital_twin_properties/v2`;

const published = {
  licence: 'none stated with the files; MICrONS Explorer says CC BY 4.0 of its material',
  describedIn: 'https://tutorial.microns-explorer.org/static-repositories.html',
} as const;

const twin = {
  ...published,
  version: 'v2',
  citations: [WANG_2025, DING_2025, MICRONS_2025],
  describedIn: `${TWIN}/README.md`,
} as const;

/** What names a unit in every table of the digital twin. */
type Unit = { session: Int64; scan_idx: Int64; unit_id: Int64 };

const unit: SchemaOf<Unit> = {
  session: ['int64', null, 'imaging session; session and scan_idx together name a recording'],
  scan_idx: ['int64', null, 'scan within the session'],
  unit_id: ['int64', null, 'functional unit, counted within its scan'],
};

/** Columns that are known of the digital twin's tables of units. */
export type AnatomyUnitColumns = Unit & { brain_area: Utf8 };
export type PerformanceUnitColumns = Unit & { cc_abs: Float64; cc_norm: Float64 };
export type OrientationUnitColumns = Unit & { pref_ori: Float64; pref_dir: Float64; gOSI: Float64; gDSI: Float64 };
export type ReadoutUnitColumns = Unit;

const anatomy: SchemaOf<AnatomyUnitColumns> = { ...unit, brain_area: ['utf8', null, 'V1, LM, AL or RL'] };
const performance: SchemaOf<PerformanceUnitColumns> = {
  ...unit,
  cc_abs: ['float64', null, 'how well the digital twin predicts the unit; higher is better'],
  cc_norm: ['float64', null, 'the same, normalised by how reliable the unit is'],
};
const orientation: SchemaOf<OrientationUnitColumns> = {
  ...unit,
  pref_ori: ['float64', NOT_DOCUMENTED, 'preferred orientation'],
  pref_dir: ['float64', NOT_DOCUMENTED, 'preferred direction'],
  gOSI: ['float64', null, 'global orientation selectivity index'],
  gDSI: ['float64', null, 'global direction selectivity index'],
};

const MORE = 'The file may have more columns than these: all are read. Columns and units are described in its README.';

const units = (
  id: TableEntry['id'],
  title: string,
  folder: string,
  columns: Readonly<Record<string, Described>>,
): TableEntry => ({
  ...twin,
  kind: 'table',
  layout: 'csv',
  id,
  title: `${title} (digital twin, Wang et al. 2025)`,
  files: [{ url: `${TWIN}/${folder}/units.csv`, bytes: null, sha256: null }],
  format: 'CSV',
  columns: columnsOf(columns),
  note: MORE,
  rows: null,
});

const folder = (
  id: FolderEntry['id'],
  title: string,
  path: string,
  approximateBytes: number,
  format: string,
  note: string,
): FolderEntry => ({
  ...published,
  kind: 'folder',
  id,
  title,
  version: 'not documented',
  files: [],
  citations: [MICRONS_2025],
  address: `${FUNCTIONAL}/${path}`,
  alternatives: [],
  approximateBytes,
  format,
  columns: [],
  note,
});

const ALSO = 'As NWB: https://dandiarchive.org/dandiset/000402.';

/** Calcium imaging, stimuli and the digital twin made of them. */
export const functionalEntries: readonly CatalogueEntry[] = [
  units('digital-twin/anatomy-units', 'Area and position of every functional unit', 'anatomy', anatomy),
  units('digital-twin/performance-units', 'How well the twin predicts every unit', 'performance', performance),
  units(
    'digital-twin/orientation-tuning-units',
    'Orientation and direction tuning of every unit',
    'ori_dir_tuning',
    orientation,
  ),
  units('digital-twin/readout-units', 'Which unit each row of the readout arrays is', 'readout', unit),
  {
    ...twin,
    kind: 'array',
    id: 'digital-twin/readout-weights',
    title: 'What every unit responds to: readout feature weights (digital twin, Wang et al. 2025)',
    files: [{ url: `${TWIN}/readout/readout_weights.npy`, bytes: null, sha256: null, approximateBytes: 213_000_000 }],
    format: 'NPY',
    columns: [
      {
        name: 'values',
        type: 'float[units, features]',
        unit: null,
        meaning: 'weight of feature k of unit i at values[i, k]',
      },
    ],
    note: 'Row i is row i of digital-twin/readout-units. The cosine of two rows is the feature similarity of Ding et al. 2025.',
    shape: null,
  },
  {
    ...twin,
    kind: 'array',
    id: 'digital-twin/readout-locations',
    title: 'Where every unit looks: readout locations (digital twin, Wang et al. 2025)',
    files: [{ url: `${TWIN}/readout/readout_locations.npy`, bytes: null, sha256: null }],
    format: 'NPY',
    columns: [
      {
        name: 'values',
        type: 'float[units, 2]',
        unit: 'screen',
        meaning: 'x, y of unit i at values[i, k], from −1 to 1',
      },
    ],
    note: 'Row i is row i of digital-twin/readout-units.',
    shape: null,
  },
  {
    ...twin,
    kind: 'folder',
    id: 'digital-twin/responses',
    title: 'Responses of every unit to natural movies (digital twin, Wang et al. 2025)',
    files: [],
    address: `${TWIN}/responses`,
    alternatives: [],
    approximateBytes: 33_800_000_000,
    format: 'NPY and CSV files',
    columns: [],
    note: 'About 34 GB. store.get(path) reads one file.',
  },
  {
    ...twin,
    kind: 'file',
    id: 'digital-twin/model',
    title: 'The digital twin itself: weights of the network (Wang et al. 2025)',
    version: 'v1',
    files: [
      {
        url: `${FUNCTIONAL}/foundation_model/foundational_model_weights_and_metadata_v1.zip`,
        bytes: null,
        sha256: null,
        approximateBytes: 222_000_000,
      },
    ],
    format: 'zip of PyTorch parameters and CSV files',
    columns: [],
    describedIn: 'https://github.com/cajal/fnn',
    note: 'Not read in TypeScript: the Python package fnn loads it.',
  },
  folder(
    'functional/stimulus-movies',
    'What the mouse saw: the stimulus of every scan',
    'stimulus_movies',
    186_200_000_000,
    'AVI, 19 files of 9.8 GB',
    `Described in stimulus_movies_technical_documentation_v4.pdf of the folder. ${ALSO}`,
  ),
  folder(
    'functional/two-photon-scans',
    'Two-photon imaging of every scan',
    'two_photon_functional_scans',
    1_300_000_000_000,
    'TIFF, 66 to 95 GB each',
    `19 scans, corrected for raster and motion. ${ALSO}`,
  ),
  folder(
    'functional/two-photon-stacks',
    'Two-photon stack of the tissue with its vessels',
    'two_photon_structural_stacks',
    10_600_000_000,
    'TIFF',
    'What the functional and the structural volume were aligned with.',
  ),
  folder(
    'functional/datajoint',
    'Traces, masks, behaviour and stimuli as a database',
    'two_photon_processed_data_and_metadata',
    225_000_000_000,
    'SQL and containers',
    `A MySQL 5.7 database: https://github.com/cajal/microns-nda-access says how to run it. ${ALSO}`,
  ),
  {
    ...published,
    kind: 'folder',
    id: 'minnie65/micro-ct',
    title: 'MicroCT of the tissue block',
    version: 'not documented',
    files: [],
    citations: [MICRONS_2025],
    address: 'https://bossdb-open-data.s3.amazonaws.com/iarpa_microns/minnie/microCT',
    alternatives: [],
    approximateBytes: 13_000_000_000,
    format: 'ZIP',
    columns: [],
    note: 'Used to look over and to align the block.',
  },
];
