/** Names that every cell finds without declaring them. */

/** Puts values on `globalThis`, out of sight of a loop over it; whoever comes later may put others in their place. */
export function putOnGlobal(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  }
}
