/** What was made leaves the page. */

import type { IExportedFile } from './exported-scene';

/** As a download, with the browser's own ways to ask where to. */
export function saveFile({ name, type, content }: IExportedFile): void {
  const address = URL.createObjectURL(blobOf(type, content));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers begin to read after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * Into the clipboard, an SVG as its text, which is what programs for drawing take. To be called in the same turn as the reader's click, before the file is made: browsers ask for
 * that.
 */
export async function copyFile(type: 'image/png' | 'text/plain', made: Promise<IExportedFile>): Promise<void> {
  const blob = made.then(({ content }) => blobOf(type, content));
  // Where the clipboard refuses at once, nobody else waits for the file.
  blob.catch(() => {});
  await navigator.clipboard.write([new ClipboardItem({ [type]: blob })]);
}

function blobOf(type: string, content: string | Uint8Array): Blob {
  return new Blob([content as BlobPart], { type });
}
