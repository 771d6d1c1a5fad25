import { Dialog, InputDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';

/** What is asked, and what becomes of the answer. */
export interface ILinkQuestion<T> {
  readonly title: string;
  readonly okLabel: string;
  /** Throws when the text cannot be meant. */
  readonly read: (text: string) => T;
}

/** Links are long: room to see which one it is. */
class WideRenderer extends Dialog.Renderer {
  override createBody(value: Dialog.Body<unknown>): Widget {
    const body = super.createBody(value);
    body.addClass('jp-ConnectomeLinkDialog');
    return body;
  }
}

/** Asks for a link until there is one that can be read; `undefined` when the reader changed their mind. */
export async function askForLink<T>(
  { title, okLabel, read }: ILinkQuestion<T>,
  trans: TranslationBundle,
): Promise<T | undefined> {
  let label = trans.__('A link from Neuroglancer or Spelunker, or the JSON of a state:');
  let text = '';
  for (;;) {
    const { value } = await InputDialog.getText({
      title,
      label,
      text,
      okLabel,
      placeholder: 'https://spelunker.cave-explorer.org/#!{…}',
      renderer: new WideRenderer(),
    });
    if (value === null || value.trim() === '') return undefined;
    try {
      return read(value);
    } catch (error) {
      // What was pasted stays, with the reason above it.
      text = value;
      label = error instanceof Error ? error.message : String(error);
    }
  }
}
