import { InvalidArgumentError } from '../../../errors.js';
import { createRandom, type Random } from '../../random.js';
import { cutTree } from './cut-tree.js';
import type { Distances } from './distances.js';
import { kMeans } from './k-means.js';
import { codeLabels, type Grouping } from './labels.js';
import { linkage } from './linkage.js';
import type { LinkageMethod } from './merges.js';
import { type CheckedRows, checkRows, type FlatRows, type Rows, takeRows } from './rows.js';
import { silhouette } from './silhouette.js';

/** How {@link consensusClustering} goes about it. */
export interface ConsensusOptions {
  /** How many clusters, or several numbers to choose from. */
  readonly clusters: number | readonly number[];
  /** How many times a sample of the rows is clustered; 100 when absent. */
  readonly runs?: number;
  /** The part of the rows in each sample; 0.8 when absent. */
  readonly fraction?: number;
  /** Whole number from 0; 0 when absent. The same seed gives the same clusters. */
  readonly seed?: number;
  /** How the distances that the runs agree on are clustered; `average` when absent. */
  readonly method?: LinkageMethod;
  /** Clusters one sample; kMeans of one start when absent. */
  readonly cluster?: (rows: FlatRows, clusters: number, seed: number) => Grouping;
}

/** What many runs agree on, for one number of clusters. */
export interface Consensus {
  readonly clusters: number;
  /** `labels[row]`, from 0 in the order in which their lowest row comes. */
  readonly labels: Uint32Array;
  /** Of every pair: the part of the runs with both in the sample that put them in different clusters. */
  readonly distances: Distances;
  /** The part of the pairs on which runs disagree: put together in more than a tenth and less than nine tenths. */
  readonly ambiguous: number;
  /** The mean silhouette of `labels` by `distances`; undefined where silhouettes are. */
  readonly silhouette: number | undefined;
}

/** The consensus that was chosen, and those it was chosen from. */
export interface ConsensusClustering extends Consensus {
  /** Of each number of clusters, ascending. */
  readonly candidates: readonly Consensus[];
  readonly seed: number;
}

/**
 * Consensus clustering: samples of the rows are clustered many times, and rows that often come together are one cluster.
 *
 * Of several numbers of clusters the one is chosen whose runs disagree on the fewest pairs (`ambiguous`); of equals, the
 * one with the larger mean silhouette by these distances, and of those the largest number. `undefined` for fewer than
 * two rows.
 *
 * @source Monti et al. 2003, doi:10.1023/A:1023949509487; the choice: Șenbabaoğlu, Michailidis and Li 2014,
 * doi:10.1038/srep06207 (proportion of ambiguous clustering)
 * @throws {InvalidArgumentError} when an option is out of range, samples have fewer rows than clusters, two rows were
 * never in one sample, or a value is missing or not finite.
 * @example
 * const rows = [[0], [1], [0.5], [20], [21], [20.5], [50], [51], [50.5]];
 * stats.consensusClustering(rows, { clusters: [2, 3, 4], seed: 1 })?.labels; // 0, 0, 0, 1, 1, 1, 2, 2, 2
 */
export function consensusClustering(rows: Rows, options: ConsensusOptions): ConsensusClustering | undefined {
  const table = checkRows(rows, 'consensusClustering');
  const { runs = 100, fraction = 0.8, seed = 0 } = options;
  const numbers = [...new Set([options.clusters].flat())].sort((a, b) => a - b);
  const sampled = Math.round(fraction * table.rows);
  const most = Math.min(sampled, table.rows);
  check('runs', runs, Number.isInteger(runs) && runs >= 1, 'a whole number from 1');
  check('fraction', fraction, fraction > 0 && fraction <= 1, 'above 0, up to 1');
  if (table.rows < 2) return undefined;
  for (const clusters of numbers) {
    const known = Number.isInteger(clusters) && clusters >= 2 && clusters <= most;
    check('clusters', clusters, known, `2 to ${most}, the rows in a sample`);
  }
  check('clusters', 'none', numbers.length > 0, 'one or more numbers');

  const random = createRandom(seed);
  const candidates = numbers.map(clusters => agree(table, clusters, runs, sampled, random.fork(), options));
  const chosen = candidates.reduce((best, next) => {
    if (next.ambiguous !== best.ambiguous) return next.ambiguous < best.ambiguous ? next : best;
    return (next.silhouette ?? -1) >= (best.silhouette ?? -1) ? next : best;
  });
  return { ...chosen, candidates, seed };
}

function check(argument: string, received: unknown, holds: boolean, expected: string): void {
  if (holds) return;
  throw new InvalidArgumentError(
    `consensusClustering ${argument} is out of range: received ${String(received)}, expected ${expected}`,
    { argument },
  );
}

/** Clusters the samples of one number of clusters, and then the rows by what the samples agree on. */
function agree(
  table: CheckedRows,
  clusters: number,
  runs: number,
  sampled: number,
  random: Random,
  options: ConsensusOptions,
): Consensus {
  const n = table.rows;
  const cluster = options.cluster ?? ((rows, k, seed) => kMeans(rows, { clusters: k, seed, restarts: 1 }).labels);
  const both = new Uint32Array((n * (n - 1)) / 2);
  const apart = new Float64Array((n * (n - 1)) / 2);
  for (let run = 0; run < runs; run++) {
    const which = drawSample(n, sampled, random);
    const labels = cluster(takeRows(table, which), clusters, random.integer(2 ** 32));
    const { codes } = codeLabels(labels, 'consensusClustering', 'labels of a sample');
    check('labels of a sample', codes.length, codes.length === sampled, `${sampled}, one for each row`);
    for (let a = 0; a < sampled; a++) {
      const row = which[a] * n - (which[a] * (which[a] + 1)) / 2 - which[a] - 1;
      for (let b = a + 1; b < sampled; b++) {
        both[row + which[b]]++;
        if (codes[a] !== codes[b]) apart[row + which[b]]++;
      }
    }
  }
  check('runs', runs, !both.includes(0), 'so many, or samples so large, that every two rows are once in one sample');
  let ambiguous = 0;
  for (let pair = 0; pair < apart.length; pair++) {
    apart[pair] /= both[pair];
    if (apart[pair] > 0.1 && apart[pair] < 0.9) ambiguous++;
  }
  const distances = { n, values: apart };
  const labels = cutTree(linkage(distances, { method: options.method ?? 'average' }), { clusters });
  return {
    clusters,
    labels,
    distances,
    ambiguous: ambiguous / apart.length,
    silhouette: silhouette(distances, labels)?.mean,
  };
}

/** Rows drawn without putting back, ascending. */
function drawSample(n: number, count: number, random: Random): Uint32Array {
  const rows = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i < count; i++) {
    const j = i + random.integer(n - i);
    [rows[i], rows[j]] = [rows[j], rows[i]];
  }
  return rows.slice(0, count).sort();
}
