import type { CatalogueEntry } from './catalogue-entry.js';
import { columnCellEntries } from './column-cells.js';
import { dingEntries } from './ding2025.js';
import { dingModelEntries } from './ding2025-models.js';
import { functionalEntries } from './functional-data.js';
import { microns2025Entries } from './microns2025.js';
import { minnieVolumeEntries } from './minnie-volumes.js';
import { exportEntries } from './minnie65-exports.js';
import { neuronEntries } from './minnie65-neurons.js';
import { skeletonEntries } from './minnie65-skeletons.js';
import { v117Entries } from './minnie65-v117.js';
import { phase1Entries } from './phase1.js';
import { syntheticEntries } from './synthetic.js';

/** Every dataset this version knows: data only, read by `datasets` and by the command line. */
export const catalogue: readonly CatalogueEntry[] = [
  ...syntheticEntries,
  ...dingEntries,
  ...dingModelEntries,
  ...microns2025Entries,
  ...neuronEntries,
  ...columnCellEntries,
  ...skeletonEntries,
  ...minnieVolumeEntries,
  ...functionalEntries,
  ...phase1Entries,
  ...exportEntries,
  ...v117Entries,
];
