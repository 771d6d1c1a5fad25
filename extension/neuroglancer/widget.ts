import type { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import { type ISignal, Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';
import type { NeuroglancerJson } from 'connectome-helpers/dist/contract/neuroglancer.js';
import { withAddresses, withFolders } from 'connectome-helpers/dist/core/neuroglancer/jupyter-files.js';
import { type FrameMessage, frameMessage, type IDataStatus, type IShowMessage } from './messages';
import { notesOf, PATIENCE_MS } from './notes';

declare const __webpack_public_path__: string;

type Message = Parameters<Widget['processMessage']>[0];

/** Until the page with Neuroglancer must have loaded. */
const loadMs = 60_000;

/** What the tab needs of JupyterLab. */
export interface INeuroglancerOptions {
  readonly trans: TranslationBundle;
  readonly translator: ITranslator;
  /** Where the server gives out the files of its folder; ends in a slash. */
  readonly filesUrl: string;
}

/**
 * Neuroglancer in a frame, and above it what of its data does not come. Nothing of it is fetched before the widget is
 * first attached. `data-status` on the node is `loading`, then `ready`, then `drawn` when all that is in sight is on the
 * screen; `error` when it cannot run here.
 */
export class NeuroglancerWidget extends Widget {
  constructor(state: NeuroglancerJson, { trans, filesUrl }: INeuroglancerOptions) {
    super();
    this._trans = trans;
    this._filesUrl = filesUrl;
    this._state = state;
    this.addClass('jp-ConnectomeNeuroglancer');
    this.node.dataset.status = 'loading';
    this._notes.className = 'jp-ConnectomeNeuroglancer-notes';
    this._notes.setAttribute('role', 'status');
    this._frame.className = 'jp-ConnectomeNeuroglancer-frame';
    this._frame.title = trans.__('Neuroglancer');
    this._frame.allow = 'clipboard-write; fullscreen';
    this.node.append(this._notes, this._frame);
    window.addEventListener('message', this._hear);
  }

  /** What Neuroglancer shows, or is about to; folders of this server as `jupyter:PATH`. */
  state(): NeuroglancerJson {
    return this._state;
  }

  /** Emitted with the state, once it rests after a change in Neuroglancer or by {@link open}. */
  get stateChanged(): ISignal<this, NeuroglancerJson> {
    return this._stateChanged;
  }

  /** Emitted when the reader works inside the frame, whose presses JupyterLab does not see. */
  get touched(): ISignal<this, void> {
    return this._touched;
  }

  /** Shows this instead of what is shown. */
  open(state: NeuroglancerJson): void {
    this._state = state;
    this._failure = undefined;
    this._tellFrame();
    this._stateChanged.emit(state);
  }

  override dispose(): void {
    if (this.isDisposed) return;
    window.removeEventListener('message', this._hear);
    clearTimeout(this._late);
    clearTimeout(this._loading);
    // A page that goes frees its graphics memory and its workers.
    this._frame.remove();
    Signal.clearData(this);
    super.dispose();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    if (this._frame.src !== '') return;
    this._focusedBefore = document.activeElement;
    this._frame.src = `${__webpack_public_path__}neuroglancer/index.html`;
    this._loading = setTimeout(() => this._fail(this._trans.__('its page does not answer')), loadMs);
  }

  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    this._isActivated = true;
    if (document.activeElement !== this._frame) this._frame.focus();
  }

  private readonly _hear = (event: MessageEvent): void => {
    const message = frameMessage(event, this._frame.contentWindow);
    if (message) this._obey(message);
  };

  private _obey(message: FrameMessage): void {
    this._giveFocusBack();
    switch (message.type) {
      case 'ready':
        // Said again when the page was loaded again, as after the loss of the graphics context.
        clearTimeout(this._loading);
        this._isReady = true;
        this._setStatus('ready');
        this._tellFrame();
        return;
      case 'state':
        this._state = withFolders(message.state, this._filesUrl);
        this._stateChanged.emit(this._state);
        return;
      case 'data':
        this._data = message.data;
        this._awaitLate();
        this._showNotes();
        return;
      case 'drawn':
        // From here on the keyboard is there because the reader went there.
        this._focusedBefore = null;
        this._setStatus('drawn');
        return;
      case 'touched':
        this._isActivated = true;
        this._touched.emit();
        return;
      case 'failed':
        this._fail(message.reason);
    }
  }

  private _tellFrame(): void {
    if (!this._isReady) return;
    const message: IShowMessage = { type: 'show', state: withAddresses(this._state, this._filesUrl) };
    this._setStatus('ready');
    this._frame.contentWindow?.postMessage(message, window.location.origin);
  }

  /** Neuroglancer takes the keyboard when it starts, at no certain moment; a reader who did not go there keeps it. */
  private _giveFocusBack(): void {
    const before = this._focusedBefore;
    if (before === null || this._isActivated || document.activeElement !== this._frame) return;
    this._frame.blur();
    if (before instanceof HTMLElement && before !== this._frame) before.focus({ preventScroll: true });
  }

  /** Names sources that let one wait, after a while. */
  private _awaitLate(): void {
    const isWaiting = this._data.layers.some(({ awaited }) => awaited.length > 0);
    if (!isWaiting) {
      clearTimeout(this._late);
      this._late = undefined;
      this._isLate = false;
    } else if (this._late === undefined) {
      this._late = setTimeout(() => {
        this._isLate = true;
        this._showNotes();
      }, PATIENCE_MS);
    }
  }

  private _fail(reason: string): void {
    clearTimeout(this._loading);
    this._failure = this._trans.__('Neuroglancer cannot show this: %1', reason);
    this._setStatus('error');
    this._showNotes();
  }

  private _setStatus(status: 'ready' | 'drawn' | 'error'): void {
    this.node.dataset.status = status;
  }

  private _showNotes(): void {
    const notes = [
      ...(this._failure === undefined ? [] : [this._failure]),
      ...notesOf(this._data, this._isLate, this._trans),
    ];
    this._notes.replaceChildren(
      ...notes.map(text => {
        const note = document.createElement('p');
        note.className = 'jp-ConnectomeNeuroglancer-note';
        note.textContent = text;
        return note;
      }),
    );
  }

  private readonly _trans: TranslationBundle;
  private readonly _filesUrl: string;
  private readonly _notes = document.createElement('div');
  private readonly _frame = document.createElement('iframe');
  private readonly _stateChanged = new Signal<this, NeuroglancerJson>(this);
  private readonly _touched = new Signal<this, void>(this);
  private _state: NeuroglancerJson;
  private _data: IDataStatus = { layers: [], lostPieces: 0 };
  private _failure: string | undefined;
  private _focusedBefore: Element | null = null;
  private _isActivated = false;
  private _isReady = false;
  private _isLate = false;
  private _late: ReturnType<typeof setTimeout> | undefined;
  private _loading: ReturnType<typeof setTimeout> | undefined;
}
