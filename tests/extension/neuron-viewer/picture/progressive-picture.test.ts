import { expect, test, vi } from 'vitest';
import type { SceneDrawables } from '../../../../extension/neuron-viewer/drawables/scene-drawables';
import type { IPictureScene, IPictureSpec } from '../../../../extension/neuron-viewer/picture/picture-renderer';
import { ProgressivePicture } from '../../../../extension/neuron-viewer/picture/progressive-picture';

/** A picture of so many things, on a GPU that is done when `isBusy` is told false; `log` is what happened. */
function pictureOf(drawnCount: number, details: readonly string[] = []) {
  const log: string[] = [];
  const gpu = { isBusy: false };
  const objects = {
    drawnCount,
    seeThrough: false,
    *make({ slow }: { slow?: boolean }) {
      for (const detail of details) {
        log.push(`make ${detail}${slow ? ' for moving' : ''}`);
        yield;
      }
    },
  } as unknown as SceneDrawables;
  const renderer = {
    lost: false,
    drawSample: (_: IPictureScene, { pixelRatio }: IPictureSpec, sample: number) => {
      log.push(`draw ${pixelRatio}.${sample}`);
    },
    copyTo: () => log.push('copy'),
    drawing: () => () => gpu.isBusy,
  };
  const canvas = { width: 1, height: 1, getContext: () => ({}) } as unknown as HTMLCanvasElement;
  const scene = { objects } as unknown as IPictureScene;
  const picture = new ProgressivePicture(renderer, scene, canvas);
  picture.onDone = () => log.push('done');
  const spec = (name: number, moving = true): IPictureSpec =>
    ({ pixelRatio: name, widthPx: 1, heightPx: 1, camera: {}, dark: false, moving }) as unknown as IPictureSpec;
  return { picture, log, gpu, spec };
}

test('a small scene is drawn and shown in one step', () => {
  const { picture, log, spec } = pictureOf(100);
  picture.begin(spec(1), 1);
  expect(picture.step()).toBe(false);
  expect(log).toEqual(['draw 1.0', 'copy', 'done']);
});

test('a large scene is shown when the GPU has drawn it, and no second sample waits there meanwhile', () => {
  const { picture, log, gpu, spec } = pictureOf(1_000_000);
  gpu.isBusy = true;
  picture.begin(spec(1), 1);
  expect([picture.step(), picture.step(), picture.step()]).toEqual([true, true, true]);
  expect(log).toEqual(['draw 1.0']);
  gpu.isBusy = false;
  expect(picture.step()).toBe(false);
  expect(log).toEqual(['draw 1.0', 'copy', 'done']);
});

test('a frame that is out of date when it is drawn still shows: a hand that never rests would see nothing', () => {
  const { picture, log, gpu, spec } = pictureOf(1_000_000);
  gpu.isBusy = true;
  picture.begin(spec(1), 1);
  picture.step();
  picture.begin(spec(2), 1);
  picture.begin(spec(3), 1);
  expect(picture.step()).toBe(true);
  gpu.isBusy = false;
  picture.step();
  expect(log).toEqual(['draw 1.0', 'copy', 'draw 3.0', 'copy', 'done']);
});

test('detail is made before a picture is drawn; where frames are slow, that of moving ones after it', () => {
  const clock = vi.spyOn(performance, 'now');
  let now = 0;
  // Every look at the clock is 20 ms later: a turn makes one detail, and a frame is slow.
  clock.mockImplementation(() => {
    now += 20;
    return now;
  });
  const { picture, log, spec } = pictureOf(100, ['a', 'b']);
  picture.begin(spec(1, false), 1);
  while (picture.step()) {}
  expect(log).toEqual(['make a', 'make b', 'draw 1.0', 'copy', 'done']);
  now = 0;
  clock.mockImplementation(() => {
    now += 50;
    return now;
  });
  log.length = 0;
  picture.begin(spec(2, false), 1);
  while (picture.step()) {}
  expect(log).toEqual(['make a', 'make b', 'draw 2.0', 'copy', 'done', 'make a for moving', 'make b for moving']);
  clock.mockRestore();
});

test('detail for moving pictures is made while the GPU draws a slow one, and never before it', () => {
  const clock = vi.spyOn(performance, 'now');
  let now = 0;
  clock.mockImplementation(() => {
    now += 200;
    return now;
  });
  const { picture, log, gpu, spec } = pictureOf(1_000_000, ['a', 'b']);
  for (const name of [1, 2]) {
    picture.begin(spec(name), 1);
    while (picture.step()) {}
  }
  log.length = 0;
  gpu.isBusy = true;
  picture.begin(spec(3), 1);
  for (let turns = 0; turns < 4; turns += 1) picture.step();
  expect(log).toEqual(['make a', 'make b', 'draw 3.0', 'make a for moving']);
  // Another move of the hand does not begin it again.
  picture.begin(spec(4), 1);
  picture.step();
  expect(log.at(-1)).toBe('make b for moving');
  clock.mockRestore();
});
