import type { Citation, SyntheticEntry } from './catalogue-entry.js';

const CITATION: Citation = {
  text: 'Synthetic column grown by jupyterlab-connectome; not data, not to be cited as such.',
  doi: null,
  bibtex: `@misc{connectomesyntheticcolumn,
  title = {Synthetic cortical column of jupyterlab-connectome},
  note  = {grown by seeded code; not data}
}`,
};

/** The embedded sample, which needs no file. */
export const syntheticEntries: readonly SyntheticEntry[] = [
  {
    kind: 'synthetic',
    id: 'synthetic-column',
    title: 'Synthetic cortical column',
    version: '1',
    files: [],
    format: 'grown by code',
    licence: 'BSD-3-Clause',
    citations: [CITATION],
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
];
