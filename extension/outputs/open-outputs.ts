/** Which output is in which element, for commands that take it along. */

import type { IExportedFile } from '../neuron-viewer/export/exported-scene';

/** `tsv` is what spreadsheets take from the clipboard. */
export const OUTPUT_FORMATS = ['png', 'svg', 'csv', 'tsv'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** An output that can be taken along. */
export interface IOpenOutput {
  /** What it can become; nothing before it is drawn. */
  formats(): readonly OutputFormat[];
  file(format: OutputFormat): Promise<IExportedFile>;
}

const outputs = new WeakMap<Element, IOpenOutput>();

/** `output` is what commands take along for `node`. */
export function offerOutput(node: Element, output: IOpenOutput): void {
  outputs.set(node, output);
}

/** The output in an element, or in one that it stands in. */
export function outputAt(node: Element | null | undefined): IOpenOutput | undefined {
  for (let at = node; at; at = at.parentElement) {
    const output = outputs.get(at);
    if (output) return output;
  }
  return undefined;
}
