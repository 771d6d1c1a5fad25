import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { KERNEL_NAME, type KernelSpec, kernelSpec } from '../kernel/kernelspec.js';
import type { Command, CommandContext } from './context.js';
import { jupyterDataFolder } from './jupyter-folders.js';
import { snapshotFolder } from './kernel-snapshot.js';

/** What the kernel is given along when it is set where the kernel is installed. */
const KEPT_VARIABLES = ['CONNECTOME_CACHE', 'CONNECTOME_MIRROR'];

/** `connectome kernel install|uninstall|spec`: our kernel in any Jupyter, and out of it again. */
export function kernelCommand(command: Command, context: CommandContext): number {
  const place = whereTo(command.options, context);
  switch (command.operands[0]) {
    case 'install':
      return install(place, command.options.replace === true, context);
    case 'uninstall':
      return uninstall(place, context);
    default:
      return showPlace(place, context);
  }
}

/** Where a kernelspec goes, and how it was named on the command line. */
interface Place {
  readonly folder: string;
  readonly name: string;
  /** The options that lead here again. */
  readonly options: string;
}

function whereTo({ name = KERNEL_NAME, prefix }: Command['options'], context: CommandContext): Place {
  // Jupyter allows capitals too, and takes them for small letters; a name of dots alone would be another folder.
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(name)) {
    throw context.fail(
      `--name: received "${name}"; expected a small letter or digit first, then also ".", "_" and "-"`,
    );
  }
  if (prefix === '') throw context.fail('--prefix: received nothing; expected the folder of an environment');
  const named = name === KERNEL_NAME ? '' : ` --name ${name}`;
  const data =
    prefix === undefined
      ? jupyterDataFolder({ platform: process.platform, home: homedir(), env: process.env })
      : join(resolve(prefix), 'share', 'jupyter');
  const options = `${prefix === undefined ? '' : ` --prefix ${JSON.stringify(resolve(prefix))}`}${named}`;
  return { folder: join(data, 'kernels', name), name, options };
}

function install({ folder, name, options }: Place, replace: boolean, context: CommandContext): number {
  const { packageFolder, checkout } = context;
  if (/[\\/]_npx[\\/]/.test(packageFolder)) {
    throw context.fail(
      `the kernel would be gone with npm's cache: this package lies in ${packageFolder}; ` +
        'install it with npm first, then run the same command again',
    );
  }
  const there = ownerOf(folder);
  if (there === 'somebody' && !replace) {
    throw context.fail(
      `a kernel "${name}" that is not ours is in ${folder}: choose another name with --name, or overwrite it with --replace`,
    );
  }
  const env = Object.fromEntries(KEPT_VARIABLES.flatMap(key => (process.env[key] ? [[key, process.env[key]]] : [])));
  const spec = kernelSpec({
    node: process.execPath,
    launch: join(packageFolder, 'dist', 'kernel', 'launch.js'),
    snapshots: snapshotFolder(context.state),
    env: env as Record<string, string>,
  });
  // By this we know it again.
  const marked: KernelSpec = { ...spec, metadata: { ...spec.metadata, connectome: { package: packageFolder } } };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'kernel.json'), `${JSON.stringify(marked, null, 2)}\n`);
  const logo = checkout && join(checkout, 'style', 'icons', 'neuron.svg');
  if (logo && existsSync(logo)) copyFileSync(logo, join(folder, 'logo-svg.svg'));
  process.stdout.write(
    `The kernel "${spec.display_name}" is ${there === 'nobody' ? 'installed' : 'installed anew'} in ${folder}\n` +
      `It runs ${packageFolder} with ${process.execPath}: when one of them moves, run this command again.\n` +
      `To undo it: connectome kernel uninstall${options}\n`,
  );
  return 0;
}

function uninstall({ folder, name }: Place, context: CommandContext): number {
  const owner = ownerOf(folder);
  if (owner === 'nobody') throw context.fail(`no kernel "${name}" is installed: ${folder} does not exist`);
  if (owner === 'somebody') {
    throw context.fail(`the kernel "${name}" in ${folder} is not ours: it was left as it is`);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.stdout.write(`${folder} is removed\n`);
  return 0;
}

function showPlace({ folder, name, options }: Place, context: CommandContext): number {
  if (ownerOf(folder) !== 'us') {
    throw context.fail(
      `the kernel "${name}" is not installed in ${folder}: to install it run "connectome kernel install${options}"`,
    );
  }
  process.stdout.write(`${folder}\n`);
  return 0;
}

function ownerOf(folder: string): 'nobody' | 'somebody' | 'us' {
  if (!existsSync(folder)) return 'nobody';
  try {
    const { metadata } = JSON.parse(readFileSync(join(folder, 'kernel.json'), 'utf8')) as Partial<KernelSpec>;
    return metadata?.connectome === undefined ? 'somebody' : 'us';
  } catch {
    return 'somebody';
  }
}
