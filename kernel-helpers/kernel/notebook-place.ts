/**
 * Where cells are compiled: in a folder that is on no disk and stands for the notebook's. So a compiler can be made
 * ready before anyone knows where the notebook will lie, and be kept in a start-up snapshot.
 *
 * Each part of its path stands for one folder above: `../data.ts` in a cell still is the file next to the notebook's
 * own folder.
 */
import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';

const TOP = '/__nb__';
/**
 * Notebooks that lie deeper than this cannot import from the folders at the very top. TypeScript takes the path of every
 * file apart for every cell, so that each step costs a little of each cell.
 */
const DEPTH = 14;
const STEPS: readonly string[] = Array.from({ length: DEPTH }, (_, i) => `~${DEPTH - i}`);

/** The folder that stands for the notebook's. */
export const CELL_FOLDER: string = [TOP, ...STEPS].join('/');

/** The folder that stands for the notebook's, once it is known which that is. */
export class NotebookPlace {
  /** The notebook's folder and those above it, with forward slashes. */
  #folders: readonly string[] = [];
  /** The same without links. */
  #realFolders: readonly string[] = [];

  /** The notebook lies in `folder`, from now on. */
  mount(folder: string): void {
    this.#folders = withAncestors(folder).map(withSlashes);
    this.#realFolders = this.#folders.map(resolved);
  }

  /** The notebook's folder, with forward slashes; `undefined` before it is known. */
  get folder(): string | undefined {
    return this.#folders[0];
  }

  /** The notebook's folder and those above it; none before it is known. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  /** The path on disk; `undefined` for one above the root of the disk. Paths that are none of ours stay as they are. */
  toDisk(path: string): string | undefined {
    if (!isUnder(path, TOP)) return path;
    const parts = path.split('/').slice(2);
    let taken = 0;
    while (taken < DEPTH && parts[taken] === STEPS[taken]) taken++;
    const folder = this.#folders[DEPTH - taken];
    if (folder === undefined || taken === 0) return undefined;
    const rest = parts.slice(taken).join('/');
    return rest === '' ? folder : `${folder.replace(/\/$/, '')}/${rest}`;
  }

  /** The path that stands for one on disk, which is without links; what stands for nothing stays as it is. */
  fromDisk(path: string): string {
    const above = this.#realFolders.findIndex(folder => isUnder(path, folder.replace(/\/$/, '')));
    if (above < 0 || above >= DEPTH) return path;
    const rest = path.slice(this.#realFolders[above].replace(/\/$/, '').length);
    return [TOP, ...STEPS.slice(0, DEPTH - above)].join('/') + rest.replace(/\/$/, '');
  }

  /** `text`, in which paths are those on disk: for people, and for whoever loads a file. */
  toPeople(text: string): string {
    if (!text.includes(TOP)) return text;
    return text.replace(/\/__nb__(?:\/~\d+)*/g, path => this.toDisk(path) ?? path);
  }
}

function isUnder(path: string, folder: string): boolean {
  return path.startsWith(folder) && (path.length === folder.length || path[folder.length] === '/');
}

function withSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}

/** The folder without links, where that can be told. */
function resolved(folder: string): string {
  try {
    return withSlashes(realpathSync.native(folder));
  } catch {
    return folder;
  }
}

function withAncestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...withAncestors(parent)];
}
