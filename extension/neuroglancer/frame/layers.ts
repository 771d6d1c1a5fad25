import {
  ChunkPriorityTier,
  ChunkState,
  getChunkStateStatisticIndex,
  numChunkMemoryStatistics,
} from 'neuroglancer/unstable/chunk_manager/base.js';
import type { UserLayer } from 'neuroglancer/unstable/layer/index.js';
import { type MessageList, MessageSeverity } from 'neuroglancer/unstable/util/message_list.js';
import type { Viewer } from 'neuroglancer/unstable/viewer.js';
import type { IDataStatus, ILayerStatus } from '../messages';

/** How often is looked: what goes wrong in a worker tells nobody. */
const lookMs = 500;

/** Who wants to know how the data are coming. */
export interface ILayersListener {
  /** How they are coming, when something about that has changed. */
  readonly data: (data: IDataStatus) => void;
  /** All that is in sight has been drawn; told again after each time that it was not. */
  readonly drawn: () => void;
}

/**
 * Tells how the layers' data are coming, as long as the page is there.
 *
 * @returns a function to call when something else is to be shown, which then is told as drawn, too
 */
export function watchLayers(viewer: Viewer, listener: ILayersListener): () => void {
  let told = '';
  let wasDrawn = false;
  let frame = 0;
  const look = async (): Promise<void> => {
    const layers = viewer.layerManager.managedLayers
      .filter(({ archived }) => !archived)
      .map(({ name, layer }) => statusOf(name, layer));
    const data: IDataStatus = { layers, lostPieces: await lostPieces(viewer) };
    const text = JSON.stringify(data);
    if (text !== told) listener.data(data);
    told = text;
    const isDrawn = layers.length > 0 && viewer.display.frameNumber > frame && viewer.isReady();
    if (isDrawn && !wasDrawn) listener.drawn();
    wasDrawn = isDrawn;
  };
  const again = (): void => {
    void look().finally(() => setTimeout(again, lookMs));
  };
  again();
  return () => {
    wasDrawn = false;
    frame = viewer.display.frameNumber;
  };
}

function statusOf(name: string, layer: UserLayer | null): ILayerStatus {
  if (layer === null) return { name, problems: [], awaited: [] };
  const problems = new Set(errorsIn(layer.messages));
  const awaited: string[] = [];
  for (const source of layer.dataSources) {
    const { loadState, spec } = source;
    for (const problem of errorsIn(source.messages)) problems.add(problem);
    if (loadState === undefined) {
      if (spec.url !== '') awaited.push(spec.url);
    } else if (loadState.error !== undefined) {
      problems.add(loadState.error.message);
    } else {
      for (const problem of errorsIn(loadState.messages)) problems.add(problem);
    }
  }
  return { name, problems: [...problems], awaited };
}

function errorsIn(messages: MessageList): string[] {
  return [...{ [Symbol.iterator]: () => messages[Symbol.iterator]() }]
    .filter(({ severity }) => severity === MessageSeverity.error)
    .map(({ message }) => message);
}

/** How many pieces of what is in sight could not be read. */
async function lostPieces(viewer: Viewer): Promise<number> {
  const index = getChunkStateStatisticIndex(ChunkState.FAILED, ChunkPriorityTier.VISIBLE);
  const statistics: Map<unknown, ArrayLike<number>> = await viewer.chunkQueueManager.getStatistics();
  return [...statistics.values()].reduce((sum, counts) => sum + counts[index * numChunkMemoryStatistics], 0);
}
