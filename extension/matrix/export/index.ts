/** A matrix as a file: what is in view, at full resolution. */

import { PRINT_THEME } from '../../figure/theme';
import { fileNameOf, type IExportedFile } from '../../neuron-viewer/export/exported-scene';
import { pngOfSvg } from '../../outputs/png-of-svg';
import { colorTable } from '../drawing/color-table';
import { drawRaster } from '../drawing/page';
import { layoutOf } from '../layout';
import { type IRaster, rasterOf } from '../model/raster';
import type { MatrixFormat } from '../open-matrices';
import type { MatrixWidgetView } from '../view';
import { matrixCsv } from './csv';
import { entriesIn, valueList } from './entries';
import { matrixSvg } from './svg';

/** The width of the page, px. */
const pagePx = 900;
/** Pixels a px of the page. */
const pngRatio = 3;
/** More values than this are drawn as a picture of up to so many pixels each way: programs for drawing would choke. */
const mostSquares = 400_000;
const mostPixels = 4096;

export async function matrixFile(view: MatrixWidgetView, format: MatrixFormat): Promise<IExportedFile> {
  const { title } = view.decoded.payload;
  const name = fileNameOf(title === '' ? 'matrix' : title, format);
  switch (format) {
    case 'csv':
      return { name, type: 'text/csv', content: matrixCsv(valueList(view.decoded, view.shown, view.window)) };
    case 'arrow': {
      const { matrixArrow } = await import('./arrow');
      return {
        name,
        type: 'application/vnd.apache.arrow.file',
        content: matrixArrow(valueList(view.decoded, view.shown, view.window)),
      };
    }
    case 'pdf': {
      const { pdfOfSvg } = await import('./pdf');
      return { name, type: 'application/pdf', content: await pdfOfSvg(drawnSvg(view)) };
    }
    case 'svg':
      return { name, type: 'image/svg+xml', content: drawnSvg(view) };
    case 'png':
      return { name, type: 'image/png', content: await pngOfSvg(drawnSvg(view), pngRatio) };
  }
}

/** A PNG on white, for the notebook. */
export async function matrixStill(view: MatrixWidgetView): Promise<Uint8Array> {
  return pngOfSvg(drawnSvg(view), 1.25);
}

/** Drawn one by one, nothing is pooled. */
const eachAlone: IRaster = {
  top: 0,
  left: 0,
  rowsPerPixel: 1,
  columnsPerPixel: 1,
  width: 0,
  height: 0,
  values: new Float32Array(0),
};

function drawnSvg(view: MatrixWidgetView): string {
  const { decoded, shown, window } = view;
  const { grid, sums } = shown;
  const { title, caption, notes } = decoded.payload;
  const measure = canvasMeasure();
  const layout = layoutOf({ ...view.layoutParts(PRINT_THEME), widthPx: pagePx });
  const colors = colorTable(view.scaleOf(PRINT_THEME));
  const ink = { muted: PRINT_THEME.muted, faint: PRINT_THEME.faint, accent: PRINT_THEME.strong };
  let count = 0;
  for (const _ of entriesIn(grid, window)) if (++count > mostSquares) break;
  const isPicture = count > mostSquares;
  const raster = isPicture ? rasterOf(grid, sums, window, mostPixels, mostPixels) : eachAlone;
  const { area } = layout;
  const page = {
    ...view.page(window, area, 1),
    raster,
    limits: view.limitsFor(raster),
    colors,
    ink,
    selected: undefined,
  };
  return matrixSvg({
    page,
    grid,
    layout,
    ...view.ticks(area),
    title,
    caption: [caption, ...notes, ...view.words(page)].filter(Boolean).join(' '),
    ...view.sideTitles(),
    unit: view.unitOf(raster),
    theme: PRINT_THEME,
    ...(isPicture ? { picture: drawRaster(page).toDataURL('image/png') } : {}),
    measure,
  });
}

function canvasMeasure(): (text: string, sizePx: number) => number {
  const context = document.createElement('canvas').getContext('2d');
  return (text, sizePx) => {
    if (!context) return text.length * sizePx * 0.55;
    context.font = `${sizePx}px ${PRINT_THEME.fontFamily}`;
    return context.measureText(text).width;
  };
}
