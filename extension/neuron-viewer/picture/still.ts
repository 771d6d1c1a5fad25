/** The still picture that is kept in the notebook: for pages that run no viewer, and for print. */

import { bytesToBase64 } from 'connectome-helpers/dist/contract/bytes.js';
import type { ICamera } from '../camera/camera';
import { canvasMeasure, type IPage, type IPageParts, PARTS, pageOf, paintMarks } from './page-marks';

/** The layout of a still; it is drawn at {@link STILL_RATIO} times as many pixels. */
const STILL_WIDTH = 800;
const STILL_HEIGHT = 560;
export const STILL_RATIO = 1.25;

/** On white, whatever the theme: a still has none. */
export function stillPage(
  parts: Pick<IPageParts, 'decoded' | 'planes' | 'trans'>,
  cameraOf: (aspect: number) => ICamera,
): IPage & { readonly camera: ICamera } {
  const all = { ...parts, parts: new Set(PARTS), background: 'white', dark: false, measure: canvasMeasure() } as const;
  return pageOf(all, STILL_WIDTH, STILL_HEIGHT, cameraOf);
}

/** A PNG, in base64, of the page about its picture, a transparent canvas of the picture's size. */
export async function stillPng(page: IPage, picture: HTMLCanvasElement): Promise<string> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(page.widthPx * STILL_RATIO);
  canvas.height = Math.round(page.heightPx * STILL_RATIO);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('neuron viewer still picture needs a 2d canvas');
  context.scale(STILL_RATIO, STILL_RATIO);
  if (page.paper !== undefined) {
    context.fillStyle = page.paper;
    context.fillRect(0, 0, page.widthPx, page.heightPx);
  }
  context.drawImage(picture, 0, page.pictureTopPx, page.widthPx, page.pictureHeightPx);
  paintMarks(context, page.marks);
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('neuron viewer still picture could not be encoded as png');
  return bytesToBase64(new Uint8Array(await blob.arrayBuffer()));
}
