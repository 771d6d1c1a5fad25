import { describe, expect, test } from 'vitest';
import { minnie65 } from '../../kernel-helpers/core/transforms.js';
import { InvalidArgumentError } from '../../kernel-helpers/errors.js';

describe('minnie65', () => {
  // Computed with the published recipe in Python: rotate 5 degrees about z, pia to y = 0, nm to µm.
  test.each([
    { voxel: [209760, 180832, 27076], um: [772.805, 397.0316, 1083.04] },
    { voxel: [178400, 143248, 21238], um: [660.945, 236.3349, 849.52] },
    { voxel: [179648, 258768, 23597], um: [625.6451, 697.0916, 943.88] },
    { voxel: [59769, 60738, 9145], um: [216.9916, -133.8067, 365.8] },
  ] as const)('puts voxel $voxel at $um µm', ({ voxel, um }) => {
    const transformed = minnie65.toPiaUm(minnie65.voxelToNm(voxel));
    for (let k = 0; k < 3; k++) expect(transformed[k]).toBeCloseTo(um[k], 3);
  });

  test('goes from nm back to voxels', () => {
    expect(minnie65.nmToVoxel(minnie65.voxelToNm([178400, 143248, 21238]))).toEqual([178400, 143248, 21238]);
    expect(minnie65.nmToVoxel([4, 4, 40])).toEqual([1, 1, 1]);
  });

  test('puts the point on the pia at depth 0', () => {
    expect(minnie65.toPiaUm(minnie65.voxelToNm([183013, 83535, 21480]))[1]).toBeCloseTo(0, 9);
  });

  test('goes back to where it came from', () => {
    const nm = [715_412, 573_921, 849_520] as const;
    const back = minnie65.fromPiaUm(minnie65.toPiaUm(nm));
    for (let k = 0; k < 3; k++) expect(back[k]).toBeCloseTo(nm[k], 6);
  });

  test('transforms many points as it does one', () => {
    const nm = [839040, 723328, 1083040, 713600, 572992, 849520];
    expect([...minnie65.allToPiaUm(nm)]).toEqual([
      ...minnie65.toPiaUm([839040, 723328, 1083040]),
      ...minnie65.toPiaUm([713600, 572992, 849520]),
    ]);
    expect(() => minnie65.allToPiaUm([1, 2])).toThrow(
      'allToPiaUm positions have the wrong length: received 2, expected a multiple of 3 (x, y, z)',
    );
  });

  test('knows the layers by depth', () => {
    expect([-20, 0, 91.8, 91.81, 300, 400, 540, 753.5, 753.6].map(minnie65.layerAt)).toEqual([
      'L1',
      'L1',
      'L1',
      'L2/3',
      'L4',
      'L5',
      'L6',
      'L6',
      'WM',
    ]);
    expect(() => minnie65.layerAt(Number.NaN)).toThrow(InvalidArgumentError);
  });

  test('has layers without gaps', () => {
    expect(minnie65.layers.map(layer => layer.name)).toEqual(['L1', 'L2/3', 'L4', 'L5', 'L6']);
    expect(minnie65.layers.map(layer => layer.topUm)).toEqual([
      0,
      ...minnie65.layers.slice(0, -1).map(layer => layer.bottomUm),
    ]);
    expect(minnie65.layers.at(-1)?.bottomUm).toBe(753.58049474);
  });
});
