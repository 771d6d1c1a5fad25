/** A sheet over the picture: the help, the table. */

import { button, element } from './element';
import { icon } from './icons';

export interface IPanel {
  readonly node: HTMLElement;
  readonly isOpen: boolean;
  open(): void;
  close(): void;
}

/** `fill` makes the content when the sheet is first opened. `onClose` gives the focus back to where it was. */
export function createPanel(
  name: string,
  title: string,
  closeLabel: string,
  fill: () => HTMLElement,
  onClose: () => void,
): IPanel {
  const node = element('section', `panel jp-ConnectomeViewer-${name}`);
  node.setAttribute('role', 'dialog');
  node.setAttribute('aria-label', title);
  node.hidden = true;
  const heading = element('div', 'panelHeading');
  const closer = button('toolButton', closeLabel, icon('close'));
  heading.append(element('div', 'panelTitle', title), closer);
  node.append(heading);
  let filled = false;
  const panel: IPanel = {
    node,
    get isOpen() {
      return !node.hidden;
    },
    open() {
      if (!filled) node.append(fill());
      filled = true;
      node.hidden = false;
      closer.focus({ preventScroll: true });
    },
    close() {
      if (node.hidden) return;
      node.hidden = true;
      onClose();
    },
  };
  closer.addEventListener('click', () => panel.close());
  node.addEventListener('keydown', event => {
    // Keys of the view mean nothing on a sheet.
    event.stopPropagation();
    if (event.key === 'Escape') panel.close();
  });
  return panel;
}
