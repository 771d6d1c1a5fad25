/** A thread that unpacks mesh fragments. */
import { parentPort, workerData } from 'node:worker_threads';
import { mergeMeshes } from '../../formats/mesh/merge-meshes.js';
import { setDracoCode } from './draco-module.js';
import { decodeFragment } from './fragment.js';
import { type FragmentAnswer, type FragmentTask, READY, type ThreadSetup, toFailure } from './fragment-protocol.js';

/** So many meshes are sent as they are and merged once, with all others; more would be as many messages again. */
const FEW = 4;

setDracoCode((workerData as ThreadSetup).code);

parentPort?.on('message', async ({ id, fragments }: FragmentTask) => {
  let answer: FragmentAnswer;
  try {
    const parts = [];
    for (const fragment of fragments) parts.push(await decodeFragment(fragment));
    answer = { id, parts: parts.length > FEW ? [mergeMeshes(parts)] : parts };
  } catch (error) {
    answer = { id, failure: toFailure(error) };
  }
  const sent = 'parts' in answer ? answer.parts : [];
  const moved = sent.flatMap(({ positionsNm, triangles }) => [positionsNm.buffer, triangles.buffer]);
  parentPort?.postMessage(answer, moved as ArrayBuffer[]);
});
parentPort?.postMessage(READY);
