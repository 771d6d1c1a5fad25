const LOW_FIRST = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** Words of a slot: the halves of its id, where they stand in memory, and `number + 1`, which is 0 in a free slot. */
const WORDS = 4;
const NUMBER = 2;

/**
 * Numbers ids from 0 in the order they are first added.
 *
 * A hash table with open addressing on the 32-bit halves of the ids: exact, and no bigint is made, hashed or compared
 * on the way, which is what makes a `Map<bigint, number>` slow for millions of synapses. An id and its number share a
 * slot of 16 bytes, so that a look-up waits for memory once.
 */
export class IdIndex {
  /** A power of two of slots, at most half of them full. */
  #slots: Uint32Array;
  /** How far a hash is shifted to be a slot. */
  #shift: number;
  #size = 0;

  constructor(expectedSize = 0) {
    const bits = Math.ceil(Math.log2(Math.max(16, 2 * expectedSize)));
    this.#slots = new Uint32Array(WORDS * 2 ** bits);
    this.#shift = 32 - bits;
  }

  /** How many ids have a number. */
  get size(): number {
    return this.#size;
  }

  /** `ids[number]`; a copy. */
  ids(): BigUint64Array {
    const ids = new BigUint64Array(this.#size);
    const words = wordsOf(ids);
    const slots = this.#slots;
    for (let at = 0; at < slots.length; at += WORDS) {
      const number = slots[at + NUMBER] - 1;
      if (number < 0) continue;
      words[2 * number] = slots[at];
      words[2 * number + 1] = slots[at + 1];
    }
    return ids;
  }

  /** Gives each new id the next number. Returns the row of the first id that had one before, or -1. */
  add(ids: BigUint64Array): number {
    const words = wordsOf(ids);
    for (let row = 0, firstKnown = -1; ; row++) {
      if (row === ids.length) return firstKnown;
      const before = this.#size;
      const number = this.#number(words[2 * row], words[2 * row + 1]);
      if (number < before && firstKnown < 0) firstKnown = row;
    }
  }

  /** `numbers[row]` of `ids[row]`, each new id getting the next one. */
  addAll(ids: BigUint64Array): Int32Array {
    const words = wordsOf(ids);
    const numbers = new Int32Array(ids.length);
    let slots = this.#slots;
    let shift = this.#shift;
    for (let row = 0; row < numbers.length; row++) {
      const first = words[2 * row];
      const second = words[2 * row + 1];
      let at = placeOf(first, second, shift);
      while (slots[at + NUMBER] !== 0 && (slots[at] !== first || slots[at + 1] !== second)) {
        at = (at + WORDS) & (slots.length - 1);
      }
      const known = slots[at + NUMBER];
      if (known !== 0) numbers[row] = known - 1;
      else {
        numbers[row] = this.#number(first, second);
        slots = this.#slots;
        shift = this.#shift;
      }
    }
    return numbers;
  }

  /** `numbers[row]` of `ids[row]`; -1 where it has none. */
  numbersOf(ids: BigUint64Array): Int32Array {
    const words = wordsOf(ids);
    const numbers = new Int32Array(ids.length);
    const slots = this.#slots;
    const shift = this.#shift;
    for (let row = 0; row < numbers.length; row++) {
      const first = words[2 * row];
      const second = words[2 * row + 1];
      let at = placeOf(first, second, shift);
      while (slots[at + NUMBER] !== 0 && (slots[at] !== first || slots[at + 1] !== second)) {
        at = (at + WORDS) & (slots.length - 1);
      }
      numbers[row] = slots[at + NUMBER] - 1;
    }
    return numbers;
  }

  /** The number of one id, the next one when it is new. */
  #number(first: number, second: number): number {
    const slots = this.#slots;
    let at = placeOf(first, second, this.#shift);
    while (slots[at + NUMBER] !== 0) {
      if (slots[at] === first && slots[at + 1] === second) return slots[at + NUMBER] - 1;
      at = (at + WORDS) & (slots.length - 1);
    }
    slots[at] = first;
    slots[at + 1] = second;
    slots[at + NUMBER] = ++this.#size;
    if (2 * WORDS * this.#size >= slots.length) this.#grow();
    return this.#size - 1;
  }

  #grow(): void {
    const old = this.#slots;
    const slots = new Uint32Array(2 * old.length);
    this.#slots = slots;
    this.#shift--;
    for (let from = 0; from < old.length; from += WORDS) {
      if (old[from + NUMBER] === 0) continue;
      let at = placeOf(old[from], old[from + 1], this.#shift);
      while (slots[at + NUMBER] !== 0) at = (at + WORDS) & (slots.length - 1);
      slots.set(old.subarray(from, from + WORDS), at);
    }
  }
}

function wordsOf(ids: BigUint64Array): Uint32Array {
  return new Uint32Array(ids.buffer, ids.byteOffset, 2 * ids.length);
}

/** Where an id's slot would be: its words mixed so that every bit counts (finaliser of MurmurHash3), the upper bits taken. */
function placeOf(first: number, second: number, shift: number): number {
  const low = LOW_FIRST ? first : second;
  const high = LOW_FIRST ? second : first;
  let h = low ^ Math.imul(high, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> shift) * WORDS;
}
