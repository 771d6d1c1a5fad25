// Our matrix, from the JSON that stands in a notebook.

import { PRINT_THEME } from '../../../../extension/lib/figure/theme.js';
import { decodeMatrix, MatrixWidgetView } from '../../../../extension/lib/matrix/engine.js';
import { SelectionModel } from '../../../../extension/lib/selection/model.js';

const fill = (text, ...values) => text.replace(/%(\d+)/g, (_, n) => String(values[n - 1]));
const trans = { __: fill, _n: (one, many, n, ...values) => fill(n === 1 ? one : many, n, ...values) };
let view;
const selection = new SelectionModel();

window.bench = {
  first: text =>
    new Promise(resolve => {
      const host = document.createElement('div');
      host.style.width = '900px';
      document.body.append(host);
      view = new MatrixWidgetView(host, decodeMatrix(JSON.parse(text)), {
        trans,
        selection,
        summary: '',
        theme: () => PRINT_THEME,
        accent: () => '#1976d2',
        onView() {},
        onReady: resolve,
        actions: () => ({ actions: [], files: [] }),
      });
    }),
  zoom([top, bottom, left, right]) {
    view.look({ top, bottom, left, right }, true);
  },
  async sort() {
    const side = { by: 'cell', sort: ['inputs'] };
    view.change({ rows: side, columns: side });
    await view.redraw();
  },
  hover(x, y) {
    const box = document.querySelector('.nsewdrag').getBoundingClientRect();
    const at = { clientX: box.left + x * box.width, clientY: box.top + y * box.height, bubbles: true };
    document.querySelector('.jp-ConnectomeMatrix-stage').dispatchEvent(new PointerEvent('pointermove', at));
  },
  select(count) {
    selection.set({ neurons: Array.from({ length: count }, (_, i) => String(i + 1)) });
  },
};
