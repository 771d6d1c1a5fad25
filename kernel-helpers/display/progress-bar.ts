/** A progress bar at one moment, as HTML and as text. */
import { escapeHtml } from '../contract/html.js';
import type { MimeBundle } from '../contract/mime.js';
import { cutText } from './short-text.js';

/** What a bar shows. */
export interface ProgressState {
  readonly label: string;
  /** What is counted, in the plural: `cells`; may be empty. */
  readonly unit: string;
  readonly done: number;
  /** How many there are in all; `undefined` when nobody knows. */
  readonly total: number | undefined;
  readonly seconds: number;
  readonly phase: 'running' | 'done' | 'stopped';
}

const TEXT_WIDTH = 20;
const LONGEST_LABEL = 200;
const SHORTEST_TIMED = 0.005;
/** After this many seconds the rest is foreseen, also from less than a hundredth. */
const SHORTEST_FORESEEN = 5;

/**
 * The bar as HTML (a native `<progress>` with the label for its name, which JupyterLab keeps in notebooks nobody
 * trusts yet) and as text. With no total there is no bar, only numbers: one that moves without end would go on moving
 * in the saved notebook.
 */
export function progressBundle(state: ProgressState): MimeBundle {
  const { total, done } = state;
  const label = cutText(state.label, LONGEST_LABEL);
  const words = progressWords(state);
  const filled = total === undefined ? 0 : total === 0 ? 1 : Math.min(1, Math.max(0, done / total));
  const cells = Math.floor(filled * TEXT_WIDTH);
  const bar = '█'.repeat(cells) + '░'.repeat(TEXT_WIDTH - cells);
  const text = [label, total === undefined ? '' : bar, words].filter(Boolean).join('  ');
  const name = escapeHtml(label);
  const element =
    `<progress value="${round(filled)}" max="1" title="${name || 'Progress'}" ` +
    'style="width:16em;vertical-align:middle"></progress>';
  const labelled =
    total === undefined
      ? `<span style="margin-right:1em">${name}</span>`
      : `<label style="margin-right:1em">${name}${name && ' '}${element}</label>`;
  return {
    'text/plain': text,
    'text/html': `<div>${labelled}<span style="font-variant-numeric:tabular-nums">${escapeHtml(words)}</span></div>`,
  };
}

/** `34 of 100 cells · 34% · 12.3 cells/s · 5 s left`. */
export function progressWords({ done, total, unit, seconds, phase }: ProgressState): string {
  const things = unit === '' ? '' : ` ${cutText(unit, 40)}`;
  // What took no time has no speed.
  const rate = seconds >= SHORTEST_TIMED && done > 0 ? done / seconds : 0;
  const speed = rate === 0 ? '' : rateText(rate, things);
  const count =
    total === undefined || (phase === 'done' && done === total) ? number(done) : `${number(done)} of ${number(total)}`;
  if (phase === 'done') return join(`${count}${things} in ${durationText(seconds)}`, speed);
  if (phase === 'stopped') return `stopped at ${count}${things} after ${durationText(seconds)}`;
  if (total === undefined) return join(`${count}${things}`, speed, durationText(seconds));
  const percent = total > 0 ? `${Math.floor((100 * Math.min(done, total)) / total)}%` : '';
  // The first of very many take longer than the rest: they say nothing yet of how long it will be.
  const foreseen = rate > 0 && done < total && (done >= total / 100 || seconds >= SHORTEST_FORESEEN);
  const left = foreseen ? `${durationText((total - done) / rate)} left` : '';
  return join(`${count}${things}`, percent, speed, left);
}

/** `<1 ms`, `12 ms`, `8.1 s`, `1 min 40 s`, `2 h 3 min`, `4 d 2 h`. */
export function durationText(seconds: number): string {
  if (seconds < 0.0005) return '<1 ms';
  if (seconds < 0.9995) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return two(whole, 60, 'min', 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) return two(minutes, 60, 'h', 'min');
  return two(Math.round(seconds / 3600), 24, 'd', 'h');
}

function two(count: number, size: number, large: string, small: string): string {
  const rest = count % size;
  return `${number(Math.floor(count / size))} ${large}${rest === 0 ? '' : ` ${rest} ${small}`}`;
}

function rateText(rate: number, things: string): string {
  if (rate < 0.5) return `${durationText(1 / rate)} each`;
  return `${number(Number(rate.toPrecision(3)))}${things}/s`;
}

function number(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}

function round(filled: number): number {
  return Math.floor(filled * 1000) / 1000;
}

function join(...parts: readonly string[]): string {
  return parts.filter(part => part !== '').join(' · ');
}
