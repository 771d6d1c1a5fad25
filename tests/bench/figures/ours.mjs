// Our side of "npm run bench -- figures": node ours.mjs RECIPE WAY MIRROR TIMES.
// "ours" gives numbers, check and the figure's description; "ours, drawn" also has Chromium draw it, as a notebook does.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { FIGURE_MIME, jupyterDisplay } from '../../../kernel-helpers/dist/contract/mime.js';
import { recipes } from '../../../kernel-helpers/dist/index.js';

/** A number of each panel that both sides must agree on, times a million. */
const CHECKS = {
  'ding2025/fig2d': ({ comparisons }) => comparisons[0].t,
  'ding2025/fig2f': trends => trends[0].refit.slope,
  'ding2025/fig4': slopes => slopes.filter(({ pAdjusted }) => pAdjusted < 0.05).length,
  'ding2025/fig5c': tests => tests[0].observedMedian,
  'microns2025/fig3g': ({ atTheirPlace }) => atTheirPlace,
  'microns2025/fig6k': ({ meanCorrelation }) => meanCorrelation,
  'microns2025/fig7d': ({ ontoInterneurons }) => ontoInterneurons.PTC,
};
/** A matrix to work with is no Plotly figure: `npm run bench -- matrix` draws those. */
const NOT_DRAWN = ['microns2025/fig7d'];

const [id, way, , times] = process.argv.slice(2);
if (id === 'list') {
  const jobs = Object.keys(CHECKS).flatMap(job => [
    [job, 'ours'],
    ...(NOT_DRAWN.includes(job) ? [] : [[job, 'ours, drawn']]),
  ]);
  console.log(JSON.stringify(jobs));
} else {
  const draw = way === 'ours' ? undefined : await drawer();
  const seconds = [];
  let panel;
  for (let time = 0; time < Number(times); time++) {
    globalThis.gc();
    const start = performance.now();
    panel = await recipes.run(id);
    const bundle = await panel[jupyterDisplay]();
    if (draw) await draw.draw(bundle[FIGURE_MIME]);
    seconds.push((performance.now() - start) / 1000);
  }
  await draw?.close();
  const peakMb = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ seconds, peakMb, check: Math.round(CHECKS[id](panel.statistics) * 1e6) }));
  process.exit();
}

/** A page with plotly.js, ready to draw; starting it is not timed, as a notebook is open already. */
async function drawer() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--no-first-run'],
  });
  const page = await browser.newPage();
  await page.setContent('<div id="figure"></div>');
  await page.addScriptTag({
    content: readFileSync(createRequire(import.meta.url).resolve('plotly.js/dist/plotly.min.js'), 'utf8'),
  });
  const draw = ({ data, layout }) =>
    page.evaluate(
      async ([traces, look]) => {
        const node = document.getElementById('figure');
        await window.Plotly.newPlot(node, traces, look);
        return (await window.Plotly.toImage(node, { format: 'png' })).length;
      },
      [data, layout],
    );
  return { draw, close: () => browser.close() };
}
