import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';

/** A part of the side panel. It shows what there is when it is seen, and at most once for what changes at once. */
export abstract class Section extends Widget {
  constructor(id: string, title: string) {
    super();
    this.id = id;
    this.addClass('jp-ConnectomeExplorer-section');
    this.title.label = title;
  }

  protected abstract render(): void;

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.update();
  }

  protected override onUpdateRequest(message: Message): void {
    super.onUpdateRequest(message);
    if (this.isVisible && !this.isDisposed) this.render();
  }

  /** Replaces what a list shows; the keyboard stays where it was, or goes to what came in its place. */
  protected fill(list: HTMLElement, items: readonly HTMLElement[]): void {
    const focused = document.activeElement;
    const keyOf = (element: Element | null): string | undefined => (element as HTMLElement | null)?.dataset.key;
    const key = list.contains(focused) ? keyOf(focused) : undefined;
    const at = key === undefined ? -1 : buttonsIn(list).indexOf(focused as HTMLButtonElement);
    list.replaceChildren(...items);
    if (key === undefined) return;
    const now = buttonsIn(list);
    (now.find(button => keyOf(button) === key) ?? now[Math.min(at, now.length - 1)])?.focus();
  }
}

function buttonsIn(list: HTMLElement): HTMLButtonElement[] {
  return [...list.querySelectorAll('button')];
}

/** An element with text and what stands in it. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className) made.className = `jp-ConnectomeExplorer-${className}`;
  made.append(...inside);
  return made;
}

/** A button; `name` for screen readers where the label alone does not say of what it is. */
export function button(label: string, name: string, clicked: () => void): HTMLButtonElement {
  const made = element('button', 'button', label);
  made.type = 'button';
  // With the label in it: what is seen can be said.
  if (name !== label) made.setAttribute('aria-label', name);
  made.title = name;
  made.dataset.key = name;
  made.addEventListener('click', () => {
    if (made.getAttribute('aria-disabled') !== 'true') clicked();
  });
  return made;
}

/** A button that does nothing now keeps the keyboard: what was pressed last may be what there is no more of. */
export function enable(made: HTMLButtonElement, isEnabled: boolean): void {
  made.setAttribute('aria-disabled', String(!isEnabled));
}
