import type { Mesh } from '../../core/mesh.js';
import { mergeMeshes } from '../../formats/mesh/merge-meshes.js';
import { decodeFragment, type MeshFragment } from './fragment.js';
import { FragmentThreads } from './fragment-threads.js';

/** How fragments are unpacked. */
export interface DecodeOptions {
  readonly signal: AbortSignal;
  /** True where these fragments are some of many more, so that threads are worth their start; default: it is not known. */
  readonly threads?: boolean;
}

/** Below this, which takes some 20 ms, threads would take longer to start than to unpack. */
const THREADS_FROM_BYTES = 300_000;
/** A thread gets so many packed bytes at a time, so that all of them end at about the same time. */
const TASK_BYTES = 128_000;

const threads = new FragmentThreads();

/**
 * One mesh of all fragments, in their order: here where they are small, else on other threads, so that this one stays
 * free for what else it has to do.
 */
export async function decodeFragments(fragments: readonly MeshFragment[], options: DecodeOptions): Promise<Mesh> {
  const packedBytes = fragments.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const few = !options.threads && packedBytes < THREADS_FROM_BYTES;
  if (few || threads.unable) return decodeHere(fragments, options.signal);
  const tasks: MeshFragment[][] = [];
  for (let next = 0; next < fragments.length; ) {
    const task: MeshFragment[] = [];
    for (let bytes = 0; next < fragments.length && bytes < TASK_BYTES; next++) {
      task.push(owned(fragments[next]));
      bytes += fragments[next].bytes.length;
    }
    tasks.push(task);
  }
  try {
    const parts = await Promise.all(tasks.map(task => threads.decode(task, options.signal)));
    return mergeMeshes(parts.flat());
  } catch (error) {
    // slower, but as good: a machine that gives us no threads
    if (threads.unable) return decodeHere(fragments, options.signal);
    throw error;
  }
}

async function decodeHere(fragments: readonly MeshFragment[], signal: AbortSignal): Promise<Mesh> {
  const parts: Mesh[] = [];
  for (const fragment of fragments) {
    signal.throwIfAborted();
    parts.push(await decodeFragment(fragment));
  }
  return mergeMeshes(parts);
}

/** A message carries the whole buffer of a view, so fragments that are parts of a larger one are copied out. */
function owned(fragment: MeshFragment): MeshFragment {
  const { bytes } = fragment;
  return bytes.byteLength === bytes.buffer.byteLength ? fragment : { ...fragment, bytes: bytes.slice() };
}
