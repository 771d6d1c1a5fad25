import { FormatError } from '../errors.js';
import type { FigurePayload } from './figure.js';

/** Plotly trace types a stored figure may use: the ones our front end brings with it. */
export const FIGURE_TRACES: readonly string[] = ['scatter', 'bar', 'heatmap'];

/** Most array entries a stored figure may hold, over all its traces. */
export const FIGURE_MAX_VALUES = 5_000_000;

const MAX_TRACES = 500;
const MAX_DEPTH = 12;
const MAX_TEXT = 20_000;

// Everything that could load a file from elsewhere (images, maps, fonts) or run on a click (menus) is left out.
const LAYOUT_KEYS =
  /^(?:[xy]axis\d*|coloraxis\d*|annotations|shapes|legend|showlegend|width|height|margin|barmode|bargap|bargroupgap|hovermode)$/;

/**
 * Returns `value` as the figure it claims to be. An output comes from a file anybody may have written, so the front
 * end draws nothing that has not passed here.
 *
 * @throws {FormatError} naming the place, when a field is missing or of the wrong type, a trace type or a layout key
 * is not one of ours, or the figure is too large to draw.
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
  const budget = { left: FIGURE_MAX_VALUES };
  data.forEach((trace: unknown, i) => {
    const at = `data[${i}]`;
    const { type } = record(trace, at);
    if (typeof type !== 'string' || !FIGURE_TRACES.includes(type)) fail(`${at}.type`, type, FIGURE_TRACES.join(', '));
    plain(trace, at, budget, 0);
  });

  const layout = record(figure.layout, 'layout');
  for (const key of Object.keys(layout)) {
    if (!LAYOUT_KEYS.test(key)) fail('layout', `the key ${JSON.stringify(key)}`, 'axes, annotations, shapes and sizes');
  }
  for (const side of ['width', 'height'] as const) {
    const size = layout[side];
    if (size !== undefined && !(typeof size === 'number' && size >= 50 && size <= 4000)) {
      fail(`layout.${side}`, size, '50 to 4000 px');
    }
  }
  plain(layout, 'layout', budget, 0);
  return value as FigurePayload;
}

function plain(value: unknown, at: string, budget: { left: number }, depth: number): void {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return;
  if (typeof value === 'string') {
    if (value.length > MAX_TEXT) fail(at, `${value.length} characters`, `at most ${MAX_TEXT}`);
    return;
  }
  if (typeof value !== 'object') fail(at, value, 'plain JSON');
  if (depth > MAX_DEPTH) fail(at, 'deeper nesting', `at most ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) {
    budget.left -= value.length;
    if (budget.left < 0) fail(at, `more than ${FIGURE_MAX_VALUES} values`, 'fewer: bin or window the data first');
    value.forEach((entry, i) => {
      if (typeof entry !== 'number') plain(entry, `${at}[${i}]`, budget, depth + 1);
    });
    return;
  }
  for (const [key, entry] of Object.entries(value)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') fail(at, `the key ${key}`, 'plain JSON');
    plain(entry, `${at}.${key}`, budget, depth + 1);
  }
}

function record(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(at, value, 'an object');
  return value as Record<string, unknown>;
}

function text(value: unknown, at: string): void {
  if (typeof value !== 'string') fail(at, value, 'text');
  if (value.length > MAX_TEXT) fail(at, `${value.length} characters`, `at most ${MAX_TEXT}`);
}

function fail(at: string, received: unknown, expected: string): never {
  const shown = typeof received === 'string' ? received : (JSON.stringify(received) ?? String(received));
  throw new FormatError(
    `figure ${at} is not drawable: received ${shown.slice(0, 80)}, expected ${expected}; run the cell again`,
    { format: 'figure', at },
  );
}
