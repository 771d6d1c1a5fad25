/** The ways to take a view along; loaded when the first is asked for. */

import { bytesToBase64 } from 'connectome-helpers/dist/contract/bytes.js';
import type { SceneView } from 'connectome-helpers/dist/contract/scene/scene.js';
import { atOnce } from 'connectome-helpers/dist/contract/steps.js';
import type { ICamera } from '../camera/camera';
import { canvasMeasure, type IPage, type IPageParts, pageOf } from '../picture/page-marks';
import { prepareScene } from '../picture/prepare-scene';
import { type IStudio, takePicture } from '../picture/studio';
import type { ITranslation } from '../translation';
import type { NeuronView } from '../view';
import type { IViewCore } from '../view-core';
import type { IExportArguments } from './arguments';
import { fileNameOf, type IExportedFile, type IExportedScene, selectedCells } from './exported-scene';
import { standaloneHtml } from './html';
import { exportLink } from './link';
import { exportObj } from './obj';
import { checkPictureSize } from './picture-size';
import { exportPng, LAYOUT_PX } from './png';
import { svgOf } from './svg';
import { exportSwc } from './swc';

/** What an export needs of a view. */
export interface IExportedView extends Pick<IViewCore, 'decoded' | 'camera' | 'cells' | 'sizePx'> {
  readonly studio: IStudio;
  readonly view: SceneView;
  readonly summary: string;
  readonly dark: boolean;
}

/** A view as it is looked at now. */
export function exportedView(view: NeuronView, summary: string): IExportedView {
  const { decoded, camera, cells, sizePx, studio } = view;
  return { decoded, camera, cells, sizePx, studio, view: view.view, summary, dark: view.isDark };
}

/** What of a view's scene shows, and how it is looked at. */
export function exportedScene({
  decoded,
  camera,
  cells,
  view,
}: Pick<IExportedView, 'decoded' | 'camera' | 'cells' | 'view'>): IExportedScene {
  return { decoded, camera, hidden: cells.hidden, hiddenItems: cells.hiddenItems, view };
}

export interface IExportServices {
  readonly trans: ITranslation;
  readonly signal: AbortSignal;
  onProgress(done: number): void;
  /** The engine of a page that stands alone. */
  standaloneScript(): Promise<string>;
}

export async function exportView(
  view: IExportedView,
  args: IExportArguments,
  services: IExportServices,
): Promise<IExportedFile> {
  const scene = exportedScene(view);
  const [viewWidth, viewHeight] = view.sizePx;
  // A narrower picture stands farther back, so that its sides show what the view's do.
  const cameraOf = (aspect: number): ICamera => {
    const back = viewHeight > 0 ? Math.max(1, viewWidth / viewHeight / aspect) : 1;
    return { ...view.camera, distance: view.camera.distance * back };
  };
  const parts: IPageParts = {
    decoded: view.decoded,
    planes: view.studio.planes,
    parts: new Set(args.parts),
    background: args.background,
    dark: view.dark,
    trans: services.trans,
    measure: canvasMeasure(),
  };
  const { signal, onProgress } = services;
  const picture = { widthPx: args.width, heightPx: args.height, dpi: args.dpi, signal, onProgress };
  switch (args.format) {
    case 'png':
      return exportPng(view.studio, parts, cameraOf, picture);
    case 'svg': {
      checkPictureSize(args.width, args.height);
      const page = pageOf(parts, LAYOUT_PX, (LAYOUT_PX * args.height) / args.width, cameraOf);
      const surfacesPng = await surfacesPicture(view, scene, page, signal);
      const content = svgOf(scene, { page, planes: parts.planes, surfacesPng });
      return { name: fileNameOf(view.decoded.scene.title, 'svg'), type: 'image/svg+xml', content };
    }
    case 'glb':
      return (await import('./gltf')).exportGltf(scene, args.skeletons);
    case 'obj':
      return exportObj(scene, args.skeletons);
    case 'swc':
      return exportSwc(scene);
    case 'link':
      return exportLink(scene, args, services.trans);
    case 'html': {
      const script = await services.standaloneScript();
      const { summary, dark } = view;
      return standaloneHtml({ scene: view.decoded.scene, view: view.view, summary, dark, script });
    }
    case 'webm': {
      const opaque = args.background === 'transparent' ? 'white' : args.background;
      const { exportTurntable } = await import('./turntable');
      const film = { ...picture, seconds: args.seconds, framesPerSecond: args.framesPerSecond };
      return exportTurntable(view.studio, { ...parts, background: opaque }, cameraOf, film);
    }
  }
}

const surfacesRatio = 3;

/** The surfaces alone, as they are drawn; `undefined` where none shows. */
async function surfacesPicture(
  { studio }: IExportedView,
  scene: IExportedScene,
  page: IPage & { readonly camera: ICamera },
  signal: AbortSignal,
): Promise<string | undefined> {
  const { decoded, hidden, hiddenItems } = scene;
  const items = decoded.items.filter(item => item.kind === 'meshes' && !hiddenItems.has(item.item.key));
  if (items.length === 0) return undefined;
  const bare = { scene: { ...decoded.scene, layers: [] }, items };
  const { pictured, colors } = atOnce(prepareScene(bare, studio.renderer));
  colors.setStates(hidden, selectedCells(scene));
  const canvas = document.createElement('canvas');
  try {
    const widthPx = Math.round(page.widthPx * surfacesRatio);
    const heightPx = Math.round(page.pictureHeightPx * surfacesRatio);
    const dark = page.paper !== undefined && page.paper !== '#ffffff';
    const spec = { widthPx, heightPx, pixelRatio: surfacesRatio, camera: page.camera, dark };
    await takePicture({ ...studio, pictured }, canvas, spec, signal);
  } finally {
    pictured.objects.dispose();
    colors.dispose();
  }
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
  return blob ? bytesToBase64(new Uint8Array(await blob.arrayBuffer())) : undefined;
}

export { exportArguments } from './arguments';
export { neuroglancerState } from './link';
