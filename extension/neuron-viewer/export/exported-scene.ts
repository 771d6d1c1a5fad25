/** What an export is made from: a scene, what of it shows, and how it is looked at. */

import type { DecodedScene } from 'connectome-helpers/dist/contract/scene/decode.js';
import type { SceneView } from 'connectome-helpers/dist/contract/scene/scene.js';
import type { ICamera } from '../camera/camera';

export interface IExportedScene {
  readonly decoded: DecodedScene;
  readonly camera: ICamera;
  /** Indices into the scene's cells. */
  readonly hidden: ReadonlySet<number>;
  /** Keys of items. */
  readonly hiddenItems: ReadonlySet<string>;
  /** The camera and what is hidden and selected, as they are stored. */
  readonly view: SceneView;
}

/** Indices of the cells that are selected. */
export function selectedCells({ decoded, view }: Pick<IExportedScene, 'decoded' | 'view'>): Set<number> {
  const ids = new Set(view.selected);
  return new Set(decoded.scene.cells.flatMap(({ id }, cell) => (ids.has(id) ? [cell] : [])));
}

/** What a way to take a scene along makes. */
export interface IExportedFile {
  readonly name: string;
  readonly type: string;
  readonly content: string | Uint8Array;
  /** What of the view is not in it as it shows. Translated. */
  readonly notes?: readonly string[];
}

/** The title as a file name: no sign that a file system gives a meaning to, at most 80 letters. */
export function fileNameOf(title: string, ending: string): string {
  const safe = title
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be left out
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff<>:"/\\|?*]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const short = [...safe]
    .slice(0, 80)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '');
  // Names that Windows keeps for devices, whatever their ending.
  const taken = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(short);
  return `${short === '' ? 'neurons' : taken ? `_${short}` : short}.${ending}`;
}
