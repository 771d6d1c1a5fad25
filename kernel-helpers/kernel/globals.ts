/** Names that every cell finds without declaring them. */

/**
 * Puts names on `globalThis` whose values come from `load` when somebody first asks for one; whoever comes later may put
 * others in their place.
 */
export function putOnGlobalLazily(names: readonly string[], load: (name: string) => unknown): void {
  for (const name of names) {
    const put = (value: unknown): void => putOnGlobal({ [name]: value });
    Object.defineProperty(globalThis, name, {
      get: () => {
        const value = load(name);
        put(value);
        return value;
      },
      set: put,
      configurable: true,
      enumerable: false,
    });
  }
}

/** Puts values on `globalThis`, out of sight of a loop over it; whoever comes later may put others in their place. */
export function putOnGlobal(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  }
}
