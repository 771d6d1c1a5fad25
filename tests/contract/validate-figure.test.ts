import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FIGURE_MIME } from '../../kernel-helpers/contract/mime.js';
import { validateFigure } from '../../kernel-helpers/contract/validate-figure.js';
import { FormatError } from '../../kernel-helpers/errors.js';

const figure = {
  version: 1,
  title: 'Synapses',
  caption: 'n = 3',
  synthetic: false,
  data: [{ type: 'scatter', x: [0, 1, null], y: [1, 2, 3], marker: { color: 'ink:strong' } }],
  layout: { height: 300, xaxis: { title: { text: 'x' } }, yaxis2: {}, annotations: [], shapes: [] },
};

test('a figure of our traces and axes is returned as it is', () => {
  expect(validateFigure(figure)).toBe(figure);
});

describe('a figure is refused, with the place named,', () => {
  const cases: [string, unknown, string][] = [
    ['when it is no object', 'figure', 'figure figure is not drawable: received figure, expected an object'],
    [
      'when its version is another',
      { ...figure, version: 2 },
      'figure version is not drawable: received 2, expected 1',
    ],
    ['when the title is no text', { ...figure, title: 7 }, 'figure title is not drawable: received 7, expected text'],
    [
      'when it does not say whether it is synthetic',
      { ...figure, synthetic: undefined },
      'figure synthetic is not drawable: received undefined, expected true or false',
    ],
    [
      'when a trace is of a type we do not draw',
      { ...figure, data: [{ type: 'scattermap' }] },
      'figure data[0].type is not drawable: received scattermap, expected scatter, bar, heatmap',
    ],
    [
      'when the layout would load a picture from elsewhere',
      { ...figure, layout: { images: [{ source: 'http://example.org/x.png' }] } },
      'figure layout is not drawable: received the key "images", expected only keys that a connectome figure uses',
    ],
    [
      'when it would grow over the page',
      { ...figure, layout: { height: 90000 } },
      'figure layout.height is not drawable: received 90000, expected 50 to 4000 px',
    ],
    [
      'when a text is endless',
      { ...figure, caption: 'x'.repeat(20_001) },
      'figure caption is not drawable: received 20001 characters, expected at most 20000',
    ],
  ];
  for (const [name, payload, message] of cases) {
    test(name, () => {
      expect(() => validateFigure(payload)).toThrow(FormatError);
      expect(() => validateFigure(payload)).toThrow(message);
    });
  }

  test('when a key would reach into the prototype', () => {
    const payload = JSON.parse(JSON.stringify(figure).replace('"marker"', '"__proto__"'));
    expect(() => validateFigure(payload)).toThrow('figure data[0] is not drawable: received the key "__proto__"');
  });

  test('when it holds more values than can be drawn', () => {
    const long = new Array(2_600_000).fill(0);
    const payload = { ...figure, data: [{ type: 'heatmap', x: long, y: long, z: [[1]] }] };
    expect(() => validateFigure(payload)).toThrow('data[0].y is not drawable: received more than 5000000 values');
  });

  test('when it is nested without end', () => {
    let nest: unknown = 1;
    for (let i = 0; i < 20; i++) nest = { nest };
    expect(() => validateFigure({ ...figure, layout: { xaxis: nest } })).toThrow(
      'figure layout.xaxis is not drawable: received the key "nest"',
    );
  });

  test('when a value is a function', () => {
    const payload = { ...figure, data: [{ type: 'bar', x: [() => 1] }] };
    expect(() => validateFigure(payload)).toThrow('figure data[0].x[0] is not drawable');
  });
});

const notebooks = new URL('../../notebooks/', import.meta.url);
interface StoredNotebook {
  cells: { outputs?: { data?: Record<string, unknown> }[] }[];
}

test('every figure stored in our notebooks passes', () => {
  const figures = readdirSync(notebooks)
    .filter(name => name.endsWith('.ipynb'))
    .map(name => JSON.parse(readFileSync(new URL(name, notebooks), 'utf8')) as StoredNotebook)
    .flatMap(notebook => notebook.cells.flatMap(cell => cell.outputs ?? []))
    .map(output => output.data?.[FIGURE_MIME])
    .filter(payload => payload !== undefined);
  expect(figures.length).toBeGreaterThan(0);
  for (const payload of figures) expect(validateFigure(payload)).toBe(payload);
});
