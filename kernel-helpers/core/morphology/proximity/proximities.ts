import { type TableLike, tableOf } from '../../table.js';
import { gridOfCables } from './cable-grid.js';
import { CoTravel } from './co-travel.js';
import { checkAboveZero, cut } from './discretise.js';
import { checkProximityOptions, type ProximityOptions } from './proximity.js';
import { type Cable, edgesOf } from './skeleton-edges.js';

/** How {@link proximities} looks for pairs. */
export interface ProximitiesOptions extends ProximityOptions {
  /** Pairs whose `lengthBNm` is less are left out; every pair with a proximity stays when absent. */
  readonly minLengthNm?: number;
  /** Stops the search: the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called about ten times a second with how many of the `total` cables of `a` are done, and once at the end. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/**
 * The pairs of two lists of cables that come near each other, ascending by `a`, then `b`; the arrays run together. It is
 * a table too, with columns `a`, `b`, `length_a_nm`, `length_b_nm` and `min_distance_nm`.
 */
export interface Proximities extends TableLike {
  readonly pairCount: number;
  /** Cables looked at; pairs that are not listed have no proximity. */
  readonly aCount: number;
  readonly bCount: number;
  /** Index among the first list. */
  readonly a: Uint32Array;
  /** Index among the second list. */
  readonly b: Uint32Array;
  /** As `lengthANm` of `proximity`. */
  readonly lengthANm: Float64Array;
  /** As `lengthBNm` of `proximity`: L_d of paper D. */
  readonly lengthBNm: Float64Array;
  readonly minDistanceNm: Float64Array;
  readonly radiusNm: number;
  readonly stepNm: number;
}

const BREATH_MS = 100;
/** Of all second cables together: about ten gigabytes for a moment. More would end the kernel. */
const MOST_PIECES = 2 ** 26;

/**
 * The co-travel lengths of every pair of an axon and a dendrite, by the rules of `proximity`. Pairs without a proximity
 * are left out. A neuron that is in both lists is a pair with itself.
 *
 * All dendrites lie in one grid, so the time goes with the points and how many are near each other, not with the number
 * of pairs: 200 axons of 2 mm and 200 dendrites of 3 mm, cut at 1 µm, take about a second at 5 µm. Memory is near 80 bytes
 * a point of the dendrites, and twice that for a moment. The kernel answers while it works; with
 * `signal: interruptSignal()` Stop ends it.
 *
 * @source as `proximity`.
 * @throws {InvalidArgumentError} as `proximity`, naming the cable; when `minLengthNm` is not above 0, or the cables of `b`
 * make more than 67 million pieces.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const cells = column.neurons.slice(0, 40).map(neuron => neuron.skeleton);
 * const near = await morphology.proximities(cells, cells, {
 *   radiusNm: 5000, stepNm: 1000, compartmentsA: [2], compartmentsB: [3, 4],
 * });
 * table(near);
 */
export async function proximities(
  a: readonly Cable[],
  b: readonly Cable[],
  options: ProximitiesOptions,
): Promise<Proximities> {
  const { radiusNm, stepNm, minLengthNm, signal, onProgress } = options;
  checkProximityOptions(options, 'proximities');
  if (minLengthNm !== undefined) checkAboveZero(minLengthNm, 'proximities', 'minLengthNm');
  signal?.throwIfAborted();
  const breathe = breaths(signal);
  const second = [];
  let pieces = 0;
  for (const [i, cable] of b.entries()) {
    const edges = edgesOf(cable, options.compartmentsB, 'proximities', `b[${i}]`);
    const next = cut(edges, options, 'proximities', MOST_PIECES, pieces);
    second.push(next);
    pieces += next.pieceCount;
    await breathe();
  }
  const coTravel = new CoTravel(gridOfCables(second, radiusNm), radiusNm);
  second.length = 0; // the grid has all of them

  const pairs = new PairList();
  for (const [i, cable] of a.entries()) {
    const first = cut(edgesOf(cable, options.compartmentsA, 'proximities', `a[${i}]`), options, 'proximities');
    const { count, cables, ownLengthsNm, lengthsNm, leastSquares } = coTravel.search(first);
    for (let k = 0; k < count; k++) {
      const other = cables[k];
      if (minLengthNm !== undefined && lengthsNm[other] < minLengthNm) continue;
      pairs.add(i, other, ownLengthsNm[other], lengthsNm[other], Math.sqrt(leastSquares[other]));
    }
    if (await breathe()) onProgress?.({ done: i + 1, total: a.length });
  }
  onProgress?.({ done: a.length, total: a.length });
  return { ...pairs.columns(), aCount: a.length, bCount: b.length, radiusNm, stepNm };
}

/** Lets others run, and an abort be heard, when a tenth of a second has gone by since it last did: then true. */
function breaths(signal: AbortSignal | undefined): () => Promise<boolean> | boolean {
  let last = Date.now();
  const breathe = async (): Promise<boolean> => {
    await new Promise(resolve => setTimeout(resolve, 0));
    signal?.throwIfAborted();
    last = Date.now();
    return true;
  };
  return () => Date.now() - last >= BREATH_MS && breathe();
}

/** Pairs as they are found, in arrays that double. */
class PairList {
  #a = new Uint32Array(1024);
  #b = new Uint32Array(1024);
  #values = new Float64Array(3 * 1024);
  #count = 0;

  add(a: number, b: number, lengthANm: number, lengthBNm: number, minDistanceNm: number): void {
    if (this.#count === this.#a.length) {
      this.#a = doubled(this.#a, new Uint32Array(2 * this.#a.length));
      this.#b = doubled(this.#b, new Uint32Array(2 * this.#b.length));
      this.#values = doubled(this.#values, new Float64Array(2 * this.#values.length));
    }
    this.#a[this.#count] = a;
    this.#b[this.#count] = b;
    this.#values[3 * this.#count] = lengthANm;
    this.#values[3 * this.#count + 1] = lengthBNm;
    this.#values[3 * this.#count + 2] = minDistanceNm;
    this.#count++;
  }

  columns(): Omit<Proximities, 'aCount' | 'bCount' | 'radiusNm' | 'stepNm'> {
    const count = this.#count;
    const a = this.#a.slice(0, count);
    const b = this.#b.slice(0, count);
    const [lengthANm, lengthBNm, minDistanceNm] = [0, 1, 2].map(k =>
      Float64Array.from({ length: count }, (_, i) => this.#values[3 * i + k]),
    );
    const table = tableOf({
      a,
      b,
      length_a_nm: lengthANm,
      length_b_nm: lengthBNm,
      min_distance_nm: minDistanceNm,
    });
    return { ...table, pairCount: count, a, b, lengthANm, lengthBNm, minDistanceNm };
  }
}

function doubled<T extends Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from as never);
  return to;
}
