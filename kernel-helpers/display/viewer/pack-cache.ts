/** What a view packed last, so that a change of colours does not pack, or send, everything again. */

/** One value a name: the last, kept as long as what it was made of is the same. */
export class PackCache {
  readonly #kept = new Map<string, { readonly from: readonly unknown[]; readonly value: unknown }>();

  /** `make()`, or what it gave the last time under this name, when `from` has the same entries as then. */
  keep<T>(name: string, from: readonly unknown[], make: () => T): T {
    const last = this.#kept.get(name);
    if (last?.from.length === from.length && last.from.every((entry, i) => entry === from[i])) return last.value as T;
    const value = make();
    this.#kept.set(name, { from, value });
    return value;
  }
}
