import type { FigurePayload } from 'connectome-helpers/dist/contract/figure.js';
import { keepKeys } from '../neuron-viewer/overlay/element';
import { type IFigurePoint, neuronsAt } from './linked';
import { PointCursor } from './point-cursor';

/** What keys do to a figure. */
export interface IKeyboardHands {
  /** What the figure shows now. */
  data(): FigurePayload['data'];
  /** Points at a point as the mouse would, or at none; resolves with the words of its label. */
  pointAt(point: IFigurePoint | undefined): Promise<string>;
  say(words: string): void;
  picked(ids: readonly string[], add: boolean): void;
  dropped(): void;
}

/** What the mouse does to the points of a linked figure, keys do too; `help` says which. */
export function steerByKeys(plot: HTMLElement, help: string, hands: IKeyboardHands): void {
  plot.tabIndex = 0;
  plot.setAttribute('role', 'application');
  plot.setAttribute('aria-description', help);
  keepKeys(plot);
  let data = hands.data();
  let cursor = new PointCursor(data);
  const point = async (at?: IFigurePoint): Promise<void> => hands.say(await hands.pointAt(at));
  plot.addEventListener('blur', () => void point());
  plot.addEventListener('keydown', event => {
    // Plotly's own buttons in there have keys of their own.
    if (event.target !== plot) return;
    if (data !== hands.data()) {
      data = hands.data();
      cursor = new PointCursor(data);
    }
    const deed = cursor.deed(event);
    if (!deed) return;
    event.preventDefault();
    event.stopPropagation();
    if ('pick' in deed) hands.picked(neuronsAt(data, [deed.pick]), deed.add);
    else if ('go' in deed) void point(deed.go);
    else {
      void point();
      hands.dropped();
    }
  });
}
