import type { JSONObject } from '@lumino/coreutils';
import { expect, test, vi } from 'vitest';
import type { IKernelCommOptions } from '../../../extension/host/kernel-comm';
import { LiveMatrix } from '../../../extension/matrix/live-matrix';
import type { NullChoice } from '../../../kernel-helpers/contract/matrix/null-choice.js';

const choice: NullChoice = { model: 'chungLu', grouping: 'type', of: 'connections', draws: 50, seed: 1 };
const nobody = new AbortController().signal;

/** A matrix's line with a kernel that a test speaks for. */
function connected({ isOpen = true } = {}) {
  const said: JSONObject[] = [];
  const changed = vi.fn();
  const dispose = vi.fn();
  let options: IKernelCommOptions | undefined;
  const live = new LiveMatrix('key-1', changed, given => {
    options = given;
    return {
      send: data => {
        if (isOpen) said.push(data);
        return isOpen;
      },
      dispose,
    };
  });
  const tell = (news: JSONObject): void => options?.received(news, []);
  return { live, said, changed, dispose, tell, opening: () => options?.opening(), end: () => options?.ended?.() };
}

test('the kernel is there once it says so, and away when it ends', () => {
  const { live, changed, tell, opening, end } = connected();
  expect(opening()).toEqual({ live: 'key-1' });
  expect(live.state).toEqual({ is: 'away' });
  tell({ op: 'here', hasPlaces: true });
  expect(live.state).toEqual({ is: 'here', hasPlaces: true });
  end();
  expect(live.state).toEqual({ is: 'away' });
  expect(changed).toHaveBeenCalledTimes(2);
});

test('a matrix that no kernel made is never asked for', () => {
  const connect = vi.fn();
  expect(new LiveMatrix(undefined, vi.fn(), connect).state).toEqual({ is: 'away' });
  expect(connect).not.toHaveBeenCalled();
});

test('answers find their questions, whatever their order', async () => {
  const { live, said, tell } = connected();
  const [first, second] = [vi.fn(), vi.fn()];
  const one = live.compare(choice, first, nobody);
  const other = live.compare({ ...choice, seed: 2 }, second, nobody);
  expect(said).toEqual([
    { op: 'compare', request: 1, choice },
    { op: 'compare', request: 2, choice: { ...choice, seed: 2 } },
  ]);
  tell({ op: 'progress', request: 2, done: 7, total: 50 });
  tell({ op: 'compared', request: 2, result: 'second' });
  tell({ op: 'failed', request: 1, message: 'there are no groups' });
  expect(await other).toBe('second');
  await expect(one).rejects.toThrow('there are no groups');
  expect(second.mock.calls).toEqual([[7, 50]]);
  expect(first).not.toHaveBeenCalled();
});

test('a question that is taken back is over when the kernel has stopped', async () => {
  const { live, said, tell } = connected();
  const stop = new AbortController();
  const asked = live.compare(choice, vi.fn(), stop.signal);
  const over = vi.fn();
  asked.catch(over);
  stop.abort(new Error('enough'));
  expect(said.at(-1)).toEqual({ op: 'stop', request: 1 });
  await Promise.resolve();
  expect(over).not.toHaveBeenCalled();
  tell({ op: 'stopped', request: 1 });
  await expect(asked).rejects.toThrow('enough');
});

test('without a kernel, or when it goes, nothing is waited for', async () => {
  await expect(connected({ isOpen: false }).live.compare(choice, vi.fn(), nobody)).rejects.toThrow('no kernel');
  const { live, tell, end, dispose } = connected();
  tell({ op: 'here', hasPlaces: false });
  const lost = live.compare(choice, vi.fn(), nobody);
  end();
  await expect(lost).rejects.toThrow('the kernel is gone');
  const closed = live.compare(choice, vi.fn(), nobody);
  live.dispose();
  await expect(closed).rejects.toThrow('the matrix is closed');
  expect(dispose).toHaveBeenCalledOnce();
});
