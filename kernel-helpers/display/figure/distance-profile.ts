import { INK } from '../../contract/figure-ink.js';
import {
  type DistanceBin,
  type DistanceShares,
  type DistanceSharesOptions,
  distanceShares,
  type SynapseDistances,
} from '../../core/connectivity/distance-shares.js';
import { InvalidArgumentError } from '../../errors.js';
import { groupColors } from '../palette.js';
import { type FigureLook, sizedLayout } from './look.js';
import { plainWords } from './plain-words.js';
import { type Figure, toFigure } from './to-figure.js';

/** How {@link distanceProfile} draws; every field may be left out. */
export interface DistanceProfileOptions extends FigureLook, DistanceSharesOptions {
  /** What the distance is, with its unit; `Distance from the soma (µm)` when absent. */
  readonly xTitle?: string;
  /** Whether each cell has a thin line of its own; true when absent, for up to 100 cells. */
  readonly cellLines?: boolean;
  /** Colours of groups, `#rgb` or `#rrggbb`, over the field's own for cell types. */
  readonly colors?: Readonly<Record<string, string>>;
}

type Trace = Readonly<Record<string, unknown>>;

const MOST_CELL_LINES = 100;
/** Of the height: names at the side nearer to each other than this would touch. */
const LABEL_STEP = 0.06;

/**
 * What a cell's synapses are onto by how far from its soma they are: in every bin of distance the shares of the groups,
 * stacked to 1 from the first group upwards. With several cells the upper edge of the first group has its 95 % interval,
 * of whole cells drawn again, and a thin line for every cell. Over each bin stands how many synapses it has.
 *
 * @param synapses - one row each: distance in µm, group, and the cell where there are several.
 * @throws {InvalidArgumentError} when lengths differ, a value is missing, edges do not ascend, or no synapse is in a bin.
 * @source the computation of {@link connectivity.distanceShares}
 * @example
 * const synapses = { distancesUm: [10, 20, 60, 70, 80, 90], groups: ['BC', 'BC', '23P', 'BC', '23P', '23P'] };
 * figure.distanceProfile(synapses, { binUm: 50, order: ['BC', '23P'] });
 */
export function distanceProfile(synapses: SynapseDistances, options: DistanceProfileOptions = {}): Figure {
  const { xTitle = 'Distance from the soma (µm)' } = options;
  const shares = distanceShares(synapses, options);
  const { groups, bins, cells } = shares;
  const filled = bins.filter(bin => bin.synapses > 0);
  if (filled.length === 0) {
    throw new InvalidArgumentError(
      `distanceProfile has no synapse in a bin: received ${shares.outside} synapses, all outside, expected edgesUm around some`,
      { argument: 'synapses' },
    );
  }
  const colors = groupColors(groups, options.colors);
  const lines = (options.cellLines ?? true) && cells > 1 && cells <= MOST_CELL_LINES;
  return toFigure({
    title: options.title ?? 'Targets by distance from the soma',
    caption: options.caption ?? defaultCaption(shares, lines),
    synthetic: options.synthetic ?? false,
    result: sentence(shares, filled),
    data: [
      ...groups.map((_, g) => area(shares, g, colors.get(groups[g]) as string)),
      ...(lines ? shares.perCell.map(([first]) => cellLine(bins, first)) : []),
      ...(filled.some(bin => bin.shares[0].ci95) ? [intervals(filled)] : []),
      ...groups.map((_, g) => readings(shares, g, filled, colors.get(groups[g]) as string)),
      counts(filled),
    ],
    layout: sizedLayout(
      {
        width: 560,
        height: 380,
        margin: { l: 64, r: 96, t: 14, b: 48 },
        xaxis: { title: { text: xTitle }, range: [bins[0].fromUm, bins[bins.length - 1].toUm] },
        yaxis: { title: { text: 'Share of synapses' }, range: [0, 1.09], tickvals: [0, 0.25, 0.5, 0.75, 1] },
        annotations: names(shares, filled[filled.length - 1], colors),
      },
      options,
      'distanceProfile',
    ),
  });
}

/** Where group g begins and ends in a bin, stacked. */
function band({ shares }: DistanceBin, g: number): readonly [bottom: number, top: number] {
  let bottom = 0;
  for (let below = 0; below < g; below++) bottom += shares[below].share;
  return [bottom, bottom + shares[g].share];
}

/** A rectangle a bin: bins that touch make one area, and a bin without synapses is a gap. */
function area({ bins }: DistanceShares, g: number, color: string): Trace {
  const x: (number | null)[] = [];
  const y: (number | null)[] = [];
  for (const bin of bins) {
    if (bin.synapses === 0 || bin.shares[g].synapses === 0) continue;
    const [bottom, top] = band(bin, g).map(round);
    x.push(bin.fromUm, bin.fromUm, bin.toUm, bin.toUm, bin.fromUm, null);
    y.push(bottom, top, top, bottom, bottom, null);
  }
  return {
    type: 'scatter',
    mode: 'lines',
    x,
    y,
    fill: 'toself',
    fillcolor: `${color}b3`,
    line: { color, width: 0.5 },
    hoverinfo: 'skip',
  };
}

/** The share of the first group in one cell. */
function cellLine(bins: readonly DistanceBin[], shares: readonly number[]): Trace {
  return {
    type: 'scatter',
    mode: 'lines',
    x: bins.map(middleOf),
    y: shares.map(round),
    line: { color: INK.strong, width: 0.6 },
    opacity: 0.35,
    hoverinfo: 'skip',
  };
}

function intervals(filled: readonly DistanceBin[]): Trace {
  const known = filled.flatMap(bin => (bin.shares[0].ci95 ? [{ at: middleOf(bin), ci95: bin.shares[0].ci95 }] : []));
  return {
    type: 'scatter',
    mode: 'lines',
    x: known.flatMap(({ at }) => [at, at, null]),
    y: known.flatMap(({ ci95 }) => [...ci95.map(round), null]),
    line: { color: INK.strong, width: 2 },
    hoverinfo: 'skip',
  };
}

/** Points that are not seen, in the middle of every band, to read it by. */
function readings({ groups }: DistanceShares, g: number, filled: readonly DistanceBin[], color: string): Trace {
  const held = filled.filter(bin => bin.shares[g].synapses > 0);
  return {
    type: 'scatter',
    mode: 'markers',
    x: held.map(middleOf),
    y: held.map(bin => round((band(bin, g)[0] + band(bin, g)[1]) / 2)),
    opacity: 0,
    marker: { color, size: 16 },
    customdata: held.map(({ fromUm, toUm, synapses, cells, shares }) => {
      const { share, ci95, synapses: own } = shares[g];
      const interval = ci95 ? ` (95 % ${ci95[0].toFixed(3)} to ${ci95[1].toFixed(3)})` : '';
      return `${share.toFixed(3)}${interval}: ${own} of ${synapses} synapses of ${cellsText(cells)}, ${short(fromUm)} to ${short(toUm)} µm`;
    }),
    hovertemplate: `${plainWords(groups[g])} %{customdata}<extra></extra>`,
  };
}

function counts(filled: readonly DistanceBin[]): Trace {
  return {
    type: 'scatter',
    mode: 'text',
    x: filled.map(middleOf),
    y: filled.map(() => 1.045),
    text: filled.map(({ synapses }) => (synapses < 10_000 ? String(synapses) : `${Math.round(synapses / 1000)}k`)),
    textfont: { size: 9, color: INK.muted },
    hoverinfo: 'skip',
  };
}

/** The groups beside their last band, moved apart where bands are thin. */
function names({ groups }: DistanceShares, last: DistanceBin, colors: ReadonlyMap<string, string>): Trace[] {
  const step = Math.min(LABEL_STEP, 1 / groups.length);
  const heights = groups.map((_, g) => (band(last, g)[0] + band(last, g)[1]) / 2);
  for (let g = 0; g < heights.length; g++) {
    heights[g] = Math.max(heights[g], g === 0 ? step / 2 : heights[g - 1] + step);
  }
  for (let g = heights.length - 1; g >= 0; g--) {
    heights[g] = Math.min(heights[g], g === heights.length - 1 ? 1 - step / 2 : heights[g + 1] - step);
  }
  const beside = { xref: 'paper', x: 1, xanchor: 'left', yanchor: 'middle', showarrow: false };
  // The colours of some types are too pale to write in.
  return groups.flatMap((name, g) => [
    { ...beside, text: '■', xshift: 8, y: heights[g], font: { color: colors.get(name) } },
    { ...beside, text: plainWords(name), xshift: 24, y: heights[g] },
  ]);
}

function defaultCaption({ groups, synapses, outside, cells, draws, seed }: DistanceShares, lines: boolean): string {
  const several =
    cells > 1 && draws > 0
      ? ` Upright lines: 95 % interval of the share of ${groups[0]}, of ${draws} draws of whole cells (seed ${seed}).`
      : '';
  const thin = lines ? ` Thin lines: the share of ${groups[0]} in each cell.` : '';
  const left = outside > 0 ? ` Synapses outside the bins are left out: ${outside}.` : '';
  return `n = ${synapses} synapses of ${cellsText(cells)}; numbers: synapses per bin.${several}${thin}${left}`;
}

function sentence({ groups }: DistanceShares, filled: readonly DistanceBin[]): string {
  const [first, last] = [filled[0], filled[filled.length - 1]];
  const at = (bin: DistanceBin, g: number): string =>
    `${(100 * bin.shares[g].share).toFixed(1)} % at ${short(bin.fromUm)} to ${short(bin.toUm)} µm`;
  return `${groups.map((name, g) => `${name}: ${at(first, g)}, ${at(last, g)}`).join('; ')}.`;
}

function cellsText(cells: number): string {
  return cells === 1 ? '1 cell' : `${cells} cells`;
}

function middleOf({ fromUm, toUm }: DistanceBin): number {
  return (fromUm + toUm) / 2;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
