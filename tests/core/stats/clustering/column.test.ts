/** Clustering of the cells of a real column; the numbers beside are those of scipy 1.17.1 and scikit-learn 1.9.1. */
import { expect, test } from 'vitest';
import * as stats from '../../../../kernel-helpers/core/stats/index.js';
import { bigintColumn, numberColumn, stringColumn } from '../../../../kernel-helpers/core/table.js';
import * as datasets from '../../../../kernel-helpers/io/datasets.js';
import { mirror } from '../../../mirror.js';
import { expectAllClose } from '../../../reference/close.js';

test.skipIf(!mirror)('types of 1,351 cells by hand and by dendrite, and trees of their extents', async () => {
  const byDendrite = await datasets.open('elabbady2025/column-radial-extent', { mirror });
  const byHand = await datasets.open('celii2025/column-cell-types', { mirror });
  const nuclei = bigintColumn(byHand, 'nucleus_id');
  const handType = new Map(stringColumn(byHand, 'cell_type').map((type, row) => [nuclei[row], type]));
  const hand = Array.from(bigintColumn(byDendrite, 'id'), id => handType.get(id));
  const types = stringColumn(byDendrite, 'cell_type');
  expect(stats.adjustedRandIndex(hand, types)).toBeCloseTo(0.3131503924028867, 12);
  expect(stats.adjustedMutualInformation(hand, types)).toBeCloseTo(0.6347045894250389, 11);
  expect(stats.mutualInformation(hand, types)).toBeCloseTo(1.6649563614502951, 12);

  const rows = { values: numberColumn(byDendrite, 'radial_extent_dendrite'), rows: 1351, columns: 1 };
  for (const [method, heights, sizes] of [
    ['ward', [789.4150451256609, 1637.7920329554731], [57, 271, 1023]],
    ['average', [93.28558682014986, 185.16386126385757], [2, 10, 1339]],
    ['single', [31.487519645035547, 57.491326550365216], [1, 1, 1349]],
  ] as const) {
    const tree = stats.linkage(rows, { method });
    expectAllClose(tree.height.subarray(-2), heights, method);
    const labels = [...stats.cutTree(tree, { clusters: 3 })];
    const found = [0, 1, 2].map(cluster => labels.filter(label => label === cluster).length);
    expect(found.sort((a, b) => a - b)).toEqual(sizes);
  }
  const inhibitory = stringColumn(byDendrite, 'classification_system').map(name => name.endsWith('inhibitory'));
  expect(stats.silhouette(rows, inhibitory)?.mean).toBeCloseTo(0.2718029687033786, 9);
  const predicted = stats.lda(rows, inhibitory)?.predict(rows) ?? [];
  expect(predicted.filter((kind, i) => kind === inhibitory[i])).toHaveLength(1186);
});
