import { beforeEach, expect, test } from 'vitest';
import { FormatError } from '../../kernel-helpers/errors.js';
import type { Comm, CommTarget } from '../../kernel-helpers/kernel/comm.js';
import { serveNeuroglancer } from '../../kernel-helpers/kernel/neuroglancer-comm.js';
import { NeuroglancerStore } from '../../kernel-helpers/kernel/neuroglancer-store.js';

let store: NeuroglancerStore;
let opened: CommTarget;

/** The kernel's end of a conversation with one page, and what went over it. */
class Page {
  readonly heard: unknown[] = [];
  readonly comm: Comm;

  constructor(id: string, state: object | null) {
    this.comm = {
      id,
      target: 'connectome.neuroglancer',
      closed: false,
      onMessage: () => undefined,
      onClose: () => undefined,
      send: data => this.heard.push(data),
      close: () => undefined,
    };
    void opened(this.comm, { op: 'state', state }, [], {});
  }

  say(state: unknown): void {
    void this.comm.onMessage({ op: 'state', state }, [], {});
  }
}

beforeEach(() => {
  store = new NeuroglancerStore();
  serveNeuroglancer(
    {
      register: (target, handler) => {
        expect(target).toBe('connectome.neuroglancer');
        opened = handler;
      },
    },
    store,
  );
});

test('the kernel knows what the tab of a page shows, until it is closed', () => {
  const page = new Page('a', { title: 'restored' });
  expect(store.current).toEqual({ title: 'restored' });
  page.say({ title: 'moved' });
  expect(store.current).toEqual({ title: 'moved' });
  page.say(null);
  expect(store.current).toBeUndefined();
});

test('what a cell asks for goes to every page once, and is what cells read until a page tells otherwise', () => {
  const [first, second] = [new Page('a', null), new Page('b', null)];
  store.open({ title: 'asked' });
  expect(store.current).toEqual({ title: 'asked' });
  expect([first.heard, second.heard]).toEqual([
    [{ op: 'open', state: { title: 'asked' } }],
    [{ op: 'open', state: { title: 'asked' } }],
  ]);
  expect(new Page('c', { title: 'shown' }).heard).toEqual([]);
  expect(store.current).toEqual({ title: 'shown' });
});

test('what is asked for before there is a page waits for the first, and only the last of it', () => {
  store.open({ title: 'one' });
  store.open({ title: 'two' });
  const page = new Page('a', null);
  expect(page.heard).toEqual([{ op: 'open', state: { title: 'two' } }]);
  expect(store.current).toEqual({ title: 'two' });
  expect(new Page('b', null).heard).toEqual([]);
});

test('a page that went is told nothing', () => {
  const page = new Page('a', null);
  void page.comm.onClose({}, [], {});
  store.open({ title: 'asked' });
  expect(page.heard).toEqual([]);
  expect(new Page('b', null).heard).toHaveLength(1);
});

test('a message that is none changes nothing', () => {
  const page = new Page('a', { title: 'shown' });
  expect(() => page.say('nonsense')).toThrow(FormatError);
  expect(store.current).toEqual({ title: 'shown' });
});
