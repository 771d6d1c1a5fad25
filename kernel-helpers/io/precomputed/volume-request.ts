import { InvalidArgumentError } from '../../errors.js';
import type { VolumeInfo, VolumeScale, Xyz } from '../../formats/precomputed/volume-info.js';
import { volumeOf } from '../../formats/precomputed/volume-info.js';
import { countChunks, type VoxelBox } from './volume-chunks.js';
import { voxelBytes } from './volume-voxels.js';

/** An axis of the volume. */
export type Axis = 'x' | 'y' | 'z';

/** From where, to where along an axis; the end is not in it. */
export type Range = readonly [from: number, to: number];

/** What is common to every reading of voxels. */
export interface ReadVoxelsOptions {
  /** Unit of ranges and places: `nm` (default), or `voxel`: global voxel coordinates of the scale that is read. */
  readonly units?: 'nm' | 'voxel';
  /** Which resolution, by its place in `scales` or its key; default 0, the finest. */
  readonly scale?: number | string;
  /** Most bytes that the result may take; default 256 MiB. */
  readonly maxBytes?: number;
  /** Most chunks that may be fetched; default 4096. */
  readonly maxChunks?: number;
  /** Ends the reading; default: the signal of the cell at work. */
  readonly signal?: AbortSignal;
  /** Told how many chunks are done. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/** A box to read; an axis that is left out is read from end to end. */
export interface ReadBoxOptions extends ReadVoxelsOptions {
  readonly x?: Range;
  readonly y?: Range;
  readonly z?: Range;
}

/** A slice to read: across `axis` at `at`; the ranges of the other two axes, from end to end where left out. */
export interface SliceOptions extends ReadBoxOptions {
  readonly axis: Axis;
  /** Where along the axis: nanometres within the voxel, or the voxel. */
  readonly at: number;
}

export const AXES: readonly ['x', 'y', 'z'] = ['x', 'y', 'z'];
const MAX_BYTES = 2 ** 28;
const MAX_CHUNKS = 4096;
/** Nanometres are divided by the size of a voxel, which rounds: a boundary is hit within this much of a voxel. */
const CLOSE = 1e-6;

/** What the messages and the limits need to know. */
export interface RequestPlace {
  readonly url: string;
  readonly info: VolumeInfo;
}

/** The scale that is asked for. @throws {InvalidArgumentError} when there is none such. */
export function scaleOf({ url, info }: RequestPlace, wanted: number | string = 0): VolumeScale {
  const found = info.scales.find(scale => scale.index === wanted || scale.key === wanted);
  if (found) return found;
  const known = info.scales.map(scale => `${scale.index} (${scale.key})`).join(', ');
  throw new InvalidArgumentError(`volume ${url} has no such scale: received ${wanted}, expected one of ${known}`, {
    argument: 'scale',
  });
}

/** The voxels of a box. @throws {InvalidArgumentError} for a range that is none, or lies outside the volume. */
export function boxOf(place: RequestPlace, scale: VolumeScale, options: ReadBoxOptions): VoxelBox {
  const ranges = AXES.map((axis, k) => rangeOf(place, scale, k, options[axis], options.units));
  const at = (end: 0 | 1): Xyz => [ranges[0][end], ranges[1][end], ranges[2][end]];
  return { from: at(0), to: at(1) };
}

/** The range that is one voxel thick at `at`, in the unit of the options. */
export function sliceRange(place: RequestPlace, scale: VolumeScale, { axis, at, units }: SliceOptions): Range {
  const k = AXES.indexOf(axis);
  if (k < 0) {
    throw new InvalidArgumentError(`volume ${place.url} slice has no such axis: received ${axis}, expected x, y or z`, {
      argument: 'axis',
    });
  }
  if (units === 'voxel') return [at, at + 1];
  const nm = scale.voxelSizeNm[k];
  const voxel = down(at / nm);
  return [voxel * nm, (voxel + 1) * nm];
}

function rangeOf(
  { url }: RequestPlace,
  scale: VolumeScale,
  k: number,
  range: Range | undefined,
  units: 'nm' | 'voxel' = 'nm',
): Range {
  const axis = AXES[k];
  const fault = (problem: string): InvalidArgumentError =>
    new InvalidArgumentError(`volume ${url} ${axis} ${problem}`, { argument: axis });
  const least = scale.voxelOffset[k];
  const most = least + scale.size[k];
  if (units !== 'nm' && units !== 'voxel') {
    throw new InvalidArgumentError(`volume ${url} has no such unit: received ${units}, expected nm or voxel`, {
      argument: 'units',
    });
  }
  if (range === undefined) return [least, most];
  const [from, to] = range;
  if (!(Number.isFinite(from) && Number.isFinite(to) && from < to)) {
    throw fault(`is no range: received ${from} to ${to}, expected two numbers, the smaller one first`);
  }
  const nm = scale.voxelSizeNm[k];
  if (units === 'voxel' && !(Number.isInteger(from) && Number.isInteger(to))) {
    throw fault(`is no range of voxels: received ${from} to ${to}, expected whole numbers; pass { units: 'nm' }?`);
  }
  const voxels: Range = units === 'voxel' ? [from, to] : [down(from / nm), -down(-to / nm)];
  if (voxels[0] < least || voxels[1] > most) {
    const size = units === 'voxel' ? 1 : nm;
    const other = units === 'voxel' ? `${least * nm} to ${most * nm} nm` : `voxels ${least} to ${most}`;
    throw fault(
      `lies outside the volume: received ${from} to ${to} ${units}, expected within ${least * size} to ${most * size} (${other} of scale ${scale.index})`,
    );
  }
  return voxels;
}

/** The whole number at or below, taking one that is very near for that one. */
function down(value: number): number {
  const near = Math.round(value);
  return Math.abs(value - near) < CLOSE ? near : Math.floor(value);
}

/**
 * Makes sure that a box is not too large, before anything is fetched.
 *
 * @throws {InvalidArgumentError} with its size in voxels, bytes and chunks.
 */
export function checkSize(place: RequestPlace, scale: VolumeScale, box: VoxelBox, options: ReadVoxelsOptions): void {
  const { maxBytes = MAX_BYTES, maxChunks = MAX_CHUNKS } = options;
  const { dataType, channels } = place.info;
  const size: Xyz = [box.to[0] - box.from[0], box.to[1] - box.from[1], box.to[2] - box.from[2]];
  const perVoxel = voxelBytes(dataType) * channels;
  const bytes = volumeOf(size) * perVoxel;
  const chunks = countChunks(scale, box);
  const chunkBytes = volumeOf(scale.chunkSize) * perVoxel;
  if (bytes <= maxBytes && chunks <= maxChunks && chunkBytes <= Math.max(maxBytes, MAX_BYTES)) return;
  const received = `${size.join(' × ')} voxels = ${bytes} bytes in ${chunks} chunks of ${chunkBytes}`;
  throw new InvalidArgumentError(
    `volume ${place.url} request is too large: received ${received}, expected at most ${maxBytes} bytes in ${maxChunks}; ask for less, for a coarser scale, or pass maxBytes and maxChunks`,
    { argument: bytes > maxBytes ? 'maxBytes' : 'maxChunks' },
  );
}
