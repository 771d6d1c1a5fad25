import type { IFigureTheme } from './theme';

/** What is written above and under the drawing. */
export interface IPictureWords {
  readonly title: string;
  readonly caption: string;
}

/** A finished picture; its size is in px, of which each is several device pixels. */
export interface IStillPicture {
  readonly base64: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

const MARGIN_PX = 16;

/**
 * The lines `text` breaks into when no line may be wider than `widthPx`. Breaks at spaces only, so that a DOI or an id
 * stays whole; a single word wider than a line gets a line of its own.
 *
 * @param measure - width of a string in px, in the font it will be drawn with.
 */
export function wrapLines(text: string, widthPx: number, measure: (line: string) => number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ').filter(Boolean)) {
      const longer = line ? `${line} ${word}` : word;
      if (line && measure(longer) > widthPx) {
        lines.push(line);
        line = word;
      } else {
        line = longer;
      }
    }
    if (line) lines.push(line);
  }
  return lines;
}

/**
 * A drawing with its title above and its caption under it, as PNG on the theme's paper: what stays in the
 * notebook file for readers without this extension. The caption says "synthetic" where it must, so it is never left
 * out.
 *
 * @param drawing - data URL of the drawing, `scale` device pixels to a px.
 */
export async function withWords(
  drawing: string,
  words: IPictureWords,
  theme: IFigureTheme,
  scale: number,
): Promise<IStillPicture> {
  const image = new Image();
  image.src = drawing;
  await image.decode();
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) throw new Error('canvas 2d context is missing: received null, expected one');

  const blocks = [
    { text: words.title, font: `600 15px ${theme.fontFamily}`, lineHeightPx: 21, colour: theme.strong },
    { text: words.caption, font: `12px ${theme.fontFamily}`, lineHeightPx: 17, colour: theme.muted },
  ].map(block => {
    context.font = block.font;
    const lines = wrapLines(block.text, image.width / scale, line => context.measureText(line).width);
    return { ...block, lines, heightPx: lines.length ? lines.length * block.lineHeightPx + 8 : 0 };
  });
  const [title, caption] = blocks;

  canvas.width = image.width + 2 * MARGIN_PX * scale;
  canvas.height = image.height + (title.heightPx + caption.heightPx + 2 * MARGIN_PX) * scale;
  context.fillStyle = theme.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, MARGIN_PX * scale, (MARGIN_PX + title.heightPx) * scale);
  context.scale(scale, scale);
  context.textBaseline = 'top';
  const write = (block: (typeof blocks)[number], top: number): void => {
    context.font = block.font;
    context.fillStyle = block.colour;
    for (const [i, line] of block.lines.entries()) context.fillText(line, MARGIN_PX, top + i * block.lineHeightPx);
  };
  write(title, MARGIN_PX);
  write(caption, MARGIN_PX + title.heightPx + image.height / scale + 8);
  return {
    base64: canvas.toDataURL('image/png').split(',')[1],
    widthPx: canvas.width / scale,
    heightPx: canvas.height / scale,
  };
}
