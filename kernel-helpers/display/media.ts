/** Bundles of what someone made already: HTML, pictures, Markdown, LaTeX, JSON. */
import { base64ToBytes, bytesToBase64 } from '../contract/bytes.js';
import { escapeHtml } from '../contract/html.js';
import type { MimeBundle } from '../contract/mime.js';
import { InvalidArgumentError } from '../errors.js';
import { countOf } from './number-text.js';
import { shortText } from './short-text.js';

/** The text of HTML when only text can be shown is cut here. */
const LONGEST_TEXT = 2000;

/** HTML as it is, with its text for where no HTML is shown. */
export function htmlBundle(html: string): MimeBundle {
  return { 'text/plain': textOfHtml(checkText(html, 'html')), 'text/html': html };
}

/** An SVG drawing; its `<title>` is its text. One that does not name its language gets the name: as a picture it needs it. */
export function svgBundle(svg: string): MimeBundle {
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(checkText(svg, 'svg'))?.[1].trim();
  if (!/<svg[\s/>]/i.test(svg)) throw notA('svg', svg, 'text with an <svg> element');
  const named = /\sxmlns\s*=/.test(svg) ? svg : svg.replace(/<svg(?=[\s/>])/i, '$& xmlns="http://www.w3.org/2000/svg"');
  return { 'text/plain': title || '[SVG picture]', 'image/svg+xml': named };
}

/** Markdown as it is. */
export function markdownBundle(markdown: string): MimeBundle {
  return { 'text/plain': checkText(markdown, 'markdown'), 'text/markdown': markdown };
}

/** LaTeX as a formula; without `$`, `\\[` or `\\begin` it is taken for one that stands by itself. */
export function latexBundle(latex: string): MimeBundle {
  const formula = /\$|\\\[|\\\(|\\begin\{/.test(checkText(latex, 'latex')) ? latex : `$$${latex}$$`;
  return { 'text/plain': latex, 'text/latex': formula };
}

/** Text as it is. */
export function textBundle(text: string): MimeBundle {
  return { 'text/plain': checkText(text, 'text') };
}

/**
 * Any value as JSON: ids become decimal strings, typed arrays arrays, Maps and Sets arrays too, `NaN` null.
 *
 * @throws {InvalidArgumentError} when the value is nothing JSON can hold, such as a cycle or a function.
 */
export function jsonBundle(value: unknown): MimeBundle {
  let text: string | undefined;
  try {
    text = JSON.stringify(value, (_key, item: unknown) => plain(item), 2);
  } catch (cause) {
    throw notA('json', value, `what JSON can hold (${(cause as Error).message.split('\n')[0]})`, cause);
  }
  if (text === undefined) throw notA('json', value, 'what JSON can hold');
  return { 'text/plain': cut(text), 'application/json': JSON.parse(text) };
}

/** A picture's kind by the bytes every such file begins with. */
const SIGNATURES = {
  png: { bytes: [0x89, 0x50, 0x4e, 0x47], type: 'image/png' },
  jpeg: { bytes: [0xff, 0xd8, 0xff], type: 'image/jpeg' },
} as const;

/**
 * A picture of `bytes`, or of base64 with or without `data:image/png;base64,` before it; `alt` says what it shows.
 *
 * @throws {InvalidArgumentError} when the bytes are another kind of file.
 */
export function pictureBundle(
  kind: 'png' | 'jpeg',
  bytes: Uint8Array | ArrayBuffer | string,
  alt?: string,
): MimeBundle {
  const { bytes: signature, type } = SIGNATURES[kind];
  const isText = typeof bytes === 'string';
  if (!isText && !(bytes instanceof Uint8Array) && !(bytes instanceof ArrayBuffer)) {
    throw notA(kind, bytes, 'bytes or base64');
  }
  const base64 = isText
    ? bytes.replace(/^data:[^,]*,/, '').replace(/\s/g, '')
    : bytesToBase64(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes));
  const start = base64ToBytes(base64.slice(0, 8), `display.${kind}`);
  if (!signature.every((byte, i) => start[i] === byte)) throw notA(kind, bytes, `a ${kind.toUpperCase()} file`);
  const size = countOf(Math.floor((base64.length * 3) / 4), 'byte');
  return { 'text/plain': alt ?? `[${kind.toUpperCase()} picture, ${size}]`, [type]: base64 };
}

/**
 * A template with every value in it escaped, for HTML and SVG: `` html`<b>${name}</b>` `` shows the name, whatever it
 * holds.
 */
export function escapedTemplate(parts: TemplateStringsArray, values: readonly unknown[]): string {
  return parts.reduce((text, part, i) => text + escapeHtml(asText(values[i - 1])) + part);
}

/** A template with its backslashes as written, for LaTeX. */
export function rawTemplate(parts: TemplateStringsArray, values: readonly unknown[]): string {
  return String.raw(parts, ...values.map(asText));
}

/** A MIME bundle that someone else made of one form, with text for where that cannot be shown. */
export function foreignBundle(data: Readonly<Record<string, unknown>>): MimeBundle {
  const html = data['text/html'];
  const text = typeof html === 'string' ? textOfHtml(html) : `[${Object.keys(data).join(', ')}]`;
  return { 'text/plain': text, ...data };
}

function asText(value: unknown): string {
  return typeof value === 'object' && value !== null ? shortText(value) : String(value);
}

/** What is to be read in HTML: no tags, no scripts, no styles. Never shown as HTML. */
function textOfHtml(html: string): string {
  const text = html
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/<(br|\/p|\/tr|\/div|\/h\d|\/li)\b[^>]*>/gi, '\n')
    .replace(/<\/?[a-z][^>]*>/gi, ' ')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: keyof typeof CHARACTERS) => CHARACTERS[name]);
  const lines = text.split('\n').map(line => line.replace(/\s+/g, ' ').trim());
  return cut(lines.filter(line => line !== '').join('\n')) || '[HTML]';
}

const CHARACTERS = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' } as const;

function plain(item: unknown): unknown {
  if (typeof item === 'bigint') return item.toString();
  if (ArrayBuffer.isView(item) && !(item instanceof DataView)) return Array.from(item as unknown as ArrayLike<number>);
  if (item instanceof Map || item instanceof Set) return [...item];
  return item;
}

function cut(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  return `${text.slice(0, LONGEST_TEXT)}… (${text.length.toLocaleString('en-US')} characters)`;
}

function checkText(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw notA(what, value, 'a string');
}

function notA(what: string, value: unknown, expected: string, cause?: unknown): InvalidArgumentError {
  return new InvalidArgumentError(
    `display.${what} cannot show this: received ${shortText(value)}, expected ${expected}`,
    { argument: what, cause },
  );
}
