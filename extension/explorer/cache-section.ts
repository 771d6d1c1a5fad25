import type { CacheState } from 'connectome-helpers/dist/contract/explorer.js';
import { bytesInWords } from './bytes-in-words';
import type { IKernelSectionServices } from './datasets-section';
import { button, element, enable, Section } from './section';

/** How full the cache on the kernel's machine is. */
export class CacheSection extends Section {
  constructor(private readonly _services: IKernelSectionServices) {
    super('connectome-explorer-cache', _services.trans.__('Cache'));
    const { trans, answers, insert } = _services;
    this._status.setAttribute('role', 'status');
    this._meter.setAttribute('aria-label', trans.__('How full the cache is'));
    this._look = button(
      trans.__('Refresh'),
      trans.__('Refresh what the cache holds and which datasets are in it'),
      () => answers()?.refresh(),
    );
    this._insert = button(trans.__('Show files'), trans.__('Show files of the cache in a new cell'), () =>
      insert('await datasets.cache()', true),
    );
    this.node.append(this._status, this._meter, this._folder, element('div', 'row', this._look, this._insert));
  }

  protected render(): void {
    const { trans } = this._services;
    const answers = this._services.answers();
    const cache = answers?.isOpen ? answers.cache : undefined;
    const status = cache
      ? this._words(cache)
      : answers?.isOpen
        ? trans.__('Asking the kernel…')
        : trans.__('The connectome kernel knows the cache: none is running.');
    if (this._status.textContent !== status) this._status.textContent = status;
    this._folder.textContent = cache?.folder ?? '';
    this._meter.hidden = cache?.limit == null;
    if (cache?.limit != null) {
      this._meter.max = Math.max(1, cache.limit);
      this._meter.value = cache.bytes;
    }
    enable(this._look, cache !== undefined);
    enable(this._insert, cache !== undefined);
  }

  private _words({ bytes, limit, files }: CacheState): string {
    const { trans } = this._services;
    const many = trans._n('%1 file', '%1 files', files);
    return limit === null
      ? trans.__('%1 in %2, without a limit', bytesInWords(bytes), many)
      : trans.__('%1 of %2 in %3', bytesInWords(bytes), bytesInWords(limit), many);
  }

  private readonly _status = element('p', 'status');
  private readonly _meter = element('meter', 'meter');
  private readonly _folder = element('code', 'id');
  private readonly _look: HTMLButtonElement;
  private readonly _insert: HTMLButtonElement;
}
