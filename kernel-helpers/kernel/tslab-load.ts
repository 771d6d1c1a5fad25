/**
 * Loads tslab, the language under the kernel: exactly the version whose insides the other `tslab*.ts` files know.
 *
 * tslab has no hooks for what a kernel needs (see `tslab-compiler.ts`), so it is given a copy of its TypeScript with
 * two functions wrapped. The copy is put where tslab's own `require` finds it, before tslab asks.
 */
import { createRequire } from 'node:module';
import type ts from '@tslab/typescript-for-tslab';
import { UnsupportedError } from '../errors.js';

/** The only version this adapter knows; a newer one has to be read first, seam by seam. */
export const TSLAB_VERSION = '1.0.22';

/** The TypeScript under tslab, a fork of 5.0.4. */
export type TypeScript = typeof ts;

/** A position in a cell, as tslab reports it: counted from 0. */
export interface TslabPosition {
  readonly offset: number;
  readonly line: number;
  readonly character: number;
}

/** What is wrong with a cell; `fileName` is set when it is wrong with a local file the cell imports. */
export interface TslabDiagnostic {
  readonly start: TslabPosition;
  readonly end: TslabPosition;
  readonly messageText: string;
  readonly code: number;
  readonly fileName?: string;
}

/** A compiled cell. */
export interface TslabConversion {
  /** CommonJS; absent when the cell only declares types, or is empty. */
  readonly output?: string;
  /** Declarations of everything known after this cell: the next cell is compiled against them. */
  readonly declOutput?: string;
  readonly diagnostics: readonly TslabDiagnostic[];
  /** The exported name that holds the value of the last expression. */
  readonly lastExpressionVar?: string;
  /** Compiled local files that the cell imports. */
  readonly sideOutputs?: readonly {
    readonly path: string;
    readonly data: string;
  }[];
}

/** tslab's compiler of cells. */
export interface TslabConverter {
  convert(previous: string, source: string): TslabConversion;
  inspect(previous: string, source: string, position: number): ts.QuickInfo | undefined;
  complete(
    previous: string,
    source: string,
    position: number,
  ): {
    readonly start: number;
    readonly end: number;
    readonly candidates: string[];
    readonly original?: ts.CompletionInfo;
  };
  addModule(name: string, source: string): readonly TslabDiagnostic[];
  close(): void;
}

/** The parts of tslab the kernel uses. */
export interface Tslab {
  readonly createConverter: () => TslabConverter;
  /** What a cell says about itself in a JSDoc comment, such as `@module name`. */
  readonly getCodeMetadata: (source: string) => {
    readonly module?: string;
    readonly mode?: 'node' | 'browser';
  };
}

const requireHere = createRequire(import.meta.url);

/** The TypeScript that tslab brings, as it is. */
export function loadTypeScript(): TypeScript {
  checkVersion(requireHere('tslab/package.json') as { version: string });
  return requireHere(typescriptPath()) as TypeScript;
}

/** tslab on `compiler`, a changed copy of {@link loadTypeScript}. It keeps the copy of the first call. */
export function loadTslab(compiler: TypeScript): Tslab {
  const cached = requireHere.cache[typescriptPath()];
  if (cached) cached.exports = compiler;
  const { createConverter } = requireHere('tslab/dist/converter.js') as Tslab;
  const { getCodeMetadata } = requireHere('tslab/dist/metadata.js') as Tslab;
  return { createConverter, getCodeMetadata };
}

/**
 * Refuses any tslab but the one the adapter was written for.
 *
 * @throws UnsupportedError naming both versions and the command that installs the right one.
 */
export function checkVersion({ version }: { readonly version: string }): void {
  if (version === TSLAB_VERSION) return;
  throw new UnsupportedError(
    `tslab version is unknown: received ${version}, expected ${TSLAB_VERSION}; run "npm ci" to install it`,
    { feature: `tslab ${version}` },
  );
}

function typescriptPath(): string {
  return createRequire(requireHere.resolve('tslab/package.json')).resolve('@tslab/typescript-for-tslab');
}
