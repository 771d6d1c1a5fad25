import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseCommand, USAGE } from './arguments.mjs';
import { ensureExtension, ensureHelpers } from './build.mjs';
import { Failure } from './failure.mjs';
import { endWithNpm, interruptionIsSuccess, isAlive, onInterruption } from './interruption.mjs';
import { withLock } from './lock.mjs';
import { ensureNodeModules } from './node-modules.mjs';
import { findPlaces, packageVersion } from './places.mjs';
import { readStamp, stampMatches, writeStamp } from './stamps.mjs';
import { createSteps } from './steps.mjs';
import { runTool } from './tool.mjs';

const NEED_THE_EXTENSION = ['start', 'setup', 'build', 'wheel'];

/**
 * The command line from its arguments to the exit status.
 *
 * @param {readonly string[]} args
 */
export async function runCommand(args) {
  try {
    process.exitCode = await perform(parseCommand(args));
  } catch (error) {
    reportFailure(error);
    process.exitCode = error instanceof Failure ? error.exitCode : 1;
  }
}

/**
 * @param {import('./arguments.mjs').Command} command
 * @returns {Promise<number>}
 */
async function perform(command) {
  const begun = performance.now();
  const places = findPlaces();
  if (command.name === 'help') process.stdout.write(USAGE);
  if (command.name === 'version') process.stdout.write(`${packageVersion(places.packageFolder)}\n`);
  if (command.name === 'help' || command.name === 'version') return 0;

  endWithNpm();
  const steps = createSteps();
  await prepare(places, steps, NEED_THE_EXTENSION.includes(command.name));
  if (command.name === 'build') return steps.summary() ?? 0;

  const { main } = await import(pathToFileURL(join(places.packageFolder, 'dist', 'cli', 'main.js')).href);
  const toolbox = {
    runTool,
    withLock,
    readStamp,
    stampMatches,
    writeStamp,
    onInterruption,
    interruptionIsSuccess,
    isAlive,
  };
  return main(command, {
    ...places,
    ...toolbox,
    steps,
    begun,
    fail: (message, options) => new Failure(message, options),
  });
}

/**
 * Makes a checkout ready to be run; an installed package is ready as it is.
 *
 * @param {import('./places.mjs').Places} places
 * @param {import('./steps.mjs').Steps} steps
 * @param {boolean} withExtension
 */
export async function prepare(places, steps, withExtension) {
  if (places.checkout === undefined) {
    if (existsSync(join(places.packageFolder, 'dist', 'cli', 'main.js'))) return;
    throw new Failure(`the package in ${places.packageFolder} was never built: install a released one`);
  }
  const checkout = { ...places, checkout: places.checkout };
  await ensureNodeModules(checkout, steps);
  await ensureHelpers(checkout, steps);
  if (withExtension) await ensureExtension(checkout, steps);
}

/**
 * Prints an error as a reader needs it: the sentence for what was foreseen, the stack for what was not.
 *
 * @param {unknown} error
 */
export function reportFailure(error) {
  if (error instanceof Failure && error.detail) process.stderr.write(`${error.detail.replace(/^/gm, '  │ ')}\n`);
  const foreseen = error instanceof Failure || (error instanceof Error && 'tag' in error);
  process.stderr.write(
    `connectome: ${foreseen ? /** @type {Error} */ (error).message : error instanceof Error ? error.stack : error}\n`,
  );
}
