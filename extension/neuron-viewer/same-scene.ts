/** Whether two payloads show the same neurons. Pure. */

/**
 * True when two stored scenes differ in nothing but how they are looked at: what our own writing back into the output
 * looks like when JupyterLab hands the output to its renderer again.
 */
export function sameScene(a: unknown, b: unknown): boolean {
  return sameJson(withoutView(a), withoutView(b));
}

/** True when two values of JSON are the same, whatever the order of their fields. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every(key => Object.hasOwn(right, key) && sameJson(left[key], right[key]))
  );
}

function withoutView(scene: unknown): unknown {
  if (typeof scene !== 'object' || scene === null || Array.isArray(scene)) return scene;
  const { view: _, ...rest } = scene as Record<string, unknown>;
  return rest;
}
