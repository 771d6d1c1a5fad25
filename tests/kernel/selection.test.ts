import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { jupyterDisplay, type MimeBundle } from '../../kernel-helpers/contract/mime.js';
import { EMPTY_SELECTION } from '../../kernel-helpers/contract/selection.js';
import { InvalidArgumentError } from '../../kernel-helpers/errors.js';
import * as selection from '../../kernel-helpers/kernel/selection.js';
import { selectionStore } from '../../kernel-helpers/kernel/selection-store.js';
import { KernelClient, type Output } from './client.js';

describe('in plain Node.js', () => {
  beforeEach(() => selection.clear());

  test('ids are selected by value or by what has one, each once', () => {
    selection.set([864691135571546917n, '864691135571546918', 5, { id: 6n }, 5n]);
    expect(selection.current.neurons).toEqual([864691135571546917n, 864691135571546918n, 5n, 6n]);
    expect(selection.current.synapses).toEqual([]);
    selection.set({ synapses: new Set([7]) });
    expect(selection.current.neurons).toEqual([]);
    expect(selection.current.synapses).toEqual([7n]);
    selection.clear();
    expect(selection.current.synapses).toEqual([]);
  });

  test('what is current is frozen, and the same object until something else is selected', () => {
    selection.set([1, 2]);
    const before = selection.current;
    selection.set(['1', '2']);
    expect(selection.current).toBe(before);
    for (const part of [before, before.neurons, before.synapses, before.nodes])
      expect(Object.isFrozen(part)).toBe(true);
    selection.set([3]);
    expect(before.neurons).toEqual([1n, 2n]);
    expect(selection.current).not.toBe(before);
  });

  test('the last changes are undone one by one, and done again until something else is selected', () => {
    selection.set([1]);
    selection.set({ synapses: [7] });
    expect(selection.undo()).toBe(true);
    expect(selection.current.neurons).toEqual([1n]);
    expect(selection.redo()).toBe(true);
    expect(selection.current).toMatchObject({ neurons: [], synapses: [7n] });
    expect(selection.redo()).toBe(false);
    selection.undo();
    selection.set([2]);
    expect(selection.redo()).toBe(false);
    selection.set([2]);
    expect(selection.undo()).toBe(true);
    expect(selection.current.neurons).toEqual([1n]);
  });

  test('no more than a hundred changes are kept', () => {
    for (let id = 1; id <= 150; id++) selection.set([id]);
    let undone = 0;
    while (selection.undo()) undone++;
    expect(undone).toBe(100);
    expect(selection.current.neurons).toEqual([50n]);
  });

  test('what a page selected is undone too, and all pages are told', () => {
    const told: unknown[] = [];
    const stop = selectionStore.listen(by => told.push(by));
    selection.set([1]);
    selectionStore.set({ ...EMPTY_SELECTION, neurons: ['2'] }, 'a page');
    selection.undo();
    stop();
    expect(selection.current.neurons).toEqual([1n]);
    expect(told).toEqual([undefined, 'a page', undefined]);
  });

  test.each([
    [[2 ** 53], 'selection.set neurons[0] is a number too large to be exact: received 9007199254740992'],
    [['1', 'one'], 'selection.set neurons[1] is not an id: received'],
    [{ synapses: 5 }, 'selection.set synapses are no list: received number'],
    [undefined, 'selection.set has nothing to select: received undefined'],
    ['123', 'selection.set has nothing to select: received 123'],
  ])('%j is refused, and nothing changes', (chosen, message) => {
    selection.set([1]);
    expect(() => selection.set(chosen as never)).toThrow(InvalidArgumentError);
    expect(() => selection.set(chosen as never)).toThrow(message);
    expect(selection.current.neurons).toEqual([1n]);
  });

  test('a handler gets what is selected and what was, until it is disposed of', async () => {
    const calls: unknown[] = [];
    const following = selection.onChange((now, before) => calls.push([now.neurons, before.neurons]));
    selection.set([1]);
    await nextTurn();
    selection.set([2]);
    await nextTurn();
    following.dispose();
    selection.set([3]);
    await nextTurn();
    expect(calls).toEqual([
      [[1n], []],
      [[2n], [1n]],
    ]);
    expect(() => selection.onChange('no function' as never)).toThrow(InvalidArgumentError);
  });

  test('a handler is not called any more once it is disposed of, nor for what is back as it was', async () => {
    const calls: unknown[] = [];
    const following = selection.onChange(now => calls.push(now.neurons));
    selection.set([1]);
    selection.clear();
    await nextTurn();
    expect(calls).toEqual([]);
    selection.set([2]);
    await nextTurn();
    selection.set([3]);
    following.dispose();
    await nextTurn();
    expect(calls).toEqual([[2n]]);
  });

  test('an async handler is called again when it is done, with what is selected by then', async () => {
    const seen: (readonly bigint[])[] = [];
    let finish: () => void = () => undefined;
    const following = selection.onChange(async ({ neurons }) => {
      seen.push(neurons);
      await new Promise<void>(resolve => {
        finish = resolve;
      });
    });
    for (const id of [1, 2, 3]) {
      selection.set([id]);
      await nextTurn();
    }
    expect(seen).toEqual([[1n]]);
    finish();
    await nextTurn();
    expect(seen).toEqual([[1n], [3n]]);
    following.dispose();
    finish();
  });

  test('a wait ends with the next selection, also one that a page makes', async () => {
    const next = selection.next();
    selectionStore.set({
      ...EMPTY_SELECTION,
      nodes: [{ neuron: '864691135571546917', node: 3, positionNm: [1, 2, 3] }],
    });
    expect((await next).nodes).toEqual([{ neuron: 864691135571546917n, node: 3, positionNm: [1, 2, 3] }]);
  });

  test('a wait for what is no signal is refused', async () => {
    for (const options of [null, 5, { signal: 5 }]) {
      await expect(selection.next(options as never)).rejects.toThrow(InvalidArgumentError);
    }
    await expect(selection.next(null as never)).rejects.toThrow('selection.next signal is not valid: received null');
  });

  test('a wait can be given up, before and after it began', async () => {
    await expect(selection.next({ signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow('too late');
    const giveUp = new AbortController();
    const next = selection.next({ signal: giveUp.signal });
    giveUp.abort(new Error('enough'));
    await expect(next).rejects.toThrow('enough');
  });

  test('it shows itself as text and as a table', async () => {
    const show = async (): Promise<MimeBundle> => selection.current[jupyterDisplay]();
    expect(await show()).toEqual({ 'text/plain': 'Nothing is selected.' });
    selection.set({ neurons: [864691135571546917n], synapses: [1, 2] });
    const { 'text/plain': text, 'text/html': html } = await show();
    expect(text).toContain('Selected: 1 neuron, 2 synapses');
    expect(text).toContain('864691135571546917');
    expect(html).toContain('864691135571546917');
    selectionStore.set({ ...EMPTY_SELECTION, nodes: [{ neuron: '17', node: 3, positionNm: [1, 2, 3] }] });
    expect((await show())['text/plain']).toMatch(/node of neuron\s+17\s+3/);
  });
});

describe('in a kernel', () => {
  const open = (neurons: string[]): Record<string, unknown> => ({
    do: 'until_next_answer',
    type: 'comm_open',
    content: {
      comm_id: 'page',
      target_name: 'connectome.selection',
      data: { op: 'set', selection: { neurons, synapses: [], nodes: [] }, by: 'p1' },
    },
  });
  let kernel: KernelClient;

  beforeAll(async () => {
    kernel = new KernelClient();
    await kernel.started();
  });
  afterAll(() => kernel?.stop());

  test('a page can say what is selected before any cell has run, and cells read it', async () => {
    await kernel.do(open(['864691135571546917']));
    expect((await kernel.cell('selection.current.neurons')).result).toContain('864691135571546917n');
    expect((await kernel.cell('selection.current')).result).toContain('Selected: 1 neuron');
  });

  test('a cell that selects tells the page', async () => {
    const { outputs } = await kernel.cell('selection.set([7n])');
    const told = outputs.filter(({ type }) => type === 'comm_msg').map(({ content }) => content.data);
    expect(told).toMatchObject([{ op: 'set', selection: { neurons: ['7'] } }]);
  });

  test('a handler prints under the cell that set it up, also when another cell selects', async () => {
    const shown = await kernel.do<(Output & { cell: number })[]>({
      do: 'in_turn',
      codes: [
        "const following = selection.onChange(({ neurons }) => console.log('now', neurons))",
        'selection.set([8n]); await new Promise(resolve => setTimeout(resolve, 0))',
        'following.dispose()',
      ],
    });
    expect(shown.filter(({ type }) => type === 'stream')).toMatchObject([
      { cell: 0, content: { text: expect.stringMatching(/^now .*8n/) } },
    ]);
  });

  test('a handler that throws is shown, and the next change finds it again', async () => {
    await kernel.cell(
      "let calls = 0; const failing = selection.onChange(() => { calls += 1; throw new Error('oh no') })",
    );
    for (const id of [1, 2]) await kernel.cell(`selection.set([${id}]); await new Promise(r => setTimeout(r, 0))`);
    expect((await kernel.cell('failing.dispose(); calls')).result).toBe('2');
  });

  test('an interrupt ends a wait, and the handlers of the cell that waited', async () => {
    const { replies } = await kernel.do<{ replies: { status: string }[] }>({
      do: 'interrupt',
      after: 'go',
      code: "const after: unknown[] = []; selection.onChange(now => { after.push(now) }); console.log('go'); await selection.next()",
    });
    expect(replies[0].status).toBe('error');
    await kernel.cell('selection.set([99n]); await new Promise(r => setTimeout(r, 0))');
    expect((await kernel.cell('after.length')).result).toBe('0');
  });

  test('what is selected cannot be assigned to', async () => {
    const { reply } = await kernel.cell('selection.current = selection.current');
    expect(reply.status).toBe('error');
    expect(reply.evalue).toMatch(/read[- ]only/);
  });
});
