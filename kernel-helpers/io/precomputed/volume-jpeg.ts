import { createRequire } from 'node:module';
import { FormatError } from '../../errors.js';
import { volumeOf } from '../../formats/precomputed/volume-info.js';
import { readJpegHeader } from './volume-jpeg-header.js';
import { type ChunkTarget, copyVoxels } from './volume-voxels.js';

/** The part of libjpeg-turbo's WebAssembly module that is used. */
interface Codec {
  readonly JPEGDecoder: new () => {
    getEncodedBuffer(bytes: number): Uint8Array;
    decode(): void;
    getDecodedBuffer(): Uint8Array;
    delete(): void;
  };
}

type CodecFactory = (options: { print(): void; printErr(): void }) => Promise<Codec>;

const FORMAT = 'jpeg chunk';
/**
 * The codec throws without giving back its stack: after some four thousand failures it would be full, and whole files
 * fail too. It is loaded anew long before.
 */
const MOST_FAILURES = 256;
let failures = 0;
let codec: Promise<Codec> | undefined;

/** Loads the codec, once: 300 kB of WebAssembly that a kernel which reads no JPEG never sees. */
export function loadJpegCodec(): Promise<Codec> {
  if (codec === undefined) {
    const factory: CodecFactory = createRequire(import.meta.url)(
      '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs',
    );
    codec = factory({ print() {}, printErr() {} });
    failures = 0;
  }
  return codec;
}

/**
 * Decodes what is wanted of a `jpeg` chunk into `target.out`, a `Uint8Array`. The picture's pixels, row after row, are
 * the chunk's voxels in their order; its components are the channels.
 *
 * Size and components are compared with the chunk's before anything is decoded. A file that is cut off or damaged
 * where the codec notices is an error; the codec's grey filling is never taken for data.
 *
 * @throws {FormatError} naming the file, and the byte or the size that is wrong.
 * @throws {UnsupportedError} for JPEG files that are lossless, arithmetic or of 12 bits.
 * @source https://github.com/google/neuroglancer/blob/master/src/datasource/precomputed/volume.md#jpeg-chunk-encoding
 */
export function decodeJpegChunk({ JPEGDecoder }: Codec, bytes: Uint8Array, target: ChunkTarget): void {
  const { file, chunkSize, channels } = target;
  const fault = (problem: string, cause?: unknown): FormatError =>
    new FormatError(`${FORMAT} ${file} ${problem}`, { format: FORMAT, at: 'the whole file', file, cause });
  const { width, height, components } = readJpegHeader(bytes, file);
  const voxels = volumeOf(chunkSize);
  if (width * height !== voxels || components !== channels) {
    const expected = `${chunkSize.join(' × ')} = ${voxels} voxels in ${channels}`;
    throw fault(`has the wrong size: received ${width} × ${height} pixels in ${components}, expected ${expected}`);
  }
  const decoder = new JPEGDecoder();
  let trapped = false;
  try {
    decoder.getEncodedBuffer(bytes.length).set(bytes);
    decoder.decode();
    const pixels = decoder.getDecodedBuffer();
    if (pixels.length !== voxels * channels) {
      throw fault(`has the wrong size: received ${pixels.length} bytes, expected ${voxels * channels}`);
    }
    copyVoxels(channels === 1 ? pixels : planes(pixels, channels), target);
  } catch (error) {
    if (error instanceof FormatError) throw error;
    trapped = error instanceof Error && error.name === 'RuntimeError'; // WebAssembly's
    failures++;
    // the codec throws the address of its message
    throw fault('cannot be decoded: received damaged data, expected a whole JPEG file', error);
  } finally {
    if (trapped || failures >= MOST_FAILURES) codec = undefined; // it is not used again
    if (!trapped) decoder.delete();
  }
}

/** Pixels one after the other, as channels one after the other. */
function planes(pixels: Uint8Array, channels: number): Uint8Array {
  const count = pixels.length / channels;
  const out = new Uint8Array(pixels.length);
  for (let c = 0; c < channels; c++) for (let i = 0; i < count; i++) out[c * count + i] = pixels[channels * i + c];
  return out;
}
