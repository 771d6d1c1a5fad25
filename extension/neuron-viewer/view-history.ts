/** What was done to a view by hand, step by step, so that it can be taken back. Pure. */

import { sameJson } from './same-scene';

/** The parts of a state that a step changed, before and after. */
export interface IStep<T> {
  readonly before: Partial<T>;
  readonly after: Partial<T>;
}

/** How far back one can go. */
const mostSteps = 100;

export class ViewHistory<T> {
  get canUndo(): boolean {
    return this._past.length > 0;
  }

  get canRedo(): boolean {
    return this._future.length > 0;
  }

  /** A step done now: what was taken back before it is forgotten. */
  push(step: IStep<T>): void {
    this._past.push(step);
    if (this._past.length > mostSteps) this._past.shift();
    this._future = [];
  }

  /** How many steps can be taken back. */
  get stepCount(): number {
    return this._past.length;
  }

  /** As if only the first `count` steps had been done. */
  forgetFrom(count: number): void {
    this._past.length = Math.min(this._past.length, count);
  }

  /** The state to go back to; what is absent in it stays as it is. */
  undo(): Partial<T> | undefined {
    const step = this._past.pop();
    if (step) this._future.push(step);
    return step?.before;
  }

  redo(): Partial<T> | undefined {
    const step = this._future.pop();
    if (step) this._past.push(step);
    return step?.after;
  }

  /** Takes over the steps of another history in other words; those that would change nothing are dropped. */
  continue(other: ViewHistory<T>, inWords: (state: Partial<T>) => Partial<T>): void {
    const taken = (steps: readonly IStep<T>[]): IStep<T>[] =>
      steps
        .map(({ before, after }) => ({ before: inWords(before), after: inWords(after) }))
        .filter(({ before, after }) => !sameJson(before, after));
    this._past = taken(other._past);
    this._future = taken(other._future);
  }

  private _past: IStep<T>[] = [];
  private _future: IStep<T>[] = [];
}
