import type { FigurePayload } from '../../contract/figure.js';
import { type Displayable, FIGURE_MIME, jupyterDisplay } from '../../contract/mime.js';
import { validateFigure } from '../../contract/validate-figure.js';

/** A figure as a cell's value: shows itself in a notebook, and can be looked at in code through `payload`. */
export interface Figure extends Displayable {
  readonly payload: FigurePayload;
  /** What the figure shows, in words: title, result, caption. */
  readonly summary: string;
}

/** What a figure is made of, before it becomes plain JSON. */
export interface FigureParts {
  readonly title: string;
  readonly caption: string;
  /** True for figures of data grown by code; the title then says so. */
  readonly synthetic: boolean;
  /** The result in a sentence or two, for readers who cannot see the plot. */
  readonly result: string;
  /** Plotly traces; arrays may be typed, ids may be bigint, missing values may be NaN. */
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly layout: Readonly<Record<string, unknown>>;
}

/**
 * A displayable figure of `parts`: typed arrays become arrays, 64-bit ids decimal strings, NaN and infinities `null`
 * (Plotly leaves those points out). Title and caption of synthetic data say "synthetic".
 *
 * @throws {FormatError} when the parts make no figure that the front end would draw.
 */
export function toFigure(parts: FigureParts): Figure {
  const { synthetic } = parts;
  const title = synthetic && !/synthetic/i.test(parts.title) ? `${parts.title} (synthetic data)` : parts.title;
  const caption =
    synthetic && !/synthetic/i.test(parts.caption) ? `Synthetic data. ${parts.caption}`.trim() : parts.caption;
  const payload = validateFigure({
    version: 1,
    title,
    caption,
    synthetic,
    data: plain(parts.data),
    layout: plain(parts.layout),
  });
  const summary = [title, parts.result, caption].filter(Boolean).map(endSentence).join(' ');
  return {
    payload,
    summary,
    [jupyterDisplay]: () => ({ [FIGURE_MIME]: payload, 'text/plain': summary }),
  };
}

function endSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (value instanceof Float32Array) return Array.from(value, v => plain(Number(v.toPrecision(7))));
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return Array.from(value as Float64Array, plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
    return Object.fromEntries(entries.map(([key, entry]) => [key, plain(entry)]));
  }
  return value;
}
