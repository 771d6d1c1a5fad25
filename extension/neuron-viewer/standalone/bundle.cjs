// Bundles the viewer into one script that a page by itself can hold: the "HTML" that a view is exported as.
const { readFileSync, mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..', '..', '..');
const styles = ['neuron-viewer.css', 'viewer-tools.css', 'viewer-legend.css', 'viewer-narrow.css'].map(name =>
  join(root, 'style', name),
);

/** The script, its style sheets within. */
async function standaloneScript({ minify = true } = {}) {
  const { rolldown } = await import('rolldown');
  const css = [join(__dirname, 'page.css'), ...styles].map(path => readFileSync(path, 'utf8')).join('\n');
  const bundle = await rolldown({
    input: join(root, 'extension', 'lib', 'neuron-viewer', 'standalone', 'main.js'),
    platform: 'browser',
    logLevel: 'silent',
    transform: { define: { CONNECTOME_STYLE: JSON.stringify(css) } },
  });
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false, minify });
  await bundle.close();
  if (output.length !== 1) throw new Error(`the viewer was bundled into ${output.length} files, expected 1`);
  return output[0].code;
}

/** Puts it beside what JupyterLab loads, as `static/standalone/viewer.js`: fetched when a view is exported as HTML. */
class BundleStandalone {
  apply(compiler) {
    compiler.hooks.afterEmit.tapPromise('BundleStandalone', async () => {
      const folder = join(compiler.options.output.path, 'standalone');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'viewer.js'), await standaloneScript());
    });
  }
}

module.exports = { BundleStandalone, standaloneScript };
