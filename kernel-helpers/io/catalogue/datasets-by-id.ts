import type { Table } from 'apache-arrow';
import type { Neuron } from '../../core/skeleton.js';
import type { SyntheticColumnTables } from '../table/sample-tables.js';
import type { BasketSynapseColumns, ColumnCellTypeColumns, RadialExtentColumns } from './column-cells.js';
import type {
  ArrayId,
  ExportId,
  ExportTable,
  FileId,
  FolderId,
  ImageId,
  NamedTableId,
  NeuronId,
  SegmentationId,
  SwcId,
} from './dataset-ids.js';
import type { BinnedTrendColumns, PreMeanCorrColumns, PresynMeanColumns } from './ding2025.js';
import type { CoefficientColumns, ContrastColumns, CountColumns, FitColumns, SlopeColumns } from './ding2025-models.js';
import type { ExportColumns } from './export-columns.js';
import type {
  AnatomyUnitColumns,
  OrientationUnitColumns,
  PerformanceUnitColumns,
  ReadoutUnitColumns,
} from './functional-data.js';
import type { L3aExcitatoryColumns, L3aInhibitoryColumns } from './microns2025.js';
import type { MatchColumns } from './minnie65-function-tables.js';
import type { NucleusColumns, PointCellTypeColumns, ProofreadingColumns } from './minnie65-nucleus-tables.js';
import type { SynapseColumns } from './minnie65-synapse-tables.js';
import type { OpenedArray } from './open-array.js';
import type { OpenedFiles } from './open-files.js';
import type { OpenedFolder } from './open-folder.js';
import type { SampleSkeletons } from './open-sample-skeletons.js';
import type { SwcFolder } from './open-swc.js';
import type { OpenedImage, OpenedSegmentation } from './open-volume.js';
import type {
  ConnectionByDistanceColumns,
  MotifSomaColumns,
  MotifSynapseColumns,
  Phase1CellColumns,
  Phase1SynapseColumns,
} from './phase1.js';

/** Columns of every table that is not in an export. */
interface NamedColumns {
  'ding2025/presyn-mean': PresynMeanColumns;
  'ding2025/pre-mean-corr': PreMeanCorrColumns;
  'ding2025/binned-trends': BinnedTrendColumns;
  'ding2025/area/slopes': SlopeColumns<'area'>;
  'ding2025/area/contrasts': ContrastColumns;
  'ding2025/area/coefficients': CoefficientColumns;
  'ding2025/area/counts': CountColumns<'area'>;
  'ding2025/area/fits': FitColumns;
  'ding2025/area-layer/slopes': SlopeColumns<'area-layer'>;
  'ding2025/area-layer/contrasts': ContrastColumns;
  'ding2025/area-layer/coefficients': CoefficientColumns;
  'ding2025/area-layer/counts': CountColumns<'area-layer'>;
  'ding2025/area-layer/fits': FitColumns;
  'microns2025/l3a-excitatory-partners': L3aExcitatoryColumns;
  'microns2025/l3a-inhibitory-partners': L3aInhibitoryColumns;
  'elabbady2025/column-radial-extent': RadialExtentColumns;
  'celii2025/column-cell-types': ColumnCellTypeColumns;
  'minnie65/basket-cell-inputs': BasketSynapseColumns;
  'minnie65/basket-cell-outputs': BasketSynapseColumns;
  'minnie65/v117/nucleus_detection_v0': NucleusColumns;
  'minnie65/v117/nucleus_neuron_svm': PointCellTypeColumns;
  'minnie65/v117/proofreading_status_public_release': ProofreadingColumns;
  'minnie65/v117/func_unit_em_match_release': MatchColumns;
  'minnie65/v117/synapses_pni_2': SynapseColumns;
  'digital-twin/anatomy-units': AnatomyUnitColumns;
  'digital-twin/performance-units': PerformanceUnitColumns;
  'digital-twin/orientation-tuning-units': OrientationUnitColumns;
  'digital-twin/readout-units': ReadoutUnitColumns;
  'phase1/motif-somata': MotifSomaColumns;
  'phase1/motif-synapses': MotifSynapseColumns;
  'phase1/connection-by-distance': ConnectionByDistanceColumns;
  'phase1/cells': Phase1CellColumns;
  'phase1/soma-subgraph-synapses': Phase1SynapseColumns;
  'phase1/synapses': Phase1SynapseColumns;
}

/** The table of an export's id, without its version. */
type TableOf<Id extends ExportId> = Id extends `minnie65/v${string}/${infer Name extends ExportTable}` ? Name : never;

/** What `datasets.open` gives for each id. */
export type Datasets = {
  'synthetic-column': SyntheticColumnTables;
  'ding2025/sample-skeletons': SampleSkeletons;
} & { [Id in NamedTableId]: Table<NamedColumns[Id]> } & { [Id in ExportId]: Table<ExportColumns[TableOf<Id>]> } & {
  [Id in NeuronId]: Neuron;
} & { [Id in ArrayId]: OpenedArray } & { [Id in SwcId]: SwcFolder } & { [Id in ImageId]: OpenedImage } & {
  [Id in SegmentationId]: OpenedSegmentation;
} & { [Id in FileId]: OpenedFiles } & { [Id in FolderId]: OpenedFolder };
