/** Edges up to which nothing fades, from which on it fades most, and how much that is. */
const crowd = { few: 30_000, many: 90_000, most: 0.85 } as const;

/**
 * How much processes thinner than the line they are drawn with fade, 0 to 1, by the number of edges that show: a few
 * neurons keep every thread; in a crowd of hundreds the threads would hide what they come from.
 */
export function thinFade(edgeCount: number): number {
  return crowd.most * Math.min(1, Math.max(0, (edgeCount - crowd.few) / (crowd.many - crowd.few)));
}
