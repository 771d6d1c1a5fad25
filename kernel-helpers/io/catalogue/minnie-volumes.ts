import type { CatalogueColumn, VolumeEntry } from './catalogue-entry.js';
import { MICRONS_2025 } from './citations.js';
import type { ImageId, SegmentationId } from './dataset-ids.js';

const BOSS = 'https://bossdb-open-data.s3.amazonaws.com/iarpa_microns/minnie';
const GOOGLE = 'https://storage.googleapis.com/iarpa_microns/minnie';
const TB = 1e12;
const GB = 1e9;

const LICENCE = 'none stated with the files; MICrONS Explorer says CC BY 4.0 of its material';

const published = {
  files: [],
  licence: LICENCE,
  citations: [MICRONS_2025],
  describedIn: 'https://tutorial.microns-explorer.org/static-repositories.html',
} as const;

const GREY: readonly CatalogueColumn[] = [
  { name: 'voxel', type: 'uint8', unit: 'grey value', meaning: 'brightness of the tissue in the electron microscope' },
];

const ids = (meaning: string): readonly CatalogueColumn[] => [{ name: 'voxel', type: 'uint64', unit: null, meaning }];

function image(id: ImageId, volume: string, approximateBytes: number): VolumeEntry {
  return {
    ...published,
    kind: 'image',
    id,
    title: `Electron microscopy of ${volume}`,
    version: 'fine alignment',
    address: `${BOSS}/${volume}/em`,
    alternatives: [`${GOOGLE}/${volume}/em`],
    approximateBytes,
    format: 'Neuroglancer precomputed image',
    columns: GREY,
    note:
      'Voxels of 8 × 8 × 40 nm and coarser: 16, 32, 64 nm with 40 nm sections, then 128 × 128 × 80 nm up to ' +
      '2048 × 2048 × 1280 nm. Read a slice or a box, never the whole.',
  };
}

interface Segmentation {
  readonly id: SegmentationId;
  readonly title: string;
  readonly version: string;
  readonly addresses: readonly [string, ...string[]];
  readonly approximateBytes: number;
  readonly meaning: string;
  readonly note: string;
}

function segmentation({ addresses, meaning, ...rest }: Segmentation): VolumeEntry {
  const [address, ...alternatives] = addresses;
  return {
    ...published,
    ...rest,
    kind: 'segmentation',
    address,
    alternatives,
    format: 'Neuroglancer precomputed segmentation (compressed, sharded)',
    columns: ids(meaning),
  };
}

const MESHES = 'Has a mesh of every segment, at several levels of detail. Ids are root ids of this version.';

function proofread(id: SegmentationId, version: string, addresses: readonly [string, ...string[]]): VolumeEntry {
  return segmentation({
    id,
    title: `Cells of minnie65, proofread up to version ${version}, with meshes`,
    version: `materialization ${version}`,
    addresses,
    approximateBytes: 12 * TB,
    meaning: 'root id of the cell at this version; 0 outside',
    note: MESHES,
  });
}

/** Images and segmentations of the cubic millimetre in public buckets. */
export const minnieVolumeEntries: readonly VolumeEntry[] = [
  image('minnie65/em', 'minnie65', 117 * TB),
  image('minnie35/em', 'minnie35', 55 * TB),
  proofread('minnie65/seg-v1300', '1300', [`${GOOGLE}/minnie65/seg_m1300`]),
  proofread('minnie65/seg-v943', '943', [`${GOOGLE}/minnie65/seg_m943`]),
  proofread('minnie65/seg-v343', '343', [`${GOOGLE}/minnie65/seg_m343`]),
  proofread('minnie65/seg-v117', '117', [`${GOOGLE}/minnie65/seg`, `${BOSS}/minnie65/seg`]),
  segmentation({
    id: 'minnie65/seg-v0',
    title: 'Cells of minnie65 before any proofreading, with meshes',
    version: 'automatic segmentation',
    addresses: [`${BOSS}/minnie65/autoseg`],
    approximateBytes: 12 * TB,
    meaning: 'segment of the automatic segmentation',
    note: 'Ids are not those of any materialization.',
  }),
  segmentation({
    id: 'minnie65/supervoxels',
    title: 'Supervoxels of minnie65, which proofreading joins to cells',
    version: 'watershed',
    addresses: [`${BOSS}/minnie65/ws`],
    approximateBytes: 42 * TB,
    meaning: 'supervoxel id: the …_supervoxel_id of the tables',
    note: 'Ids stay the same at every version.',
  }),
  segmentation({
    id: 'minnie65/nuclei',
    title: 'Nuclei of minnie65, with meshes',
    version: 'nucleus_detection_v0',
    addresses: [`${BOSS}/minnie65/nuclei`, `${GOOGLE}/minnie65/nuclei`],
    approximateBytes: 26.8 * GB,
    meaning: 'nucleus id: the id of nucleus_detection_v0',
    note: 'Ids stay the same at every version.',
  }),
  segmentation({
    id: 'minnie65/clefts',
    title: 'Synaptic clefts of minnie65',
    version: 'synapses_pni_2',
    addresses: [`${BOSS}/minnie65/clefts`],
    approximateBytes: 127 * GB,
    meaning: 'synapse: the id of synapses_pni_2',
    note: 'No meshes.',
  }),
  segmentation({
    id: 'minnie35/seg',
    title: 'Cells of minnie35, proofread, with meshes',
    version: '0',
    addresses: [`${BOSS}/minnie35/seg`, 'https://storage.googleapis.com/microns_phase3/minnie/minnie35/seg'],
    approximateBytes: 10 * TB,
    meaning: 'root id of the cell',
    note: 'The smaller part of the volume, which has no static tables of cells.',
  }),
  segmentation({
    id: 'minnie35/seg-v0',
    title: 'Cells of minnie35 before any proofreading, with meshes',
    version: 'automatic segmentation',
    addresses: [`${BOSS}/minnie35/autoseg`],
    approximateBytes: 10 * TB,
    meaning: 'segment of the automatic segmentation',
    note: 'Ids are not those of minnie35/seg.',
  }),
  segmentation({
    id: 'minnie35/supervoxels',
    title: 'Supervoxels of minnie35',
    version: 'watershed',
    addresses: [`${BOSS}/minnie35/ws`],
    approximateBytes: 22 * TB,
    meaning: 'supervoxel id',
    note: 'Ids stay the same at every version.',
  }),
  segmentation({
    id: 'minnie35/clefts',
    title: 'Synaptic clefts of minnie35',
    version: 'not documented',
    addresses: [`${BOSS}/minnie35/clefts`],
    approximateBytes: 94 * GB,
    meaning: 'synapse: the id of minnie35/synapses',
    note: 'No meshes.',
  }),
];
