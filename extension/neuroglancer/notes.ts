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
    ...problems.map(problem => trans.__('%1 cannot be shown: %2', name, problem)),
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

/** The host in an address such as `precomputed://https://HOST/…`, or else the address. */
function hostOf(address: string): string {
  return /\/\/([^/|]+)[^:]*$/.exec(address.replace(/^[a-z0-9-]+:\/\/(?=[a-z0-9+.-]+:)/, ''))?.[1] ?? address;
}
