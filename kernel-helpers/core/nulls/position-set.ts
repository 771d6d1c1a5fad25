/** Whole numbers in [0, size) that have been drawn already. */
export interface PositionSet {
  /** Adds `position`; false when it was there. */
  add(position: number): boolean;
  has(position: number): boolean;
  delete(position: number): void;
  clear(): void;
}

/** Up to so many positions take a bit each (64 MiB); of more, those that are there are hashed. */
const MOST_BITS = 2 ** 29;

/** An empty set for positions below `size`. */
export function positionSet(size: number): PositionSet {
  return size <= MOST_BITS ? new BitPositions(size) : new HashedPositions();
}

/** A bit for each position. */
export class BitPositions implements PositionSet {
  readonly #words: Uint32Array;

  constructor(size: number) {
    this.#words = new Uint32Array(Math.ceil(size / 32));
  }

  add(position: number): boolean {
    const word = position >>> 5;
    const bit = 1 << (position & 31);
    const before = this.#words[word];
    if ((before & bit) !== 0) return false;
    this.#words[word] = before | bit;
    return true;
  }

  has(position: number): boolean {
    return (this.#words[position >>> 5] & (1 << (position & 31))) !== 0;
  }

  delete(position: number): void {
    this.#words[position >>> 5] &= ~(1 << (position & 31));
  }

  clear(): void {
    this.#words.fill(0);
  }
}

const NONE = -1;

/** Open addressing with linear probing, never more than half full; positions up to 2^53. */
export class HashedPositions implements PositionSet {
  #slots = new Float64Array(1024).fill(NONE);
  #size = 0;

  add(position: number): boolean {
    let slot = this.#find(position);
    if (this.#slots[slot] === position) return false;
    if (2 * ++this.#size > this.#slots.length) {
      this.#grow();
      slot = this.#find(position);
    }
    this.#slots[slot] = position;
    return true;
  }

  has(position: number): boolean {
    return this.#slots[this.#find(position)] === position;
  }

  delete(position: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let hole = this.#find(position);
    if (slots[hole] !== position) return;
    this.#size--;
    // Those behind that came past the hole move up, or they would not be found any more.
    for (let at = (hole + 1) & mask; slots[at] !== NONE; at = (at + 1) & mask) {
      const home = this.#home(slots[at]);
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        slots[hole] = slots[at];
        hole = at;
      }
    }
    slots[hole] = NONE;
  }

  clear(): void {
    this.#slots.fill(NONE);
    this.#size = 0;
  }

  #home(position: number): number {
    let h = (position | 0) ^ Math.imul(Math.floor(position / 2 ** 32), 0x9e3779b1);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return (h ^ (h >>> 16)) & (this.#slots.length - 1);
  }

  #find(position: number): number {
    const mask = this.#slots.length - 1;
    let slot = this.#home(position);
    while (this.#slots[slot] !== NONE && this.#slots[slot] !== position) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const known = this.#slots;
    this.#slots = new Float64Array(2 * known.length).fill(NONE);
    for (const position of known) if (position !== NONE) this.#slots[this.#find(position)] = position;
  }
}
