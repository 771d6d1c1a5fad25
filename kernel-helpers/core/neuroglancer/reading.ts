/** Takes a state apart, and keeps account of what nobody took. */

/** What of a state was not understood, as sentences that begin with its place: `layers[1].shader`. */
export class Reading {
  readonly #ignored = new Map<string, number>();

  /** Part of the state that is left out, and why. */
  ignore(place: string, why?: string): void {
    // What thousands of marks have in common is one sentence.
    const common = place.replace(/annotations\[[0-9]+\]/, 'annotations[…]');
    const sentence = why === undefined ? common : `${common}: ${why}`;
    this.#ignored.set(sentence, (this.#ignored.get(sentence) ?? 0) + 1);
  }

  /** All that was left out, each once. */
  get ignored(): string[] {
    return [...this.#ignored].map(([sentence, times]) => (times === 1 ? sentence : `${sentence} (${times} times)`));
  }

  /** The fields of an object, to be taken one by one; `undefined`, and noted, when `value` is none. */
  fields(value: unknown, place: string): Fields | undefined {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return new Fields(value as Record<string, unknown>, place, this);
    }
    this.ignore(place, 'not an object');
    return undefined;
  }

  /** The elements of an array; none, and noted, when `value` is neither one nor absent. */
  elements(value: unknown, place: string): readonly unknown[] {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value;
    this.ignore(place, 'not a list');
    return [];
  }
}

/** The fields of one object of a state. */
export class Fields {
  readonly #object: Record<string, unknown>;
  readonly #left: Set<string>;
  readonly #place: string;
  readonly #reading: Reading;

  constructor(object: Record<string, unknown>, place: string, reading: Reading) {
    this.#object = object;
    this.#left = new Set(Object.keys(object).filter(key => !isEmpty(object[key])));
    this.#place = place;
    this.#reading = reading;
  }

  /** Where a field stands: `layers[1].source`. */
  at(key: string): string {
    return this.#place === '' ? key : `${this.#place}.${key}`;
  }

  /** The field as it is; it counts as understood from now on. */
  take(key: string): unknown {
    this.#left.delete(key);
    return Object.hasOwn(this.#object, key) ? this.#object[key] : undefined;
  }

  /** The field when it is a string; noted when it is something else. */
  text(key: string): string | undefined {
    const value = this.take(key);
    if (value === undefined || typeof value === 'string') return value;
    this.#reading.ignore(this.at(key), 'not a string');
    return undefined;
  }

  /** The field when it is a finite number above 0; noted when it is something else. */
  positive(key: string): number | undefined {
    const value = this.take(key);
    if (value === undefined) return undefined;
    if (typeof value === 'number' && value > 0 && value < Infinity) return value;
    this.#reading.ignore(this.at(key), 'not a number above 0');
    return undefined;
  }

  /** Notes the fields that were not taken. */
  leaveRest(): void {
    for (const key of this.#left) this.#reading.ignore(this.at(key));
    this.#left.clear();
  }
}

/** What says nothing: `null`, `[]` and `{}`, which programs write for what they leave as it is. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}
