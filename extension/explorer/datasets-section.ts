import type { TranslationBundle } from '@jupyterlab/translation';
import type { DatasetLine, DatasetPlace } from 'connectome-helpers/dist/contract/explorer.js';
import { DownloadRow } from './download-row';
import type { Downloads } from './downloads';
import type { KernelAnswers } from './kernel-answers';
import { button, element, Section } from './section';

/** What the sections of the kernel's knowledge need of the page. */
export interface IKernelSectionServices {
  readonly trans: TranslationBundle;
  /** What the kernel of the current notebook says; `undefined` without a notebook. */
  readonly answers: () => KernelAnswers | undefined;
  readonly insert: (code: string, run?: boolean) => void;
}

/** What the datasets need beside that. */
export interface IDatasetsSectionServices extends IKernelSectionServices {
  /** What the kernel of the current notebook downloads; `undefined` without a notebook. */
  readonly downloads: () => Downloads | undefined;
  /** Asks the reader whether so much shall be downloaded. */
  readonly confirm: (dataset: DatasetLine) => Promise<boolean>;
}

/** What is downloaded without asking first. */
const UNASKED_BYTES = 100_000_000;

/** The catalogue, searched by the kernel of the current notebook. */
export class DatasetsSection extends Section {
  constructor(private readonly _services: IDatasetsSectionServices) {
    super('connectome-explorer-datasets', _services.trans.__('Datasets'));
    const { trans } = _services;
    this._search.type = 'search';
    this._search.maxLength = 200;
    this._search.placeholder = trans.__('Search datasets');
    this._search.setAttribute('aria-label', trans.__('Search datasets'));
    this._search.addEventListener('input', () => _services.answers()?.search(this._search.value));
    this._status.setAttribute('role', 'status');
    this._list.setAttribute('aria-label', trans.__('Datasets'));
    this.node.append(this._search, this._status, this._list);
  }

  /** What is typed in the search box. */
  get query(): string {
    return this._search.value;
  }

  protected render(): void {
    const answers = this._services.answers();
    const status = this._words(answers);
    if (this._status.textContent !== status) this._status.textContent = status;
    this._search.disabled = !answers?.isOpen;
    const datasets = answers?.isOpen ? answers.found?.datasets : [];
    if (datasets !== this._shown) {
      this._shown = datasets;
      this._rows.clear();
      this.fill(
        this._list,
        (datasets ?? []).map(dataset => this._item(dataset)),
      );
    }
    const downloads = this._services.downloads();
    for (const [id, row] of this._rows) row.show(downloads?.of(id));
  }

  private _words(answers: KernelAnswers | undefined): string {
    const { trans } = this._services;
    if (!answers) return trans.__('No notebook is open.');
    if (!answers.isOpen) return trans.__('The connectome kernel knows the datasets: this notebook has none running.');
    if (answers.failed !== undefined) return answers.failed;
    if (!answers.found) return trans.__('Asking the kernel…');
    const { total, datasets } = answers.found;
    if (datasets.length === total) return trans._n('%1 dataset', '%1 datasets', total);
    return trans.__('The first %1 of %2 datasets', datasets.length, total);
  }

  private _item(dataset: DatasetLine): HTMLElement {
    const { trans, insert } = this._services;
    const { id, title, size, licence, where, code } = dataset;
    const facts = [size, this._place(where), licence].filter(fact => fact !== '');
    return element(
      'li',
      'dataset',
      element('span', 'label', title),
      element('code', 'id', id),
      element('span', 'note', facts.join(' · ')),
      element(
        'div',
        'row',
        button(trans.__('Insert code'), trans.__('Insert code that opens %1', id), () => insert(code)),
        button(trans.__('Describe'), trans.__('Describe %1 in a new cell', id), () =>
          insert(`datasets.describe('${id}')`, true),
        ),
      ),
      ...(where === 'none' ? [this._download(dataset)] : []),
    );
  }

  private _download(dataset: DatasetLine): HTMLElement {
    const { trans, downloads, confirm } = this._services;
    const { id, title, size, missingBytes } = dataset;
    const row = new DownloadRow({
      trans,
      id,
      size,
      start: async () => {
        const mayGo = missingBytes !== null && missingBytes <= UNASKED_BYTES ? true : await confirm(dataset);
        if (mayGo) downloads()?.start({ id, title });
      },
      stop: () => downloads()?.stop(id),
    });
    this._rows.set(id, row);
    return row.node;
  }

  private _place(where: DatasetPlace): string {
    const { trans } = this._services;
    const words: Record<DatasetPlace, string> = {
      embedded: '',
      remote: trans.__('read in place'),
      cache: trans.__('cached'),
      mirror: trans.__('in the mirror'),
      none: trans.__('not cached'),
    };
    return words[where];
  }

  private readonly _search = element('input', 'search');
  private readonly _status = element('p', 'status');
  private readonly _list = element('ul', 'list');
  private readonly _rows = new Map<string, DownloadRow>();
  private _shown: readonly DatasetLine[] | undefined;
}
