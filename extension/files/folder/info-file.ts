/** A file named `info`: of a precomputed folder, which the viewer opens, or of anything else, which is a text as ever. */

import { ABCWidgetFactory, type DocumentRegistry, DocumentWidget } from '@jupyterlab/docregistry';
import { Widget } from '@lumino/widgets';
import { isShownFolder } from './what-is-it';

/** JupyterLab's name of the file type. */
export const INFO_FILE_TYPE = 'precomputed-info';

export interface IInfoFileDeeds {
  openFolder(path: string): void;
  /** As if there were no viewer. */
  openText(path: string): void;
}

/**
 * JupyterLab chooses by a file's name alone, and many things are named `info`. So its tab opens what the text turns out
 * to be, and goes.
 */
export class InfoFileFactory extends ABCWidgetFactory<DocumentWidget> {
  constructor(
    options: DocumentRegistry.IWidgetFactoryOptions<DocumentWidget>,
    private readonly _deeds: IInfoFileDeeds,
  ) {
    super(options);
  }

  protected createNewWidget(context: DocumentRegistry.Context): DocumentWidget {
    const widget = new DocumentWidget({ content: new Widget(), context, translator: this.translator });
    void Promise.all([context.ready, widget.revealed]).then(() => {
      if (widget.isDisposed) return;
      const { path } = context;
      if (isShownFolder(context.model.toString())) this._deeds.openFolder(folderOf(path));
      else this._deeds.openText(path);
      widget.close();
    });
    return widget;
  }
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  // At the top of a drive the drive's name stays.
  return slash < 0 ? path.slice(0, path.indexOf(':') + 1) : path.slice(0, slash);
}
