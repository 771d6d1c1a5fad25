/** A growing set of 64-bit ids. A `Set` of bigints takes five times the memory and time. */
export class IdSet {
  /** `#ids[slot]` where `#used[slot]`. */
  #ids: BigUint64Array;
  #halves: Uint32Array;
  #used: Uint8Array;
  #size = 0;

  constructor(expected = 16) {
    let room = 16;
    while (room < 2 * expected) room *= 2;
    this.#ids = new BigUint64Array(room);
    this.#halves = new Uint32Array(this.#ids.buffer);
    this.#used = new Uint8Array(room);
  }

  get size(): number {
    return this.#size;
  }

  /** Adds the id of these halves; false when it was there. */
  add(low: number, high: number): boolean {
    if (2 * this.#size >= this.#used.length) this.#grow();
    const slot = this.#slot(low, high);
    if (this.#used[slot]) return false;
    this.#used[slot] = 1;
    this.#halves[2 * slot] = low;
    this.#halves[2 * slot + 1] = high;
    this.#size++;
    return true;
  }

  #slot(low: number, high: number): number {
    const mask = this.#used.length - 1;
    let hash = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
    hash ^= hash >>> 15;
    let slot = hash & mask;
    while (this.#used[slot] && (this.#halves[2 * slot] !== low || this.#halves[2 * slot + 1] !== high)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const [halves, used] = [this.#halves, this.#used];
    this.#ids = new BigUint64Array(2 * used.length);
    this.#halves = new Uint32Array(this.#ids.buffer);
    this.#used = new Uint8Array(2 * used.length);
    for (let old = 0; old < used.length; old++) {
      if (!used[old]) continue;
      const slot = this.#slot(halves[2 * old], halves[2 * old + 1]);
      this.#used[slot] = 1;
      this.#halves[2 * slot] = halves[2 * old];
      this.#halves[2 * slot + 1] = halves[2 * old + 1];
    }
  }
}
