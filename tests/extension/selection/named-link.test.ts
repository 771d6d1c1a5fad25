import type { JSONObject, JSONValue } from '@lumino/coreutils';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NamedSelections } from '../../../extension/selection/named';
import { NamedSelectionsLink } from '../../../extension/selection/named-link';
import { EMPTY_SELECTION, type Selection } from '../../../kernel-helpers/contract/selection.js';
import { isNamedSelectionMessage } from '../../../kernel-helpers/contract/selection-names.js';
import type { Comm, CommTarget } from '../../../kernel-helpers/kernel/comm.js';
import { serveSelection } from '../../../kernel-helpers/kernel/selection-comm.js';
import { SelectionNamesStore } from '../../../kernel-helpers/kernel/selection-names-store.js';
import { SelectionStore } from '../../../kernel-helpers/kernel/selection-store.js';

const of = (...neurons: string[]): Selection => ({ ...EMPTY_SELECTION, neurons });

/** The real kernel side, and pages that reach it over wires on which every message waits until it is let through. */
class Wires {
  readonly names = new SelectionNamesStore();
  readonly #open: CommTarget;
  readonly #pages: Page[] = [];

  constructor() {
    let open: CommTarget | undefined;
    serveSelection({ register: (_, opened) => (open = opened) }, new SelectionStore(), this.names);
    this.#open = open as CommTarget;
  }

  page(had: Record<string, Selection> = {}): Page {
    const page = new Page(this.#open, `page ${this.#pages.length}`, had);
    this.#pages.push(page);
    return page;
  }

  settle(): void {
    while (this.#pages.some(page => page.deliver('kernel') || page.deliver('page')));
  }
}

class Page {
  readonly named: NamedSelections;
  readonly #link: NamedSelectionsLink;
  readonly #queues: Record<'kernel' | 'page', (() => void)[]> = { kernel: [], page: [] };

  constructor(open: CommTarget, id: string, had: Record<string, Selection>) {
    this.named = new NamedSelections({ read: () => had, write: () => undefined, onChange: () => undefined });
    const comm: Comm = {
      id,
      target: '',
      closed: false,
      onMessage: () => undefined,
      onClose: () => undefined,
      send: data => {
        const message = JSON.parse(JSON.stringify(data)) as JSONValue;
        this.#queues.page.push(() => {
          if (isNamedSelectionMessage(message)) this.#link.received(message);
          else this.#link.answered();
        });
      },
      close: () => undefined,
    };
    this.#link = new NamedSelectionsLink(this.named, (message: JSONObject) => {
      const said = JSON.parse(JSON.stringify(message));
      this.#queues.kernel.push(() => void comm.onMessage(said, [], {}));
      return true;
    });
    this.#link.opening();
    this.#queues.kernel.push(() => void open(comm, { op: 'offer', selection: of(), by: id }, [], {}));
  }

  deliver(to: 'kernel' | 'page'): boolean {
    const message = this.#queues[to].shift();
    message?.();
    return message !== undefined;
  }
}

const named = (page: Page): Record<string, Selection> => Object.fromEntries(page.named.all);

describe('when a notebook meets its kernel', () => {
  test('a kernel that was just started learns what the notebook has', () => {
    const wires = new Wires();
    wires.page({ first: of('1'), second: of('2') });
    wires.settle();
    expect([...wires.names.named]).toEqual([
      ['first', of('1')],
      ['second', of('2')],
    ]);
  });

  test('a page that is loaded again has what cells saved meanwhile, and its own', () => {
    const wires = new Wires();
    wires.names.save('first', of('9'));
    wires.names.save('of a cell', of('3'));
    const page = wires.page({ first: of('1'), second: of('2') });
    wires.settle();
    expect(named(page)).toEqual({ first: of('9'), second: of('2'), 'of a cell': of('3') });
    expect(Object.fromEntries(wires.names.named)).toEqual(named(page));
  });

  test('what is saved before the kernel has answered is not lost', () => {
    const wires = new Wires();
    const page = wires.page();
    page.named.save('early', of('1'));
    wires.settle();
    expect(Object.fromEntries(wires.names.named)).toEqual({ early: of('1') });
  });
});

test('whoever saves and forgets in whatever order, in the end all have the same', () => {
  const step = fc.record({
    who: fc.constantFrom('a', 'b', 'kernel'),
    name: fc.constantFrom('x', 'y'),
    id: fc.option(fc.constantFrom('1', '2')),
    deliver: fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('kernel' as const, 'page' as const))),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), steps => {
      const wires = new Wires();
      const pages = { a: wires.page({ x: of('7') }), b: wires.page() };
      wires.settle();
      for (const { who, name, id, deliver } of steps) {
        const where = who === 'kernel' ? wires.names : pages[who as 'a'].named;
        if (id === null) where.forget(name);
        else where.save(name, of(id));
        for (const [page, to] of deliver) pages[page as 'a'].deliver(to);
      }
      wires.settle();
      expect(named(pages.a)).toEqual(Object.fromEntries(wires.names.named));
      expect(named(pages.b)).toEqual(Object.fromEntries(wires.names.named));
    }),
  );
});
