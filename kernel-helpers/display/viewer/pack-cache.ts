/** What a view packed last, so that a change of colours does not pack, or send, everything again. */

/** One value a name: the last, kept as long as what it was made of is the same. */
export class PackCache {
  readonly #names = new WeakMap<object, string>();
  readonly #counts = new Map<string, number>();
  readonly #kept = new Map<string, { readonly from: readonly unknown[]; readonly value: unknown }>();

  /** `make()`, or what it gave the last time under this name, when `from` has the same entries as then. */
  keep<T>(name: string, from: readonly unknown[], make: () => T): T {
    const last = this.#kept.get(name);
    if (last?.from.length === from.length && last.from.every((entry, i) => entry === from[i])) return last.value as T;
    const value = make();
    this.#kept.set(name, { from, value });
    return value;
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
