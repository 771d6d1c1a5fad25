/** Whether two payloads show the same neurons. Pure. */

/**
 * True when two stored scenes differ in nothing but how they are looked at: what our own writing back into the output looks like
 * when JupyterLab hands the output to its renderer again.
 */
export function sameScene(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a, withoutView) === JSON.stringify(b, withoutView);
}

function withoutView(key: string, value: unknown): unknown {
  return key === 'view' ? undefined : value;
}
