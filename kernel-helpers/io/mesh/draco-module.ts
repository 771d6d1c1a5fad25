import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** What we use of the decoder that Emscripten made of Google's C++. */
export interface DracoModule {
  /** The decoder's memory, whole; another array after every growth. */
  readonly HEAPU8: { readonly buffer: ArrayBufferLike };
  readonly POSITION: number;
  readonly DT_INT32: number;
  readonly DT_UINT32: number;
  readonly DT_FLOAT32: number;
  readonly Decoder: new () => DracoObject & {
    DecodeArrayToMesh(at: number, byteLength: number, mesh: DracoObject): { ok(): boolean; error_msg(): string };
    GetTrianglesUInt32Array(mesh: DracoObject, byteLength: number, to: number): boolean;
    GetAttributeId(mesh: DracoObject, type: number): number;
    GetAttribute(mesh: DracoObject, id: number): DracoAttribute;
    GetAttributeDataArrayForAllPoints(
      mesh: DracoObject,
      attribute: DracoAttribute,
      type: number,
      byteLength: number,
      to: number,
    ): boolean;
  };
  readonly Mesh: new () => DracoObject & { num_faces(): number; num_points(): number };
  _malloc(byteLength: number): number;
  _free(at: number): void;
  destroy(object: DracoObject): void;
}

/** An object that lives in the decoder's memory until it is destroyed. */
export type DracoObject = object;

export interface DracoAttribute extends DracoObject {
  data_type(): number;
  num_components(): number;
}

/** Machine code, compiled; it can be sent to other threads. */
export interface WasmCode {
  readonly [Symbol.toStringTag]: string;
}

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

// TypeScript has these types for browsers only.
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    compile(bytes: Uint8Array): Promise<WasmCode>;
    Instance: new (code: WasmCode, imports: object) => WasmInstance;
    Memory: new (size: object) => WasmMemory;
    RuntimeError: new () => Error;
  };
};

/** True for what a decoder throws that has come to its end: a trap, an abort, no more memory. */
export function isBroken(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

/** A decoder of its own, with a memory of its own that ends where it is told to. */
export interface DracoInstance {
  readonly module: DracoModule;
  readonly memory: WasmMemory;
  /** The memory grows to so many bytes at most; an allocation beyond them ends the instance. */
  mostBytes: number;
}

interface EmscriptenOptions {
  readonly instantiateWasm: (imports: object, done: (instance: WasmInstance) => void) => WasmInstance['exports'];
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
}

const requireHere = createRequire(import.meta.url);
let compiled: Promise<WasmCode> | undefined;

/** Draco's machine code, compiled once for this process; threads get it from here. */
export function dracoCode(): Promise<WasmCode> {
  compiled ??= compile().catch(error => {
    compiled = undefined; // the next call tries again
    throw error;
  });
  return compiled;
}

async function compile(): Promise<WasmCode> {
  return WebAssembly.compile(await readFile(requireHere.resolve('draco3d/draco_decoder.wasm')));
}

/** Uses code that another thread has compiled. */
export function setDracoCode(code: WasmCode): void {
  compiled = Promise.resolve(code);
}

/**
 * A new instance of the decoder, of 17 MB of memory. It prints nothing, leaves no handler with the process, and goes
 * with its memory when it is let go of.
 */
export async function newDraco(): Promise<DracoInstance> {
  const code = await dracoCode();
  // Only the decoder: the package's main file loads the encoder as well.
  const make: (options: EmscriptenOptions) => Promise<DracoModule> = requireHere('draco3d/draco_decoder_nodejs.js');
  const made: { memory?: WasmMemory; mostBytes: number } = { mostBytes: 0 };
  const silent = (): void => {};
  const module = await make({
    print: silent,
    printErr: silent,
    instantiateWasm(imports, done) {
      const instance = new WebAssembly.Instance(code, imports);
      const memory = Object.values(instance.exports).find(value => value instanceof WebAssembly.Memory) as
        | WasmMemory
        | undefined;
      if (memory === undefined) throw new Error('draco3d exports no memory: received another build, expected 1.5.9');
      made.memory = memory;
      const grow = memory.grow.bind(memory);
      // The decoder asks its memory for pages; by itself it would stop at 2 GB.
      memory.grow = pages => {
        const bytes = memory.buffer.byteLength + 65_536 * pages;
        if (bytes > made.mostBytes) throw new RangeError(`draco memory is full: received a need of ${bytes} bytes`);
        return grow(pages);
      };
      done(instance);
      return instance.exports;
    },
  });
  return Object.assign(made, { module, memory: made.memory as WasmMemory });
}
