import type { SceneView } from 'connectome-helpers/dist/contract/scene/scene.js';
import type { ISelectionModel } from '../selection/model';
import type { ILive } from './live-view';
import type { ITranslation } from './translation';
import type { IViewAction } from './view-action';

/** What a view is opened with. */
export interface IViewOptions {
  /** What a screen reader says of the picture. */
  readonly summary: string;
  readonly trans: ITranslation;
  readonly dark: boolean;
  /** Shared with other views of the notebook; a view without one has its own. */
  readonly selection?: ISelectionModel;
  /** Asks the kernel for finer surfaces, when there is one that made this scene; asked for none, it says so. */
  readonly live?: ILive;
  /** Ends the opening, as long as it lasts. */
  readonly signal?: AbortSignal;
  /** What the toolbar's last menu offers. */
  readonly exports?: readonly IViewAction[];
  /** The first picture is on the screen, with all its samples. */
  onReady(): void;
  /** The reader moved the camera and let go of it, or hid or selected something. */
  onView(view: SceneView): void;
}
