/** The view as a PNG of any size. */

import type { ICamera } from '../camera/camera';
import { type IPage, type IPageParts, pageOf, paintMarks } from '../picture/page-marks';
import { type IStudio, takePicture } from '../picture/studio';
import { fileNameOf, type IExportedFile } from './exported-scene';
import { checkPictureSize } from './picture-size';
import { withDensity } from './png-density';
import { tilesOf } from './tiles';

export interface IPictureOptions {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Dots per inch that the file tells; 300 when absent. */
  readonly dpi?: number;
  readonly signal: AbortSignal;
  /** 0 to 1. */
  onProgress(done: number): void;
}

/** The layout's width: text is as large in the picture as in a view so wide. */
export const LAYOUT_PX = 900;

/** @throws {Error} when the size is none that a browser can make. */
export async function exportPng(
  studio: IStudio,
  parts: IPageParts,
  cameraOf: (aspect: number) => ICamera,
  options: IPictureOptions,
): Promise<IExportedFile> {
  const { title } = parts.decoded.scene;
  const canvas = await drawPage(studio, parts, cameraOf, options);
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
  // A canvas of this size is memory that waits for the garbage collector otherwise.
  canvas.width = 0;
  if (!blob) throw new Error('the browser could not encode the picture as PNG; ask for a smaller one');
  const content = withDensity(new Uint8Array(await blob.arrayBuffer()), options.dpi ?? 300);
  const named = title === '' ? 'neurons' : title;
  const name = fileNameOf(parts.background === 'transparent' ? `${named} (transparent)` : named, 'png');
  return { name, type: 'image/png', content };
}

/** The page with its picture, on a canvas of its own. */
export async function drawPage(
  studio: IStudio,
  parts: IPageParts,
  cameraOf: (aspect: number) => ICamera,
  options: IPictureOptions,
): Promise<HTMLCanvasElement> {
  const { widthPx, heightPx } = options;
  checkPictureSize(widthPx, heightPx);
  const ratio = widthPx / LAYOUT_PX;
  const page = pageOf(parts, LAYOUT_PX, heightPx / ratio, cameraOf);
  const canvas = document.createElement('canvas');
  canvas.width = widthPx;
  canvas.height = heightPx;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the browser has no memory for a picture of this size; ask for a smaller one');
  if (page.paper !== undefined) {
    context.fillStyle = page.paper;
    context.fillRect(0, 0, widthPx, heightPx);
  }
  const dark = parts.background === 'dark' || (parts.background === 'transparent' && parts.dark);
  await drawTiles(studio, context, page, ratio, dark, options);
  context.scale(ratio, ratio);
  paintMarks(context, page.marks);
  return canvas;
}

async function drawTiles(
  studio: IStudio,
  context: CanvasRenderingContext2D,
  page: IPage & { readonly camera: ICamera },
  pixelRatio: number,
  dark: boolean,
  { signal, onProgress }: IPictureOptions,
): Promise<void> {
  const top = Math.round(page.pictureTopPx * pixelRatio);
  const height = Math.round(page.pictureHeightPx * pixelRatio);
  // Halos reach so far.
  const tiles = tilesOf(context.canvas.width, height, Math.ceil(4 * pixelRatio) + 2);
  const part = document.createElement('canvas');
  for (const [i, { tile, widthPx, heightPx, keep }] of tiles.entries()) {
    await takePicture(studio, part, { widthPx, heightPx, pixelRatio, camera: page.camera, dark, tile }, signal);
    const [x, y] = [tile.leftPx + keep.left, top + tile.topPx + keep.top];
    context.drawImage(part, keep.left, keep.top, keep.width, keep.height, x, y, keep.width, keep.height);
    onProgress((i + 1) / tiles.length);
  }
}
