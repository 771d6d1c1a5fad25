/** A volume: its box, and the skeletons and surfaces that its `info` names. */

import { JsonFields } from 'connectome-helpers/dist/formats/precomputed/json-fields.js';
import { type Info, parseInfo } from 'connectome-helpers/dist/formats/precomputed/parse-json.js';
import { parseVolumeInfo } from 'connectome-helpers/dist/formats/precomputed/volume-info.js';
import { codeFor, NotShown } from './code';
import { meshesOfFolder } from './meshes';
import type { IPart } from './part';
import type { Reading } from './reading';
import { skeletonsOfFolder } from './skeletons';
import { pathBelow, pathIn } from './source';

/**
 * What cannot be shown of it is told in the notes, as long as something is.
 *
 * @throws {Error} what is wrong with the volume's own `info`, or with the only part it has.
 */
export async function partsOfVolume(info: Info, folder: string, reading: Reading): Promise<IPart[]> {
  const { trans, signal } = reading;
  const fields = new JsonFields(info, { format: 'precomputed volume', file: 'info' });
  const parts: IPart[] = [];
  if (fields.has('scales') || !(fields.has('mesh') || fields.has('skeletons'))) {
    const { scales, type } = parseVolumeInfo(info, 'info');
    const { voxelOffset, size, voxelSizeNm } = scales[0];
    const minNm = voxelOffset.map((start, k) => start * voxelSizeNm[k]);
    const maxNm = voxelOffset.map((start, k) => (start + size[k]) * voxelSizeNm[k]);
    const code = codeFor('volume', folder).join(' ');
    const what =
      type === 'image'
        ? trans.__('The box is that of the image. Its voxels, in a notebook at the top folder: %1', code)
        : trans.__('The box is that of the segmentation. Its voxels, in a notebook at the top folder: %1', code);
    parts.push({ box: { minNm, maxNm }, notes: [what] });
  }
  const problems: Error[] = [];
  for (const [member, open] of [
    ['skeletons', skeletonsOfFolder],
    ['mesh', meshesOfFolder],
  ] as const) {
    if (!fields.has(member) || signal.aborted) continue;
    try {
      const path = pathBelow('', fields.string(member), `info ${member}`);
      parts.push(await open(path, await infoIn(path, member, reading), pathIn(folder, path), reading));
    } catch (error) {
      if (signal.aborted) continue;
      problems.push(error instanceof Error ? error : new Error(String(error)));
    }
  }
  if (parts.length === 0) throw problems[0] ?? signal.reason;
  const notes = problems.map(problem =>
    problem instanceof NotShown ? [problem.message, ...problem.code].join(' ') : problem.message,
  );
  return notes.length > 0 ? [...parts, { notes }] : parts;
}

/** The part's own `info`; surfaces of the legacy format need none. */
async function infoIn(path: string, member: 'skeletons' | 'mesh', reading: Reading): Promise<Info> {
  const file = pathIn(path, 'info');
  const bytes = await reading.bytes(file);
  if (bytes !== undefined) {
    return parseInfo(bytes, file);
  }
  if (member === 'mesh') return {};
  throw new NotShown(reading.trans.__('%1 is not there: expected the info file of the skeletons', file));
}
