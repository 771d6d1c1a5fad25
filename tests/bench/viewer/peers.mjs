// The peers' packages, installed when first needed, and the script of every viewer's page, minified as for release.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { benchPython, root, run, state } from '../bench-python.mjs';

const here = name => fileURLToPath(new URL(name, import.meta.url));
export const folder = join(state, 'viewer-bench');

/** Installs what is missing; returns the Python that has k3d. */
export function installPeers() {
  const python = benchPython('viewer-bench-venv', 'requirements-viewer.txt');
  const stamp = join(folder, 'packages.sha256');
  const wanted = createHash('sha256')
    .update(readFileSync(here('peers-package.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;
  console.log('- installing deck.gl and Neuroglancer for the benchmark (npm)');
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
  copyFileSync(here('peers-package.json'), join(folder, 'package.json'));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  run(npm, ['install', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts'], { cwd: folder });
  writeFileSync(stamp, wanted);
  return python;
}

/** Bundles the pages of these viewers into `built/`; returns for each its scripts in order and their gzipped size. */
export async function buildPages(peers, python) {
  const built = join(folder, 'built');
  rmSync(built, { recursive: true, force: true });
  const { rspack } = await import(pathToFileURL(createRequire(join(folder, 'package.json')).resolve('@rspack/core')));
  const pages = {};
  for (const peer of peers) {
    await bundle(rspack, peer, join(built, peer));
    const library = libraryOf(peer, python);
    if (library) copyFileSync(library, join(built, peer, basename(library)));
    const counted = library
      ? [basename(library)]
      : readdirSync(join(built, peer)).filter(name => /\.(js|css)$/.test(name));
    const gzipped = counted.map(name => gzipSync(readFileSync(join(built, peer, name)), { level: 9 }).length);
    pages[peer] = {
      scripts: [...(library ? [basename(library)] : []), 'page.js'],
      styles: counted.filter(name => name.endsWith('.css')),
      bundleBytes: gzipped.reduce((sum, bytes) => sum + bytes, 0),
    };
  }
  return pages;
}

/** Of a viewer that comes as one script: that script. */
function libraryOf(peer, python) {
  if (peer === 'plotly') return join(root, 'node_modules', 'plotly.js', 'dist', 'plotly-gl3d.min.js');
  if (peer !== 'k3d') return undefined;
  const found = "import importlib.util as u; print(u.find_spec('k3d').submodule_search_locations[0])";
  return join(run(python, ['-c', found], { read: true }).trim(), 'static', 'standalone.js');
}

function bundle(rspack, peer, output) {
  const conditionNames = ['precomputed', 'http', 'segmentation', 'annotation'].map(name => {
    const kind = name === 'precomputed' ? 'datasource' : name === 'http' ? 'kvstore' : 'layer';
    return `neuroglancer/${kind}/${name}:enabled`;
  });
  for (const kind of ['datasource', 'kvstore', 'layer']) conditionNames.push(`neuroglancer/${kind}:none_by_default`);
  const icon = name => join(folder, 'node_modules', 'ikonate', 'icons', `${name}.svg`);
  const compiler = rspack({
    mode: 'production',
    context: root,
    entry: { page: here(`page/${peer}.mjs`) },
    output: { path: output, filename: '[name].js', publicPath: 'auto' },
    devtool: false,
    performance: { hints: false },
    resolve: {
      modules: [join(folder, 'node_modules'), join(root, 'node_modules')],
      conditionNames: [...conditionNames, '...'],
      alias: {
        // Three drawings that the package of this name on npm has not.
        'ikonate/icons/controls-alt.svg': icon('controls'),
        'ikonate/icons/layers.svg': icon('list'),
        'ikonate/icons/code-alt.svg': icon('tool'),
        'connectome-style': join(root, 'style'),
      },
    },
    module: {
      rules: [
        { test: /\.svg$/, type: 'asset/source' },
        { test: /\.css$/, type: 'css/auto' },
      ],
    },
    // Neuroglancer's workers ask for what only Node has, behind a test of where they run.
    ignoreWarnings: [() => true],
  });
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      const failed = error ?? (stats.hasErrors() ? new Error(stats.toString({ all: false, errors: true })) : undefined);
      compiler.close(() => (failed ? reject(failed) : resolve()));
    });
  });
}
