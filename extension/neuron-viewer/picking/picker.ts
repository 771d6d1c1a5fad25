/** What shows under the pointer, from an id buffer that is drawn when it is first asked for. */

import type { DecodedItem } from 'connectome-helpers/dist/contract/scene/decode.js';
import { depthOf } from '../camera/camera';
import type { PlacePx } from '../camera/gesture-target';
import type { IDrawable, IElement } from '../drawables/drawable';
import type { ISteps } from '../picture/frame-queue';
import type { IPictureScene, IPictureSpec, PictureRenderer } from '../picture/picture-renderer';
import { type IIdBuffer, type IPicked, pickInside, pickNear } from './id-buffer';
import type { IReading } from './read-ids';

/** Pixels around the pointer within which something still counts as hit. */
export const PICK_REACH = 4;

export interface IPickedElement {
  readonly item: DecodedItem;
  readonly element: IElement;
}

/** A step of the frame queue: drawn there when a hand hovers, at once when it clicks. */
export class Picker implements ISteps {
  /** The buffer was drawn in the queue: what is under the pointer can be told now. */
  onReady: () => void = () => {};

  constructor(
    private readonly _renderer: PictureRenderer,
    private readonly _scene: IPictureScene,
    private readonly _items: readonly DecodedItem[],
  ) {
    const { items } = _scene.objects;
    this._drawables = _items.map(({ item }) => items.find(drawable => drawable.item === item));
  }

  get isReady(): boolean {
    return this._buffer !== undefined;
  }

  /** The picture at rest that is to be picked from; `undefined` while there is none. */
  begin(spec: IPictureSpec | undefined): void {
    this._spec = spec;
    this._buffer = undefined;
    this._reading?.drop();
    this._reading = undefined;
  }

  step(): boolean {
    if (!this._begin()) return false;
    // Where drawing takes long, the page goes on meanwhile.
    if (this._reading?.isBusy()) return true;
    if (this._read()) this.onReady();
    return false;
  }

  /** What is at a place of the layout, or near it. */
  at(place: PlacePx, reachPx = PICK_REACH): IPickedElement | undefined {
    const buffer = this._read();
    const camera = this._spec?.camera;
    if (!buffer || !camera) return undefined;
    const depth = (picked: IPicked): number => {
      const found = this._elementOf(picked.item, picked.element);
      return found ? depthOf(camera, found.element.positionUm) : Infinity;
    };
    const picked = pickNear(buffer, place, reachPx, depth);
    return picked && this._elementOf(picked.item, picked.element);
  }

  /** Cells with anything that shows inside a closed outline. */
  cellsInside(outline: readonly PlacePx[]): Set<number> {
    const buffer = this._read();
    const cells = new Set<number>();
    if (!buffer) return cells;
    for (const [item, elements] of pickInside(buffer, outline)) {
      for (const element of elements) {
        const cell = this._elementOf(item, element)?.element.cell ?? -1;
        if (cell >= 0) cells.add(cell);
      }
    }
    return cells;
  }

  private _read(): IIdBuffer | undefined {
    if (!this._begin()) return undefined;
    this._buffer ??= this._reading?.take();
    this._reading = undefined;
    return this._buffer;
  }

  /** Whether there is something to read, which is on its way then or there. */
  private _begin(): boolean {
    if (!this._spec || this._renderer.lost) return false;
    if (!this._buffer) this._reading ??= this._renderer.readIds(this._scene, this._spec);
    return true;
  }

  private _elementOf(item: number, element: number): IPickedElement | undefined {
    const drawable = this._drawables[item];
    if (!drawable || element >= drawable.elementCount) return undefined;
    return { item: this._items[item], element: drawable.element(element) };
  }

  private readonly _drawables: readonly (IDrawable | undefined)[];
  private _spec: IPictureSpec | undefined;
  private _buffer: IIdBuffer | undefined;
  private _reading: IReading | undefined;
}
