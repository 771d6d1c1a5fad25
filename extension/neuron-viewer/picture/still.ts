/** The still picture that is kept in the notebook: for pages that run no viewer, and for print. */

import { bytesToBase64 } from 'connectome-helpers/dist/contract/bytes.js';
import type { Scene } from 'connectome-helpers/dist/contract/scene/scene.js';
import { wrapLines } from '../../figure/still-picture';
import { PRINT_THEME } from '../../figure/theme';
import { type ICamera, unitsPerPixel } from '../camera/camera';
import { layerLabelPlaces } from '../overlay/layer-labels';
import type { ILayerPlanes } from '../overlay/layer-planes';
import type { ILegend } from '../overlay/legend';
import { scaleBar } from '../overlay/scale-bar';

/** The layout's width of a still; it is drawn at {@link STILL_RATIO} times as many pixels. */
export const STILL_WIDTH = 800;
export const STILL_HEIGHT = 500;
export const STILL_RATIO = 1.25;

/** Print colours: a still has no theme. */
const { paper, strong: ink, muted: faintInk, fontFamily: font } = PRINT_THEME;
const edge = 14;

export interface IStillParts {
  readonly scene: Scene;
  readonly legend: ILegend;
  readonly planes: ILayerPlanes;
  readonly camera: ICamera;
  /** The neurons, on a transparent canvas of the still's size. */
  readonly picture: HTMLCanvasElement;
  more(count: number): string;
}

/** A PNG, in base64, of the picture with its title, legend, layer names, scale bar and caption on white. */
export async function stillPng(parts: IStillParts): Promise<string> {
  const blob = await new Promise<Blob | null>(resolve => composeStill(parts).toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('neuron viewer still picture could not be encoded as png');
  return bytesToBase64(new Uint8Array(await blob.arrayBuffer()));
}

function composeStill({ scene, legend, planes, camera, picture, more }: IStillParts): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) throw new Error('neuron viewer still picture needs a 2d canvas');
  const lines = (text: string, style: string): string[] => {
    context.font = `${style} ${font}`;
    return wrapLines(text, STILL_WIDTH - 2 * edge, line => context.measureText(line).width);
  };
  const titleLines = lines(scene.title, '600 15px');
  const captionLines = lines(scene.caption, '12px');
  const titleHeight = titleLines.length === 0 ? 0 : titleLines.length * 20 + 14;
  const captionHeight = captionLines.length === 0 ? 0 : captionLines.length * 17 + 14;
  canvas.width = STILL_WIDTH * STILL_RATIO;
  canvas.height = Math.round((titleHeight + STILL_HEIGHT + captionHeight) * STILL_RATIO);
  context.scale(STILL_RATIO, STILL_RATIO);
  context.fillStyle = paper;
  context.fillRect(0, 0, STILL_WIDTH, canvas.height);
  context.textBaseline = 'middle';

  const write = (text: string, x: number, y: number, size: number, color: string, weight = 400): void => {
    context.font = `${weight} ${size}px ${font}`;
    context.fillStyle = color;
    context.fillText(text, x, y);
  };
  titleLines.forEach((line, i) => {
    write(line, edge, 21 + 20 * i, 15, ink, 600);
  });
  captionLines.forEach((line, i) => {
    write(line, edge, titleHeight + STILL_HEIGHT + 12 + 17 * i, 12, faintInk);
  });

  context.translate(0, titleHeight);
  context.drawImage(picture, 0, 0, STILL_WIDTH, STILL_HEIGHT);
  context.textAlign = 'right';
  layerLabelPlaces(planes, camera, STILL_WIDTH, STILL_HEIGHT).forEach((place, i) => {
    if (place) write(planes.labels[i].name, place.x, place.y, 11, faintInk);
  });
  context.textAlign = 'left';
  drawLegend(context, legend, more, write);
  const bar = scaleBar(unitsPerPixel(camera, STILL_HEIGHT), 120);
  context.fillStyle = ink;
  context.fillRect(edge, STILL_HEIGHT - edge - 3, bar.widthPx, 3);
  write(bar.label, edge, STILL_HEIGHT - edge - 13, 12, ink);
  return canvas;
}

function drawLegend(
  context: CanvasRenderingContext2D,
  { entries, by, unlisted }: ILegend,
  more: (count: number) => string,
  write: (text: string, x: number, y: number, size: number, color: string, weight?: number) => void,
): void {
  context.font = `12px ${font}`;
  const countOf = (neurons: readonly number[]): string => (by === 'type' ? neurons.length.toLocaleString() : '');
  const labelWidth = Math.max(0, ...entries.map(entry => context.measureText(entry.label).width));
  const countWidth = Math.max(0, ...entries.map(entry => context.measureText(countOf(entry.neurons)).width));
  const left = STILL_WIDTH - edge - labelWidth - (countWidth > 0 ? countWidth + 10 : 0) - 16;
  entries.forEach(({ label, color, neurons }, i) => {
    const y = edge + 8 + 18 * i;
    context.fillStyle = color;
    context.beginPath();
    context.arc(left + 5, y, 5, 0, 2 * Math.PI);
    context.fill();
    write(label, left + 16, y, 12, ink);
    context.textAlign = 'right';
    write(countOf(neurons), STILL_WIDTH - edge, y, 12, faintInk);
    context.textAlign = 'left';
  });
  if (unlisted > 0) write(more(unlisted), left + 16, edge + 8 + 18 * entries.length, 12, faintInk);
}
