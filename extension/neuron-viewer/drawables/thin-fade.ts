/** Millimetres of neurite up to which nothing fades, from which on it fades most, and how much that is. */
const crowd = { few: 400, many: 1250, most: 0.85 } as const;

/**
 * How much processes thinner than the line they are drawn with fade, 0 to 1, by the neurite that shows: a few neurons keep
 * every thread; in a crowd of hundreds the threads would hide what they come from.
 */
export function thinFade(neuriteMm: number): number {
  return crowd.most * Math.min(1, Math.max(0, (neuriteMm - crowd.few) / (crowd.many - crowd.few)));
}
