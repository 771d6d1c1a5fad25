import { describe, expect, test } from 'vitest';
import { validateFigure } from '../../kernel-helpers/contract/validate-figure.js';

const figure = { version: 1, title: 'Synapses', caption: 'n = 3', synthetic: false, data: [], layout: {} };
const message = (at: string, received: string, expected: string): string =>
  `figure ${at} is not drawable: received ${received}, expected ${expected}; run the cell again`;
const KEYS = 'only keys that a connectome figure uses';
const TAGS = 'no tags but <b>, <i>, <br>, <sub>, <sup> and <extra></extra>';
const FORMAT = 'a number format of at most two digits, such as %{y:.2f}';
const withTrace = (trace: object): unknown => ({ ...figure, data: [{ type: 'scatter', x: [1], y: [1], ...trace }] });
const withAxis = (xaxis: object): unknown => ({ ...figure, layout: { xaxis } });
const zeros = (length: number): number[] => new Array(length).fill(0);

describe('a small file cannot hold up the page:', () => {
  const cases: [string, unknown, string][] = [
    [
      'an axis format as wide as a novel',
      withAxis({ tickformat: '050000000d' }),
      message('layout.xaxis', 'the key "tickformat"', KEYS),
    ],
    [
      'a text template',
      withTrace({ texttemplate: '%{x:0200000000d}' }),
      message('data[0]', 'the key "texttemplate"', KEYS),
    ],
    [
      'a wide number in a hover template',
      withTrace({ hovertemplate: 'x %{x:0200000000d}' }),
      message('data[0].hovertemplate', '%{x:0200000000d}', FORMAT),
    ],
    [
      'a long fraction in a hover template',
      withTrace({ hovertemplate: '%{y:.200f}' }),
      message('data[0].hovertemplate', '%{y:.200f}', FORMAT),
    ],
    [
      'a date format in a hover template',
      withTrace({ hovertemplate: '%{x|%Y}' }),
      message('data[0].hovertemplate', '%{x|%Y}', FORMAT),
    ],
    [
      'ticks at every unit of a long axis',
      withAxis({ range: [0, 1e15], tick0: 0, dtick: 1, tickmode: 'linear' }),
      message('layout.xaxis', 'the key "tick0"', KEYS),
    ],
    [
      'even ticks, whose step is 1 when none is named',
      withAxis({ range: [0, 1e15], tickmode: 'linear' }),
      message('layout.xaxis.tickmode', 'linear', 'auto or array'),
    ],
    ['a wish for many ticks', withAxis({ nticks: 1e9 }), message('layout.xaxis.nticks', '1000000000', '0 to 50')],
    [
      'a long list of ticks',
      withAxis({ tickmode: 'array', tickvals: zeros(300_000) }),
      message('layout.xaxis.tickvals', '300000 entries', 'at most 300'),
    ],
    [
      'a long list of ticks at a colour bar',
      { ...figure, data: [{ type: 'heatmap', z: [[1]], colorbar: { tickvals: zeros(301) } }] },
      message('data[0].colorbar.tickvals', '301 entries', 'at most 300'),
    ],
    [
      'many ticks, over several axes',
      {
        ...figure,
        layout: Object.fromEntries([2, 3, 4, 5].map(i => [`xaxis${i}`, { tickvals: zeros(300) }])),
      },
      message('layout.xaxis5.tickvals', 'more than 1000 ticks in all', 'fewer: name a selection'),
    ],
    [
      'many axes',
      { ...figure, layout: Object.fromEntries(zeros(41).map((_, i) => [`xaxis${i + 2}`, {}])) },
      message('layout', '41 axes', 'at most 40'),
    ],
    [
      'many bars',
      { ...figure, data: [{ type: 'bar', y: zeros(10_001) }] },
      message('data[0]', 'more than 10000 bars in all', 'fewer: bin or window the data first'),
    ],
    [
      'many annotations',
      { ...figure, layout: { annotations: new Array(1001).fill({ text: 'a' }) } },
      message('layout.annotations', '1001 entries', 'at most 1000'),
    ],
    [
      'many shapes',
      { ...figure, layout: { shapes: new Array(1001).fill({ type: 'line' }) } },
      message('layout.shapes', '1001 entries', 'at most 1000'),
    ],
    [
      'a line of endless dashes',
      { ...figure, layout: { shapes: [{ type: 'line', line: { dash: '1e-7px,1e-7px' } }] } },
      message('layout.shapes[0].line.dash', '1e-7px,1e-7px', 'solid, dot or dash'),
    ],
    [
      'many written texts',
      withTrace({ mode: 'markers+text', x: zeros(10_001), text: ['a'] }),
      message('data[0]', 'more than 10000 written texts in all', 'fewer: label a selection'),
    ],
    [
      'one text written at every point',
      withTrace({ mode: 'text', text: 'a' }),
      message('data[0].text', 'a', 'an array with one text a point'),
    ],
    [
      'many points, in several traces',
      { ...figure, data: new Array(2).fill({ type: 'scatter', x: zeros(50_001) }) },
      message('data[1]', 'more than 100000 points in all', 'fewer: bin or window the data first'),
    ],
    [
      'points packed in base64',
      withTrace({ x: { dtype: 'f8', bdata: 'AAAA' } }),
      message('data[0].x', '{"dtype":"f8","bdata":"AAAA"}', 'a number, text, true, false or null'),
    ],
    [
      'points in nested lists',
      withTrace({ x: [[1, 2]] }),
      message('data[0].x[0]', '[1,2]', 'a number, text, true, false or null'),
    ],
    [
      'a heatmap that fills its gaps',
      { ...figure, data: [{ type: 'heatmap', z: [[1, null]], connectgaps: true }] },
      message('data[0]', 'the key "connectgaps"', KEYS),
    ],
    [
      'a large heatmap',
      { ...figure, data: [{ type: 'heatmap', z: new Array(1200).fill(zeros(1200)) }] },
      message('data[0].z', 'more than 1000000 cells in all', 'fewer: bin or window the data first'),
    ],
    [
      'a ragged heatmap, as large as its longest row',
      { ...figure, data: [{ type: 'heatmap', z: [zeros(2000), ...new Array(1000).fill([0])] }] },
      message('data[0].z', 'more than 1000000 cells in all', 'fewer: bin or window the data first'),
    ],
    [
      'a flat heatmap, spread over its x and y',
      { ...figure, data: [{ type: 'heatmap', x: [1, 2], y: [1, 2], z: [1, 2] }] },
      message('data[0].z', '[1,2]', 'an array of rows'),
    ],
    ['an axis far out', withTrace({ xaxis: 'x999999999' }), message('data[0].xaxis', 'x999999999', 'x, x2 to x99')],
  ];
  test.each(cases)('%s is refused', (_, payload, sentence) => {
    expect(() => validateFigure(payload)).toThrow(expect.objectContaining({ name: 'FormatError', message: sentence }));
  });
});

describe('a text neither loads nor links anything:', () => {
  const written = (text: string): unknown => withTrace({ mode: 'text', text: [text] });
  const style = '<span style="cursor:url(http://example.org/a.png)">';
  const cases: [string, unknown, string][] = [
    ['a style at a point', written(`${style}a</span>`), message('data[0].text[0]', style.slice(0, 41), TAGS)],
    ['a link at a point', written('<a href="#">a</a>'), message('data[0].text[0]', '<a href="#">', TAGS)],
    [
      'a link in an annotation',
      { ...figure, layout: { annotations: [{ text: '<a href="#">a</a>' }] } },
      message('layout.annotations[0].text', '<a href="#">', TAGS),
    ],
    [
      'a link in an axis title',
      withAxis({ title: { text: '<A href="#">a</A>' } }),
      message('layout.xaxis.title.text', '<A href="#">', TAGS),
    ],
    [
      'a style at a harmless tag',
      withAxis({ ticktext: ['<b style="a">'] }),
      message('layout.xaxis.ticktext[0]', '<b style="a">', TAGS),
    ],
    [
      'a tag a template puts together',
      withTrace({ hovertemplate: '<%{customdata}>', customdata: ['a href="#"'] }),
      message('data[0].hovertemplate', '<%{customdata}>', TAGS),
    ],
    [
      'half a tag, for a template to complete',
      withTrace({ hovertemplate: '%{customdata}a href="#">', customdata: ['<'] }),
      message('data[0].customdata[0]', '<', TAGS),
    ],
    [
      'an address as a colour',
      withTrace({ marker: { color: 'url (http://example.org/a.svg#a)' } }),
      message('data[0].marker.color', 'url (http://example.org/a.svg#a)', 'no url('),
    ],
    [
      'a font of its own',
      { ...figure, layout: { annotations: [{ text: 'a', font: { family: 'a' } }] } },
      message('layout.annotations[0].font', 'the key "family"', KEYS),
    ],
    [
      'an endless text in the drawing',
      written('x'.repeat(2001)),
      message('data[0].text[0]', '2001 characters', 'at most 2000'),
    ],
  ];
  test.each(cases)('%s is refused', (_, payload, sentence) => {
    expect(() => validateFigure(payload)).toThrow(expect.objectContaining({ name: 'FormatError', message: sentence }));
  });

  test('bold, italic, raised and lowered text, line breaks and comparisons stay', () => {
    const text = '<b>a</b><br><i>b</i> <sub>c</sub><sup>d</sup> <.01, p < 0.05, <= 3<extra></extra>';
    const payload = withTrace({ text, hovertemplate: '%{x} %{y:.4f} %{customdata[0]:,.3~s}<extra></extra>' });
    expect(validateFigure(payload)).toBe(payload);
  });
});
