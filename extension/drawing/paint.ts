import type { Paint } from 'connectome-helpers/dist/contract/drawing.js';
import { INK } from 'connectome-helpers/dist/contract/figure-ink.js';

/** Classes of `style/drawing.css` for the words of `INK`. */
const INK_CLASSES: Readonly<Record<string, string>> = {
  [INK.strong]: 'jp-mod-strong',
  [INK.muted]: 'jp-mod-muted',
  [INK.faint]: 'jp-mod-faint',
  [INK.paper]: 'jp-mod-paper',
};

/** What an element was painted with. */
export interface IPainted {
  readonly property: 'stroke' | 'fill';
  readonly paint: Paint;
}

const paints = new WeakMap<Element, readonly IPainted[]>();

/** What an element was painted with by {@link paintElement}. */
export function paintsOf(element: Element): readonly IPainted[] {
  return paints.get(element) ?? [];
}

/**
 * Paints an element so that the style sheet alone can follow the theme: a class for an ink, and for a colour what it
 * is on light paper and on dark as custom properties.
 */
export function paintElement(element: SVGElement, property: 'stroke' | 'fill', paint: Paint): void {
  paints.set(element, [...paintsOf(element), { property, paint }]);
  // Where no style sheet of ours is, shapes have at least the colour of the text around them.
  element.setAttribute(property, 'currentColor');
  element.classList.add(`jp-mod-${property}`);
  if (Object.hasOwn(INK_CLASSES, paint)) {
    element.classList.add(INK_CLASSES[paint]);
    return;
  }
  const [light, dark = light] = paint.split(' ');
  element.style.setProperty('--jp-connectome-on-light', light);
  element.style.setProperty('--jp-connectome-on-dark', dark);
}
