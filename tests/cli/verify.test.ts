import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { mirror } from '../mirror.js';
import { connectome } from './command-line.js';

const folder = mkdtempSync(join(tmpdir(), 'connectome-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const cache = { CONNECTOME_CACHE: join(folder, 'cache') };

test.skipIf(!mirror)(
  'a panel is made anew, with its status and the number that is farthest off',
  async () => {
    const ran = await connectome(['verify', 'ding2025/fig2d'], { ...cache, CONNECTOME_MIRROR: mirror });
    expect(ran.status).toBe(0);
    expect(ran.stdout).toMatch(/^recipe +panel +status +met +largest deviation\n/);
    expect(ran.stdout).toMatch(
      /ding2025\/fig2d +Ding et al\. 2025, Fig\. 2d +reproduced exactly +52 of 52 +0\.997 of the tolerance \(V1→V1 · ADP · mean\)/,
    );
  },
  60_000,
);

test('a panel without its data is not available, with the reason and what to do, and is no failure', async () => {
  const blocked = fileURLToPath(new URL('../notebooks/no-network.cjs', import.meta.url));
  const ran = await connectome(['verify', 'ding2025/fig2d'], {
    ...cache,
    CONNECTOME_MIRROR: '',
    NODE_OPTIONS: `--require ${blocked}`,
  });
  expect(ran.status).toBe(0);
  expect(ran.stdout).toMatch(/ding2025\/fig2d +Ding et al\. 2025, Fig\. 2d +not available/);
  expect(ran.stdout).toContain('npx connectome fetch ding2025/presyn-mean');
}, 60_000);

test('a mistyped recipe is told at once', async () => {
  const ran = await connectome(['verify', 'ding2025/fig2x'], cache);
  expect(ran.status).not.toBe(0);
  expect(ran.stderr).toContain("received 'ding2025/fig2x'");
});
