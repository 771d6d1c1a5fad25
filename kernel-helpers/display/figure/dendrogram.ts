import { INK } from '../../contract/figure-ink.js';
import { leafOrder } from '../../core/stats/clustering/leaf-order.js';
import type { Linkage } from '../../core/stats/clustering/linkage.js';
import type { Labels } from '../../core/stats/row-groups.js';
import { InvalidArgumentError } from '../../errors.js';
import { categoricalColor } from '../palette.js';
import { type FigureLook, sizedLayout } from './look.js';
import { plainWords } from './plain-words.js';
import { pointNeurons } from './point-neurons.js';
import { readTexts } from './read-values.js';
import { type Figure, toFigure } from './to-figure.js';

/** How {@link dendrogram} draws; every field may be left out. */
export interface DendrogramOptions extends FigureLook {
  /** Name of each thing, in the order in which they were clustered; their indices when absent. */
  readonly labels?: Labels;
  /** Id of each thing, for hovering: by it leaves are linked with the notebook's selection. */
  readonly ids?: Labels;
  /** Height to cut at: a line across, and a colour for each cluster of two or more below it. */
  readonly cut?: number;
  /** Name of the height axis with its unit; `Distance` when absent. */
  readonly yTitle?: string;
}

const MOST = 5000;
/** More names than this are not written: hovering tells them. */
const MOST_NAMES = 60;

/**
 * A tree of clusters: leaves along the bottom, each merge a bracket at its height, with a cut and the clusters it makes.
 *
 * @param tree - of `connectivity.clusterTree`, whose order of leaves is kept, or of `stats.linkage`.
 * @throws {InvalidArgumentError} when there are fewer than 2 or more than 5,000 things, lists differ in length, or the
 * cut is no height.
 * @example
 * const tree = stats.linkage([[0], [1], [5], [7]]);
 * figure.dendrogram(tree, { labels: ['a', 'b', 'c', 'd'], cut: 3 });
 */
export function dendrogram(
  tree: Linkage & { readonly order?: ArrayLike<number> },
  options: DendrogramOptions = {},
): Figure {
  const { cut, yTitle = 'Distance' } = options;
  const { n, left, right, height } = tree;
  if (!(n >= 2 && n <= MOST)) fail(`tree cannot be drawn: received ${n} leaves, expected 2 to ${MOST}`, 'tree');
  if (cut !== undefined && !(Number.isFinite(cut) && cut >= 0)) {
    fail(`cut is not a height: received ${cut}, expected a number from 0`, 'cut');
  }
  const labels = options.labels === undefined ? undefined : readTexts(options.labels, 'dendrogram', 'labels', n);
  const ids = options.ids === undefined ? undefined : readTexts(options.ids, 'dendrogram', 'ids', n);
  const order = Array.from(tree.order ?? leafOrder(tree));
  const nameOf = (thing: number): string => plainWords(labels?.[thing] ?? ids?.[thing] ?? String(thing));

  // Place and height of every cluster: leaves first, then merges in their order.
  const x = new Float64Array(2 * n - 1);
  const y = new Float64Array(2 * n - 1);
  order.forEach((thing, place) => {
    x[thing] = place;
  });
  for (let m = 0; m < n - 1; m++) {
    x[n + m] = (x[left[m]] + x[right[m]]) / 2;
    y[n + m] = height[m];
  }
  const clusterOf = clustersBelow(tree, cut);
  const numbers = numbered(order, clusterOf);
  const colorOf = (cluster: number): string => {
    const found = numbers.get(clusterOf[cluster]);
    return cut === undefined ? INK.strong : found === undefined ? INK.muted : categoricalColor(found);
  };

  const lines = new Map<string, { x: (number | null)[]; y: (number | null)[] }>();
  for (let m = 0; m < n - 1; m++) {
    const color = cut !== undefined && height[m] > cut ? INK.muted : colorOf(n + m);
    const line = lines.get(color) ?? { x: [], y: [] };
    lines.set(color, line);
    const [a, b] = x[left[m]] <= x[right[m]] ? [left[m], right[m]] : [right[m], left[m]];
    line.x.push(x[a], x[a], x[b], x[b], null);
    line.y.push(y[a], height[m], height[m], y[b], null);
  }
  const written = n <= MOST_NAMES && (labels !== undefined || ids !== undefined);
  const longest = written ? Math.max(...order.map(thing => nameOf(thing).length)) : 0;
  const clusters = numbers.size;
  const layout = {
    width: Math.max(360, Math.min(880, 100 + 16 * n)),
    height: 380 + Math.min(120, 6 * longest),
    margin: { l: 64, r: 12, t: 10, b: 24 + Math.min(140, 7 * longest) },
    xaxis: {
      range: [-0.7, n - 0.3],
      tickmode: 'array',
      tickvals: written ? order.map((_, place) => place) : [],
      ticktext: written ? order.map(nameOf) : [],
      tickangle: -90,
      ticks: '',
      showline: false,
    },
    yaxis: { title: { text: yTitle }, range: [-0.03 * height[n - 2], 1.05 * height[n - 2] || 1] },
    shapes:
      cut === undefined
        ? []
        : [
            {
              type: 'line',
              xref: 'paper',
              x0: 0,
              x1: 1,
              y0: cut,
              y1: cut,
              line: { color: INK.strong, width: 1, dash: 'dash' },
            },
          ],
  };
  const single = new Set(clusterOf.subarray(0, n)).size - clusters;
  const made =
    cut === undefined ? '' : `${clusters} clusters of two or more and ${single} single leaves below ${short(cut)}`;
  return toFigure({
    title: options.title ?? 'Clusters',
    caption: options.caption ?? `n = ${n} leaves.${made && ` Dashed: cut; ${made}.`}`,
    synthetic: options.synthetic ?? false,
    result: `The last two clusters are merged at ${short(height[n - 2])}.${made && ` The cut makes ${made}.`}`,
    data: [
      ...Array.from(lines, ([color, line]) => ({
        type: 'scatter',
        mode: 'lines',
        ...line,
        line: { color, width: 1.2 },
        hoverinfo: 'skip',
      })),
      {
        type: 'scatter',
        mode: 'markers',
        x: order.map((_, place) => place),
        y: order.map(() => 0),
        marker: { color: order.map(colorOf), size: n > 200 ? 3 : 6 },
        customdata: order.map(nameOf),
        neurons: pointNeurons(ids && order.map(thing => ids[thing])),
        hovertemplate: '%{customdata}<extra></extra>',
      },
    ],
    layout: sizedLayout(layout, options, 'dendrogram'),
  });
}

/** For each leaf and merge the highest merge at or below the cut that it is in; itself where there is none. */
function clustersBelow({ n, left, right, height }: Linkage, cut: number | undefined): Uint32Array {
  const top = Uint32Array.from({ length: 2 * n - 1 }, (_, i) => i);
  if (cut === undefined) return top;
  for (let m = n - 2; m >= 0; m--) {
    if (height[m] > cut) continue;
    top[left[m]] = top[n + m];
    top[right[m]] = top[n + m];
  }
  return top;
}

/** A number for each cluster of two leaves or more, from left to right. */
function numbered(order: readonly number[], clusterOf: Uint32Array): Map<number, number> {
  const numbers = new Map<number, number>();
  for (const leaf of order) {
    const cluster = clusterOf[leaf];
    if (cluster !== leaf && !numbers.has(cluster)) numbers.set(cluster, numbers.size);
  }
  return numbers;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function fail(what: string, argument: string): never {
  throw new InvalidArgumentError(`dendrogram ${what}`, { argument });
}
