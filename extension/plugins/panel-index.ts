/** The index of the gallery, `images/panels/index.json` beside the notebooks: a file anybody may have written. */

/** A panel of a paper that a notebook makes anew. */
export interface IGalleryPanel {
  /** The recipe: `ding2025/fig2d`. */
  readonly id: string;
  /** File of the notebook, in the folder of the notebooks. */
  readonly notebook: string;
  readonly title: string;
  /** File of its picture, in the folder of the panels. */
  readonly thumbnail: string;
  /** How far it was reproduced, in the words of the gallery. */
  readonly status: string;
}

const MOST = 200;
const LONGEST = 300;
/** Names of files alone: nothing leads out of the folder. */
const NOTEBOOK = /^[\w-]+\.ipynb$/;
const PICTURE = /^images\/panels\/([\w-]+\.png)$/;

/** The panels of an index that can be shown; those that cannot be meant are left out. */
export function readPanelIndex(text: string): IGalleryPanel[] {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(found)) return [];
  return found.slice(0, MOST).flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { id, notebook, title, thumbnail, status } = entry as Record<string, unknown>;
    const words = [id, notebook, title, thumbnail, status];
    if (!words.every(word => typeof word === 'string' && word.length <= LONGEST)) return [];
    const picture = PICTURE.exec(thumbnail as string)?.[1];
    if (picture === undefined || !NOTEBOOK.test(notebook as string)) return [];
    return [{ id, notebook, title, thumbnail: picture, status } as IGalleryPanel];
  });
}
