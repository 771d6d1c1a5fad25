import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Failure } from './failure.mjs';
import { withLock } from './lock.mjs';
import { hashSources, stampMatches, writeStamp } from './stamps.mjs';
import { runTool } from './tool.mjs';

/** What the stamp is made from: the node modules are those of these files, for this machine. */
const MANIFESTS = ['package-lock.json', 'package.json', 'kernel-helpers/package.json'];

/**
 * Makes `node_modules` what the lockfile says, where it is not.
 *
 * @param {import('./places.mjs').Places & { checkout: string }} places
 * @param {import('./steps.mjs').Steps} steps
 */
export async function ensureNodeModules(places, steps) {
  if (nodeModulesAreFresh(places)) return steps.fresh('node packages');
  await withLock(
    join(places.state, 'lock'),
    async () => {
      if (nodeModulesAreFresh(places)) return;
      const count = Object.keys(packagesOf(join(places.checkout, 'package-lock.json'))).length;
      await steps.step(`installing ${count} node packages (npm ci)`, async () => {
        const [command, ...args] = npmCommand();
        // A production setting of the reader's (NODE_ENV, omit) would leave out the compiler and native binaries.
        args.push('ci', '--loglevel=error', '--no-audit', '--no-fund', '--include=dev', '--include=optional');
        await runTool(command, args, {
          cwd: places.checkout,
          what: 'installing the node packages',
          remedy: output =>
            /EUSAGE/.test(output)
              ? 'the lockfile is not that of package.json, run "npm install" to bring it up to date'
              : 'check the network and the registry ("npm ping"), then run the same command again',
          log: join(places.state, 'logs', 'npm-ci.log'),
        });
        if (!existsSync(hiddenLockfile(places.checkout))) {
          throw new Failure('installing the node packages ended without a result: run "npm ci" by hand to see why');
        }
        writeStamp(stampFile(places), wanted(places.checkout));
      });
    },
    pid => steps.note(`another connectome (process ${pid}) is installing; waiting for it`),
  );
}

/**
 * Whether nothing needs installing. Modules that somebody installed by hand count, when they are what the lockfile
 * asks for.
 *
 * @param {import('./places.mjs').Places & { checkout: string }} places
 */
export function nodeModulesAreFresh(places) {
  if (!existsSync(hiddenLockfile(places.checkout))) return false;
  const stamp = wanted(places.checkout);
  if (stampMatches(stampFile(places), stamp)) return true;
  if (
    existsSync(stampFile(places)) &&
    !stampMatches(stampFile(places), { ...stamp, manifests: manifestsIn(stampFile(places)) })
  ) {
    return false; // made for another Node or machine
  }
  if (!installedAsLocked(places.checkout)) return false;
  writeStamp(stampFile(places), stamp);
  return true;
}

/** @param {import('./places.mjs').Places} places */
const stampFile = places => join(places.state, 'stamps', 'node-modules.json');

/** npm writes this file as the last act of an install, and removes it first. @param {string} checkout */
const hiddenLockfile = checkout => join(checkout, 'node_modules', '.package-lock.json');

/** @param {string} checkout */
function wanted(checkout) {
  const node = process.versions.node.split('.')[0];
  return { manifests: hashSources(checkout, MANIFESTS), node, machine: `${process.platform}-${process.arch}` };
}

/** @param {string} stamp */
const manifestsIn = stamp => JSON.parse(readFileSync(stamp, 'utf8')).manifests;

/**
 * @param {string} lockfile
 * @returns {Record<string, { version?: string, optional?: boolean, link?: boolean, [group: string]: unknown }>}
 */
const packagesOf = lockfile => JSON.parse(readFileSync(lockfile, 'utf8')).packages;

/** Whether every package of the lockfile is installed in its version, and the lockfile is that of the manifests. */
function installedAsLocked(checkout) {
  const locked = packagesOf(join(checkout, 'package-lock.json'));
  const installed = packagesOf(hiddenLockfile(checkout));
  const asked = ['', 'kernel-helpers'].every(folder => {
    const manifest = JSON.parse(readFileSync(join(checkout, folder, 'package.json'), 'utf8'));
    return ['dependencies', 'devDependencies'].every(group => sameEntries(manifest[group], locked[folder]?.[group]));
  });
  return (
    asked &&
    Object.entries(locked).every(([path, entry]) => {
      if (path === '') return true;
      const found = installed[path];
      return found === undefined ? entry.optional === true : found.version === entry.version;
    })
  );
}

/** @param {Record<string, string>} [a] @param {Record<string, string>} [b] */
function sameEntries(a = {}, b = {}) {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every(name => a[name] === b[name]);
}

/** The npm that runs us, else the one that came with this Node, else the one on the path. */
export function npmCommand() {
  const running = process.env.npm_execpath;
  if (running && basename(running) === 'npm-cli.js' && existsSync(running)) return [process.execPath, running];
  const home = dirname(process.execPath);
  const bundled = [join(home, 'node_modules', 'npm'), join(home, '..', 'lib', 'node_modules', 'npm')]
    .map(folder => join(folder, 'bin', 'npm-cli.js'))
    .find(existsSync);
  return bundled ? [process.execPath, bundled] : ['npm'];
}
