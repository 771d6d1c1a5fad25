/** A button that opens a list of things to do. */

import { button, element } from './element';
import type { IconName } from './icons';
import { icon } from './icons';

export interface IMenuItem {
  readonly label: string;
  /** Shown at the line's end. */
  readonly hint?: string;
  isPressed?(): boolean;
  isEnabled?(): boolean;
  run(): void;
}

/**
 * With the keys that menus have: arrows, Home, End, Escape, a letter for the next entry that begins with it. `listening`
 * ends the listeners outside the returned element.
 */
export function menuButton(name: IconName, label: string, items: readonly IMenuItem[]): HTMLElement {
  const holder = element('div', 'menuHolder');
  const opener = button('toolButton', label, icon(name));
  const list = element('div', 'menu');
  list.hidden = true;
  list.setAttribute('role', 'menu');
  list.setAttribute('aria-label', label);
  opener.setAttribute('aria-haspopup', 'menu');
  opener.setAttribute('aria-expanded', 'false');
  const lines = items.map(item => {
    const line = element('button', 'menuItem');
    line.type = 'button';
    line.tabIndex = -1;
    line.append(element('span', 'menuLabel', item.label), element('kbd', 'menuHint', item.hint ?? ''));
    line.setAttribute('role', item.isPressed ? 'menuitemradio' : 'menuitem');
    line.addEventListener('click', () => {
      close(true);
      item.run();
    });
    return line;
  });
  list.append(...lines);
  holder.append(opener, list);

  const close = (focus: boolean): void => {
    if (list.hidden) return;
    list.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
    if (focus) opener.focus({ preventScroll: true });
  };
  const open = (): void => {
    items.forEach((item, i) => {
      if (item.isPressed) lines[i].setAttribute('aria-checked', String(item.isPressed()));
      lines[i].disabled = item.isEnabled?.() === false;
    });
    list.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    lines.find(line => !line.disabled)?.focus({ preventScroll: true });
  };
  opener.addEventListener('click', () => (list.hidden ? open() : close(true)));
  opener.addEventListener('keydown', event => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    event.stopPropagation();
    open();
  });
  list.addEventListener('keydown', event => {
    const usable = lines.filter(line => !line.disabled);
    const at = usable.indexOf(document.activeElement as HTMLButtonElement);
    const next = nextLine(event.key, at, usable);
    // Keys of the view mean nothing in a menu.
    event.stopPropagation();
    if (next !== undefined) usable[next].focus({ preventScroll: true });
    else if (event.key === 'Escape') close(true);
    else return;
    event.preventDefault();
  });
  holder.addEventListener('focusout', event => {
    if (!holder.contains(event.relatedTarget as Node | null)) close(false);
  });
  return holder;
}

function nextLine(key: string, at: number, lines: readonly HTMLElement[]): number | undefined {
  if (key === 'ArrowDown') return (at + 1) % lines.length;
  if (key === 'ArrowUp') return (at - 1 + lines.length) % lines.length;
  if (key === 'Home') return 0;
  if (key === 'End') return lines.length - 1;
  if (key.length !== 1) return undefined;
  const found = lines.findIndex((_, i) =>
    lines[(at + 1 + i) % lines.length].textContent?.toLowerCase().startsWith(key.toLowerCase()),
  );
  return found < 0 ? undefined : (at + 1 + found) % lines.length;
}
