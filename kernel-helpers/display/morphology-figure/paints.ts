/** What neurites are painted with, on light paper and on dark. */

import type { Paint } from '../../contract/drawing.js';
import { INK } from '../../contract/figure-ink.js';
import { COMPARTMENT_NAMES, type CompartmentName } from '../../core/morphology/compartment-names.js';
import { COMPARTMENT, type Neuron } from '../../core/skeleton.js';
import { InvalidArgumentError } from '../../errors.js';
import { categoricalColor, cellTypeColors, checkColor, UNKNOWN_TYPE_COLOR } from '../palette.js';

/**
 * Compartments, told apart by readers with any common colour vision, on either paper: by hue, and where two hues look
 * alike to some, by lightness. `tests/display/morphology-figure/paints.test.ts` sees them as those readers do.
 */
const COMPARTMENT_PAINTS: Readonly<Record<CompartmentName, Paint>> = {
  soma: INK.strong,
  axon: '#2288cc #45a0e0',
  basalDendrite: '#cf5a00 #e57a2e',
  apicalDendrite: '#8c1d64 #eba6d3',
  unknown: '#8f8f8f #808080',
};

/** The words of the legend. */
export const COMPARTMENT_WORDS: Readonly<Record<CompartmentName, string>> = {
  soma: 'soma',
  axon: 'axon',
  basalDendrite: 'basal dendrite',
  apicalDendrite: 'apical dendrite',
  unknown: 'compartment not known',
};

/** One entry of the legend, which is one series of the depth profile too. */
export interface ColorGroup {
  readonly name: string;
  readonly paint: Paint;
}

/** How cells are painted. */
export interface CellPaints {
  /** The paint of an SWC code in cell `n`. */
  paintOf(n: number, code: number): Paint;
  /** The colour that stands for cell `n` as a whole, `undefined` when colours stand for compartments. */
  cellPaint(n: number): Paint | undefined;
  /** Which group of `groups` the cable of an SWC code in cell `n` counts for. */
  groupOf(n: number, code: number): string;
  /** In the order of the legend; only what is shown. */
  readonly groups: readonly ColorGroup[];
}

/** What colours stand for. */
export type ColorBy = 'compartment' | 'type' | 'neuron';

/** @throws {InvalidArgumentError} when a color is none, or belongs to nothing shown. */
export function cellPaints(
  neurons: readonly Neuron[],
  colorBy: ColorBy,
  colors: Readonly<Record<string, string>>,
  shownCodes: ReadonlySet<number>,
): CellPaints {
  const own = new Map(Object.entries(colors).map(([name, color]) => [name, checkColor(color, name) as Paint]));
  return colorBy === 'compartment' ? byCompartment(own, shownCodes) : byCell(neurons, colorBy, own);
}

function byCompartment(own: Map<string, Paint>, shownCodes: ReadonlySet<number>): CellPaints {
  checkNames(own, [...COMPARTMENT_NAMES]);
  const paints = COMPARTMENT_NAMES.map(name => own.get(name) ?? COMPARTMENT_PAINTS[name]);
  const legend: readonly CompartmentName[] = ['soma', 'axon', 'basalDendrite', 'apicalDendrite', 'unknown'];
  return {
    paintOf: (_, code) => paints[code],
    cellPaint: () => undefined,
    groupOf: (_, code) => COMPARTMENT_WORDS[COMPARTMENT_NAMES[code]],
    groups: legend
      .filter(name => shownCodes.has(COMPARTMENT_NAMES.indexOf(name)))
      .map(name => ({ name: COMPARTMENT_WORDS[name], paint: paints[COMPARTMENT_NAMES.indexOf(name)] })),
  };
}

function byCell(neurons: readonly Neuron[], colorBy: 'type' | 'neuron', own: Map<string, Paint>): CellPaints {
  const nameOf = (neuron: Neuron): string => (colorBy === 'type' ? (neuron.type ?? 'unknown') : neuron.label);
  const ofTypes = cellTypeColors(neurons.flatMap(neuron => neuron.type ?? []));
  checkNames(own, [...neurons.flatMap(({ id, label, type }) => [id.toString(), label, type ?? 'unknown'])]);
  const paints = neurons.map((neuron, n): Paint => {
    const chosen = [neuron.id.toString(), neuron.label, neuron.type ?? 'unknown'].find(name => own.has(name));
    if (chosen !== undefined) return own.get(chosen) as Paint;
    const typical = neuron.type === null ? undefined : ofTypes.get(neuron.type);
    return onBothPapers(colorBy === 'type' ? (typical ?? UNKNOWN_TYPE_COLOR) : categoricalColor(n));
  });
  const groups = new Map<string, Paint>();
  neurons.forEach((neuron, n) => {
    if (!groups.has(nameOf(neuron))) groups.set(nameOf(neuron), paints[n]);
  });
  const axons = paints.map(paler);
  return {
    paintOf: (n, code) => (code === COMPARTMENT.axon ? axons[n] : paints[n]),
    cellPaint: n => paints[n],
    groupOf: n => nameOf(neurons[n]),
    groups: [...groups].map(([name, paint]) => ({ name, paint })),
  };
}

function checkNames(own: ReadonlyMap<string, Paint>, known: readonly string[]): void {
  const stray = [...own.keys()].find(name => !known.includes(name));
  if (stray === undefined) return;
  throw new InvalidArgumentError(
    `morphology color belongs to nothing shown: received a color for ${stray}, expected one of ` +
      `${[...new Set(known)].slice(0, 12).join(', ')}`,
    { argument: 'colors' },
  );
}

type Channels = readonly [number, number, number];

/**
 * The field's own colours include pastels, which thin lines on white make invisible, and a deep red that is lost on
 * black. Each is moved towards the ink until it stands out.
 */
export function onBothPapers(color: string): Paint {
  const [light, dark] = [color, color].map(channelsOf);
  return `${hex(moved(light, [0, 0, 0], l => l <= 0.37))} ${hex(moved(dark, [255, 255, 255], l => l >= 0.13))}` as Paint;
}

/** The axon's share of a cell's colour, a third of the way to the paper, so that dendrites stand out from it. */
export function paler(paint: Paint): Paint {
  const [light, dark = light] = paint.split(' ');
  return `${hex(mixed(channelsOf(light), [255, 255, 255], 0.32))} ${hex(mixed(channelsOf(dark), [17, 17, 17], 0.35))}` as Paint;
}

function moved(from: Channels, goal: Channels, isEnough: (luminance: number) => boolean): Channels {
  for (let share = 0; share < 1; share += 0.02) {
    const color = mixed(from, goal, share);
    if (isEnough(luminance(color))) return color;
  }
  return goal;
}

/** @source WCAG 2.2, "relative luminance" */
function luminance(channels: Channels): number {
  const [r, g, b] = channels.map(c => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function mixed(from: Channels, goal: Channels, share: number): Channels {
  return [0, 1, 2].map(k => from[k] + (goal[k] - from[k]) * share) as unknown as Channels;
}

function channelsOf(color: string): Channels {
  return [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16)) as unknown as Channels;
}

function hex(channels: Channels): string {
  return `#${channels.map(c => Math.round(c).toString(16).padStart(2, '0')).join('')}`;
}
