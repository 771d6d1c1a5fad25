import type { ISessionContext } from '@jupyterlab/apputils';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { Token, UUID } from '@lumino/coreutils';
import { type ISignal, Signal } from '@lumino/signaling';
import type { Widget } from '@lumino/widgets';
import { SELECTION_TARGET } from 'connectome-helpers/dist/contract/selection.js';
import { isNamedSelectionMessage } from 'connectome-helpers/dist/contract/selection-names.js';
import { SelectionLink } from '../selection/kernel-link';
import { type ISelectionModel, SelectionModel } from '../selection/model';
import { type INamedSelections, NamedSelections } from '../selection/named';
import { NamedSelectionsLink } from '../selection/named-link';
import type { IHostCell } from './cell-of-output';
import { type IKernelCommOptions, KernelComm } from './kernel-comm';
import { namedSelectionsIn } from './notebook-metadata';

/** The document that a view stands in, as far as a view has to know it. */
export interface IHost {
  /** Shared by all views of the document. */
  readonly selection: ISelectionModel;
  /** Selections that the document keeps under a name; in a notebook they are saved with it. */
  readonly named: INamedSelections;
  /** The document is about to be saved: what belongs in it goes in now. */
  readonly saving: ISignal<IHost, void>;
  /** Talks with the document's kernel whenever it has one of ours; `undefined` outside of documents. */
  openComm(options: IKernelCommOptions): KernelComm | undefined;
}

/** The documents of this page. */
export interface IHosts {
  /** The document an element stands in, which must be in the page by now. */
  hostOf(node: HTMLElement): IHost;
  /** The selection of the document an element stands in. */
  selectionOf(node: HTMLElement): ISelectionModel;
  /** The cell an element is an output of; `undefined` elsewhere. */
  cellOf(node: HTMLElement): IHostCell | undefined;
  /** The document of a main-area widget: a notebook, a console, or what was taken out of one. */
  hostOfWidget(widget: Widget): IHost;
}

export const IHosts: Token<IHosts> = new Token<IHosts>(
  'jupyterlab-connectome:IHosts',
  'The selection shared by the connectome views of a document, and conversations with its kernel.',
);

/** What this needs of JupyterLab. */
export interface IHostServices {
  readonly kernelName: string;
  /** The widgets of the main area. */
  documents(): Iterable<Widget>;
  /** The document that an output was taken out of, as by "Create New View for Output"; `undefined` for others. */
  originOf(widget: Widget): Widget | undefined;
  /** The cell of a notebook that an element is an output of. */
  cellOf(node: HTMLElement): IHostCell | undefined;
  /** Something is selected that is too large for the kernel to be told. */
  tooLarge(): void;
}

/** All views that know no better keep a selection each. */
export class Hosts implements IHosts {
  constructor(private readonly _services: IHostServices) {}

  hostOf(node: HTMLElement): IHost {
    for (const widget of this._services.documents()) {
      if (widget.node.contains(node)) return this.hostOfWidget(widget);
    }
    return this._remember(node, () => new Host(this._services));
  }

  selectionOf(node: HTMLElement): ISelectionModel {
    return this.hostOf(node).selection;
  }

  cellOf(node: HTMLElement): IHostCell | undefined {
    return this._services.cellOf(node);
  }

  hostOfWidget(widget: Widget): IHost {
    const document = this._services.originOf(widget) ?? widget;
    const session = sessionOf(document);
    // Two views of one notebook have one session.
    return this._remember(session ?? document, () => new Host(this._services, session, document));
  }

  private _remember(key: object, make: () => Host): Host {
    const known = this._hosts.get(key) ?? make();
    this._hosts.set(key, known);
    return known;
  }

  private readonly _hosts = new WeakMap<object, Host>();
}

class Host implements IHost {
  readonly selection = new SelectionModel();
  readonly named: INamedSelections;

  constructor(
    private readonly _services: IHostServices,
    private readonly _session?: ISessionContext,
    document?: Widget,
  ) {
    this.named = new NamedSelections(document && namedSelectionsIn(document));
    (document && savedBy(document))?.saveState.connect((_, state) => {
      if (state === 'started') this._saving.emit();
    });
    if (!_session) return;
    let comm: KernelComm | undefined;
    const names = new NamedSelectionsLink(this.named, message => comm?.send(message) ?? false);
    new SelectionLink(
      this.selection,
      UUID.uuid4(),
      listener => {
        comm = new KernelComm(_session, _services.kernelName, {
          target: SELECTION_TARGET,
          // One id for all pages of a kernel, so that its messages reach them all, and it remembers no page that went.
          id: SELECTION_TARGET,
          opening: () => {
            names.opening();
            return listener.opening();
          },
          received: data => {
            if (isNamedSelectionMessage(data)) {
              names.received(data);
              return;
            }
            listener.received(data);
            names.answered();
          },
          ended: () => listener.ended(),
        });
        return comm;
      },
      () => _services.tooLarge(),
    );
  }

  get saving(): ISignal<IHost, void> {
    return this._saving;
  }

  openComm(options: IKernelCommOptions): KernelComm | undefined {
    return this._session && new KernelComm(this._session, this._services.kernelName, options);
  }

  private readonly _saving = new Signal<IHost, void>(this);
}

type Saved = Pick<DocumentRegistry.IContext<DocumentRegistry.IModel>, 'saveState'>;

/** Notebooks have one. */
function savedBy(widget: Widget): Saved | undefined {
  return (widget as Widget & { readonly context?: Saved }).context;
}

/** Notebooks and consoles have one. */
function sessionOf(widget: Widget): ISessionContext | undefined {
  const { sessionContext } = widget as Widget & { readonly sessionContext?: ISessionContext };
  return sessionContext;
}
