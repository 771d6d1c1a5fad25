import { afterEach, expect, test } from 'vitest';
import { jupyterDisplay } from '../../kernel-helpers/contract/mime.js';
import { InvalidArgumentError, UnsupportedError } from '../../kernel-helpers/errors.js';
import { isShown } from '../../kernel-helpers/kernel/already-shown.js';
import { display } from '../../kernel-helpers/kernel/display.js';
import { displaysSent, forgetDisplays, setDisplayPublisher } from '../../kernel-helpers/kernel/display-queue.js';
import { publishing, type Sent, texts } from './publishing.js';

afterEach(() => {
  forgetDisplays();
  setDisplayPublisher(undefined);
});

const slow = (text: string): object => ({
  [jupyterDisplay]: async () => ({ 'text/plain': text }),
});

const failing = { [jupyterDisplay]: () => Promise.reject(new Error('no picture')) };

test('outside a kernel display says so, and what to do instead', () => {
  expect(() => display(1)).toThrow(UnsupportedError);
  expect(() => display(1)).toThrow('[jupyterDisplay]()');
  expect(() => display.html('<b>1</b>')).toThrow(UnsupportedError);
  expect(() => display.clear()).toThrow(UnsupportedError);
});

test('a plain value is shown as text, at once', () => {
  const sent = publishing();
  display({ id: 5n });
  expect(sent).toEqual([
    { type: 'display', bundle: { 'text/plain': '{ id: 5n }' }, id: expect.any(String), metadata: undefined },
  ]);
});

test('a value that knows how to show itself is asked', () => {
  const sent = publishing();
  const bundle = { 'text/plain': 'a neuron', 'text/html': '<b>a neuron</b>' };
  display({ [jupyterDisplay]: () => bundle });
  expect(sent[0].bundle).toEqual(bundle);
});

test('displays keep their order when one takes time', async () => {
  const sent = publishing();
  display(slow('first'));
  display('second');
  display(slow('third'));
  await displaysSent();
  expect(texts(sent)).toEqual(['first', "'second'", 'third']);
});

test('a promise is awaited in its turn; another thenable is a value of its own', async () => {
  const sent = publishing();
  let asked = 0;
  const query = {
    // biome-ignore lint/suspicious/noThenProperty: what a query builder has
    then: () => {
      asked++;
    },
  };
  display(Promise.resolve(7n));
  display('after');
  display(query);
  await displaysSent();
  expect(texts(sent)).toEqual(['7n', "'after'", '{ then: [Function: then] }']);
  expect(asked).toBe(0);
});

test('a display that fails while it is made fails the cell, once, and keeps no other back', async () => {
  const sent = publishing();
  display(slow('first'));
  display(failing);
  display('last');
  await expect(displaysSent()).rejects.toThrow('no picture');
  await expect(displaysSent()).resolves.toBeUndefined();
  expect(texts(sent)).toEqual(['first', "'last'"]);
});

test('a failure that comes while an earlier display is still being made is nobody else’s', async () => {
  const unhandled: unknown[] = [];
  const hear = (reason: unknown): number => unhandled.push(reason);
  process.on('unhandledRejection', hear);
  publishing();
  let made: (bundle: object) => void = () => undefined;
  display({ [jupyterDisplay]: () => new Promise(resolve => (made = resolve)) });
  display(failing);
  await new Promise(setImmediate);
  made({ 'text/plain': 'first' });
  await expect(displaysSent()).rejects.toThrow('no picture');
  process.off('unhandledRejection', hear);
  expect(unhandled).toEqual([]);
});

test('what is shown can be changed, under the same id and in order', async () => {
  const sent = publishing();
  const first = display('one');
  const second = display(slow('two'), { id: 'mine' });
  first.update('three');
  second.update([4n]);
  await displaysSent();
  expect(sent.map(({ type, id }) => [type, id])).toEqual([
    ['display', first.id],
    ['display', 'mine'],
    ['update', first.id],
    ['update', 'mine'],
  ]);
  expect(texts(sent)).toEqual(["'one'", 'two', "'three'", '[ 4n ]']);
  expect(first.id).not.toBe(display('other').id);
});

test('what display returns is shown already: a cell that ends with it shows nothing more', () => {
  publishing();
  expect(isShown(display(1))).toBe(true);
  expect(isShown(display.text('a'))).toBe(true);
  expect(isShown({ id: 'x', update: () => undefined })).toBe(false);
});

test('HTML and SVG are sent as written; in a template every value is escaped', () => {
  const sent = publishing();
  const name = '<script>alert("1")</script>';
  display.html('<b>bold</b> &amp; plain<br>next').update('<i>new</i>');
  display.html`<b title="${name}">${name}</b>`;
  display.svg('<svg><title>a dot</title></svg>');
  display.svg`<svg><text>${name}</text></svg>`;
  const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;';
  expect(sent.map(one => one.bundle)).toEqual([
    { 'text/plain': 'bold & plain\nnext', 'text/html': '<b>bold</b> &amp; plain<br>next' },
    { 'text/plain': 'new', 'text/html': '<i>new</i>' },
    { 'text/plain': name, 'text/html': `<b title="${escaped}">${escaped}</b>` },
    { 'text/plain': 'a dot', 'image/svg+xml': '<svg xmlns="http://www.w3.org/2000/svg"><title>a dot</title></svg>' },
    {
      'text/plain': '[SVG picture]',
      'image/svg+xml': `<svg xmlns="http://www.w3.org/2000/svg"><text>${escaped}</text></svg>`,
    },
  ]);
});

test('formulas, Markdown and text are sent as written', () => {
  const sent = publishing();
  display.latex`\frac{k}{${2}}`;
  display.latex('$x$ alone');
  display.markdown('**12**');
  display.text('a "quoted" line');
  expect(sent.map(one => one.bundle)).toEqual([
    { 'text/plain': '\\frac{k}{2}', 'text/latex': '$$\\frac{k}{2}$$' },
    { 'text/plain': '$x$ alone', 'text/latex': '$x$ alone' },
    { 'text/plain': '**12**', 'text/markdown': '**12**' },
    { 'text/plain': 'a "quoted" line' },
  ]);
});

test('JSON holds ids exactly, and arrays, Maps and Sets as arrays', () => {
  const sent = publishing();
  display.json({ id: 720575940625363947n, size: Float32Array.of(1, 2), types: new Set(['BC']) }, { expanded: true });
  expect(sent[0].bundle['application/json']).toEqual({ id: '720575940625363947', size: [1, 2], types: ['BC'] });
  expect(sent[0].metadata).toEqual({ 'application/json': { expanded: true } });
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  expect(() => display.json(cycle)).toThrow(InvalidArgumentError);
  expect(() => display.json(() => 1)).toThrow('display.json cannot show this: received [function], expected what JSON');
});

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('a picture is bytes or base64, with the size and the words it is given, also when updated', () => {
  const sent: Sent[] = publishing();
  const bytes = new Uint8Array(Buffer.from(PNG, 'base64'));
  const handle = display.png(bytes, { width: 40, height: 30, alt: 'a red square' });
  handle.update(`data:image/png;base64,${PNG}`);
  display.png(bytes.buffer as ArrayBuffer);
  display.jpeg(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0));
  const metadata = { 'image/png': { width: 40, height: 30, alt: 'a red square' } };
  expect(sent.map(({ bundle, metadata: facts }) => [bundle, facts])).toEqual([
    [{ 'text/plain': 'a red square', 'image/png': PNG }, metadata],
    [{ 'text/plain': 'a red square', 'image/png': PNG }, metadata],
    [{ 'text/plain': '[PNG picture, 72 bytes]', 'image/png': PNG }, { 'image/png': {} }],
    [{ 'text/plain': '[JPEG picture, 6 bytes]', 'image/jpeg': '/9j/4A==' }, { 'image/jpeg': {} }],
  ]);
  expect(() => display.jpeg(bytes)).toThrow('display.jpeg cannot show this: received [137, 80, 78, 71');
  expect(() => display.png(7 as unknown as string)).toThrow(InvalidArgumentError);
});

test('clear goes out in its turn', async () => {
  const sent = publishing();
  display.clear();
  display(slow('first'));
  display.clear({ wait: true });
  display(2);
  await displaysSent();
  expect(sent.map(({ type, wait }) => [type, wait])).toEqual([
    ['clear', false],
    ['display', undefined],
    ['clear', true],
    ['display', undefined],
  ]);
});
