/** Values that stand for an output on the screen: a cell that ends with one has nothing more to show. */

const shown = new WeakSet<object>();

/** Says that `value` stands for an output that is on the screen already. */
export function markShown(value: object): void {
  shown.add(value);
}

/** Whether `value` is on the screen already, as what `display` and `progress` return is. */
export function isShown(value: unknown): boolean {
  return typeof value === 'object' && value !== null && shown.has(value);
}
