import type { Mesh } from '../../core/mesh.js';
import { firstNotBelow } from '../../formats/mesh/legacy-mesh.js';
import { type Placement, placePositions, type StoredPositions } from '../../formats/mesh/placement.js';
import { interruptSignal } from '../source/cancellation.js';
import { dracoFault, readDracoHeader } from './draco-header.js';
import { type DracoInstance, type DracoModule, isBroken, newDraco } from './draco-module.js';

/** How a Draco file is read. */
export interface DracoOptions {
  /** File name for error messages. */
  readonly file?: string;
  /** Where the file's positions lie; default: they are nanometres already. */
  readonly placement?: Placement;
  /** Memory that unpacking it may take, in bytes; default 1 GiB. The decoder itself has 17 MB. */
  readonly mostBytes?: number;
  readonly signal?: AbortSignal;
}

const MIB = 1024 * 1024;
/** A mesh of 2,000,000 triangles takes 80 bytes of the decoder's memory for each; hostile ones would take it all. */
const BYTES_PER_CLAIMED = 256;
const SPARE_BYTES = 48 * MIB;
const MOST_BYTES = 1024 * MIB;
/** An instance whose memory grew beyond this is let go of, because WebAssembly never gives memory back. */
const KEPT_BYTES = 64 * MIB;

/**
 * The mesh in a Draco file: vertices and triangles in the file's order, positions in nanometres.
 *
 * The decoder is Google's, as WebAssembly; it is loaded at the first call. Its memory is bounded by what the file's
 * header claims, which is bounded by the file's length, and by `mostBytes`. A file that breaks the decoder ends its instance,
 * and the next call gets a new one.
 *
 * @throws {FormatError} `draco mesh <file> …` for bytes that are none, are damaged, or claim more than they hold.
 * @throws {UnsupportedError} for point clouds and for versions after 2.2.
 * @source https://google.github.io/draco/spec/
 * @example
 * import { decodeDraco } from 'connectome-helpers/dist/io/mesh/draco.js';
 * const mesh = await decodeDraco(Buffer.from('RFJBQ08CAgEAAAABAwEAAQIBAQADAwAAAQABAQAGA1UVC60qAwRwgYAAPBgAAAAAACgAAAA=', 'base64'));
 * mesh.positionsNm; // 0, 0, 0, 8, 0, 0, 0, 8, 40
 */
export async function decodeDraco(bytes: Uint8Array, options: DracoOptions = {}): Promise<Mesh> {
  const { signal = interruptSignal(), mostBytes = MOST_BYTES } = options;
  for (;;) {
    signal.throwIfAborted();
    const decoder = await currentDecoder();
    if (decoder.fits(mostBytes)) return decoder.decode(bytes, { ...options, mostBytes });
    // another call used it up while this one waited, or made it larger than this one may
    decoder.spent = true;
  }
}

let current: Promise<DracoDecoder> | undefined;

async function currentDecoder(): Promise<DracoDecoder> {
  current ??= newDraco().then(instance => new DracoDecoder(instance));
  const mine = current;
  const forget = (): void => {
    if (current === mine) current = undefined;
  };
  try {
    const decoder = await mine;
    if (decoder.spent) forget();
    return decoder;
  } catch (error) {
    forget();
    throw error;
  }
}

/** One instance of the decoder. */
class DracoDecoder {
  /** True when it must not be used again: it broke, or its memory grew large. */
  spent = false;
  readonly #instance: DracoInstance;
  readonly #smallestBytes: number;

  constructor(instance: DracoInstance) {
    this.#instance = instance;
    this.#smallestBytes = instance.memory.buffer.byteLength;
  }

  /** True when it can be used, by one who lets it have so much memory. */
  fits(mostBytes: number): boolean {
    return !this.spent && this.#instance.memory.buffer.byteLength <= Math.max(mostBytes, this.#smallestBytes);
  }

  decode(bytes: Uint8Array, { file, placement, mostBytes = MOST_BYTES }: DracoOptions): Mesh {
    const { triangleCount, vertexCount } = readDracoHeader(bytes, file);
    const need = SPARE_BYTES + 2 * bytes.length + BYTES_PER_CLAIMED * (triangleCount + vertexCount);
    this.#instance.mostBytes = Math.min(need, mostBytes);
    const { memory, module } = this.#instance;
    try {
      return new Decoding(module, file).mesh(bytes, placement);
    } catch (error) {
      if (!isBroken(error)) throw error;
      this.spent = true;
      const room = Math.round(this.#instance.mostBytes / MIB);
      throw dracoFault(
        `breaks the decoder: received ${triangleCount} triangles in ${bytes.length} bytes, ` +
          `expected a mesh that unpacks within ${room} MiB`,
        file,
        error,
      );
    } finally {
      if (memory.buffer.byteLength > KEPT_BYTES) this.spent = true;
    }
  }
}

/** What is in the decoder's memory while one mesh is unpacked. */
class Decoding {
  readonly #module: DracoModule;
  readonly #file: string | undefined;
  readonly #allocated: number[] = [];
  readonly #objects: object[] = [];

  constructor(module: DracoModule, file: string | undefined) {
    this.#module = module;
    this.#file = file;
  }

  mesh(bytes: Uint8Array, placement: Placement | undefined): Mesh {
    try {
      const mesh = this.#decode(bytes, placement);
      this.#release();
      return mesh;
    } catch (error) {
      // a broken decoder must not be called again
      if (!isBroken(error)) this.#release();
      throw error;
    }
  }

  #decode(bytes: Uint8Array, placement: Placement | undefined): Mesh {
    const { Decoder, Mesh: DracoMesh } = this.#module;
    const packedAt = this.#allocate(bytes.length);
    new Uint8Array(this.#module.HEAPU8.buffer).set(bytes, packedAt);
    const decoder = new Decoder();
    const mesh = new DracoMesh();
    this.#objects.push(mesh, decoder);
    const status = decoder.DecodeArrayToMesh(packedAt, bytes.length, mesh);
    if (!status.ok()) throw this.#fault('does not unpack', status.error_msg() || 'no reason', 'a whole Draco file');
    const vertexCount = mesh.num_points();
    const triangleCount = mesh.num_faces();
    const trianglesAt = this.#allocate(12 * triangleCount);
    decoder.GetTrianglesUInt32Array(mesh, 12 * triangleCount, trianglesAt);
    const triangles = new Uint32Array(this.#module.HEAPU8.buffer, trianglesAt, 3 * triangleCount).slice();
    this.#checkTriangles(triangles, vertexCount);
    const positionsNm = this.#positions(decoder, mesh, vertexCount, placement);
    return { vertexCount, triangleCount, positionsNm, triangles };
  }

  #positions(
    decoder: InstanceType<DracoModule['Decoder']>,
    mesh: object,
    vertexCount: number,
    placement: Placement | undefined,
  ): Float32Array {
    const { POSITION, DT_FLOAT32, DT_INT32, DT_UINT32 } = this.#module;
    const id = decoder.GetAttributeId(mesh, POSITION);
    if (id < 0) throw this.#fault('has no positions', 'none', 'an attribute POSITION');
    const attribute = decoder.GetAttribute(mesh, id);
    const components = attribute.num_components();
    if (components !== 3) throw this.#fault('has positions of another dimension', `${components}`, '3');
    const own = attribute.data_type();
    // Smaller integers fit into int32.
    const type = own === DT_FLOAT32 || own === DT_UINT32 ? own : DT_INT32;
    const at = this.#allocate(12 * vertexCount);
    if (!decoder.GetAttributeDataArrayForAllPoints(mesh, attribute, type, 12 * vertexCount, at)) {
      throw this.#fault('has positions of another type', `type ${own}`, 'integers or float32');
    }
    const Numbers = type === DT_FLOAT32 ? Float32Array : type === DT_UINT32 ? Uint32Array : Int32Array;
    const stored: StoredPositions = new Numbers(this.#module.HEAPU8.buffer as ArrayBuffer, at, 3 * vertexCount);
    return placePositions(stored, placement, (i, problem, expected) =>
      this.#fault(`coordinate ${i % 3} of vertex ${Math.floor(i / 3)} ${problem}`, `${stored[i]}`, expected),
    );
  }

  #checkTriangles(triangles: Uint32Array, vertexCount: number): void {
    const wrong = firstNotBelow(triangles, vertexCount);
    if (wrong < 0) return;
    const triangle = Math.floor(wrong / 3);
    throw this.#fault(
      `triangle ${triangle} has a corner that is no vertex`,
      `${triangles[wrong]}`,
      `below ${vertexCount}`,
    );
  }

  /** So many bytes of the decoder's memory, until {@link Decoding.#release}. */
  #allocate(byteLength: number): number {
    const at = this.#module._malloc(byteLength);
    if (at === 0) throw new RangeError(`draco memory is full: received a need of ${byteLength} bytes`);
    this.#allocated.push(at);
    return at;
  }

  #release(): void {
    for (const object of this.#objects) this.#module.destroy(object);
    for (const at of this.#allocated) this.#module._free(at);
  }

  #fault(problem: string, received: string, expected: string): Error {
    return dracoFault(`${problem}: received ${received}, expected ${expected}`, this.#file);
  }
}
