import { expect, test } from 'vitest';
import { svgInMm } from '../../../extension/figure/svg-size';

test('the size is in mm, and the drawing keeps its px', () => {
  const svg = '<svg class="main-svg" width="333" height="227" viewBox="0 0 333 227" style=""><g width="5"/></svg>';
  expect(svgInMm(svg, 332.59842519685037, 226.77165354330708)).toBe(
    '<svg width="88mm" height="60mm" viewBox="0 0 332.59842519685037 226.77165354330708" class="main-svg" style=""><g width="5"/></svg>',
  );
});

test('text that is no SVG is refused', () => {
  expect(() => svgInMm('data', 1, 1)).toThrow('picture has no svg element');
});
