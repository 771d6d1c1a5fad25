/** The `kernel.json` that tells Jupyter how to start this kernel. */

/** The folder name of the kernelspec, and what a notebook's metadata calls it. */
export const KERNEL_NAME = 'connectome';

/** What a front end shows for the kernel. */
export const KERNEL_DISPLAY_NAME = 'TypeScript (connectome)';

/**
 * Lets a loop inside a timer or a promise be cut without Node taking the process down: without it, Node compares its
 * record of nested async callbacks after the cut, finds it one off, and aborts.
 */
export const NODE_FLAGS: readonly string[] = ['--no-force-async-hooks-checks'];

/** The content of `kernel.json`. */
export interface KernelSpec {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: 'typescript';
  readonly interrupt_mode: 'message';
  readonly env: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Where things are on this machine. */
export interface KernelSpecPlaces {
  /** The Node.js that runs the kernel, as `process.execPath`. */
  readonly node: string;
  /** The built `kernel/launch.js`. */
  readonly launch: string;
  /** The folder where start-up snapshots are kept; there need not be any in it. */
  readonly snapshots: string;
  /** Variables set for the kernel beside those of the server, such as `CONNECTOME_MIRROR`. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * What Jupyter runs; the launcher chooses between a start-up snapshot and the kernel's files.
 *
 * @example
 * kernelArgv({ node: process.execPath, launch: '/opt/connectome-helpers/dist/kernel/launch.js', snapshots: '/opt/snapshots' });
 */
export function kernelArgv({ node, launch, snapshots }: Omit<KernelSpecPlaces, 'env'>): string[] {
  return [node, ...NODE_FLAGS, launch, snapshots, '{connection_file}'];
}

/**
 * The kernelspec for a machine; the caller writes it to `kernels/connectome/kernel.json`.
 *
 * @example
 * const launch = '/opt/connectome-helpers/dist/kernel/launch.js';
 * kernelSpec({ node: process.execPath, launch, snapshots: '/opt/snapshots' }).interrupt_mode; // 'message'
 */
export function kernelSpec({ env = {}, ...places }: KernelSpecPlaces): KernelSpec {
  return {
    argv: kernelArgv(places),
    display_name: KERNEL_DISPLAY_NAME,
    language: 'typescript',
    // Signals cannot reach a loop that runs after an `await`; the control thread can.
    interrupt_mode: 'message',
    env,
    metadata: { debugger: false },
  };
}
