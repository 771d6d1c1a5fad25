/** Which values the ends of the colour scale stand for. Pure. */

export interface ILimits {
  readonly low: number;
  readonly high: number;
  /** Whether values beyond `high` are drawn as it is. */
  readonly clipped: boolean;
}

/** A few values far above all others would leave these without colour. */
const share = 0.995;

/**
 * From 0 (on a `log` scale: the least above 0) to the greatest; to the value that all but a two hundredth of those above 0
 * reach at most, where the greatest is more than twice that.
 */
export function limitsOf(values: Float32Array, scale: 'linear' | 'log'): ILimits {
  const above = values.filter(value => value > 0).sort();
  if (above.length === 0) return { low: scale === 'log' ? 0.1 : 0, high: 1, clipped: false };
  const most = above[above.length - 1];
  const usual = above[Math.min(above.length - 1, Math.ceil(share * above.length) - 1)];
  const clipped = most > 2 * usual;
  const high = clipped ? usual : most;
  if (scale === 'linear') return { low: 0, high, clipped };
  return { low: above[0] < high ? above[0] : high / 10, high, clipped };
}

/** Where a value stands between the ends, from 0 to 1; `undefined` where it has no colour. */
export function heightOf(
  value: number,
  { low, high }: Pick<ILimits, 'low' | 'high'>,
  scale: 'linear' | 'log',
): number | undefined {
  if (Number.isNaN(value)) return undefined;
  if (scale === 'linear') return value === 0 && low >= 0 ? undefined : clamp((value - low) / (high - low));
  return value > 0 ? clamp(Math.log(value / low) / Math.log(high / low)) : undefined;
}

function clamp(share: number): number {
  return Math.max(0, Math.min(1, share));
}
