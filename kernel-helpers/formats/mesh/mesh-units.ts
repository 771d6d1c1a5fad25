import type { Mesh } from '../../core/mesh.js';
import { InvalidArgumentError } from '../../errors.js';

/** How a mesh file is read. */
export interface MeshFileOptions {
  /** Unit of the positions in the file; OBJ and PLY themselves name none. */
  readonly units: 'nm' | 'um';
  /** File name for error messages. */
  readonly file?: string;
}

/** How a mesh file is written. */
export interface WriteMeshOptions {
  /** Unit of the positions in the file. */
  readonly units: 'nm' | 'um';
}

/** Nanometres in one unit. @throws {InvalidArgumentError} for a unit that is none. */
export function nmPerUnit(units: 'nm' | 'um', caller: string): number {
  if (units === 'nm') return 1;
  if (units === 'um') return 1000;
  throw new InvalidArgumentError(`${caller} units are not known: received ${units}, expected nm or um`, {
    argument: 'units',
  });
}

/** Makes sure that a mesh keeps its own promises, before it is written. @throws {InvalidArgumentError} */
export function checkMesh({ vertexCount, triangleCount, positionsNm, triangles }: Mesh, caller: string): void {
  const fault = (problem: string): InvalidArgumentError =>
    new InvalidArgumentError(`${caller} mesh ${problem}`, { argument: 'mesh' });
  if (positionsNm.length !== 3 * vertexCount || triangles.length !== 3 * triangleCount) {
    const received = `${positionsNm.length} and ${triangles.length} for ${vertexCount} vertices and ${triangleCount} triangles`;
    throw fault(`does not fit its counts: received arrays of ${received}, expected three per vertex and triangle`);
  }
  const wrong = triangles.findIndex(corner => corner >= vertexCount);
  if (wrong >= 0) {
    throw fault(`has a corner without a vertex: received ${triangles[wrong]}, expected below ${vertexCount}`);
  }
  const lost = positionsNm.findIndex(nm => !Number.isFinite(nm));
  if (lost >= 0) throw fault(`position ${lost} is not finite: received ${positionsNm[lost]}, expected a number`);
}
