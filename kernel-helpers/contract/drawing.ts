import type { INK } from './figure-ink.js';

/**
 * What something is painted with: a word of `INK`, which the theme fills in; `#rrggbb`; or two of them with a space
 * between, the first for light paper, the second for dark.
 */
export type Paint = (typeof INK)['strong' | 'muted' | 'faint' | 'paper'] | `#${string}`;

/** Open lines, round at their ends and corners. One that does not move, `M10 10l0 0`, is a dot. */
export interface DrawnLines {
  readonly kind: 'lines';
  /** See {@link Drawing}. */
  readonly path: string;
  readonly stroke: Paint;
  readonly widthPx: number;
  /** 1 where absent. */
  readonly opacity?: number;
}

/** Closed outlines, filled; one within another is a hole when it turns the other way. */
export interface DrawnArea {
  readonly kind: 'area';
  /** See {@link Drawing}. */
  readonly path: string;
  readonly fill: Paint;
  /** Of the filling; 1 where absent. */
  readonly opacity?: number;
}

/** A filled circle. */
export interface DrawnCircle {
  readonly kind: 'circle';
  readonly x: number;
  readonly y: number;
  readonly radiusPx: number;
  readonly fill: Paint;
}

/** A line of plain text; `y` is its baseline. */
export interface DrawnText {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly fill: Paint;
  readonly sizePx: number;
  /** Which part of the text stands at `x`. */
  readonly anchor: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
  /** Turned a quarter to the left, so that it reads upwards. */
  readonly upward?: boolean;
}

export type DrawnElement = DrawnLines | DrawnArea | DrawnCircle | DrawnText;

/** Elements that belong together, such as one neuron; later ones lie over earlier ones. */
export interface DrawnGroup {
  /** Plain text that a pointer resting on the group is shown. */
  readonly title?: string;
  readonly elements: readonly DrawnElement[];
}

/**
 * A drawing as it is stored: plain JSON, no markup and nothing to run. x runs right and y down, in px, from the upper
 * left corner.
 *
 * A `path` is written as in SVG, in whole tenths of a px, and uses three letters only: `M x y` begins a line at a
 * place, `l dx dy dx dy …` goes on from the point before, `z` closes.
 */
export interface Drawing {
  readonly version: 1;
  /** Plain text, shown above. */
  readonly title: string;
  /** Plain text, shown below. */
  readonly caption: string;
  /** The drawing in words, for readers who cannot see it. */
  readonly description: string;
  readonly synthetic: boolean;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly groups: readonly DrawnGroup[];
}
