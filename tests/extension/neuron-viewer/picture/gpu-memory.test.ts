import { expect, test } from 'vitest';
import { GpuMemory, type IGpuUser } from '../../../../extension/neuron-viewer/picture/gpu-memory';

const released: string[] = [];
const user = (name: string, gpuBytes: number): IGpuUser => ({
  gpuBytes,
  release: () => released.push(name),
  onDisposed: () => undefined,
});

test('who was drawn longest ago lets go first, and only as many as must', () => {
  released.length = 0;
  const memory = new GpuMemory(100);
  const [a, b, c, d] = [user('a', 40), user('b', 40), user('c', 20), user('d', 50)];
  for (const each of [a, b, c, a]) memory.drawing(each);
  expect(memory.usedBytes).toBe(100);
  expect(released).toEqual([]);
  memory.drawing(d);
  expect(released).toEqual(['b', 'c']);
  expect(memory.usedBytes).toBe(90);
});

test('what is drawn is there, however much it is, and comes back with its next picture', () => {
  released.length = 0;
  const memory = new GpuMemory(100);
  const [a, b] = [user('a', 80), user('b', 300)];
  memory.drawing(a);
  memory.drawing(b);
  expect(released).toEqual(['a']);
  expect(memory.usedBytes).toBe(300);
  memory.drawing(a);
  expect(released).toEqual(['a', 'b']);
  expect(memory.usedBytes).toBe(80);
});

test('who is disposed of is forgotten', () => {
  const memory = new GpuMemory(100);
  const a = user('a', 80);
  memory.drawing(a);
  a.onDisposed();
  expect(memory.usedBytes).toBe(0);
});
