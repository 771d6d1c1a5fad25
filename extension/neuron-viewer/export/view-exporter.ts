/** Takes views along: from the toolbar of each and by command. Light: what makes the files is loaded when asked for. */

import { InputDialog, Notification } from '@jupyterlab/apputils';
import { Token } from '@lumino/coreutils';
import type { ITranslation } from '../translation';
import type { NeuronView } from '../view';
import type { IViewAction } from '../view-action';
import { exportArguments, type IExportArguments } from './arguments';
import type { IExportedFile } from './exported-scene';
import { sizeOfText } from './picture-size';
import { copyFile, saveFile } from './save-file';

/** A way to take a view along that another plugin has. */
export interface IOfferedWay {
  readonly id: string;
  /** Translated. */
  readonly label: string;
  /** Id of the choice that it stands before. */
  readonly before: string;
  run(view: NeuronView): Promise<void>;
}

export interface IViewExporter {
  /** One way more, in the menus of views that are opened from now on. */
  offer(way: IOfferedWay): void;
  /** What a view's menu offers. */
  actions(view: () => NeuronView | undefined): readonly IViewAction[];
  /**
   * Makes a file of a view and saves or copies it; resolves to its name, to `undefined` when the reader stopped it.
   *
   * @throws {Error} when an argument cannot be meant or the file cannot be made.
   */
  run(view: NeuronView, args: Readonly<Record<string, unknown>>): Promise<string | undefined>;
}

export const IViewExporter: Token<IViewExporter> = new Token<IViewExporter>(
  'jupyterlab-connectome:IViewExporter',
  'Saves neuron views as pictures, drawings, models, pages and films.',
);

export class ViewExporter implements IViewExporter {
  constructor(private readonly _trans: ITranslation) {}

  offer(way: IOfferedWay): void {
    this._offered.push(way);
  }

  actions(view: () => NeuronView | undefined): readonly IViewAction[] {
    const action = (id: string, label: string, run: (open: NeuronView) => Promise<unknown>): IViewAction => ({
      id,
      label,
      run: async () => {
        const open = view();
        if (open) await run(open);
      },
    });
    return this.choices().flatMap(({ id, label, args }) => [
      ...this._offered.filter(way => way.before === id).map(way => action(way.id, way.label, way.run)),
      action(id, label, open => this.run(open, args)),
      ...(id === 'png' ? [action('png-size', this._trans.__('Picture of Another Size (PNG)…'), this._ofSize)] : []),
    ]);
  }

  /** A picture of a size that the reader says. */
  private readonly _ofSize = async (view: NeuronView): Promise<void> => {
    const { value } = await InputDialog.getText({
      title: this._trans.__('Picture of Another Size'),
      label: this._trans.__('Width × height in pixels'),
      text: '4800 × 3200',
      okLabel: this._trans.__('Save'),
    });
    if (value === null) return;
    const [width, height] = sizeOfText(value);
    await this.run(view, { format: 'png', width, height });
  };

  /** Ways that need no further question. */
  choices(): readonly {
    readonly id: string;
    readonly label: string;
    readonly args: Partial<IExportArguments> & { overlays?: boolean };
  }[] {
    const trans = this._trans;
    return [
      { id: 'copy-png', label: trans.__('Copy Picture'), args: { format: 'png', to: 'clipboard' } },
      { id: 'png', label: trans.__('Picture (PNG)'), args: { format: 'png' } },
      {
        id: 'png-transparent',
        label: trans.__('Picture without Background (PNG)'),
        args: { format: 'png', background: 'transparent', overlays: false },
      },
      { id: 'svg', label: trans.__('Vector Drawing (SVG)'), args: { format: 'svg' } },
      { id: 'webm', label: trans.__('Turning Video (WebM)'), args: { format: 'webm' } },
      { id: 'html', label: trans.__('Web Page (HTML)'), args: { format: 'html' } },
      { id: 'glb', label: trans.__('3D Model (glTF)'), args: { format: 'glb' } },
      { id: 'obj', label: trans.__('3D Model (OBJ)'), args: { format: 'obj' } },
      { id: 'neuroglancer', label: trans.__('Copy Neuroglancer Link'), args: { format: 'link' } },
      { id: 'spelunker', label: trans.__('Copy Spelunker Link'), args: { format: 'link', site: 'spelunker' } },
      { id: 'swc', label: trans.__('Skeletons (SWC)'), args: { format: 'swc' } },
    ];
  }

  async run(view: NeuronView, given: Readonly<Record<string, unknown>>): Promise<string | undefined> {
    const args = exportArguments(given);
    const made = this._make(view, args);
    if (args.to === 'clipboard') {
      await Promise.all([copyFile(args.format === 'png' ? 'image/png' : 'text/plain', made), made]);
      const { name, notes = [] } = await made;
      view.overlay.tell([this._trans.__('Copied'), ...notes].join('; '));
      return name;
    }
    const file = await made.catch(error => {
      if ((error as Error).name === 'AbortError') return undefined;
      throw error;
    });
    if (file) {
      saveFile(file);
      view.overlay.tell([this._trans.__('Saved %1', file.name), ...(file.notes ?? [])].join('; '));
    }
    return file?.name;
  }

  private async _make(view: NeuronView, args: IExportArguments): Promise<IExportedFile> {
    if (args.format !== 'webm') return this._made(view, args);
    if (this._filming) throw new Error(this._trans.__('a film is being made; wait until it is done, or stop it'));
    this._filming = true;
    try {
      return await this._made(view, args);
    } finally {
      this._filming = false;
    }
  }

  private async _made(view: NeuronView, args: IExportArguments): Promise<IExportedFile> {
    const stopping = new AbortController();
    const trans = this._trans;
    const progress = new Progress(
      share => trans.__('Drawing the neurons: %1 %', Math.round(100 * share)),
      words => Notification.emit(words, 'in-progress', { autoClose: false, progress: 0, actions: [stop] }),
    );
    const stop = {
      label: trans.__('Stop'),
      callback: () => stopping.abort(new DOMException('the export was stopped', 'AbortError')),
    };
    try {
      const [{ exportedView, exportView }, { standaloneScript }] = await Promise.all([
        import('./index'),
        import('./standalone-script'),
      ]);
      const summary = view.overlay.canvas.getAttribute('aria-label') ?? '';
      return await exportView(exportedView(view, summary), args, {
        trans,
        signal: stopping.signal,
        onProgress: done => progress.set(done),
        standaloneScript,
      });
    } finally {
      progress.end();
    }
  }

  private readonly _offered: IOfferedWay[] = [];
  /** Two films at once would each take twice as long, and hold all their frames. */
  private _filming = false;
}

/** Is shown only for what takes long enough that a reader wonders. */
class Progress {
  constructor(
    private readonly _words: (share: number) => string,
    private readonly _show: (words: string) => string,
  ) {}

  set(done: number): void {
    const progress = Math.min(1, done);
    const message = this._words(progress);
    if (this._id === undefined && performance.now() - this._start > patienceMs) this._id = this._show(message);
    if (this._id !== undefined) Notification.update({ id: this._id, message, progress });
  }

  end(): void {
    if (this._id !== undefined) Notification.dismiss(this._id);
  }

  private readonly _start = performance.now();
  private _id: string | undefined;
}

const patienceMs = 1500;
