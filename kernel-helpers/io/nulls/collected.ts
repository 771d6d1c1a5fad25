/** Values of draws as they come in, in any order. */
export class Collected {
  readonly total: number;
  readonly #width: number;
  readonly #values: Float64Array;
  readonly #there: Uint8Array;
  #done: number;
  #next: number;

  /** @param known values of the first draws, from an earlier run */
  constructor(total: number, width: number, known: Float64Array) {
    this.#width = width;
    this.#next = width === 0 ? 0 : known.length / width;
    this.total = Math.max(total, this.#next);
    this.#values = new Float64Array(this.total * width);
    this.#values.set(known);
    this.#there = new Uint8Array(this.total).fill(1, 0, this.#next);
    this.#done = this.#next;
  }

  get done(): number {
    return this.#done;
  }

  /** The first draw that nobody has been asked for. */
  get next(): number {
    return this.#next;
  }

  /** The next draws to ask for, `most` at most; `undefined` when there are none left. */
  claim(most: number): { readonly from: number; readonly to: number } | undefined {
    if (this.#next >= this.total) return undefined;
    const from = this.#next;
    this.#next = Math.min(this.total, from + most);
    return { from, to: this.#next };
  }

  put(index: number, values: ArrayLike<number>): void {
    const count = values.length / this.#width;
    this.#values.set(values, index * this.#width);
    this.#there.fill(1, index, index + count);
    this.#done += count;
  }

  /** Values of all draws before the first that is missing, and how many these are. */
  soFar(): { readonly n: number; readonly draws: Float64Array } {
    const missing = this.#there.indexOf(0);
    const n = missing < 0 ? this.total : missing;
    return { n, draws: this.#values.slice(0, n * this.#width) };
  }
}
