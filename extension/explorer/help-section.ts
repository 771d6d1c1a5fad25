import type { IRenderMime, IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { type HelperDocs, type IHelperDoc, matching } from './helper-docs';
import { button, element, Section } from './section';

/** What the help needs of the page. */
export interface IHelpSectionServices {
  readonly trans: TranslationBundle;
  readonly docs: HelperDocs;
  readonly rendermime: IRenderMimeRegistry;
  readonly insert: (code: string, run?: boolean) => void;
}

/** More names than this at once nobody reads. */
const MOST_NAMES = 60;

/** The helpers by name, each with its doc comment and its example. */
export class HelpSection extends Section {
  constructor(private readonly _services: IHelpSectionServices) {
    super('connectome-explorer-help', _services.trans.__('Help'));
    const { trans } = _services;
    this._search.type = 'search';
    this._search.maxLength = 200;
    this._search.placeholder = trans.__('Search helpers');
    this._search.setAttribute('aria-label', trans.__('Search helpers'));
    this._search.addEventListener('input', () => this.render());
    this._status.setAttribute('role', 'status');
    this._list.setAttribute('aria-label', trans.__('Helpers'));
    this.node.append(this._search, this._status, this._list);
  }

  protected render(): void {
    const { docs } = this._services;
    const { names } = docs;
    const found = names && matching(names, this._search.value);
    const status = this._words(names, found);
    if (this._status.textContent !== status) this._status.textContent = status;
    this._search.disabled = !docs.isOpen;
    const opened = this._opened === undefined ? undefined : docs.doc(this._opened);
    const shown = JSON.stringify([found?.slice(0, MOST_NAMES), this._opened, opened?.markdown]);
    if (shown === this._shown) return;
    this._shown = shown;
    this.fill(
      this._list,
      (found ?? []).slice(0, MOST_NAMES).map(name => this._item(name, name === this._opened ? opened : undefined)),
    );
  }

  private _words(names: readonly string[] | undefined, found: readonly string[] | undefined): string {
    const { trans, docs } = this._services;
    if (!docs.isOpen) return trans.__('The connectome kernel knows its helpers: this notebook has none running.');
    if (docs.failed !== undefined) return docs.failed;
    if (!names || !found) return trans.__('Asking the kernel…');
    if (this._search.value.trim() === '') return trans._n('%1 helper, by topic', '%1 helpers, by topic', names.length);
    if (found.length > MOST_NAMES) return trans.__('The first %1 of %2 helpers', MOST_NAMES, found.length);
    return trans._n('%1 helper', '%1 helpers', found.length);
  }

  private _item(name: string, doc: IHelperDoc | undefined): HTMLElement {
    const { trans, docs } = this._services;
    const isOpen = name === this._opened;
    const opener = button(name, name, () => {
      this._opened = isOpen ? undefined : name;
      this.render();
    });
    opener.classList.add('jp-ConnectomeExplorer-helper');
    opener.setAttribute('aria-expanded', String(isOpen));
    const item = element('li', 'dataset', opener);
    if (!isOpen) return item;
    const actions = element('div', 'row');
    const example = doc?.example;
    if (example !== undefined) {
      actions.append(
        button(trans.__('Insert example'), trans.__('Insert the example of %1 in a new cell', name), () =>
          this._services.insert(example),
        ),
      );
    }
    if (docs.names?.some(other => other.startsWith(`${name}.`))) {
      actions.append(
        button(trans.__('What is in it'), trans.__('List what is in %1', name), () => {
          this._search.value = `${name}.`;
          this.render();
          this._search.focus();
        }),
      );
    }
    const text = element('div', 'doc');
    text.setAttribute('aria-busy', String(doc === undefined));
    if (doc) void this._put(text, doc.markdown || trans.__('The kernel says nothing of it.'));
    else text.textContent = trans.__('Asking the kernel…');
    item.append(text, actions);
    return item;
  }

  /** As JupyterLab shows what a kernel says of a name: Markdown, made safe. */
  private async _put(node: HTMLElement, markdown: string): Promise<void> {
    const { rendermime } = this._services;
    this._renderer?.dispose();
    const renderer = rendermime.createRenderer('text/markdown');
    this._renderer = renderer;
    await renderer.renderModel(rendermime.createModel({ data: { 'text/markdown': markdown } }));
    if (!renderer.isDisposed) node.append(renderer.node);
  }

  override dispose(): void {
    this._renderer?.dispose();
    super.dispose();
  }

  private readonly _search = element('input', 'search');
  private readonly _status = element('p', 'status');
  private readonly _list = element('ul', 'list');
  private _renderer: IRenderMime.IRenderer | undefined;
  private _opened: string | undefined;
  private _shown: string | undefined;
}
