/** Elements of the viewer: only text nodes, never HTML from a payload. */

/** An element with a class of the viewer's own. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  name: string,
  text?: string,
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  if (name !== '') node.className = `jp-ConnectomeViewer-${name}`;
  if (text !== undefined) node.textContent = text;
  if (tag === 'button' || tag === 'input' || tag === 'canvas') keepKeys(node);
  return node;
}

const suppress = 'data-lm-suppress-shortcuts';
const keeping = new WeakSet<Element>();
let isListening = false;

/**
 * What has the focus keeps its keys: without this, JupyterLab would take letters for its own commands. It must be on
 * the focused element itself, which JupyterLab's selectors name. Shortcuts with Ctrl, Cmd or Alt stay JupyterLab's: a
 * notebook is saved, and the palette opened, from everywhere.
 */
export function keepKeys(node: HTMLElement): void {
  node.setAttribute(suppress, 'true');
  keeping.add(node);
  if (isListening) return;
  isListening = true;
  // JupyterLab hears keys at the document, on their way down: this is before it.
  window.addEventListener(
    'keydown',
    event => {
      const { target } = event;
      if (!(target instanceof Element && keeping.has(target))) return;
      if (isShortcut(event)) target.removeAttribute(suppress);
      else target.setAttribute(suppress, 'true');
    },
    { capture: true },
  );
}

/** Whether a key is for the page around us: one held with Ctrl, Cmd or Alt, but for what texts and views undo, copy and select with. */
export function isShortcut(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): boolean {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (key.length !== 1 || !(ctrlKey || metaKey || altKey)) return false;
  return altKey || !(shiftKey ? 'z' : 'acvxyz').includes(key.toLowerCase());
}

/** A button that shows text, an icon, or both; `label` is what it is called when it shows no text. */
export function button(name: string, label: string, ...content: readonly Node[]): HTMLButtonElement {
  const node = element('button', name);
  node.type = 'button';
  if (content.length === 0) node.textContent = label;
  else {
    node.title = label;
    node.setAttribute('aria-label', label);
    node.append(...content);
  }
  return node;
}

const svgNamespace = 'http://www.w3.org/2000/svg';

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number>>,
): SVGElementTagNameMap[K] {
  const node = document.createElementNS(svgNamespace, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  return node;
}
