/** A small view of three neurons that a test has in its hands. */
import type { Browser, Locator, Page } from 'playwright-core';
import type { ISelection } from '../../../extension/selection/model.js';
import type { Scene, SceneCamera, SceneView } from '../../../kernel-helpers/contract/scene/scene.js';
import { launchBrowser } from '../jupyterlab.js';
import { openViewerPage, type ViewerPage, type ViewerPageWindow } from '../viewer-page.js';
import { cell, points, rod, sceneOf, skeletons } from './scenes.js';

export const size = [420, 280] as const;
export const ids: readonly string[] = [0, 1, 2].map(n => cell(n).id);
const synapseId = 9_007_199_254_740_993n;

/** Three rods one below the other, each of another type, with a synapse on the middle one's right. */
const scene: Scene = sceneOf(
  [cell(0, { type: 'A' }), cell(1, { type: 'B' }), cell(2, { type: 'C', label: '<b>cell 2</b>' })],
  [
    skeletons([
      rod(100_000, 2500, 11, [100_000, 0]),
      rod(100_000, 2500, 11, [130_000, 0]),
      rod(100_000, 2500, 11, [160_000, 0]),
    ]),
    points(
      {
        positionsNm: Float32Array.of(30_000, 130_000, -4000),
        ids: BigUint64Array.of(synapseId),
        partners: BigUint64Array.of(864691135396580999n),
        cells: Int32Array.of(1),
        sides: Uint8Array.of(1),
      },
      { radiusNm: 3000, color: '#000000' },
    ),
  ],
  {
    view: {
      camera: { target: [0, 130_000, 0], azimuth: 0, elevation: 0, distance: 400_000, projection: 'orthographic' },
    },
  },
);

/** A key that is held. */
export type Held = 'Shift' | 'Alt' | 'Control' | '';

/** A place of the scene, µm. */
export type Place = readonly [number, number, number];

/** How the scene is looked at. In truth there is no camera while it is at its first place. */
export type Looked = SceneView & { readonly camera: SceneCamera };

export class Hand {
  readonly page: Page;
  /** What the page threw. */
  readonly complaints: string[] = [];

  private constructor(
    private readonly _browser: Browser,
    readonly viewer: ViewerPage,
  ) {
    this.page = viewer.page;
    this.page.on('pageerror', error => this.complaints.push(String(error)));
  }

  static async open(): Promise<Hand> {
    const browser = await launchBrowser();
    return new Hand(browser, await openViewerPage(browser));
  }

  /** Shows the scene as it was at first, with the pointer away from it. */
  async begin(): Promise<void> {
    await this.page.mouse.move(1000, 790);
    await this.viewer.show(scene, { size });
  }

  async atRest(): Promise<void> {
    await this.page.waitForFunction(() => (window as unknown as ViewerPageWindow).connectome.view.atRest as boolean);
  }

  selection(): Promise<ISelection> {
    return this.page.evaluate(() => (window as unknown as ViewerPageWindow).connectome.view.selection.current);
  }

  looked(): Promise<Looked> {
    return this.page.evaluate(() => (window as unknown as ViewerPageWindow).connectome.view.view);
  }

  canvas(): Locator {
    return this.page.locator('.jp-ConnectomeViewer-canvas');
  }

  spoken(): Promise<string | null> {
    return this.page.locator('.jp-ConnectomeViewer-voice').textContent();
  }

  tooltip(): Locator {
    return this.page.locator('.jp-ConnectomeViewer-tooltip');
  }

  /** Where a place of the scene is on the page. */
  async placeOf(...um: Place): Promise<[number, number]> {
    const box = await this.canvas().boundingBox();
    const [x, y] = await this.page.evaluate(place => {
      const { view } = (window as unknown as ViewerPageWindow).connectome;
      const perUm = view.sizePx[1] / (2 * Math.tan(Math.PI / 18) * view.camera.distance);
      const { target } = view.camera;
      return [view.sizePx[0] / 2 + (place[0] - target[0]) * perUm, view.sizePx[1] / 2 + (place[1] - target[1]) * perUm];
    }, um);
    return [(box?.x ?? 0) + x, (box?.y ?? 0) + y];
  }

  async click(um: Place, held: Held = ''): Promise<void> {
    const [x, y] = await this.placeOf(...um);
    if (held !== '') await this.page.keyboard.down(held);
    await this.page.mouse.click(x, y);
    if (held !== '') await this.page.keyboard.up(held);
    await this.atRest();
  }

  async close(): Promise<void> {
    await this.viewer.close();
    await this._browser.close();
  }
}
