/**
 * Neuroglancer's precomputed format, in which public buckets hold skeletons, meshes, images, segmentations and
 * annotations: read straight from `gs://`, `s3://`, `https://` or a folder, no token needed.
 *
 * ```ts
 * const store = precomputed.openStore('gs://iarpa_microns/minnie/minnie65/seg_m1300');
 * const meshes = await precomputed.openMeshes(store);
 * const mesh = await meshes.read(864691135572530981n, { lod: { maxTriangles: 500_000 } });
 * ```
 *
 * What is in the catalogue needs no address: `await datasets.open(id)` gives the same readers.
 *
 * @module
 */
export {
  type AnnotationBox,
  type Annotations,
  type OpenAnnotationsOptions,
  openAnnotations,
} from './precomputed/annotations.js';
export {
  type LodChoice,
  type Meshes,
  type MeshesInfo,
  type MeshLod,
  type OpenMeshesOptions,
  openMeshes,
  type SegmentMesh,
} from './precomputed/meshes.js';
export {
  type OpenSegmentPropertiesOptions,
  openSegmentProperties,
  type SegmentProperties,
} from './precomputed/segment-properties.js';
export {
  type OpenSkeletonsOptions,
  openSkeletons,
  type PrecomputedSkeleton,
  type Skeletons,
} from './precomputed/skeletons.js';
export { openVolume, type Volume, type VolumeBox, type VolumeSlice } from './precomputed/volume.js';
export { openStore, type StoreOptions } from './source/open-store.js';
export type { Store } from './source/store.js';
