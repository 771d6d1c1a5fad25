import type { Page } from 'playwright-core';

/** How varied a picture is: share of pixels that differ from the most common colour, and number of distinct colours. */
export interface PictureInk {
  readonly width: number;
  readonly height: number;
  readonly inkShare: number;
  readonly colours: number;
}

/** Decodes a base64 PNG in the browser and measures its ink: a blank picture has `inkShare` 0 and one colour. */
export function inkOf(page: Page, pngBase64: string): Promise<PictureInk> {
  return page.evaluate(async data => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.drawImage(image, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    const counts = new Map<number, number>();
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
    const background = Math.max(...counts.values());
    return {
      width: canvas.width,
      height: canvas.height,
      inkShare: 1 - background / pixels.length,
      colours: counts.size,
    };
  }, pngBase64);
}
