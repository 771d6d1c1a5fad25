import type { IRenderMime } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import type { CheckPayload, CheckRow } from 'connectome-helpers/dist/contract/check.js';
import { CHECK_MIME } from 'connectome-helpers/dist/contract/mime.js';
import { validateCheck } from 'connectome-helpers/dist/contract/validate-check.js';
import { fileNameOf, type IExportedFile } from '../neuron-viewer/export/exported-scene';
import { keepKeys } from '../neuron-viewer/overlay/element';
import { offerOutput } from '../outputs/open-outputs';
import { csvOf, tsvOf } from '../outputs/separated-values';

/** Shows a check of our numbers against printed ones as a table. */
export class CheckRenderer extends Widget implements IRenderMime.IRenderer {
  constructor(trans: TranslationBundle) {
    super();
    this._trans = trans;
    this.addClass('jp-ConnectomeCheck');
    this.node.dataset.status = 'loading';
    offerOutput(this.node, {
      formats: () => (this._check ? ['csv', 'tsv'] : []),
      file: async format => this._file(format === 'tsv' ? 'tsv' : 'csv'),
    });
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    this._check = undefined;
    try {
      const check = validateCheck(model.data[CHECK_MIME]);
      this.node.replaceChildren(this._scroller(check), this._note(check));
      this._check = check;
      this.node.dataset.status = 'ready';
    } catch (error) {
      console.error('check', error);
      const message = element('p', 'jp-ConnectomeCheck-message jp-mod-warning');
      message.textContent = this._trans.__(
        'This check cannot be shown: %1',
        error instanceof Error ? error.message : String(error),
      );
      this.node.replaceChildren(message);
      this.node.dataset.status = 'error';
    }
  }

  private _file(format: 'csv' | 'tsv'): IExportedFile {
    if (!this._check) throw new Error('export-output found no check that can be shown');
    const words = [
      this._names().map(([, name]) => name),
      ...this._check.rows.map(({ pass, quantity, printed, ours, difference, tolerance, why, known }) => [
        pass ? this._trans.__('pass') : this._trans.__('fail'),
        ...[quantity, printed, ours, difference, tolerance, why, this._knownFrom(known)],
      ]),
    ];
    const name = fileNameOf(this._check.title || 'check', format);
    return format === 'csv'
      ? { name, type: 'text/csv', content: csvOf(words) }
      : { name, type: 'text/plain', content: tsvOf(words) };
  }

  /** The table in a box of its own, so that a narrow notebook scrolls the table and not the page. */
  private _scroller(check: CheckPayload): HTMLElement {
    const table = element('table', 'jp-ConnectomeCheck-table');
    table.append(this._caption(check), this._head(), this._body(check.rows));
    const scroller = element('div', 'jp-ConnectomeCheck-scroller');
    scroller.tabIndex = 0;
    keepKeys(scroller);
    scroller.setAttribute('role', 'region');
    scroller.setAttribute('aria-label', check.title);
    scroller.append(table);
    return scroller;
  }

  private _caption(check: CheckPayload): HTMLElement {
    const passed = check.rows.filter(row => row.pass).length;
    const caption = element('caption', 'jp-ConnectomeCheck-caption');
    const title = element('span', 'jp-ConnectomeCheck-title');
    title.textContent = check.title;
    const summary = element('span', `jp-ConnectomeCheck-summary ${verdictClass(passed === check.rows.length)}`);
    summary.textContent = this._trans.__('%1 of %2 pass', passed, check.rows.length);
    caption.append(title, summary);
    return caption;
  }

  private _head(): HTMLElement {
    const row = element('tr', '');
    const names = this._names();
    for (const [kind, name] of names) {
      const cell = element('th', `jp-ConnectomeCheck-${kind}`);
      cell.scope = 'col';
      cell.textContent = name;
      row.append(cell);
    }
    const head = element('thead', '');
    head.append(row);
    return head;
  }

  private _names(): readonly (readonly [kind: string, name: string])[] {
    return [
      ['verdict', this._trans.__('Verdict')],
      ['quantity', this._trans.__('Quantity')],
      ['number', this._trans.__('Published')],
      ['number', this._trans.__('Ours')],
      ['number', this._trans.__('Difference')],
      ['number', this._trans.__('Tolerance')],
      ['why', this._trans.__('Why')],
      ['known', this._trans.__('Label')],
    ];
  }

  private _body(rows: readonly CheckRow[]): HTMLElement {
    const body = element('tbody', '');
    body.append(...rows.map(row => this._row(row)));
    return body;
  }

  private _row(row: CheckRow): HTMLElement {
    const line = element('tr', verdictClass(row.pass));
    // The verdict stands first, where a narrow notebook still shows it.
    const verdict = element('td', 'jp-ConnectomeCheck-verdict');
    verdict.textContent = row.pass ? `✓ ${this._trans.__('pass')}` : `✗ ${this._trans.__('fail')}`;
    const quantity = element('th', 'jp-ConnectomeCheck-quantity');
    quantity.scope = 'row';
    quantity.textContent = row.quantity;
    const numbers = [row.printed, row.ours, row.difference, row.tolerance].map(text => {
      const cell = element('td', 'jp-ConnectomeCheck-number');
      cell.textContent = text;
      return cell;
    });
    const why = element('td', 'jp-ConnectomeCheck-why');
    why.textContent = row.why;
    const known = element('td', 'jp-ConnectomeCheck-known');
    known.textContent = this._knownFrom(row.known);
    line.append(verdict, quantity, ...numbers, why, known);
    return line;
  }

  /** How a published number is known, in the reader's language. */
  private _knownFrom(known: string | undefined): string {
    if (known === 'read') return this._trans.__('read');
    if (known === 'computed') return this._trans.__('computed');
    if (known === 'third-party') return this._trans.__('third-party');
    return known ?? '';
  }

  /** Where the printed numbers stand, and what was done. */
  private _note(check: CheckPayload): HTMLElement {
    const link = element('a', 'jp-ConnectomeCheck-doi');
    link.href = `https://doi.org/${check.doi}`;
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
    link.textContent = `doi:${check.doi}`;
    const note = element('p', 'jp-ConnectomeCheck-note');
    note.append(`${check.source} (`, link, '). ', check.caption);
    return note;
  }

  private readonly _trans: TranslationBundle;
  private _check: CheckPayload | undefined;
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, className: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className) made.className = className;
  return made;
}

function verdictClass(pass: boolean): string {
  return pass ? 'jp-mod-pass' : 'jp-mod-fail';
}
