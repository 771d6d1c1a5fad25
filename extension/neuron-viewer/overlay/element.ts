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

/**
 * What has the focus keeps its keys: without this, JupyterLab would take letters for its own commands. It must be on
 * the focused element itself, which JupyterLab's selectors name.
 */
export function keepKeys(node: HTMLElement): void {
  node.setAttribute('data-lm-suppress-shortcuts', 'true');
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
