import { INK } from '../../contract/figure-ink.js';
import type { TableLike } from '../../core/table.js';
import type { Layer } from '../../core/transforms.js';
import { InvalidArgumentError } from '../../errors.js';
import { groupColors } from '../palette.js';
import { type FigureLook, sizedLayout } from './look.js';
import { pointNeurons } from './point-neurons.js';
import { smoothedCounts } from './soma-density.js';
import { type Figure, toFigure } from './to-figure.js';

/** How {@link depthProfile} draws; every field may be left out. */
export interface DepthProfileOptions extends FigureLook {
  /** Column with the group a cell belongs to; `cell_type` when absent. */
  readonly groupBy?: string;
  /** Column with the depth below the pia in µm; `y_um` when absent. */
  readonly depth?: string;
  /** Column with the id of the neuron: by it somata are linked with the notebook's selection; none when absent. */
  readonly ids?: string;
  /** Layers to rule and name. */
  readonly layers?: readonly Layer[];
  /** Standard deviation of the Gaussian each soma is spread by, µm; 25 when absent. */
  readonly bandwidthUm?: number;
  /** Colours of groups, `#rgb` or `#rrggbb`, over the field's own for cell types. */
  readonly colors?: Readonly<Record<string, string>>;
}

type Trace = Readonly<Record<string, unknown>>;

interface Group {
  readonly name: string;
  readonly depthsUm: Float64Array;
  /** Of each soma; `undefined` when no column of ids was named. */
  readonly ids: readonly string[] | undefined;
  readonly medianUm: number;
}

const STEP_UM = 4;
/** Half the width of a group's outline where it is densest; groups stand 1 apart. */
const HALF_WIDTH = 0.42;
/** How far an outline reaches past its outermost soma, in bandwidths. */
const REACH = 1.5;
/** A band thinner than this on the axis has no room for its name. */
const MIN_LABELLED_UM = 15;
/** Above this many cells in all, single somata are not drawn. */
const MAX_SOMATA = 5000;

/**
 * Where cells of each type lie below the pia: for every group an outline as wide as its soma density at that depth
 * (each scaled to its own peak), with the somata inside, from the shallowest group to the deepest. The pia is at the
 * top.
 *
 * @param cells - a table with a group and a depth column; rows without a depth are counted in the caption.
 * @throws {InvalidArgumentError} when a column is missing or no cell has a depth.
 * @example
 * const column = await datasets.open('synthetic-column');
 * figure.depthProfile(column.cells, { layers: column.layers, synthetic: true });
 */
export function depthProfile(cells: TableLike, options: DepthProfileOptions = {}): Figure {
  const { groupBy = 'cell_type', depth = 'y_um', layers = [], bandwidthUm = 25, synthetic = false } = options;
  if (!(bandwidthUm > 0)) {
    throw new InvalidArgumentError(
      `depthProfile bandwidthUm is not a width: received ${bandwidthUm}, expected µm above 0`,
      {
        argument: 'bandwidthUm',
      },
    );
  }
  const { groups, withoutDepth } = groupDepths(cells, groupBy, depth, options.ids);
  const drawn = groups.reduce((sum, group) => sum + group.depthsUm.length, 0);
  const top = Math.min(0, ...layers.map(layer => layer.topUm), ...groups.map(group => group.depthsUm[0]));
  const bottom = Math.max(
    ...layers.map(layer => layer.bottomUm),
    ...groups.map(group => group.depthsUm[group.depthsUm.length - 1] + REACH * bandwidthUm),
  );
  const colors = groupColors(
    groups.map(group => group.name),
    options.colors,
  );

  return toFigure({
    title: options.title ?? 'Soma depth by cell type',
    caption: options.caption ?? defaultCaption(drawn, withoutDepth, bandwidthUm, drawn <= MAX_SOMATA),
    synthetic,
    result: `${drawn} cells of ${groups.length} types. Median depth below the pia: ${groups
      .map(group => `${group.name} ${group.medianUm.toFixed(0)} µm (n = ${group.depthsUm.length})`)
      .join(', ')}.`,
    data: groups.flatMap((group, i) => {
      const density = densityOf(group, top, bandwidthUm);
      const color = colors.get(group.name) as string;
      const shape = outline(group, i, color, density);
      return drawn <= MAX_SOMATA ? [shape, somata(group, i, color, density)] : [shape];
    }),
    layout: sizedLayout(
      {
        width: Math.min(900, Math.max(420, 130 + 62 * groups.length)),
        height: 520,
        margin: { l: 64, r: 48, t: 10, b: 40 },
        xaxis: {
          range: [-0.6, groups.length - 0.4],
          tickmode: 'array',
          tickvals: groups.map((_, i) => i),
          ticktext: groups.map(group => `${group.name}<br>n = ${group.depthsUm.length}`),
          ticks: '',
          showline: false,
          fixedrange: true,
        },
        yaxis: { title: { text: 'Depth below the pia (µm)' }, range: [bottom, top] },
        shapes: [...new Set(layers.flatMap(layer => [layer.topUm, layer.bottomUm]))].map(rule),
        annotations: layers
          .filter(layer => layer.bottomUm - layer.topUm > MIN_LABELLED_UM)
          .map(layer => ({
            text: layer.name,
            xref: 'paper',
            x: 1,
            xanchor: 'left',
            xshift: 8,
            y: (layer.topUm + layer.bottomUm) / 2,
            yanchor: 'middle',
            showarrow: false,
            font: { color: INK.muted },
          })),
      },
      options,
      'depthProfile',
    ),
  });
}

interface Density {
  readonly start: number;
  readonly counts: Float64Array;
  readonly peak: number;
}

function densityOf(group: Group, top: number, bandwidthUm: number): Density {
  const { depthsUm } = group;
  const start = Math.max(top, depthsUm[0] - REACH * bandwidthUm);
  const end = depthsUm[depthsUm.length - 1] + REACH * bandwidthUm;
  const length = Math.ceil((end - start) / STEP_UM) + 1;
  const counts = smoothedCounts(depthsUm, { start, step: STEP_UM, length }, bandwidthUm);
  return { start, counts, peak: counts.reduce((a, b) => Math.max(a, b), 0) };
}

/** The density mirrored about the group's place on the x axis, as one closed filled line. */
function outline(group: Group, i: number, color: string, density: Density): Trace {
  const { start, counts, peak } = density;
  const depths = Array.from(counts, (_, k) => start + k * STEP_UM);
  const widths = Array.from(counts, count => (HALF_WIDTH * count) / peak);
  return {
    type: 'scatter',
    mode: 'lines',
    x: [...widths.map(w => i - w), ...widths.map(w => i + w).reverse()].map(round),
    y: [...depths, ...depths.reverse()].map(round),
    fill: 'toself',
    fillcolor: `${color}33`,
    line: { color, width: 1.2 },
    hoveron: 'fills',
    hoverinfo: 'text',
    text: `${group.name}: n = ${group.depthsUm.length}, median ${group.medianUm.toFixed(0)} µm`,
  };
}

/** The somata, spread sideways within the outline; the spread carries no data. */
function somata(group: Group, i: number, color: string, density: Density): Trace {
  const x = Array.from(group.depthsUm, (depth, k) => {
    const at = Math.min(density.counts.length - 1, Math.max(0, Math.round((depth - density.start) / STEP_UM)));
    // The golden ratio's multiples fill an interval evenly in any order, with no randomness to seed.
    const sideways = ((k * 0.6180339887498949) % 1) * 2 - 1;
    return round(i + (0.82 * HALF_WIDTH * sideways * density.counts[at]) / density.peak);
  });
  return {
    type: 'scatter',
    mode: 'markers',
    x,
    y: Array.from(group.depthsUm, round),
    neurons: pointNeurons(group.ids),
    marker: { color, size: 4.5, line: { color: INK.muted, width: 0.5 } },
    hovertemplate: `${group.name}<br>%{y:.0f} µm below the pia<extra></extra>`,
  };
}

function rule(depthUm: number): Trace {
  return {
    type: 'line',
    xref: 'paper',
    x0: 0,
    x1: 1,
    y0: depthUm,
    y1: depthUm,
    layer: 'below',
    line: { color: INK.faint, width: 1, dash: 'dot' },
  };
}

function groupDepths(
  cells: TableLike,
  groupBy: string,
  depth: string,
  idColumn: string | undefined,
): { groups: Group[]; withoutDepth: number } {
  const names = columnOf(cells, groupBy);
  const depths = columnOf(cells, depth);
  const ids = idColumn === undefined ? undefined : columnOf(cells, idColumn);
  const byName = new Map<string, { readonly value: number; readonly row: number }[]>();
  let withoutDepth = 0;
  for (let row = 0; row < cells.numRows; row++) {
    const value = depths.get(row);
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      withoutDepth++;
      continue;
    }
    const name = String(names.get(row) ?? 'unknown');
    const list = byName.get(name);
    if (list) list.push({ value, row });
    else byName.set(name, [{ value, row }]);
  }
  if (byName.size === 0) {
    throw new InvalidArgumentError(
      `depthProfile cells have no depth: received ${cells.numRows} rows, expected numbers in column ${depth}`,
      { argument: 'cells' },
    );
  }
  const groups = [...byName].map(([name, list]) => {
    list.sort((a, b) => a.value - b.value);
    const depthsUm = Float64Array.from(list, ({ value }) => value);
    return { name, depthsUm, ids: ids && list.map(({ row }) => String(ids.get(row))), medianUm: median(depthsUm) };
  });
  return { groups: groups.sort((a, b) => a.medianUm - b.medianUm), withoutDepth };
}

function columnOf(cells: TableLike, name: string): { get(row: number): unknown } {
  const column = cells.getChild(name);
  if (column) return column;
  const known = cells.schema.fields.map(field => field.name).join(', ');
  throw new InvalidArgumentError(`depthProfile column is missing: received ${name}, expected one of ${known}`, {
    argument: 'cells',
  });
}

function median(sorted: Float64Array): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function defaultCaption(drawn: number, withoutDepth: number, bandwidthUm: number, showsSomata: boolean): string {
  const missing =
    withoutDepth === 0
      ? ''
      : withoutDepth === 1
        ? ' 1 cell without a depth is left out.'
        : ` ${withoutDepth} cells without a depth are left out.`;
  const dots = showsSomata ? ' Dots: somata, spread sideways for legibility.' : '';
  return (
    `n = ${drawn} cells. Outlines: soma density (Gaussian, s.d. ${bandwidthUm} µm), each scaled to its own peak.` +
    `${dots} Dotted lines: layer boundaries.${missing}`
  );
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
