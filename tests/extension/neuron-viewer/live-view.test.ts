import type { JSONObject, JSONValue } from '@lumino/coreutils';
import { describe, expect, test } from 'vitest';
import type { IKernelCommOptions } from '../../../extension/host/kernel-comm';
import { completed, LiveView } from '../../../extension/neuron-viewer/live-view';

const scene: JSONObject = {
  live: 'k.0',
  items: [
    { key: 'a', name: 'neurons', packed: { positions: 'AAAA' } },
    { key: 'b', name: 'synapses', packed: { positions: 'BBBB' } },
    { key: 'c', name: 'volume' },
  ],
};

/** A view that talks with a kernel which the test plays. */
function talking(stored: JSONObject = scene) {
  const said: JSONObject[] = [];
  const shown: unknown[] = [];
  const state = { isOpen: true, isDisposed: false };
  let options: IKernelCommOptions | undefined;
  const view = new LiveView(stored, { onScene: next => shown.push(next), onView: next => shown.push(next) }, given => {
    options = given;
    return {
      send: message => {
        if (state.isOpen) said.push(message);
        return state.isOpen;
      },
      dispose: () => {
        state.isDisposed = true;
      },
    };
  });
  const hear = (news: JSONValue, ...buffers: number[][]): void =>
    options?.received(
      news,
      buffers.map(bytes => new DataView(new Uint8Array(bytes).buffer)),
    );
  return { view, said, shown, state, hear, opening: () => options?.opening(), end: () => options?.ended?.() };
}

const part = (vertexBytes: number, indexBytes: number): JSONObject => ({ vertexBytes, indexBytes });

describe('a view and the kernel that made it', () => {
  test('begin with what the page has', () => {
    expect(talking().opening()).toEqual({ live: 'k.0', keys: ['a', 'b'] });
  });

  test('say nothing when the scene was made by no kernel that could be asked', () => {
    const { view, said, opening } = talking({ items: [] });
    view.sendView({ hidden: ['1'] });
    expect(opening()).toBeUndefined();
    expect(said).toEqual([]);
  });

  test('a changed scene is shown with what the page had of it', () => {
    const { shown, hear, opening } = talking();
    const items = [
      { key: 'b', name: 'inputs', packed: null },
      { key: 'd', name: 'new', packed: { positions: 'DDDD' } },
    ];
    hear({ op: 'scene', scene: { live: 'k.1', items } });
    expect(shown).toEqual([
      { live: 'k.1', items: [{ key: 'b', name: 'inputs', packed: { positions: 'BBBB' } }, items[1]] },
    ]);
    // After the kernel's connection was lost: what it has to send depends on what was shown last.
    expect(opening()).toEqual({ live: 'k.1', keys: ['b', 'd'] });
  });

  test('the kernel may say how to look at it, but not just anything', () => {
    const { shown, hear } = talking();
    hear({ op: 'view', view: { hidden: ['1'] } });
    expect(shown).toEqual([{ hidden: ['1'] }]);
    expect(() => hear({ op: 'view', view: { hidden: ['<b>'] } })).toThrow('view.hidden[0] is not valid: received <b>');
    expect(shown).toHaveLength(1);
  });

  test('the page tells how it is looked at, without what is not there', () => {
    const { view, said } = talking();
    view.sendView({ camera: undefined, selected: ['1'] });
    expect(said).toEqual([{ op: 'view', view: { selected: ['1'] } }]);
  });

  test('the page tells only what its reader changed: not what the kernel had told it, nor what it had told', () => {
    const { view, said, hear } = talking();
    hear({ op: 'view', view: { hidden: ['1'] } });
    hear({ op: 'view', view: { hidden: [], hiddenItems: [] } });
    // Nothing hidden, told or not, is the same: what the kernel hides next must not be taken back.
    view.sendView({});
    hear({ op: 'view', view: { hidden: ['1'] } });
    view.sendView({ hidden: ['1'], selected: ['2'] });
    view.sendView({ hidden: ['1'], selected: ['2'] });
    hear({ op: 'view', view: { selected: ['3'] } });
    // What the reader took back is named.
    view.sendView({ selected: ['3'] });
    expect(said).toEqual([
      { op: 'view', view: { selected: ['2'] } },
      { op: 'view', view: {}, without: ['hidden'] },
    ]);
  });

  test('what nobody heard is told again', () => {
    const { view, said, state } = talking();
    state.isOpen = false;
    view.sendView({ selected: ['1'] });
    state.isOpen = true;
    view.sendView({ selected: ['1'] });
    expect(said).toEqual([{ op: 'view', view: { selected: ['1'] } }]);
  });
});

describe('finer surfaces', () => {
  test('come to who asked for them', async () => {
    const { view, said, hear } = talking();
    const [first, second] = [view.requestFiner('a', [0], 100), view.requestFiner('a', [1, 2], 50)];
    expect(said).toEqual([
      { op: 'finer', request: 1, item: 'a', parts: [0], triangles: 100, live: 'k.0' },
      { op: 'finer', request: 2, item: 'a', parts: [1, 2], triangles: 50, live: 'k.0' },
    ]);
    hear({ op: 'finer', request: 2, item: 'a', parts: [part(1, 2), part(1, 1)] }, [1, 2], [3, 4, 5]);
    hear({ op: 'failed', request: 1, message: 'no such part' });
    await expect(first).rejects.toThrow('no such part');
    expect(await second).toEqual({
      parts: [part(1, 2), part(1, 1)],
      vertices: new Uint8Array([1, 2]),
      indices: new Uint8Array([3, 4, 5]),
    });
  });

  test('are taken back from the kernel when nobody wants them any more', async () => {
    const { view, said, hear } = talking();
    const stop = new AbortController();
    const finer = view.requestFiner('a', [0], 100, stop.signal);
    stop.abort(new Error('moved on'));
    await expect(finer).rejects.toThrow('moved on');
    expect(said.slice(1)).toEqual([{ op: 'stop', request: 1 }]);
    // Too late, and nobody's.
    hear({ op: 'finer', request: 1, item: 'a', parts: [part(1, 1)] }, [1], [2]);
    expect(said).toHaveLength(2);
  });

  test('with other bytes than they should have are refused', async () => {
    const { view, hear } = talking();
    const finer = view.requestFiner('a', [0], 100);
    hear({ op: 'finer', request: 1, item: 'a', parts: [part(3, 1)] }, [1, 2], [3]);
    await expect(finer).rejects.toThrow('the kernel sent other bytes than it told');
    const none = view.requestFiner('a', [0], 100);
    hear({ op: 'finer', request: 2, item: 'a', parts: [part(0, 0)] });
    await expect(none).rejects.toThrow('the kernel sent other bytes than it told');
  });

  test('do not come from a kernel that is gone, has forgotten the view, or was never there', async () => {
    const { view, state, hear, end } = talking();
    const lost = view.requestFiner('a', [0], 100);
    end();
    await expect(lost).rejects.toThrow('the kernel is gone');
    const forgotten = view.requestFiner('a', [0], 100);
    hear({ op: 'gone' });
    await expect(forgotten).rejects.toThrow('the kernel has forgotten this view');
    state.isOpen = false;
    await expect(view.requestFiner('a', [0], 100)).rejects.toThrow('there is no kernel to ask');
    state.isOpen = true;
    const closed = view.requestFiner('a', [0], 100);
    view.dispose();
    await expect(closed).rejects.toThrow('the view is closed');
    expect(state.isDisposed).toBe(true);
  });
});

test('what neither the page nor the message has stays out', () => {
  const next = { items: [{ key: 'z', packed: null }] };
  expect(completed(next, scene)).toEqual(next);
});
