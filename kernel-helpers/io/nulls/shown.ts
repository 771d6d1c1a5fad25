import { escapeHtml } from '../../contract/html.js';
import { jupyterDisplay, type MimeBundle } from '../../contract/mime.js';
import type { NullFamily, NullResult } from '../../core/nulls/null-result.js';
import type { NullTest } from '../../core/nulls/null-test.js';

/**
 * The result with a display of its own: a row a test, the draws as a histogram with the observed value in it. The
 * display is no field: what is printed, copied or compared are the numbers alone.
 */
export function shown<Result extends NullResult | NullFamily>(result: Result): Result {
  return Object.defineProperty(result, jupyterDisplay, { value: (): MimeBundle => bundleOf(result) });
}

const HEAD = ['', 'observed', 'null', '95 % of draws', 'z', 'p', ''] as const;
const CELL = 'text-align: right; font-variant-numeric: tabular-nums; vertical-align: middle';

function bundleOf(result: NullResult | NullFamily): MimeBundle {
  const rows =
    'tests' in result
      ? result.tests.map(test => ({ name: test.name, test, p: test.pAdjusted }))
      : [{ name: result.statistic, test: result, p: result.p }];
  const says = caption(result);
  const cells = rows.map(({ name, test, p }) => [name, ...wordsOf(test, p)]);
  const text = [says, ...[HEAD.slice(0, 6), ...cells].map(row => row.join('  '))].join('\n');
  const lines = rows.map(({ test }, i) => {
    const [name, ...words] = cells[i];
    const data = words.map(word => `<td style="${CELL}">${escapeHtml(word)}</td>`).join('');
    return `<tr><th scope="row" style="text-align: left; font-weight: normal">${escapeHtml(name)}</th>${data}<td>${histogram(test)}</td></tr>`;
  });
  const head = HEAD.map(name => `<th scope="col" style="${CELL}">${name}</th>`).join('');
  const html = `<p style="margin: 0.2em 0">${escapeHtml(says)}</p><table><thead><tr>${head}</tr></thead><tbody>${lines.join('')}</tbody></table>`;
  return { 'text/plain': text, 'text/html': html };
}

function caption(result: NullResult | NullFamily): string {
  const { name, ...parameters } = result.model;
  const listed = Object.entries(parameters).map(([key, value]) => `${key} ${value}`);
  const adjusted = 'tests' in result && result.adjustment !== 'none' ? [`p adjusted: ${result.adjustment}`] : [];
  const mixing = result.mixing?.mixed === false ? ['not mixed: give more swapsPerEdge'] : [];
  return [
    `${result.statistic} against ${name}`,
    `${result.n.toLocaleString('en-US')} draws`,
    `seed ${result.seed}`,
    ...listed,
    ...adjusted,
    ...mixing,
  ].join(', ');
}

function wordsOf(test: NullTest, p: number | undefined): string[] {
  const { observed, mean, standardDeviation, interval, z } = test;
  const centre = mean ?? test.expected;
  const spread = standardDeviation === undefined ? '' : ` ± ${short(standardDeviation)}`;
  return [
    short(observed),
    centre === undefined ? '' : `${short(centre)}${spread}`,
    interval === undefined ? '' : `${short(interval[0])} to ${short(interval[1])}`,
    z === undefined ? '' : z.toFixed(2),
    p === undefined ? '' : String(Number(p.toPrecision(3))),
  ];
}

function short(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(4)));
}

const [WIDTH, HEIGHT, BINS] = [180, 28, 36];

/** The draws in bars, the observed value as a line; empty without draws. */
function histogram({ draws, observed }: NullTest): string {
  if (draws.length === 0) return '';
  const low = draws.reduce((a, b) => Math.min(a, b), observed);
  const high = draws.reduce((a, b) => Math.max(a, b), observed);
  const scale = high === low ? 0 : (BINS - 1) / (high - low);
  const counts = new Uint32Array(BINS);
  for (const value of draws) counts[Math.round((value - low) * scale)]++;
  const most = counts.reduce((a, b) => Math.max(a, b));
  const step = WIDTH / BINS;
  const bars = Array.from(counts, (count, i) => {
    const tall = (count / most) * (HEIGHT - 2);
    const x = (i * step).toFixed(1);
    return count === 0
      ? ''
      : `<rect x="${x}" y="${(HEIGHT - tall).toFixed(1)}" width="${(step - 0.6).toFixed(1)}" height="${tall.toFixed(1)}"/>`;
  });
  const at = (((observed - low) * scale + 0.5) * step).toFixed(1);
  const line = `<line x1="${at}" x2="${at}" y1="0" y2="${HEIGHT}" stroke="var(--jp-error-color1, #d32f2f)" stroke-width="2"/>`;
  const label = escapeHtml(`histogram of the draws; the line is the observed value, ${short(observed)}`);
  return `<svg width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${label}" fill="var(--jp-ui-font-color3, #9e9e9e)">${bars.join('')}${line}</svg>`;
}
