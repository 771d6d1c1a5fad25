/** `display(x)`: shows a value now, in the middle of a cell, and the bundle any value is shown with. */
import { inspect } from 'node:util';
import { jupyterDisplay, type MimeBundle } from '../contract/mime.js';
import { FormatError, UnsupportedError } from '../errors.js';

/** Sends one bundle to the notebook. */
export type DisplayPublisher = (bundle: MimeBundle) => void;

let publisher: DisplayPublisher | undefined;
/** The displays whose bundle is still being made, in order; `undefined` when none is. */
let pending: Promise<void> | undefined;

/** Tells {@link display} where to send bundles; the kernel calls it once at start, `undefined` takes it back. */
export function setDisplayPublisher(publish: DisplayPublisher | undefined): void {
  publisher = publish;
}

/**
 * Shows a value in the cell's output now, without waiting for the cell to end.
 *
 * A value that knows how to show itself (a viewer, a matrix, a figure, a check) appears as that, any other as text.
 * Several displays appear in the order they were asked for. A display whose picture takes time to make appears when
 * it is made, and the cell does not end before; when the making fails, so does the cell.
 *
 * @throws UnsupportedError in plain Node.js, where there is no notebook to show anything in.
 * @example
 * display('one number at a time');
 * for (const n of [1, 2, 3]) display(n);
 */
export function display(value: unknown): void {
  if (publisher === undefined) {
    throw new UnsupportedError(
      'display needs a notebook: received a call outside the connectome kernel, expected one in a cell; in plain ' +
        "Node.js call the value's [jupyterDisplay]() for its MIME bundle",
      { feature: 'display outside a kernel' },
    );
  }
  const publish = publisher;
  const shown = mimeBundle(value);
  if (pending === undefined && !isPromise(shown)) {
    publish(shown);
    return;
  }
  const sent: Promise<void> = (pending ?? Promise.resolve()).then(() => shown).then(publish);
  pending = sent;
  // A failure stays in `pending`, where the end of the cell meets it; here it only must not count as unhandled.
  const forget = (): void => {
    if (pending === sent) pending = undefined;
  };
  sent.then(forget, () => undefined);
}

/**
 * Settles when every {@link display} so far was sent; the kernel awaits it before a cell ends.
 *
 * @throws whatever the first failing display threw while its bundle was made.
 */
export async function displaysSent(): Promise<void> {
  const waiting = pending;
  try {
    await waiting;
  } finally {
    if (pending === waiting) pending = undefined;
  }
}

/** No longer waits for displays that are still being made, as after an interrupt; they appear if they are ever made. */
export function forgetDisplays(): void {
  pending = undefined;
}

/**
 * What a value is shown as: its own bundle when it answers to `Symbol.for('Jupyter.display')`, text otherwise.
 *
 * @throws FormatError when a value's own bundle is not an object of MIME types.
 */
export function mimeBundle(value: unknown): MimeBundle | Promise<MimeBundle> {
  const own = ownBundle(value);
  if (own === undefined) return { 'text/plain': plainText(value) };
  return isPromise(own) ? own.then(bundle => checkBundle(bundle, value)) : checkBundle(own, value);
}

/** A value as text: as Node prints it, ids with their `n`, long arrays cut short. */
export function plainText(value: unknown): string {
  return inspect(value, {
    depth: 4,
    maxArrayLength: 100,
    maxStringLength: 10_000,
    breakLength: 100,
  });
}

function ownBundle(value: unknown): unknown {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return undefined;
  const show: unknown = Reflect.get(value, jupyterDisplay);
  return typeof show === 'function' ? show.call(value) : undefined;
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
  const name = typeof value === 'object' && value !== null ? value.constructor?.name : undefined;
  return `[${name ?? typeof value}]`;
}

function isPromise(value: unknown): value is Promise<MimeBundle> {
  return typeof (value as PromiseLike<unknown> | undefined)?.then === 'function';
}
