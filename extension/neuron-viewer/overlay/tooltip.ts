/** What is under the pointer, in words beside it. */

import { element } from './element';

export interface ITooltipText {
  readonly title: string;
  /** `#rrggbb` of the cell. */
  readonly color?: string;
  readonly rows: readonly (readonly [label: string, value: string])[];
}

export interface ITooltip {
  readonly node: HTMLElement;
  /** Beside a place of the picture, `undefined` to hide it. */
  show(text: ITooltipText | undefined, x: number, y: number): void;
}

/** Pixels from the pointer, which must not cover what it points at. */
const gap = 14;

export function createTooltip(): ITooltip {
  const node = element('div', 'tooltip');
  node.setAttribute('role', 'tooltip');
  node.hidden = true;
  let shown: ITooltipText | undefined;
  return {
    node,
    show(text, x, y) {
      node.hidden = text === undefined;
      if (!text) return;
      if (text !== shown) node.replaceChildren(...content(text));
      shown = text;
      const stage = node.parentElement;
      if (!stage) return;
      const [left, top] = tooltipPlace(
        [x, y],
        [node.offsetWidth, node.offsetHeight],
        [stage.clientWidth, stage.clientHeight],
      );
      node.style.transform = `translate(${left}px, ${top}px)`;
    },
  };
}

/** Right of and below the pointer, or on its other side where there is no room; always whole where that is possible. */
export function tooltipPlace(
  pointer: readonly [number, number],
  size: readonly [number, number],
  stage: readonly [number, number],
): [number, number] {
  return [0, 1].map(k => {
    const after = pointer[k] + gap;
    const before = pointer[k] - gap - size[k];
    if (after + size[k] <= stage[k]) return Math.round(after);
    return Math.round(before >= 0 ? before : Math.max(0, stage[k] - size[k]));
  }) as [number, number];
}

function content({ title, color, rows }: ITooltipText): HTMLElement[] {
  const heading = element('div', 'tooltipTitle');
  if (color !== undefined) {
    const swatch = element('span', 'swatch');
    swatch.style.backgroundColor = color;
    heading.append(swatch);
  }
  heading.append(element('span', '', title));
  const list = element('dl', 'tooltipRows');
  for (const [label, value] of rows)
    list.append(element('dt', 'tooltipTerm', label), element('dd', 'tooltipValue', value));
  return rows.length === 0 ? [heading] : [heading, list];
}
