import { beforeEach, describe, expect, test } from 'vitest';
import { checkSelectionMessage, EMPTY_SELECTION, type Selection } from '../../kernel-helpers/contract/selection.js';
import { FormatError } from '../../kernel-helpers/errors.js';
import type { Comm, CommTarget } from '../../kernel-helpers/kernel/comm.js';
import { serveSelection } from '../../kernel-helpers/kernel/selection-comm.js';
import { SelectionNamesStore } from '../../kernel-helpers/kernel/selection-names-store.js';
import { SelectionStore } from '../../kernel-helpers/kernel/selection-store.js';

const of = (...neurons: string[]): Selection => ({ ...EMPTY_SELECTION, neurons });

let store: SelectionStore;
let names: SelectionNamesStore;
let open: CommTarget;

/** The kernel's end of a conversation with one page, and what went over it. */
class Page {
  readonly heard: unknown[] = [];
  readonly comm: Comm;

  constructor(id: string) {
    this.comm = {
      id,
      target: 'connectome.selection',
      closed: false,
      onMessage: () => undefined,
      onClose: () => undefined,
      send: data => this.heard.push(data),
      close: () => undefined,
    };
  }

  open(op: 'set' | 'offer', selection: Selection, by: string): this {
    void open(this.comm, { op, selection, by }, [], {});
    return this;
  }

  say(op: 'set' | 'offer', selection: unknown, by: string): void {
    void this.comm.onMessage({ op, selection, by }, [], {});
  }
}

beforeEach(() => {
  store = new SelectionStore();
  names = new SelectionNamesStore();
  serveSelection(
    {
      register: (target, opened) => {
        expect(target).toBe('connectome.selection');
        open = opened;
      },
    },
    store,
    names,
  );
});

describe('while nobody has selected anything', () => {
  test('what the stored views of a page show is selected, and what other pages show is added', () => {
    const first = new Page('a').open('offer', of('1'), 'a1');
    const second = new Page('b').open('offer', of('2'), 'b1');
    expect(store.current).toEqual(of('1', '2'));
    expect(first.heard).toEqual([
      { op: 'offer', selection: of('1'), by: 'a1' },
      { op: 'offer', selection: of('1', '2'), by: 'b1' },
    ]);
    expect(second.heard).toEqual([{ op: 'offer', selection: of('1', '2'), by: 'b1' }]);
  });

  test('what pages show together is no more than they can be told', () => {
    const ids = Array.from({ length: 200_000 }, (_, i) => `${i}`);
    const page = new Page('a').open('offer', of(...ids.slice(0, 100_000)), 'a1');
    page.say('offer', of(...ids.slice(100_000)), 'a2');
    const { selection } = checkSelectionMessage(page.heard.at(-1));
    expect(selection.neurons).toEqual(ids.slice(0, 100_000));
  });

  test('the first who selects is followed', () => {
    const page = new Page('a').open('offer', of('1'), 'a1');
    store.set(of('3'));
    expect(page.heard.at(-1)).toMatchObject({ op: 'set', selection: of('3') });
  });
});

describe('once somebody has selected', () => {
  test('a page that opens later hears of it, and its stored views are not asked', () => {
    store.set(of('9'));
    const page = new Page('a').open('offer', of('1'), 'a1');
    expect(page.heard).toEqual([{ op: 'set', selection: of('9'), by: 'a1' }]);
    expect(store.current).toEqual(of('9'));
  });

  test('that nothing is selected is a choice, too', () => {
    store.set(of('9'));
    store.set(EMPTY_SELECTION);
    new Page('a').open('offer', of('1'), 'a1');
    expect(store.current).toEqual(EMPTY_SELECTION);
  });

  test('every page hears what one of them says, under the name it was said', () => {
    const [first, second] = [new Page('a').open('offer', of(), 'a1'), new Page('b').open('offer', of(), 'b1')];
    second.say('set', of('5'), 'b2');
    for (const page of [first, second]) {
      expect(page.heard.at(-1)).toEqual({ op: 'set', selection: of('5'), by: 'b2' });
    }
    expect(store.current).toEqual(of('5'));
  });

  test('a page that says what is selected already gets its answer all the same', () => {
    const page = new Page('a').open('set', of('5'), 'a1');
    page.say('set', of('5'), 'a2');
    expect(page.heard.map(message => (message as { by: string }).by)).toEqual(['a1', 'a2']);
  });
});

test('a message that is none changes nothing', () => {
  const page = new Page('a').open('set', of('5'), 'a1');
  expect(() => page.say('set', { neurons: ['five'] }, 'a2')).toThrow(FormatError);
  expect(store.current).toEqual(of('5'));
  expect(page.heard).toHaveLength(1);
});

test('a page that was loaded again takes the place of the one before, which had its id', () => {
  const before = new Page('same').open('set', of('5'), '1');
  const after = new Page('same').open('offer', of(), '2');
  store.set(of('6'));
  expect(before.heard).toHaveLength(1);
  expect(after.heard.at(-1)).toMatchObject({ op: 'set', selection: of('6') });
});

test('a page that ends the conversation hears no more', () => {
  const page = new Page('a').open('set', of('5'), 'a1');
  void page.comm.onClose({}, [], {});
  store.set(of('6'));
  expect(page.heard).toHaveLength(1);
});

describe('selections with names', () => {
  const tell = (page: Page, message: object): void => void page.comm.onMessage(message, [], {});

  test('a page that opens hears of all of them, after what is selected', () => {
    names.save('first', of('1'));
    const page = new Page('a').open('offer', of(), 'a1');
    expect(page.heard).toEqual([
      { op: 'offer', selection: of(), by: 'a1' },
      { op: 'save', name: 'first', selection: of('1') },
    ]);
  });

  test('every page hears once of what a page or a cell saves and forgets, in that order', () => {
    const pages = [new Page('a').open('offer', of(), 'a1'), new Page('b').open('offer', of(), 'b1')];
    const before = pages.map(page => page.heard.length);
    tell(pages[0], { op: 'save', name: 'first', selection: of('1') });
    names.save('second', of('2'));
    tell(pages[1], { op: 'forget', name: 'first' });
    pages.forEach((page, i) => {
      expect(page.heard.slice(before[i])).toEqual([
        { op: 'save', name: 'first', selection: of('1') },
        { op: 'save', name: 'second', selection: of('2') },
        { op: 'forget', name: 'first' },
      ]);
    });
    expect([...names.named]).toEqual([['second', of('2')]]);
  });

  test('what a notebook had is kept, unless the kernel has another of that name, which the page then hears of', () => {
    names.save('first', of('1'));
    const page = new Page('a').open('offer', of(), 'a1');
    tell(page, { op: 'keep', name: 'first', selection: of('9') });
    tell(page, { op: 'keep', name: 'second', selection: of('2') });
    expect([...names.named]).toEqual([
      ['first', of('1')],
      ['second', of('2')],
    ]);
    expect(page.heard.slice(-2)).toEqual([
      { op: 'save', name: 'first', selection: of('1') },
      { op: 'save', name: 'second', selection: of('2') },
    ]);
  });

  test('a page is not told to forget what the kernel has no room for', () => {
    for (let i = 0; i < 200; i += 1) names.save(`n${i}`, of(`${i}`));
    const page = new Page('a').open('offer', of(), 'a1');
    const before = page.heard.length;
    tell(page, { op: 'keep', name: 'one more', selection: of('2') });
    expect(page.heard).toHaveLength(before);
    expect(names.named.size).toBe(200);
  });

  test('a message that is none changes nothing', () => {
    const page = new Page('a').open('offer', of(), 'a1');
    expect(() => tell(page, { op: 'save', name: '__proto__', selection: of('1') })).toThrow(FormatError);
    expect(() => tell(page, { op: 'save', name: 'first', selection: { neurons: [1] } })).toThrow(FormatError);
    expect(names.named.size).toBe(0);
  });
});
