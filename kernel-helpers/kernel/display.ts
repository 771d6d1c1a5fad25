/** `display(x)`: shows a value now, in the middle of a cell, and lets it be changed later. */
import { randomUUID } from 'node:crypto';
import { types } from 'node:util';
import type { MimeBundle } from '../contract/mime.js';
import {
  escapedTemplate,
  htmlBundle,
  jsonBundle,
  latexBundle,
  markdownBundle,
  pictureBundle,
  rawTemplate,
  svgBundle,
  textBundle,
} from '../display/media.js';
import { UnsupportedError } from '../errors.js';
import { markShown } from './already-shown.js';
import { type DisplayMetadata, type DisplayPublisher, displayPublisher, sendInOrder } from './display-queue.js';
import { mimeBundle } from './mime-bundle.js';

/** An output that is shown already. `Value` is what it can be changed to. */
export interface DisplayHandle<Value = unknown> {
  /** What the notebook knows the output by. */
  readonly id: string;
  /** Shows `value` in the place of what is there. */
  update(value: Value): void;
}

/** A picture's size on screen in pixels, and what it shows, for those who cannot see it. */
export interface PictureOptions {
  readonly width?: number;
  readonly height?: number;
  readonly alt?: string;
}

/**
 * Shows values in a cell's output, at once; `display.html` and its like show what is written in other languages.
 * Each returns a handle whose `update` changes what it showed.
 */
export interface Display {
  /**
   * Shows a value in the cell's output now, without waiting for the cell to end.
   *
   * A value that knows how to show itself (a viewer, a matrix, a figure, a check) appears as that; an Arrow table, an
   * array of like objects or a Map as a table; any other as text. A promise is awaited and its result shown. Several
   * displays appear in the order they were asked for, and the cell does not end before; when one fails, so does the
   * cell.
   *
   * `id` names the output: what is shown under the same name later, in any cell, takes its place, too.
   *
   * @throws UnsupportedError in plain Node.js, where there is no notebook to show anything in.
   * @example
   * const count = display('starting');
   * for (const n of [1, 2, 3]) count.update(n);
   */
  (value: unknown, options?: { readonly id?: string }): DisplayHandle;
  /**
   * Shows HTML as it is written: nothing in it is escaped. As a template, `` display.html`<b>${name}</b>` ``, every
   * value in it is. A front end takes scripts out of notebooks it does not trust yet.
   *
   * @example
   * const cell = 'Martinotti & basket';
   * display.html`<p>Cell type: <b>${cell}</b></p>`;
   */
  html(html: string | TemplateStringsArray, ...values: unknown[]): DisplayHandle<string>;
  /**
   * Shows an SVG drawing; its `<title>` is what a screen reader says. As a template, every value in it is escaped.
   *
   * @example
   * display.svg('<svg width="20" height="20"><title>a dot</title><circle cx="10" cy="10" r="8"/></svg>');
   */
  svg(svg: string | TemplateStringsArray, ...values: unknown[]): DisplayHandle<string>;
  /**
   * Shows a PNG picture: its bytes, or base64.
   *
   * @throws InvalidArgumentError when it is no PNG file.
   * @example
   * const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
   * display.png(dot, { width: 40, height: 40, alt: 'a red square' });
   */
  png(bytes: Uint8Array | ArrayBuffer | string, options?: PictureOptions): DisplayHandle<Uint8Array | string>;
  /**
   * Shows a JPEG picture: its bytes, or base64.
   *
   * @throws InvalidArgumentError when it is no JPEG file.
   * @example
   * import { readFile } from 'node:fs/promises';
   * const photo = await readFile('photo.jpg').catch(() => undefined);
   * if (photo) display.jpeg(photo, { width: 400, alt: 'the microscope' });
   */
  jpeg(bytes: Uint8Array | ArrayBuffer | string, options?: PictureOptions): DisplayHandle<Uint8Array | string>;
  /**
   * Shows a value as a tree that can be folded. Ids become decimal strings, for JSON has no integers of 64 bits.
   *
   * @throws InvalidArgumentError when JSON cannot hold it, as when it contains itself.
   * @example
   * display.json({ id: 720575940625363947n, layers: ['L2/3', 'L4'] }, { expanded: true });
   */
  json(value: unknown, options?: { readonly expanded?: boolean }): DisplayHandle;
  /**
   * Shows Markdown.
   *
   * @example
   * display.markdown('**12** cells, see [MICrONS](https://www.microns-explorer.org)');
   */
  markdown(markdown: string): DisplayHandle<string>;
  /**
   * Shows a formula. As a template its backslashes stay as they are written.
   *
   * @example
   * display.latex`p = \frac{k}{n}`;
   */
  latex(latex: string | TemplateStringsArray, ...values: unknown[]): DisplayHandle<string>;
  /**
   * Shows text as it is, without quotes.
   *
   * @example
   * const line = display.text('reading …');
   * line.update('read');
   */
  text(text: string): DisplayHandle<string>;
  /**
   * Takes away what the cell has shown: at once, or with `wait` only when something new comes, which does not flicker.
   *
   * @example
   * for (const n of [1, 2, 3]) {
   *   display.clear({ wait: true });
   *   display(n);
   * }
   */
  clear(options?: { readonly wait?: boolean }): void;
}

/**
 * Shows a value now, in the middle of a cell: `display(x)`. HTML, pictures, formulas and more: `display.html(text)`,
 * `.svg`, `.png`, `.jpeg`, `.json`, `.markdown`, `.latex`, `.text`. What is shown can be changed: `display(x).update(y)`.
 *
 * @example
 * const count = display('starting');
 * for (const n of [1, 2, 3]) count.update(n);
 */
export const display: Display = Object.assign(
  (value: unknown, options: { readonly id?: string } = {}): DisplayHandle =>
    show(value, { id: options.id, bundle: bundleOf }),
  {
    html: (html: string | TemplateStringsArray, ...values: unknown[]) =>
      show(typeof html === 'string' ? html : escapedTemplate(html, values), { bundle: htmlBundle }),
    svg: (svg: string | TemplateStringsArray, ...values: unknown[]) =>
      show(typeof svg === 'string' ? svg : escapedTemplate(svg, values), { bundle: svgBundle }),
    png: picture('png'),
    jpeg: picture('jpeg'),
    json: (value: unknown, { expanded = false }: { readonly expanded?: boolean } = {}) =>
      show(value, { bundle: jsonBundle, metadata: { 'application/json': { expanded } } }),
    markdown: (markdown: string) => show(markdown, { bundle: markdownBundle }),
    latex: (latex: string | TemplateStringsArray, ...values: unknown[]) =>
      show(typeof latex === 'string' ? latex : rawTemplate(latex, values), { bundle: latexBundle }),
    text: (text: string) => show(text, { bundle: textBundle }),
    clear: ({ wait = false }: { readonly wait?: boolean } = {}) => {
      const publisher = notebook();
      sendInOrder(undefined, () => publisher.clearOutput(wait));
    },
  },
);

interface Manner<Value> {
  readonly id?: string;
  readonly bundle: (value: Value) => MimeBundle | Promise<MimeBundle>;
  readonly metadata?: DisplayMetadata;
}

class Shown<Value> implements DisplayHandle<Value> {
  readonly id: string;
  readonly #manner: Manner<Value>;

  constructor(id: string, manner: Manner<Value>) {
    this.id = id;
    this.#manner = manner;
    markShown(this);
  }

  update(value: Value): void {
    const publisher = notebook();
    const { bundle, metadata } = this.#manner;
    sendInOrder(bundle(value), made => publisher.updateDisplay(made, this.id, metadata));
  }
}

function show<Value>(value: Value, manner: Manner<Value>): DisplayHandle<Value> {
  const publisher = notebook();
  const { bundle, metadata, id = randomUUID() } = manner;
  sendInOrder(bundle(value), made => publisher.displayData(made, { id, metadata }));
  return new Shown(id, manner);
}

/** A promise is only a means: nobody wants to read `Promise { <pending> }`. Other thenables are values of their own. */
function bundleOf(value: unknown): MimeBundle | Promise<MimeBundle> {
  return types.isPromise(value) ? value.then(mimeBundle) : mimeBundle(value);
}

function picture(kind: 'png' | 'jpeg'): Display['png'] {
  return (bytes, { alt, width, height } = {}) =>
    show<Uint8Array | ArrayBuffer | string>(bytes, {
      bundle: value => pictureBundle(kind, value, alt),
      metadata: { [`image/${kind}`]: { width, height, alt } },
    });
}

function notebook(): DisplayPublisher {
  const publisher = displayPublisher();
  if (publisher !== undefined) return publisher;
  throw new UnsupportedError(
    'display needs a notebook: received a call outside the connectome kernel, expected one in a cell; in plain ' +
      "Node.js call the value's [jupyterDisplay]() for its MIME bundle",
    { feature: 'display outside a kernel' },
  );
}
