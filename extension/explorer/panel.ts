import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import { SidePanel } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import type { AccordionPanel } from '@lumino/widgets';
import type { DatasetLine } from 'connectome-helpers/dist/contract/explorer.js';
import type { IHost, IHosts } from '../host/host';
import { CacheSection } from './cache-section';
import { DatasetsSection } from './datasets-section';
import { Downloads, type IDownloadEnd } from './downloads';
import { HelpSection } from './help-section';
import { HelperDocs, type HelpKernel } from './helper-docs';
import { KernelAnswers } from './kernel-answers';
import { type IKnownNeuron, knownNeurons } from './known-neurons';
import type { Section } from './section';
import { SelectionSection } from './selection-section';
import { storedViews } from './stored-views';

/** What the panel needs of the page. */
export interface IExplorerServices {
  readonly trans: TranslationBundle;
  readonly translator: ITranslator;
  readonly notebooks: INotebookTracker;
  readonly hosts: IHosts;
  readonly rendermime: IRenderMimeRegistry;
  /** The name of our kernel. */
  readonly kernelName: string;
  /** Writes code below the active cell of the current notebook. */
  readonly insert: (code: string, run?: boolean) => void;
  /** Asks the reader whether so much shall be downloaded. */
  readonly confirm: (dataset: DatasetLine) => Promise<boolean>;
  /** Tells the reader, who looks elsewhere, how a download ended. */
  readonly tell: (end: IDownloadEnd) => void;
  /** Asks for a name and saves what is selected under it. */
  readonly save: () => void;
}

/** How long a notebook rests before its outputs are looked through again. */
const restMs = 300;

/** The side panel: what is selected in the current notebook, the datasets, help, the cache. */
export class ExplorerPanel extends SidePanel {
  constructor(private readonly _services: IExplorerServices) {
    super({ translator: _services.translator });
    const { trans, notebooks, rendermime, insert, confirm, save } = _services;
    this.id = 'connectome-explorer';
    this.addClass('jp-ConnectomeExplorer');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', trans.__('Connectome explorer'));
    const host = () => this._host;
    const answers = () => this._answers;
    this._selection = new SelectionSection({ trans, host, known: () => this._neurons(), insert, save });
    const downloads = () => this._host && this._downloadsOf(this._host);
    this._datasets = new DatasetsSection({ trans, answers, insert, downloads, confirm });
    this._help = new HelpSection({ trans, docs: this._docs, rendermime, insert });
    this._cache = new CacheSection({ trans, answers, insert });
    for (const section of this._sections) this.addWidget(section);
    const accordion = this.content as AccordionPanel;
    accordion.setRelativeSizes([4, 4, 5, 2]);
    // Lumino calls them "… Section", in English for everyone.
    accordion.titles.forEach((title, i) => {
      title.setAttribute('aria-label', this._sections[i].title.label);
    });
    notebooks.currentChanged.connect(this._follow, this);
    this._follow();
  }

  override dispose(): void {
    if (this.isDisposed) return;
    this._services.notebooks.currentChanged.disconnect(this._follow, this);
    this._leave();
    super.dispose();
  }

  /** Who asks for the panel by the keyboard goes on in it. */
  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    if (!this.node.contains(document.activeElement)) this._selection.node.querySelector('button')?.focus();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this._ask();
    this._refresh();
  }

  private _follow(): void {
    const panel = this._services.notebooks.currentWidget ?? undefined;
    if (panel === this._panel) return;
    this._leave();
    this._panel = panel;
    this._host = panel && this._services.hosts.hostOfWidget(panel);
    this._host?.selection.changed.connect(this._refresh, this);
    this._host?.named.changed.connect(this._refresh, this);
    panel?.context.model.contentChanged.connect(this._onContent, this);
    panel?.sessionContext.kernelChanged.connect(this._refresh, this);
    if (this.isVisible) this._ask();
    this._refresh();
  }

  private _leave(): void {
    this._host?.selection.changed.disconnect(this._refresh, this);
    this._host?.named.changed.disconnect(this._refresh, this);
    if (this._panel && !this._panel.isDisposed) {
      this._panel.context.model.contentChanged.disconnect(this._onContent, this);
      this._panel.sessionContext.kernelChanged.disconnect(this._refresh, this);
    }
    this._answers?.dispose();
    this._answers = undefined;
    this._host = undefined;
    this._known = undefined;
    clearTimeout(this._resting);
  }

  /** A kernel is asked once somebody looks. */
  private _ask(): void {
    if (this._answers || !this._host) return;
    this._answers = new KernelAnswers(this._host, () => {
      this._docs.again();
      this._refresh();
    });
    if (this._datasets.query) this._answers.search(this._datasets.query);
  }

  /** They go on while another notebook is looked at: each document has its own. */
  private _downloadsOf(host: IHost): Downloads {
    const known = this._downloads.get(host);
    if (known) return known;
    const { trans, tell } = this._services;
    const downloads = new Downloads(
      host,
      trans.__('The kernel has ended before the download had: start it again to go on.'),
      () => this._datasets.update(),
      end => {
        // One cache serves the kernels of all notebooks.
        this._answers?.refresh();
        if (host !== this._host || !this._datasets.isVisible || end.notes.length > 0) tell(end);
      },
    );
    this._downloads.set(host, downloads);
    return downloads;
  }

  /** That of the current notebook, when it is one of ours. */
  private _kernel(): HelpKernel | undefined {
    const kernel = this._panel?.sessionContext.session?.kernel;
    return kernel?.name === this._services.kernelName && kernel.connectionStatus === 'connected' ? kernel : undefined;
  }

  private _neurons(): ReadonlyMap<string, IKnownNeuron> {
    this._known ??= this._learn();
    return this._known;
  }

  private _learn(): ReadonlyMap<string, IKnownNeuron> {
    const { scenes, matrices } = storedViews(this._panel);
    if (matrices.length > 0 && !this._readsMatrices) {
      this._readsMatrices = true;
      // What unpacks them comes with the first matrix, and not with every page.
      void import('./matrix-neurons').then(({ neuronsOfMatrix }) => {
        this._neuronsOfMatrix = neuronsOfMatrix;
        this._known = undefined;
        this._refresh();
      });
    }
    return knownNeurons(scenes, this._neuronsOfMatrix ? matrices.map(this._neuronsOfMatrix) : []);
  }

  private _onContent(): void {
    clearTimeout(this._resting);
    this._resting = setTimeout(() => {
      this._known = undefined;
      this._refresh();
    }, restMs);
  }

  private _refresh(): void {
    for (const section of this._sections) section.update();
  }

  private get _sections(): readonly Section[] {
    return [this._selection, this._datasets, this._help, this._cache];
  }

  private readonly _selection: SelectionSection;
  private readonly _datasets: DatasetsSection;
  private readonly _help: HelpSection;
  private readonly _docs = new HelperDocs(
    () => this._kernel(),
    () => this._help.update(),
  );
  private readonly _downloads = new WeakMap<IHost, Downloads>();
  private readonly _cache: CacheSection;
  private _panel: NotebookPanel | undefined;
  private _host: IHost | undefined;
  private _answers: KernelAnswers | undefined;
  private _known: ReadonlyMap<string, IKnownNeuron> | undefined;
  private _readsMatrices = false;
  private _neuronsOfMatrix: ((matrix: unknown) => readonly IKnownNeuron[]) | undefined;
  private _resting: ReturnType<typeof setTimeout> | undefined;
}
