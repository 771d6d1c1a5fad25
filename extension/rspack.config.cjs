// What the builder does not do by itself.
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { BundleNeuroglancer } = require('./neuroglancer/bundle.cjs');
const { BundleStandalone } = require('./neuron-viewer/standalone/bundle.cjs');

const published = join(__dirname, 'labextension', 'package.json');

/**
 * JupyterLab reads from the built manifest which of its versions the extension runs in. Our own manifest pins the one
 * it is built against; the built one names those in which it is known to run, as `sharedPackages` has them.
 */
class StateCompatibleRange {
  apply(compiler) {
    compiler.hooks.done.tap('StateCompatibleRange', () => {
      const manifest = JSON.parse(readFileSync(published, 'utf8'));
      manifest.dependencies = Object.fromEntries(
        Object.entries(manifest.dependencies).map(([name, pin]) => [
          name,
          manifest.jupyterlab.sharedPackages[name]?.requiredVersion ?? `^${pin.replace(/^[~^]/, '')}`,
        ]),
      );
      for (const key of ['scripts', 'workspaces', 'overrides', 'devDependencies', 'private']) delete manifest[key];
      writeFileSync(published, `${JSON.stringify(manifest, null, 2)}\n`);
    });
  }
}

module.exports = {
  plugins: [new StateCompatibleRange(), new BundleNeuroglancer(), new BundleStandalone()],
  // The drawings lie outside what tsc compiles, so no relative path fits both the source and what is built of it.
  resolve: {
    alias: {
      'connectome-style': join(__dirname, '..', 'style'),
      // What jsPDF would load to turn HTML into pages, which nothing of ours does.
      canvg: false,
      dompurify: false,
      html2canvas: false,
    },
  },
  // Plotly and three.js are large and stand in chunks of their own, loaded when the first picture comes on screen.
  performance: { hints: false },
  // Plotly's packages that ship without a licence file; package.json of each says MIT. Ours has its own at the root.
  ignoreWarnings: [
    /could not find any license file for (has-hover|is-mobile|native-promise-only|has-passive-events|connectome-helpers)\b/,
  ],
};
