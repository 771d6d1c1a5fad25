/** The view as vector graphics. Pure. */

import { boundsRadius, depthOf, type ICamera, middle, project } from '../camera/camera';
import { boundsOf } from '../drawables/extent';
import { type ILayerPlanes, planeOutlines } from '../overlay/layer-planes';
import { FONT, type IPage, type Mark } from '../picture/page-marks';
import { NM_PER_UM } from '../units';
import type { IExportedScene } from './exported-scene';
import { type ISpot, type IStroke, type Standing, strokesOf } from './svg-strokes';

export interface ISvgOptions {
  readonly page: IPage & { readonly camera: ICamera };
  readonly planes: ILayerPlanes;
  /** Surfaces have no outlines to draw: a PNG of them, in base64, lies behind the lines. */
  readonly surfacesPng?: string;
  /** More lines than this are drawn more coarsely. */
  readonly mostLines?: number;
}

/** Lines behind each other are parted into so many slices of depth: within one, those of a colour are drawn together. */
const slices = 64;
/** How much of its colour the farthest takes from the page, as in the picture. */
const fade = 0.35;
/** How much of its colour is left for what is dimmed to keep, as in the picture. */
const dimming = 0.82;

/**
 * Neurites as round strokes of their width, somata as discs, synapses as dots (outputs) and rings (inputs), all text as
 * text. What is nearer is drawn over what is farther, slice by slice of depth: within a slice, a sixty-fourth of the
 * scene's depth, and where surfaces are, order is not kept.
 */
export function svgOf(scene: IExportedScene, options: ISvgOptions): string {
  const { page, planes, surfacesPng, mostLines = 150_000 } = options;
  const { widthPx, heightPx, pictureTopPx, pictureHeightPx, camera } = page;
  const place = { camera, widthPx, heightPx: pictureHeightPx };
  let tolerance = 0.15;
  let marks = strokesOf(scene, place, tolerance);
  // Each time so much coarser that twice as much can go; after 6 px there is nothing left to see.
  for (; marks.length > mostLines && tolerance < 6; tolerance *= 2) marks = strokesOf(scene, place, 2 * tolerance);
  const { title, caption, synthetic } = scene.decoded.scene;
  const told = [caption, synthetic ? 'Synthetic data.' : '', `Lines are right to ${tolerance} px.`].filter(Boolean);
  const body = [
    `<title>${escaped(title === '' ? 'Neurons' : title)}</title>`,
    `<desc>${escaped(told.join(' '))}</desc>`,
    ...(page.paper === undefined ? [] : [`<rect width="100%" height="100%" fill="${page.paper}"/>`]),
    `<clipPath id="picture"><rect width="${n(widthPx)}" height="${n(pictureHeightPx)}"/></clipPath>`,
    `<g transform="translate(0 ${n(pictureTopPx)})" clip-path="url(#picture)">`,
    ...frames(scene, planes, place, page.paper),
    ...(surfacesPng === undefined
      ? []
      : [
          `<image id="surfaces" width="${n(widthPx)}" height="${n(pictureHeightPx)}" href="data:image/png;base64,${surfacesPng}"/>`,
        ]),
    ...slicesOf(scene, marks, camera, page.paper),
    '</g>',
    '<g id="words">',
    ...page.marks.map(svgMark),
    '</g>',
  ];
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${n(widthPx)}" height="${n(heightPx)}" ` +
    `viewBox="0 0 ${n(widthPx)} ${n(heightPx)}" font-family="${escaped(FONT)}">\n${body.join('\n')}\n</svg>\n`
  );
}

function slicesOf(
  scene: IExportedScene,
  marks: readonly (IStroke | ISpot)[],
  camera: ICamera,
  paper: string | undefined,
): string[] {
  const bounds = boundsOf(scene.decoded.items);
  const radius = Math.max(1e-6, boundsRadius(bounds));
  const nearest = depthOf(camera, middle(bounds)) - radius;
  const groups: string[] = ['<g id="neurons" stroke-linecap="round" stroke-linejoin="round" fill="none">'];
  const standings: readonly Standing[] = ['dimmed', 'usual', 'selected'];
  for (const standing of standings) {
    const sorted = marks.filter(mark => mark.standing === standing).sort((a, b) => b.depth - a.depth);
    let at = 0;
    for (let slice = slices - 1; slice >= 0; slice -= 1) {
      const near = slice === 0 ? -Infinity : nearest + (2 * radius * slice) / slices;
      const from = at;
      while (at < sorted.length && sorted[at].depth >= near) at += 1;
      if (at === from) continue;
      const share = shareOfPaper(standing, (fade * slice) / slices);
      const faded = (color: string): string => mixed(color, paper ?? '#ffffff', share);
      groups.push(...sliceMarks(sorted.slice(from, at), faded));
    }
  }
  groups.push('</g>');
  return groups;
}

function shareOfPaper(standing: Standing, far: number): number {
  if (standing === 'usual') return far;
  return standing === 'selected' ? 0 : far + (1 - far) * dimming;
}

function sliceMarks(marks: readonly (IStroke | ISpot)[], faded: (color: string) => string): string[] {
  const lines = new Map<string, string[]>();
  const add = (key: string, path: string): void => {
    const paths = lines.get(key) ?? [];
    paths.push(path);
    lines.set(key, paths);
  };
  const somata: string[] = [];
  for (const mark of marks) {
    const color = faded(mark.color);
    const faint = mark.opacity < 1 ? ` opacity="${n(mark.opacity, 2)}"` : '';
    if (mark.kind === 'stroke') {
      add(
        `stroke="${color}" stroke-width="${steppedWidth(mark.width)}"${faint}`,
        `M${n(mark.x1)} ${n(mark.y1)}L${n(mark.x2)} ${n(mark.y2)}`,
      );
    } else if (mark.kind === 'soma') {
      somata.push(
        `<circle class="soma" cx="${n(mark.x)}" cy="${n(mark.y)}" r="${n(mark.radius)}" fill="${color}"${faint}/>`,
      );
    } else {
      const ink =
        mark.kind === 'ring' ? `class="input" stroke="${color}" stroke-width="0.6"` : `class="output" fill="${color}"`;
      const r = n(mark.radius, 2);
      add(
        `${ink}${faint}`,
        `M${n(mark.x - mark.radius, 2)} ${n(mark.y, 2)}a${r} ${r} 0 1 0 ${n(2 * mark.radius, 2)} 0a${r} ${r} 0 1 0 ${n(-2 * mark.radius, 2)} 0`,
      );
    }
  }
  return [...somata, ...[...lines].map(([ink, paths]) => `<path ${ink} d="${joined(paths)}"/>`)];
}

/** Strokes that go on where the last one ended become one line. */
function joined(paths: readonly string[]): string {
  const byStart = new Map<string, number[]>();
  const parts = paths.map(path => /^(M[^L]*)L([^a]*)$/.exec(path));
  parts.forEach((part, i) => {
    if (part) byStart.set(part[1], [...(byStart.get(part[1]) ?? []), i]);
  });
  const ends = new Set(parts.flatMap(part => (part ? [`M${part[2]}`] : [])));
  const used = new Set<number>();
  const out: string[] = [];
  const follow = (first: number): void => {
    let text = '';
    for (let i: number | undefined = first; i !== undefined; ) {
      const part: RegExpExecArray | null = parts[i];
      used.add(i);
      if (!part) {
        out.push(paths[i]);
        return;
      }
      text += text === '' ? `${part[1]}L${part[2]}` : ` ${part[2]}`;
      i = byStart.get(`M${part[2]}`)?.find(next => !used.has(next));
    }
    out.push(text);
  };
  // First what nothing leads to, then what is left of circles.
  parts.forEach((part, i) => {
    if (!used.has(i) && !(part && ends.has(part[1]))) follow(i);
  });
  parts.forEach((_, i) => {
    if (!used.has(i)) follow(i);
  });
  return out.join('');
}

/** Widths in steps of an eighth: those of a step are drawn together. */
function steppedWidth(width: number): string {
  return n(1.12 ** Math.round(Math.log(width) / Math.log(1.12)), 2);
}

/** Layer planes and boxes. */
function frames(
  scene: IExportedScene,
  planes: ILayerPlanes,
  { camera, widthPx, heightPx }: { camera: ICamera; widthPx: number; heightPx: number },
  paper: string | undefined,
): string[] {
  const ink = paper === undefined || paper === '#ffffff' ? '#000000' : '#ffffff';
  const lines = (segments: ArrayLike<number>): string => {
    let path = '';
    for (let i = 0; i < segments.length; i += 6) {
      const [a, b] = [i, i + 3].map(at =>
        project(camera, [segments[at], segments[at + 1], segments[at + 2]], widthPx, heightPx),
      );
      if (a.depth > 0 && b.depth > 0) path += `M${n(a.x)} ${n(a.y)}L${n(b.x)} ${n(b.y)}`;
    }
    return path;
  };
  const groups: string[] = [];
  const outlines = lines(planeOutlines(planes, [0, 0, 0]));
  if (outlines !== '')
    groups.push(`<path id="layers" fill="none" stroke="${ink}" stroke-opacity="0.2" d="${outlines}"/>`);
  for (const { kind, item } of scene.decoded.items) {
    if (kind !== 'box' || scene.hiddenItems.has(item.key)) continue;
    const path = lines(boxEdges(item.minNm, item.maxNm));
    groups.push(`<path class="box" fill="none" stroke="${item.color ?? ink}" stroke-opacity="0.5" d="${path}"/>`);
  }
  return groups;
}

function boxEdges(minNm: readonly number[], maxNm: readonly number[]): number[] {
  const corner = (bits: number): number[] => [0, 1, 2].map(k => ((bits >> k) & 1 ? maxNm : minNm)[k] / NM_PER_UM);
  const edges: number[] = [];
  for (let from = 0; from < 8; from += 1) {
    for (let k = 0; k < 3; k += 1) if (!((from >> k) & 1)) edges.push(...corner(from), ...corner(from | (1 << k)));
  }
  return edges;
}

function svgMark(mark: Mark, i: number): string {
  if (mark.kind === 'dot') {
    return `<circle cx="${n(mark.x)}" cy="${n(mark.y)}" r="${n(mark.radius)}" fill="${mark.color}"/>`;
  }
  if (mark.kind === 'text') {
    const weight = mark.weight === 400 ? '' : ` font-weight="${mark.weight}"`;
    const anchor = mark.anchor === 'start' ? '' : ` text-anchor="${mark.anchor}"`;
    // Not every program knows `dominant-baseline`: the middle of a letter is a third of its size above the line.
    const y = n(mark.y + 0.35 * mark.sizePx);
    return `<text x="${n(mark.x)}" y="${y}" font-size="${mark.sizePx}"${weight}${anchor} fill="${mark.color}">${escaped(mark.text)}</text>`;
  }
  const box = `class="${mark.name}" x="${n(mark.x)}" y="${n(mark.y)}" width="${n(mark.width, 3)}" height="${n(mark.height)}"`;
  if (mark.colors.length === 1) return `<rect ${box} fill="${mark.colors[0]}"/>`;
  const stops = mark.colors.map(
    (color, s) => `<stop offset="${n(s / (mark.colors.length - 1), 4)}" stop-color="${color}"/>`,
  );
  return `<linearGradient id="ramp${i}">${stops.join('')}</linearGradient><rect ${box} fill="url(#ramp${i})"/>`;
}

function mixed(color: string, other: string, share: number): string {
  const channel = (at: number): string => {
    const [a, b] = [color, other].map(hex => Number.parseInt(hex.slice(at, at + 2), 16));
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

function n(value: number, decimals = 1): string {
  return String(Number(value.toFixed(decimals)));
}

/** Text for XML: its signs escaped, what XML cannot hold left out. */
export function escaped(text: string): string {
  return (
    text
      .replace(/\p{Surrogate}/gu, '\ufffd')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be left out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  );
}
