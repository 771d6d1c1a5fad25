import type { LinkageMethod, Merges } from './merges.js';

/**
 * Follows nearest neighbours until two are each other's nearest, merges them, and goes on from there. No merge brings
 * others closer together, so what is left of the chain stays one, and a nearest neighbour is one until it is merged.
 *
 * `matrix` is the square one of distances, which is used up. When half of the clusters are gone, the others move together.
 */
export function mergeChains(things: number, matrix: Float64Array, method: Exclude<LinkageMethod, 'single'>): Merges {
  const left = new Uint32Array(things - 1);
  const right = new Uint32Array(things - 1);
  const height = new Float64Array(things - 1);
  const update = UPDATES[method];
  const clusters = newClusters(things, matrix);
  const chain = new Uint32Array(things);
  let length = 0;
  for (let merge = 0, lowest = 0; merge < things - 1; merge++) {
    if (things - merge <= clusters.count / 2) {
      moveTogether(clusters, chain, length);
      lowest = 0;
    }
    const { count, size, thing } = clusters;
    if (length === 0) {
      while (size[lowest] === 0) lowest++;
      chain[length++] = lowest;
    }
    let x = 0;
    let y = 0;
    let between = 0;
    for (;;) {
      x = chain[length - 1];
      y = nearestTo(clusters, x);
      between = matrix[x * count + y];
      if (length > 1) {
        const before = chain[length - 2];
        // The chain turns back at equal distance, so that it ends.
        if (matrix[x * count + before] <= between) {
          y = before;
          between = matrix[x * count + before];
          break;
        }
      }
      chain[length++] = y;
    }
    length -= 2;
    if (x > y) [x, y] = [y, x];
    left[merge] = thing[x];
    right[merge] = thing[y];
    height[merge] = between;
    update(matrix, count, size, x, y, between);
    spread(clusters, x, y);
  }
  return { left, right, height };
}

/** Clusters by place: rows and columns of the matrix. */
interface Clusters {
  readonly matrix: Float64Array;
  /** How many places there are. */
  count: number;
  /** How many things are in the cluster; 0 when it is gone. */
  size: Float64Array;
  /** 0, or infinite when it is gone: added to distances, so that none is nearest to what is gone. */
  gone: Float64Array;
  /** The thing that stands for the cluster. */
  thing: Uint32Array;
  /** The nearest of each, the lowest of equally near ones, when the version of that was `seen`. */
  nearest: Uint32Array;
  seen: Uint32Array;
  /** Counts the merges of each cluster, from 1. */
  version: Uint32Array;
}

function newClusters(things: number, matrix: Float64Array): Clusters {
  return {
    matrix,
    count: things,
    size: new Float64Array(things).fill(1),
    gone: new Float64Array(things),
    thing: Uint32Array.from({ length: things }, (_, i) => i),
    nearest: new Uint32Array(things),
    seen: new Uint32Array(things),
    version: new Uint32Array(things).fill(1),
  };
}

function nearestTo(clusters: Clusters, x: number): number {
  const { matrix, count, gone, nearest, seen, version } = clusters;
  let y = nearest[x];
  if (seen[x] === version[y]) return y;
  const row = x * count;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < x; k++) {
    const distance = matrix[row + k] + gone[k];
    if (distance < least) {
      least = distance;
      y = k;
    }
  }
  for (let k = x + 1; k < count; k++) {
    const distance = matrix[row + k] + gone[k];
    if (distance < least) {
      least = distance;
      y = k;
    }
  }
  nearest[x] = y;
  seen[x] = version[y];
  return y;
}

/** Row y, which is that of the union now, becomes column y; x is gone. */
function spread(clusters: Clusters, x: number, y: number): void {
  const { matrix, count, size, gone, nearest, seen, version } = clusters;
  size[y] += size[x];
  size[x] = 0;
  gone[x] = Number.POSITIVE_INFINITY;
  version[x]++;
  version[y]++;
  const row = y * count;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0, at = y; k < count; k++, at += count) {
    if (size[k] === 0) continue;
    const distance = matrix[row + k];
    matrix[at] = distance;
    if (distance < least && k !== y) {
      least = distance;
      nearest[y] = k;
    }
  }
  seen[y] = version[nearest[y]];
}

/** Gives the places of clusters that are gone to those that are left, in the same order. */
function moveTogether(clusters: Clusters, chain: Uint32Array, length: number): void {
  const { matrix, count, size, thing, nearest, seen, version } = clusters;
  const alive = new Uint32Array(size.length).map((_, k) => k).filter(k => size[k] > 0);
  const place = new Uint32Array(count);
  for (let k = 0; k < alive.length; k++) place[alive[k]] = k;
  for (let i = 0, at = 0; i < alive.length; i++) {
    const row = alive[i] * count;
    for (let k = 0; k < alive.length; k++) matrix[at++] = matrix[row + alive[k]];
  }
  for (let i = 0; i < length; i++) chain[i] = place[chain[i]];
  clusters.nearest = alive.map(k => place[nearest[k]]);
  // The nearest of some may be gone: then it has no place, and is looked for again.
  clusters.seen = alive.map(k => (size[nearest[k]] > 0 ? seen[k] : 0));
  clusters.version = alive.map(k => version[k]);
  clusters.thing = alive.map(k => thing[k]);
  clusters.size = Float64Array.from(alive, k => size[k]);
  clusters.gone = new Float64Array(alive.length);
  clusters.count = alive.length;
}

/** Makes row y that of the union of x and y, for all clusters; what is gone counts for nothing. */
type Update = (matrix: Float64Array, count: number, size: Float64Array, x: number, y: number, between: number) => void;

const UPDATES: Readonly<Record<Exclude<LinkageMethod, 'single'>, Update>> = {
  ward(matrix, count, size, x, y, between) {
    const [ofX, ofY] = [x * count, y * count];
    const sizeX = size[x];
    const sizeY = size[y];
    const both = sizeX + sizeY;
    // In scipy's order of operations: what is equal after rounding there is equal here.
    for (let k = 0; k < count; k++) {
      const sizeK = size[k];
      const part = 1 / (both + sizeK);
      const toX = matrix[ofX + k];
      const toY = matrix[ofY + k];
      const square =
        (sizeK + sizeX) * part * toX * toX + (sizeK + sizeY) * part * toY * toY - sizeK * part * between * between;
      matrix[ofY + k] = square > 0 ? Math.sqrt(square) : 0;
    }
  },
  average(matrix, count, size, x, y) {
    const [ofX, ofY] = [x * count, y * count];
    const sizeX = size[x];
    const sizeY = size[y];
    const both = sizeX + sizeY;
    for (let k = 0; k < count; k++) matrix[ofY + k] = (sizeX * matrix[ofX + k] + sizeY * matrix[ofY + k]) / both;
  },
  complete(matrix, count, _size, x, y) {
    const [ofX, ofY] = [x * count, y * count];
    for (let k = 0; k < count; k++) {
      if (matrix[ofX + k] > matrix[ofY + k]) matrix[ofY + k] = matrix[ofX + k];
    }
  },
  weighted(matrix, count, _size, x, y) {
    const [ofX, ofY] = [x * count, y * count];
    for (let k = 0; k < count; k++) matrix[ofY + k] = (matrix[ofX + k] + matrix[ofY + k]) / 2;
  },
};
