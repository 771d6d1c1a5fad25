/** What the hands of a view, pointing or commanding, find in it. */

import type { DecodedScene } from 'connectome-helpers/dist/contract/scene/decode.js';
import type { ISelection, ISelectionModel } from '../selection/model';
import type { ICamera, Side, Vector3 } from './camera/camera';
import type { IOverlay } from './overlay/overlay';
import type { Picker } from './picking/picker';
import type { ITranslation } from './translation';
import type { ViewHistory } from './view-history';
import type { VisibleCells } from './visible-cells';

/** All that a step back or forward may change; no camera is the first one. */
export interface IViewState {
  readonly camera: ICamera | undefined;
  /** Indices into the scene's cells. */
  readonly hidden: readonly number[];
  readonly hiddenItems: readonly string[];
  readonly selection: ISelection;
}

export interface IViewCore {
  readonly decoded: DecodedScene;
  readonly trans: ITranslation;
  readonly cells: VisibleCells;
  readonly selection: ISelectionModel;
  readonly history: ViewHistory<IViewState>;
  readonly picker: Picker;
  readonly overlay: IOverlay;
  readonly camera: ICamera;
  /** The camera, or the one it is on its way to. */
  readonly goal: ICamera;
  readonly originUm: Vector3;
  readonly sizePx: readonly [width: number, height: number];
  /** The picture has all its samples. */
  readonly atRest: boolean;
  /** Have the numbers of what shows drawn when nothing else waits. */
  askForIds(): void;
  /** The camera that has these points in the picture (all of them when absent), from the side of `from`. */
  fitting(points?: Float32Array, from?: Side): ICamera;
  /** Fly to a camera (to the first view when there is none), as a step that can be taken back. */
  jump(camera: ICamera | undefined): void;
  /** Move at once. */
  move(camera: ICamera, resting: boolean): void;
  /** Hide, show, select, as one step that can be taken back. */
  change(state: Partial<Omit<IViewState, 'camera'>>): void;
}
