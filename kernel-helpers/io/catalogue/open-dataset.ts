import { growColumn } from '../../core/sample/column.js';
import { sampleTables } from '../table/sample-tables.js';
import type { CatalogueEntry } from './catalogue-entry.js';
import type { OpenOptions } from './dataset-files.js';
import type { DatasetId } from './dataset-ids.js';
import type { Datasets } from './datasets-by-id.js';
import { findEntry } from './find-entry.js';
import { openArray } from './open-array.js';
import { openFiles } from './open-files.js';
import { openFolder } from './open-folder.js';
import { openNeuron } from './open-neuron.js';
import { openSampleSkeletons } from './open-sample-skeletons.js';
import { openSwc } from './open-swc.js';
import { openTable } from './open-table.js';
import { openPublicVolume } from './open-volume.js';

/** Opens the dataset `id` as its kind is opened; what comes out is what {@link Datasets} says. */
export async function openDataset<Id extends DatasetId>(id: Id, options: OpenOptions): Promise<Datasets[Id]> {
  return (await read(findEntry(id), options)) as Datasets[Id];
}

async function read(entry: CatalogueEntry, options: OpenOptions): Promise<unknown> {
  switch (entry.kind) {
    case 'synthetic':
      return sampleTables(growColumn());
    case 'table':
      return openTable(entry, options);
    case 'neuron':
      return openNeuron(entry, options);
    case 'array':
      return openArray(entry, options);
    case 'skeletons':
      return openSampleSkeletons(entry, options);
    case 'swc':
      return openSwc(entry, options);
    case 'image':
    case 'segmentation':
      return openPublicVolume(entry, options);
    case 'file':
      return openFiles(entry, options);
    case 'folder':
      return openFolder(entry, options);
  }
}
