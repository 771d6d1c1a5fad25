import type { JSONObject, JSONValue } from '@lumino/coreutils';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ISelectionListener, SelectionLink } from '../../../extension/selection/kernel-link';
import { SelectionModel } from '../../../extension/selection/model';
import { EMPTY_SELECTION, SELECTION_LIMITS, type Selection } from '../../../kernel-helpers/contract/selection.js';
import type { Comm, CommTarget } from '../../../kernel-helpers/kernel/comm.js';
import { serveSelection } from '../../../kernel-helpers/kernel/selection-comm.js';
import { SelectionNamesStore } from '../../../kernel-helpers/kernel/selection-names-store.js';
import { SelectionStore } from '../../../kernel-helpers/kernel/selection-store.js';

const of = (...neurons: string[]): Selection => ({ ...EMPTY_SELECTION, neurons });

/** The real kernel side, reached over wires on which every message waits until it is let through. */
class Wires {
  readonly store = new SelectionStore();
  readonly #open: CommTarget;
  readonly #pages: Page[] = [];

  constructor() {
    let open: CommTarget | undefined;
    serveSelection({ register: (_, opened) => (open = opened) }, this.store, new SelectionNamesStore());
    this.#open = open as CommTarget;
  }

  page(): Page {
    const page = new Page(this.#open, `page ${this.#pages.length}`);
    this.#pages.push(page);
    return page;
  }

  /** Lets everything through, in the order it was said on each wire. */
  settle(): void {
    while (this.#pages.some(page => page.deliver('kernel') || page.deliver('page')));
  }
}

class Page {
  readonly model = new SelectionModel();
  readonly link: SelectionLink;
  warnings = 0;
  isOpen = true;
  readonly #queues: Record<'kernel' | 'page', (() => void)[]> = { kernel: [], page: [] };

  constructor(open: CommTarget, name: string) {
    const comm: Comm = {
      id: name,
      target: '',
      closed: false,
      onMessage: () => undefined,
      onClose: () => undefined,
      send: data => {
        const message = JSON.parse(JSON.stringify(data)) as JSONValue;
        this.#queues.page.push(() => this.link.received(message));
      },
      close: () => undefined,
    };
    const connect = (listener: ISelectionListener) => {
      const first = listener.opening();
      this.#queues.kernel.push(() => void open(comm, first, [], {}));
      return {
        isOpen: this.isOpen,
        send: (message: JSONObject) => {
          if (!this.isOpen) return false;
          this.#queues.kernel.push(() => void comm.onMessage(message, [], {}));
          return true;
        },
      };
    };
    this.link = new SelectionLink(this.model, name, connect, () => {
      this.warnings += 1;
    });
  }

  /** Lets the oldest message to the kernel, or to the page, through. */
  deliver(to: 'kernel' | 'page'): boolean {
    const message = this.#queues[to].shift();
    message?.();
    return message !== undefined;
  }
}

describe('a page and its kernel', () => {
  test('select the same, whoever selects', () => {
    const wires = new Wires();
    const page = wires.page();
    page.model.set(of('1'));
    wires.settle();
    expect(wires.store.current).toEqual(of('1'));
    wires.store.set(of('2'));
    wires.settle();
    expect(page.model.current).toEqual(of('2'));
  });

  test('a click is not undone by what the kernel said before it heard of it', () => {
    const wires = new Wires();
    const page = wires.page();
    wires.settle();
    const seen: string[] = [];
    wires.store.set(of('9'));
    page.model.set(of('1'));
    page.model.changed.connect(({ current }) => seen.push(current.neurons.join()));
    wires.settle();
    expect(seen).toEqual([]);
    expect(wires.store.current).toEqual(of('1'));
  });

  test('what a kernel was told to select before the page came stands above what views had stored', () => {
    const wires = new Wires();
    wires.store.set(of('2'));
    const page = wires.page();
    page.model.restore(of('1'));
    wires.settle();
    expect(page.model.current).toEqual(of('2'));
    expect(wires.store.current).toEqual(of('2'));
  });

  test('views that open one after the other are put together, on both sides', () => {
    const wires = new Wires();
    const page = wires.page();
    page.model.restore(of('1'));
    wires.settle();
    page.model.restore(of('2'));
    wires.settle();
    expect(wires.store.current).toEqual(of('1', '2'));
    expect(wires.store.isChosen).toBe(false);
    expect(page.model.isChosen).toBe(false);
  });

  test('a new kernel is told what is selected', () => {
    const wires = new Wires();
    const page = wires.page();
    page.model.set(of('1'));
    wires.settle();
    page.link.ended();
    expect(page.link.opening()).toMatchObject({ op: 'set', selection: of('1') });
  });

  test('without a kernel the page selects by itself, and listens to the next one', () => {
    const wires = new Wires();
    const page = wires.page();
    wires.settle();
    page.isOpen = false;
    page.model.set(of('1'));
    page.isOpen = true;
    wires.store.set(of('2'));
    wires.settle();
    expect(page.model.current).toEqual(of('2'));
  });

  test('what is too large to send stays in the page, and somebody is told', () => {
    const wires = new Wires();
    const page = wires.page();
    wires.settle();
    const ids = Array.from({ length: SELECTION_LIMITS.neurons + 1 }, (_, i) => String(i));
    page.model.set(of(...ids));
    wires.settle();
    expect(page.warnings).toBe(1);
    expect(wires.store.current).toEqual(EMPTY_SELECTION);
    expect(page.link.opening()).toMatchObject({ op: 'offer', selection: EMPTY_SELECTION });
  });

  test('agree after a click on nothing while nothing was selected, and a view that opens then', () => {
    const wires = new Wires();
    const [first, second] = [wires.page(), wires.page()];
    first.model.set(EMPTY_SELECTION);
    second.model.restore(of('2'));
    wires.settle();
    expect(first.model.current).toEqual(second.model.current);
  });

  test('agree in the end, whatever is said in whatever order', () => {
    const act = fc.oneof(
      fc.record({ what: fc.constantFrom('set', 'restore'), page: fc.nat(1), ids: fc.subarray(['1', '2', '3']) }),
      fc.record({ what: fc.constantFrom('undo', 'redo', 'hear', 'tell'), page: fc.nat(1) }),
      fc.record({ what: fc.constant('cell'), page: fc.constant(0), ids: fc.subarray(['1', '2', '3']) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), acts => {
        const wires = new Wires();
        const pages = [wires.page(), wires.page()];
        for (const { what, page: p, ...given } of acts) {
          const page = pages[p];
          const { ids = [] } = given as { ids?: string[] };
          if (what === 'set') page.model.set(of(...ids));
          if (what === 'restore') page.model.restore(of(...ids));
          if (what === 'undo') page.model.undo();
          if (what === 'redo') page.model.redo();
          if (what === 'tell') page.deliver('kernel');
          if (what === 'hear') page.deliver('page');
          if (what === 'cell') wires.store.set(of(...ids));
        }
        wires.settle();
        const sorted = ({ neurons }: Selection): string[] => [...neurons].sort();
        for (const { model } of pages) expect(sorted(model.current)).toEqual(sorted(wires.store.current));
      }),
    );
  });
});
