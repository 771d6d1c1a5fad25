import { receivedText } from './received.js';

/** What is wrong with a value, in the words of an error: what was received and what was expected. */
export interface Fault {
  readonly received: string;
  readonly expected: string;
}

/** Most characters of one text within a drawing. */
const MAX_CHARACTERS = 2000;

// A `<` before anything else than these is refused too: a template could put a tag's name after it.
const TAG = /<(?!(?:\/?(?:b|i|sub|sup)|br|extra><\/extra|\/extra)>|[\s\d.=])[^<>]{0,40}>?/;
const FIELD = /%\{(?![\w.[\]]*(?::[+\-( ]?0?\d{0,2},?(?:\.\d{1,2})?~?[a-z%]?)?\})[^}]{0,40}\}?/i;
const URL_CALL = /url\s*\(/i;

/** Checks for keys that Plotly reads as a word of a list or as the name of an axis. */
const WORDS: Readonly<Record<string, { readonly pattern: RegExp; readonly expected: string }>> = {
  // Evenly stepped ticks take a step of 1 whatever the range: without end on a long axis.
  tickmode: { pattern: /^(?:auto|array)$/, expected: 'auto or array' },
  dash: { pattern: /^(?:solid|dot|dash|longdash|dashdot|longdashdot)$/, expected: 'solid, dot or dash' },
  xaxis: { pattern: /^x(?:[2-9]|[1-9]\d)?$/, expected: 'x, x2 to x99' },
  yaxis: { pattern: /^y(?:[2-9]|[1-9]\d)?$/, expected: 'y, y2 to y99' },
};

const MAX_TICKS = 50;

/**
 * Why Plotly must not be given `text`: it reads texts as HTML, copies a tag's style onto the page (whose `url(…)` the
 * browser fetches), makes links of `<a>`, and pads numbers to whatever width a `%{field:format}` asks for.
 *
 * @returns null when the text is harmless.
 */
export function textFault(text: string): Fault | null {
  if (text.length > MAX_CHARACTERS) {
    return { received: `${text.length} characters`, expected: `at most ${MAX_CHARACTERS}` };
  }
  const tag = TAG.exec(text);
  if (tag) return { received: tag[0], expected: 'no tags but <b>, <i>, <br>, <sub>, <sup> and <extra></extra>' };
  if (URL_CALL.test(text)) return { received: text, expected: 'no url(' };
  const field = FIELD.exec(text);
  if (field) return { received: field[0], expected: 'a number format of at most two digits, such as %{y:.2f}' };
  return null;
}

/** Why `value` may not stand under `key`, where Plotly's cost or reach depends on it; null when it may. */
export function wordFault(key: string, value: unknown): Fault | null {
  if (key === 'nticks' && !(typeof value === 'number' && value >= 0 && value <= MAX_TICKS)) {
    return { received: receivedText(value, 80), expected: `0 to ${MAX_TICKS}` };
  }
  if (!Object.hasOwn(WORDS, key)) return null;
  const { pattern, expected } = WORDS[key];
  return typeof value === 'string' && pattern.test(value) ? null : { received: receivedText(value, 80), expected };
}
