/** What the manual shows runs, in a real kernel, and gives what the manual says. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as helpers from '../../kernel-helpers/index.js';
import { KernelClient, ours, uncoloured } from '../kernel/client.js';
import { mirror } from '../mirror.js';
import { allExamples, claimOf, standingAlone } from './examples.js';

const isNamespace = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === '[object Module]';
const reachable = new Set(
  Object.entries(helpers).flatMap(([name, value]) => (isNamespace(value) ? Object.keys(value) : [name])),
);
// CAVE's need its server and an account; tests/io/cave talks to a server of its own.
const examples = allExamples().filter(({ name, file }) => reachable.has(name) && !/^io[\\/]cave\b/.test(file));

/** What an example may fail of here: it shows data that are not at hand, a file of the reader's or an account. */
const NOT_AT_HAND = /^(SourceError|Error: ENOENT|NotFoundError: no such file)/;

const cache = mkdtempSync(join(tmpdir(), 'connectome-examples-'));
// Nothing listens there: what is not in the mirror fails at once, and no test depends on the network.
const env = {
  CONNECTOME_CACHE: cache,
  HTTPS_PROXY: 'http://127.0.0.1:9',
  HTTP_PROXY: 'http://127.0.0.1:9',
  ...(mirror === undefined ? {} : { CONNECTOME_MIRROR: mirror }),
};
let kernel: KernelClient;

beforeAll(async () => {
  kernel = new KernelClient({}, ours({ env }));
  await kernel.started();
});
afterAll(async () => {
  await kernel?.stop();
  rmSync(cache, { recursive: true, force: true });
});

test('there are examples', () => {
  expect(examples.length).toBeGreaterThan(80);
});

test.each(examples.map(example => [`${example.name} (${example.file})`, example] as const))(
  '%s',
  async (_, { code }) => {
    const { reply, outputs, result } = await kernel.cell(standingAlone(code));
    const said = uncoloured([reply.ename, reply.evalue, ...(reply.traceback ?? [])].join('\n'));
    if (reply.status === 'error' && NOT_AT_HAND.test(`${reply.ename}: ${reply.evalue}`)) return;
    expect(reply.status, `${code}\n\n${said}`).toBe('ok');
    expect(outputs.filter(output => output.content.name === 'stderr')).toEqual([]);
    const claim = claimOf(code);
    if (claim === undefined) return;
    const value = Number(/-?[\d.]+(?:e[-+]?\d+)?/.exec((result ?? '').replace(/^\w+\(\d+\) /, ''))?.[0]);
    expect(Math.abs(value - claim.value), `${code}\n\nis ${result}`).toBeLessThanOrEqual(claim.tolerance);
  },
);
