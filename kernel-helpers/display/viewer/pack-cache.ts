/** What a view packed last, so that a change of colours does not pack, or send, everything again. */

/** One value a name: the last, kept as long as what it was made of is the same. */
export class PackCache {
  #names = new WeakMap<object, string>();
  #counts = new Map<string, number>();
  readonly #kept = new Map<string, { readonly from: readonly unknown[]; readonly value: unknown }>();

  /** `make()`, or what it gave the last time under this name, when `from` has the same entries as then. */
  keep<T>(name: string, from: readonly unknown[], make: () => T): T {
    const last = this.#kept.get(name);
    if (last?.from.length === from.length && last.from.every((entry, i) => entry === from[i])) return last.value as T;
    const value = make();
    this.#kept.set(name, { from, value });
    return value;
  }

  /**
   * A cache with the same names, and of the values those that were made of nothing but what is shown: what is no longer
   * shown goes with this one, as soon as nobody packs with it any more.
   */
  within(shown: Iterable<unknown>): PackCache {
    const next = new PackCache();
    next.#names = this.#names;
    next.#counts = this.#counts;
    const there = new Set(shown);
    // Some are made of others, which were kept before them.
    for (const [name, kept] of this.#kept) {
      if (!kept.from.every(entry => typeof entry !== 'object' || there.has(entry))) continue;
      next.#kept.set(name, kept);
      there.add(kept.value);
    }
    return next;
  }

  /** `kind-1`, `kind-2` …: a name that an entry keeps, whatever else is shown before and after it. */
  nameOf(kind: string, entry: object): string {
    const known = this.#names.get(entry);
    if (known !== undefined) return known;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    const name = `${kind}-${count}`;
    this.#counts.set(kind, count);
    this.#names.set(entry, name);
    return name;
  }
}
