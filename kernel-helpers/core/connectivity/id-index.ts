const LOW_FIRST = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/**
 * Numbers ids from 0 in the order they are first added.
 *
 * A hash table with open addressing on the 32-bit halves of the ids: exact, and no bigint is made, hashed or compared
 * on the way, which is what makes a `Map<bigint, number>` slow for millions of synapses. A slot has one half of its id
 * and its number in 8 bytes, for as much of the table to stay near the processor as can; the other half is looked up by
 * number, where cells of one data set have few and the processor guesses right.
 */
export class IdIndex {
  /** `[2 * slot]`: the first half of an id as it stands in memory; `[2 * slot + 1]`: its number + 1, 0 in a free slot. */
  #slots: Uint32Array;
  /** `#seconds[number]`: the second half of an id. */
  #seconds: Uint32Array;
  /** How far a hash is shifted to be a slot. */
  #shift: number;
  #size = 0;

  constructor(expectedSize = 0) {
    const bits = Math.ceil(Math.log2(Math.max(16, 2 * expectedSize)));
    this.#slots = new Uint32Array(2 ** (bits + 1));
    this.#seconds = new Uint32Array(2 ** (bits - 1));
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
    for (let at = 0; at < slots.length; at += 2) {
      if (slots[at + 1] !== 0) words[2 * slots[at + 1] - 2] = slots[at];
    }
    for (let number = 0; number < this.#size; number++) words[2 * number + 1] = this.#seconds[number];
    return ids;
  }

  /** Gives each new id the next number. Returns the row of the first id that had one before, or -1. */
  add(ids: BigUint64Array): number {
    const before = this.#size;
    const numbers = this.addAll(ids);
    // as long as every id is new, numbers go up with the rows
    return numbers.findIndex((number, row) => number !== before + row);
  }

  /** `numbers[row]` of `ids[row]`, each new id getting the next one. */
  addAll(ids: BigUint64Array): Int32Array {
    const words = wordsOf(ids);
    const numbers = new Int32Array(ids.length);
    let slots = this.#slots;
    let seconds = this.#seconds;
    let shift = this.#shift;
    for (let row = 0; row < numbers.length; row++) {
      const first = words[2 * row];
      const second = words[2 * row + 1];
      let at = 2 * (hash(first, second) >>> shift);
      let known = slots[at + 1];
      while (known !== 0 && (slots[at] !== first || seconds[known - 1] !== second)) {
        at = (at + 2) & (slots.length - 1);
        known = slots[at + 1];
      }
      if (known !== 0) numbers[row] = known - 1;
      else {
        numbers[row] = this.#insert(at, first, second);
        slots = this.#slots;
        seconds = this.#seconds;
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
    const seconds = this.#seconds;
    const shift = this.#shift;
    for (let row = 0; row < numbers.length; row++) {
      const first = words[2 * row];
      const second = words[2 * row + 1];
      let at = 2 * (hash(first, second) >>> shift);
      let known = slots[at + 1];
      while (known !== 0 && (slots[at] !== first || seconds[known - 1] !== second)) {
        at = (at + 2) & (slots.length - 1);
        known = slots[at + 1];
      }
      numbers[row] = known - 1;
    }
    return numbers;
  }

  /** Gives the next number to an id that belongs in the free slot at `at`. */
  #insert(at: number, first: number, second: number): number {
    const number = this.#size++;
    this.#slots[at] = first;
    this.#slots[at + 1] = this.#size;
    this.#seconds[number] = second;
    if (this.#size === this.#seconds.length) this.#grow();
    return number;
  }

  #grow(): void {
    const old = this.#slots;
    const slots = new Uint32Array(2 * old.length);
    const seconds = new Uint32Array(2 * this.#seconds.length);
    seconds.set(this.#seconds);
    this.#shift--;
    for (let from = 0; from < old.length; from += 2) {
      const known = old[from + 1];
      if (known === 0) continue;
      let at = 2 * (hash(old[from], seconds[known - 1]) >>> this.#shift);
      while (slots[at + 1] !== 0) at = (at + 2) & (slots.length - 1);
      slots[at] = old[from];
      slots[at + 1] = known;
    }
    this.#slots = slots;
    this.#seconds = seconds;
  }
}

function wordsOf(ids: BigUint64Array): Uint32Array {
  return new Uint32Array(ids.buffer, ids.byteOffset, 2 * ids.length);
}

/**
 * Both halves in 32 bits, of which the upper ones are used: multiplied by odd numbers, so that every bit counts there
 * and ids that follow each other are spread evenly (Knuth, The Art of Computer Programming 3, 6.4).
 */
function hash(first: number, second: number): number {
  const low = LOW_FIRST ? first : second;
  const high = LOW_FIRST ? second : first;
  return Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
}
