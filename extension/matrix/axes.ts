/** Plotly's part of a matrix: axes with their words, the colour scale, zoom and drag. The matrix itself lies behind it. */

import Plotly from 'plotly.js/lib/core';
import { keepButtonKeys, type plotlyWords } from '../figure/plotly-buttons';
import type { IFigureTheme } from '../figure/theme';
import type { IArea } from './drawing/page';
import { SCALE_GAP_PX, SCALE_PX } from './layout';
import type { ILimits } from './model/limits';
import type { IWindow } from './model/raster';
import type { ITick } from './model/ticks';

/** What the axes show. */
export interface IAxesSpec {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly area: IArea;
  readonly window: IWindow;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly rowTitle: string;
  readonly columnTitle: string;
  /** Between the words and the matrix, px. */
  readonly rowBesidePx: number;
  readonly columnBesidePx: number;
  readonly rowTicks: readonly ITick[];
  readonly columnTicks: readonly ITick[];
  readonly limits: ILimits;
  readonly scale: 'linear' | 'log';
  /** From low to high. */
  readonly colors: IFigureTheme['sequential'];
  /** What the colours stand for. */
  readonly unit: string;
  readonly theme: IFigureTheme;
  /** What Plotly writes on its buttons. */
  readonly words: ReturnType<typeof plotlyWords>;
}

type DragMode = 'pan' | 'zoom' | 'select';

export interface IAxesEvents {
  /** `moving`: there is more to come. */
  onWindow(window: IWindow, moving: boolean): void;
  onBrush(window: IWindow): void;
}

interface IPlotlyHost extends HTMLElement {
  on?(event: string, listener: (data: unknown) => void): void;
}

export class MatrixAxes {
  constructor(
    private readonly _host: HTMLElement,
    private readonly _events: IAxesEvents,
  ) {}

  async draw(spec: IAxesSpec): Promise<void> {
    const isFirst = this._window === undefined;
    this._window = spec.window;
    this._spec = spec;
    const drawing = Plotly.react(this._host, figureOf(spec, this._dragMode));
    if (isFirst) this._listen();
    await drawing;
    keepButtonKeys(this._host);
  }

  dispose(): void {
    Plotly.purge(this._host);
  }

  private _listen(): void {
    const host: IPlotlyHost = this._host;
    host.on?.('plotly_relayouting', data => this._moved(data, true));
    host.on?.('plotly_relayout', data => this._moved(data, false));
    host.on?.('plotly_selected', data => {
      const { range } = (data ?? {}) as { readonly range?: { readonly x: number[]; readonly y: number[] } };
      if (!range) return;
      const [left, right] = ascending(range.x);
      const [top, bottom] = ascending(range.y);
      this._events.onBrush({ top, bottom, left, right });
      // The outline would stay and be in the way of the next one.
      void Plotly.relayout(this._host, { selections: [] });
    });
  }

  private _moved(data: unknown, moving: boolean): void {
    const spec = this._spec;
    if (!spec || !this._window) return;
    const change = (data ?? {}) as Readonly<Record<string, unknown>>;
    const [left, right] = rangeOf(change, 'xaxis', [this._window.left, this._window.right], [0, spec.columnCount]);
    const [bottom, top] = rangeOf(change, 'yaxis', [this._window.bottom, this._window.top], [spec.rowCount, 0]);
    const next = { top, bottom, left, right };
    const { top: t, bottom: b, left: l, right: r } = this._window;
    if (t === top && b === bottom && l === left && r === right && moving) return;
    // Drawing anew must not take the reader's choice back.
    if (change.dragmode !== undefined) this._dragMode = change.dragmode as DragMode;
    if (!Object.keys(change).some(key => /^[xy]axis/.test(key))) return;
    this._window = next;
    this._events.onWindow(next, moving);
  }

  private _dragMode: DragMode = 'zoom';
  private _window: IWindow | undefined;
  private _spec: IAxesSpec | undefined;
}

function rangeOf(
  change: Readonly<Record<string, unknown>>,
  axis: string,
  now: readonly [number, number],
  whole: readonly [number, number],
): [number, number] {
  if (change[`${axis}.autorange`]) return [...whole];
  const both = change[`${axis}.range`] as [number, number] | undefined;
  if (both) return [Number(both[0]), Number(both[1])];
  const at = (i: 0 | 1): number => Number(change[`${axis}.range[${i}]`] ?? now[i]);
  return [at(0), at(1)];
}

function ascending([a, b]: readonly number[]): [number, number] {
  return a < b ? [a, b] : [b, a];
}

function figureOf(spec: IAxesSpec, dragMode: DragMode) {
  const { area, window, limits, scale, theme, unit } = spec;
  const ends = scale === 'log' ? [limits.low, limits.high].map(Math.log10) : [limits.low, limits.high];
  const words = { family: theme.fontFamily, size: theme.fontSizePx, color: theme.strong };
  const axis = {
    ticks: '',
    showgrid: false,
    zeroline: false,
    showline: false,
    tickmode: 'array',
    tickfont: { ...words, size: theme.fontSizePx - 1 },
    autorange: false,
    fixedrange: false,
  };
  return {
    data: [
      // Nothing to see: what a colour scale stands for, and what can be selected from.
      {
        type: 'scatter',
        mode: 'markers',
        x: [window.left, window.right],
        y: [window.top, window.bottom],
        marker: { color: ends, coloraxis: 'coloraxis', opacity: 0, size: 1 },
        selected: { marker: { opacity: 0 } },
        unselected: { marker: { opacity: 0 } },
        hoverinfo: 'skip',
        cliponaxis: true,
      },
    ],
    layout: {
      width: spec.widthPx,
      height: spec.heightPx,
      margin: {
        l: area.left,
        t: area.top,
        r: spec.widthPx - area.left - area.width,
        b: spec.heightPx - area.top - area.height,
        pad: 0,
      },
      font: words,
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      hovermode: false,
      dragmode: dragMode,
      showlegend: false,
      newselection: { line: { color: theme.strong, width: 1, dash: 'dot' } },
      modebar: { bgcolor: 'rgba(0,0,0,0)', color: theme.muted, activecolor: theme.strong },
      xaxis: {
        ...axis,
        ticklabelstandoff: spec.columnBesidePx,
        side: 'top',
        range: [window.left, window.right],
        minallowed: 0,
        maxallowed: spec.columnCount,
        tickvals: spec.columnTicks.map(({ at }) => at),
        ticktext: spec.columnTicks.map(({ label }) => plainText(label)),
        tickangle: -90,
      },
      yaxis: {
        ...axis,
        ticklabelstandoff: spec.rowBesidePx,
        range: [window.bottom, window.top],
        minallowed: 0,
        maxallowed: spec.rowCount,
        tickvals: spec.rowTicks.map(({ at }) => at),
        ticktext: spec.rowTicks.map(({ label }) => plainText(label)),
      },
      coloraxis: {
        cmin: ends[0],
        cmax: ends[1],
        colorscale: spec.colors,
        colorbar: {
          // Of the whole picture: one of the plot would take its room from the plot.
          x: (spec.widthPx - SCALE_PX + SCALE_GAP_PX) / spec.widthPx,
          xref: 'container',
          xanchor: 'left',
          xpad: 0,
          y: 1 - area.top / spec.heightPx,
          yref: 'container',
          yanchor: 'top',
          len: Math.min(220, area.height),
          lenmode: 'pixels',
          ypad: 0,
          thickness: 10,
          outlinewidth: 0,
          ticks: 'outside',
          // Plotly takes the words beside the lower half for those of another place, and hides them.
          ticklabeloverflow: 'allow',
          ticklen: 3,
          tickfont: { ...words, size: theme.fontSizePx - 1 },
          title: {
            text: plainText(unit).replaceAll('\n', '<br>'),
            side: 'right',
            font: { ...words, size: theme.fontSizePx - 1 },
          },
          ...(scale === 'log' ? logTicks(limits) : {}),
        },
      },
      annotations: [
        { ...title(spec.columnTitle, words), x: 0.5, y: 1, yanchor: 'bottom', yshift: area.top - 20 },
        { ...title(spec.rowTitle, words), x: 0, y: 0.5, xanchor: 'left', textangle: -90, xshift: -area.left + 2 },
      ],
    },
    config: {
      ...spec.words,
      displaylogo: false,
      displayModeBar: 'hover',
      modeBarButtons: [['pan2d', 'zoom2d', 'select2d', 'zoomIn2d', 'zoomOut2d', 'resetScale2d']],
      scrollZoom: true,
      doubleClick: 'reset',
      responsive: false,
      showSendToCloud: false,
      showEditInChartStudio: false,
      showTips: false,
      // Beside the matrix, clicks select.
      showAxisDragHandles: false,
      showAxisRangeEntryBoxes: false,
    },
  };
}

function title(text: string, font: object): Record<string, unknown> {
  return { text: plainText(text), font, xref: 'paper', yref: 'paper', showarrow: false };
}

/** Plotly reads some HTML in words: what comes from a notebook is shown as it is. */
function plainText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function logTicks({ low, high }: ILimits): Record<string, unknown> {
  const steps = high / low < 30 ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power += 1) {
    ticks.push(...steps.map(step => step * 10 ** power).filter(value => value >= low && value <= high));
  }
  return {
    tickmode: 'array',
    tickvals: ticks.map(Math.log10),
    ticktext: ticks.map(value => String(Number(value.toPrecision(3)))),
  };
}
