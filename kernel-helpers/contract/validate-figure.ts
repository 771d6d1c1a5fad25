import { FormatError } from '../errors.js';
import type { FigurePayload } from './figure.js';
import { FIGURE_KEYS, type FigureKeys, type FigurePlace } from './figure-keys.js';
import { neuronsFault } from './figure-neurons.js';
import { type Fault, textFault, wordFault } from './figure-text.js';
import { receivedText } from './received.js';

/** Plotly trace types a stored figure may use: the ones our front end brings with it. */
export const FIGURE_TRACES: readonly string[] = Object.keys(FIGURE_KEYS.traces);

/** Most array entries a stored figure may hold, over all its traces. */
export const FIGURE_MAX_VALUES = 5_000_000;

const MAX_TRACES = 500;
const MAX_TEXT = 20_000;
/** Most entries of a list that is no data column: annotations, shapes. */
const MAX_LIST = 1000;
/** Most ticks of an axis, whose labels Plotly compares with each other, and of all axes. */
const MAX_TICKS = 300;
const MAX_ALL_TICKS = 1000;
const MAX_AXES = 40;
/** Most points of all scatter and bar traces, of all bars, of all that write text, and cells of all heatmaps. */
const MAX_POINTS = 100_000;
const MAX_BARS = 10_000;
const MAX_TEXT_POINTS = 10_000;
const MAX_CELLS = 1_000_000;

const AXIS_KEY = /^[xy]axis(?:[2-9]|[1-9]\d)?$/;

/** What a figure may still hold. */
interface Budget {
  values: number;
  ticks: number;
  points: number;
  bars: number;
  textPoints: number;
  cells: number;
}

/**
 * Returns `value` as the figure it claims to be. An output comes from a file anybody may have written, so the front
 * end draws nothing that has not passed here: only keys that our figures use, no text that loads or links anything,
 * and no more than a browser draws at once.
 *
 * @throws {FormatError} naming the place, when a field is missing or of the wrong type, a key or a trace type is not
 * one of ours, a text holds markup beyond bold, italic and the like, or the figure is too large to draw.
 * @example
 * contract.validateFigure({ version: 1, title: 'n', caption: '', synthetic: false, data: [], layout: {} });
 */
export function validateFigure(value: unknown): FigurePayload {
  const figure = record(value, 'figure');
  if (figure.version !== 1) fail('version', figure.version, '1');
  text(figure.title, 'title');
  text(figure.caption, 'caption');
  if (typeof figure.synthetic !== 'boolean') fail('synthetic', figure.synthetic, 'true or false');

  const { data } = figure;
  if (!Array.isArray(data)) fail('data', data, 'an array of traces');
  if (data.length > MAX_TRACES) fail('data', `${data.length} traces`, `at most ${MAX_TRACES}`);
  const budget: Budget = {
    values: FIGURE_MAX_VALUES,
    ticks: MAX_ALL_TICKS,
    points: MAX_POINTS,
    bars: MAX_BARS,
    textPoints: MAX_TEXT_POINTS,
    cells: MAX_CELLS,
  };
  data.forEach((entry: unknown, i) => {
    const at = `data[${i}]`;
    const trace = record(entry, at);
    const { type } = trace;
    if (!isTraceType(type)) fail(`${at}.type`, type, FIGURE_TRACES.join(', '));
    object(trace, FIGURE_KEYS.traces[type], at, budget);
    if (type === 'heatmap') countCells(trace, at, budget);
    else countPoints(trace, at, budget);
  });

  const layout = record(figure.layout, 'layout');
  const axes = Object.keys(layout).filter(key => AXIS_KEY.test(key));
  if (axes.length > MAX_AXES) fail('layout', `${axes.length} axes`, `at most ${MAX_AXES}`);
  const keys = { ...FIGURE_KEYS.layout, ...Object.fromEntries(axes.map(key => [key, FIGURE_KEYS.axis])) };
  object(layout, keys, 'layout', budget);
  for (const side of ['width', 'height'] as const) {
    const size = layout[side];
    if (size !== undefined && !(typeof size === 'number' && size >= 50 && size <= 4000)) {
      fail(`layout.${side}`, size, '50 to 4000 px');
    }
  }
  const { size } = (layout.font ?? {}) as { size?: unknown };
  if (size !== undefined && !(typeof size === 'number' && size >= 4 && size <= 48)) {
    fail('layout.font.size', size, '4 to 48 px');
  }
  return value as FigurePayload;
}

function isTraceType(type: unknown): type is keyof typeof FIGURE_KEYS.traces {
  return typeof type === 'string' && FIGURE_TRACES.includes(type);
}

function object(value: unknown, keys: FigureKeys, at: string, budget: Budget): void {
  for (const [key, entry] of Object.entries(record(value, at))) {
    if (!Object.hasOwn(keys, key)) {
      fail(at, `the key ${JSON.stringify(key.slice(0, 60))}`, 'only keys that a connectome figure uses');
    }
    const below = `${at}.${key}`;
    if (keys[key] === 'value') refuse(below, wordFault(key, entry));
    if (key === 'tickvals' && Array.isArray(entry)) countTicks(entry, below, budget);
    place(entry, keys[key], below, budget);
  }
}

function place(value: unknown, kind: FigurePlace, at: string, budget: Budget): void {
  if (isList(kind)) {
    if (!Array.isArray(value)) fail(at, value, 'an array');
    count(value, MAX_LIST, at, budget);
    value.forEach((entry, i) => {
      object(entry, kind[0], `${at}[${i}]`, budget);
    });
  } else if (typeof kind === 'object') object(value, kind, at, budget);
  else if (Array.isArray(value)) {
    count(value, kind === 'value' ? MAX_LIST : Number.POSITIVE_INFINITY, at, budget);
    value.forEach((entry, i) => {
      if (typeof entry === 'number') return;
      // A list in a grid is a row: it holds no lists itself.
      if (kind === 'grid' && Array.isArray(entry)) place(entry, 'column', `${at}[${i}]`, budget);
      else scalar(entry, `${at}[${i}]`);
    });
  } else scalar(value, at);
}

function scalar(value: unknown, at: string): void {
  if (typeof value === 'string') refuse(at, textFault(value));
  else if (value !== null && typeof value !== 'number' && typeof value !== 'boolean') {
    fail(at, value, 'a number, text, true, false or null');
  }
}

function count(list: readonly unknown[], most: number, at: string, budget: Budget): void {
  if (list.length > most) fail(at, `${list.length} entries`, `at most ${most}`);
  budget.values -= list.length;
  if (budget.values < 0) {
    fail(at, `more than ${FIGURE_MAX_VALUES} values`, 'fewer: bin or window the data first');
  }
}

function countTicks(ticks: readonly unknown[], at: string, budget: Budget): void {
  if (ticks.length > MAX_TICKS) fail(at, `${ticks.length} entries`, `at most ${MAX_TICKS}`);
  budget.ticks -= ticks.length;
  if (budget.ticks < 0) fail(at, `more than ${MAX_ALL_TICKS} ticks in all`, 'fewer: name a selection');
}

function countPoints(trace: Readonly<Record<string, unknown>>, at: string, budget: Budget): void {
  const points = Math.max(lengthOf(trace.x), lengthOf(trace.y));
  budget.points -= points;
  if (budget.points < 0) fail(at, `more than ${MAX_POINTS} points in all`, 'fewer: bin or window the data first');
  if (trace.neurons !== undefined) refuse(`${at}.neurons`, neuronsFault(trace.neurons, points));
  if (trace.type === 'bar') {
    budget.bars -= points;
    if (budget.bars < 0) fail(at, `more than ${MAX_BARS} bars in all`, 'fewer: bin or window the data first');
  }
  if (typeof trace.mode !== 'string' || !trace.mode.includes('text')) return;
  // One text for every point would make a small file a large drawing.
  if (!Array.isArray(trace.text)) fail(`${at}.text`, trace.text, 'an array with one text a point');
  budget.textPoints -= points;
  if (budget.textPoints < 0) fail(at, `more than ${MAX_TEXT_POINTS} written texts in all`, 'fewer: label a selection');
}

/** Counts rows times the longest row, which is what Plotly walks through however ragged the grid is. */
function countCells({ z }: Readonly<Record<string, unknown>>, at: string, budget: Budget): void {
  // A flat z would be spread over the product of its x and y.
  if (!Array.isArray(z) || !z.every(Array.isArray)) fail(`${at}.z`, z, 'an array of rows');
  const longest = z.reduce((most: number, row: readonly unknown[]) => Math.max(most, row.length), 1);
  budget.cells -= z.length * longest;
  if (budget.cells < 0) fail(`${at}.z`, `more than ${MAX_CELLS} cells in all`, 'fewer: bin or window the data first');
}

function lengthOf(column: unknown): number {
  return Array.isArray(column) ? column.length : 0;
}

function isList(kind: FigurePlace): kind is readonly [FigureKeys] {
  return Array.isArray(kind);
}

function record(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(at, value, 'an object');
  return value as Record<string, unknown>;
}

function text(value: unknown, at: string): void {
  if (typeof value !== 'string') fail(at, value, 'text');
  if (value.length > MAX_TEXT) fail(at, `${value.length} characters`, `at most ${MAX_TEXT}`);
}

function refuse(at: string, fault: Fault | null): void {
  if (fault) fail(at, fault.received, fault.expected);
}

function fail(at: string, received: unknown, expected: string): never {
  throw new FormatError(
    `figure ${at} is not drawable: received ${receivedText(received, 80)}, expected ${expected}; run the cell again`,
    { format: 'figure', at },
  );
}
