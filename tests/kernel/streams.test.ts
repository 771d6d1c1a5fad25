import { afterEach, expect, test, vi } from 'vitest';
import { captureProcessStreams, StreamCoalescer } from '../../kernel-helpers/kernel/streams.js';

afterEach(() => {
  vi.useRealTimers();
});

function collect(): { streams: StreamCoalescer; sent: [string, string][] } {
  const sent: [string, string][] = [];
  return {
    streams: new StreamCoalescer((name, text) => sent.push([name, text])),
    sent,
  };
}

test('many small writes become one message', () => {
  const { streams, sent } = collect();
  for (let i = 0; i < 1000; i++) streams.write('stdout', `${i}\n`);
  streams.flush();
  expect(sent).toHaveLength(1);
  expect(sent[0][1].split('\n')).toHaveLength(1001);
});

test('a very long text leaves in several messages, cut between characters', () => {
  const { streams, sent } = collect();
  const text = `x${'😀'.repeat(300_000)}`;
  streams.write('stdout', text);
  streams.flush();
  expect(sent.length).toBeGreaterThan(2);
  expect(sent.map(([, part]) => part).join('')).toBe(text);
  expect(sent.filter(([, part]) => Buffer.from(part).toString() !== part || part.length > 1 << 19)).toEqual([]);
});

test('stdout and stderr keep their order', () => {
  const { streams, sent } = collect();
  streams.write('stdout', 'a');
  streams.write('stderr', 'b');
  streams.write('stdout', 'c');
  streams.flush();
  expect(sent).toEqual([
    ['stdout', 'a'],
    ['stderr', 'b'],
    ['stdout', 'c'],
  ]);
});

test('text leaves by itself after a moment', () => {
  vi.useFakeTimers();
  const { streams, sent } = collect();
  streams.write('stdout', 'working');
  expect(sent).toEqual([]);
  vi.advanceTimersByTime(40);
  expect(sent).toEqual([['stdout', 'working']]);
});

test('a very long text leaves in parts, and none of it is lost', () => {
  vi.useFakeTimers();
  const { streams, sent } = collect();
  const line = 'x'.repeat(99_999);
  for (let i = 0; i < 10; i++) streams.write('stdout', `${line}\n`);
  expect(sent.length).toBeGreaterThan(1);
  streams.flush();
  expect(sent.map(([, text]) => text).join('')).toBe(`${line}\n`.repeat(10));
});

test('writes to the process are captured: text, bytes, encodings, a character cut in two, callbacks', async () => {
  const printed: [string, string][] = [];
  const release = captureProcessStreams((name, text) => printed.push([name, text]));
  const called = new Promise(resolve => {
    process.stdout.write('text', () => resolve(true));
  });
  const [first, second] = [Buffer.from('µ').subarray(0, 1), Buffer.from('µ').subarray(1)];
  process.stdout.write(first);
  process.stdout.write(second);
  process.stderr.write('6869', 'hex');
  release();
  expect(printed.filter(([, text]) => text !== '')).toEqual([
    ['stdout', 'text'],
    ['stdout', 'µ'],
    ['stderr', 'hi'],
  ]);
  expect(await called).toBe(true);
});
