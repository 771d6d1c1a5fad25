import type { DrawnElement, Paint } from '../../contract/drawing.js';
import { INK } from '../../contract/figure-ink.js';
import type { Neuron } from '../../core/skeleton.js';

export const LABEL_PX = 11;
export const LABEL_LINE_PX = 14;
const WIDEST_LINE_PX = 118;
const MOST_LINES = 4;
const SWATCH_PX = 3.5;

/** The words under a cell, from the top; `first` is bold. */
export interface CellLabel {
  readonly lines: readonly string[];
  readonly widthPx: number;
}

/** Ems of a letter in Helvetica, about. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ .,:;|!'ijltfrI()[\]/-]/, 0.29],
  [/[mwMW@%—]/, 0.84],
  [/[A-Z]/, 0.69],
  [/[a-z]/, 0.53],
  // Writing without spaces, such as Chinese, is as wide as it is high.
  [/[\u1100-\uffff]/, 1],
];

/** About how wide a text is, in px: fonts differ, so nothing may depend on the last few. */
export function textWidthPx(text: string, sizePx: number, bold = false): number {
  let ems = 0;
  for (const letter of text) ems += WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? 0.56;
  return ems * sizePx * (bold ? 1.06 : 1);
}

/**
 * A cell's own words, or its type and its label. Where a label begins with the type, the label says both; that a cell
 * is synthetic stands above and below every drawing of it.
 */
export function cellLabel(neuron: Neuron, words: ((neuron: Neuron) => string) | undefined): CellLabel {
  const label = neuron.label.replace(/ \(synthetic\)$/, '');
  const own = words === undefined ? undefined : String(words(neuron));
  const both = neuron.type === null || label.startsWith(neuron.type) ? label : `${neuron.type}\n${label}`;
  const paragraphs = (own ?? both).split('\n');
  const lines = paragraphs.flatMap((paragraph, i) => wrapped(paragraph, LABEL_PX, WIDEST_LINE_PX, i === 0));
  const shown =
    lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1].slice(0, -1)}…`];
  return { lines: shown, widthPx: Math.max(24, ...shown.map((line, i) => textWidthPx(line, LABEL_PX, i === 0))) };
}

/** `text` in lines at most `widthPx` wide, broken at spaces; a word that is wider is cut off. */
export function wrapped(text: string, sizePx: number, widthPx: number, bold = false): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \t\r]+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidthPx(longer, sizePx, bold) > widthPx) {
      lines.push(line);
      line = cutOff(word, sizePx, widthPx, bold);
    } else line = line === '' ? cutOff(word, sizePx, widthPx, bold) : longer;
  }
  return line === '' ? lines : [...lines, line];
}

/** `word`, or as much of it as is at most `widthPx` wide. */
export function cutOff(word: string, sizePx: number, widthPx: number, bold = false): string {
  if (textWidthPx(word, sizePx, bold) <= widthPx) return word;
  let kept = '';
  for (const letter of word) {
    if (textWidthPx(`${kept}${letter}…`, sizePx, bold) > widthPx) break;
    kept += letter;
  }
  return `${kept}…`;
}

/** The words under a cell whose soma stands at `x`, and the colour that stands for it. */
export function labelElements({ lines }: CellLabel, x: number, top: number, swatch: Paint | undefined): DrawnElement[] {
  const elements = lines.map((text, i): DrawnElement => {
    return {
      kind: 'text',
      x: Math.round(x * 10) / 10,
      y: Math.round((top + LABEL_PX + i * LABEL_LINE_PX) * 10) / 10,
      text,
      fill: i === 0 ? INK.strong : INK.muted,
      sizePx: LABEL_PX,
      anchor: 'middle',
      ...(i === 0 ? { bold: true } : {}),
    };
  });
  if (swatch === undefined || lines.length === 0) return elements;
  const left = x - textWidthPx(lines[0], LABEL_PX, true) / 2 - 2 * SWATCH_PX;
  return [
    ...elements,
    {
      kind: 'circle',
      x: Math.round(left * 10) / 10,
      y: Math.round((top + LABEL_PX - SWATCH_PX) * 10) / 10,
      radiusPx: SWATCH_PX,
      fill: swatch,
    },
  ];
}
