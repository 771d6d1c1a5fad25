import type { FigurePayload } from 'connectome-helpers/dist/contract/figure.js';
import { INK } from 'connectome-helpers/dist/contract/figure-ink.js';
import type { IFigureTheme } from './theme';

/** Height of a figure whose layout names none, in px. */
export const DEFAULT_HEIGHT_PX = 420;

type Json = Readonly<Record<string, unknown>>;

/** What Plotly is given. */
export interface IStyledFigure {
  readonly data: Record<string, unknown>[];
  readonly layout: Record<string, unknown>;
}

/**
 * A stored figure dressed for a theme and a size: ink words become colours, and what the figure leaves open (fonts,
 * axis lines, margins, hover labels) takes our defaults. The payload is not changed.
 */
export function styledFigure(
  payload: FigurePayload,
  theme: IFigureTheme,
  size: { readonly widthPx: number; readonly heightPx: number },
): IStyledFigure {
  const colours: Record<string, unknown> = {
    [INK.strong]: theme.strong,
    [INK.muted]: theme.muted,
    [INK.faint]: theme.faint,
    [INK.paper]: theme.paper,
    [INK.sequential]: theme.sequential,
  };
  const layout = inked(payload.layout, colours) as Json;
  const axes = Object.fromEntries(
    ['xaxis', 'yaxis', ...Object.keys(layout).filter(key => /^[xy]axis\d*$/.test(key))].map(key => [
      key,
      over(axisDefaults(theme), layout[key]),
    ]),
  );
  return {
    data: payload.data.map(trace => inked(trace, colours) as Record<string, unknown>),
    layout: {
      ...(over(layoutDefaults(theme), layout) as Json),
      ...axes,
      width: size.widthPx,
      height: size.heightPx,
    },
  };
}

function layoutDefaults(theme: IFigureTheme): Json {
  return {
    font: { family: theme.fontFamily, size: theme.fontSizePx, color: theme.strong },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    margin: { l: 60, r: 16, t: 12, b: 44, pad: 0 },
    hovermode: 'closest',
    showlegend: false,
    legend: { bgcolor: 'rgba(0,0,0,0)', font: { color: theme.strong } },
    hoverlabel: {
      bgcolor: theme.paper,
      bordercolor: theme.muted,
      font: { family: theme.fontFamily, size: theme.fontSizePx, color: theme.strong },
      align: 'left',
    },
    modebar: { bgcolor: 'rgba(0,0,0,0)', color: theme.muted, activecolor: theme.strong },
    dragmode: 'zoom',
  };
}

function axisDefaults(theme: IFigureTheme): Json {
  return {
    showgrid: false,
    zeroline: false,
    showline: true,
    linecolor: theme.muted,
    linewidth: 1,
    ticks: 'outside',
    ticklen: 4,
    tickwidth: 1,
    tickcolor: theme.muted,
    gridcolor: theme.faint,
    zerolinecolor: theme.faint,
    automargin: true,
    title: { standoff: 8 },
  };
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `chosen` laid over `defaults`, records merged key by key. */
function over(defaults: unknown, chosen: unknown): unknown {
  if (!isRecord(defaults) || !isRecord(chosen)) return chosen === undefined ? defaults : chosen;
  const merged: Record<string, unknown> = { ...defaults };
  for (const [key, value] of Object.entries(chosen)) merged[key] = over(defaults[key], value);
  return merged;
}

function inked(value: unknown, colours: Readonly<Record<string, unknown>>): unknown {
  if (typeof value === 'string') return Object.hasOwn(colours, value) ? colours[value] : value;
  if (Array.isArray(value)) {
    // Columns of numbers, the bulk of a figure, are passed on as they are.
    return value.every(entry => typeof entry === 'number' || entry === null)
      ? value
      : value.map(e => inked(e, colours));
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, inked(entry, colours)]));
}
