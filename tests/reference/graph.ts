/** Graphs as matrices of synapse counts, every definition written out: slow twins of kernel-helpers/core/graph. */

/** `matrix[pre][post]`: synapses. */
export type Matrix = readonly (readonly number[])[];

const cells = (matrix: Matrix): number[] => matrix.map((_, i) => i);

/** Every triple of cells, its class told from its dyads and, where they leave a choice, from the edges of each cell. */
export function slowTriads(matrix: Matrix): Record<string, number> {
  const counts: Record<string, number> = {};
  const has = (i: number, j: number): number => (matrix[i][j] > 0 ? 1 : 0);
  for (const a of cells(matrix)) {
    for (const b of cells(matrix).slice(a + 1)) {
      for (const c of cells(matrix).slice(b + 1)) {
        const three = [a, b, c];
        const dyads = [
          [a, b],
          [a, c],
          [b, c],
        ].map(([i, j]) => has(i, j) + has(j, i));
        const code = [2, 1, 0].map(edges => dyads.filter(dyad => dyad === edges).length).join('');
        const outs = three.map(i => three.reduce((sum, j) => sum + has(i, j), 0));
        const ins = three.map(i => three.reduce((sum, j) => sum + has(j, i), 0));
        counts[code + letter(code, outs, ins)] = (counts[code + letter(code, outs, ins)] ?? 0) + 1;
      }
    }
  }
  return counts;
}

function letter(code: string, outs: readonly number[], ins: readonly number[]): string {
  const someone = (out: number, into: number): boolean => outs.some((o, i) => o === out && ins[i] === into);
  if (code === '021') return someone(2, 0) ? 'D' : someone(0, 2) ? 'U' : 'C';
  if (code === '111') return someone(1, 2) ? 'D' : 'U'; // the cell in the middle, with one asymmetric edge in or out
  if (code === '030') return someone(2, 0) ? 'T' : 'C';
  if (code === '120') return someone(2, 0) ? 'D' : someone(0, 2) ? 'U' : 'C';
  return '';
}

/** Shortest paths by Floyd and Warshall; `length(synapses)` of each edge. */
export function slowPathLengths(matrix: Matrix, length: (synapses: number) => number): number[][] {
  const n = matrix.length;
  const lengths = cells(matrix).map(i =>
    cells(matrix).map(j => (i === j ? 0 : matrix[i][j] > 0 ? length(matrix[i][j]) : Number.POSITIVE_INFINITY)),
  );
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) lengths[i][j] = Math.min(lengths[i][j], lengths[i][k] + lengths[k][j]);
    }
  }
  return lengths;
}

/** The sets of cells that are related to each other, the largest first and equals by their first cell. */
export function slowComponents(
  matrix: Matrix,
  related: (reach: boolean[][], i: number, j: number) => boolean,
): number[][] {
  const reach = slowPathLengths(matrix, () => 1).map(row => row.map(length => length < Number.POSITIVE_INFINITY));
  const found: number[][] = [];
  for (const i of cells(matrix)) {
    const home = found.find(members => related(reach, i, members[0]));
    if (home) home.push(i);
    else found.push([i]);
  }
  return found.sort((p, q) => q.length - p.length || p[0] - q[0]);
}

export function symmetric(matrix: Matrix): number[][] {
  return matrix.map((row, i) => row.map((count, j) => count + matrix[j][i]));
}

export function transposed(matrix: Matrix): number[][] {
  return matrix.map((_, i) => matrix.map(row => row[i]));
}

/** The k-core for k = 1, 2, …: cells are taken away for as long as one has a degree below k among those left. */
export function slowCores(matrix: Matrix, degree: (i: number, left: readonly number[]) => number): number[] {
  const cores = matrix.map(() => 0);
  for (let k = 1; k <= 2 * matrix.length; k++) {
    let left = cells(matrix);
    for (let before = -1; before !== left.length; ) {
      before = left.length;
      const present = left;
      left = left.filter(i => degree(i, present) >= k);
    }
    for (const i of left) cores[i] = k;
  }
  return cores;
}

/** φ(k) for clubs of two cells or more. */
export function slowRichClub(matrix: Matrix, degrees: readonly number[], directed: boolean): number[] {
  const coefficients: number[] = [];
  for (let k = 0; ; k++) {
    const club = cells(matrix).filter(i => degrees[i] > k);
    if (club.length < 2) return coefficients;
    const pairs = club.flatMap(i => club.filter(j => (directed ? i !== j : i < j)).map(j => [i, j]));
    const linked = ([i, j]: number[]): boolean => matrix[i][j] > 0 || (!directed && matrix[j][i] > 0);
    coefficients.push(pairs.filter(linked).length / pairs.length);
  }
}

/** Fagiolo's coefficient by its formula: ((A + Aᵀ)³)_ii / 2 / (d (d - 1) - 2 b). */
export function slowClustering(matrix: Matrix): number[] {
  const a = matrix.map(row => row.map(count => (count > 0 ? 1 : 0)));
  const s = symmetric(a);
  return cells(matrix).map(i => {
    let triangles = 0;
    for (const j of cells(matrix)) for (const k of cells(matrix)) triangles += s[i][j] * s[j][k] * s[k][i];
    const degree = s[i].reduce((sum, count) => sum + count, 0);
    const mutual = a[i].reduce((sum: number, count, j) => sum + count * a[j][i], 0);
    return triangles / 2 / (degree * (degree - 1) - 2 * mutual);
  });
}

/** Pearson's correlation of the ends of edges, each edge in the list as often as it weighs. */
export function slowAssortativity(
  matrix: Matrix,
  ofPre: readonly number[],
  ofPost: readonly number[],
  weigh: (synapses: number) => number,
): number | undefined {
  const ends: [number, number][] = [];
  matrix.forEach((row, i) => {
    row.forEach((count, j) => {
      for (let k = 0; count > 0 && k < weigh(count); k++) ends.push([ofPre[i], ofPost[j]]);
    });
  });
  if (new Set(ends.map(e => e[0])).size < 2 || new Set(ends.map(e => e[1])).size < 2) return undefined;
  const means = [0, 1].map(side => ends.reduce((sum, e) => sum + e[side], 0) / ends.length);
  const product = (p: number, q: number): number =>
    ends.reduce((sum, e) => sum + (e[p] - means[p]) * (e[q] - means[q]), 0);
  return product(0, 1) / Math.sqrt(product(0, 0) * product(1, 1));
}

/** `[pairs, connected]` in each bin, by looking at every ordered pair; the last bin has its upper edge. */
export function slowDistanceCounts(
  matrix: Matrix,
  positions: readonly (readonly number[])[],
  edges: readonly number[],
  among: (pre: number, post: number) => boolean,
): [number, number][] {
  const bins: [number, number][] = edges.slice(1).map(() => [0, 0]);
  for (const i of cells(matrix)) {
    for (const j of cells(matrix)) {
      if (i === j || !among(i, j)) continue;
      const apart = Math.sqrt(positions[i].reduce((sum, x, k) => sum + (x - positions[j][k]) ** 2, 0));
      const bin = bins.findIndex(
        (_, b) => apart >= edges[b] && (apart < edges[b + 1] || (b === bins.length - 1 && apart === edges[b + 1])),
      );
      if (bin < 0) continue;
      bins[bin][0]++;
      if (matrix[i][j] > 0) bins[bin][1]++;
    }
  }
  return bins;
}
