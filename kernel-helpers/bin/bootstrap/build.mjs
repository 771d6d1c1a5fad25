import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { hashSources, stampMatches, writeStamp } from './stamps.mjs';
import { runTool } from './tool.mjs';

/** @typedef {import('./places.mjs').Places & { checkout: string }} Checkout */

const TYPESCRIPT = 'node_modules/typescript/bin/tsc';
const BUNDLER = 'kernel-helpers/bin/bootstrap/bundle-packages.mjs';
const BUILDER = 'node_modules/@jupyter/builder/lib/build-labextension.js';
const CORE_PACKAGES = 'node_modules/@jupyterlab/core-meta/core.package.json';
const EVERYWHERE = ['tsconfig.json', 'package-lock.json'];

/**
 * What is built from which sources: `outputs` must be there, `sources` must be those of the stamp.
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {string[]} sources
 * @property {(path: string) => boolean} [include]
 * @property {string[]} outputs
 * @property {string[][]} commands for node, one after the other
 */

/** @type {Part} */
const helpers = {
  name: 'kernel helpers',
  sources: [...EVERYWHERE, 'kernel-helpers'],
  include: path => !path.startsWith('kernel-helpers/') || /\.(ts|json)$/.test(path),
  outputs: ['kernel-helpers/dist/index.js', 'kernel-helpers/dist/cli/main.js'],
  commands: [[TYPESCRIPT, '-b', 'kernel-helpers'], [BUNDLER]],
};

/** @type {Part} */
const extension = {
  name: 'extension',
  sources: [
    ...EVERYWHERE,
    'package.json',
    'extension',
    'style',
    'kernel-helpers/core',
    'kernel-helpers/contract',
    'kernel-helpers/formats',
    'kernel-helpers/errors.ts',
  ],
  outputs: ['extension/lib/index.js', 'extension/labextension/package.json'],
  commands: [
    [TYPESCRIPT, '-b', 'extension'],
    [BUILDER, '--core-package-file', CORE_PACKAGES, '.'],
  ],
};

/**
 * Builds what the kernel and the command line run, where it is older than its sources.
 *
 * @param {Checkout} places
 * @param {import('./steps.mjs').Steps} steps
 */
export const ensureHelpers = (places, steps) => ensurePart(helpers, places, steps);

/**
 * Builds what JupyterLab loads, where it is older than its sources.
 *
 * @param {Checkout} places
 * @param {import('./steps.mjs').Steps} steps
 */
export const ensureExtension = (places, steps) => ensurePart(extension, places, steps);

/**
 * @param {Part} part
 * @param {Checkout} places
 * @param {import('./steps.mjs').Steps} steps
 */
async function ensurePart(part, places, steps) {
  const stamp = join(places.state, 'stamps', `${part.name.replace(' ', '-')}.json`);
  const wanted = () => ({ sources: hashSources(places.checkout, part.sources, part.include) });
  const isFresh = () =>
    part.outputs.every(path => existsSync(join(places.checkout, path))) && stampMatches(stamp, wanted());
  if (isFresh()) return steps.fresh(part.name);
  await withLock(
    join(places.state, 'lock'),
    async () => {
      if (isFresh()) return;
      // Taken before building: a source that changes meanwhile makes the result stale, not fresh.
      const sources = wanted();
      await steps.step(`building the ${part.name}`, async () => {
        for (const args of part.commands) {
          await runTool(process.execPath, args, {
            cwd: places.checkout,
            what: `building the ${part.name}`,
            remedy: 'correct what is shown above, then run the same command again',
            log: join(places.state, 'logs', `build-${part.name.replace(' ', '-')}.log`),
          });
        }
        writeStamp(stamp, sources);
      });
    },
    pid => steps.note(`another connectome (process ${pid}) is building; waiting for it`),
  );
}
