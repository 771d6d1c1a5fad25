/** Ticks of a colour bar. Pure. */

import type { SceneColorBar } from 'connectome-helpers/dist/contract/scene/scene.js';

export interface ITick {
  readonly value: number;
  /** 0 at the bar's beginning, 1 at its end. */
  readonly place: number;
  readonly label: string;
}

/** Round values between the ends, at most `most`: steps of 1, 2, 2.5 or 5, or powers of ten on a logarithmic bar. */
export function colorBarTicks({ min, max, scale }: Pick<SceneColorBar, 'min' | 'max' | 'scale'>, most = 4): ITick[] {
  if (!(max > min)) return [{ value: min, place: 0.5, label: tickLabel(min, Math.abs(min)) }];
  const values = scale === 'log' ? logValues(min, max, most) : linearValues(min, max, most);
  const place = (value: number): number =>
    scale === 'log' ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  const step = values.length > 1 ? Math.abs(values[1] - values[0]) : max - min;
  return values.map(value => ({
    value,
    place: place(value),
    label: tickLabel(value, scale === 'log' ? Math.abs(value) : step),
  }));
}

function linearValues(min: number, max: number, most: number): number[] {
  const least = (max - min) / most;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * ([1, 2, 2.5, 5, 10].find(candidate => candidate * power >= least * (1 - 1e-9)) ?? 10);
  const values: number[] = [];
  for (let i = Math.ceil(min / step - 1e-9); i * step <= max + step * 1e-9; i += 1) values.push(i * step + 0);
  return values;
}

/** Powers of ten, thinned out; where the bar holds too few of them, 1, 2 and 5 times them, and else its ends. */
function logValues(min: number, max: number, most: number): number[] {
  const within = (value: number): boolean => value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9);
  const [low, high] = [Math.floor(Math.log10(min)), Math.ceil(Math.log10(max))];
  const powers = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
  const tens = powers.filter(within);
  if (tens.length >= 2) {
    const every = Math.ceil(tens.length / most);
    return tens.filter((_, i) => i % every === 0);
  }
  const finer = powers.flatMap(power => [power, 2 * power, 5 * power]).filter(within);
  return finer.length >= 2 ? finer : [min, max];
}

/** With as many decimals as `step` needs. */
function tickLabel(value: number, step: number): string {
  if (value === 0) return '0';
  if (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-3) return value.toExponential(0).replace('e+', 'e');
  const power = Math.floor(Math.log10(step) + 1e-9);
  const quarters = Math.abs(step / 10 ** power - 2.5) < 1e-9 ? 1 : 0;
  const decimals = Math.min(6, Math.max(0, quarters - power));
  return value.toLocaleString('en', { maximumFractionDigits: decimals }).replace('-', '−');
}
