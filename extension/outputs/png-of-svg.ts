/** A drawing as a picture, `ratio` pixels to a px. It loads nothing: images take no files along. */
export async function canvasOfSvg(svg: string, ratio: number): Promise<HTMLCanvasElement> {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.width * ratio);
    canvas.height = Math.round(image.height * ratio);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas;
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

/** The same as PNG. */
export async function pngOfSvg(svg: string, ratio: number): Promise<Uint8Array> {
  const canvas = await canvasOfSvg(svg, ratio);
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('the browser could not encode the drawing as PNG');
  return new Uint8Array(await blob.arrayBuffer());
}
