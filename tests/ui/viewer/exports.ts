import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { PNG } from 'pngjs';
import type { Scene } from '../../../kernel-helpers/contract/scene/scene.js';
import type { Neuron } from '../../../kernel-helpers/core/skeleton.js';
import * as datasets from '../../../kernel-helpers/io/datasets.js';
import { launchBrowser } from '../jupyterlab.js';
import { openViewerPage, type ViewerPage, type ViewerPageWindow } from '../viewer-page.js';
import { cell, points, rod, sceneOf, skeletons } from './scenes.js';

const require = createRequire(import.meta.url);
const { standaloneScript } = require('../../../extension/neuron-viewer/standalone/bundle.cjs') as {
  standaloneScript(options: { minify: boolean }): Promise<string>;
};
// CONNECTOME_SCREENSHOTS=DIR keeps what was made for a person to look at.
export const kept: string | undefined = process.env.CONNECTOME_SCREENSHOTS;

/** What no program may read as anything but a name. */
export const HOSTILE = '</script><img src=x onerror="alert(1)"> & “L2/3” \u2028 <!--';

/** A file that a view became. */
export interface Made {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** A viewer whose views are made into files. */
export interface Exports {
  readonly browser: Browser;
  readonly viewer: ViewerPage;
  /** What the view that is open becomes. */
  made(args: Readonly<Record<string, unknown>>): Promise<Made>;
  close(): Promise<void>;
}

export async function openExports(): Promise<Exports> {
  if (kept) mkdirSync(kept, { recursive: true });
  const browser = await launchBrowser();
  const viewer = await openViewerPage(
    browser,
    'extension/lib/neuron-viewer/export/index.js',
    'extension/lib/files/scene-of-file.js',
  );
  return {
    browser,
    viewer,
    made: async args => {
      const script = args.format === 'html' ? await standaloneScript({ minify: false }) : '';
      return made(viewer, args, script);
    },
    close: async () => {
      await viewer.close();
      await browser.close();
    },
  };
}

async function made(viewer: ViewerPage, args: Readonly<Record<string, unknown>>, script: string): Promise<Made> {
  const { name, type, base64 } = await viewer.page.evaluate(
    async ([given, standalone]) => {
      const { engine, view } = (window as unknown as ViewerPageWindow).connectome;
      const file = await engine.exportView(engine.exportedView(view, 'three neurons'), engine.exportArguments(given), {
        trans: view.trans,
        signal: new AbortController().signal,
        onProgress: () => {},
        standaloneScript: async () => standalone,
      });
      const blob = new Blob([file.content]);
      const url: string = await new Promise(resolve => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result as string);
        reader.readAsDataURL(blob);
      });
      return { name: file.name, type: file.type, base64: url.slice(url.indexOf(',') + 1) };
    },
    [args, script] as const,
  );
  const bytes = Buffer.from(base64, 'base64');
  if (kept)
    writeFileSync(
      join(kept, `${args.format}-${createHash('sha1').update(JSON.stringify(args)).digest('hex').slice(0, 4)}-${name}`),
      bytes,
    );
  return { name, type, bytes };
}

export function pixel(png: PNG, x: number, y: number): number[] {
  return [...png.data.subarray(4 * (y * png.width + x), 4 * (y * png.width + x) + 4)];
}

/** A rod 100 µm long that runs across the picture, seen from the front without perspective. */
export function ruler(given: Partial<Scene> = {}): Scene {
  const camera = {
    target: [0, 0, 0],
    azimuth: 0,
    elevation: 0,
    distance: 160_000,
    projection: 'orthographic',
  } as const;
  return sceneOf([cell(0, { color: '#0000ff' })], [skeletons([rod(100_000, 1000)])], {
    title: '',
    view: { camera },
    ...given,
  });
}

export const isPaper = ([r, g, b, a]: number[]): boolean => a === 0 || (r > 245 && g > 245 && b > 245);

/** Three neurons of three types, with synapses of the first and the layers of the cortex. */
export async function threeNeurons(): Promise<Scene> {
  const data = await datasets.open('synthetic-column');
  const neurons = ['23P', '5P-ET', 'BC'].map(type => data.neurons.find(neuron => neuron.type === type) as Neuron);
  const cells = neurons.map((neuron, n) => cell(n, { type: neuron.type, label: `${neuron.type} ${n}` }));
  const synapses = points({
    positionsNm: neurons[0].skeleton.positionsNm.slice(0, 300),
    cells: new Int32Array(100).fill(0),
    sides: Uint8Array.from({ length: 100 }, (_, i) => 1 + (i % 2)),
  });
  return sceneOf(cells, [skeletons(neurons.map(neuron => neuron.skeleton)), synapses], {
    title: 'Three neurons',
    caption: 'Synthetic.',
    layers: data.layers.map(layer => ({ name: layer.name, depthNm: layer.topUm * 1000 })),
  });
}
