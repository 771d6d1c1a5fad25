// Our matrix, from the JSON that stands in a notebook.

import { PRINT_THEME } from '../../../../extension/figure/theme';
import { decodeMatrix, MatrixWidgetView } from '../../../../extension/matrix/engine';
import { SelectionModel } from '../../../../extension/selection/model';

const fill = (text: string, ...values: readonly unknown[]): string =>
  text.replace(/%(\d+)/g, (_, n) => String(values[n - 1]));
const trans = {
  __: fill,
  _n: (one: string, many: string, n: number, ...values: readonly unknown[]): string =>
    fill(n === 1 ? one : many, n, ...values),
};
let view: MatrixWidgetView;
const selection = new SelectionModel();

// What the benchmark asks of every library's page.
Object.assign(window, {
  bench: {
    first: (text: string) =>
      new Promise<void>(resolve => {
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
          actions: () => ({ actions: [], files: [], controls: [], panels: [] }),
        });
      }),
    zoom([top, bottom, left, right]: readonly [number, number, number, number]): void {
      view.look({ top, bottom, left, right }, true);
    },
    async sort(): Promise<void> {
      const side = { by: 'cell', sort: ['inputs'] } as const;
      view.change({ rows: side, columns: side });
      await view.redraw();
    },
    hover(x: number, y: number): void {
      const box = (document.querySelector('.nsewdrag') as Element).getBoundingClientRect();
      const at = { clientX: box.left + x * box.width, clientY: box.top + y * box.height, bubbles: true };
      document.querySelector('.jp-ConnectomeMatrix-stage')?.dispatchEvent(new PointerEvent('pointermove', at));
    },
    select(count: number): void {
      selection.set({ neurons: Array.from({ length: count }, (_, i) => String(i + 1)) });
    },
  },
});
