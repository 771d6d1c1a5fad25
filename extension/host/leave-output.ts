/** Gives the keyboard from a part of an output back to its cell, where the notebook's own keys work; out of a notebook to nobody. */
export function leaveOutput(node: HTMLElement): void {
  const cell = node.closest<HTMLElement>('.jp-Cell');
  if (cell) cell.focus({ preventScroll: true });
  else node.blur();
}
