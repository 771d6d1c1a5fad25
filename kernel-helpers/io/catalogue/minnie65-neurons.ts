import type { CatalogueColumn, NeuronEntry } from './catalogue-entry.js';
import { MICRONS_2025, repository } from './citations.js';

const COMMIT = '8c624999f286156ef544c6b7927fdf8c3e103ad2';
const FOLDER = `https://raw.githubusercontent.com/yzerlaut/pv-sst-dendrites/${COMMIT}/detailed_model/morphologies`;

/** The fields of an SWC file, in its order. */
export const swcFields = (soma: string): readonly CatalogueColumn[] => [
  { name: 'id', type: 'integer', unit: null, meaning: `node${soma}` },
  { name: 'type', type: 'integer', unit: null, meaning: '1 soma, 2 axon, 3 dendrite, 4 apical dendrite' },
  { name: 'x', type: 'decimal', unit: 'µm', meaning: 'position, absolute minnie65 coordinates' },
  { name: 'y', type: 'decimal', unit: 'µm', meaning: 'position; grows from pia to white matter, tilted by about 5°' },
  { name: 'z', type: 'decimal', unit: 'µm', meaning: 'position, across the sections' },
  { name: 'radius', type: 'decimal', unit: 'µm', meaning: 'radius of the neurite or soma at the node' },
  { name: 'parent', type: 'integer', unit: null, meaning: 'id of the node this one hangs on; -1 for the root' },
];

const released = {
  kind: 'neuron',
  version: COMMIT,
  format: 'SWC',
  licence: 'GPL-3.0 (licence of the repository that serves the file)',
  citations: [MICRONS_2025, repository('yzerlaut', 'pv-sst-dendrites', COMMIT, 'the SWC files of this morphology')],
  columns: swcFields(', counted from 0; the soma is node 0'),
  describedIn: 'https://github.com/yzerlaut/pv-sst-dendrites',
  note: 'The file name is root id and nucleus id. Root ids change when cells are proofread again: join by nucleus id.',
  unit: 'um',
} as const;

/** Two interneurons with axon, small enough to begin with. */
export const neuronEntries: readonly NeuronEntry[] = [
  {
    ...released,
    id: 'minnie65/basket-cell-296758',
    title: 'Basket cell with axon (MICrONS minnie65, nucleus 296758)',
    files: [
      {
        url: `${FOLDER}/864691135396580129_296758/864691135396580129_296758.swc`,
        bytes: 740_934,
        sha256: 'd6dc2491f14f9ff2750d169bfd39f5e770533b42fba080386074bcb9fde2f412',
      },
    ],
    nodes: 17_334,
    neuron: { id: 864691135396580129n, type: 'BC', label: 'basket cell 296758 (minnie65)' },
  },
  {
    ...released,
    id: 'minnie65/martinotti-cell-264824',
    title: 'Martinotti cell with axon (MICrONS minnie65, nucleus 264824)',
    files: [
      {
        url: `${FOLDER}/864691135571546917_264824/864691135571546917_264824.swc`,
        bytes: 376_326,
        sha256: 'c1654f52b53bd39f0b609a9adfc77f3815036257e201665e3aa0c87800771bb8',
      },
    ],
    nodes: 9_014,
    neuron: { id: 864691135571546917n, type: 'MC', label: 'Martinotti cell 264824 (minnie65)' },
  },
];
