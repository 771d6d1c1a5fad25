import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import { TABLE_LIMITS } from 'connectome-helpers/dist/contract/table.js';
import { keepKeys } from '../neuron-viewer/overlay/element';
import { element } from './controls';
import type { LiveTable } from './live-table';

/** What the offer needs. */
export interface IAllRowsOptions {
  readonly trans: TranslationBundle;
  /** Rows of the whole table. */
  readonly rowCount: number;
  readonly live: LiveTable;
  /** All rows that can be had are here, as Arrow IPC streams. */
  readonly take: (streams: readonly Uint8Array[]) => void;
}

/** Offers the rows that are not stored, as long as there is a kernel that has them, and fetches them when asked to. */
export class AllRows extends Widget {
  constructor(private readonly _options: IAllRowsOptions) {
    super();
    const { trans } = _options;
    this.addClass('jp-ConnectomeTable-all');
    this._most = Math.min(_options.rowCount, TABLE_LIMITS.rows);
    const count = this._most.toLocaleString();
    this._get = this._button(
      this._most < _options.rowCount ? trans.__('Show the first %1 rows', count) : trans.__('Show all %1 rows', count),
      () => void this._fetch(),
    );
    this._cancel = this._button(trans.__('Cancel'), () => {
      this._isWanted = false;
    });
    this._bar.max = this._most;
    this._bar.setAttribute('aria-label', trans.__('How many rows have come'));
    this._words.setAttribute('role', 'status');
    this.node.append(this._get, this._bar, this._cancel, this._words);
    this.update();
    this.refresh();
  }

  /** The kernel has come or gone. */
  refresh(): void {
    const hadKeyboard = this.node.contains(document.activeElement);
    this.setHidden(!this._options.live.isHere && this._words.textContent === '');
    this._get.hidden = this._isWanted || !this._options.live.isHere;
    this._cancel.hidden = this._bar.hidden = !this._isWanted;
    if (hadKeyboard) (this._isWanted ? this._cancel : this._get).focus();
  }

  private async _fetch(): Promise<void> {
    const { trans, live, take } = this._options;
    const streams: Uint8Array[] = [];
    let [rows, bytes] = [0, 0];
    this._isWanted = true;
    this._say(rows);
    this.refresh();
    try {
      while (this._isWanted && rows < this._most) {
        const piece = await live.rowsFrom(rows);
        if (bytes + piece.stream.length > TABLE_LIMITS.bytes) break;
        streams.push(piece.stream);
        rows += piece.rows;
        bytes += piece.stream.length;
        this._say(rows);
      }
      const isTaken = this._isWanted && !this.isDisposed;
      this._isWanted = false;
      this._words.textContent = '';
      if (isTaken) take(streams);
    } catch (error) {
      this._isWanted = false;
      this._words.textContent = trans.__('The rows could not be had: %1', String((error as Error).message));
    }
    if (!this.isDisposed) this.refresh();
  }

  private _say(rows: number): void {
    const { trans } = this._options;
    this._bar.value = rows;
    this._words.textContent = trans.__('%1 of %2 rows', rows.toLocaleString(), this._most.toLocaleString());
  }

  private _button(label: string, press: () => void): HTMLButtonElement {
    const node = element('button', 'action', label) as HTMLButtonElement;
    node.type = 'button';
    keepKeys(node);
    node.addEventListener('click', press);
    return node;
  }

  private readonly _most: number;
  private readonly _get: HTMLButtonElement;
  private readonly _cancel: HTMLButtonElement;
  private readonly _bar = document.createElement('progress');
  private readonly _words = element('span', 'note');
  private _isWanted = false;
}
