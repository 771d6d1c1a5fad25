import { SourceError } from '../../errors.js';
import { type Meshes, openMeshes } from '../precomputed/meshes.js';
import { openVolume, type Volume } from '../precomputed/volume.js';
import { openStore } from '../source/open-store.js';
import type { VolumeEntry } from './catalogue-entry.js';
import type { OpenOptions } from './dataset-files.js';
import { storeOptions } from './open-folder.js';

/** An image in a public bucket, read by slice or by box. */
export type OpenedImage = Volume;

/** A segmentation in a public bucket: voxels by slice or by box, meshes by id. */
export interface OpenedSegmentation extends Volume {
  /**
   * The meshes of its segments: `await (await seg.meshes()).read(id)`.
   *
   * @throws {SourceError} {FormatError} when it has none.
   */
  meshes(): Promise<Meshes>;
}

/**
 * The volume of an entry, from the first of its addresses that answers.
 *
 * @throws {SourceError} when none does, as the first one said.
 */
export async function openPublicVolume(
  entry: VolumeEntry,
  options: OpenOptions,
): Promise<OpenedImage | OpenedSegmentation> {
  let first: unknown;
  for (const address of [entry.address, ...entry.alternatives]) {
    const store = openStore(address, storeOptions(options));
    try {
      const volume = await openVolume(store, { signal: options.signal });
      return entry.kind === 'image' ? volume : { ...volume, meshes: () => openMeshes(store) };
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      first ??= error;
    }
  }
  throw first;
}
