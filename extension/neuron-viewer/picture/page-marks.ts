/** What stands on and around a still or exported picture, as marks that a canvas and an SVG draw alike. Pure. */

import type { DecodedScene } from 'connectome-helpers/dist/contract/scene/decode.js';
import { wrapLines } from '../../figure/still-picture';
import { PRINT_THEME } from '../../figure/theme';
import { type ICamera, unitsPerPixel } from '../camera/camera';
import { colorBarTicks } from '../overlay/color-bar-ticks';
import { layerLabelPlaces } from '../overlay/layer-labels';
import type { ILayerPlanes } from '../overlay/layer-planes';
import { cellLegend } from '../overlay/legend';
import { scaleBar } from '../overlay/scale-bar';
import { type ISceneLegends, sceneLegends, usesCellColors } from '../overlay/scene-legends';
import type { ITranslation } from '../translation';

export type Background = 'white' | 'dark' | 'transparent';

export const PARTS = ['title', 'legend', 'scale-bar', 'layers'] as const;
export type PagePart = (typeof PARTS)[number];

export type Anchor = 'start' | 'middle' | 'end';

/** Text stands with its middle at `y`. */
export type Mark =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly x: number;
      readonly y: number;
      readonly sizePx: number;
      readonly weight: 400 | 600;
      readonly color: string;
      readonly anchor: Anchor;
    }
  | { readonly kind: 'dot'; readonly x: number; readonly y: number; readonly radius: number; readonly color: string }
  | {
      /** Several colours run from left to right. `name` for those who look for it in the file. */
      readonly kind: 'bar';
      readonly name: string;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly colors: readonly string[];
    };

export interface IPage {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Where the picture lies; it is as wide as the page. */
  readonly pictureTopPx: number;
  readonly pictureHeightPx: number;
  /** `undefined` where one looks through. */
  readonly paper: string | undefined;
  readonly marks: readonly Mark[];
}

export interface IPageParts {
  readonly decoded: DecodedScene;
  readonly planes: ILayerPlanes;
  readonly parts: ReadonlySet<PagePart>;
  readonly background: Background;
  /** On a transparent page: whether it will lie on something dark. */
  readonly dark: boolean;
  readonly trans: ITranslation;
  /** Width of a text of so many px. */
  measure(text: string, sizePx: number, weight: number): number;
}

export const FONT = PRINT_THEME.fontFamily;
export const DARK_PAPER = '#111111';
const inkOnDark = { strong: '#f2f2f2', muted: '#a8a8a8' } as const;
const edge = 14;
const row = 18;
const leastPicture = 40;

/** A page of this size in px of the layout; `cameraOf` fits a camera to the picture that is left of it. */
export function pageOf(
  { decoded, planes, parts, background, dark, trans, measure }: IPageParts,
  widthPx: number,
  heightPx: number,
  cameraOf: (aspect: number) => ICamera,
): IPage & { readonly camera: ICamera } {
  const { scene } = decoded;
  const onDark = background === 'dark' || (background === 'transparent' && dark);
  const { strong, muted } = onDark ? inkOnDark : PRINT_THEME;
  const marks: Mark[] = [];
  const write = (
    text: string,
    x: number,
    y: number,
    { sizePx = 12, color = strong, anchor = 'start', weight = 400 }: Partial<Extract<Mark, { kind: 'text' }>> = {},
  ): void => {
    marks.push({ kind: 'text', text, x, y, sizePx, weight, color, anchor });
  };

  const wrapped = (text: string, sizePx: number, weight: number): string[] =>
    parts.has('title') ? wrapLines(text, widthPx - 2 * edge, line => measure(line, sizePx, weight)) : [];
  const title = wrapped(scene.title, 15, 600);
  // What the view leaves out is left out of its picture, too.
  const caption = wrapped([scene.caption, ...scene.notes].filter(Boolean).join(' '), 12, 400);
  const titleHeight = title.length === 0 ? 0 : title.length * 20 + 14;
  const captionHeight = caption.length === 0 ? 0 : caption.length * 17 + 14;
  const pictureHeightPx = Math.max(leastPicture, heightPx - titleHeight - captionHeight);
  title.forEach((line, i) => {
    write(line, edge, 21 + 20 * i, { sizePx: 15, weight: 600 });
  });
  caption.forEach((line, i) => {
    write(line, edge, titleHeight + pictureHeightPx + 12 + 17 * i, { color: muted });
  });

  const camera = cameraOf(widthPx / pictureHeightPx);
  if (parts.has('layers')) {
    layerLabelPlaces(planes, camera, widthPx, pictureHeightPx).forEach((place, i) => {
      const { name } = planes.labels[i];
      if (place) write(name, place.x, titleHeight + place.y, { sizePx: 11, color: muted, anchor: 'end' });
    });
  }
  if (parts.has('legend')) legendMarks(decoded, trans, measure, widthPx, titleHeight + edge, { strong, muted }, marks);
  if (parts.has('scale-bar')) {
    const bar = scaleBar(unitsPerPixel(camera, pictureHeightPx), Math.min(120, widthPx / 4));
    const bottom = titleHeight + pictureHeightPx - edge;
    marks.push({
      kind: 'bar',
      name: 'scale-bar',
      x: edge,
      y: bottom - 3,
      width: bar.widthPx,
      height: 3,
      colors: [strong],
    });
    write(bar.label, edge, bottom - 13);
  }
  const paper = background === 'transparent' ? undefined : background === 'dark' ? DARK_PAPER : PRINT_THEME.paper;
  return { widthPx, heightPx, pictureTopPx: titleHeight, pictureHeightPx, paper, marks, camera };
}

interface ILine {
  readonly label: string;
  /** Of its dot; '' for none. */
  readonly color: string;
  readonly count?: string;
  /** Whether the dot has a dark core, as inputs have. */
  readonly core?: boolean;
}

function legendMarks(
  decoded: DecodedScene,
  trans: ITranslation,
  measure: IPageParts['measure'],
  widthPx: number,
  topPx: number,
  { strong, muted }: { readonly strong: string; readonly muted: string },
  marks: Mark[],
): void {
  const { entries, by, unlisted } = usesCellColors(decoded)
    ? cellLegend(decoded.scene, { unclassified: trans.__('unclassified'), noValue: trans.__('no value') })
    : ({ entries: [], by: 'neuron', unlisted: 0 } as const);
  const { categories, bars, spheres } = sceneLegends(decoded);
  const lines: ILine[] = [
    ...entries.map(({ label, color, neurons }) => ({
      label,
      color,
      ...(by !== 'neuron' ? { count: neurons.length.toLocaleString() } : {}),
    })),
    ...(unlisted > 0 ? [{ label: trans._n('and %1 more', 'and %1 more', unlisted), color: '' }] : []),
    ...categories,
    ...spheres.flatMap(shown => sphereLines(shown, muted, trans)),
    // A name may be a page long.
  ].map(line => ({ ...line, label: shortened(line.label, widthPx / 3, text => measure(text, 12, 400)) }));
  const most = (widths: readonly number[]): number => Math.max(0, ...widths);
  const countWidth = most(lines.map(({ count }) => (count === undefined ? 0 : measure(count, 12, 400) + 10)));
  const labelWidth = most(lines.map(({ label }) => measure(label, 12, 400)));
  const left = widthPx - edge - countWidth - labelWidth - 16;
  let y = topPx + 8;
  for (const { label, color, count, core } of lines) {
    if (color !== '') marks.push({ kind: 'dot', x: left + 5, y, radius: 5, color });
    if (core) marks.push({ kind: 'dot', x: left + 5, y, radius: 2.4, color: '#000000' });
    const text = { kind: 'text', y, sizePx: 12, weight: 400 } as const;
    marks.push({ ...text, text: label, x: left + 16, color: color === '' ? muted : strong, anchor: 'start' });
    if (count !== undefined) marks.push({ ...text, text: count, x: widthPx - edge, color: muted, anchor: 'end' });
    y += row;
  }
  for (const bar of bars) {
    const width = Math.min(150, widthPx / 3);
    const x = widthPx - edge - width;
    const small = { kind: 'text', sizePx: 11, weight: 400 } as const;
    marks.push({ ...small, text: bar.label, x: widthPx - edge, y: y + 4, color: strong, anchor: 'end' });
    marks.push({ kind: 'bar', name: 'color-bar', x, y: y + 13, width, height: 8, colors: bar.colors });
    for (const { place, label } of colorBarTicks(bar)) {
      marks.push({ ...small, text: label, x: x + place * width, y: y + 30, color: muted, anchor: 'middle' });
    }
    y += 50;
  }
}

/** What small spheres are: neurites and surfaces speak for themselves. */
function sphereLines({ item, sides }: ISceneLegends['spheres'][number], muted: string, trans: ITranslation): ILine[] {
  const { name } = item;
  const color = item.color ?? muted;
  if (sides.length === 0) return [{ label: name, color }];
  return sides.map(side =>
    side === 'outputs'
      ? { label: trans.__('%1, output (pre)', name), color }
      : { label: trans.__('%1, input (post)', name), color, core: true },
  );
}

function shortened(text: string, widthPx: number, measure: (text: string) => number): string {
  if (text.length < 400 && measure(text) <= widthPx) return text;
  let length = Math.min(text.length, 400);
  while (length > 1 && measure(`${text.slice(0, length)}…`) > widthPx) length -= 1;
  return `${text.slice(0, length)}…`;
}

/** Draws marks; the context is scaled to px of the layout. */
export function paintMarks(context: CanvasRenderingContext2D, marks: readonly Mark[]): void {
  context.textBaseline = 'middle';
  for (const mark of marks) {
    if (mark.kind === 'bar') {
      const ramp = context.createLinearGradient(mark.x, 0, mark.x + mark.width, 0);
      mark.colors.forEach((color, i) => {
        ramp.addColorStop(mark.colors.length === 1 ? 0 : i / (mark.colors.length - 1), color);
      });
      context.fillStyle = ramp;
      context.fillRect(mark.x, mark.y, mark.width, mark.height);
      continue;
    }
    context.fillStyle = mark.color;
    if (mark.kind === 'dot') {
      context.beginPath();
      context.arc(mark.x, mark.y, mark.radius, 0, 2 * Math.PI);
      context.fill();
      continue;
    }
    context.font = `${mark.weight} ${mark.sizePx}px ${FONT}`;
    context.textAlign = mark.anchor === 'middle' ? 'center' : mark.anchor;
    context.fillText(mark.text, mark.x, mark.y);
  }
}

/** Widths of text as a canvas draws it. */
export function canvasMeasure(): IPageParts['measure'] {
  const context = document.createElement('canvas').getContext('2d');
  return (text, sizePx, weight) => {
    if (!context) return text.length * sizePx * 0.55;
    context.font = `${weight} ${sizePx}px ${FONT}`;
    return context.measureText(text).width;
  };
}
