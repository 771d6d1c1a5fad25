/** From a dataset's own coordinates to depth under the pia. */

import { InvalidArgumentError } from '../errors.js';

/** A point: x, y, z. */
export type Point = readonly [number, number, number];

/** A cortical layer as a band of depth, µm under the pia. */
export interface Layer {
  /** "L1", "L2/3", "L4", "L5" or "L6". */
  readonly name: string;
  readonly topUm: number;
  readonly bottomUm: number;
}

/** The frames of one dataset. */
export interface DatasetTransform {
  /** Edge lengths of a voxel of the annotation tables, nm. */
  readonly voxelSizeNm: Point;
  /** Cortical layers from the pia down. */
  readonly layers: readonly Layer[];
  /** Annotation voxel to nm. */
  voxelToNm(voxel: Point): [number, number, number];
  /** Nm to annotation voxel, not rounded. */
  nmToVoxel(nm: Point): [number, number, number];
  /** Nm in dataset axes to µm with y the depth under a flat pia. Negative y lies above the pia. */
  toPiaUm(nm: Point): [number, number, number];
  /** The same for many points: `out[3*i + k]` in µm from `positionsNm[3*i + k]` in nm; a new array. */
  allToPiaUm(positionsNm: ArrayLike<number>): Float64Array;
  /** µm under a flat pia back to nm in dataset axes. */
  fromPiaUm(um: Point): [number, number, number];
  /** The name of the layer at a depth in µm: "WM" below the last one, the first above the pia, which is not flat. */
  layerAt(depthUm: number): string;
}

const ANGLE = (5 * Math.PI) / 180;
const COS = Math.cos(ANGLE);
const SIN = Math.sin(ANGLE);

// The pia point (183013*4, 83535*4) nm, rotated: its new y is what is taken off.
const PIA_NM = 183013 * 4 * SIN + 83535 * 4 * COS;

const BOUNDS_UM = [91.80615154, 261.21908419, 391.8631847, 537.04973966, 753.58049474] as const;
const NAMES = ['L1', 'L2/3', 'L4', 'L5', 'L6', 'WM'] as const;

const layers: readonly Layer[] = BOUNDS_UM.map((bottomUm, i) => ({
  name: NAMES[i],
  topUm: i === 0 ? 0 : BOUNDS_UM[i - 1],
  bottomUm,
}));

/**
 * MICrONS minnie65: voxels of 4 × 4 × 40 nm; the pia is made flat by turning 5° about z and moved to depth 0.
 *
 * x' = (x cos 5° - y sin 5°) / 1000, y' = (x sin 5° + y cos 5°) / 1000 - 396.671…, z' = z / 1000, nm to µm.
 * The layer bounds, at 91.8, 261.2, 391.9, 537.0 and 753.6 µm, are those of the Allen Institute's figures.
 *
 * @source CAVEconnectome/standard_transform, datasets.py, `minnie_transform_nm`; layer bounds:
 * AllenInstitute/MicronsFunctionalConnectomics, Fig 7
 * @example
 * const cell = transforms.minnie65.voxelToNm([178400, 143248, 21238]);
 * transforms.minnie65.toPiaUm(cell)[1]; // 236.33: µm under the pia, in L2/3
 */
export const minnie65: DatasetTransform = {
  voxelSizeNm: [4, 4, 40],
  layers,
  voxelToNm: ([x, y, z]) => [x * 4, y * 4, z * 40],
  nmToVoxel: ([x, y, z]) => [x / 4, y / 4, z / 40],
  toPiaUm,
  allToPiaUm,
  fromPiaUm,
  layerAt,
};

function toPiaUm([x, y, z]: Point): [number, number, number] {
  return [(x * COS - y * SIN) / 1000, (x * SIN + y * COS - PIA_NM) / 1000, z / 1000];
}

function allToPiaUm(positionsNm: ArrayLike<number>): Float64Array {
  if (positionsNm.length % 3 !== 0) {
    throw new InvalidArgumentError(
      `allToPiaUm positions have the wrong length: received ${positionsNm.length}, expected a multiple of 3 (x, y, z)`,
      { argument: 'positionsNm' },
    );
  }
  const um = new Float64Array(positionsNm.length);
  for (let i = 0; i < um.length; i += 3) {
    um.set(toPiaUm([positionsNm[i], positionsNm[i + 1], positionsNm[i + 2]]), i);
  }
  return um;
}

function fromPiaUm([x, y, z]: Point): [number, number, number] {
  const turnedX = x * 1000;
  const turnedY = y * 1000 + PIA_NM;
  return [turnedX * COS + turnedY * SIN, turnedY * COS - turnedX * SIN, z * 1000];
}

function layerAt(depthUm: number): string {
  if (Number.isNaN(depthUm)) {
    throw new InvalidArgumentError('layerAt depth is missing: received NaN, expected µm under the pia', {
      argument: 'depthUm',
    });
  }
  return NAMES[BOUNDS_UM.filter(bound => bound <= depthUm).length];
}
