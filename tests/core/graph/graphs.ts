import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type Connectivity, fromDense } from '../../../kernel-helpers/core/connectivity/index.js';
import type { Matrix } from '../../reference/graph.js';

/** `[pre, post, synapses]`, cells counted from 0. */
export type Edge = readonly [pre: number, post: number, synapses: number];

/** A connectivity of `n` cells with ids 1001, 1002 … */
export function wired(n: number, edges: readonly Edge[]): Connectivity {
  return ofMatrix(matrixOf(n, edges));
}

export function ofMatrix(matrix: Matrix): Connectivity {
  return fromDense(
    matrix.map((_, i) => BigInt(1001 + i)),
    matrix.flat(),
  );
}

export function matrixOf(n: number, edges: readonly Edge[]): number[][] {
  const matrix = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (const [pre, post, synapses] of edges) matrix[pre][post] = synapses;
  return matrix;
}

/** Graphs of 0 to 9 cells, from hardly to fully connected, as matrices of synapse counts without autapses. */
export const anyMatrix: fc.Arbitrary<number[][]> = fc
  .tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom(0.1, 0.3, 0.6, 1))
  .chain(([n, density]) =>
    fc
      .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 5 })), {
        minLength: n * n,
        maxLength: n * n,
      })
      .map(drawn =>
        Array.from({ length: n }, (_, i) =>
          Array.from({ length: n }, (_, j) => (i !== j && drawn[i * n + j][0] < density ? drawn[i * n + j][1] : 0)),
        ),
      ),
  );

type Similarity = { count: number[][]; jaccard: (number | null)[][]; cosine: (number | null)[][] };
type FourWays = Record<'out out' | 'out in' | 'in out' | 'in in', number | null>;

/** A graph of the fixtures, and what networkx, igraph, scipy and scikit-learn say of it. */
export interface Described {
  readonly name: string;
  readonly n: number;
  readonly edges: readonly Edge[];
  readonly groups: readonly string[];
  readonly values: readonly number[];
  readonly reciprocity: number | null;
  readonly dyads: readonly number[];
  readonly triads: readonly number[];
  readonly hops: readonly (readonly (number | 'Infinity')[])[];
  readonly lengths: readonly (readonly (number | 'Infinity')[])[];
  readonly eccentricity: readonly number[];
  readonly weak: readonly (readonly number[])[];
  readonly strong: readonly (readonly number[])[];
  readonly groupAssortativity: number | null;
  readonly degreeAssortativity: FourWays;
  readonly strengthAssortativity: FourWays;
  readonly numericAssortativity: number | null;
  readonly richClub: readonly number[];
  readonly cores: Readonly<Record<'partners' | 'total' | 'in' | 'out', readonly number[]>>;
  readonly clustering: readonly (number | null)[];
  readonly transitivity: number | null;
  readonly sharedInputs: Similarity;
  readonly sharedOutputs: Similarity;
}

/** A file of tests/fixtures/graph. */
export function graphFixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../fixtures/graph/${name}.json`, import.meta.url), 'utf8')) as T;
}

export const described: readonly Described[] = graphFixture<Described[]>('graphs');

/** A result agrees to 1e-9, relative above 1e-3; null stands for `undefined`. */
export function agrees(received: number | undefined, expected: number | string | null): boolean {
  if (expected === null || received === undefined) return expected === null && received === undefined;
  const value = Number(expected);
  return received === value || Math.abs(received - value) <= 1e-9 * Math.max(1e-3, Math.abs(value));
}

/** The places where two lists of numbers do not agree; null stands for NaN. */
export function disagreements(received: ArrayLike<number>, expected: readonly (number | string | null)[]): string[] {
  if (received.length !== expected.length) return [`received ${received.length}, expected ${expected.length}`];
  return expected.flatMap((value, i) =>
    agrees(Number.isNaN(received[i]) ? undefined : received[i], value) ? [] : [`${i}: ${received[i]} for ${value}`],
  );
}
