// The Python packages that only tests need: .connectome/test-venv, beside those of the private environment, and
// .connectome/wheel-venv, a Jupyter of somebody else's.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../kernel-helpers/bin/bootstrap/failure.mjs';
import { withLock } from '../kernel-helpers/bin/bootstrap/lock.mjs';
import { findPlaces } from '../kernel-helpers/bin/bootstrap/places.mjs';
import { hashSources, readStamp, stampMatches, writeStamp } from '../kernel-helpers/bin/bootstrap/stamps.mjs';
import { createSteps } from '../kernel-helpers/bin/bootstrap/steps.mjs';
import { runTool } from '../kernel-helpers/bin/bootstrap/tool.mjs';

/** Packages beside the private environment's, which its own are found in. */
const TESTS = {
  name: 'test-venv',
  requirements: ['tests', 'requirements.txt'],
  /** Prints what the environment holds, and fails where a package is missing. */
  probe:
    'import platform, jupyter_kernel_test as t, jupyter_client as c, pypdf as p; print(platform.python_version(), t.__version__, c.__version__, p.__version__)',
  what: 'for the tests',
  beside: true,
};

/** A plain Jupyter. */
const PLAIN = {
  name: 'wheel-venv',
  requirements: ['tests', 'ui', 'wheel', 'requirements.txt'],
  probe:
    'import platform, jupyterlab as l, notebook as n; print(platform.python_version(), l.__version__, n.__version__)',
  what: 'as another Jupyter',
  beside: false,
};

/** Where packages go: a folder of the environment that is asked. */
const PURELIB = 'import sysconfig; print(sysconfig.get_path("purelib"))';

/**
 * Makes `.connectome/test-venv` where it is missing, was made from other requirements or no longer works. The helpers
 * are built and `.connectome/venv` is there by then.
 */
export const ensureTestEnvironment = root => ensureEnvironment(root, TESTS);

/** Makes `.connectome/wheel-venv`, likewise. */
export const ensurePlainJupyter = root => ensureEnvironment(root, PLAIN);

async function ensureEnvironment(root, { name, requirements: place, probe, what: purpose, beside }) {
  // Not before: on a fresh clone the build makes it.
  const { environmentPython, installRequirements } = await import('../kernel-helpers/dist/cli/python-environment.js');
  const { state, packageFolder } = findPlaces(join(root, 'kernel-helpers'));
  const requirements = join(root, ...place);
  const stampFile = join(state, 'stamps', `${name}.json`);
  const [python, own] = [environmentPython(state), environmentPython(state, name)];
  const fail = (message, options) => new Failure(message, options);
  const context = { state, packageFolder, steps: createSteps(), runTool, readStamp, stampMatches, writeStamp, fail };

  const ask = async (program, question) => {
    const what = 'asking the Python environment of the tests';
    const log = join(state, 'logs', `${name}-probe.log`);
    const remedy = `delete .connectome/${name} and run again`;
    return (await runTool(program, ['-I', '-c', question], { what, remedy, log })).trim();
  };
  const stamp = async () => ({
    requirements: hashSources(root, [place.join('/')]),
    holds: existsSync(own) ? await ask(own, probe).catch(() => 'nothing') : 'nothing',
  });
  const isFresh = async () => existsSync(own) && stampMatches(stampFile, await stamp());
  if (await isFresh()) return;
  await withLock(join(state, 'lock'), async () => {
    if (await isFresh()) return;
    const venv = join(state, name);
    rmSync(stampFile, { force: true });
    rmSync(venv, { recursive: true, force: true, maxRetries: 3 });
    await runTool(python, ['-I', '-m', 'venv', '--without-pip', venv], {
      what: 'making the Python environment of the tests',
      remedy: 'delete .connectome and run again',
      log: join(state, 'logs', `${name}.log`),
    });
    const packages = await ask(own, PURELIB);
    mkdirSync(packages, { recursive: true });
    if (beside) writeFileSync(join(packages, 'private-environment.pth'), `${await ask(python, PURELIB)}\n`);
    await installRequirements(context, {
      title: `installing ${requirementNames(requirements)} ${purpose} (pip)`,
      what: 'installing what the tests need',
      requirements,
      log: `${name}-pip.log`,
      options: beside ? ['--no-deps', '--target', packages] : ['--ignore-installed', '--prefix', venv],
    });
    writeStamp(stampFile, await stamp());
  });
}

function requirementNames(file) {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter(line => /^\w/.test(line)).join(', ');
}
