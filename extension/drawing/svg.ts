import type { Drawing, DrawnElement, DrawnGroup } from 'connectome-helpers/dist/contract/drawing.js';
import { UNITS_PER_PX } from 'connectome-helpers/dist/contract/drawing-path.js';
import { paintElement } from './paint';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * A checked drawing as an SVG element. Every element is made one by one and every text is set as text: nothing of the
 * drawing is read as markup. It is as wide as it says, or as the cell where that is narrower.
 *
 * @param descriptionId - the id of its description, unique in the page.
 */
export function drawingElement(drawing: Drawing, descriptionId: string): SVGSVGElement {
  const { widthPx, heightPx } = drawing;
  const svg = make('svg', { viewBox: `0 0 ${widthPx} ${heightPx}`, width: widthPx, height: heightPx });
  svg.setAttribute('role', 'img');
  // Not a title element: a browser would show it wherever the pointer rests, and it stands above the drawing already.
  svg.setAttribute('aria-label', drawing.title || drawing.description);
  svg.setAttribute('aria-describedby', descriptionId);
  svg.classList.add('jp-ConnectomeDrawing-picture');
  const description = make('desc', { id: descriptionId });
  description.textContent = drawing.description;
  svg.append(description, ...drawing.groups.map(groupElement));
  return svg;
}

function groupElement({ title, elements }: DrawnGroup): SVGElement {
  const group = make('g', {});
  if (title !== undefined) {
    const words = make('title', {});
    words.textContent = title;
    group.append(words);
  }
  group.append(...elements.map(shapeElement));
  return group;
}

function shapeElement(shape: DrawnElement): SVGElement {
  switch (shape.kind) {
    case 'lines': {
      const path = pathElement(shape.path);
      path.setAttribute('fill', 'none');
      path.setAttribute('stroke-width', String(shape.widthPx * UNITS_PER_PX));
      path.setAttribute('stroke-linecap', 'round');
      path.setAttribute('stroke-linejoin', 'round');
      if (shape.opacity !== undefined) path.setAttribute('opacity', String(shape.opacity));
      paintElement(path, 'stroke', shape.stroke);
      return path;
    }
    case 'area': {
      const path = pathElement(shape.path);
      if (shape.opacity !== undefined) path.setAttribute('fill-opacity', String(shape.opacity));
      paintElement(path, 'fill', shape.fill);
      return path;
    }
    case 'circle': {
      const circle = make('circle', { cx: shape.x, cy: shape.y, r: shape.radiusPx });
      paintElement(circle, 'fill', shape.fill);
      return circle;
    }
    case 'text': {
      const { x, y, sizePx, anchor, text } = shape;
      const words = make('text', { x, y, 'font-size': sizePx, 'text-anchor': anchor });
      if (shape.bold === true) words.setAttribute('font-weight', '600');
      if (shape.upward === true) words.setAttribute('transform', `rotate(-90 ${x} ${y})`);
      words.textContent = text;
      paintElement(words, 'fill', shape.fill);
      return words;
    }
  }
}

/** Paths are written in tenths of a px. */
function pathElement(d: string): SVGElement {
  return make('path', { d, transform: `scale(${1 / UNITS_PER_PX})` });
}

function make<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | number>>,
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  return element;
}
