import { INK } from '../../contract/figure-ink.js';
import { directionTuning } from '../../core/functional/direction-tuning.js';
import { tuningCurve } from '../../core/functional/tuning-curve.js';
import type { Numbers } from '../../core/stats/finite-numbers.js';
import { InvalidArgumentError } from '../../errors.js';
import { type FigureLook, sizedLayout } from './look.js';
import { type Figure, toFigure } from './to-figure.js';

/** How {@link polarTuning} draws; every field may be left out. */
export interface PolarTuningOptions extends FigureLook {
  /** Name and unit of the responses; `Response` when absent. */
  readonly valueName?: string;
}

const DEGREE = Math.PI / 180;

/**
 * Direction tuning of one unit on a circle: mean response as distance from the middle for each direction, ± s.e.m. as
 * a bar along it, and a line towards the preferred direction, as long as the global direction selectivity is of 1. 0° is
 * to the right and angles grow anticlockwise. The numbers are those of `functional.directionTuning`.
 *
 * @throws {InvalidArgumentError} when there are no responses or all are 0, one mean is below 0, lengths differ, or a
 * value is missing.
 * @example
 * figure.polarTuning([9, 3, 1, 1, 5, 1, 1, 3], [0, 45, 90, 135, 180, 225, 270, 315]);
 */
export function polarTuning(responses: Numbers, directionsDeg: Numbers, options: PolarTuningOptions = {}): Figure {
  const { valueName = 'Response' } = options;
  const curve = tuningCurve(responses, directionsDeg);
  const tuning = directionTuning(responses, directionsDeg);
  if (tuning === undefined) {
    throw new InvalidArgumentError(
      'polarTuning responses have no direction: received none above 0, expected at least one',
      { argument: 'responses' },
    );
  }
  const { mean, sem } = curve;
  const angles = Array.from(curve.directionsDeg, degrees => degrees * DEGREE);
  const most = Math.max(...mean.map((value, i) => value + (Number.isNaN(sem[i]) ? 0 : sem[i])));
  const reach = 1.22 * most;
  const at = (radius: number, angle: number): [number, number] => [radius * Math.cos(angle), radius * Math.sin(angle)];
  const closed = [...angles.keys(), 0];
  const outline = closed.map(i => at(mean[i], angles[i]));
  const bars = angles.flatMap((angle, i) =>
    Number.isNaN(sem[i]) ? [] : [at(Math.max(0, mean[i] - sem[i]), angle), at(mean[i] + sem[i], angle), [null, null]],
  );
  const preferred = tuning.preferredDirectionDeg;
  const arrow = preferred === undefined ? [] : [[0, 0], at(most * tuning.gDsi, preferred * DEGREE)];
  // The rings' values stand where the curve is low, between two of the lines.
  const away = (90 * Math.floor((((preferred ?? 0) + 180) % 360) / 90) + 45) * DEGREE;
  const axis = {
    range: [-reach, reach],
    showline: false,
    ticks: '',
    tickmode: 'array',
    tickvals: [],
    fixedrange: true,
  };
  const layout = {
    width: 400,
    height: 400,
    margin: { l: 12, r: 12, t: 12, b: 12 },
    xaxis: { ...axis, constrain: 'domain' },
    yaxis: { ...axis, scaleanchor: 'x', constrain: 'domain' },
    annotations: [
      ...[0, 90, 180, 270].map(degrees => {
        const [x, y] = at(1.12 * most, degrees * DEGREE);
        return { text: `${degrees}°`, x, y, showarrow: false, font: { color: INK.muted } };
      }),
      ...[0.5, 1].map(share => {
        const [x, y] = at(share * most, away);
        return { text: short(share * most), x, y, showarrow: false, font: { color: INK.muted } };
      }),
    ],
  };
  const prefers = preferred === undefined ? 'no preferred direction' : `preferred direction ${preferred.toFixed(1)}°`;
  const trials = curve.trials.reduce((sum, count) => sum + count, 0);
  return toFigure({
    title: options.title ?? 'Direction tuning',
    caption:
      options.caption ??
      `${valueName} by direction, mean ± s.e.m. over trials; outer ring ${short(most)}. n = ${trials} trials of ${mean.length} directions. ` +
        'Thick line: vector mean over directions, the outer ring being a global direction selectivity of 1.',
    synthetic: options.synthetic ?? false,
    result:
      `${prefers[0].toUpperCase()}${prefers.slice(1)}, global direction selectivity ${tuning.gDsi.toFixed(3)}, ` +
      `global orientation selectivity ${tuning.gOsi.toFixed(3)}. Largest mean ${short(Math.max(...mean))} at ${tuning.peakDirectionDeg}°.`,
    data: [
      ...[0.5, 1].map(share => ring(share * most)),
      path(
        [
          [-most, 0],
          [most, 0],
          [null, null],
          [0, -most],
          [0, most],
        ],
        INK.faint,
        0.7,
      ),
      path(bars, INK.muted, 1.1),
      {
        ...path(outline, '#0072b2', 2),
        mode: 'lines+markers',
        marker: { color: '#0072b2', size: 6 },
        fill: 'toself',
        fillcolor: '#0072b22e',
        hoveron: 'points',
        customdata: closed.map(i => [curve.directionsDeg[i], mean[i], sem[i], curve.trials[i]]),
        hoverinfo: undefined,
        hovertemplate:
          '%{customdata[0]}°: %{customdata[1]:.4f} ± %{customdata[2]:.4f} s.e.m.<br>%{customdata[3]} trials<extra></extra>',
      },
      path(arrow, INK.strong, 3.5),
    ],
    layout: sizedLayout(layout, options, 'polarTuning'),
  });
}

type Point = readonly (number | null)[];

function path(points: readonly Point[], color: string, width: number): Record<string, unknown> {
  return {
    type: 'scatter',
    mode: 'lines',
    x: points.map(point => point[0]),
    y: points.map(point => point[1]),
    line: { color, width },
    hoverinfo: 'skip',
  };
}

function ring(radius: number): Record<string, unknown> {
  const points = Array.from({ length: 73 }, (_, i) => [
    radius * Math.cos(5 * i * DEGREE),
    radius * Math.sin(5 * i * DEGREE),
  ]);
  return path(points, INK.faint, 0.7);
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
