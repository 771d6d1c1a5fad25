import type { IThemeManager } from '@jupyterlab/apputils';
import type { IRenderMime } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import { base64ToBytes } from 'connectome-helpers/dist/contract/bytes.js';
import type { FigurePayload } from 'connectome-helpers/dist/contract/figure.js';
import { FIGURE_MIME } from 'connectome-helpers/dist/contract/mime.js';
import { validateFigure } from 'connectome-helpers/dist/contract/validate-figure.js';
import type { IHosts } from '../host/host';
import { selectionOf } from '../matrix/selected';
import type { IExportedFile } from '../neuron-viewer/export/exported-scene';
import { saveFile } from '../neuron-viewer/export/save-file';
import { offerOutput } from '../outputs/open-outputs';
import type { ISelectionModel } from '../selection/model';
import { steerByKeys } from './keyboard';
import { isLinked, neuronsAt, selectedHere, selectedPoints } from './linked';
import type * as Engine from './plotly';
import { plotlyWords } from './plotly-buttons';
import { type IStillPicture, withWords } from './still-picture';
import { DEFAULT_HEIGHT_PX, type IStyledFigure, styledFigure } from './styled';
import { svgInMm } from './svg-size';
import { type IFigureTheme, PRINT_THEME, pageTheme } from './theme';

/** Widest a figure grows when its layout names no width, in px: lines longer than this are hard to read. */
const DEFAULT_WIDTH_PX = 880;
/** Width of the still picture when the layout names none, in px. */
const STILL_WIDTH_PX = 760;
const STILL_SCALE = 2;

/** What the renderer needs of JupyterLab. */
export interface IFigureServices {
  readonly trans: TranslationBundle;
  readonly themes: IThemeManager | null;
  readonly hosts: IHosts | null;
}

/**
 * Shows one figure output. Plotly is loaded, and the figure drawn, when the output first comes near the screen;
 * `data-status` on the node is `loading` until then, `ready` once drawn, `error` when it cannot be.
 */
export class FigureRenderer extends Widget implements IRenderMime.IRenderer {
  constructor(services: IFigureServices) {
    super({ node: document.createElement('figure') });
    this._services = services;
    this.addClass('jp-ConnectomeFigure');
    this._title.className = 'jp-ConnectomeFigure-title';
    this._plot.className = 'jp-ConnectomeFigure-plot';
    // Not an img, whose insides nobody may reach: Plotly's buttons stand in it.
    this._plot.setAttribute('role', 'group');
    this._status.className = 'jp-ConnectomeFigure-status';
    this._status.setAttribute('role', 'status');
    this._voice.className = 'jp-ConnectomeFigure-voice';
    this._voice.setAttribute('aria-live', 'polite');
    this._caption.className = 'jp-ConnectomeFigure-caption';
    this.node.dataset.status = 'loading';
    offerOutput(this.node, {
      formats: () => (this._payload ? ['png', 'svg'] : []),
      file: format => this._file(format === 'svg' ? 'svg' : 'png'),
    });
    services.themes?.themeChanged.connect(this._redraw, this);
    this._sizes.observe(this._plot);
    this._sight.observe(this.node);
  }

  /** Takes the output's data. Drawing waits for the output to come on screen, so this resolves before it. */
  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const received = model.data[FIGURE_MIME];
    const stored = JSON.stringify(received);
    // Writing the picture back changes the model, which renders it again: the same figure needs no second drawing.
    if (stored === this._stored) return;
    this._stored = stored;
    try {
      this._payload = validateFigure(received);
    } catch (error) {
      this._fail(error);
      return;
    }
    const { title, caption, layout } = this._payload;
    this._title.textContent = title;
    this._caption.textContent = caption;
    const words = model.data['text/plain'];
    this._plot.setAttribute('aria-label', Array.isArray(words) ? words.join('') : String(words ?? title));
    this._plot.style.height = `${layout.height ?? DEFAULT_HEIGHT_PX}px`;
    this._plot.style.maxWidth = `${layout.width ?? DEFAULT_WIDTH_PX}px`;
    this.node.replaceChildren(
      ...[this._title, this._plot].filter(part => part === this._plot || part.textContent),
      ...(isLinked(this._payload.data) ? [this._status, this._voice] : []),
      ...(caption ? [this._caption] : []),
    );
    this.node.dataset.status = 'loading';
    this._redraw();
    if (model.data['image/png'] === undefined) void this._keepPicture(model, this._payload);
  }

  override dispose(): void {
    if (this.isDisposed) return;
    this._services.themes?.themeChanged.disconnect(this._redraw, this);
    this._sizes.disconnect();
    this._sight.disconnect();
    this._selection?.changed.disconnect(this._mark, this);
    this._engine?.releaseFigure(this._plot);
    super.dispose();
  }

  /** Draws what is due; a request that comes while drawing is done in the same run, after it. */
  private _redraw(): void {
    this._due = true;
    if (!this._drawing) {
      this._drawing = this._drawWhileDue().finally(() => {
        this._drawing = null;
      });
    }
  }

  private async _drawWhileDue(): Promise<void> {
    while (this._due && this._near && this._widthPx > 0 && this._payload && !this.isDisposed) {
      this._due = false;
      try {
        const engine = await this._load();
        if (this.isDisposed) return;
        const styled = this._styled(this._payload, this._theme(), this._widthPx);
        await engine.drawFigure(
          this._plot,
          styled,
          plotlyWords(this._services.trans),
          [
            {
              picture: 'camera',
              action: {
                name: 'savePicture',
                title: this._services.trans.__('Save the figure as a picture'),
                click: () => void this._file('png').then(saveFile),
              },
            },
            {
              picture: 'disk',
              action: {
                name: 'saveSvg',
                title: this._services.trans.__('Save the drawing as SVG, in mm'),
                click: () => void this._file('svg').then(saveFile),
              },
            },
          ],
          isLinked(this._payload.data),
        );
        if (this.isDisposed) return;
        this._link(engine);
        await this._marked(engine);
        if (this.isDisposed) return;
        this.node.dataset.status = 'ready';
      } catch (error) {
        this._fail(error);
      }
    }
  }

  /** From the first drawing on, points that stand for neurons select them, and show what is selected elsewhere. */
  private _link(engine: typeof Engine): void {
    if (this._selection || !this._payload || !isLinked(this._payload.data)) return;
    const selection = this._services.hosts?.selectionOf(this.node);
    if (!selection) return;
    this._selection = selection;
    selection.changed.connect(this._mark, this);
    const select = (ids: readonly string[], add: boolean): void => {
      if (ids.length > 0) selection.set(selectionOf(selection.current, ids, add), this);
    };
    const drop = (): void => selection.set(selectionOf(selection.current, [], false), this);
    engine.listenToPoints(this._plot, {
      picked: (points, add) => select(neuronsAt(this._payload?.data ?? [], points), add),
      dropped: drop,
    });
    const help = this._services.trans.__(
      'Arrow keys go from point to point, Enter selects its cells, Shift adds, Escape selects nothing.',
    );
    steerByKeys(this._plot, help, {
      data: () => this._payload?.data ?? [],
      // What goes away with the keyboard in it loses that: Plotly has nothing to point at by then.
      pointAt: async point =>
        this.isDisposed ? '' : engine.pointAt(this._plot, point, point && this._payload?.data[point.curveNumber]),
      say: words => {
        this._voice.textContent = words;
      },
      picked: select,
      dropped: drop,
    });
  }

  private _mark(): void {
    if (!this._engine || this.node.dataset.status !== 'ready') return;
    // A figure that is being drawn is marked after that.
    if (!this._drawing) void this._marked(this._engine).catch(error => this._fail(error));
  }

  private async _marked(engine: typeof Engine): Promise<void> {
    if (!this._payload || !this._selection) return;
    const { neurons } = this._selection.current;
    const { data } = this._payload;
    const { trans } = this._services;
    const here = selectedHere(data, neurons);
    this._status.textContent =
      here === 0 ? '' : trans._n('%2 cell selected', '%2 cells selected', here, here.toLocaleString());
    const points = selectedPoints(data, neurons);
    if (!this._isMarked && points.every(of => of === null)) return;
    this._isMarked = true;
    await engine.markPoints(this._plot, points);
  }

  private async _load(): Promise<typeof Engine> {
    this._engine ??= await import('./plotly');
    return this._engine;
  }

  private _theme(): IFigureTheme {
    const style = getComputedStyle(this.node);
    return pageTheme(name => style.getPropertyValue(name), document.body.dataset.jpThemeLight !== 'false');
  }

  private _styled(payload: FigurePayload, theme: IFigureTheme, widthPx: number): IStyledFigure {
    const heightPx = (payload.layout.height as number | undefined) ?? DEFAULT_HEIGHT_PX;
    return styledFigure(payload, theme, { widthPx, heightPx });
  }

  private async _picture(payload: FigurePayload): Promise<IStillPicture> {
    const engine = await this._load();
    const widthPx = (payload.layout.width as number | undefined) ?? STILL_WIDTH_PX;
    const drawing = await engine.figureAsPng(this._styled(payload, PRINT_THEME, widthPx), STILL_SCALE);
    return withWords(drawing, payload, PRINT_THEME, STILL_SCALE);
  }

  /** Puts a still picture into the output, so that the saved notebook shows the figure without this extension. */
  private async _keepPicture(model: IRenderMime.IMimeModel, payload: FigurePayload): Promise<void> {
    try {
      const png = await this._picture(payload);
      if (this.isDisposed || payload !== this._payload || model.data['image/png'] !== undefined) return;
      // Pages made from the notebook take the picture's size from here; it has more pixels than that.
      const picture = { width: png.widthPx, height: png.heightPx };
      model.setData({
        data: { ...model.data, 'image/png': png.base64 },
        metadata: { ...model.metadata, 'image/png': picture },
      });
    } catch (error) {
      // The figure itself stands; only its still copy is missing.
      console.error('figure picture could not be kept in the notebook', error);
    }
  }

  private async _file(format: 'png' | 'svg'): Promise<IExportedFile> {
    if (!this._payload) throw new Error('export-output found no figure that can be drawn');
    if (format === 'svg') {
      return { name: this._fileName('svg'), type: 'image/svg+xml', content: await this._svg(this._payload) };
    }
    const { base64 } = await this._picture(this._payload);
    return { name: this._fileName('png'), type: 'image/png', content: base64ToBytes(base64, 'picture') };
  }

  /** The drawing without its words, which a paper sets itself, exactly as large as the figure says. */
  private async _svg(payload: FigurePayload): Promise<string> {
    const engine = await this._load();
    const widthPx = (payload.layout.width as number | undefined) ?? STILL_WIDTH_PX;
    const figure = this._styled(payload, PRINT_THEME, widthPx);
    return svgInMm(await engine.figureAsSvg(figure), widthPx, figure.layout.height as number);
  }

  private _fileName(ending: string): string {
    const name = (this._payload?.title ?? '')
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60);
    return `${name || 'figure'}.${ending}`;
  }

  private _fail(error: unknown): void {
    console.error('figure', error);
    const message = document.createElement('p');
    message.className = 'jp-ConnectomeFigure-message jp-mod-warning';
    message.textContent = this._services.trans.__(
      'This figure cannot be drawn: %1',
      error instanceof Error ? error.message : String(error),
    );
    this._payload = null;
    this.node.replaceChildren(message);
    this.node.dataset.status = 'error';
  }

  private readonly _services: IFigureServices;
  private readonly _title = document.createElement('div');
  private readonly _plot = document.createElement('div');
  private readonly _caption = document.createElement('figcaption');
  private readonly _status = document.createElement('div');
  private readonly _voice = document.createElement('div');
  private _selection: ISelectionModel | undefined;
  private _isMarked = false;
  private _stored: string | undefined = undefined;
  private _payload: FigurePayload | null = null;
  private _engine: typeof Engine | null = null;
  private _widthPx = 0;
  private _near = false;
  private _due = false;
  private _drawing: Promise<void> | null = null;

  // Outputs far from the screen have no size in JupyterLab's default windowing mode: neither size nor sight may be
  // asked for in renderModel.
  private readonly _sizes = new ResizeObserver(([entry]) => {
    const widthPx = Math.floor(entry.contentRect.width);
    if (widthPx === this._widthPx || widthPx === 0) return;
    this._widthPx = widthPx;
    this._redraw();
  });
  private readonly _sight = new IntersectionObserver(
    ([entry]) => {
      this._near = entry.isIntersecting;
      if (this._near && this._due) this._redraw();
    },
    { rootMargin: '400px' },
  );
}
