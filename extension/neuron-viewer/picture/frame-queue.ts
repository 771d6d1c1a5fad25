/** Drawing turns: one step of one picture a frame, and no frames at all while there is nothing to draw. */

/** Something drawn in steps. `step` draws one and says whether another is wanted. */
export interface ISteps {
  step(): boolean;
}

export class FrameQueue {
  constructor(
    private readonly _nextFrame: (callback: () => void) => void = callback => requestAnimationFrame(callback),
  ) {}

  /** Draw before everything that waits, because a hand is on it. */
  first(steps: ISteps): void {
    this.cancel(steps);
    this._waiting.unshift(steps);
    this._schedule();
  }

  /** Draw when everything that waits is done. */
  last(steps: ISteps): void {
    this.cancel(steps);
    this._waiting.push(steps);
    this._schedule();
  }

  cancel(steps: ISteps): void {
    const at = this._waiting.indexOf(steps);
    if (at >= 0) this._waiting.splice(at, 1);
  }

  private _schedule(): void {
    if (this._scheduled || this._waiting.length === 0) return;
    this._scheduled = true;
    this._nextFrame(() => {
      this._scheduled = false;
      const steps = this._waiting[0];
      // A step may itself ask for another turn, or cancel; only an unwanted one is taken off here.
      if (steps && !steps.step()) this.cancel(steps);
      this._schedule();
    });
  }

  private readonly _waiting: ISteps[] = [];
  private _scheduled = false;
}
