import type { Mesh } from '../../core/mesh.js';
import { decodeFragment, type MeshFragment } from './fragment.js';
import { FragmentThreads } from './fragment-threads.js';
import { mergeMeshes } from './merge-meshes.js';

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
  const filled = fragments.filter(({ bytes }) => bytes.length > 0);
  const packedBytes = filled.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (!options.threads && packedBytes < THREADS_FROM_BYTES) return decodeHere(filled, options.signal);
  const parts: Promise<Mesh>[] = [];
  for (let first = 0; first < filled.length; ) {
    let taken = 0;
    let next = first;
    while (next < filled.length && taken < TASK_BYTES) taken += filled[next++].bytes.length;
    parts.push(threads.decode(filled.slice(first, next).map(owned), options.signal));
    first = next;
  }
  return mergeMeshes(await Promise.all(parts));
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
