/** Goes through the points of a figure that stand for neurons, by keyboard. */
import type { FigurePayload } from 'connectome-helpers/dist/contract/figure.js';
import type { IFigurePoint } from './linked';

type Trace = FigurePayload['data'][number];

/** The linked points of each trace that has some, from left to right, then upwards. */
export function pointRows(data: readonly Trace[]): IFigurePoint[][] {
  return data.flatMap((trace, curveNumber) => {
    const neurons = Array.isArray(trace.neurons) ? trace.neurons : [];
    const points = neurons.flatMap((entry: unknown, pointNumber) =>
      entry === null || (Array.isArray(entry) && entry.length === 0) ? [] : [{ curveNumber, pointNumber }],
    );
    const place = (point: IFigurePoint): number => along(trace, point);
    const height = ({ pointNumber }: IFigurePoint): number => numberAt(trace.y, pointNumber);
    return points.length === 0 ? [] : [points.sort((a, b) => place(a) - place(b) || height(a) - height(b))];
  });
}

/** What a key does: go to another point, select where one is, select nothing. */
export type CursorDeed =
  | { readonly go: IFigurePoint }
  | { readonly pick: IFigurePoint; readonly add: boolean }
  | { readonly drop: true };

const FAR = 10;

/** Where the reader is among the linked points of one figure. */
export class PointCursor {
  constructor(private readonly _data: readonly Trace[]) {
    this._rows = pointRows(_data);
  }

  /** What the key asks for; `undefined` for a key that is not ours, or that leads nowhere. */
  deed(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>): CursorDeed | undefined {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (altKey || this._rows.length === 0) return undefined;
    if (key === 'Escape') {
      this._at = undefined;
      return { drop: true };
    }
    const here = this._point;
    if (key === 'Enter' || key === ' ') return here && { pick: here, add: shiftKey || ctrlKey || metaKey };
    if (ctrlKey || metaKey) return undefined;
    const [row, column] = this._at ?? [0, -1];
    const last = this._rows[row].length - 1;
    const to: Readonly<Record<string, () => readonly [row: number, column: number]>> = {
      ArrowRight: () => [row, Math.min(last, column + 1)],
      ArrowLeft: () => [row, Math.max(0, column - 1)],
      PageDown: () => [row, Math.min(last, column + FAR)],
      PageUp: () => [row, Math.max(0, column - FAR)],
      Home: () => [row, 0],
      End: () => [row, last],
      ArrowDown: () => this._beside(row + 1),
      ArrowUp: () => this._beside(row - 1),
    };
    if (!Object.hasOwn(to, key)) return undefined;
    this._at = this._at === undefined && key.startsWith('Arrow') ? [0, 0] : to[key]();
    const point = this._point;
    return point && { go: point };
  }

  private get _point(): IFigurePoint | undefined {
    return this._at && this._rows[this._at[0]][this._at[1]];
  }

  /** The point of another row that is nearest along x. */
  private _beside(row: number): readonly [row: number, column: number] {
    const at = this._at ?? [0, 0];
    if (row < 0 || row >= this._rows.length) return at;
    const place = (point: IFigurePoint): number => along(this._data[point.curveNumber], point);
    const from = place(this._rows[at[0]][at[1]]);
    let best = 0;
    this._rows[row].forEach((point, column) => {
      if (Math.abs(place(point) - from) < Math.abs(place(this._rows[row][best]) - from)) best = column;
    });
    return [row, best];
  }

  private readonly _rows: readonly (readonly IFigurePoint[])[];
  private _at: readonly [row: number, column: number] | undefined;
}

/** How far right a point stands: its x, or its place in the trace where x is a name. */
function along(trace: Trace, { pointNumber }: IFigurePoint): number {
  return numberAt(trace.x, pointNumber);
}

function numberAt(values: unknown, at: number): number {
  const value: unknown = Array.isArray(values) ? values[at] : undefined;
  return typeof value === 'number' ? value : at;
}
