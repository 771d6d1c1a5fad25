import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDataStatus } from './messages';

/** A source that has not answered after this long is named. */
export const PATIENCE_MS = 4000;

/** What a reader must know of data that do not come, one sentence each; nothing while all is well. */
export function notesOf(
  { layers, lostPieces }: IDataStatus,
  isLate: boolean,
  trans: TranslationBundle,
): readonly string[] {
  const notes = layers.flatMap(({ name, problems, awaited }) => [
    ...distinct(problems).map(problem => trans.__('%1 cannot be shown: %2', name, reasonOf(problem, trans))),
    ...(isLate ? awaited.map(address => trans.__('%1 waits for an answer from %2', name, hostOf(address))) : []),
  ]);
  if (lostPieces > 0) {
    notes.push(
      trans._n(
        '%1 piece of what is in sight could not be read',
        '%1 pieces of what is in sight could not be read',
        lostPieces,
      ),
    );
  }
  return notes;
}

/** Neuroglancer tells one failure of a request shortly in one place and at length in another. */
function distinct(problems: readonly string[]): readonly string[] {
  return problems.filter((problem, i) => !problems.some((other, j) => j !== i && other.startsWith(problem)));
}

/** Its words for a failed request name the address twice, and no reason when none came. */
function reasonOf(problem: string, trans: TranslationBundle): string {
  const request = /Fetching "([^"]+)" resulted in HTTP error (\d+)(?:: ([^.]+))?/.exec(problem);
  if (!request) return problem;
  const [, address, status, text = ''] = request;
  return status === '0'
    ? trans.__('no answer from %1 (no network, or it does not answer pages of other sites)', hostOf(address))
    : trans.__('%1 answers %2', address.replace(/\?.*$/, ''), `${status} ${text}`.trim());
}

/** The host in an address such as `precomputed://https://HOST/…`, or else the address. */
function hostOf(address: string): string {
  const place = address.replace(/^[a-z0-9-]+:\/\/(?=[a-z0-9+.-]+:)/, '');
  return /^[a-z0-9+.-]+:\/\/([^/|]+)/.exec(place)?.[1] ?? address;
}
