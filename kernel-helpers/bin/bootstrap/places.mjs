import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where things lie.
 *
 * @typedef {object} Places
 * @property {string} packageFolder the helpers' own folder: `kernel-helpers` of a checkout, or inside `node_modules`
 * @property {string | undefined} checkout the repository's root; `undefined` when the package is an installed one
 * @property {string} state everything generated outside build folders
 */

const packageFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * The places of the package this file belongs to, or of the one in `folder`.
 *
 * @param {string} [folder]
 * @returns {Places}
 */
export function findPlaces(folder = packageFolder) {
  const parent = dirname(folder);
  const checkout = isCheckout(parent) ? parent : undefined;
  return { packageFolder: folder, checkout, state: join(checkout ?? resolve('.'), '.connectome') };
}

/** @param {string} folder */
function isCheckout(folder) {
  const manifest = join(folder, 'package.json');
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'jupyterlab-connectome';
}

/**
 * The version of the package in `packageFolder`.
 *
 * @param {string} folder
 * @returns {string}
 */
export function packageVersion(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
}
