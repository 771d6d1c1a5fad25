/** Which values the ends of the colour scale stand for. Pure. */

export interface ILimits {
  readonly low: number;
  readonly high: number;
  /** Whether values beyond `high` are drawn as it is. */
  readonly clipped: boolean;
}

/** A few values far above all others would leave these without colour. */
const share = 0.995;
const mostSorted = 100_000;

/**
 * From 0 (on a `log` scale: the least above 0) to the greatest; to the value that all but a two hundredth of those above 0
 * reach at most, where the greatest is more than twice that.
 */
export function limitsOf(values: Float32Array, scale: 'linear' | 'log'): ILimits {
  let [least, most, count] = [Infinity, 0, 0];
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i];
    if (!(value > 0)) continue;
    count += 1;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (count === 0) return { low: scale === 'log' ? 0.1 : 0, high: 1, clipped: false };
  const usual = usualOf(values, count);
  const clipped = most > 2 * usual;
  const high = clipped ? usual : most;
  if (scale === 'linear') return { low: 0, high, clipped };
  return { low: least < high ? least : high / 10, high, clipped };
}

/** As far below 0 as above it, to the value farthest from 0. */
export function signedLimits(values: Float32Array): ILimits {
  let most = 0;
  for (const value of values) if (Math.abs(value) > most && Number.isFinite(value)) most = Math.abs(value);
  return most === 0 ? { low: -1, high: 1, clipped: false } : { low: -most, high: most, clipped: false };
}

/** What nearly all values above 0 reach at most; of very many, every so many-th is looked at. */
function usualOf(values: Float32Array, count: number): number {
  const step = Math.ceil(count / mostSorted);
  const looked = new Float32Array(Math.ceil(count / step));
  let seen = 0;
  for (let i = 0; i < values.length; i += 1) {
    if (!(values[i] > 0)) continue;
    if (seen % step === 0) looked[seen / step] = values[i];
    seen += 1;
  }
  looked.sort();
  return looked[Math.ceil(share * looked.length) - 1];
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
