/** The card of a cell as one figure of six panels. */
import { INK } from '../../contract/figure-ink.js';
import type { CellSynapses } from '../../core/connectivity/cell-synapses.js';
import type { PartnerGroup } from '../../core/connectivity/partners.js';
import { plainWords } from '../../display/figure/plain-words.js';
import { type Figure, toFigure } from '../../display/figure/to-figure.js';
import { groupColors } from '../../display/palette.js';
import type { DrawingFacts } from '../recipe.js';
import type { BasketCellCardOptions, BasketCellCardStatistics } from './card-statistics.js';
import { typeColors } from './column-types.js';

type Trace = Readonly<Record<string, unknown>>;

/** Of Okabe and Ito 2008: told apart by readers of every colour vision. */
const OUTPUTS = '#0072b2';
const INPUTS = '#d55e00';
const LEFT = [0, 0.365, 0.73] as const;
const WIDTH = 0.27;
const ROWS = [
  [0.6, 0.95],
  [0, 0.35],
] as const;
const DISTANCE_BIN_UM = 20;
/** Bins of size to a power of ten. */
const SIZE_BINS = 5;

interface Panel {
  readonly title: string;
  readonly traces: readonly Trace[];
  readonly xTitle: string;
  readonly yTitle: string;
  readonly xaxis?: Trace;
  readonly yaxis?: Trace;
  /** Words in the panel's upper right corner, in the colours of its lines. */
  readonly key?: readonly (readonly [text: string, color: string])[];
}

/** Draws the card: whom the cell meets on each side, and how. */
export function drawCard(
  statistics: BasketCellCardStatistics,
  { partners }: Required<BasketCellCardOptions>,
  { title, caption, synthetic }: DrawingFacts,
): Figure {
  const { targets, sources, outputSynapses, inputSynapses, columnOutputs, outputs, medianOutputDistanceUm } =
    statistics;
  const chosen = (side: CellSynapses): number[] =>
    Array.from(side.groups.keys()).filter(i => partners === 'all' || side.groups[i] !== undefined);
  const panels = [
    bars('Targets by type', targets.outputs),
    bars('Sources by type', sources.inputs),
    multisynapticByType(statistics),
    connections(outputSynapses, inputSynapses, chosen),
    sizes(outputSynapses, chosen(outputSynapses), synthetic ? 'arbitrary' : 'voxels of 4 × 4 × 40 nm'),
    distances(statistics),
  ];
  const { medianSize, fractionMultisynaptic } = partners === 'column' ? columnOutputs : outputs;
  return toFigure({
    title,
    caption,
    synthetic,
    result:
      `It synapses on ${list(targets.outputs)}; it receives synapses from ${list(sources.inputs)}. ` +
      `${percent(fractionMultisynaptic)} of its synapses are in multisynaptic connections, their median size is ${medianSize === undefined ? 'not known' : Number(medianSize.toPrecision(4))}` +
      `${Number.isNaN(medianOutputDistanceUm) ? '' : `, and the median distance of its outputs from its soma is ${medianOutputDistanceUm.toFixed(0)} µm`}.`,
    data: panels.flatMap(({ traces }, i) =>
      traces.map(trace => ({ ...trace, xaxis: axis('x', i), yaxis: axis('y', i) })),
    ),
    layout: {
      width: 940,
      height: 640,
      margin: { l: 58, r: 12, t: 10, b: 46 },
      ...Object.fromEntries(panels.flatMap((panel, i) => axesOf(panel, i))),
      annotations: panels.flatMap((panel, i) => wordsOf(panel, i)),
    },
  });
}

const axis = (letter: 'x' | 'y', i: number): string => (i === 0 ? letter : `${letter}${i + 1}`);

function axesOf({ xTitle, yTitle, xaxis, yaxis, traces }: Panel, i: number): [string, Trace][] {
  const left = LEFT[i % 3];
  const number = i === 0 ? '' : String(i + 1);
  return [
    [
      `xaxis${number}`,
      { title: { text: xTitle, standoff: 6 }, domain: [left, left + WIDTH], anchor: axis('y', i), ...xaxis },
    ],
    [
      `yaxis${number}`,
      {
        title: { text: yTitle, standoff: 6 },
        domain: ROWS[Math.floor(i / 3)],
        anchor: axis('x', i),
        // Room above the lines for the words of the key.
        range: [0, 1.25 * highest(traces)],
        ...yaxis,
      },
    ],
  ];
}

function highest(traces: readonly Trace[]): number {
  const values = traces.flatMap(({ y }) => y as number[]).filter(Number.isFinite);
  return values.reduce((most, value) => Math.max(most, value), 0) || 1;
}

function wordsOf({ title, key = [] }: Panel, i: number): Trace[] {
  const left = LEFT[i % 3];
  const top = ROWS[Math.floor(i / 3)][1];
  const at = { xref: 'paper', yref: 'paper', showarrow: false };
  return [
    { ...at, text: `<b>${title}</b>`, x: left, y: top, xanchor: 'left', yanchor: 'bottom', yshift: 6 },
    ...key.map(([text, color], k) => ({
      ...at,
      text,
      x: left + WIDTH,
      y: top,
      xanchor: 'right',
      yanchor: 'top',
      yshift: -16 * k,
      font: { color },
    })),
  ];
}

const named = (names: readonly string[]): Trace => ({
  tickmode: 'array',
  tickvals: names.map((_, i) => i),
  ticktext: names.map(plainWords),
  range: [-0.6, names.length - 0.4],
  ticks: '',
  fixedrange: true,
  ...(names.length > 4 && { tickangle: -45 }),
});

/** Synapses with the cells of each type, the commonest type first. */
function bars(title: string, groups: readonly PartnerGroup[]): Panel {
  const types = groups.map(({ group }) => group);
  const colors = groupColors(types, typeColors(types));
  const most = Math.max(1, ...groups.map(({ synapses }) => synapses));
  const at = { x: types.map((_, i) => i), y: groups.map(({ synapses }) => synapses) };
  return {
    title,
    xTitle: '',
    yTitle: 'Synapses',
    xaxis: named(types.map((type, i) => `${type} (${groups[i].partners})`)),
    yaxis: { range: [0, 1.12 * most] },
    traces: [
      {
        type: 'bar',
        ...at,
        customdata: groups.map(
          ({ group, synapses, partners }) =>
            `${plainWords(group)}: ${synapses} synapses, ${partners} ${partners === 1 ? 'cell' : 'cells'}, ${(synapses / partners).toFixed(1)} each`,
        ),
        marker: { color: types.map(type => colors.get(type)), line: { color: INK.muted, width: 0.5 } },
        hovertemplate: '%{customdata}<extra></extra>',
      },
      {
        type: 'scatter',
        mode: 'text',
        x: at.x,
        y: at.y.map(value => value + 0.05 * most),
        text: at.y.map(String),
        textfont: { size: 10, color: INK.strong },
        hoverinfo: 'skip',
      },
    ],
  };
}

/** For types with enough synapses to have a fraction. */
function multisynapticByType({ targets, byTarget }: BasketCellCardStatistics): Panel {
  const types = targets.outputs.map(({ group }) => group).filter(type => byTarget[type].synapses >= 4);
  const colors = groupColors(types, typeColors(types));
  const fractions = types.map(type => byTarget[type].fractionMultisynaptic ?? Number.NaN);
  return {
    title: 'In multisynaptic connections',
    xTitle: '',
    yTitle: 'Fraction of its synapses',
    xaxis: named(types),
    yaxis: { range: [0, 1.05] },
    traces: [
      {
        type: 'bar',
        x: types.map((_, i) => i),
        y: fractions,
        customdata: types.map(
          type =>
            `${plainWords(type)}: ${byTarget[type].multisynaptic} of ${byTarget[type].synapses} synapses, largest connection ${byTarget[type].largestConnection}`,
        ),
        marker: { color: types.map(type => colors.get(type)), line: { color: INK.muted, width: 0.5 } },
        hovertemplate: '%{customdata}<extra></extra>',
      },
    ],
  };
}

/** Which share of the synapses is in connections of so many synapses. */
function connections(
  outputs: CellSynapses,
  inputs: CellSynapses,
  chosen: (side: CellSynapses) => readonly number[],
): Panel {
  const line = (side: CellSynapses, name: string, color: string): Trace => {
    const of = chosen(side).map(i => side.perConnection[i]);
    const largest = of.reduce((most, k) => Math.max(most, k), 1);
    const counts = Array.from({ length: largest }, (_, k) => of.filter(n => n === k + 1).length);
    return {
      type: 'scatter',
      mode: 'lines+markers',
      x: counts.map((_, k) => k + 1),
      y: counts.map(count => (of.length === 0 ? Number.NaN : count / of.length)),
      line: { color, width: 1.5 },
      marker: { color, size: 5 },
      hovertemplate: `${name}: %{y:.3f} of the synapses are in connections of %{x}<extra></extra>`,
    };
  };
  return {
    title: 'Synapses per connection',
    xTitle: 'Synapses with the same partner',
    yTitle: 'Share of synapses',
    key: [
      ['outputs', OUTPUTS],
      ['inputs', INPUTS],
    ],
    traces: [line(outputs, 'outputs', OUTPUTS), line(inputs, 'inputs', INPUTS)],
  };
}

/** Sizes of output synapses on a logarithmic axis: single ones, and those in multisynaptic connections. */
function sizes(outputs: CellSynapses, chosen: readonly number[], unit: string): Panel {
  const line = (some: readonly number[], name: string, color: string, bins: readonly [number, number]): Trace => {
    const heights = new Array<number>(bins[1] - bins[0] + 1).fill(0);
    for (const i of some) heights[binOf(outputs.sizes[i]) - bins[0]]++;
    return {
      type: 'scatter',
      mode: 'lines',
      x: heights.map((_, k) => (bins[0] + k + 0.5) / SIZE_BINS),
      y: heights.map(height => (some.length === 0 ? Number.NaN : height / some.length)),
      line: { color, width: 1.5 },
      customdata: heights.map((_, k) => short(10 ** ((bins[0] + k + 0.5) / SIZE_BINS))),
      hovertemplate: `${name}, size about %{customdata}: %{y:.3f}<extra></extra>`,
    };
  };
  const known = chosen.filter(i => outputs.sizes[i] > 0);
  const at = known.map(i => binOf(outputs.sizes[i]));
  const used = at.length === 0 ? ([0, 0] as const) : ([Math.min(...at), Math.max(...at)] as const);
  const powers = Array.from({ length: 12 }, (_, k) => k - 4).filter(
    power => power >= used[0] / SIZE_BINS - 0.5 && power <= used[1] / SIZE_BINS + 0.5,
  );
  return {
    title: 'Size of its outputs',
    xTitle: `Cleft (${unit})`,
    yTitle: 'Share of synapses',
    xaxis: { tickmode: 'array', tickvals: powers, ticktext: powers.map(power => short(10 ** power)) },
    key: [
      ['multisynaptic', OUTPUTS],
      ['single', INK.muted],
    ],
    traces: [
      line(
        known.filter(i => outputs.perConnection[i] > 1),
        'multisynaptic',
        OUTPUTS,
        used,
      ),
      line(
        known.filter(i => outputs.perConnection[i] === 1),
        'single',
        INK.muted,
        used,
      ),
    ],
  };
}

const binOf = (size: number): number => Math.floor(Math.log10(size) * SIZE_BINS);

/** Straight distance of all synapses from the cell's own soma. */
function distances({ outputDistancesUm, inputDistancesUm, soma }: BasketCellCardStatistics): Panel {
  const line = (distancesUm: Float64Array, name: string, color: string): Trace => {
    const heights: number[] = [];
    for (const distance of distancesUm) {
      const bin = Math.floor(distance / DISTANCE_BIN_UM);
      while (heights.length <= bin) heights.push(0);
      heights[bin]++;
    }
    return {
      type: 'scatter',
      mode: 'lines',
      x: heights.map((_, k) => (k + 0.5) * DISTANCE_BIN_UM),
      y: heights.map(height => height / distancesUm.length),
      line: { color, width: 1.5 },
      hovertemplate: `${name}, %{x} µm: %{y:.3f}<extra></extra>`,
    };
  };
  const frame = {
    title: 'Distance from its own soma',
    xTitle: soma === undefined ? 'Too few synapses to find the soma' : 'µm, straight',
    yTitle: `Share of synapses in ${DISTANCE_BIN_UM} µm`,
  };
  if (soma === undefined) return { ...frame, traces: [] };
  return {
    ...frame,
    key: [
      ['outputs', OUTPUTS],
      ['inputs', INPUTS],
    ],
    traces: [line(outputDistancesUm, 'outputs', OUTPUTS), line(inputDistancesUm, 'inputs', INPUTS)],
  };
}

function list(groups: readonly PartnerGroup[]): string {
  if (groups.length === 0) return 'no typed cell';
  return groups
    .map(({ group, synapses, partners }) => `${group} ${synapses} (${partners} ${partners === 1 ? 'cell' : 'cells'})`)
    .join(', ');
}

function percent(fraction: number | undefined): string {
  return fraction === undefined ? 'None' : `${(100 * fraction).toFixed(1)} %`;
}

function short(value: number): string {
  return Number(value.toPrecision(2)).toLocaleString('en-US', { maximumSignificantDigits: 2 });
}
