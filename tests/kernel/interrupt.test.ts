/** Stopping: cells that do not end by themselves, and kernels whose starter is gone. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KERNEL_NAME } from '../../kernel-helpers/kernel/kernelspec.js';
import { KernelClient, kernelspecFolder, python, type Ran } from './client.js';

let kernel: KernelClient;

beforeAll(async () => {
  kernel = new KernelClient();
  await kernel.started();
  await kernel.cell('const kept = 5');
});
afterAll(() => kernel?.stop());

test.each([
  ['a loop', "console.log('go'); while (true) {}"],
  ['a loop after an await', "await null; console.log('go'); while (true) {}"],
  ['a loop that catches everything', "console.log('go'); while (true) { try { while (true) {} } catch {} }"],
  ['a loop of awaits', "console.log('go'); for (;;) await null"],
  ['a loop of awaits that catches everything', "console.log('go'); for (;;) { try { await null } catch {} }"],
  [
    'a loop after a file was read',
    "await (await import('node:fs/promises')).readFile('/dev/null'); console.log('go'); while (true) {}",
  ],
  [
    'a loop in the callback of a native call',
    "console.log('go'); require('node:fs').stat('.', () => { while (true) {} }); await new Promise(() => {})",
  ],
  ['a loop in a then', "console.log('go'); await Promise.resolve().then(() => { while (true) {} })"],
  ['a regular expression that runs away', "console.log('go'); await null; /(a+)+b/.test('a'.repeat(40))"],
  [
    'a thread that waits for another',
    "console.log('go'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)",
  ],
  ['a native call that cannot be cut', "console.log('go'); require('node:child_process').execSync('sleep 0.7')"],
  ['a wait behind one that had to be terminated', "console.log('go'); await new Promise(() => {})"],
  ['a loop in a timer', "setTimeout(() => { while (true) {} }); console.log('go'); await new Promise(() => {})"],
  ['a wait without end', "console.log('go'); await new Promise(() => {})"],
  [
    'a display that is never made',
    "console.log('go'); display({ [Symbol.for('Jupyter.display')]: () => new Promise(() => {}) })",
  ],
])('%s is interrupted, and what was declared before is still there', async (_name, code) => {
  const { replies, outputs, seconds } = await kernel.do<Ran & { seconds: number }>({
    do: 'interrupt',
    code,
    after: 'go',
  });
  expect(replies[0]).toMatchObject({ status: 'error', ename: 'Interrupted' });
  expect(outputs[0].at(-1)?.type).toBe('error');
  expect(seconds).toBeLessThan(5);
  expect((await kernel.cell('kept')).result).toBe('5');
});

describe('an interrupted cell lets go of what it began', () => {
  let server: Server;
  let hungUp: Promise<unknown>;

  beforeAll(async () => {
    server = createServer((request, response) => {
      hungUp = once(request.socket, 'close');
      response.writeHead(200).write('the first bytes');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    await kernel.cell(`import { setTimeout as sleep } from 'node:timers/promises';
      const seen = { ticks: 0 };
      async function count() { for (;;) { await sleep(1); seen.ticks++ } }
      async function* ticking() { for (;;) { await sleep(1); yield 1 } }`);
  });
  const ticksIn30Ms = async (): Promise<string | undefined> => {
    await kernel.cell('const before = seen.ticks; await sleep(30); void 0');
    return (await kernel.cell('seen.ticks - before')).result;
  };
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const interrupt = (code: string): Promise<Ran & { seconds: number }> =>
    kernel.do({ do: 'interrupt', code, after: 'go' });

  test('a request of its own that was given the signal', async () => {
    const { replies } = await interrupt(
      `const answer = await fetch('${address()}', { signal: interruptSignal() }); console.log('go'); await answer.text()`,
    );
    expect(replies[0].ename).toBe('Interrupted');
    await hungUp;
  });

  test('a download of the helpers', async () => {
    const { replies } = await interrupt(`import { fetchFile } from 'connectome-helpers/dist/io/source/fetch-file.js';
      const owner = { id: 'x', title: 'x', licence: 'x' } as any;
      const file = { url: '${address()}/x', bytes: 1000, sha256: '0'.repeat(64) } as any;
      const heard = () => console.log('go');
      await fetchFile(owner, file, { cache: process.cwd() + '/cache', mirror: null, onProgress: heard });`);
    expect(replies[0].ename).toBe('Interrupted');
    await hungUp;
  });

  test('a query of the helpers, and the next one works', async () => {
    const { replies } = await interrupt(`import { sql } from 'connectome-helpers/dist/io/sql/sql.js';
      await sql\`select 1\`;
      console.log('go');
      await sql\`select count(*) from range(10_000_000_000) a, range(1000) b where (a.range * b.range) % 7 = 3\`;`);
    expect(replies[0].ename).toBe('Interrupted');
    const { reply, result } = await kernel.cell('(await sql`select 864691135571546917 as id`).getChild("id")!.get(0)');
    expect(reply).toMatchObject({ status: 'ok' });
    expect(result).toBe('864691135571546917n');
  });

  test('its timers', async () => {
    await interrupt("setInterval(() => { seen.ticks++ }, 1); console.log('go'); await new Promise(() => {})");
    expect(await ticksIn30Ms()).toBe('0');
  });

  test.each([
    ['its loop of awaits', "for (;;) { await sleep(1); seen.ticks++; if (seen.ticks === 3) console.log('go'); }"],
    [
      'its loop of awaits that catches everything',
      "for (;;) { try { await sleep(1); seen.ticks++; if (seen.ticks === 3) console.log('go'); } catch {} }",
    ],
    [
      'its asynchronous functions, those of earlier cells too',
      "void count(); void (async () => { for (;;) { await sleep(1); seen.ticks++ } })(); console.log('go'); await sleep(1e6)",
    ],
    [
      'its asynchronous iteration',
      "for await (const _ of ticking()) { seen.ticks++; if (seen.ticks === 3) console.log('go'); }",
    ],
  ])('%s', async (_name, code) => {
    await kernel.cell('seen.ticks = 0');
    const { replies } = await interrupt(code);
    expect(replies[0].ename).toBe('Interrupted');
    expect(await ticksIn30Ms()).toBe('0');
  });

  test('its finally blocks run', async () => {
    await interrupt("try { for (;;) { await sleep(1); console.log('go') } } finally { seen.ticks = -1 }");
    await kernel.cell('while (seen.ticks !== -1) await sleep(1)');
    expect((await kernel.cell('seen.ticks')).result).toBe('-1');
  });

  test('and nothing of that is reported as an error', async () => {
    const shown = await kernel.do<{ type: string }[]>({
      do: 'in_turn',
      codes: ['await new Promise(r => setTimeout(r, 30))'],
    });
    expect(shown).toEqual([]);
  });

  test('a signal asked for later is that of the later cell', async () => {
    expect((await kernel.cell('interruptSignal().aborted')).result).toBe('false');
  });
});

test('a cell that is interrupted while it is compiled does not run', async () => {
  const many = Array.from({ length: 500 }, (_, i) => `const z${i} = [${i}].map(x => x + 1);`).join('\n');
  const { replies, outputs } = await kernel.do<Ran>({
    do: 'interrupt_when',
    type: 'execute_input',
    code: `${many}\nconsole.log('ran')`,
  });
  expect(replies[0].ename).toBe('Interrupted');
  expect(outputs[0].filter(({ type }) => type === 'stream')).toEqual([]);
  expect((await kernel.cell('kept')).result).toBe('5');
});

test('an interrupt with nothing to interrupt does no harm', async () => {
  await kernel.ask('interrupt_request', {}, 'control');
  expect((await kernel.cell('kept')).result).toBe('5');
});

test('a kernel stuck in a loop still answers heartbeats, and can be shut down', async () => {
  const stuck = new KernelClient();
  try {
    await stuck.started();
    expect(await stuck.do({ do: 'stuck' })).toMatchObject({
      beating: true,
      gone: true,
    });
  } finally {
    await stuck.stop();
  }
});

test('a kernel that is shut down while its compiler is still loading goes, and quietly', async () => {
  const young = new KernelClient();
  try {
    await young.started();
    expect(await young.do({ do: 'shutdown' })).toMatchObject({ gone: true });
    expect(young.log).toBe('');
  } finally {
    await young.stop();
  }
});

test('a kernel whose starter was killed does not stay behind', async () => {
  const share = kernelspecFolder();
  const program = `
from jupyter_client.manager import start_new_kernel
import subprocess, sys, time
manager, client = start_new_kernel(kernel_name="${KERNEL_NAME}", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
client.execute("while (true) {}")
print(manager.provisioner.pid, flush=True)
time.sleep(60)`;
  const starter = spawn(python, ['-c', program], {
    env: { ...process.env, JUPYTER_PATH: share },
  });
  const [chunk] = (await once(starter.stdout, 'data')) as [Buffer];
  const pid = Number(chunk.toString());
  expect(pid).toBeGreaterThan(1);
  starter.kill('SIGKILL');
  const alive = (): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  for (let waited = 0; alive() && waited < 8000; waited += 50) await sleep(50);
  rmSync(share, { recursive: true });
  expect(alive()).toBe(false);
});
