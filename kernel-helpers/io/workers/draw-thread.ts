/** A thread that draws graphs from null models. */
import { parentPort } from 'node:worker_threads';
import { DrawDesk } from './draw-desk.js';
import type { DrawAnswer, DrawRequest } from './draw-protocol.js';

const desk = new DrawDesk();

parentPort?.on('message', (request: DrawRequest) => {
  let answer: DrawAnswer;
  try {
    answer = desk.answer(request);
  } catch (error) {
    desk.clear();
    answer = { type: 'failure', error };
  }
  parentPort?.postMessage(answer, movable(answer));
});

/** Memory that is handed over and not copied. */
function movable(answer: DrawAnswer): ArrayBuffer[] {
  if (answer.type === 'values') return [answer.values.buffer as ArrayBuffer];
  if (answer.type !== 'graphs') return [];
  const arrays = answer.graphs.flatMap(({ offsets, targets, counts, summedSize }) => [
    offsets,
    targets,
    counts,
    summedSize,
  ]);
  return arrays.flatMap(array => (array === undefined ? [] : [array.buffer as ArrayBuffer]));
}
