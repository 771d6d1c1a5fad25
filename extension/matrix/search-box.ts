/** Where one types what to look for in a matrix. */

import { keepKeys } from '../neuron-viewer/overlay/element';
import type { ITranslation } from '../neuron-viewer/translation';

/** Goes to `search` on Enter; Escape empties it. */
export function searchBox(trans: ITranslation, search: (words: string) => void): HTMLElement {
  const node = document.createElement('input');
  node.type = 'search';
  node.className = 'jp-ConnectomeMatrix-search';
  node.placeholder = trans.__('Find a cell or group');
  node.setAttribute('aria-label', trans.__('Find a cell by its id or name, or a group'));
  node.spellcheck = false;
  keepKeys(node);
  node.addEventListener('keydown', event => {
    if (event.key === 'Enter') search(node.value);
    else if (event.key === 'Escape') node.value = '';
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return node;
}
