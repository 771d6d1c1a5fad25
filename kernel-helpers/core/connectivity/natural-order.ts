/** By the alphabet, whatever the case; numbers in names by their size, so that `L2` comes before `L10`. */
export function naturalOrder(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

// The same everywhere, whatever language a machine is set to.
const collator = new Intl.Collator('en', { numeric: true });
