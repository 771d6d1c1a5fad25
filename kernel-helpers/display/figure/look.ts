import { InvalidArgumentError } from '../../errors.js';

/** What every figure may be told about its words and its size; every field may be left out. */
export interface FigureLook {
  readonly title?: string;
  readonly caption?: string;
  /** True when the data were grown by code. */
  readonly synthetic?: boolean;
  /** `publication`: exact size and font for a printed page, given by the three fields below. */
  readonly preset?: 'publication';
  /** Width of the drawing in mm; 88 when absent, a journal's column. Only with the preset. */
  readonly widthMm?: number;
  /** Height of the drawing in mm; 60 when absent. Only with the preset. */
  readonly heightMm?: number;
  /** Size of all letters in points; 7 when absent. Only with the preset. */
  readonly fontPt?: number;
}

type Layout = Readonly<Record<string, unknown>>;

/** CSS: an inch is 96 px, 25.4 mm and 72 points. */
const PX_PER_MM = 96 / 25.4;
const PX_PER_PT = 96 / 72;

/**
 * A figure's layout in the size it is asked for: as it is, or with the `publication` preset exactly as many mm wide
 * and high, in letters of that many points. The saved SVG keeps both.
 *
 * @throws {InvalidArgumentError} for an unknown preset, a size without it, or one that no page has.
 */
export function sizedLayout(layout: Layout, look: FigureLook, caller: string): Layout {
  const { preset, widthMm = 88, heightMm = 60, fontPt = 7 } = look;
  if (preset === undefined) {
    for (const argument of ['widthMm', 'heightMm', 'fontPt'] as const) {
      if (look[argument] !== undefined) {
        throw new InvalidArgumentError(
          `${caller} ${argument} has no effect: received ${look[argument]} without a preset, expected preset 'publication'`,
          { argument },
        );
      }
    }
    return layout;
  }
  if (preset !== 'publication') {
    throw new InvalidArgumentError(`${caller} preset is unknown: received ${String(preset)}, expected publication`, {
      argument: 'preset',
    });
  }
  inRange(widthMm, 20, 400, `${caller} widthMm`, 'widthMm');
  inRange(heightMm, 20, 400, `${caller} heightMm`, 'heightMm');
  inRange(fontPt, 4, 24, `${caller} fontPt`, 'fontPt');
  const shrink = (fontPt * PX_PER_PT) / 12;
  const margin = (layout.margin ?? {}) as Readonly<Record<string, number>>;
  return {
    ...layout,
    width: widthMm * PX_PER_MM,
    height: heightMm * PX_PER_MM,
    font: { size: fontPt * PX_PER_PT },
    margin: Object.fromEntries(Object.entries(margin).map(([side, px]) => [side, Math.round(px * shrink)])),
  };
}

function inRange(value: number, least: number, most: number, what: string, argument: string): void {
  if (value >= least && value <= most) return;
  throw new InvalidArgumentError(`${what} is out of range: received ${value}, expected ${least} to ${most}`, {
    argument,
  });
}
