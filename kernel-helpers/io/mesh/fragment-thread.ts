/** A thread that unpacks mesh fragments. */
import { parentPort, workerData } from 'node:worker_threads';
import { setDracoCode } from './draco-module.js';
import { decodeFragment } from './fragment.js';
import { type FragmentAnswer, type FragmentTask, READY, type ThreadSetup, toFailure } from './fragment-protocol.js';
import { mergeMeshes } from './merge-meshes.js';

setDracoCode((workerData as ThreadSetup).code);

parentPort?.on('message', async ({ id, fragments }: FragmentTask) => {
  let answer: FragmentAnswer;
  try {
    const parts = [];
    for (const fragment of fragments) parts.push(await decodeFragment(fragment));
    answer = { id, mesh: mergeMeshes(parts) };
  } catch (error) {
    answer = { id, failure: toFailure(error) };
  }
  const moved = 'mesh' in answer ? [answer.mesh.positionsNm.buffer, answer.mesh.triangles.buffer] : [];
  parentPort?.postMessage(answer, moved as ArrayBuffer[]);
});
parentPort?.postMessage(READY);
