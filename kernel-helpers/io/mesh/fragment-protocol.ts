/** What the main thread and the threads that unpack meshes tell each other. */
import type { Mesh } from '../../core/mesh.js';
import { ConnectomeError, FormatError, UnsupportedError } from '../../errors.js';
import type { WasmCode } from './draco-module.js';
import type { MeshFragment } from './fragment.js';

/** What a thread is given at its start. */
export interface ThreadSetup {
  /** Draco's machine code, so that no thread compiles it again. */
  readonly code: WasmCode;
}

/** Fragments to be unpacked. */
export interface FragmentTask {
  readonly id: number;
  readonly fragments: readonly MeshFragment[];
}

/** The first thing a thread says. */
export const READY = 'ready';

/** What became of them. */
export type FragmentAnswer =
  | { readonly id: number; readonly parts: readonly Mesh[] }
  | { readonly id: number; readonly failure: Failure };

/** An error without its class, which does not come through between threads. */
export interface Failure {
  readonly tag: string;
  readonly message: string;
  readonly format?: string;
  readonly at?: string;
  readonly file?: string;
  readonly feature?: string;
}

export function toFailure(error: unknown): Failure {
  const { message } = error as Error;
  if (error instanceof FormatError) {
    return { tag: error.tag, message, format: error.format, at: error.at, file: error.file };
  }
  if (error instanceof UnsupportedError) return { tag: error.tag, message, feature: error.feature };
  return { tag: error instanceof ConnectomeError ? error.tag : 'Error', message };
}

export function fromFailure({ tag, message, format = '', at = '', file, feature = '' }: Failure): Error {
  if (tag === 'Format') return new FormatError(message, { format, at, file });
  if (tag === 'Unsupported') return new UnsupportedError(message, { feature });
  return new Error(message);
}
