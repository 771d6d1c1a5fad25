/** What the colours of a view stand for. */

import { receivedText } from '../../contract/received.js';
import type { SceneColorBar } from '../../contract/scene/scene.js';
import type { Neuron } from '../../core/skeleton.js';
import { InvalidArgumentError } from '../../errors.js';
import { categoricalColor, cellTypeColors, checkColor, UNKNOWN_TYPE_COLOR } from '../palette.js';
import { checkText } from './check-values.js';
import { type RampName, rampColors } from './ramps.js';

/** How numbers become colours. */
export interface ColorScale {
  /** What the numbers are, with their unit: "path length to soma (µm)". */
  readonly label: string;
  /** Default `viridis`. */
  readonly ramp?: RampName | readonly string[];
  /** Default `linear`. */
  readonly scale?: 'linear' | 'log';
  /** The values at the ends of the ramp; what lies outside has the colour of the nearer end. Default: all there is. */
  readonly domain?: readonly [number, number];
}

/** A value for each cell: a number (a ramp and a colour bar) or a word (a colour each); missing: no value. */
export interface ColorByCell extends Partial<ColorScale> {
  readonly label: string;
  /**
   * By the neuron's id; from the neuron (what has only a surface has no value then); or a column: one value a neuron, in
   * the order in which they are shown (neurons first, then those of which there is a surface only).
   */
  readonly cells:
    | ReadonlyMap<bigint, number | string>
    | ((neuron: Neuron) => number | string | null | undefined)
    | ArrayLike<number | string | null | undefined>;
}

/** A number for each node of each neuron. NaN is no value. */
export interface ColorByNode extends ColorScale {
  /** As many numbers as the neuron's skeleton has nodes. */
  readonly nodes: (neuron: Neuron) => ArrayLike<number>;
}

export type ColorBy = 'type' | 'neuron' | 'compartment' | ColorByCell | ColorByNode;

/** A cell as far as its colour goes. */
export interface ColoredCell {
  readonly id: bigint;
  readonly label: string;
  readonly type: string | null;
  readonly neuron: Neuron | undefined;
}

export interface CellColoring {
  /** `#rrggbb`, one a cell. */
  readonly colors: readonly string[];
  readonly colorBar?: SceneColorBar;
  /** What the colours stand for, one a cell; `null`: it has no value. */
  readonly colorWords?: readonly (string | null)[];
}

/** Colours of a ramp in a picture: more than eyes can tell apart. */
export const RAMP_STEPS = 254;
const barStops = 33;

/** A column becomes a value of each neuron: it goes with its neuron, whatever is shown later. */
export function boundTo(cells: readonly ColoredCell[], colorBy: ColorBy | undefined): ColorBy | undefined {
  if (typeof colorBy !== 'object' || colorBy === null || !('cells' in colorBy)) return colorBy;
  if (typeof colorBy.cells === 'function' || colorBy.cells instanceof Map) return colorBy;
  const values = valuesOf(cells, colorBy) as (number | string)[];
  return { ...colorBy, cells: new Map(cells.map(({ id }, n) => [id, values[n]])) };
}

/**
 * With `mayBeMissing`, no cell needs to have a number: those that had one may be gone.
 *
 * @throws {InvalidArgumentError} when `colorBy` is none, or one of the own colours belongs to no cell.
 */
export function colorCells(
  cells: readonly ColoredCell[],
  colorBy: ColorBy | undefined,
  own: Readonly<Record<string, string>> = {},
  mayBeMissing = false,
): CellColoring {
  const base = baseColors(cells, colorBy, mayBeMissing);
  const checked = new Map(Object.entries(own).map(([name, color]) => [name, checkColor(color, name)]));
  const used = new Set<string>();
  const colors = cells.map((cell, n) => {
    const names = [cell.id.toString(), cell.label, ...(cell.type === null ? [] : [cell.type])];
    for (const name of names) used.add(name);
    return names.map(name => checked.get(name)).find(color => color !== undefined) ?? base.colors[n];
  });
  const stray = [...checked.keys()].find(name => !used.has(name));
  if (stray === undefined) return { ...base, colors };
  const types = [...new Set(cells.flatMap(cell => cell.type ?? []))];
  throw new InvalidArgumentError(
    `viewer color belongs to nothing shown: received a color for ${stray}, expected a type, label or id of a neuron ` +
      `(types here: ${types.join(', ') || 'none'})`,
    { argument: 'colors' },
  );
}

/** Of colours by id, label or type those that belong to any of the cells. */
export function colorsOf(
  cells: readonly ColoredCell[],
  colors: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const names = new Set(cells.flatMap(({ id, label, type }) => [id.toString(), label, type]));
  return Object.fromEntries(Object.entries(colors).filter(([name]) => names.has(name)));
}

function baseColors(cells: readonly ColoredCell[], colorBy: ColorBy | undefined, mayBeMissing: boolean): CellColoring {
  const typed = cells.some(cell => cell.type !== null);
  if (typeof colorBy === 'object' && colorBy !== null && 'cells' in colorBy)
    return byColumn(cells, colorBy, mayBeMissing);
  if (typeof colorBy === 'object' && colorBy !== null && 'nodes' in colorBy) {
    return { colors: cells.map(() => UNKNOWN_TYPE_COLOR) };
  }
  if (colorBy !== undefined && !['type', 'neuron', 'compartment'].includes(colorBy as string)) {
    throw new InvalidArgumentError(
      `viewer colorBy is not known: received ${String(colorBy)}, expected type, neuron, compartment, { cells, label } or ` +
        '{ nodes, label }',
      { argument: 'colorBy' },
    );
  }
  const byType = colorBy === 'type' || (colorBy !== 'neuron' && typed);
  const ofTypes = cellTypeColors(cells.flatMap(cell => cell.type ?? []));
  return {
    colors: cells.map(({ type }, n) =>
      byType ? (type === null ? UNKNOWN_TYPE_COLOR : (ofTypes.get(type) ?? UNKNOWN_TYPE_COLOR)) : categoricalColor(n),
    ),
  };
}

function byColumn(cells: readonly ColoredCell[], by: ColorByCell, mayBeMissing: boolean): CellColoring {
  const values = valuesOf(cells, by);
  const words = values.filter((value): value is string => typeof value === 'string');
  const numbers = values.filter((value): value is number => typeof value === 'number');
  if (words.length > 0 && numbers.length > 0) {
    throw new InvalidArgumentError(
      `viewer colorBy ${by.label} is mixed: received ${words.length} words and ${numbers.length} numbers, expected one kind`,
      { argument: 'colorBy' },
    );
  }
  if (words.length > 0) {
    const ofWords = cellTypeColors(words);
    const colorWords = values.map(value => (typeof value === 'string' ? value : null));
    return { colors: values.map(value => ofWords.get(value as string) ?? UNKNOWN_TYPE_COLOR), colorWords };
  }
  if (mayBeMissing && !numbers.some(Number.isFinite)) return { colors: cells.map(() => UNKNOWN_TYPE_COLOR) };
  const scale = colorScale(by, numbers, numbers.length < cells.length || numbers.some(Number.isNaN));
  const steps = rampColors(by.ramp ?? 'viridis', RAMP_STEPS);
  const colors = values.map(value => {
    const step = scale.step(typeof value === 'number' ? value : Number.NaN);
    return step < 0 ? UNKNOWN_TYPE_COLOR : steps[step];
  });
  return { colors, colorBar: scale.bar };
}

function valuesOf(cells: readonly ColoredCell[], { cells: given, label }: ColorByCell): unknown[] {
  if (typeof given === 'function') return cells.map(({ neuron }) => neuron && given(neuron));
  if (given instanceof Map) return cells.map(({ id }) => given.get(id));
  const column = given as ArrayLike<unknown> | null;
  if (typeof column === 'object' && column?.length === cells.length) return Array.from(column);
  const received = typeof column?.length === 'number' ? `${column.length} values` : typeof given;
  throw new InvalidArgumentError(
    `viewer colorBy ${label} does not fit: received ${received}, expected a Map by id, a function, or ${cells.length} ` +
      'values, one a neuron',
    { argument: 'colorBy' },
  );
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

/** Numbers as steps of a ramp, 0 to {@link RAMP_STEPS} - 1, and -1 for NaN; and the bar that says so. */
export function colorScale(
  { label, ramp = 'viridis', scale = 'linear', domain }: ColorScale,
  values: Iterable<number>,
  anyMissing: boolean,
): { readonly bar: SceneColorBar; step(value: number): number } {
  const fail = (what: string): InvalidArgumentError =>
    new InvalidArgumentError(`viewer colorBy ${label} ${what}`, { argument: 'colorBy' });
  if (label !== undefined) checkText(label, 'viewer colorBy label', 'colorBy');
  if (typeof label !== 'string' || label === '')
    throw fail('has no label: expected what the numbers are, with their unit');
  if (scale !== 'linear' && scale !== 'log')
    throw fail(`scale is not known: received ${String(scale)}, expected linear or log`);
  if (domain !== undefined && !(Array.isArray(domain) && domain.length === 2 && domain.every(isNumber)))
    throw fail(`domain is not valid: received ${receivedText(domain, 60)}, expected two numbers, [min, max]`);
  let [min, max] = domain ?? [Infinity, -Infinity];
  if (!domain) {
    for (const value of values) {
      if (value < min && Number.isFinite(value)) min = value;
      if (value > max && Number.isFinite(value)) max = value;
    }
  }
  if (!(min <= max) || !Number.isFinite(max - min))
    throw fail(`has no range: received ${min > max ? 'no number' : `${min} to ${max}`}, expected finite numbers`);
  if (scale === 'log' && !(min > 0))
    throw fail(`is not positive: received ${min}, expected more than 0 on a log scale`);
  const place = (value: number): number => (scale === 'log' ? Math.log(value) : value);
  const [low, span] = [place(min), place(max) - place(min)];
  return {
    bar: {
      label,
      min,
      max,
      scale,
      colors: rampColors(ramp, barStops),
      ...(anyMissing ? { missing: UNKNOWN_TYPE_COLOR } : {}),
    },
    step(value) {
      if (Number.isNaN(value)) return -1;
      const part = span > 0 ? (place(Math.max(min, Math.min(max, value))) - low) / span : 0.5;
      return Math.round(part * (RAMP_STEPS - 1));
    },
  };
}
