// .connectome/test-venv: the Python packages that only tests need, beside those of the private environment.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../kernel-helpers/bin/bootstrap/failure.mjs';
import { withLock } from '../kernel-helpers/bin/bootstrap/lock.mjs';
import { findPlaces } from '../kernel-helpers/bin/bootstrap/places.mjs';
import { hashSources, readStamp, stampMatches, writeStamp } from '../kernel-helpers/bin/bootstrap/stamps.mjs';
import { createSteps } from '../kernel-helpers/bin/bootstrap/steps.mjs';
import { runTool } from '../kernel-helpers/bin/bootstrap/tool.mjs';

const NAME = 'test-venv';
/** Prints what the environment holds, and fails where a package is missing. */
const PROBE =
  'import platform, jupyter_kernel_test as t, jupyter_client as c, pypdf as p; print(platform.python_version(), t.__version__, c.__version__, p.__version__)';
/** Where packages go: a folder of the environment that is asked. */
const PURELIB = 'import sysconfig; print(sysconfig.get_path("purelib"))';

/**
 * Makes `.connectome/test-venv` where it is missing, was made from other requirements or no longer works. The helpers
 * are built and `.connectome/venv` is there by then.
 */
export async function ensureTestEnvironment(root) {
  // Not before: on a fresh clone the build makes it.
  const { environmentPython, installRequirements } = await import('../kernel-helpers/dist/cli/python-environment.js');
  const { state, packageFolder } = findPlaces(join(root, 'kernel-helpers'));
  const requirements = join(root, 'tests', 'requirements.txt');
  const stampFile = join(state, 'stamps', `${NAME}.json`);
  const [python, own] = [environmentPython(state), environmentPython(state, NAME)];
  const fail = (message, options) => new Failure(message, options);
  const context = { state, packageFolder, steps: createSteps(), runTool, readStamp, stampMatches, writeStamp, fail };

  const ask = async (program, question) => {
    const what = 'asking the Python environment of the tests';
    const log = join(state, 'logs', `${NAME}-probe.log`);
    const remedy = 'delete .connectome/test-venv and run again';
    return (await runTool(program, ['-I', '-c', question], { what, remedy, log })).trim();
  };
  const stamp = async () => ({
    requirements: hashSources(root, ['tests/requirements.txt']),
    holds: existsSync(own) ? await ask(own, PROBE).catch(() => 'nothing') : 'nothing',
  });
  const isFresh = async () => existsSync(own) && stampMatches(stampFile, await stamp());
  if (await isFresh()) return;
  await withLock(join(state, 'lock'), async () => {
    if (await isFresh()) return;
    const venv = join(state, NAME);
    rmSync(stampFile, { force: true });
    rmSync(venv, { recursive: true, force: true, maxRetries: 3 });
    await runTool(python, ['-I', '-m', 'venv', '--without-pip', venv], {
      what: 'making the Python environment of the tests',
      remedy: 'delete .connectome and run again',
      log: join(state, 'logs', `${NAME}.log`),
    });
    const packages = await ask(own, PURELIB);
    mkdirSync(packages, { recursive: true });
    writeFileSync(join(packages, 'private-environment.pth'), `${await ask(python, PURELIB)}\n`);
    await installRequirements(context, {
      title: `installing ${requirementNames(requirements)} for the tests (pip)`,
      what: 'installing what the tests need',
      requirements,
      log: `${NAME}-pip.log`,
      options: ['--no-deps', '--target', packages],
    });
    writeStamp(stampFile, await stamp());
  });
}

function requirementNames(file) {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter(line => /^\w/.test(line)).join(', ');
}
