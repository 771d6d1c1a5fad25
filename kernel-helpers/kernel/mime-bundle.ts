/** The bundle any value is shown with. */
import { jupyterDisplay, type MimeBundle } from '../contract/mime.js';
import { valueForms } from '../display/value.js';
import { FormatError } from '../errors.js';
import { plainText } from './plain-text.js';

/**
 * What a value is shown as: its own bundle when it answers to `Symbol.for('Jupyter.display')`; a table in HTML for
 * Arrow tables, arrays of flat objects and Maps; the range of long typed arrays; text otherwise.
 *
 * @throws FormatError when a value's own bundle is not an object of MIME types.
 */
export function mimeBundle(value: unknown): MimeBundle | Promise<MimeBundle> {
  const own = ownBundle(value);
  if (own === undefined) return bundleOf(value);
  return isPromise(own) ? own.then(bundle => checkBundle(bundle, value)) : checkBundle(own, value);
}

function bundleOf(value: unknown): MimeBundle {
  const { text, html } = formsOf(value);
  const plain = { 'text/plain': text ?? plainText(value) };
  return html === undefined ? plain : { ...plain, 'text/html': html };
}

/** A value that only looks like a table, or throws when it is looked at, still has text. */
function formsOf(value: unknown): ReturnType<typeof valueForms> {
  try {
    return valueForms(value);
  } catch {
    return {};
  }
}

function ownBundle(value: unknown): unknown {
  const show = ownDisplay(value);
  return typeof show === 'function' ? show.call(value) : undefined;
}

/** What a value answers to the symbol; a proxy that throws at any question answers nothing. */
function ownDisplay(value: unknown): unknown {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return undefined;
  try {
    return Reflect.get(value, jupyterDisplay);
  } catch {
    return undefined;
  }
}

function checkBundle(bundle: unknown, value: unknown): MimeBundle {
  if (bundle === null || typeof bundle !== 'object' || Array.isArray(bundle)) {
    throw new FormatError(
      `Jupyter.display bundle is no object: received ${plainText(bundle)}, expected { 'text/plain': …, … }`,
      {
        format: 'MIME bundle',
        at: 'result of [Symbol.for("Jupyter.display")]()',
      },
    );
  }
  const kept = Object.entries(bundle).filter(([, content]) => content !== undefined && typeof content !== 'function');
  for (const [type, content] of kept) {
    if (!type.startsWith('text/') || typeof content === 'string' || isLines(content)) continue;
    throw new FormatError(
      `Jupyter.display bundle has a ${type} that is no text: received ${plainText(content)}, expected a string`,
      { format: 'MIME bundle', at: type },
    );
  }
  // Someone else's displayable may leave the text out; a screen reader still needs some.
  return { 'text/plain': nameOf(value), ...Object.fromEntries(kept) };
}

/** Text as a notebook may store it: one string, or its lines. */
function isLines(content: unknown): boolean {
  return Array.isArray(content) && content.every(line => typeof line === 'string');
}

function nameOf(value: unknown): string {
  try {
    const name = typeof value === 'object' && value !== null ? value.constructor?.name : undefined;
    return `[${name ?? typeof value}]`;
  } catch {
    return `[${typeof value}]`;
  }
}

function isPromise(value: unknown): value is Promise<MimeBundle> {
  return typeof (value as PromiseLike<unknown> | undefined)?.then === 'function';
}
