/** Says how far the reading of a folder is, and lets the reader stop it. */

import { Widget } from '@lumino/widgets';
import type { ITranslation } from '../../neuron-viewer/translation';
import type { IProgress } from './reading';

export class ReadingProgress extends Widget {
  constructor(folder: string, trans: ITranslation, stop: () => void) {
    super();
    this.addClass('jp-ConnectomeFile-progress');
    this._trans = trans;
    const what = document.createElement('p');
    what.setAttribute('role', 'status');
    what.textContent = trans.__('Reading %1 …', folder);
    this._bar.setAttribute('aria-label', trans.__('Files read'));
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'jp-mod-styled';
    button.textContent = trans.__('Cancel');
    button.addEventListener('click', stop);
    this.node.append(what, this._bar, this._count, button);
  }

  tell({ done, total }: IProgress): void {
    this._bar.max = Math.max(1, total);
    this._bar.value = done;
    this._count.textContent = this._trans.__('%1 of %2', done.toLocaleString(), total.toLocaleString());
  }

  private readonly _bar = document.createElement('progress');
  private readonly _count = document.createElement('span');
  private readonly _trans: ITranslation;
}
