/** Several small panels in one figure, three abreast. */
import { plainWords } from './plain-words.js';

type Trace = Readonly<Record<string, unknown>>;

const LEFT = [0, 0.365, 0.73] as const;
const WIDTH = 0.27;
/** Where rows of panels stand, from the top, by how many rows there are. */
const ROWS: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
  1: [[0, 0.9]],
  2: [
    [0.6, 0.95],
    [0, 0.35],
  ],
  3: [
    [0.73, 0.965],
    [0.365, 0.6],
    [0, 0.235],
  ],
};

/** One of the panels; at most nine stand in a figure. */
export interface Panel {
  readonly title: string;
  readonly traces: readonly Trace[];
  readonly xTitle: string;
  readonly yTitle: string;
  readonly xaxis?: Trace;
  readonly yaxis?: Trace;
  /** Words in the panel's upper right corner, in the colours of its lines. */
  readonly key?: readonly (readonly [text: string, color: string])[];
}

/** Traces and layout of a figure of panels; `rows` is how many stand above each other. */
export function panelFigure(panels: readonly Panel[]): {
  readonly rows: number;
  readonly data: readonly Trace[];
  readonly layout: Trace;
} {
  const rows = Math.ceil(panels.length / 3);
  return {
    rows,
    data: panels.flatMap(({ traces }, i) =>
      traces.map(trace => ({ ...trace, xaxis: axis('x', i), yaxis: axis('y', i) })),
    ),
    layout: {
      width: 940,
      height: 320 * rows,
      margin: { l: 58, r: 12, t: rows === 1 ? 26 : 10, b: 46 },
      ...Object.fromEntries(panels.flatMap((panel, i) => axesOf(panel, i, ROWS[rows]))),
      annotations: panels.flatMap((panel, i) => wordsOf(panel, i, ROWS[rows])),
    },
  };
}

/** An axis with a name at each of 0, 1, 2 … */
export const namedAxis = (names: readonly string[]): Trace => ({
  tickmode: 'array',
  tickvals: names.map((_, i) => i),
  ticktext: names.map(plainWords),
  range: [-0.6, names.length - 0.4],
  ticks: '',
  fixedrange: true,
  ...(names.length > 4 && { tickangle: -45 }),
});

const axis = (letter: 'x' | 'y', i: number): string => (i === 0 ? letter : `${letter}${i + 1}`);

function axesOf(
  { xTitle, yTitle, xaxis, yaxis, traces }: Panel,
  i: number,
  rows: (typeof ROWS)[number],
): [string, Trace][] {
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
        domain: rows[Math.floor(i / 3)],
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

function wordsOf({ title, key = [] }: Panel, i: number, rows: (typeof ROWS)[number]): Trace[] {
  const left = LEFT[i % 3];
  const top = rows[Math.floor(i / 3)][1];
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
