// Plotly's own heat map, from what its Python package writes: a dense array of float32 in base64.
import Plotly from 'plotly.js/lib/core';
import heatmap from 'plotly.js/lib/heatmap';

Plotly.register([heatmap]);
let host;
let z;

const permuted = (rows, order) => order.map(i => order.map(j => rows[i][j]));

window.bench = {
  async first(text) {
    const { cells, bdata } = JSON.parse(text);
    const bytes = Uint8Array.from(atob(bdata), sign => sign.charCodeAt(0));
    const values = new Float32Array(bytes.buffer);
    z = Array.from({ length: cells }, (_, i) => values.subarray(i * cells, (i + 1) * cells));
    host = document.createElement('div');
    document.body.append(host);
    await Plotly.newPlot(host, [{ type: 'heatmap', z }], { width: 900, height: 800 });
  },
  zoom: ([top, bottom, left, right]) =>
    Plotly.relayout(host, { 'xaxis.range': [left, right], 'yaxis.range': [bottom, top] }),
  async sort() {
    const sums = z.map((_, j) => z.reduce((sum, row) => sum + row[j], 0));
    const order = sums.map((_, i) => i).sort((a, b) => sums[b] - sums[a]);
    await Plotly.restyle(host, { z: [permuted(z, order)] });
  },
  hover(x, y) {
    const box = host.querySelector('.nsewdrag').getBoundingClientRect();
    const at = { clientX: box.left + x * box.width, clientY: box.top + y * box.height, bubbles: true };
    host.querySelector('.nsewdrag').dispatchEvent(new MouseEvent('mousemove', at));
  },
};
