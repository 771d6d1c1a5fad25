/** A film of the view that turns once round, as WebM. */

import { BufferTarget, CanvasSource, canEncodeVideo, Output, QUALITY_HIGH, WebMOutputFormat } from 'mediabunny';
import type { ICamera } from '../camera/camera';
import type { IPageParts } from '../picture/page-marks';
import type { IStudio } from '../picture/studio';
import { fileNameOf, type IExportedFile } from './exported-scene';
import { checkPictureSize } from './picture-size';
import { drawPage, type IPictureOptions } from './png';

export interface ITurntableOptions extends IPictureOptions {
  readonly seconds: number;
  readonly framesPerSecond: number;
}

const codecs = ['vp9', 'vp8', 'av1'] as const;
const mostFrames = 3600;

/**
 * Every frame is drawn with all its samples and has its own place in time, however long drawing takes. Codecs need even
 * sizes: an odd one is made one pixel smaller.
 *
 * @throws {Error} when the browser encodes no video, or the options cannot be meant.
 */
export async function exportTurntable(
  studio: IStudio,
  parts: IPageParts,
  cameraOf: (aspect: number) => ICamera,
  options: ITurntableOptions,
): Promise<IExportedFile> {
  const { seconds, framesPerSecond, signal, onProgress } = options;
  const frames = Math.round(seconds * framesPerSecond);
  if (
    !(seconds > 0) ||
    !(framesPerSecond >= 1) ||
    !(framesPerSecond <= 120) ||
    !(frames >= 1 && frames <= mostFrames)
  ) {
    throw new Error(
      `a film of ${seconds} s at ${framesPerSecond} frames a second cannot be made: expected 1 to 120 frames a second and ${mostFrames} frames at most`,
    );
  }
  checkPictureSize(options.widthPx, options.heightPx);
  const [widthPx, heightPx] = [options.widthPx & ~1, options.heightPx & ~1];
  const codec = await firstCodec(widthPx, heightPx);
  const canvas = document.createElement('canvas');
  canvas.width = widthPx;
  canvas.height = heightPx;
  const context = canvas.getContext('2d');
  if (!codec && (await firstCodec(640, 480))) {
    throw new Error(`this browser encodes no film of ${widthPx} × ${heightPx} pixels; ask for a smaller one`);
  }
  if (!codec || !context) {
    throw new Error('this browser encodes no video for WebM (WebCodecs); use a current Chromium or Firefox');
  }
  const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() });
  const source = new CanvasSource(canvas, { codec, bitrate: QUALITY_HIGH });
  output.addVideoTrack(source, { frameRate: framesPerSecond });
  await output.start();
  try {
    for (let frame = 0; frame < frames; frame += 1) {
      const turned = (aspect: number): ICamera => {
        const camera = cameraOf(aspect);
        return { ...camera, azimuth: camera.azimuth + (2 * Math.PI * frame) / frames };
      };
      const page = await drawPage(studio, parts, turned, { ...options, widthPx, heightPx, onProgress: () => {} });
      context.drawImage(page, 0, 0);
      page.width = 0;
      await source.add(frame / framesPerSecond, 1 / framesPerSecond);
      onProgress((frame + 1) / frames);
      signal.throwIfAborted();
    }
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw error;
  }
  const { buffer } = output.target;
  if (!buffer) throw new Error('the film came out empty');
  return {
    name: fileNameOf(parts.decoded.scene.title, 'webm'),
    type: 'video/webm',
    content: new Uint8Array(buffer),
  };
}

async function firstCodec(width: number, height: number): Promise<(typeof codecs)[number] | undefined> {
  if (typeof VideoEncoder === 'undefined') return undefined;
  for (const codec of codecs) if (await canEncodeVideo(codec, { width, height })) return codec;
  return undefined;
}
