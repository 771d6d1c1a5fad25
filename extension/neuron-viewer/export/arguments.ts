/** What a view can be asked to become. */

import { type Background, PARTS, type PagePart } from '../picture/page-marks';
import type { SkeletonForm } from './surfaces';

export const FORMATS = ['png', 'svg', 'glb', 'obj', 'swc', 'html', 'webm', 'link'] as const;
export type ExportFormat = (typeof FORMATS)[number];

export interface IExportArguments {
  readonly format: ExportFormat;
  /** Pixels of a PNG or a film. */
  readonly width: number;
  readonly height: number;
  /** Dots per inch that a PNG tells. */
  readonly dpi: number;
  readonly background: Background;
  /** What stands around and on a picture. */
  readonly parts: readonly PagePart[];
  /** What stands for neurites in glTF and OBJ. */
  readonly skeletons: SkeletonForm;
  /** How long a film takes for one turn. */
  readonly seconds: number;
  readonly framesPerSecond: number;
  /** The page a link opens: `neuroglancer`, `spelunker` or an address. */
  readonly site: string;
  /** The volume that a link's ids are of; absent: the one the scene knows, or `minnie65`. */
  readonly source: string | undefined;
  /** `clipboard` takes a PNG, an SVG or a link. */
  readonly to: 'file' | 'clipboard';
}

const usual = {
  png: { width: 2400, height: 1600 },
  webm: { width: 1280, height: 720 },
} as const;

/**
 * The arguments of a command with what is left out filled in.
 *
 * @throws {Error} when one cannot be meant; the message names it.
 */
export function exportArguments(given: Readonly<Record<string, unknown>>): IExportArguments {
  const oneOf = <T extends string>(name: string, choices: readonly T[], fallback?: T): T => {
    const value = given[name] ?? fallback;
    if (choices.includes(value as T)) return value as T;
    throw wrong(name, value, choices.join(', '));
  };
  const number = (name: string, fallback: number): number => {
    const value = given[name] ?? fallback;
    if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value;
    throw wrong(name, value, 'a number above 0');
  };
  const format = oneOf('format', FORMATS);
  const size = format === 'webm' ? usual.webm : usual.png;
  const { overlays = true } = given;
  const parts = overlays === true ? PARTS : overlays === false ? [] : overlays;
  if (!Array.isArray(parts)) throw wrong('overlays', overlays, `true, false or some of ${PARTS.join(', ')}`);
  for (const part of parts) if (!PARTS.includes(part)) throw wrong('overlays', part, PARTS.join(', '));
  const text = (name: string, fallback: string): string => {
    const value = given[name] ?? fallback;
    if (typeof value === 'string') return value;
    throw wrong(name, value, 'text');
  };
  const to = oneOf('to', ['file', 'clipboard'], format === 'link' ? 'clipboard' : 'file');
  if (to === 'clipboard' && !['png', 'svg', 'link'].includes(format)) throw wrong('to', to, `file for ${format}`);
  return {
    format,
    width: number('width', size.width),
    height: number('height', size.height),
    dpi: number('dpi', 300),
    background: oneOf('background', ['white', 'dark', 'transparent'], 'white'),
    parts: parts as readonly PagePart[],
    skeletons: oneOf('skeletons', ['tubes', 'lines'], 'tubes'),
    seconds: number('seconds', 8),
    framesPerSecond: number('framesPerSecond', 30),
    site: text('site', 'neuroglancer'),
    source: given.source === undefined ? undefined : text('source', ''),
    to,
  };
}

function wrong(name: string, received: unknown, expected: string): Error {
  return new Error(`export-view ${name} cannot be meant: received ${JSON.stringify(received)}, expected ${expected}`);
}
