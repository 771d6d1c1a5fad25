import fc from 'fast-check';

/** Asserts that a property holds, for the same examples on every run. */
export function always<T>(property: fc.IPropertyWithHooks<T> | fc.IProperty<T>): void {
  fc.assert(property, { seed: 20250409 });
}
