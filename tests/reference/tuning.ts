/** The definitions, written out: slow twins of kernel-helpers/core/functional. */

/** Pearson's correlation; `undefined` where one of the two does not vary. */
export function correlationOf(a: readonly number[], b: readonly number[]): number | undefined {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  const sum = (of: (i: number) => number): number => a.reduce((total, _, i) => total + of(i), 0);
  const isConstant = (values: readonly number[]): boolean => values.every(value => value === values[0]);
  if (isConstant(a) || isConstant(b)) return undefined;
  return sum(i => (a[i] - ma) * (b[i] - mb)) / Math.sqrt(sum(i => (a[i] - ma) ** 2) * sum(i => (b[i] - mb) ** 2));
}

/** Where a compass needle ends that walks r[i] steps towards each direction. */
export function walkOf(r: readonly number[], directionsDeg: readonly number[]): [x: number, y: number] {
  return r.reduce<[number, number]>(
    ([x, y], steps, i) => [
      x + steps * Math.cos((directionsDeg[i] * Math.PI) / 180),
      y + steps * Math.sin((directionsDeg[i] * Math.PI) / 180),
    ],
    [0, 0],
  );
}
