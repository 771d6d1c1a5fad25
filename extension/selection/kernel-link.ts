import type { JSONObject, JSONValue } from '@lumino/coreutils';
import {
  checkSelectionMessage,
  isWithinLimits,
  type SelectionMessage,
  sameSelection,
} from 'connectome-helpers/dist/contract/selection.js';
import { emptySelection, type ISelectionChange, type ISelectionModel } from './model';

/** One end of a conversation with the kernel. */
export interface ISelectionTalk {
  readonly isOpen: boolean;
  /** Whether it was said; without a kernel nothing is. */
  send(message: JSONObject): boolean;
}

/** What a page that begins the conversation does with it. */
export interface ISelectionListener {
  opening(): JSONObject;
  received(data: JSONValue): void;
  ended(): void;
}

/**
 * Keeps a selection and that of the kernel the same. The kernel puts what comes from pages and cells in order; between
 * saying something and hearing of it again, the page does not listen to what was said before.
 */
export class SelectionLink implements ISelectionListener {
  constructor(
    private readonly _model: ISelectionModel,
    private readonly _page: string,
    connect: (listener: ISelectionListener) => ISelectionTalk,
    private readonly _tooLarge: () => void = () => undefined,
  ) {
    this._talk = connect(this);
    _model.changed.connect(this._onChanged, this);
  }

  opening(): JSONObject {
    const isTold = isWithinLimits(this._model.current);
    return this._message(isTold && this._model.isChosen, isTold ? this._model.current : emptySelection);
  }

  received(data: JSONValue): void {
    const { op, selection, by } = checkSelectionMessage(data);
    if (this._awaited !== undefined && by !== this._awaited) return;
    this._awaited = undefined;
    if (sameSelection(selection, this._model.current) && this._model.isChosen === (op === 'set')) return;
    if (op === 'set') this._model.set(selection, this);
    else this._model.restore(selection, this);
  }

  ended(): void {
    this._awaited = undefined;
  }

  dispose(): void {
    this._model.changed.disconnect(this._onChanged, this);
  }

  private _onChanged(model: ISelectionModel, { source, restored }: ISelectionChange): void {
    // What came from the kernel it knows already.
    if (source === this) return;
    if (!isWithinLimits(model.current)) {
      if (this._talk?.isOpen) this._tooLarge();
      return;
    }
    const before = this._awaited;
    if (!this._talk?.send(this._message(!restored))) this._awaited = before;
  }

  private _message(chosen: boolean, selection = this._model.current): JSONObject {
    this._awaited = `${this._page}:${++this._count}`;
    const message: SelectionMessage = { op: chosen ? 'set' : 'offer', selection, by: this._awaited };
    return message as unknown as JSONObject;
  }

  private readonly _talk: ISelectionTalk | undefined;
  private _awaited: string | undefined;
  private _count = 0;
}
