/**
 * The only module that knows Plotly. It is loaded when the first figure comes on screen: the core with scatter, bar
 * and heatmap, which is what `contract/validate-figure.ts` lets through.
 */
import bar from 'plotly.js/lib/bar';
import Plotly from 'plotly.js/lib/core';
import heatmap from 'plotly.js/lib/heatmap';
import { keepButtonKeys, type plotlyWords } from './plotly-buttons';
import type { IStyledFigure } from './styled';

Plotly.register([bar, heatmap]);

/** A button of the bar that appears over a figure. */
export interface IFigureAction {
  readonly name: string;
  readonly title: string;
  click(): void;
}

/** Draws the figure into `host`, or brings what is there up to date. Resolves when the picture stands. */
export async function drawFigure(
  host: HTMLElement,
  figure: IStyledFigure,
  words: ReturnType<typeof plotlyWords>,
  saves: readonly { readonly picture: 'camera' | 'disk'; readonly action: IFigureAction }[],
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
