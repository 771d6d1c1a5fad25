/** What pointing at the picture does. */

import type { ISelection } from '../selection/model';
import { centreOn, type ICamera, project } from './camera/camera';
import type { DragMode, IClickKeys, IGestureTarget, PlacePx } from './camera/gesture-target';
import { hitText } from './overlay/hit-text';
import { describeHit, type IHit } from './picking/hit';
import { selectionAfterClick, selectionOfCells } from './picking/selection-after';
import type { IViewCore } from './view-core';

interface IBeforeClick {
  readonly selection: ISelection;
  readonly steps: number;
}

/** How much nearer a double-click comes. */
const nearer = 0.6;

export class ViewPointing implements IGestureTarget {
  dragMode: DragMode = 'orbit';

  constructor(
    private readonly _view: IViewCore,
    readonly distanceLimits: readonly [number, number],
  ) {
    _view.picker.onReady = () => this._tell();
  }

  get camera(): ICamera {
    return this._view.camera;
  }

  move(camera: ICamera, resting: boolean): void {
    this._view.move(camera, resting);
  }

  hover(place: PlacePx | undefined, touch = false): void {
    this._place = place;
    if (!place) {
      this._view.overlay.tooltip.show(undefined, 0, 0);
      this._view.overlay.canvas.classList.remove('jp-mod-onElement');
      return;
    }
    if (!this._view.atRest) return;
    // A finger that is held asks for an answer now.
    if (touch || this._view.picker.isReady) this._tell();
    else this._view.askForIds();
  }

  /** The picture is at rest: what is under a pointer that did not move may have changed. */
  rested(): void {
    if (this._place) this.hover(this._place);
  }

  click(place: PlacePx, keys: IClickKeys): void {
    const { selection, decoded, history } = this._view;
    this._before = [this._before[1], { selection: selection.current, steps: history.stepCount }];
    const hit = this._hitAt(place);
    this._view.change({ selection: selectionAfterClick(selection.current, hit, decoded.scene.cells, keys) });
  }

  centre(place: PlacePx): void {
    // Coming nearer selects nothing: what its two clicks did is taken back.
    const [before] = this._before;
    if (before) {
      this._view.change({ selection: before.selection });
      this._view.history.forgetFrom(before.steps);
    }
    const hit = this._hitAt(place);
    if (!hit) {
      this._view.jump(this._view.fitting());
      return;
    }
    const least = this.distanceLimits[0] / this.camera.distance;
    this._view.jump(centreOn(this.camera, hit.positionUm, Math.max(least, nearer)));
  }

  outline(points: readonly PlacePx[] | undefined, done: boolean, keys: IClickKeys): void {
    const { overlay, picker, selection, decoded } = this._view;
    overlay.outline(done ? undefined : points);
    if (!done || !points) return;
    const cells = picker.cellsInside(points);
    const next = selectionOfCells(selection.current, cells, decoded.scene.cells, keys.toggle);
    this._view.change({ selection: next });
  }

  hint(): void {
    this._view.overlay.showHint();
  }

  /** Say of a cell, at a place of it, what a pointer there would be told. */
  tellOf(hit: IHit): void {
    const { overlay, decoded, trans, sizePx } = this._view;
    const { x, y, depth } = project(this.camera, hit.positionUm, ...sizePx);
    const inside = depth > 0 && x >= 0 && y >= 0 && x <= sizePx[0] && y <= sizePx[1];
    overlay.tooltip.show(inside ? hitText(hit, decoded.scene, trans) : undefined, x, y);
  }

  private _tell(): void {
    if (!this._place) return;
    const { overlay, decoded, trans } = this._view;
    const hit = this._hitAt(this._place);
    overlay.canvas.classList.toggle('jp-mod-onElement', hit !== undefined);
    overlay.tooltip.show(hit && hitText(hit, decoded.scene, trans), ...this._place);
  }

  private _hitAt(place: PlacePx): IHit | undefined {
    const found = this._view.picker.at(place);
    return found && describeHit(found.item, found.element);
  }

  private _place: PlacePx | undefined;
  /** How it was before each of the last two clicks. */
  private _before: readonly [IBeforeClick | undefined, IBeforeClick | undefined] = [undefined, undefined];
}
