/** Files below a folder, as JupyterLab's contents give them: whole, one request each. */

import type { Contents } from '@jupyterlab/services';
import { base64ToBytes } from 'connectome-helpers/dist/contract/bytes.js';

export interface IFolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
  /** Size, where the server tells it. */
  readonly bytes: number | undefined;
}

/** Paths are relative to the folder that was opened; `''` is that folder itself. */
export interface IFolderSource {
  /** `undefined` when there is no such folder. */
  list(path: string): Promise<readonly IFolderEntry[] | undefined>;
  /** What a listing says of a file, without its content; `undefined` when there is no such file. */
  look(path: string): Promise<IFolderEntry | undefined>;
  /** `undefined` when there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
}

/** `name` in `folder`, both of them relative to something else. */
export function pathIn(folder: string, name: string): string {
  return folder === '' || name === '' ? folder + name : `${folder}/${name}`;
}

/**
 * A path that a file names, as it is below the folder of that file.
 *
 * @throws {Error} when it could lead out of the folder; `where` names the file.
 */
export function pathBelow(folder: string, named: string, where: string): string {
  const parts = named
    .replace(/\/+$/, '')
    .split('/')
    .filter(part => part !== '.');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (parts.length === 0 || parts.some(part => part === '' || part === '..' || /[\x00-\x1f\\]/.test(part))) {
    const received = JSON.stringify(named.slice(0, 80));
    throw new Error(`${where} names what is not in its folder: received ${received}, expected a path below it`);
  }
  return pathIn(folder, parts.join('/'));
}

/** The folder at `folder`, a path as JupyterLab's file browser has it. */
export function contentsSource(contents: Pick<Contents.IManager, 'get'>, folder: string): IFolderSource {
  // Without the slash, JupyterLab would take a file such as `7:0` at the top for one of a drive `7`.
  const at = (path: string): string =>
    folder === '' ? `/${path}` : folder.endsWith(':') ? folder + path : pathIn(folder, path);
  return {
    async list(path) {
      const model = await found(contents.get(at(path), { type: 'directory', content: true }));
      if (model === undefined) return undefined;
      return (model.content as readonly Contents.IModel[]).map(entryOf);
    },
    async look(path) {
      const model = await found(contents.get(at(path), { type: 'file', content: false }));
      return model && entryOf(model);
    },
    async read(path) {
      const model = await found(contents.get(at(path), { type: 'file', format: 'base64', content: true }));
      return model && base64ToBytes(String(model.content).replace(/\s+/g, ''), path);
    },
  };
}

function entryOf({ name, type, size }: Contents.IModel): IFolderEntry {
  return { name, isFolder: type === 'directory', bytes: size };
}

/** What the server sent, and `undefined` where it has no such thing. */
async function found(asked: Promise<Contents.IModel>): Promise<Contents.IModel | undefined> {
  try {
    return await asked;
  } catch (error) {
    if ((error as { response?: { status?: number } }).response?.status === 404) return undefined;
    throw error;
  }
}
