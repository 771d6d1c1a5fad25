import type { CatalogueFile, TableEntry } from './catalogue-entry.js';
import { MICRONS_2025 } from './citations.js';
import type { ExportTable, ExportTables, ExportVersion } from './dataset-ids.js';
import type { ExportFacts } from './export-facts.js';
import { cellTypeFacts } from './minnie65-cell-type-facts.js';
import { otherFacts } from './minnie65-other-facts.js';
import { releaseTables } from './minnie65-releases.js';
import { columnsOf } from './schema.js';

/** The folder of the static exports, one folder a version. */
const EXPORTS = 'https://storage.googleapis.com/mat_dbs/public/minnie65_phase3_v1';

/** When each version was materialized. */
const DATES: Readonly<Record<ExportVersion, string>> = {
  v343: '24 February 2022',
  v661: '6 April 2023',
  v795: '23 August 2023',
  v943: '22 January 2024',
  v1078: '5 June 2024',
  v1181: '16 September 2024',
  v1412: '29 April 2025',
  v1507: '31 July 2025',
};

/** What is known of single files, by `version/file`: lengths and checksums that others have published. */
const KNOWN: Readonly<Record<string, Partial<CatalogueFile> & { readonly rows?: number }>> = {
  'v1412/aibs_metamodel_celltypes_v661': { approximateBytes: 3_500_000 },
  'v1412/connections_with_nuclei': { approximateBytes: 3_000_000_000 },
  'v1412/coregistration_manual_v4': { approximateBytes: 942_000 },
  'v1412/functional_properties_v3_bcm': { approximateBytes: 746_000 },
  'v1412/proofreading_status_and_strategy': {
    approximateBytes: 64_000,
    sha256: 'c580c50da233cb8e5c1090e97a21d145d608b188843348a2dc9e29ff387221c5',
  },
  'v1507/aibs_cell_info': {
    bytes: 5_696_726,
    sha256: 'f26299762ef15a782a9323e9b8ae0740b85bb50fa1be7b42fbecb4adfac1b7f8',
  },
  'v1507/nucleus_functional_area_assignment': { bytes: 6_220_400 },
  'v1507/proofreading_status_and_strategy': {
    bytes: 69_077,
    sha256: 'd10300976fc3dd5fdb411dd0308dff75ee1385bc08b69639c9f8d7e970a1c4b1',
    rows: 2_182,
  },
  'v1507/synapses_with_axon_proofreading': {
    bytes: 80_191_720,
    sha256: '3f0841cafb39531e9b42d8a936211da66db9f09cea96c74ec88e0d05e3d06fd5',
  },
};

/** Releases whose list of exported files is published; of the later ones only some files were seen by others. */
const LISTED: ReadonlySet<ExportVersion> = new Set(['v343', 'v661', 'v795', 'v943', 'v1078']);
const SEEN: ReadonlySet<string> = new Set(Object.keys(KNOWN));

const facts: Readonly<Record<ExportTable, ExportFacts>> = { ...cellTypeFacts, ...otherFacts };

/** In these two releases the list of files names this view among the merged ones. */
const isMerged = (version: ExportVersion, table: ExportTable): boolean =>
  !facts[table].unmerged || (table === 'connections_with_nuclei' && (version === 'v661' || version === 'v795'));

function entry<Version extends ExportVersion>(version: Version, table: ExportTables[Version]): TableEntry {
  const { title, columns, citations, note, rows, approximateBytes } = facts[table];
  const known = KNOWN[`${version}/${table}`];
  const name = isMerged(version, table) ? `${table}_merged` : table;
  const seen = LISTED.has(version) || SEEN.has(`${version}/${table}`);
  const number = version.slice(1);
  const unseen = `Release ${number} has this table, but no list of its exported files is published: the address follows the pattern of the other releases.`;
  const header =
    'Root ids are those of this version: join with other versions by nucleus id. The header file names the columns in the file’s order; a column it names beyond these is read too.';
  return {
    kind: 'table',
    layout: 'export',
    id: `minnie65/${version}/${table}` as TableEntry['id'],
    title: `${title} (minnie65, version ${number})`,
    version: `materialization ${number}, ${DATES[version]}`,
    files: [
      {
        url: `${EXPORTS}/${version}/${name}.csv.gz`,
        bytes: known?.bytes ?? null,
        sha256: known?.sha256 ?? null,
        ...((known?.approximateBytes ?? approximateBytes) !== undefined &&
          known?.bytes === undefined && { approximateBytes: known?.approximateBytes ?? approximateBytes }),
      },
      { url: `${EXPORTS}/${version}/${name}_header.csv`, bytes: null, sha256: null, approximateBytes: 500 },
    ],
    format: 'CSV (gzip) with a header file',
    licence: 'none stated with the files; MICrONS Explorer says CC BY 4.0 of its material',
    citations: [MICRONS_2025, ...citations],
    columns: columnsOf(columns),
    describedIn: 'https://tutorial.microns-explorer.org/annotation-tables.html',
    note: [note, header, seen ? undefined : unseen].filter(part => part !== undefined).join(' '),
    rows: known?.rows ?? rows ?? null,
  };
}

/** Every table of every static export of minnie65, newest release first. */
export const exportEntries: readonly TableEntry[] = (Object.keys(releaseTables) as ExportVersion[])
  .reverse()
  .flatMap(version =>
    (Object.keys(releaseTables[version]) as ExportTables[typeof version][]).map(table => entry(version, table)),
  );
