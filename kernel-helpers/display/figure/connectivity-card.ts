import { INK } from '../../contract/figure-ink.js';
import { type CellSynapses, connectionSummary } from '../../core/connectivity/cell-synapses.js';
import type { Numbers } from '../../core/stats/finite-numbers.js';
import { quantile } from '../../core/stats/summary/quantile.js';
import { InvalidArgumentError } from '../../errors.js';
import { groupColors } from '../palette.js';
import { connectionSizes, neuronsOf, synapseSizes, typeBars } from './card-panels.js';
import { type FigureLook, sizedLayout } from './look.js';
import { namedAxis, type Panel, panelFigure } from './panels.js';
import { plainWords } from './plain-words.js';
import { readValues } from './read-values.js';
import { type Figure, toFigure } from './to-figure.js';
import { type Enrichment, type Expected, enrichment, type TypeSynapses, typeSynapses } from './type-counts.js';

/** What {@link connectivityCard} is given beside the outputs, and how it draws; every field may be left out. */
export interface ConnectivityCardOptions extends FigureLook {
  /** The synapses that the same cell receives; their panel is left out when absent. */
  readonly inputs?: CellSynapses;
  /**
   * Synapses expected on each type of target, such as the mean of a null model: drawn as log2 of observed over expected,
   * or as z when each has a standard deviation. Left out when absent.
   */
  readonly expected?: Readonly<Record<string, Expected>>;
  /**
   * How far each output synapse is from the soma of its target, µm, one a synapse in the order of `outputs`; NaN or null
   * where it is not known. Left out when absent.
   */
  readonly targetDistancesUm?: Numbers;
  /**
   * Which synapses the panels of connections and sizes count: those whose partner has a type (`typed`), or `all`, with
   * fragments; `all` when absent.
   */
  readonly partners?: 'typed' | 'all';
  /** Unit of the sizes; `voxels` when absent (in minnie65 those of 4 × 4 × 40 nm). */
  readonly sizeUnit?: string;
  /** Colours of types, `#rgb` or `#rrggbb`, over the field's own. */
  readonly colors?: Readonly<Record<string, string>>;
}

/** Fewer distances than this make no line of their own. */
const LEAST = 10;
const MOST_LINES = 4;
const DISTANCE_BIN_UM = 10;
/** A brain is smaller; what is larger are nanometres. */
const MOST_DISTANCE_UM = 50_000;

/**
 * The card of one cell: output synapses by type of target, which fraction of each is in multisynaptic connections, how
 * many synapses a connection has, and how large they are; with an expectation also the enrichment of each type, with
 * distances how far from the targets' somata they are, with inputs who synapses on the cell. A part that is not given,
 * or not known, is left out, and the caption says so.
 *
 * @param outputs - the synapses that the cell makes, as `connectivity.cellSynapses` lists them.
 * @throws {InvalidArgumentError} when `outputs` holds nothing or is not a cell's outputs, `inputs` are of another cell,
 * distances have another length, or an expectation is no number above 0.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const groupOf = new Map(column.neurons.map(({ id, type }) => [id, type]));
 * const outputs = connectivity.cellSynapses(column.synapses, 1n, { side: 'outputs', groupOf });
 * const inputs = connectivity.cellSynapses(column.synapses, 1n, { side: 'inputs', groupOf });
 * figure.connectivityCard(outputs, { inputs, synthetic: true });
 */
export function connectivityCard(outputs: CellSynapses, options: ConnectivityCardOptions = {}): Figure {
  const { inputs, expected, partners = 'all', sizeUnit = 'voxels', colors } = options;
  checkSides(outputs, inputs);
  if (partners !== 'typed' && partners !== 'all') {
    fail(`partners is unknown: received ${String(partners)}, expected typed or all`, 'partners');
  }
  const targets = typeSynapses(outputs);
  const sources = inputs && typeSynapses(inputs);
  const against = expected && enrichment(targets, expected, 'connectivityCard');
  const distancesUm = options.targetDistancesUm && readDistances(options.targetDistancesUm, outputs.rows.length);
  const chosen = (side: CellSynapses): number[] =>
    Array.from(side.groups.keys()).filter(i => partners === 'all' || side.groups[i] !== undefined);
  const hasSizes = chosen(outputs).some(i => outputs.sizes[i] > 0);
  const knownDistances = distancesUm?.filter(value => !Number.isNaN(value)).length ?? 0;

  const panels: Panel[] = [];
  if (targets.length > 0) panels.push(typeBars('Targets by type', targets, colors));
  if (against) panels.push(enrichmentBars(against, colors));
  if (sources && sources.length > 0) panels.push(typeBars('Sources by type', sources, colors));
  if (targets.length > 0) panels.push(multisynapticBars(targets, colors));
  panels.push(connectionSizes(outputs, inputs, chosen));
  if (hasSizes) panels.push(synapseSizes(outputs, chosen(outputs), sizeUnit));
  if (distancesUm && knownDistances > 0) panels.push(targetDistances(targets, distancesUm, colors));

  const { rows, data, layout } = panelFigure(panels);
  const all = connectionSummary(outputs);
  const left = [
    targets.length === 0 && 'targets by type (no target has one)',
    expected === undefined && 'enrichment (no expectation given)',
    inputs === undefined && 'inputs (not given)',
    sources?.length === 0 && 'sources by type (no source has one)',
    !hasSizes && 'sizes (not known)',
    knownDistances === 0 && `distance to the targets' somata (${distancesUm ? 'not known' : 'not given'})`,
  ].filter(part => part !== false);
  const typed = targets.reduce((sum, { synapses }) => sum + synapses, 0);
  const cells = targets.reduce((sum, { partners: n }) => sum + n, 0);
  const withoutDistance = outputs.rows.length - knownDistances;
  const caption =
    `Cell ${outputs.id}: n = ${count(all.synapses)} output synapses on ${count(all.partners)} partners, ${count(typed)} of them on ${count(cells)} typed cells` +
    `${inputs ? `; ${count(inputs.rows.length)} input synapses from ${count(new Set(inputs.partners).size)} partners` : ''}. ` +
    `Bars by type: in brackets cells. Connections and sizes: ${partners === 'all' ? 'with all partners, fragments among them' : 'with typed partners'}. ` +
    `Left out: synapses of the cell on itself ${outputs.autapses}` +
    `${knownDistances > 0 && withoutDistance > 0 ? `; synapses without a distance ${count(withoutDistance)}` : ''}.` +
    `${left.length > 0 ? ` Not shown: ${left.join(', ')}.` : ''}`;
  // A card is as wide as a page, not as a column.
  const look = options.preset ? { widthMm: 180, heightMm: 62 * rows, ...options } : options;
  return toFigure({
    title: options.title ?? `Connectivity of cell ${outputs.id}`,
    caption: options.caption ?? caption,
    synthetic: options.synthetic ?? false,
    result: resultOf(targets, sources, against, all, knownDistances > 0 ? distancesUm : undefined),
    data,
    layout: sizedLayout(layout, look, 'connectivityCard'),
  });
}

function checkSides(outputs: CellSynapses, inputs: CellSynapses | undefined): void {
  if (outputs?.side !== 'outputs' || outputs.rows.length === 0) {
    const received = outputs?.side === 'outputs' ? '0 synapses' : `side ${String(outputs?.side)}`;
    fail(`outputs are none: received ${received}, expected what cellSynapses lists with side 'outputs'`, 'outputs');
  }
  if (inputs && (inputs.side !== 'inputs' || inputs.id !== outputs.id)) {
    const received = `side ${inputs.side} of cell ${inputs.id}`;
    fail(`inputs are not of this cell: received ${received}, expected inputs of cell ${outputs.id}`, 'inputs');
  }
}

function readDistances(given: Numbers, length: number): Float64Array {
  const distancesUm = readValues(given, 'connectivityCard', 'targetDistancesUm', length);
  // NaN compares false: only what is known is judged.
  const bad = distancesUm.findIndex(value => value < 0 || value > MOST_DISTANCE_UM);
  if (bad >= 0) {
    fail(
      `targetDistancesUm at index ${bad} is out of range: received ${distancesUm[bad]}, expected 0 to ${MOST_DISTANCE_UM} µm`,
      'targetDistancesUm',
    );
  }
  return distancesUm;
}

function enrichmentBars({ measure, groups, values, observed, means }: Enrichment, own: Colors = {}): Panel {
  const found = groupColors(groups, own);
  const reach = 1.1 * Math.max(1, ...values.filter(Number.isFinite).map(Math.abs));
  return {
    title: 'Against expectation',
    xTitle: '',
    yTitle: measure === 'z' ? 'z (standard deviations)' : 'log<sub>2</sub> observed / expected',
    xaxis: { ...namedAxis(groups), zeroline: false },
    yaxis: { range: [-reach, reach], zeroline: true },
    traces: [
      {
        type: 'bar',
        x: groups.map((_, i) => i),
        y: values,
        customdata: groups.map(
          (group, i) => `${plainWords(group)}: ${observed[i]} synapses, ${short(means[i])} expected`,
        ),
        marker: { color: groups.map(group => found.get(group)), line: { color: INK.muted, width: 0.5 } },
        hovertemplate: `%{customdata}<br>${measure === 'z' ? 'z' : 'log<sub>2</sub>'} %{y:.2f}<extra></extra>`,
      },
    ],
  };
}

function multisynapticBars(types: readonly TypeSynapses[], own: Colors = {}): Panel {
  const names = types.map(({ group }) => group);
  const found = groupColors(names, own);
  return {
    title: 'Multisynaptic fraction',
    xTitle: '',
    yTitle: 'Fraction of its synapses',
    xaxis: namedAxis(names),
    yaxis: { range: [0, 1.05] },
    traces: [
      {
        type: 'bar',
        x: names.map((_, i) => i),
        y: types.map(({ multisynaptic, synapses }) => multisynaptic / synapses),
        neurons: neuronsOf(types),
        customdata: types.map(
          ({ group, multisynaptic, synapses }) => `${plainWords(group)}: ${multisynaptic} of ${synapses} synapses`,
        ),
        marker: { color: names.map(name => found.get(name)), line: { color: INK.muted, width: 0.5 } },
        hovertemplate: '%{customdata}<extra></extra>',
      },
    ],
  };
}

/** A line for each of the commonest types, or one over all where no type has enough. */
function targetDistances(types: readonly TypeSynapses[], distancesUm: Float64Array, own: Colors = {}): Panel {
  const known = (at: readonly number[]): number[] => at.map(i => distancesUm[i]).filter(d => !Number.isNaN(d));
  const found = groupColors(
    types.map(({ group }) => group),
    own,
  );
  const byType = types
    .map(({ group, at }) => ({ name: group, values: known(at), color: found.get(group) as string }))
    .filter(({ values }) => values.length >= LEAST)
    .slice(0, MOST_LINES);
  const lines =
    byType.length > 0
      ? byType
      : [{ name: 'all', values: Array.from(distancesUm).filter(d => !Number.isNaN(d)), color: INK.strong }];
  return {
    title: "Distance to the target's soma",
    xTitle: 'Distance (µm)',
    yTitle: `Share in ${DISTANCE_BIN_UM} µm`,
    key: lines.map(({ name, color }) => [plainWords(name), color] as const),
    traces: lines.map(({ name, values, color }) => {
      const bins = Math.floor(Math.max(...values) / DISTANCE_BIN_UM) + 1;
      const heights = new Array<number>(bins).fill(0);
      for (const value of values) heights[Math.floor(value / DISTANCE_BIN_UM)]++;
      return {
        type: 'scatter',
        mode: 'lines',
        x: heights.map((_, k) => (k + 0.5) * DISTANCE_BIN_UM),
        y: heights.map(height => height / values.length),
        line: { color, width: 1.5 },
        hovertemplate: `${plainWords(name)} (n = ${values.length}), %{x} µm: %{y:.3f}<extra></extra>`,
      };
    }),
  };
}

type Colors = Readonly<Record<string, string>>;

function resultOf(
  targets: readonly TypeSynapses[],
  sources: readonly TypeSynapses[] | undefined,
  against: Enrichment | undefined,
  { fractionMultisynaptic = Number.NaN, medianSize }: ReturnType<typeof connectionSummary>,
  distancesUm: Float64Array | undefined,
): string {
  const list = (types: readonly TypeSynapses[]): string =>
    types.map(({ group, synapses, partners }) => `${group} ${synapses} (${partners})`).join(', ') || 'no typed cell';
  const median =
    distancesUm &&
    quantile(
      distancesUm.filter(value => !Number.isNaN(value)),
      0.5,
    );
  return [
    `Synapses on (cells): ${list(targets)}.`,
    sources && `Synapses from (cells): ${list(sources)}.`,
    against &&
      `${against.measure === 'z' ? 'z' : 'log2 observed / expected'}: ${against.groups.map((group, i) => `${group} ${Number.isNaN(against.values[i]) ? 'no synapse' : against.values[i].toFixed(2)}`).join(', ')}.`,
    `${(100 * fractionMultisynaptic).toFixed(1)} % of all output synapses are in multisynaptic connections${medianSize === undefined ? '' : `, median size ${short(medianSize)}`}.`,
    median !== undefined && `Median distance to the target's soma: ${median.toFixed(1)} µm.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function count(n: number): string {
  return n.toLocaleString('en-US');
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function fail(what: string, argument: string): never {
  throw new InvalidArgumentError(`connectivityCard ${what}`, { argument });
}
