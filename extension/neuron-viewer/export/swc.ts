/** Each neuron as an SWC file; several as one archive. */

import type { Skeleton } from 'connectome-helpers/dist/core/skeleton.js';
import { writeSwc } from 'connectome-helpers/dist/formats/swc/write-swc.js';
import { strToU8, zipSync } from 'fflate';
import { fileNameOf, type IExportedFile, type IExportedScene } from './exported-scene';
import { type IShownTree, shownTrees } from './shown-parts';

/**
 * Nodes in µm as the notebook keeps them, which is right to half a step of the scene's grid (the extent divided by
 * 65,535) and of its 256 radii; comments tell the neuron's id, label and type, and that step.
 *
 * @throws {Error} when no skeleton shows.
 */
export function exportSwc(scene: IExportedScene): IExportedFile {
  const trees = shownTrees(scene);
  if (trees.length === 0) throw new Error('there is no skeleton in this view; show one, or take the surfaces as glTF');
  const { title } = scene.decoded.scene;
  if (trees.length === 1) {
    const [tree] = trees;
    return { name: fileNameOf(tree.cell.label, 'swc'), type: 'text/plain', content: swcOf(tree, title) };
  }
  const files: Record<string, Uint8Array> = {};
  for (const tree of trees) files[freeName(tree, files)] = strToU8(swcOf(tree, title));
  // A date would make two archives of the same view differ.
  const content = zipSync(files, { mtime: new Date(1980, 0, 1) });
  return { name: fileNameOf(title, 'zip'), type: 'application/zip', content };
}

function freeName({ cell }: IShownTree, taken: Readonly<Record<string, unknown>>): string {
  const label = cell.label === cell.id || cell.label === '' ? cell.id : `${cell.label} ${cell.id}`;
  for (let n = 1; ; n += 1) {
    const name = fileNameOf(n === 1 ? label : `${label} ${n}`, 'swc');
    if (!Object.hasOwn(taken, name)) return name;
  }
}

function swcOf(tree: IShownTree, title: string): string {
  const { item, cell } = tree;
  const { stepNm } = item.item.packed;
  const comments = [
    ...(title === '' ? [] : [title]),
    `id ${cell.id}`,
    ...(cell.label === cell.id ? [] : [`label ${cell.label}`]),
    ...(cell.type === null ? [] : [`type ${cell.type}`]),
    `coordinates are right to ${stepNm.map(step => Number((step / 2).toPrecision(2))).join(', ')} nm`,
  ];
  return writeSwc(skeletonOf(tree), { units: 'um', comments });
}

/** The tree by itself, its nodes counted from 0. */
export function skeletonOf({ item, from, to }: IShownTree): Skeleton {
  return {
    nodeCount: to - from,
    positionsNm: item.positionsNm.slice(3 * from, 3 * to),
    radiiNm: item.radiiNm.slice(from, to),
    parents: item.parents.slice(from, to).map(parent => (parent < 0 ? -1 : parent - from)),
    compartments: item.compartments.slice(from, to),
  };
}
