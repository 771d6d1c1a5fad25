import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Reading } from '../../../../extension/files/folder/reading';
import { sceneOfFolder } from '../../../../extension/files/folder/scene-of-folder';
import type { IFolderSource } from '../../../../extension/files/folder/source';
import { checkScene } from '../../../../kernel-helpers/contract/scene/check.js';
import { type DecodedScene, decodeScene } from '../../../../kernel-helpers/contract/scene/decode.js';
import type { Scene } from '../../../../kernel-helpers/contract/scene/scene.js';
import { untranslated } from '../../neuron-viewer/translation';

const fixtures = fileURLToPath(new URL('../../../fixtures/precomputed', import.meta.url));

/** A folder of the fixtures. */
export function fixture(folder: string): IFolderSource {
  const at = (path: string): string => join(fixtures, folder, path);
  return {
    async list(path) {
      if (!existsSync(at(path))) return undefined;
      return readdirSync(at(path), { withFileTypes: true }).map(entry => ({
        name: entry.name,
        isFolder: entry.isDirectory(),
        bytes: statSync(join(at(path), entry.name)).size,
      }));
    },
    async look(path) {
      if (!existsSync(at(path))) return undefined;
      return { name: path, isFolder: false, bytes: statSync(at(path)).size };
    },
    read: async path => (existsSync(at(path)) ? new Uint8Array(readFileSync(at(path))) : undefined),
  };
}

/** Files in memory; objects are their JSON. What was read is listed in `reads`. */
export function memory(files: Readonly<Record<string, object>>): IFolderSource & { readonly reads: string[] } {
  const reads: string[] = [];
  const paths = Object.keys(files);
  const bytesOf = (content: object): Uint8Array =>
    content instanceof Uint8Array ? content : new TextEncoder().encode(JSON.stringify(content));
  return {
    reads,
    async list(path) {
      const inside = path === '' ? '' : `${path}/`;
      const names = new Set(paths.filter(p => p.startsWith(inside)).map(p => p.slice(inside.length).split('/')[0]));
      if (names.size === 0) return undefined;
      return [...names].map(name => ({ name, isFolder: !paths.includes(inside + name), bytes: undefined }));
    },
    look: async path => (path in files ? { name: path, isFolder: false, bytes: undefined } : undefined),
    async read(path) {
      reads.push(path);
      return path in files ? bytesOf(files[path]) : undefined;
    },
  };
}

type Options = Partial<ConstructorParameters<typeof Reading>[1]>;

/** The scene, after the viewer's own checks. */
export async function sceneFrom(
  source: IFolderSource,
  options: Options = {},
): Promise<{ readonly scene: Scene; readonly decoded: DecodedScene }> {
  const reading = new Reading(source, { trans: untranslated, signal: new AbortController().signal, ...options });
  const scene = JSON.parse(JSON.stringify(await sceneOfFolder('data/seg', reading)));
  checkScene(scene);
  return { scene, decoded: await decodeScene(scene) };
}
