import { expect, test } from 'vitest';
import { depthProfile } from '../../../kernel-helpers/display/figure/depth-profile.js';
import { violin } from '../../../kernel-helpers/display/figure/distributions.js';
import { pointNeurons } from '../../../kernel-helpers/display/figure/point-neurons.js';
import { scatter } from '../../../kernel-helpers/display/figure/scatter.js';
import * as datasets from '../../../kernel-helpers/io/datasets.js';

test('ids link, names and the id 0 do not', () => {
  expect(pointNeurons(['864691135571546917', 'left', '0'])).toEqual(['864691135571546917', null, null]);
  expect(pointNeurons(['left'])).toBeUndefined();
  expect(pointNeurons(undefined)).toBeUndefined();
});

test('each point of a scatter and of a violin has the id of its own row', () => {
  const dots = scatter({ x: [1, 2, 3], y: [1, 2, 3], groups: ['a', 'b', 'a'], ids: [11n, 12n, 13n] }).payload.data;
  expect(dots.flatMap(({ neurons }) => neurons ?? [])).toEqual(['11', '13', '12']);
  const values = violin([9, 1, 5], ['a', 'a', 'a'], { ids: [19n, 11n, 15n] }).payload.data;
  expect(values.flatMap(({ neurons }) => neurons ?? [])).toEqual(['11', '15', '19']);
});

test('each soma of a depth profile has the id of the cell at its depth', async () => {
  const { cells, neurons } = await datasets.open('synthetic-column');
  const depthOf = new Map(
    Array.from({ length: cells.numRows }, (_, row) => [
      String(cells.getChild('id')?.get(row)),
      cells.getChild('y_um')?.get(row),
    ]),
  );
  const traces = depthProfile(cells, { ids: 'id', synthetic: true }).payload.data;
  const points = traces.flatMap(({ neurons: ids, y }) =>
    ((ids ?? []) as string[]).map((id, i) => [id, (y as number[])[i]] as const),
  );
  expect(points).toHaveLength(neurons.length);
  for (const [id, depth] of points) expect(depth).toBeCloseTo(depthOf.get(id) as number, 2);
  expect(depthProfile(cells, { synthetic: true }).payload.data.some(trace => 'neurons' in trace)).toBe(false);
});
