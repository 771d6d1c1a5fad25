/** What stands on and around the picture. Only text nodes: a payload's names are never HTML. */

import type { DecodedScene } from 'connectome-helpers/dist/contract/scene/decode.js';
import type { ICamera } from '../camera/camera';
import type { PlacePx } from '../camera/gesture-target';
import type { StandardView } from '../camera/standard-views';
import type { ITranslation } from '../translation';
import type { IViewAction } from '../view-action';
import type { IViewCommand } from '../view-commands';
import { createAxisGizmo } from './axis-gizmo';
import { cellRows } from './cell-rows';
import { createCellTable, type ICellTable, type ITableHands } from './cell-table';
import { createDepthRuler } from './depth-ruler';
import { element } from './element';
import { helpContent } from './help';
import { createLayerLabels } from './layer-labels';
import type { ILayerPlanes } from './layer-planes';
import { cellLegend } from './legend';
import { createLegendList, type ILegendHands } from './legend-list';
import { loadingNode } from './loading';
import { createOutlineDrawing } from './outline-drawing';
import { createPanel, type IPanel } from './panel';
import { createScaleBar } from './scale-bar-node';
import { sceneLegends, usesCellColors } from './scene-legends';
import { createStatus, type IStatusCounts } from './status';
import { createToolbar } from './toolbar';
import { createTooltip, type ITooltip } from './tooltip';

export interface IOverlayParts {
  readonly decoded: DecodedScene;
  readonly planes: ILayerPlanes;
  /** What a screen reader says of the picture. */
  readonly summary: string;
  readonly trans: ITranslation;
  readonly commands: readonly IViewCommand[];
  readonly exports: readonly IViewAction[];
  readonly hands: ILegendHands & ITableHands & { look(from: StandardView): void };
}

/** How the view stands, for what shows it. */
export interface IOverlayState extends IStatusCounts {
  readonly hiddenCells: ReadonlySet<number>;
  readonly hiddenItems: ReadonlySet<string>;
  readonly selectedCells: ReadonlySet<number>;
}

export interface IOverlay {
  readonly canvas: HTMLCanvasElement;
  readonly stage: HTMLElement;
  readonly tooltip: ITooltip;
  readonly help: IPanel;
  readonly table: IPanel;
  /** Follow the camera; rings round `marks`. */
  update(camera: ICamera, widthPx: number, heightPx: number, marks: readonly PlacePx[]): void;
  sync(state: IOverlayState): void;
  /** Only what is on and off in the toolbar. */
  syncToolbar(): void;
  /** The box or lasso being drawn. */
  outline(points: readonly PlacePx[] | undefined): void;
  say(text: string): void;
  tell(text: string): void;
  /** Show how to zoom, for a moment. */
  showHint(): void;
  /** More detail is on its way, for so many items. */
  setLoading(open: number, cancel: () => void): void;
  /** From here on more detail is wanted than is held. */
  setLimited(): void;
  /** Something is drawn with less detail than there is: there is no room for more on the GPU. */
  tellFull(): void;
  dispose(): void;
}

const hintMs = 1800;
/** What the ruler takes of the left side. */
const rulerWidth = 44;

/** Fill `host` with the viewer's elements. */
export function createOverlay(host: HTMLElement, parts: IOverlayParts): IOverlay {
  const { decoded, planes, summary, trans, commands, exports, hands } = parts;
  const { scene } = decoded;
  const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
  const canvas = element('canvas', 'canvas');
  canvas.tabIndex = 0;
  // Not an image: its keys must come through to it in a screen reader too.
  canvas.setAttribute('role', 'application');
  canvas.setAttribute('aria-roledescription', trans.__('three-dimensional picture'));
  canvas.setAttribute('aria-label', summary);
  canvas.textContent = summary;

  const stage = element('div', 'stage');
  const legend = cellLegend(scene, { unclassified: trans.__('unclassified'), noValue: trans.__('no value') });
  const list = createLegendList(legend, usesCellColors(decoded), sceneLegends(decoded), trans, hands);
  const tools = createToolbar(commands, exports, trans, isMac, action => void runAction(action));
  const labels = createLayerLabels(planes);
  const bar = createScaleBar(trans);
  const gizmo = createAxisGizmo(scene.axes, trans, hands.look);
  const ruler = scene.axes === 'cortex' ? createDepthRuler(trans) : undefined;
  const drawing = createOutlineDrawing();
  const status = createStatus(trans);
  const tooltip = createTooltip();
  const hint = element('div', 'hint', trans.__('Click the view or hold Ctrl to zoom with the wheel'));
  hint.setAttribute('aria-hidden', 'true');
  const closed = (): void => {
    canvas.focus({ preventScroll: true });
    tools.sync();
  };
  const help = createPanel(
    'help',
    trans.__('Keys and gestures'),
    trans.__('Close'),
    () => helpContent(commands, trans, isMac),
    closed,
  );
  let cellTable: ICellTable | undefined;
  let state: IOverlayState | undefined;
  const table = createPanel(
    'tablePanel',
    trans.__('Neurons in this view'),
    trans.__('Close'),
    () => {
      cellTable = createCellTable(cellRows(decoded), scene.axes, summary, trans, hands);
      if (state) cellTable.sync(state.hiddenCells, state.selectedCells);
      return cellTable.node;
    },
    closed,
  );
  const runAction = async (action: IViewAction | IViewCommand): Promise<void> => {
    if ('isEnabled' in action && action.isEnabled?.() === false) return;
    try {
      await action.run();
    } catch (error) {
      console.error(`neuron viewer: ${action.id} failed`, error);
      status.tell(trans.__('%1 failed: %2', action.label, error instanceof Error ? error.message : String(error)));
    }
    tools.sync();
  };

  const notes = notesNode(scene.notes, trans);
  const loading = loadingNode(trans);
  const behind = [...labels.nodes, ...(ruler ? [ruler.node] : []), drawing.node];
  stage.append(tools.node, canvas, ...behind, list.node, gizmo.node, bar.node, status.node, hint, loading.node);
  stage.append(tooltip.node, help.node, table.node, status.voice);
  if (decoded.items.length === 0) stage.append(element('div', 'nothing', trans.__('Nothing is left to show')));
  host.replaceChildren(
    ...(scene.title === '' ? [] : [element('div', 'title', scene.title)]),
    stage,
    ...(scene.caption === '' ? [] : [element('div', 'caption', scene.caption)]),
    notes,
  );

  /** Below the picture, once; whether it is new there. */
  const note = (text: string): boolean => {
    if ([...notes.children].some(({ textContent }) => textContent === text)) return false;
    notes.append(element('li', '', text));
    notes.hidden = false;
    return true;
  };
  for (const deed of ['pointerdown', 'keydown', 'wheel'] as const) {
    stage.addEventListener(deed, () => status.acted(), { capture: true, passive: true });
  }
  let seenFrom: ICamera | undefined;
  let hintTimer: ReturnType<typeof setTimeout> | undefined;
  return {
    canvas,
    stage,
    tooltip,
    help,
    table,
    update(camera, widthPx, heightPx, marks) {
      // What it stood beside is elsewhere now.
      if (camera !== seenFrom) tooltip.show(undefined, 0, 0);
      seenFrom = camera;
      bar.update(camera, widthPx, heightPx);
      gizmo.update(camera);
      ruler?.update(camera, widthPx, heightPx);
      labels.update(camera, widthPx, heightPx, ruler && !ruler.node.hidden ? rulerWidth : 0);
      drawing.mark(marks);
    },
    sync(now) {
      state = now;
      list.sync(now.hiddenCells, now.hiddenItems);
      cellTable?.sync(now.hiddenCells, now.selectedCells);
      status.sync(now);
      tools.sync();
    },
    syncToolbar: () => tools.sync(),
    outline: drawing.show,
    say: status.say,
    tell: status.tell,
    showHint() {
      hint.classList.add('jp-mod-shown');
      clearTimeout(hintTimer);
      hintTimer = setTimeout(() => hint.classList.remove('jp-mod-shown'), hintMs);
    },
    setLoading: loading.set,
    setLimited: () => note(trans.__('Surfaces have more detail than is held at once.')),
    tellFull() {
      const told = trans.__(
        'Drawn with less detail than there is: this is all the graphics memory that one view takes.',
      );
      if (note(told)) status.tell(told);
    },
    dispose() {
      clearTimeout(hintTimer);
      host.replaceChildren();
    },
  };
}

function notesNode(notes: readonly string[], trans: ITranslation): HTMLElement {
  const list = element('ul', 'notes');
  list.setAttribute('aria-label', trans.__('What is not shown as it is'));
  list.append(...notes.map(note => element('li', '', note)));
  list.hidden = notes.length === 0;
  return list;
}
