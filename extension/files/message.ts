/** What a tab shows in place of a view. */

import { Widget } from '@lumino/widgets';

/** Text, lines of code under it, and a button; nothing of it is taken for HTML. */
export function messageWidget(
  text: string,
  code: readonly string[] = [],
  again?: { readonly label: string; onClick(): void },
): Widget {
  const widget = new Widget();
  widget.addClass('jp-ConnectomeFile-message');
  const message = document.createElement('p');
  message.className = 'jp-ConnectomeViewer-message jp-mod-warning';
  message.setAttribute('role', 'alert');
  message.textContent = text;
  widget.node.append(message);
  if (code.length > 0) {
    // Nothing is wrong then.
    message.classList.remove('jp-mod-warning');
    const lines = document.createElement('pre');
    lines.tabIndex = 0;
    lines.textContent = code.join('\n');
    widget.node.append(lines);
  }
  if (again) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'jp-mod-styled';
    button.textContent = again.label;
    button.addEventListener('click', again.onClick);
    widget.node.append(button);
  }
  return widget;
}
