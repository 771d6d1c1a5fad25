/** A folder in Neuroglancer's precomputed format as a scene. Loaded when the first folder is opened. */

import { categoricalColor } from 'connectome-helpers/dist/contract/scene/categorical-color.js';
import { packMeshes } from 'connectome-helpers/dist/contract/scene/meshes.js';
import { packPoints } from 'connectome-helpers/dist/contract/scene/points.js';
import type { Scene, SceneCell, SceneItem } from 'connectome-helpers/dist/contract/scene/scene.js';
import { packSkeletons } from 'connectome-helpers/dist/contract/scene/skeletons.js';
import { LEGACY } from 'connectome-helpers/dist/formats/precomputed/meshes-info.js';
import { type Info, parseInfo } from 'connectome-helpers/dist/formats/precomputed/parse-json.js';
import { annotationsOfFolder } from './annotations';
import { codeFor, NotShown } from './code';
import { meshesOfFolder } from './meshes';
import { filesOfIds, type INeuronSkeleton, type INeuronSurface, type IPart } from './part';
import type { Reading } from './reading';
import { skeletonsOfFolder } from './skeletons';
import { partsOfVolume } from './volume';
import { folderKind } from './what-is-it';

/** The place of annotations among the cells: they have no neuron. */
const NO_NEURON = '0';
const pointRadiusNm = 500;
/** Of surfaces around skeletons. */
const translucent = 0.35;

/**
 * Skeletons, surfaces of the legacy format, annotations, or a volume's box with the skeletons and surfaces it names; as far
 * as JupyterLab can send them, and no more than a tab takes. What is left out stands in the scene's notes.
 *
 * `path` is the folder's in the file browser.
 *
 * @throws {NotShown} when only code in a notebook can show it; the error holds the code.
 * @throws {Error} when the folder, or everything in it, is damaged.
 */
export async function sceneOfFolder(path: string, reading: Reading): Promise<Scene> {
  // The drive of those who edit together is none that a notebook knows.
  const folder = path.replace(/^RTC:/, '').replace(/^\/+/, '') || '.';
  const parts = await partsOf(folder, reading);
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const skeletons = parts.flatMap(part => part.skeletons ?? []);
  const surfaces = parts.flatMap(part => part.meshes ?? []);
  const cells = new Map<string, number>();
  for (const { id } of [...skeletons, ...surfaces]) if (!cells.has(id)) cells.set(id, cells.size);
  const { trans } = reading;
  const items: SceneItem[] = [];
  if (skeletons.length > 0) items.push(skeletonItem(trans.__('skeletons'), skeletons, cells));
  if (surfaces.length > 0)
    items.push(await surfaceItem(trans.__('surfaces'), surfaces, cells, skeletons.length > 0 ? translucent : 1));
  const told = [...cells].map(([id, n]): SceneCell => ({ id, label: id, type: null, color: categoricalColor(n) }));
  parts.forEach(({ points, lines, box }, n) => {
    if (points) items.push(pointItem(`points-${n}`, name, points));
    if (lines) {
      items.push(lineItem(`lines-${n}`, name, lines));
      told.push({ id: NO_NEURON, label: name, type: null, color: categoricalColor(0) });
    }
    if (box)
      items.push({
        kind: 'box',
        key: `box-${n}`,
        name: trans.__('volume'),
        color: null,
        minNm: triple(box.minNm),
        maxNm: triple(box.maxNm),
      });
  });
  const common = { version: 2, caption: '', synthetic: false, axes: 'volume', layers: [] } as const;
  return { ...common, title: name, notes: parts.flatMap(part => part.notes), cells: told, items };
}

function skeletonItem(
  name: string,
  skeletons: readonly INeuronSkeleton[],
  cells: ReadonlyMap<string, number>,
): SceneItem {
  const trees = skeletons.map(({ id, skeleton }) => ({ cell: cells.get(id) ?? 0, nodeCount: skeleton.nodeCount }));
  const hasRadii = skeletons.some(({ skeleton }) => skeleton.radiiNm.some(radius => radius > 0));
  const packed = packSkeletons(
    skeletons.map(({ skeleton }) => skeleton),
    skeletons.map(({ id }) => id),
  );
  return { kind: 'skeletons', key: 'skeletons', name, opacity: 1, radiusScale: hasRadii ? 1 : 0, trees, packed };
}

async function surfaceItem(
  name: string,
  surfaces: readonly INeuronSurface[],
  cells: ReadonlyMap<string, number>,
  opacity: number,
): Promise<SceneItem> {
  const { parts, packed } = await packMeshes(surfaces.map(({ mesh }) => mesh));
  const placed = parts.map((part, n) => ({ ...part, cell: cells.get(surfaces[n].id) ?? 0 }));
  return { kind: 'meshes', key: 'meshes', name, opacity, parts: placed, packed };
}

function pointItem(key: string, name: string, points: NonNullable<IPart['points']>): SceneItem {
  const packed = packPoints(points);
  return {
    kind: 'points',
    key,
    name,
    role: 'points',
    opacity: 1,
    radiusNm: pointRadiusNm,
    color: categoricalColor(0),
    packed,
  };
}

function lineItem(key: string, name: string, lines: NonNullable<IPart['lines']>): SceneItem {
  const trees = [{ cell: 0, nodeCount: lines.nodeCount }];
  return { kind: 'skeletons', key, name, opacity: 1, radiusScale: 0, trees, packed: packSkeletons([lines], [name]) };
}

function triple(values: readonly number[]): readonly [number, number, number] {
  return [values[0], values[1], values[2]];
}

async function partsOf(folder: string, reading: Reading): Promise<IPart[]> {
  const { trans } = reading;
  const info = await infoOf(folder, reading);
  const kind = folderKind(info);
  switch (kind) {
    case 'skeletons':
      return [await skeletonsOfFolder('', info, folder, reading)];
    case 'meshes':
      return [await meshesOfFolder('', info, folder, reading)];
    case 'annotations':
      return [await annotationsOfFolder(info, folder, reading)];
    case 'volume':
      return partsOfVolume(info, folder, reading);
    case 'properties':
      throw new NotShown(
        trans.__(
          '%1 holds properties of segments, which have no shape. In a notebook at the top folder, this is their table:',
          folder,
        ),
        codeFor('properties', folder),
      );
    default:
      throw new NotShown(
        trans.__(
          '%1 is no folder that is known here: received @type %2 in its info, expected skeletons, meshes, annotations or a volume of Neuroglancer',
          folder,
          String(JSON.stringify(info['@type'])).slice(0, 80),
        ),
      );
  }
}

/** What the `info` says; a folder of surfaces in the legacy format may be without. */
async function infoOf(folder: string, reading: Reading): Promise<Info> {
  const bytes = await reading.bytes('info');
  if (bytes !== undefined) return parseInfo(bytes, 'info');
  const entries = await reading.list('');
  if (entries && filesOfIds(entries, ':0').length > 0) return { '@type': LEGACY };
  throw new NotShown(
    entries
      ? reading.trans.__(
          '%1 has no file "info": expected a folder of skeletons, meshes, annotations or a volume, as Neuroglancer reads them',
          folder,
        )
      : reading.trans.__('%1 is not there', folder),
  );
}
