/** Which matrix is in which element, for commands that are told none. */

export const FORMATS = ['svg', 'pdf', 'png', 'csv', 'arrow'] as const;
export type MatrixFormat = (typeof FORMATS)[number];

/** Saves what is in view of one matrix; resolves to the file's name. */
export type SaveMatrix = (format: MatrixFormat) => Promise<string>;

const matrices = new WeakMap<Element, SaveMatrix>();

/** `save` is what commands call for the matrix in `node`. */
export function offerMatrix(node: Element, save: SaveMatrix): void {
  matrices.set(node, save);
}

/** The matrix in an element, or in one that it stands in. */
export function matrixAt(node: Element | null | undefined): SaveMatrix | undefined {
  for (let at = node; at; at = at.parentElement) {
    const save = matrices.get(at);
    if (save) return save;
  }
  return undefined;
}
