/** Which files the viewer opens. */

export interface IFileKind {
  /** Name of the file type in JupyterLab. */
  readonly name: string;
  readonly extension: string;
  readonly mimeType: string;
  /** How JupyterLab's other programs read it. */
  readonly fileFormat: 'text' | 'base64';
}

export const FILE_KINDS: readonly IFileKind[] = [
  { name: 'swc', extension: '.swc', mimeType: 'text/plain', fileFormat: 'text' },
  { name: 'wavefront-obj', extension: '.obj', mimeType: 'model/obj', fileFormat: 'text' },
  { name: 'ply', extension: '.ply', mimeType: 'application/octet-stream', fileFormat: 'base64' },
  { name: 'glb', extension: '.glb', mimeType: 'model/gltf-binary', fileFormat: 'base64' },
  { name: 'ngmesh', extension: '.ngmesh', mimeType: 'application/octet-stream', fileFormat: 'base64' },
];

/** Bytes: JupyterLab holds a file as base64 text, and browsers hold no longer text than half a gigabyte. */
export const LARGEST_FILE = 256 * 2 ** 20;
