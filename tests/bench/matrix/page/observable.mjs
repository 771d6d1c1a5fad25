// Observable Plot's raster, from the same dense array.
import * as Plot from '@observablehq/plot';

let values;
let cells;

function draw(data, domain) {
  const plot = Plot.plot({
    width: 900,
    height: 800,
    ...(domain ? { x: { domain: domain.slice(2) }, y: { domain: domain.slice(0, 2) } } : {}),
    marks: [Plot.raster(data, { width: cells, height: cells, imageRendering: 'pixelated' })],
  });
  document.body.replaceChildren(plot);
}

window.bench = {
  first(text) {
    const parsed = JSON.parse(text);
    cells = parsed.cells;
    const bytes = Uint8Array.from(atob(parsed.bdata), sign => sign.charCodeAt(0));
    values = new Float32Array(bytes.buffer);
    draw(values);
  },
  zoom: window => draw(values, window),
  sort() {
    const sums = new Float64Array(cells);
    values.forEach((value, i) => {
      sums[i % cells] += value;
    });
    const order = Array.from(sums.keys()).sort((a, b) => sums[b] - sums[a]);
    const next = new Float32Array(values.length);
    order.forEach((from, i) => {
      order.forEach((to, j) => {
        next[i * cells + j] = values[from * cells + to];
      });
    });
    draw(next);
  },
};
