import type { TranslationBundle } from '@jupyterlab/translation';
import { bytesInWords } from './bytes-in-words';
import type { Download } from './downloads';
import { button, element } from './section';

/** What a row is about and what it can have done. */
export interface IDownloadRowServices {
  readonly trans: TranslationBundle;
  readonly id: string;
  readonly size: string;
  readonly start: () => void;
  readonly stop: () => void;
}

/** The button that downloads a dataset; while that is done how far it is, and the button that takes it back. */
export class DownloadRow {
  constructor(private readonly _services: IDownloadRowServices) {
    const { trans, id, size, start, stop } = _services;
    this._start = button(trans.__('Download'), trans.__('Download %1 (%2)', id, size), start);
    this._stop = button(trans.__('Cancel'), trans.__('Cancel the download of %1', id), stop);
    this._bar.setAttribute('aria-label', trans.__('How far the download of %1 is', id));
    this._words.setAttribute('role', 'status');
    this._failure.setAttribute('role', 'alert');
    this.node.append(element('div', 'row', this._start, this._bar, this._words, this._stop), this._failure);
    this.show(undefined);
  }

  readonly node = element('div', 'download');

  show(download: Download | undefined): void {
    const isUnderWay = download !== undefined && download.state !== 'failed';
    const hadKeyboard = this.node.contains(document.activeElement);
    this._start.hidden = isUnderWay;
    this._stop.hidden = this._bar.hidden = this._words.hidden = !isUnderWay;
    if (hadKeyboard) (isUnderWay ? this._stop : this._start).focus();
    this._failure.hidden = download?.state !== 'failed';
    const failure = download?.state === 'failed' ? download.message : '';
    if (this._failure.textContent !== failure) {
      this._failure.textContent = failure;
      if (failure) this._failure.scrollIntoView({ block: 'nearest' });
    }
    const words = isUnderWay ? this._wordsOf(download) : '';
    if (this._words.textContent !== words) this._words.textContent = words;
    if (download?.state === 'running' && download.totalBytes) {
      this._bar.max = download.totalBytes;
      this._bar.value = download.receivedBytes;
    } else this._bar.removeAttribute('value');
  }

  private _wordsOf(download: Exclude<Download, { readonly state: 'failed' }>): string {
    const { trans } = this._services;
    if (download.state === 'waiting') return trans.__('waiting for the one before');
    const received = bytesInWords(download.receivedBytes);
    if (download.totalBytes === null) return trans.__('%1 so far', received);
    return trans.__('%1 of %2', received, bytesInWords(download.totalBytes));
  }

  private readonly _start: HTMLButtonElement;
  private readonly _stop: HTMLButtonElement;
  private readonly _bar = element('progress', 'progress');
  private readonly _words = element('span', 'note');
  private readonly _failure = element('p', 'failure');
}
