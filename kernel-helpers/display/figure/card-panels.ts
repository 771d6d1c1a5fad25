/** What the connections of one cell are like: the panels of its card. */
import { INK } from '../../contract/figure-ink.js';
import type { CellSynapses } from '../../core/connectivity/cell-synapses.js';
import { groupColors } from '../palette.js';
import { namedAxis, type Panel } from './panels.js';
import { plainWords } from './plain-words.js';

type Trace = Readonly<Record<string, unknown>>;
type Colors = Readonly<Record<string, string>>;

/** Of Okabe and Ito 2008: told apart by readers of every colour vision. */
export const OUTPUTS = '#0072b2';
/** The other of the two. */
export const INPUTS = '#d55e00';
/** Bins of size to a power of ten. */
const SIZE_BINS = 5;

/** What a bar stands for. */
export interface TypeCount {
  readonly group: string;
  readonly partners: number;
  readonly synapses: number;
  /** The partners themselves: a click on the bar selects them. */
  readonly neurons?: readonly bigint[];
}

/** Synapses with the cells of each type, the commonest type first. */
export function typeBars(title: string, groups: readonly TypeCount[], own: Colors = {}): Panel {
  const types = groups.map(({ group }) => group);
  const colors = groupColors(types, own);
  const most = Math.max(1, ...groups.map(({ synapses }) => synapses));
  const at = { x: types.map((_, i) => i), y: groups.map(({ synapses }) => synapses) };
  return {
    title,
    xTitle: '',
    yTitle: 'Synapses',
    xaxis: namedAxis(types.map((type, i) => `${type} (${groups[i].partners})`)),
    yaxis: { range: [0, 1.12 * most] },
    traces: [
      {
        type: 'bar',
        ...at,
        customdata: groups.map(
          ({ group, synapses, partners }) =>
            `${plainWords(group)}: ${synapses} synapses, ${partners} ${partners === 1 ? 'cell' : 'cells'}, ${(synapses / partners).toFixed(1)} each`,
        ),
        neurons: neuronsOf(groups),
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

/** The partners of each bar; `undefined` when they are not known of all. */
export function neuronsOf(groups: readonly TypeCount[]): readonly (readonly bigint[])[] | undefined {
  const neurons = groups.flatMap(group => (group.neurons ? [group.neurons] : []));
  return neurons.length === groups.length ? neurons : undefined;
}

/** Which share of the synapses is in connections of so many synapses. */
export function connectionSizes(
  outputs: CellSynapses,
  inputs: CellSynapses | undefined,
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
    xTitle: 'Synapses per partner',
    yTitle: 'Share of synapses',
    key: [['outputs', OUTPUTS], ...(inputs ? ([['inputs', INPUTS]] as const) : [])],
    traces: [line(outputs, 'outputs', OUTPUTS), ...(inputs ? [line(inputs, 'inputs', INPUTS)] : [])],
  };
}

/** Sizes of output synapses on a logarithmic axis: single ones, and those in multisynaptic connections. */
export function synapseSizes(outputs: CellSynapses, chosen: readonly number[], unit: string): Panel {
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

function short(value: number): string {
  return Number(value.toPrecision(2)).toLocaleString('en-US', { maximumSignificantDigits: 2 });
}
