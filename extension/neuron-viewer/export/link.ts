/** The same view in Neuroglancer or Spelunker, as a link that holds all of it. Pure. */

import { link } from 'connectome-helpers/dist/core/neuroglancer/link.js';
import { SOURCES } from 'connectome-helpers/dist/core/neuroglancer/source.js';
import { minnie65 } from 'connectome-helpers/dist/core/transforms.js';
import { toSceneCamera } from '../camera/stored-camera';
import { fileNameOf, type IExportedFile, type IExportedScene } from './exported-scene';

/**
 * The neurons of the view by their ids, with their colours, from where the view looks; hidden ones are listed as hidden.
 * A scene does not know which volume its ids are of: `source` says it, by a name that `neuroglancer.link` knows.
 *
 * @throws {Error} when the neurons are made up, or the source is not known.
 */
export function exportLink(scene: IExportedScene, source: string, site: string): IExportedFile {
  const { title, synthetic, axes, cells } = scene.decoded.scene;
  if (synthetic) throw new Error('these neurons are synthetic: no volume holds them, so there is no link to them');
  if (!Object.hasOwn(SOURCES, source)) {
    throw new Error(
      `export-view source cannot be meant: received ${JSON.stringify(source)}, expected ${Object.keys(SOURCES).join(', ')}`,
    );
  }
  const shown = cells.filter((_, n) => !scene.hidden.has(n));
  const content = link({
    site,
    source: source as keyof typeof SOURCES,
    ids: shown.map(({ id }) => id),
    hiddenIds: cells.filter((_, n) => scene.hidden.has(n)).map(({ id }) => id),
    colors: shown.map(({ color }) => color),
    camera: toSceneCamera(scene.camera),
    ...(axes === 'cortex' ? { transform: minnie65 } : {}),
    ...(title === '' ? {} : { title }),
  });
  return { name: fileNameOf(title, 'txt'), type: 'text/plain', content };
}
