import type { CatalogueEntry, FolderEntry, SwcEntry } from './catalogue-entry.js';
import { MICRONS_2025, SCHNEIDER_MIZELL_2025 } from './citations.js';
import { swcFields } from './minnie65-neurons.js';

const V661 = 'https://bossdb-open-data.s3.amazonaws.com/iarpa_microns/minnie/minnie65/skeletons/v661';
const V1300 = 'https://storage.googleapis.com/microns-static-links/skel/swc';

const published = {
  files: [],
  licence: 'none stated with the files; MICrONS Explorer says CC BY 4.0 of its material',
  citations: [MICRONS_2025],
  describedIn: 'https://tutorial.microns-explorer.org/static-repositories.html',
  alternatives: [],
  approximateBytes: null,
} as const;

const swc = {
  ...published,
  kind: 'swc',
  format: 'SWC, one file a neuron',
  columns: swcFields(', counted from 0'),
} as const;

function v1300(which: 'proofread' | 'dendrite', title: string, note: string): SwcEntry {
  return {
    ...swc,
    id: `minnie65/skeletons-v1300-${which}`,
    title,
    version: 'materialization 1300, 13 January 2025',
    address: `${V1300}/${which}`,
    named: 'root',
    note: `${note} Files are named by the root id at version 1300.`,
  };
}

const beside: Omit<FolderEntry, 'id' | 'title' | 'address' | 'format' | 'columns' | 'note'> = {
  ...published,
  kind: 'folder',
  version: 'materialization 661, 6 April 2023',
};

const nm = (name: string, meaning: string): { name: string; type: string; unit: string; meaning: string } => ({
  name,
  type: 'number',
  unit: 'nm',
  meaning,
});

/** Skeletons of minnie65 in public buckets, one file a neuron. */
export const skeletonEntries: readonly CatalogueEntry[] = [
  v1300(
    'proofread',
    'Skeletons of the proofread neurons of minnie65, with axon (version 1300)',
    'About 1,720 neurons whose axon was proofread.',
  ),
  v1300(
    'dendrite',
    'Skeletons of the neurons of minnie65, dendrites only (version 1300)',
    'Neurons that were not proofread: their axon is cut off.',
  ),
  {
    ...swc,
    citations: [MICRONS_2025, SCHNEIDER_MIZELL_2025],
    id: 'minnie65/skeletons-v661',
    title: 'Skeletons of the neurons of minnie65 with compartments (version 661)',
    version: 'materialization 661, 6 April 2023',
    address: `${V661}/skeletons`,
    named: 'root and nucleus',
    note:
      'Files are named {root id at version 661}_{nucleus id}.swc: 864691135122603047_292685.swc. The axon is in 373 ' +
      'neurons that were proofread; in all others it is cut off.',
  },
  {
    ...beside,
    id: 'minnie65/meshworks-v661',
    title: 'Meshworks of the neurons of minnie65: mesh, skeleton, synapses (version 661)',
    address: `${V661}/meshworks`,
    format: 'HDF5, one file a neuron',
    columns: [],
    note: 'Named as minnie65/skeletons-v661, ending .h5. HDF5 is not read in TypeScript: MeshParty reads them in Python.',
  },
  {
    ...beside,
    id: 'minnie65/skeleton-metadata-v661',
    title: 'Lengths, compartments and proofreading of the skeletons of minnie65 (version 661)',
    address: `${V661}/metadata`,
    format: 'JSON, one file a neuron',
    columns: [
      { name: 'soma_location', type: 'number[3]', unit: 'voxels', meaning: 'centre of the soma' },
      { name: 'soma_id', type: 'integer', unit: null, meaning: 'nucleus id' },
      { name: 'root_id', type: 'integer', unit: null, meaning: 'root id at version 661' },
      { name: 'supervoxel_id', type: 'integer', unit: null, meaning: 'supervoxel at the centre of the soma' },
      { name: 'version', type: 'integer', unit: null, meaning: 'materialization: 661' },
      { name: 'apical_nodes', type: 'integer[]', unit: null, meaning: 'nodes predicted to be apical dendrite' },
      { name: 'basal_nodes', type: 'integer[]', unit: null, meaning: 'nodes predicted to be basal dendrite' },
      { name: 'true_axon_nodes', type: 'integer[]', unit: null, meaning: 'axon nodes of proofread neurons' },
      nm('total_skeleton_path_length', 'cable length of the skeleton'),
      nm('apical_length', 'cable length of the apical dendrite'),
      nm('basal_length', 'cable length of the basal dendrites'),
      nm('axon_length', 'cable length of the axon'),
      { name: 'percent_apical_pathlength, …', type: 'number', unit: '%', meaning: 'these lengths of the total' },
      {
        name: 'classified_axon_nodes',
        type: 'integer[]',
        unit: null,
        meaning: 'nodes that look like axon but were kept',
      },
      nm('length_remaining_classified_axon', 'cable length of these nodes'),
      { name: 'tracing_status_dendrite', type: 'utf8', unit: null, meaning: 'non, clean or extended' },
      { name: 'tracing_status_axon', type: 'utf8', unit: null, meaning: 'non, clean or extended' },
      { name: 'tracing_pipeline', type: 'utf8', unit: null, meaning: 'clean_axon_included or all_axon_removed' },
    ],
    note: 'Named as minnie65/skeletons-v661, ending .json. Ids in the files are larger than 2^53: do not read them with JSON.parse.',
  },
];
