import { gunzipSync } from 'node:zlib';
import type { Mesh } from '../../core/mesh.js';
import { FormatError } from '../../errors.js';
import { LEGACY_FORMAT, parseLegacyMesh } from '../../formats/mesh/legacy-mesh.js';
import type { Placement } from '../../formats/mesh/placement.js';
import { decodeDraco } from './draco.js';
import { isDraco } from './draco-header.js';

/** One file, or part of a file, that holds a piece of a surface. */
export interface MeshFragment {
  readonly bytes: Uint8Array;
  /** Name for error messages. */
  readonly file: string;
  /** Where its whole numbers lie; `undefined` where it holds nanometres. */
  readonly placement?: Placement;
  /** What the bytes must be; `any`: Draco where they begin as Draco does, else the legacy format. */
  readonly format: 'draco' | 'any';
}

/** A fragment unpacks into so many bytes at most. */
const MOST_BYTES = 2 ** 30;

/** The mesh of one fragment, in nanometres. */
export async function decodeFragment({ bytes, file, placement, format }: MeshFragment): Promise<Mesh> {
  if (format === 'draco' || isDraco(bytes)) return decodeDraco(bytes, { file, placement });
  return parseLegacyMesh(isPacked(bytes) ? unpacked(bytes, file) : bytes, { file });
}

/**
 * True for a gzip member. A legacy mesh could begin with the same bytes: of 559,903 vertices and more, which a packed
 * file is far too short for.
 */
function isPacked(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes.length < 18) return false;
  const vertexCount = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return bytes.length < 4 + 12 * vertexCount;
}

function unpacked(bytes: Uint8Array, file: string): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch (cause) {
    throw new FormatError(
      `${LEGACY_FORMAT} ${file} does not unpack: received ${(cause as Error).message}, ` +
        `expected a gzip member of at most ${MOST_BYTES} bytes`,
      { format: LEGACY_FORMAT, at: 'byte 0', file, cause },
    );
  }
}
