/** What stands on and around the picture: title, legend, layer names, scale bar, hint, caption. Only text nodes. */

import type { Scene } from 'connectome-helpers/dist/contract/scene/scene.js';
import { type ICamera, project, unitsPerPixel, type Vector3 } from '../camera/camera';
import type { ILayerPlanes } from './layer-planes';
import { type ILegend, type ILegendEntry, sceneLegend } from './legend';
import { scaleBar } from './scale-bar';

/** The words of the overlay, translated. */
export interface IOverlayWords {
  readonly hint: string;
  readonly legend: string;
  readonly unclassified: string;
  /** "and 12 more". */
  more(count: number): string;
}

export interface IOverlay {
  readonly canvas: HTMLCanvasElement;
  readonly legend: ILegend;
  /** Follow the camera. */
  update(camera: ICamera, widthPx: number, heightPx: number): void;
  /** Show how to zoom, for a moment. */
  showHint(): void;
  dispose(): void;
}

const hintMs = 1800;
const longestBar = 120;

/** Fill `host` with the viewer's elements. `onToggle` is told when a legend entry is switched on or off. */
export function createOverlay(
  host: HTMLElement,
  scene: Scene,
  planes: ILayerPlanes,
  summary: string,
  words: IOverlayWords,
  onToggle: (neurons: readonly number[], visible: boolean) => void,
): IOverlay {
  const legend = sceneLegend(scene.cells, words.unclassified);
  const canvas = document.createElement('canvas');
  canvas.className = 'jp-ConnectomeViewer-canvas';
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', summary);
  // The view's keys are its own: without this, arrows would move the notebook's cell.
  canvas.setAttribute('data-lm-suppress-shortcuts', 'true');

  const stage = element('div', 'stage');
  const labels = planes.labels.map(({ name }) => element('div', 'layer', name));
  const bar = element('div', 'scaleBar');
  const barLine = element('div', 'scaleBarLine');
  const barLabel = element('div', 'scaleBarLabel');
  bar.append(barLine, barLabel);
  const hint = element('div', 'hint', words.hint);
  hint.setAttribute('aria-hidden', 'true');
  stage.append(canvas, ...labels, legendList(legend, words, onToggle), bar, hint);
  host.replaceChildren(
    ...(scene.title === '' ? [] : [element('div', 'title', scene.title)]),
    stage,
    ...(scene.caption === '' ? [] : [element('div', 'caption', scene.caption)]),
  );

  let hintTimer: ReturnType<typeof setTimeout> | undefined;
  return {
    canvas,
    legend,
    update(camera, widthPx, heightPx) {
      const { widthPx: barWidth, label } = scaleBar(unitsPerPixel(camera, heightPx), Math.min(longestBar, widthPx / 4));
      barLine.style.width = `${barWidth}px`;
      if (barLabel.textContent !== label) barLabel.textContent = label;
      layerLabelPlaces(planes, camera, widthPx, heightPx).forEach((place, i) => {
        labels[i].hidden = place === undefined;
        if (place) labels[i].style.transform = `translate(${place.x}px, ${place.y}px) translate(-100%, -50%)`;
      });
    },
    showHint() {
      hint.classList.add('jp-mod-shown');
      clearTimeout(hintTimer);
      hintTimer = setTimeout(() => hint.classList.remove('jp-mod-shown'), hintMs);
    },
    dispose() {
      clearTimeout(hintTimer);
      host.replaceChildren();
    },
  };
}

/**
 * Where each layer's name ends: left of the planes' leftmost corner, but never outside the picture. `undefined` for one
 * that is outside above or below.
 */
export function layerLabelPlaces(
  { labels, boundsUm: { min, max } }: ILayerPlanes,
  camera: ICamera,
  widthPx: number,
  heightPx: number,
): ({ readonly x: number; readonly y: number } | undefined)[] {
  const leastX = 44;
  const gap = 8;
  return labels.map(({ depthUm }) => {
    const corners: Vector3[] = [min[0], max[0]].flatMap(x => [min[2], max[2]].map((z): Vector3 => [x, depthUm, z]));
    const places = corners.map(corner => project(camera, corner, widthPx, heightPx)).filter(place => place.depth > 0);
    if (places.length < 4) return undefined;
    const left = places.reduce((a, b) => (b.x < a.x ? b : a));
    const inside = left.y > 6 && left.y < heightPx - 6 && left.x < widthPx;
    return inside ? { x: Math.max(leastX, left.x - gap), y: left.y } : undefined;
  });
}

function legendList(
  legend: ILegend,
  words: IOverlayWords,
  onToggle: (neurons: readonly number[], visible: boolean) => void,
): HTMLElement {
  const list = element('div', 'legend');
  list.setAttribute('role', 'group');
  list.setAttribute('aria-label', words.legend);
  list.append(...legend.entries.map(entry => legendButton(entry, legend.by === 'type', onToggle)));
  if (legend.unlisted > 0) list.append(element('div', 'legendMore', words.more(legend.unlisted)));
  return list;
}

function legendButton(
  { label, color, neurons }: ILegendEntry,
  counted: boolean,
  onToggle: (neurons: readonly number[], visible: boolean) => void,
): HTMLButtonElement {
  const button = element('button', 'legendEntry') as HTMLButtonElement;
  button.type = 'button';
  button.setAttribute('aria-pressed', 'true');
  const swatch = element('span', 'swatch');
  swatch.style.backgroundColor = color;
  button.append(swatch, element('span', 'legendLabel', label));
  if (counted) button.append(element('span', 'legendCount', neurons.length.toLocaleString()));
  button.addEventListener('click', () => {
    const visible = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(visible));
    onToggle(neurons, visible);
  });
  return button;
}

function element(tag: string, name: string, text?: string): HTMLElement {
  const node = document.createElement(tag);
  node.className = `jp-ConnectomeViewer-${name}`;
  if (text !== undefined) node.textContent = text;
  return node;
}
