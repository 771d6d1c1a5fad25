import { largestEigenvectors, type Multiply } from '../stats/clustering/lanczos.js';
import { turnedRows, type WeightedRows } from './weighted-rows.js';

/**
 * The place of each cell along the Fiedler vector, which puts strongly connected cells close to each other: the
 * eigenvector of the second smallest eigenvalue of the normalised Laplacian I − D^(−1/2) W D^(−1/2), divided by the root
 * of the degree, W being the matrix plus its transpose.
 *
 * The vector exists for connected cells only: components come one after another, the largest first, those of one cell
 * last. Of the two directions the one is taken that has the first cell of a component nearer to its beginning.
 *
 * @source Shi and Malik 2000, doi:10.1109/34.868688 (equation 7); Barnard, Pothen and Simon 1995,
 * doi:10.1002/nla.1680020402, for the order it gives.
 */
export function spectralRank(rows: WeightedRows): Float64Array {
  const links = symmetrised(rows);
  const rank = new Float64Array(rows.cellCount);
  let start = 0;
  for (const cells of components(links)) {
    const places = cells.length > 2 ? fiedlerPlaces(links, cells) : cells.map((_, i) => i);
    for (const [i, cell] of cells.entries()) rank[cell] = start + places[i];
    start += cells.length;
  }
  return rank;
}

/** Both directions added, a cell's weight on itself left out. */
function symmetrised(rows: WeightedRows): WeightedRows[] {
  return [rows, turnedRows(rows)];
}

/** Calls `visit` for every neighbour of a cell, in either direction. */
function eachLink(links: readonly WeightedRows[], cell: number, visit: (other: number, weight: number) => void): void {
  for (const { offsets, targets, weights } of links) {
    for (let entry = offsets[cell]; entry < offsets[cell + 1]; entry++) {
      if (targets[entry] !== cell && weights[entry] > 0) visit(targets[entry], weights[entry]);
    }
  }
}

/** Cells by component, largest first, in ascending order within. */
function components(links: readonly WeightedRows[]): number[][] {
  const { cellCount } = links[0];
  const found = new Uint8Array(cellCount);
  const list: number[][] = [];
  for (let first = 0; first < cellCount; first++) {
    if (found[first] === 1) continue;
    found[first] = 1;
    const cells = [first];
    for (let i = 0; i < cells.length; i++) {
      eachLink(links, cells[i], other => {
        if (found[other] === 1) return;
        found[other] = 1;
        cells.push(other);
      });
    }
    list.push(cells.sort((a, b) => a - b));
  }
  return list.sort((a, b) => b.length - a.length);
}

/** The place of each cell of one component, from 0; equal values in the order of the cells. */
function fiedlerPlaces(links: readonly WeightedRows[], cells: readonly number[]): number[] {
  const { size, multiply, degrees } = normalised(links, cells);
  // The first eigenvector is known: the roots of the degrees.
  const [vector] = largestEigenvectors(size, multiply, 1, [unit(degrees.map(Math.sqrt))]).vectors;
  const scale = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  // the last digits are rounding, and must not order cells that are alike
  const values = Array.from(vector, (value, i) => Math.round((value / Math.sqrt(degrees[i]) / scale) * 1e9));
  const turn = values[0] > 0 ? -1 : 1;
  const order = values.map((_, i) => i).sort((a, b) => turn * (values[a] - values[b]) || a - b);
  const places = new Array<number>(size);
  for (const [place, i] of order.entries()) places[i] = place;
  return places;
}

/** D^(−1/2) W D^(−1/2) of a component as a product with vectors. */
function normalised(
  links: readonly WeightedRows[],
  cells: readonly number[],
): { size: number; multiply: Multiply; degrees: Float64Array } {
  const size = cells.length;
  const localOf = new Map(cells.map((cell, i) => [cell, i]));
  const degrees = new Float64Array(size);
  const from: number[] = [];
  const to: number[] = [];
  const weights: number[] = [];
  for (const [i, cell] of cells.entries()) {
    eachLink(links, cell, (other, weight) => {
      degrees[i] += weight;
      from.push(i);
      to.push(localOf.get(other) as number);
      weights.push(weight);
    });
  }
  const scaled = Float64Array.from(weights, (weight, k) => weight / Math.sqrt(degrees[from[k]] * degrees[to[k]]));
  return {
    size,
    degrees,
    multiply: (vector, product) => {
      product.fill(0);
      for (let k = 0; k < scaled.length; k++) product[from[k]] += scaled[k] * vector[to[k]];
    },
  };
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map(value => value / length);
}
