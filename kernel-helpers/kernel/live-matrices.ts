/** Matrices in the page have null models run by the kernel that made them. */

import { LIVE_MATRIX_TARGET, type LiveMatrixNews, type LiveMatrixRequest } from '../contract/matrix/live-matrix.js';
import type { MatrixNull } from '../contract/matrix/null.js';
import type { NullChoice } from '../contract/matrix/null-choice.js';
import { findMatrix, type LiveMatrix } from '../display/matrix/live-matrices.js';
import type { CellComms, Comm } from './comm.js';
import { importLate } from './late-imports.js';

/** Lets pages open the conversation told in `contract/matrix/live-matrix.ts`. */
export function serveLiveMatrices(comms: Pick<CellComms, 'register'>): void {
  comms.register(LIVE_MATRIX_TARGET, (comm, first) => {
    const matrix = findMatrix(typeof first?.live === 'string' ? first.live : '');
    if (matrix) {
      talk(comm, matrix);
      return;
    }
    send(comm, { op: 'gone' });
    comm.close();
  });
}

function talk(comm: Comm, matrix: LiveMatrix): void {
  /** Comparisons that are being made, by the request's number. */
  const open = new Map<number, AbortController>();
  comm.onClose = () => {
    for (const stop of open.values()) stop.abort();
  };
  comm.onMessage = data => {
    const message = data as LiveMatrixRequest;
    if (message?.op === 'compare') {
      const { request } = message;
      const stop = new AbortController();
      open.set(request, stop);
      // Not waited for: it may take long, and the next message may take it back.
      void answer(comm, matrix, request, message.choice, stop.signal).finally(() => open.delete(request));
    } else if (message?.op === 'stop') open.get(message.request)?.abort();
  };
  send(comm, { op: 'here', hasPlaces: matrix.positionsNm !== undefined });
}

/** A page is told no more often than this. */
const tellMs = 100;

async function answer(
  comm: Comm,
  matrix: LiveMatrix,
  request: number,
  choice: unknown,
  signal: AbortSignal,
): Promise<void> {
  let told = 0;
  try {
    // Loaded when a page first asks: every kernel would start later for it.
    const { checkNullChoice } = await importLate(() => import('../contract/matrix/null-choice.js'));
    const names = matrix.groupings.map(({ name }) => name);
    const result = await compare(matrix, checkNullChoice(choice, names, 'choice'), signal, (done, total) => {
      const now = performance.now();
      if (now - told < tellMs) return;
      told = now;
      send(comm, { op: 'progress', request, done, total });
    });
    send(comm, { op: 'compared', request, result });
  } catch (error) {
    if (signal.aborted) send(comm, { op: 'stopped', request });
    else send(comm, { op: 'failed', request, message: error instanceof Error ? error.message : String(error) });
  }
}

async function compare(
  matrix: LiveMatrix,
  choice: NullChoice,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<MatrixNull> {
  const [nulls, { packNulls }] = await Promise.all([
    importLate(() => import('../io/nulls.js')),
    importLate(() => import('../display/matrix/pack-nulls.js')),
  ]);
  const { wiring, groupings, positionsNm } = matrix;
  const groupsOf = (name: string): (string | null)[] => {
    const { groups = [], groupOf = [] } = groupings.find(grouping => grouping.name === name) ?? {};
    return Array.from(groupOf, group => (group < 0 ? null : groups[group]));
  };
  const { model, draws, seed, types } = choice;
  const usual = {
    statistic: choice.of === 'synapses' ? ('blockSynapses' as const) : ('blockCounts' as const),
    groups: groupsOf(choice.grouping),
    draws,
    seed,
    signal,
    onProgress: ({ done, total }: { readonly done: number; readonly total: number }): void => progress(done, total),
  };
  const placed = { ...usual, positionsNm: positionsNm ?? [] };
  const cellTypes = groupsOf(types ?? '');
  signal.throwIfAborted();
  const run = {
    erdosRenyi: () => nulls.erdosRenyi(wiring, usual),
    chungLu: () => nulls.chungLu(wiring, usual),
    degreePreserving: () => nulls.degreePreserving(wiring, usual),
    typeBlock: () => nulls.typeBlock(wiring, { ...usual, cellTypes }),
    distanceBinned: () => nulls.distanceBinned(wiring, placed),
    distanceType: () => nulls.distanceType(wiring, { ...placed, cellTypes }),
  }[model];
  const result = await run();
  const [packed] = packNulls(
    wiring,
    result,
    groupings.filter(({ name }) => name === choice.grouping),
  );
  matrix.add(result);
  return { ...packed, choice };
}

function send(comm: Comm, news: LiveMatrixNews): void {
  if (!comm.closed) comm.send(news);
}
