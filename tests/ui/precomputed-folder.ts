import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A small volume in Neuroglancer's precomputed format: two neurites, as the microscope and as segments with skeletons. */
export const VOLUME = {
  voxelSizeNm: [16, 16, 40],
  size: [96, 80, 40],
  chunk: [48, 40, 20],
  /** Beyond 2^53, so that a lost digit shows. */
  ids: ['864691135571546917', '18446744073709551557'],
} as const;

type Voxel = readonly [x: number, y: number, z: number];

/** How far a voxel is from the middle of a neurite, which winds along z, in radii of it. */
function fromNeurite([x, y, z]: Voxel, which: number): number {
  const [middleX, middleY] = axis(which, z);
  return Math.hypot(x - middleX, y - middleY) / [14, 9][which];
}

function axis(which: number, z: number): [number, number] {
  const turn = (z / VOLUME.size[2]) * Math.PI;
  return which === 0 ? [32 + 8 * Math.sin(turn), 40] : [66, 40 + 14 * Math.cos(turn)];
}

function segment(voxel: Voxel): bigint {
  const found = [0, 1].find(which => fromNeurite(voxel, which) < 1);
  return found === undefined ? 0n : BigInt(VOLUME.ids[found]);
}

/** Light inside, dark at the membrane, grey outside. */
function grey(voxel: Voxel): number {
  const nearest = Math.min(fromNeurite(voxel, 0), fromNeurite(voxel, 1));
  if (nearest < 0.85) return 210;
  if (nearest < 1.1) return 30;
  return 120 + ((voxel[0] * 7 + voxel[1] * 13 + voxel[2] * 29) % 17);
}

/** Writes `em` and `seg` into `folder`. */
export function writePrecomputed(folder: string): void {
  writeVolume(join(folder, 'em'), { type: 'image', data_type: 'uint8' }, (voxels, bytes) => {
    for (const [i, voxel] of voxels.entries()) bytes.setUint8(i, grey(voxel));
  });
  const segmentation = { type: 'segmentation', data_type: 'uint64', skeletons: 'skeletons' };
  writeVolume(join(folder, 'seg'), segmentation, (voxels, bytes) => {
    for (const [i, voxel] of voxels.entries()) bytes.setBigUint64(i * 8, segment(voxel), true);
  });
  writeSkeletons(join(folder, 'seg', 'skeletons'));
}

function writeVolume(folder: string, info: object, fill: (voxels: Voxel[], bytes: DataView) => void): void {
  const { size, chunk, voxelSizeNm } = VOLUME;
  mkdirSync(join(folder, 'full'), { recursive: true });
  const scale = {
    key: 'full',
    encoding: 'raw',
    size,
    resolution: voxelSizeNm,
    chunk_sizes: [chunk],
    voxel_offset: [0, 0, 0],
  };
  writeFileSync(
    join(folder, 'info'),
    JSON.stringify({ '@type': 'neuroglancer_multiscale_volume', num_channels: 1, scales: [scale], ...info }),
  );
  const starts = (k: 0 | 1 | 2): number[] => Array.from({ length: size[k] / chunk[k] }, (_, i) => i * chunk[k]);
  for (const z of starts(2)) {
    for (const y of starts(1)) {
      for (const x of starts(0)) {
        const voxels: Voxel[] = [];
        for (let k = 0; k < chunk[2]; k++) {
          for (let j = 0; j < chunk[1]; j++) {
            for (let i = 0; i < chunk[0]; i++) voxels.push([x + i, y + j, z + k]);
          }
        }
        const bytes = new DataView(new ArrayBuffer(voxels.length * ('skeletons' in info ? 8 : 1)));
        fill(voxels, bytes);
        const name = [x, y, z].map((start, k) => `${start}-${start + chunk[k]}`).join('_');
        writeFileSync(join(folder, 'full', name), new Uint8Array(bytes.buffer));
      }
    }
  }
}

function writeSkeletons(folder: string): void {
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'info'),
    JSON.stringify({
      '@type': 'neuroglancer_skeletons',
      transform: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0],
      vertex_attributes: [],
    }),
  );
  VOLUME.ids.forEach((id, which) => {
    const count = VOLUME.size[2];
    const bytes = new DataView(new ArrayBuffer(8 + count * 12 + (count - 1) * 8));
    bytes.setUint32(0, count, true);
    bytes.setUint32(4, count - 1, true);
    for (let z = 0; z < count; z++) {
      const [x, y] = axis(which, z);
      for (const [k, at] of [x, y, z].entries()) bytes.setFloat32(8 + z * 12 + k * 4, at * VOLUME.voxelSizeNm[k], true);
      if (z > 0) {
        bytes.setUint32(8 + count * 12 + (z - 1) * 8, z - 1, true);
        bytes.setUint32(8 + count * 12 + (z - 1) * 8 + 4, z, true);
      }
    }
    writeFileSync(join(folder, id), new Uint8Array(bytes.buffer));
  });
}
