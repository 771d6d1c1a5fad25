/** The card of a cell as one figure of six panels. */
import { INK } from '../../contract/figure-ink.js';
import type { CellSynapses } from '../../core/connectivity/cell-synapses.js';
import type { PartnerGroup } from '../../core/connectivity/partners.js';
import { connectionSizes, INPUTS, OUTPUTS, synapseSizes, typeBars } from '../../display/figure/card-panels.js';
import { namedAxis, type Panel, panelFigure } from '../../display/figure/panels.js';
import { plainWords } from '../../display/figure/plain-words.js';
import { type Figure, toFigure } from '../../display/figure/to-figure.js';
import { groupColors } from '../../display/palette.js';
import type { DrawingFacts } from '../recipe.js';
import type { BasketCellCardOptions, BasketCellCardStatistics } from './card-statistics.js';
import { typeColors } from './column-types.js';

/** Width of a bin of distance from the soma. */
const DISTANCE_BIN_UM = 20;

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
    barsOf('Targets by type', targets.outputs),
    barsOf('Sources by type', sources.inputs),
    multisynapticByType(statistics),
    connectionSizes(outputSynapses, inputSynapses, chosen),
    synapseSizes(outputSynapses, chosen(outputSynapses), synthetic ? 'arbitrary' : 'voxels of 4 × 4 × 40 nm'),
    distances(statistics),
  ];
  const { data, layout } = panelFigure(panels);
  const { medianSize, fractionMultisynaptic } = partners === 'column' ? columnOutputs : outputs;
  return toFigure({
    title,
    caption,
    synthetic,
    result:
      `It synapses on ${list(targets.outputs)}; it receives synapses from ${list(sources.inputs)}. ` +
      `${percent(fractionMultisynaptic)} of its synapses are in multisynaptic connections, their median size is ${medianSize === undefined ? 'not known' : Number(medianSize.toPrecision(4))}` +
      `${Number.isNaN(medianOutputDistanceUm) ? '' : `, and the median distance of its outputs from its soma is ${medianOutputDistanceUm.toFixed(0)} µm`}.`,
    data,
    layout,
  });
}

function barsOf(title: string, groups: readonly PartnerGroup[]): Panel {
  return typeBars(title, groups, typeColors(groups.map(({ group }) => group)));
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
    xaxis: namedAxis(types),
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

/** Straight distance of all synapses from the cell's own soma. */
function distances({ outputDistancesUm, inputDistancesUm, soma }: BasketCellCardStatistics): Panel {
  const line = (distancesUm: Float64Array, name: string, color: string): Panel['traces'][number] => {
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
