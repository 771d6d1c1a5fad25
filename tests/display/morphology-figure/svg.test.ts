import { describe, expect, test } from 'vitest';
import type { Drawing, DrawnElement } from '../../../kernel-helpers/contract/drawing.js';
import { drawingSvg } from '../../../kernel-helpers/display/morphology-figure/svg.js';

const drawing = (elements: readonly DrawnElement[], words: Partial<Drawing> = {}): Drawing => ({
  version: 1,
  title: '',
  caption: '',
  description: '',
  synthetic: false,
  widthPx: 200,
  heightPx: 100,
  groups: [{ elements }],
  ...words,
});
/** The document's elements between the paper and the end. */
const body = (given: Drawing): string =>
  /<g transform="translate\(14 \d+\)">\n([\s\S]*)\n<\/g>/.exec(drawingSvg(given))?.[1] ?? '';

describe('each kind of element', () => {
  test('lines', () => {
    expect(body(drawing([{ kind: 'lines', path: 'M0 0l10 0', stroke: '#112233 #ddeeff', widthPx: 0.65 }]))).toBe(
      '<g><path transform="scale(0.1)" d="M0 0l10 0" fill="none" stroke="#112233" stroke-width="6.5" ' +
        'stroke-linecap="round" stroke-linejoin="round"/></g>',
    );
  });

  test('areas', () => {
    expect(body(drawing([{ kind: 'area', path: 'M0 0l10 0z', fill: 'ink:faint', opacity: 0.2 }]))).toBe(
      '<g><path transform="scale(0.1)" d="M0 0l10 0z" fill="#c4c4c4" fill-opacity="0.2"/></g>',
    );
  });

  test('circles', () => {
    expect(body(drawing([{ kind: 'circle', x: 1.5, y: 2, radiusPx: 3, fill: 'ink:strong' }]))).toBe(
      '<g><circle cx="1.5" cy="2" r="3" fill="#1f1f1f"/></g>',
    );
  });

  test('texts, upright and upward', () => {
    const text = { kind: 'text', x: 1, y: 2, text: 'L1 < L2', fill: 'ink:muted', sizePx: 11, anchor: 'end' } as const;
    expect(body(drawing([{ ...text, bold: true }]))).toBe(
      '<g><text x="1" y="2" font-size="11" text-anchor="end" fill="#616161" font-weight="600">L1 &lt; L2</text></g>',
    );
    expect(body(drawing([{ ...text, upward: true }]))).toContain('transform="rotate(-90 1 2)"');
  });

  test('groups with a title', () => {
    const given = drawing([], { groups: [{ title: 'a & b', elements: [] }] });
    expect(body(given)).toBe('<g><title>a &amp; b</title></g>');
  });
});

test('title and caption stand above and below in lines no wider than the drawing, on white', () => {
  const svg = drawingSvg(drawing([], { title: 'Eight neurons', caption: `${'word '.repeat(30)}end 20 µm.` }));
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="228" height="(\d+)" viewBox="0 0 228 \1"/);
  expect(svg).toContain('<title>Eight neurons</title>');
  expect(svg).toContain('fill="#ffffff"');
  const lines = [...svg.matchAll(/font-size="12"[^>]*>([^<]*)</g)].map(([, line]) => line);
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.join(' ')).toContain('end');
  // A number keeps its unit on its line.
  expect(lines.join('|')).toContain('20\u00a0µm.');
});

test('without title and caption there is only the drawing', () => {
  expect(drawingSvg(drawing([]))).toContain('width="228" height="128"');
});
