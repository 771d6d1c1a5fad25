import { expect, test } from 'vitest';
import { linkage } from '../../../kernel-helpers/core/stats/clustering/linkage.js';
import { dendrogram } from '../../../kernel-helpers/display/figure/dendrogram.js';

const tree = linkage([[0], [1], [5], [7], [30]], { method: 'single' });
const leavesOf = (...args: Parameters<typeof dendrogram>) =>
  dendrogram(...args).payload.data.at(-1) as unknown as {
    x: number[];
    customdata: string[];
    neurons?: string[];
    marker: { color: string[] };
  };

test('each merge is a bracket at its height, over its two clusters', () => {
  const [lines] = dendrogram(tree).payload.data;
  const heights = (lines.y as (number | null)[]).filter((_, i) => i % 5 === 1);
  expect(heights).toEqual([1, 2, 4, 23]);
});

test('a cut colours clusters of two or more, and leaves single ones muted', () => {
  const { marker, customdata } = leavesOf(tree, { cut: 3, labels: ['a', 'b', 'c', 'd', 'e'] });
  const colorOf = new Map(customdata.map((name, i) => [name, marker.color[i]]));
  expect(colorOf.get('a')).toBe(colorOf.get('b'));
  expect(colorOf.get('c')).toBe(colorOf.get('d'));
  expect(colorOf.get('a')).not.toBe(colorOf.get('c'));
  expect(colorOf.get('e')).toBe('ink:muted');
  expect(dendrogram(tree, { cut: 3 }).summary).toContain('2 clusters of two or more and 1 single leaves below 3');
});

test('leaves stand in the order of the tree and carry their own ids', () => {
  const { customdata, neurons, x } = leavesOf({ ...tree, order: [4, 3, 2, 1, 0] }, { ids: [10n, 11n, 12n, 13n, 14n] });
  expect(x).toEqual([0, 1, 2, 3, 4]);
  expect(neurons).toEqual(['14', '13', '12', '11', '10']);
  expect(customdata).toEqual(neurons);
});

test('what is no tree or no cut is refused', () => {
  expect(() => dendrogram({ ...tree, n: 1 })).toThrow('dendrogram tree cannot be drawn: received 1 leaves');
  expect(() => dendrogram(tree, { cut: -1 })).toThrow('dendrogram cut is not a height: received -1');
  expect(() => dendrogram(tree, { labels: ['a'] })).toThrow('dendrogram labels has the wrong length');
});
