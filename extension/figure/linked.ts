/** Which points of a figure stand for which neurons, and which of them are selected. Pure. */
import type { FigurePayload } from 'connectome-helpers/dist/contract/figure.js';
import type { PointNeurons } from 'connectome-helpers/dist/contract/figure-neurons.js';

/** A point, by its trace and its place in it. */
export interface IFigurePoint {
  readonly curveNumber: number;
  readonly pointNumber: number;
}

type Data = FigurePayload['data'];

/** Whether any point stands for a neuron. */
export function isLinked(data: Data): boolean {
  return data.some(trace => neuronsIn(trace) !== undefined);
}

/** The neurons that these points stand for, without doubles, in the order of the points. */
export function neuronsAt(data: Data, points: readonly IFigurePoint[]): string[] {
  const found = points.flatMap(({ curveNumber, pointNumber }) =>
    idsOf(neuronsIn(data[curveNumber] ?? {})?.[pointNumber] ?? null),
  );
  return [...new Set(found)];
}

/**
 * The selected points of each trace, `null` for traces that are shown as ever: those without neurons, and all where the
 * figure has none of the selected.
 */
export function selectedPoints(data: Data, selected: Iterable<string>): (number[] | null)[] {
  const chosen = new Set(selected);
  const found = data.map(trace => {
    const neurons = neuronsIn(trace);
    if (!neurons) return null;
    return neurons.flatMap((entry, point) => (idsOf(entry).some(id => chosen.has(id)) ? [point] : []));
  });
  return found.some(points => points !== null && points.length > 0) ? found : data.map(() => null);
}

/** How many of the selected neurons the figure shows. */
export function selectedHere(data: Data, selected: Iterable<string>): number {
  const here = new Set(data.flatMap(trace => (neuronsIn(trace) ?? []).flatMap(idsOf)));
  let count = 0;
  for (const id of selected) if (here.has(id)) count++;
  return count;
}

function neuronsIn(trace: Readonly<Record<string, unknown>>): readonly PointNeurons[] | undefined {
  return trace.neurons as readonly PointNeurons[] | undefined;
}

function idsOf(entry: PointNeurons): readonly string[] {
  return entry === null ? [] : typeof entry === 'string' ? [entry] : entry;
}
