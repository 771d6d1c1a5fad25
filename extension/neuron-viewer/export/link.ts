/** The same view in Neuroglancer or Spelunker: as a state, and as a link that holds all of it. Pure. */

import { link, type StateOptions, toState } from 'connectome-helpers/dist/core/neuroglancer/link.js';
import { SOURCES } from 'connectome-helpers/dist/core/neuroglancer/source.js';
import type { State } from 'connectome-helpers/dist/core/neuroglancer/state.js';
import type { AnnotationLayer } from 'connectome-helpers/dist/core/neuroglancer/view.js';
import { minnie65 } from 'connectome-helpers/dist/core/transforms.js';
import { toSceneCamera } from '../camera/stored-camera';
import type { ITranslation } from '../translation';
import { fileNameOf, type IExportedFile, type IExportedScene } from './exported-scene';
import { type IShownPoints, pointColor, shownPoints } from './shown-parts';

/** A volume when nothing says which one the ids are of. */
const usualSource = 'minnie65';
/** Marks are spelled out in a link, which some programs cut when it is long. */
const mostMarks = 200;

/** What a view becomes in Neuroglancer. */
export interface IViewState {
  readonly options: StateOptions;
  /** What a reader must know of it: what was taken for granted, and what a state has no place for. Translated. */
  readonly notes: readonly string[];
}

/**
 * The neurons of the view by their ids, with their colours, from where the view looks; hidden ones are listed as hidden;
 * boxes and a few points as annotations. `source` is the volume that the ids are of, by a name that `neuroglancer.link`
 * knows; absent: the one the scene knows, or else `minnie65`.
 *
 * @throws {Error} when the neurons are made up, or the source is not known.
 */
export function viewState(scene: IExportedScene, source: string | undefined, trans: ITranslation): IViewState {
  const { title, synthetic, axes, cells, source: known } = scene.decoded.scene;
  if (synthetic) throw new Error('these neurons are synthetic: no volume holds them, so there is no link to them');
  if (source !== undefined && !Object.hasOwn(SOURCES, source)) {
    throw new Error(
      `export-view source cannot be meant: received ${JSON.stringify(source)}, expected ${Object.keys(SOURCES).join(', ')}`,
    );
  }
  const shown = cells.filter((_, n) => !scene.hidden.has(n));
  const isCortex = axes === 'cortex';
  const marks = marksOf(scene, isCortex, trans);
  const assumed = source === undefined && known === undefined && cells.length > 0;
  return {
    options: {
      source: (source as keyof typeof SOURCES | undefined) ?? known ?? usualSource,
      ids: shown.map(({ id }) => id),
      hiddenIds: cells.filter((_, n) => scene.hidden.has(n)).map(({ id }) => id),
      colors: shown.map(({ color }) => color),
      camera: toSceneCamera(scene.camera),
      annotations: marks.layers,
      ...(isCortex ? { transform: minnie65 } : {}),
      ...(title === '' ? {} : { title }),
    },
    notes: [
      ...(assumed ? [trans.__('ids taken for those of %1', usualSource)] : []),
      ...(marks.left.length > 0 ? [trans.__('without %1', marks.left.join(', '))] : []),
    ],
  };
}

/** The state that Neuroglancer shows this view by. */
export function neuroglancerState(
  scene: IExportedScene,
  source: string | undefined,
  trans: ITranslation,
): { readonly state: State; readonly notes: readonly string[] } {
  const { options, notes } = viewState(scene, source, trans);
  return { state: toState(options), notes };
}

/** A link to the same view on a site, by what {@link viewState} makes of it. */
export function exportLink(
  scene: IExportedScene,
  { source, site }: { readonly source: string | undefined; readonly site: string },
  trans: ITranslation,
): IExportedFile {
  const { options, notes } = viewState(scene, source, trans);
  const { title } = scene.decoded.scene;
  return { name: fileNameOf(title, 'txt'), type: 'text/plain', content: link({ site, ...options }), notes };
}

interface IMarks {
  readonly layers: readonly AnnotationLayer[];
  /** What shows and is not among them. */
  readonly left: readonly string[];
}

function marksOf(scene: IExportedScene, isCortex: boolean, trans: ITranslation): IMarks {
  const { items, scene: stored } = scene.decoded;
  const layers: AnnotationLayer[] = [];
  const left: string[] = [];
  let room = mostMarks;
  // Those of the image and the segmentation: Neuroglancer tells layers apart by name.
  const names = new Set(['image', 'segmentation']);
  const unlike = (name: string): string => {
    let other = name;
    for (let i = 2; names.has(other); i += 1) other = `${name} ${i}`;
    names.add(other);
    return other;
  };
  for (const dots of shownPoints(scene)) {
    const { length } = dots.points;
    if (length === 0) continue;
    if (length > room) left.push(`${length.toLocaleString()} ${dots.item.item.name}`);
    else {
      room -= length;
      layers.push({ ...pointLayer(dots, scene), name: unlike(dots.item.item.name) });
    }
  }
  for (const item of items) {
    if (item.kind !== 'box' || scene.hiddenItems.has(item.item.key)) continue;
    const { name, color, minNm, maxNm } = item.item;
    // Under a flat pia a box does not stand along the volume's own axes.
    if (isCortex || room === 0) left.push(name);
    else {
      room -= 1;
      layers.push({
        name: unlike(name),
        ...(color === null ? {} : { color }),
        annotations: [{ kind: 'box', minNm, maxNm }],
      });
    }
  }
  const painted = items.some(({ item }) => item.kind !== 'box' && item.kind !== 'points' && item.paint !== undefined);
  if (painted) left.push(trans.__('colors along the neurons'));
  if (stored.layers.length > 0) left.push(trans.__('layer planes'));
  if ((scene.view.selected ?? []).length > 0) left.push(trans.__('what is selected'));
  return { layers, left };
}

/** Points in one layer: of one colour, or of Neuroglancer's own where they have several. */
function pointLayer(
  { item, points }: IShownPoints,
  { decoded: { scene } }: IExportedScene,
): Omit<AnnotationLayer, 'name'> {
  const colors = new Set(Array.from(points, point => pointColor(item, point, scene.cells)));
  return {
    ...(colors.size === 1 ? { color: [...colors][0] } : {}),
    annotations: Array.from(points, point => {
      const [x, y, z] = item.positionsNm.subarray(3 * point, 3 * point + 3);
      const cell = scene.cells[item.cells?.[point] ?? -1];
      const id = item.ids?.[point];
      return {
        kind: 'point',
        positionNm: [x, y, z],
        ...(id === undefined ? {} : { id: id.toString() }),
        ...(cell === undefined ? {} : { cells: [BigInt(cell.id)] }),
      };
    }),
  };
}
