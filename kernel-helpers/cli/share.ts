import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { KERNEL_NAME, kernelSpec } from '../kernel/kernelspec.js';
import type { CommandContext } from './context.js';
import { snapshotFolder } from './kernel-snapshot.js';

/** The name JupyterLab knows the extension by. */
export const EXTENSION_NAME = 'jupyterlab-connectome';

/** The folder that `JUPYTER_PATH` names: our kernelspec, and the extension. */
export const shareFolder = (state: string): string => join(state, 'share', 'jupyter');

/** Writes the kernelspec and links the built extension, each where it is not there already. */
export function ensureShare({ state, packageFolder, checkout }: CommandContext): void {
  const launch = join(packageFolder, 'dist', 'kernel', 'launch.js');
  const spec = kernelSpec({ node: process.execPath, launch, snapshots: snapshotFolder(state) });
  writeIfDifferent(
    join(shareFolder(state), 'kernels', KERNEL_NAME, 'kernel.json'),
    `${JSON.stringify(spec, null, 2)}\n`,
  );
  if (checkout === undefined) return;
  const icon = join(checkout, 'style', 'icons', 'neuron.svg');
  if (existsSync(icon)) {
    writeIfDifferent(join(shareFolder(state), 'kernels', KERNEL_NAME, 'logo-svg.svg'), readFileSync(icon, 'utf8'));
  }
  linkFolder(join(checkout, 'extension', 'labextension'), join(shareFolder(state), 'labextensions', EXTENSION_NAME));
}

function writeIfDifferent(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Makes `link` stand for `target`; where links are not allowed, a copy. */
function linkFolder(target: string, link: string): void {
  if (!existsSync(target)) return;
  const there = lstatSync(link, { throwIfNoEntry: false });
  if (there?.isSymbolicLink() && readlinkSync(link) === target) return;
  rmSync(link, { recursive: true, force: true });
  mkdirSync(dirname(link), { recursive: true });
  try {
    symlinkSync(target, link, process.platform === 'win32' ? 'junction' : 'dir');
  } catch {
    cpSync(target, link, { recursive: true });
  }
}
