import { type IdLike, parseId } from '../../core/ids.js';
import type { Neuron } from '../../core/skeleton.js';
import { InvalidArgumentError, NotFoundError } from '../../errors.js';
import { parseSwc } from '../../formats/swc/swc.js';
import { openStore } from '../source/open-store.js';
import type { ReadOptions } from '../source/store.js';
import type { SwcEntry } from './catalogue-entry.js';
import type { OpenOptions } from './dataset-files.js';
import { storeOptions } from './open-folder.js';

/** A public folder of skeletons, one SWC file a neuron. */
export interface SwcFolder {
  readonly url: string;
  /**
   * The neuron with this root id, at the version that the dataset names; positions in nm. Where the files are named by
   * nucleus too (version 661), `nucleusId` is needed. `type` is `null`: the tables of cell types know it.
   *
   * @throws {InvalidArgumentError} when a nucleus id is needed and not given.
   * @throws {NotFoundError} when there is no such neuron: root ids change from version to version.
   * @throws {FormatError} for a damaged file.
   */
  read(rootId: IdLike, nucleusId?: IdLike, options?: ReadOptions): Promise<Neuron>;
}

/** The folder of an entry; nothing is asked for before a neuron is. */
export function openSwc(entry: SwcEntry, options: OpenOptions): SwcFolder {
  const store = openStore(entry.address, storeOptions(options));
  return {
    url: store.url,
    async read(rootId, nucleusId, readOptions) {
      const id = parseId(rootId, 'root id');
      const name = fileName(entry, id, nucleusId);
      const bytes = await store.get(name, readOptions);
      if (bytes === undefined) {
        throw new NotFoundError(
          `${entry.id} has no neuron ${id}: received ${name}, which is not in ${store.url}; root ids are those of ` +
            `${entry.version}`,
          { known: [] },
        );
      }
      const skeleton = parseSwc(bytes, { units: 'um', file: name });
      const label = nucleusId === undefined ? `${id}` : `nucleus ${parseId(nucleusId, 'nucleus id')}`;
      return { id, type: null, label: `${label} (minnie65)`, skeleton, synthetic: false };
    },
  };
}

function fileName(entry: SwcEntry, id: bigint, nucleusId: IdLike | undefined): string {
  if (entry.named === 'root') return `${id}.swc`;
  if (nucleusId !== undefined) return `${id}_${parseId(nucleusId, 'nucleus id')}.swc`;
  throw new InvalidArgumentError(
    `${entry.id} read needs a nucleus id: received only root id ${id}, expected read(rootId, nucleusId), because the ` +
      'files are named by both',
    { argument: 'nucleusId' },
  );
}
