const LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
const LOW = LITTLE_ENDIAN ? 0 : 1;
const HIGH = 1 - LOW;

/**
 * Numbers ids from 0 in the order they are first added.
 *
 * A hash table with open addressing on the 32-bit halves of the ids: exact, and no bigint is made, hashed or compared
 * on the way, which is what makes a `Map<bigint, number>` slow for millions of synapses.
 */
export class IdIndex {
  /** The halves of id `number`: `#words[2*number + LOW]` and `#words[2*number + HIGH]`; as long as `#slots`. */
  #words: Uint32Array;
  /** `number + 1` of the id in a slot, 0 where it is free; a power of two long and at most half full. */
  #slots: Uint32Array;
  #size = 0;

  constructor(expectedSize = 0) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(16, 2 * expectedSize)));
    this.#slots = new Uint32Array(capacity);
    this.#words = new Uint32Array(capacity);
  }

  /** How many ids have a number. */
  get size(): number {
    return this.#size;
  }

  /** `ids[number]`; a copy. */
  ids(): BigUint64Array {
    return new BigUint64Array(this.#words.slice(0, 2 * this.#size).buffer);
  }

  /** Gives each new id the next number. Returns the row of the first id that had one before, or -1. */
  add(ids: BigUint64Array): number {
    const words = wordsOf(ids);
    let firstKnown = -1;
    for (let row = 0; row < ids.length; row++) {
      const low = words[2 * row + LOW];
      const high = words[2 * row + HIGH];
      const slot = this.#find(low, high);
      if (this.#slots[slot] === 0) this.#insert(slot, low, high);
      else if (firstKnown < 0) firstKnown = row;
    }
    return firstKnown;
  }

  /** `numbers[row]` of `ids[row]`, each new id getting the next one. */
  addAll(ids: BigUint64Array): Int32Array {
    const words = wordsOf(ids);
    const numbers = new Int32Array(ids.length);
    for (let row = 0; row < ids.length; row++) {
      const low = words[2 * row + LOW];
      const high = words[2 * row + HIGH];
      const slot = this.#find(low, high);
      const known = this.#slots[slot];
      if (known !== 0) numbers[row] = known - 1;
      else {
        numbers[row] = this.#size;
        this.#insert(slot, low, high);
      }
    }
    return numbers;
  }

  /** `numbers[row]` of `ids[row]`; -1 where it has none. */
  numbersOf(ids: BigUint64Array): Int32Array {
    const words = wordsOf(ids);
    const numbers = new Int32Array(ids.length);
    for (let row = 0; row < ids.length; row++) {
      numbers[row] = this.#slots[this.#find(words[2 * row + LOW], words[2 * row + HIGH])] - 1;
    }
    return numbers;
  }

  /** The slot that holds the id, or the free one where it belongs. */
  #find(low: number, high: number): number {
    const slots = this.#slots;
    const words = this.#words;
    const mask = slots.length - 1;
    let slot = mix(low, high) & mask;
    while (slots[slot] !== 0) {
      const at = 2 * (slots[slot] - 1);
      if (words[at + LOW] === low && words[at + HIGH] === high) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #insert(slot: number, low: number, high: number): void {
    this.#words[2 * this.#size + LOW] = low;
    this.#words[2 * this.#size + HIGH] = high;
    this.#slots[slot] = ++this.#size;
    if (2 * this.#size >= this.#slots.length) this.#grow();
  }

  #grow(): void {
    const known = this.#words;
    this.#slots = new Uint32Array(2 * this.#slots.length);
    this.#words = new Uint32Array(this.#slots.length);
    this.#words.set(known);
    for (let number = 0; number < this.#size; number++) {
      this.#slots[this.#find(known[2 * number + LOW], known[2 * number + HIGH])] = number + 1;
    }
  }
}

function wordsOf(ids: BigUint64Array): Uint32Array {
  return new Uint32Array(ids.buffer, ids.byteOffset, 2 * ids.length);
}

/** Two words to one, every bit of them counting; the finaliser of MurmurHash3. */
function mix(low: number, high: number): number {
  let h = low ^ Math.imul(high, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
