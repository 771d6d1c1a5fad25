import type { CatalogueColumn, CatalogueEntry, Citation } from './catalogue-entry.js';

const DING_2025: Citation = {
  text:
    'Ding, Z., Fahey, P. G., Papadopoulos, S. et al. Functional connectomics reveals general wiring rule in mouse ' +
    'visual cortex. Nature 640, 459–469 (2025). https://doi.org/10.1038/s41586-025-08840-3',
  doi: '10.1038/s41586-025-08840-3',
  bibtex: `@article{ding2025,
  author  = {Ding, Zhuokun and Fahey, Paul G. and Papadopoulos, Stelios and others},
  title   = {Functional connectomics reveals general wiring rule in mouse visual cortex},
  journal = {Nature},
  year    = {2025},
  volume  = {640},
  number  = {8058},
  pages   = {459--469},
  doi     = {10.1038/s41586-025-08840-3}
}`,
};

const MICRONS_2025: Citation = {
  text:
    'The MICrONS Consortium. Functional connectomics spanning multiple areas of mouse visual cortex. ' +
    'Nature 640, 435–447 (2025). https://doi.org/10.1038/s41586-025-08790-w',
  doi: '10.1038/s41586-025-08790-w',
  bibtex: `@article{microns2025,
  author  = {{The MICrONS Consortium}},
  title   = {Functional connectomics spanning multiple areas of mouse visual cortex},
  journal = {Nature},
  year    = {2025},
  volume  = {640},
  number  = {8058},
  pages   = {435--447},
  doi     = {10.1038/s41586-025-08790-w}
}`,
};

const PV_SST_DENDRITES: Citation = {
  text:
    'yzerlaut/pv-sst-dendrites, commit 8c62499: the SWC files of this morphology. ' +
    'https://github.com/yzerlaut/pv-sst-dendrites',
  doi: null,
  bibtex: `@misc{pvsstdendrites,
  author       = {{yzerlaut}},
  title        = {pv-sst-dendrites},
  howpublished = {\\url{https://github.com/yzerlaut/pv-sst-dendrites}},
  note         = {commit 8c624999f286156ef544c6b7927fdf8c3e103ad2}
}`,
};

const SYNTHETIC: Citation = {
  text: 'Synthetic column grown by jupyterlab-connectome; not data, not to be cited as such.',
  doi: null,
  bibtex: `@misc{connectomesyntheticcolumn,
  title = {Synthetic cortical column of jupyterlab-connectome},
  note  = {grown by seeded code; not data}
}`,
};

const SWC_FIELDS: readonly CatalogueColumn[] = [
  { name: 'id', type: 'integer', unit: null, meaning: 'node, counted from 0; the soma is node 0' },
  { name: 'type', type: 'integer', unit: null, meaning: '1 soma, 2 axon, 3 dendrite' },
  { name: 'x', type: 'decimal', unit: 'µm', meaning: 'position, absolute minnie65 coordinates' },
  { name: 'y', type: 'decimal', unit: 'µm', meaning: 'position; grows from pia to white matter, tilted by about 5°' },
  { name: 'z', type: 'decimal', unit: 'µm', meaning: 'position, across the sections' },
  { name: 'radius', type: 'decimal', unit: 'µm', meaning: 'radius of the neurite or soma at the node' },
  { name: 'parent', type: 'integer', unit: null, meaning: 'id of the node this one hangs on; -1 for the root' },
];

const MORPHOLOGIES =
  'https://raw.githubusercontent.com/yzerlaut/pv-sst-dendrites/8c624999f286156ef544c6b7927fdf8c3e103ad2/' +
  'detailed_model/morphologies';

const SWC_NOTE =
  'The file name is root id and nucleus id. Root ids change when cells are proofread again: join by nucleus id.';

/** Every dataset this version knows: data only, read by `datasets` and by the command line. */
export const catalogue: readonly CatalogueEntry[] = [
  {
    kind: 'synthetic',
    id: 'synthetic-column',
    title: 'Synthetic cortical column',
    version: '1',
    files: [],
    format: 'grown by code',
    licence: 'BSD-3-Clause',
    citations: [SYNTHETIC],
    columns: [
      { name: 'cells.id', type: 'uint64', unit: null, meaning: '1, 2, 3 … from the pia down' },
      { name: 'cells.cell_type', type: 'dictionary<utf8>', unit: null, meaning: 'type, named as in minnie65' },
      { name: 'cells.layer', type: 'dictionary<utf8>', unit: null, meaning: 'layer of the soma, L1 to L6' },
      { name: 'cells.class', type: 'dictionary<utf8>', unit: null, meaning: 'excitatory or inhibitory' },
      { name: 'cells.x_um, y_um, z_um', type: 'float32', unit: 'µm', meaning: 'soma; y is the depth under the pia' },
      { name: 'cells.soma_radius_um', type: 'float32', unit: 'µm', meaning: 'radius of the soma' },
      {
        name: 'cells.preferred_orientation_rad',
        type: 'float32',
        unit: 'rad',
        meaning: 'in [0, π); null for inhibitory cells, which have none',
      },
      { name: 'synapses.id', type: 'uint64', unit: null, meaning: '1, 2, 3 … by presynaptic cell' },
      { name: 'synapses.pre_id, post_id', type: 'uint64', unit: null, meaning: 'cells.id of the two cells' },
      { name: 'synapses.size', type: 'float32', unit: 'arbitrary', meaning: 'log-normal round 1' },
      { name: 'synapses.x_nm, y_nm, z_nm', type: 'float32', unit: 'nm', meaning: 'on the postsynaptic cell’s surface' },
    ],
    describedIn: 'kernel-helpers/core/sample/column.ts',
    note: 'Synthetic: grown by seeded code so that everything runs offline. No finding may be claimed from it.',
  },
  {
    kind: 'table',
    id: 'ding2025/presyn-mean',
    title: 'Like-to-like: means over each presynaptic neuron’s partners and controls (Ding et al. 2025, Fig. 2d)',
    version: '9b6d9fd4f104e0664bae2be7293eae8cc09abb05',
    files: [
      {
        url:
          'https://raw.githubusercontent.com/spapa013/microns-funconn-2025/9b6d9fd4f104e0664bae2be7293eae8cc09abb05/' +
          'results/like2like/area/presyn_mean.feather',
        bytes: 46_154,
        sha256: '589c5ca4c5b63af493b7672f679749b2e0d1e555d693cf85cb448a92734845a5',
      },
    ],
    format: 'Arrow IPC (Feather V2, LZ4)',
    licence: 'MIT',
    citations: [DING_2025, MICRONS_2025],
    columns: [
      {
        name: 'proj_hva',
        type: 'dictionary<utf8>',
        unit: null,
        meaning: 'areas of the pre- and postsynaptic neurons: V1->V1, HVA->HVA, V1->HVA, HVA->V1',
      },
      { name: 'pre_nucleus_id', type: 'int64', unit: null, meaning: 'nucleus id of the presynaptic neuron' },
      {
        name: 'variable_mean',
        type: 'float64',
        unit: 'that of the variable',
        meaning: 'mean of the variable over all postsynaptic neurons of this population',
      },
      {
        name: 'variable_name',
        type: 'utf8',
        unit: null,
        meaning:
          'IN_SILICO_SIG_CORR_CVT and IN_VIVO_SIG_CORR (signal correlation), READOUT_SIMILARITY_CVT (cosine), ' +
          'READOUT_LOCATION_DISTANCE_CVT and _STA (degrees of visual angle), ' +
          'DELTA_ORI_IV and DELTA_ORI_CVT_MONET_FULL (degrees)',
      },
      {
        name: 'population',
        type: 'utf8',
        unit: null,
        meaning: 'Connected: synaptic partners; ADP: axon close to dendrite, no synapse; Same region: neither',
      },
    ],
    describedIn: 'https://github.com/spapa013/microns-funconn-2025',
    note: '2,688 rows: 896 of each population. A neuron occurs once per projection, variable and population.',
    rows: 2_688,
  },
  {
    kind: 'neuron',
    id: 'minnie65/basket-cell-296758',
    title: 'Basket cell with axon (MICrONS minnie65, nucleus 296758)',
    version: '8c624999f286156ef544c6b7927fdf8c3e103ad2',
    files: [
      {
        url: `${MORPHOLOGIES}/864691135396580129_296758/864691135396580129_296758.swc`,
        bytes: 740_934,
        sha256: 'd6dc2491f14f9ff2750d169bfd39f5e770533b42fba080386074bcb9fde2f412',
      },
    ],
    format: 'SWC',
    licence: 'GPL-3.0 (licence of the repository that serves the file)',
    citations: [MICRONS_2025, PV_SST_DENDRITES],
    columns: SWC_FIELDS,
    describedIn: 'https://github.com/yzerlaut/pv-sst-dendrites',
    note: SWC_NOTE,
    nodes: 17_334,
    unit: 'um',
    neuron: { id: 864691135396580129n, type: 'BC', label: 'basket cell 296758 (minnie65)' },
  },
  {
    kind: 'neuron',
    id: 'minnie65/martinotti-cell-264824',
    title: 'Martinotti cell with axon (MICrONS minnie65, nucleus 264824)',
    version: '8c624999f286156ef544c6b7927fdf8c3e103ad2',
    files: [
      {
        url: `${MORPHOLOGIES}/864691135571546917_264824/864691135571546917_264824.swc`,
        bytes: 376_326,
        sha256: 'c1654f52b53bd39f0b609a9adfc77f3815036257e201665e3aa0c87800771bb8',
      },
    ],
    format: 'SWC',
    licence: 'GPL-3.0 (licence of the repository that serves the file)',
    citations: [MICRONS_2025, PV_SST_DENDRITES],
    columns: SWC_FIELDS,
    describedIn: 'https://github.com/yzerlaut/pv-sst-dendrites',
    note: SWC_NOTE,
    nodes: 9_014,
    unit: 'um',
    neuron: { id: 864691135571546917n, type: 'MC', label: 'Martinotti cell 264824 (minnie65)' },
  },
];
