import type { JSONObject, JSONValue } from '@lumino/coreutils';
import { isWithinLimits } from 'connectome-helpers/dist/contract/selection.js';
import {
  checkNamedSelectionMessage,
  type NamedSelectionMessage,
} from 'connectome-helpers/dist/contract/selection-names.js';
import type { INameChange, INamedSelections } from './named';

/** Keeps the named selections of a document and of its kernel the same, on the comm of the selection. */
export class NamedSelectionsLink {
  constructor(
    private readonly _named: INamedSelections,
    private readonly _send: (message: JSONObject) => boolean,
  ) {
    _named.changed.connect(this._onChanged, this);
  }

  /** The conversation begins; what the document has is said once the kernel has answered. */
  opening(): void {
    this._isNew = true;
  }

  /** The kernel said something that is not of names. */
  answered(): void {
    if (!this._isNew) return;
    this._isNew = false;
    for (const [name, selection] of this._named.all) {
      if (isWithinLimits(selection)) this._say({ op: 'keep', name, selection });
    }
  }

  received(data: JSONValue): void {
    const said = checkNamedSelectionMessage(data);
    if (said.op === 'forget') this._named.forget(said.name, this);
    else this._named.save(said.name, said.selection, this);
  }

  private _onChanged(_: INamedSelections, { name, selection, source }: INameChange): void {
    // What came from the kernel it knows already; what it has not answered yet is said when it does.
    if (source === this || this._isNew) return;
    if (!selection) this._say({ op: 'forget', name });
    else if (isWithinLimits(selection)) this._say({ op: 'save', name, selection });
  }

  private _say(message: NamedSelectionMessage): void {
    this._send(message as unknown as JSONObject);
  }

  private _isNew = true;
}
