import type { CatalogueEntry, TableEntry } from './catalogue-entry.js';
import { ELABBADY_2025, MICRONS_2025 } from './citations.js';
import { match } from './minnie65-function-tables.js';
import { nucleus, pointCellTypes, proofreadingRelease } from './minnie65-nucleus-tables.js';
import { synapses } from './minnie65-synapse-tables.js';
import { columnsOf, type Described } from './schema.js';

const BOSS = 'https://bossdb-open-data.s3.amazonaws.com/iarpa_microns/minnie';

const published = {
  version: 'materialization 117, June 2021',
  licence: 'none stated with the files; MICrONS Explorer says CC BY 4.0 of its material',
  describedIn: 'https://tutorial.microns-explorer.org/static-repositories.html',
} as const;

interface Table {
  readonly title: string;
  readonly path: string;
  readonly approximateBytes: number;
  readonly columns: Readonly<Record<string, Described>>;
  readonly rows: number | null;
  readonly citations?: TableEntry['citations'];
  readonly note: string;
}

const table = (name: string, { path, approximateBytes, columns, citations = [], ...rest }: Table): TableEntry => ({
  ...published,
  ...rest,
  kind: 'table',
  layout: 'csv',
  id: `minnie65/v117/${name}` as TableEntry['id'],
  citations: [MICRONS_2025, ...citations],
  files: [{ url: `${BOSS}/${path}`, bytes: null, sha256: null, approximateBytes }],
  format: 'CSV',
  columns: columnsOf(columns),
});

const PINNED = 'Root ids are those of version 117. Newer releases are in the static exports.';

/** Tables of the first release, as single CSV files, and the synapses of minnie35. */
export const v117Entries: readonly CatalogueEntry[] = [
  table('nucleus_detection_v0', {
    title: 'Every detected nucleus: position, volume, segment (minnie65, version 117)',
    path: 'minnie65/nucleus_detection/nucleus_detection_v0.csv',
    approximateBytes: 10_500_000,
    columns: nucleus,
    rows: 144_120,
    citations: [ELABBADY_2025],
    note: PINNED,
  }),
  table('nucleus_neuron_svm', {
    title: 'Which nuclei are neurons, by a classifier (minnie65, version 117)',
    path: 'minnie65/nucleus_neuron_classification/nucleus_neuron_svm.csv',
    approximateBytes: 12_800_000,
    columns: pointCellTypes('is_neuron', 'neuron; not-neuron: glia or a false detection'),
    rows: null,
    citations: [ELABBADY_2025],
    note: PINNED,
  }),
  table('proofreading_status_public_release', {
    title: 'Proofread cells (minnie65, version 117)',
    path: 'proofreading_status/proofreading_status_public_release.csv',
    approximateBytes: 56_000,
    columns: proofreadingRelease,
    rows: null,
    note: PINNED,
  }),
  table('func_unit_em_match_release', {
    title: 'First 200 manual matches of nuclei and functional units (minnie65, version 117)',
    path: 'functional_coregistration/func_unit_em_match_release.csv',
    approximateBytes: 14_000,
    columns: match,
    rows: null,
    note: PINNED,
  }),
  table('synapses_pni_2', {
    title: 'Every synapse of the volume with its two cells (minnie65, version 117)',
    path: 'minnie65/synapse_graph/synapses_pni_2.csv',
    approximateBytes: 47_500_000_000,
    columns: synapses,
    rows: 337_312_429,
    note: `${PINNED} Not compressed: 47.5 GB.`,
  }),
  {
    ...published,
    kind: 'file',
    id: 'minnie35/synapses',
    title: 'Every synapse of minnie35',
    version: 'not documented',
    citations: [MICRONS_2025],
    files: [
      {
        url: `${BOSS}/minnie35/synapse_graph/assigned.csv.gz`,
        bytes: null,
        sha256: null,
        approximateBytes: 14_500_000_000,
      },
    ],
    format: 'CSV (gzip)',
    columns: [],
    note: 'Its columns are not documented. sql can query the file once it is here.',
  },
  {
    ...published,
    kind: 'file',
    id: 'minnie65/ground-truth',
    title: 'Segmentation by hand that the automatic segmentation was trained with',
    version: 'Zenodo record 5760218',
    licence: 'none stated here; see the record',
    citations: [MICRONS_2025],
    files: [{ url: 'https://zenodo.org/record/5760218/files/minnie.tar.gz', bytes: null, sha256: null }],
    format: 'HDF5 in a tar.gz',
    columns: [],
    describedIn: 'https://zenodo.org/records/5760218',
    note: 'HDF5 is not read in TypeScript: datasets.path(id) gives the file.',
  },
];
