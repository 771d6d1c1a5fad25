import type { TranslationBundle } from '@jupyterlab/translation';
import type { Selection } from 'connectome-helpers/dist/contract/selection.js';
import type { IHost } from '../host/host';
import { type IKnownNeuron, neuronsByType } from './known-neurons';
import { button, element, enable, Section } from './section';
import { MOST_IDS_IN_CODE, namedSelectionCode, selectionCode } from './selection-code';

/** Longer lists nobody reads. */
const mostListed = 200;

/** What the section needs of the page. */
export interface ISelectionSectionServices {
  readonly trans: TranslationBundle;
  /** The current notebook; `undefined` when there is none. */
  readonly host: () => IHost | undefined;
  /** What its views call the neurons they show. */
  readonly known: () => ReadonlyMap<string, IKnownNeuron>;
  readonly insert: (code: string) => void;
  /** Asks for a name and saves what is selected under it. */
  readonly save: () => void;
}

/** What is selected in the current notebook, and what it keeps under a name. */
export class SelectionSection extends Section {
  constructor(private readonly _services: ISelectionSectionServices) {
    super('connectome-explorer-selection', _services.trans.__('Selection'));
    const { trans, host, insert, save } = _services;
    this._status.setAttribute('role', 'status');
    this._list.setAttribute('aria-label', trans.__('Selected neurons'));
    this._names.setAttribute('aria-label', trans.__('Saved selections'));
    const model = () => host()?.selection;
    this._clear = button(trans.__('Clear'), trans.__('Clear the selection'), () =>
      model()?.set({ neurons: [], synapses: [], nodes: [] }),
    );
    this._undo = button(trans.__('Undo'), trans.__('Undo the last change of the selection'), () => model()?.undo());
    this._redo = button(trans.__('Redo'), trans.__('Redo the change of the selection'), () => model()?.redo());
    this._save = button(trans.__('Save…'), trans.__('Save… the selection under a name in the notebook'), save);
    this._insert = button(trans.__('Insert code'), trans.__('Insert code that selects this'), () => {
      const code = selectionCode(model()?.current ?? { neurons: [], synapses: [], nodes: [] });
      if (code !== undefined) insert(code);
    });
    const label = element('label', 'types-label', trans.__('All of type'), this._types);
    this._selectType = button(trans.__('Select'), trans.__('Select all neurons of this type'), () => this._selectAll());
    this._byType = element('div', 'row', label, this._selectType);
    this._namesTitle = element('h3', 'heading', trans.__('Saved in this notebook'));
    this.node.append(
      this._status,
      element('div', 'row', this._clear, this._undo, this._redo, this._save, this._insert),
      this._byType,
      this._list,
      this._more,
      this._namesTitle,
      this._names,
    );
  }

  protected render(): void {
    const { trans } = this._services;
    const host = this._services.host();
    const selection = host?.selection.current;
    const isAny = selection !== undefined && count(selection) > 0;
    const isTooMuch = selection !== undefined && selectionCode(selection) === undefined;
    setText(this._status, this._summary(selection));
    enable(this._clear, isAny);
    enable(this._undo, host?.selection.canUndo ?? false);
    enable(this._redo, host?.selection.canRedo ?? false);
    enable(this._save, isAny);
    enable(this._insert, isAny && !isTooMuch);
    this._insert.title = isTooMuch
      ? trans.__('More than %1 ids: save them under a name and insert that', MOST_IDS_IN_CODE)
      : trans.__('Insert code that selects this');
    this._renderTypes();
    this._renderNeurons(selection?.neurons ?? []);
    this._renderNames(host);
  }

  private _summary(selection: Selection | undefined): string {
    const { trans } = this._services;
    if (!selection) return trans.__('No notebook is open.');
    const counts = this._counts(selection);
    return counts === '' ? trans.__('Nothing is selected.') : trans.__('Selected: %1', counts);
  }

  /** How many of each; empty for nothing. */
  private _counts({ neurons, synapses, nodes }: Selection): string {
    const { trans } = this._services;
    const parts = [
      neurons.length > 0 && trans._n('%1 neuron', '%1 neurons', neurons.length),
      synapses.length > 0 && trans._n('%1 synapse', '%1 synapses', synapses.length),
      nodes.length > 0 && trans._n('%1 node', '%1 nodes', nodes.length),
    ].filter(part => part !== false);
    return parts.join(', ');
  }

  private _renderTypes(): void {
    const types = neuronsByType(this._services.known().values());
    this._byType.hidden = types.size === 0;
    const words = [...types].map(([type, ids]) => `${type} (${ids.length})`);
    // A list that is open stays as it is while nothing changes.
    if (words.join('\n') === this._typeWords) return;
    this._typeWords = words.join('\n');
    const chosen = this._types.value;
    this._types.replaceChildren(
      ...[...types.keys()].map((type, i) => {
        const option = element('option', '', words[i]);
        option.value = type;
        return option;
      }),
    );
    if (types.has(chosen)) this._types.value = chosen;
  }

  private _selectAll(): void {
    const ids = neuronsByType(this._services.known().values()).get(this._types.value);
    if (ids) this._services.host()?.selection.set({ neurons: ids });
  }

  private _renderNeurons(ids: readonly string[]): void {
    const { trans } = this._services;
    const known = this._services.known();
    const items = ids.slice(0, mostListed).map(id => {
      const neuron = known.get(id);
      const item = element('li', 'neuron');
      if (neuron?.label && neuron.label !== id) item.append(element('span', 'label', neuron.label));
      if (neuron?.type) item.append(element('span', 'type', neuron.type));
      item.append(element('code', 'id', id));
      return item;
    });
    this.fill(this._list, items);
    this._list.hidden = items.length === 0;
    this._more.hidden = ids.length <= mostListed;
    setText(this._more, trans._n('and %1 more', 'and %1 more', ids.length - mostListed));
  }

  private _renderNames(host: IHost | undefined): void {
    const { trans, insert } = this._services;
    const names = [...(host?.named.all ?? [])];
    this._namesTitle.hidden = names.length === 0;
    this._names.hidden = names.length === 0;
    const items = names.map(([name, selection]) =>
      element(
        'li',
        'named',
        element(
          'div',
          'named-what',
          element('span', 'label', name),
          element('span', 'note', this._counts(selection) || trans.__('nothing')),
        ),
        element(
          'div',
          'row',
          button(trans.__('Select'), trans.__('Select %1', name), () => host?.selection.set(selection)),
          button(trans.__('Insert code'), trans.__('Insert code that selects %1', name), () =>
            insert(namedSelectionCode(name)),
          ),
          button(trans.__('Forget'), trans.__('Forget %1', name), () => host?.named.forget(name)),
        ),
      ),
    );
    this.fill(this._names, items);
  }

  private readonly _status = element('p', 'status');
  private readonly _types = element('select', 'types');
  private readonly _list = element('ul', 'list');
  private readonly _more = element('p', 'note');
  private readonly _names = element('ul', 'list');
  private readonly _namesTitle: HTMLElement;
  private readonly _byType: HTMLElement;
  private readonly _clear: HTMLButtonElement;
  private readonly _undo: HTMLButtonElement;
  private readonly _redo: HTMLButtonElement;
  private readonly _save: HTMLButtonElement;
  private readonly _insert: HTMLButtonElement;
  private readonly _selectType: HTMLButtonElement;
  private _typeWords = '';
}

function count({ neurons, synapses, nodes }: Selection): number {
  return neurons.length + synapses.length + nodes.length;
}

/** Screen readers are told of what changes only. */
function setText(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
