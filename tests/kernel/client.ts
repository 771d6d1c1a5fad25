/** A real Jupyter client for tests: `client.py` on jupyter_client, in the private environment of this repository. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { KERNEL_NAME, kernelSpec } from '../../kernel-helpers/kernel/kernelspec.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const kernelMain = join(root, 'kernel-helpers/dist/kernel/main.js');
const launch = join(root, 'kernel-helpers/dist/kernel/launch.js');
const snapshots = join(root, '.connectome/snapshots');

/** The Python of the private environment. */
export const python: string = join(
  root,
  process.platform === 'win32' ? '.connectome/venv/Scripts/python.exe' : '.connectome/venv/bin/python',
);

export interface Output {
  readonly type: string;
  readonly content: {
    readonly [key: string]: unknown;
    readonly text?: string;
    readonly data?: Record<string, string>;
    readonly traceback?: string[];
  };
  readonly parent: string;
  readonly metadata: Record<string, unknown>;
  /** In hexadecimal. */
  readonly buffers: string[];
}

export interface Reply {
  readonly [key: string]: unknown;
  readonly status: string;
  readonly execution_count: number;
  readonly ename?: string;
  readonly evalue?: string;
  readonly traceback?: string[];
}

export interface Ran {
  readonly replies: Reply[];
  readonly outputs: Output[][];
}

/** A kernel by the name and the content of its kernelspec. */
export interface NamedSpec {
  readonly name: string;
  readonly spec: object;
}

/** Which of ours to start; that of this Node.js from its snapshot unless told otherwise. */
export interface WhichKernel {
  /** The path of the Node.js that runs it. `CONNECTOME_TEST_NODE` says it for a whole run. */
  readonly node?: string;
  /** The folder of start-up snapshots; one that is empty for a kernel without. `CONNECTOME_TEST_SNAPSHOTS` likewise. */
  readonly snapshots?: string;
  /** Environment variables for the kernel. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The kernelspec of our kernel, as it was built. */
export function ours(which: WhichKernel = {}): NamedSpec {
  const spec = kernelSpec({
    launch,
    node: which.node ?? process.env.CONNECTOME_TEST_NODE ?? process.execPath,
    snapshots: which.snapshots ?? process.env.CONNECTOME_TEST_SNAPSHOTS ?? snapshots,
    env: which.env,
  });
  return { name: KERNEL_NAME, spec };
}

export const ourSpec: NamedSpec = ours();

/** A kernel in a folder of its own, which holds no node_modules. */
export class KernelClient {
  readonly folder: string;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;
  readonly #share: string;
  /** What client and kernel wrote to their logs. */
  log = '';

  /**
   * @param files what its folder holds: text by path.
   * @param at the folder in there that the kernel starts in.
   */
  constructor(files: Readonly<Record<string, string>> = {}, kernel: NamedSpec = ourSpec, at = '.') {
    for (const [file, remedy] of [
      [python, 'npm start'],
      [kernelMain, 'npm run build'],
    ]) {
      if (!existsSync(file)) throw new Error(`the kernel tests need ${file}: run "${remedy}" once, or "npm test"`);
    }
    this.folder = mkdtempSync(join(tmpdir(), 'connectome-notebook-'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), text);
    }
    mkdirSync(join(this.folder, at), { recursive: true });
    this.#share = kernelspecFolder(kernel);
    this.#process = spawn(python, [join(root, 'tests/kernel/client.py'), join(this.folder, at), kernel.name], {
      env: {
        ...process.env,
        ...jupyterFolders(this.#share),
      },
    });
    this.#process.stderr.on('data', (chunk: Buffer) => {
      this.log += chunk.toString();
    });
    this.#answers = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** Waits for the kernel's first answer. */
  async started(): Promise<{ ready: number }> {
    return (await this.#next()) as { ready: number };
  }

  /** One command to `client.py`. */
  async do<Value>(command: Record<string, unknown>): Promise<Value> {
    this.#process.stdin.write(`${JSON.stringify(command)}\n`);
    return (await this.#next()) as Value;
  }

  /** Runs cells, all asked for at once. */
  run(...codes: string[]): Promise<Ran> {
    return this.do({ do: 'run', codes });
  }

  /** Runs one cell; its reply, its outputs, and the text of its result, if any. */
  async cell(code: string): Promise<{
    reply: Reply;
    outputs: Output[];
    result: string | undefined;
    printed: string;
  }> {
    const ran = await this.run(code);
    const outputs = ran.outputs[0];
    return {
      reply: ran.replies[0],
      outputs,
      result: outputs.find(output => output.type === 'execute_result')?.content.data?.['text/plain'],
      printed: outputs
        .filter(output => output.type === 'stream')
        .map(output => output.content.text)
        .join(''),
    };
  }

  /** Any request that is not a cell. */
  ask<Content>(
    type: string,
    content: object,
    channel: 'shell' | 'control' = 'shell',
  ): Promise<{ reply: Content; outputs: Output[] }> {
    return this.do({ do: 'ask', type, content, channel });
  }

  /** Ends client and kernel, and waits until both are gone. */
  async stop(): Promise<void> {
    const ended = new Promise(resolve => this.#process.once('exit', resolve));
    if (this.#process.exitCode === null) {
      this.#process.stdin.end();
      await ended;
    }
    for (const folder of [this.folder, this.#share]) rmSync(folder, { recursive: true, force: true });
  }

  async #next(): Promise<unknown> {
    const line = await this.#answers.next();
    if (line.done) throw new Error(`the Jupyter client ended:\n${this.log}`);
    const { value, error } = JSON.parse(line.value) as {
      value?: unknown;
      error?: string;
    };
    if (error !== undefined) throw new Error(`the Jupyter client failed: ${error}\n${this.log}`);
    return value;
  }
}

/** ANSI colours taken off. */
export function uncoloured(text: string): string {
  return text.replace(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g'), '');
}

/** A folder for JUPYTER_PATH with a kernelspec in it. */
export function kernelspecFolder({ name, spec }: NamedSpec = ourSpec): string {
  const share = mkdtempSync(join(tmpdir(), 'connectome-share-'));
  mkdirSync(join(share, 'kernels', name), { recursive: true });
  writeFileSync(join(share, 'kernels', name, 'kernel.json'), JSON.stringify(spec));
  return share;
}

/** The environment in which Jupyter finds the kernelspec of such a folder, and leaves nothing elsewhere. */
export function jupyterFolders(share: string): Record<string, string> {
  return {
    JUPYTER_PATH: share,
    JUPYTER_DATA_DIR: join(share, 'data'),
    JUPYTER_RUNTIME_DIR: join(share, 'runtime'),
    JUPYTER_CONFIG_DIR: join(share, 'config'),
    JUPYTER_PLATFORM_DIRS: '1',
  };
}
