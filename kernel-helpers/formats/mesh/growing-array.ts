/** A typed array that grows as it is filled. */
export class GrowingUint32 {
  #values: Uint32Array;
  length = 0;

  constructor(capacity = 1024) {
    this.#values = new Uint32Array(capacity);
  }

  push(a: number, b: number, c: number): void {
    if (this.length + 3 > this.#values.length) {
      const larger = new Uint32Array(2 * this.#values.length + 3);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length] = a;
    this.#values[this.length + 1] = b;
    this.#values[this.length + 2] = c;
    this.length += 3;
  }

  /** What was pushed. */
  finish(): Uint32Array {
    return this.length === this.#values.length ? this.#values : this.#values.slice(0, this.length);
  }
}

/** As {@link GrowingUint32}, of float32. */
export class GrowingFloat32 {
  #values: Float32Array;
  length = 0;

  constructor(capacity = 1024) {
    this.#values = new Float32Array(capacity);
  }

  push(a: number, b: number, c: number): void {
    if (this.length + 3 > this.#values.length) {
      const larger = new Float32Array(2 * this.#values.length + 3);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length] = a;
    this.#values[this.length + 1] = b;
    this.#values[this.length + 2] = c;
    this.length += 3;
  }

  finish(): Float32Array {
    return this.length === this.#values.length ? this.#values : this.#values.slice(0, this.length);
  }
}
