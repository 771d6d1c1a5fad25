import { expect, test } from 'vitest';
import { FrameQueue, type ISteps } from '../../../../extension/neuron-viewer/picture/frame-queue';

/** A queue whose frames come by hand. */
function byHand() {
  const frames: (() => void)[] = [];
  const queue = new FrameQueue(frame => frames.push(frame));
  const run = (count = 100): void => {
    for (let i = 0; i < count; i += 1) frames.shift()?.();
  };
  return { queue, frames, run };
}

const drawn: string[] = [];
const picture = (name: string, steps: number): ISteps => {
  let left = steps;
  return {
    step() {
      drawn.push(name);
      left -= 1;
      return left > 0;
    },
  };
};

test('a picture is finished before the next begins, and then no frame is asked for', () => {
  drawn.length = 0;
  const { queue, frames, run } = byHand();
  queue.last(picture('a', 2));
  queue.last(picture('b', 2));
  run();
  expect(drawn).toEqual(['a', 'a', 'b', 'b']);
  expect(frames).toEqual([]);
});

test('what a hand is on is drawn first', () => {
  drawn.length = 0;
  const { queue, run } = byHand();
  queue.last(picture('still', 3));
  run(1);
  queue.first(picture('moving', 1));
  run();
  expect(drawn).toEqual(['still', 'moving', 'still', 'still']);
});

test('a cancelled picture is not drawn, and asking twice does not draw twice', () => {
  drawn.length = 0;
  const { queue, run } = byHand();
  const [gone, once] = [picture('gone', 1), picture('once', 1)];
  queue.last(gone);
  queue.last(once);
  queue.last(once);
  queue.cancel(gone);
  run();
  expect(drawn).toEqual(['once']);
});
