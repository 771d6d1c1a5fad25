/**
 * The only module that knows Plotly. It is loaded when the first figure comes on screen: the core with scatter, bar
 * and heatmap, which is what `contract/validate-figure.ts` lets through.
 */
import bar from 'plotly.js/lib/bar';
import Plotly from 'plotly.js/lib/core';
import heatmap from 'plotly.js/lib/heatmap';
import type { IFigurePoint } from './linked';
import { keepButtonKeys, type plotlyWords } from './plotly-buttons';
import type { IStyledFigure } from './styled';

Plotly.register([bar, heatmap]);

/** A button of the bar that appears over a figure. */
export interface IFigureAction {
  readonly name: string;
  readonly title: string;
  click(): void;
}

/** What a reader does to the points of a figure that is linked with the selection. */
export interface IFigureHands {
  /** Points were clicked or outlined, with Shift, Ctrl or Cmd held (`add`) or not. */
  picked(points: readonly IFigurePoint[], add: boolean): void;
  /** A double click let go of all. */
  dropped(): void;
}

/** Draws the figure into `host`, or brings what is there up to date. Resolves when the picture stands. */
export async function drawFigure(
  host: HTMLElement,
  figure: IStyledFigure,
  words: ReturnType<typeof plotlyWords>,
  saves: readonly { readonly picture: 'camera' | 'disk'; readonly action: IFigureAction }[],
  isLinked: boolean,
): Promise<void> {
  await Plotly.react(host, {
    ...figure,
    config: {
      ...words,
      displaylogo: false,
      displayModeBar: 'hover',
      modeBarButtons: [
        [
          'zoom2d',
          'pan2d',
          ...(isLinked ? ['select2d', 'lasso2d'] : []),
          'resetScale2d',
          ...saves.map(({ picture, action: { name, title, click } }) => ({
            name,
            title,
            icon: Plotly.Icons[picture],
            click,
          })),
        ],
      ],
      responsive: false,
      showSendToCloud: false,
      showEditInChartStudio: false,
      showTips: false,
    },
  });
  keepButtonKeys(host);
}

/** Tells `hands` what is done to the points of the figure in `host`, which must have been drawn. */
export function listenToPoints(host: HTMLElement, hands: IFigureHands): void {
  const figure = host as HTMLElement & IPlotlyEvents;
  const isAdding = (event: Partial<MouseEvent> | undefined): boolean =>
    Boolean(event?.shiftKey || event?.ctrlKey || event?.metaKey);
  figure.on('plotly_click', drawn => hands.picked(drawn?.points ?? [], isAdding(drawn?.event)));
  // Plotly tells it without points too, when an outline is let go of.
  figure.on('plotly_selected', drawn => {
    if (drawn?.range || drawn?.lassoPoints) hands.picked(drawn.points, false);
  });
  figure.on('plotly_deselect', () => hands.dropped());
}

interface IPlotlyEvents {
  on(
    name: 'plotly_click' | 'plotly_selected' | 'plotly_deselect',
    told: (
      drawn:
        | {
            readonly points: readonly IFigurePoint[];
            readonly event?: MouseEvent;
            readonly range?: unknown;
            readonly lassoPoints?: unknown;
          }
        | undefined,
    ) => void,
  ): void;
}

/** Points at one point as the mouse would, or at none; resolves with the words of its label. */
export async function pointAt(
  host: HTMLElement,
  point: IFigurePoint | undefined,
  trace: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  if (!point) {
    Plotly.Fx.unhover(host);
    return '';
  }
  Plotly.Fx.hover(host, [point], `${trace.xaxis ?? 'x'}${trace.yaxis ?? 'y'}`);
  // Plotly shows no more than one label in 50 ms, and does not say when.
  await new Promise(resolve => setTimeout(resolve, labelMs));
  const lines = host.querySelectorAll('.hoverlayer .hovertext text');
  const words = Array.from(lines, line => {
    const rows = line.querySelectorAll('tspan.line');
    return Array.from(rows.length > 0 ? rows : [line], row => row.textContent).join(', ');
  });
  return words.filter(Boolean).join(', ');
}

const labelMs = 60;

/** Marks the selected points of each trace, the others pale; outlines that a reader drew go. */
export async function markPoints(host: HTMLElement, points: readonly (readonly number[] | null)[]): Promise<void> {
  await Plotly.update(host, { selectedpoints: points }, { selections: [] });
}

/** Frees what Plotly holds for `host`. */
export function releaseFigure(host: HTMLElement): void {
  Plotly.purge(host);
}

/** The figure as a PNG data URL, `scale` device pixels to a px. The page's own drawing is not touched. */
export function figureAsPng(figure: IStyledFigure, scale: number): Promise<string> {
  const { width, height } = figure.layout as { width: number; height: number };
  return Plotly.toImage({ ...figure, config: { showSendToCloud: false } }, { format: 'png', width, height, scale });
}

/** The figure as the text of an SVG. The page's own drawing is not touched. */
export async function figureAsSvg(figure: IStyledFigure): Promise<string> {
  const { width, height } = figure.layout as { width: number; height: number };
  const url = await Plotly.toImage({ ...figure, config: { showSendToCloud: false } }, { format: 'svg', width, height });
  return decodeURIComponent(url.slice(url.indexOf(',') + 1));
}
