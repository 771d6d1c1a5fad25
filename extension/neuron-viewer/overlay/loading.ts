/** Says that more detail is on its way, and lets the reader do without. */

import type { ITranslation } from '../translation';
import { element } from './element';

export interface ILoading {
  readonly node: HTMLElement;
  /** So many requests are open; none hides it. */
  set(open: number, cancel: () => void): void;
}

export function loadingNode(trans: ITranslation): ILoading {
  const node = element('div', 'loading');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = trans.__('Cancel');
  let cancel = (): void => {};
  button.addEventListener('click', () => {
    cancel();
    node.hidden = true;
  });
  node.append(element('span', '', trans.__('Loading finer surfaces …')), button);
  node.setAttribute('role', 'status');
  node.hidden = true;
  return {
    node,
    set(open, onCancel) {
      cancel = onCancel;
      node.hidden = open === 0;
    },
  };
}
