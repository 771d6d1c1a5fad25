import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command, CommandContext } from './context.js';
import { ensureEnvironment, runPip } from './python-environment.js';
import { EXTENSION_NAME } from './share.js';

/** The field's own builder of wheels for prebuilt extensions. */
const BUILDER = 'hatchling==1.33.0';

/** The same bytes in every wheel of one version: no file of it is older or newer than this. */
const EPOCH = '1577836800';

/** What of the extension's manifest a wheel tells. */
interface Manifest {
  readonly version: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly license: string;
}

/** `connectome wheel`: the built extension as a wheel, which any JupyterLab 4.4 or later takes without Node.js. */
export async function wheelCommand(command: Command, context: CommandContext): Promise<number> {
  const { checkout } = context;
  if (checkout === undefined) throw context.fail('a wheel is made in a checkout: this package was installed by npm');
  await ensureEnvironment(context);
  const output = resolve(command.options.output ?? '.');
  const folder = mkdtempSync(join(tmpdir(), 'connectome-wheel-'));
  try {
    const { version } = layOut(checkout, folder);
    mkdirSync(output, { recursive: true });
    await runPip(context, ['wheel', '--no-deps', '--wheel-dir', output, folder], {
      title: 'making the wheel (hatchling)',
      what: 'making the wheel',
      log: 'wheel.log',
      env: { SOURCE_DATE_EPOCH: EPOCH },
    });
    const wheel = join(output, `jupyterlab_connectome-${version}-py3-none-any.whl`);
    if (!existsSync(wheel)) throw context.fail(`no ${wheel} was made: see ${join(context.state, 'logs', 'wheel.log')}`);
    process.stdout.write(`${wheel}\n`);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** What hatchling builds a wheel of. */
function layOut(checkout: string, folder: string): Manifest {
  const built = join(checkout, 'extension', 'labextension');
  const manifest = JSON.parse(readFileSync(join(built, 'package.json'), 'utf8')) as Manifest;
  cpSync(built, join(folder, 'labextension'), { recursive: true });
  cpSync(join(checkout, 'LICENSE'), join(folder, 'LICENSE'));
  // JupyterLab tells by this file how to uninstall what it finds.
  const install = { packageManager: 'python', packageName: EXTENSION_NAME, uninstallInstructions: UNINSTALL };
  const files: Readonly<Record<string, string>> = {
    'install.json': `${JSON.stringify(install, null, 2)}\n`,
    'README.md': readmeOf(manifest),
    'pyproject.toml': projectOf(manifest),
    'jupyterlab_connectome.py': moduleOf(manifest),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return manifest;
}

const UNINSTALL = `pip uninstall ${EXTENSION_NAME}`;

function readmeOf({ description }: Manifest): string {
  return `# ${EXTENSION_NAME}

${description}.

This wheel has the widgets: notebooks that hold neurons, matrices, figures and checks show them in JupyterLab 4.4 or later
and in Notebook 7, without a kernel and without Node.js. The TypeScript kernel that makes them comes with the repository.

    pip install ${EXTENSION_NAME}
    ${UNINSTALL}
`;
}

function moduleOf({ version }: Manifest): string {
  return `"""The widgets of ${EXTENSION_NAME} are in share/jupyter/labextensions; nothing here is to be called."""

__version__ = "${version}"
`;
}

function projectOf({ version, description, keywords, license }: Manifest): string {
  const text = (value: string): string => JSON.stringify(value);
  return `[build-system]
requires = [${text(BUILDER)}]
build-backend = "hatchling.build"

[project]
name = ${text(EXTENSION_NAME)}
version = ${text(version)}
description = ${text(description)}
readme = "README.md"
license = ${text(license)}
license-files = ["LICENSE"]
requires-python = ">=3.9"
keywords = [${keywords.map(text).join(', ')}]
classifiers = [
  "Framework :: Jupyter",
  "Framework :: Jupyter :: JupyterLab",
  "Framework :: Jupyter :: JupyterLab :: 4",
  "Framework :: Jupyter :: JupyterLab :: Extensions",
  "Framework :: Jupyter :: JupyterLab :: Extensions :: Prebuilt",
  "Intended Audience :: Science/Research",
  "Topic :: Scientific/Engineering :: Visualization",
]

[tool.hatch.build.targets.wheel]
only-include = ["jupyterlab_connectome.py"]

[tool.hatch.build.targets.wheel.shared-data]
labextension = "share/jupyter/labextensions/${EXTENSION_NAME}"
"install.json" = "share/jupyter/labextensions/${EXTENSION_NAME}/install.json"
`;
}
