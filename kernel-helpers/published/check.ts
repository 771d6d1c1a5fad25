import type { CheckPayload, CheckRow } from '../contract/check.js';
import { escapeHtml } from '../contract/html.js';
import { CHECK_MIME, type Displayable, jupyterDisplay } from '../contract/mime.js';
import { validateCheck } from '../contract/validate-check.js';
import { NotFoundError } from '../errors.js';
import type { Agreement, PrintedNumber, PublishedFigure } from './printed.js';

/** Our numbers beside printed ones; as a cell's value it shows itself as a table. */
export interface Check extends Displayable {
  readonly payload: CheckPayload;
  readonly passCount: number;
  /** True when every printed number was met; only then may a figure be called reproduced. */
  readonly allPass: boolean;
  /**
   * The printed number that ours is farthest from, as a share of what may differ (1 is the edge, half of the last
   * printed digit where nothing else is said; a count that is another is infinitely far). `undefined` without rows.
   */
  readonly largestDeviation: Deviation | undefined;
}

/** How far ours is from a printed number. */
export interface Deviation {
  readonly quantity: string;
  /** |ours − printed| / tolerance; 0 when they are equal, Infinity when ours is missing. */
  readonly ofTolerance: number;
}

/**
 * Our numbers checked against a figure's printed ones, each by the digits in which it was printed. A printed number we
 * have no value for fails: nothing is left out.
 *
 * @param ours - our value for each printed quantity, by its name; `undefined` and NaN fail.
 * @param printed - the figure, such as `published.ding2025.fig2d`.
 * @throws {NotFoundError} when `ours` names a quantity the figure does not print, which is a misspelling.
 * @example
 * const presynaptic = await datasets.open('ding2025/presyn-mean');
 * const means = functional.presynapticMeans(presynaptic, { variable: 'IN_SILICO_SIG_CORR_CVT' });
 * const comparisons = functional.comparePopulations(means);
 * const { fig2d } = published.ding2025;
 * published.check(fig2d.quantities(means, comparisons), fig2d);
 */
export function check(
  ours: Readonly<Record<string, number | undefined>> | ReadonlyMap<string, number | undefined>,
  printed: PublishedFigure,
  options: { readonly title?: string; readonly caption?: string } = {},
): Check {
  const values = ours instanceof Map ? ours : new Map(Object.entries(ours));
  const known = printed.numbers.map(number => number.quantity);
  for (const quantity of values.keys()) {
    if (!known.includes(quantity)) {
      throw new NotFoundError(
        `check quantity is not printed in ${printed.figure}: received ${quantity}, expected one of ` +
          `${known.slice(0, 3).join(', ')}, … (${known.length} in all)`,
        { known },
      );
    }
  }
  const rows = printed.numbers.map(number => checkRow(values.get(number.quantity), number));
  const payload = validateCheck({
    version: 1,
    title: options.title ?? `${printed.figure}: our numbers beside the published ones`,
    source: `${printed.paper}, ${printed.figure}: ${printed.title}`,
    doi: printed.doi,
    caption: options.caption ?? printed.origin,
    rows,
  });
  const passCount = rows.filter(row => row.pass).length;
  return {
    payload,
    passCount,
    allPass: rows.length > 0 && passCount === rows.length,
    largestDeviation: largestOf(printed.numbers.map(number => deviation(values.get(number.quantity), number))),
    [jupyterDisplay]: () => ({
      [CHECK_MIME]: payload,
      'text/html': asHtml(payload),
      'text/plain': asText(payload),
    }),
  };
}

function checkRow(ours: number | undefined, number: PrintedNumber): CheckRow {
  const { quantity, printed, value, agreement, provenance } = number;
  const terms = {
    quantity,
    printed,
    tolerance: toleranceOf(value, agreement),
    why: whyOf(agreement),
    known: provenance,
  };
  if (ours === undefined || !Number.isFinite(ours)) {
    const missing = ours === undefined ? 'missing' : String(ours);
    return { ...terms, ours: missing, difference: '–', pass: false };
  }
  const difference = ours - value;
  return {
    ...terms,
    ours: oneDigitMore(ours, number),
    difference: difference === 0 ? '0' : `${difference > 0 ? '+' : '−'}${short(Math.abs(difference), 2)}`,
    pass: agrees(ours, value, agreement),
  };
}

function deviation(ours: number | undefined, { quantity, value, agreement }: PrintedNumber): Deviation {
  const off = ours === undefined || !Number.isFinite(ours) ? Number.POSITIVE_INFINITY : Math.abs(ours - value);
  return { quantity, ofTolerance: off === 0 ? 0 : off / halfWidth(value, agreement) };
}

function largestOf(deviations: readonly Deviation[]): Deviation | undefined {
  return deviations.reduce<Deviation | undefined>(
    (largest, next) => (largest === undefined || next.ofTolerance > largest.ofTolerance ? next : largest),
    undefined,
  );
}

/** Whether two numbers are the same in the digits that were printed. */
export function agrees(ours: number, value: number, agreement: Agreement): boolean {
  if (agreement.kind === 'exact') return ours === value;
  if (agreement.kind === 'within') return Math.abs(ours - value) <= agreement.tolerance;
  if (agreement.kind === 'decimals') return Number(ours.toFixed(agreement.digits)) === value;
  return Number(ours.toPrecision(agreement.digits)) === value;
}

function toleranceOf(value: number, agreement: Agreement): string {
  if (agreement.kind === 'exact') return 'none';
  return `±${short(halfWidth(value, agreement), agreement.kind === 'within' ? 2 : 1)}`;
}

/** How far ours may be from the printed number: half of its last digit, where nothing else is said. */
function halfWidth(value: number, agreement: Agreement): number {
  if (agreement.kind === 'exact') return 0;
  if (agreement.kind === 'within') return agreement.tolerance;
  const exponent = agreement.kind === 'decimals' ? 0 : Math.floor(Math.log10(Math.abs(value))) + 1;
  return 0.5 * 10 ** (exponent - agreement.digits);
}

/** A size in few digits, with an exponent when it is small. */
function short(size: number, digits: number): string {
  return size < 0.01 ? size.toExponential(digits - 1) : String(Number(size.toPrecision(digits)));
}

function whyOf(agreement: Agreement): string {
  if (agreement.kind === 'exact') return 'a count';
  if (agreement.kind === 'within') return agreement.why;
  if (agreement.kind === 'decimals') return `to ${agreement.digits} decimals`;
  return `to ${agreement.digits} significant digits`;
}

/** Ours with a digit more than is compared, so that a reader sees how near it is; written as the printed one is. */
function oneDigitMore(ours: number, { agreement, printed }: PrintedNumber): string {
  if (agreement.kind === 'exact') return String(ours);
  if (agreement.kind === 'within') return String(Number(ours.toPrecision(6)));
  if (agreement.kind === 'decimals') return ours.toFixed(agreement.digits + 1);
  return printed.includes('e') ? ours.toExponential(agreement.digits) : ours.toPrecision(agreement.digits + 1);
}

function summaryOf(payload: CheckPayload): string {
  return `${payload.rows.filter(row => row.pass).length} of ${payload.rows.length} pass`;
}

function asText(payload: CheckPayload): string {
  const lines = payload.rows.map(
    row => `${row.pass ? 'pass' : 'FAIL'}  ${row.quantity}: ours ${row.ours}, published ${row.printed} (${row.why})`,
  );
  return [
    `${payload.title}. ${summaryOf(payload)}.`,
    `${payload.source}, https://doi.org/${payload.doi}`,
    ...lines,
    payload.caption,
  ].join('\n');
}

/** A plain table for readers without our renderer: nbconvert, a repository's notebook view. */
function asHtml(payload: CheckPayload): string {
  const head = ['Verdict', 'Quantity', 'Published', 'Ours', 'Difference', 'Tolerance', 'Why this tolerance', 'Label'];
  const rows = payload.rows.map(row => [
    row.pass ? '✓ pass' : '✗ fail',
    row.quantity,
    row.printed,
    row.ours,
    row.difference,
    row.tolerance,
    row.why,
    row.known ?? '',
  ]);
  const cells = (tag: 'td' | 'th', texts: readonly string[]): string =>
    `<tr>${texts.map(text => `<${tag}>${escapeHtml(text)}</${tag}>`).join('')}</tr>`;
  const doi = escapeHtml(payload.doi);
  return (
    `<table><caption>${escapeHtml(payload.title)}: ${summaryOf(payload)}. ${escapeHtml(payload.source)}, ` +
    `<a href="https://doi.org/${doi}" rel="noopener">doi:${doi}</a></caption>` +
    `<thead>${cells('th', head)}</thead><tbody>${rows.map(row => cells('td', row)).join('')}</tbody></table>` +
    `<p>${escapeHtml(payload.caption)}</p>`
  );
}
