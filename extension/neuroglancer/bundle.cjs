// Bundles Neuroglancer as a page of its own, beside what JupyterLab loads.
const { join } = require('node:path');
const { WPPlugin } = require('@jupyter/builder/lib/webpack-plugins');

/** Formats that connectomes are published in; Neuroglancer has a dozen more, of services few can reach. */
const FORMATS = ['precomputed', 'graphene', 'zarr', 'n5'];

/** Drawings that came after the icons' last release, and which of it stand in for them. */
const ICONS = { 'controls-alt': 'controls', layers: 'cards', 'code-alt': 'dialpad' };

/**
 * The page that the Neuroglancer tab shows in a frame, built with the extension into `static/neuroglancer`.
 *
 * It is no chunk of the extension, because Neuroglancer takes a page for its own: its style sheet names `html` and
 * `body`, its menus and messages go into the body, and when the graphics driver fails it loads the page again, which
 * in JupyterLab would lose what is not saved.
 */
class BundleNeuroglancer {
  apply(compiler) {
    const { rspack } = compiler;
    compiler.hooks.afterEmit.tapPromise(
      'BundleNeuroglancer',
      () =>
        new Promise((resolve, reject) => {
          const bundler = rspack(configuration(rspack, compiler.options));
          bundler.run((error, stats) => {
            bundler.close(() => {
              if (error) reject(error);
              else if (stats.hasErrors()) reject(new Error(stats.toString({ preset: 'errors-only' })));
              else resolve();
            });
          });
        }),
    );
  }
}

function configuration(rspack, { mode, output }) {
  const folder = __dirname;
  const icons = Object.entries(ICONS).map(
    ([missing, known]) =>
      new rspack.NormalModuleReplacementPlugin(new RegExp(`^ikonate/icons/${missing}\\.svg`), resource => {
        resource.request = `ikonate/icons/${known}.svg`;
      }),
  );
  return {
    name: 'neuroglancer',
    mode,
    context: folder,
    entry: join(folder, '..', 'lib', 'neuroglancer', 'frame', 'main.js'),
    output: {
      path: join(output.path, 'neuroglancer'),
      // The server lets browsers keep what has a version in its address; the page itself is asked for each time.
      filename: '[name].[contenthash].js?v=[contenthash]',
      chunkFilename: '[name].[contenthash].js?v=[contenthash]',
      publicPath: 'auto',
      hashFunction: 'xxhash64',
      clean: true,
    },
    resolve: {
      conditionNames: [
        'neuroglancer/datasource:none_by_default',
        ...FORMATS.map(format => `neuroglancer/datasource/${format}:enabled`),
        '...',
      ],
    },
    module: {
      rules: [
        { test: /\.css$/, use: ['style-loader', 'css-loader'], type: 'javascript/auto' },
        { test: /\.svg$/, type: 'asset/source' },
        { test: /\.wasm$/, type: 'asset/resource' },
      ],
    },
    performance: { hints: false },
    plugins: [
      ...icons,
      new rspack.HtmlRspackPlugin({
        filename: 'index.html',
        title: 'Neuroglancer',
        meta: { viewport: 'width=device-width' },
      }),
      ...(mode === 'production' ? [new WPPlugin.JSONLicenseWebpackPlugin()] : []),
    ],
  };
}

module.exports = { BundleNeuroglancer };
