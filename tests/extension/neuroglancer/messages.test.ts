import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { frameMessage } from '../../../extension/neuroglancer/messages';

const frame = {} as Window;
const event = (parts: object): MessageEvent =>
  ({ source: frame, origin: 'http://lab', data: { type: 'ready' }, ...parts }) as unknown as MessageEvent;

beforeEach(() => {
  vi.stubGlobal('window', { location: { origin: 'http://lab' } });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('only what the frame itself says, of our own origin, is a message', () => {
  expect(frameMessage(event({}), frame)).toEqual({ type: 'ready' });
  expect(frameMessage(event({ source: {} }), frame)).toBeUndefined();
  expect(frameMessage(event({ origin: 'http://elsewhere' }), frame)).toBeUndefined();
  expect(frameMessage(event({ source: null }), null)).toBeUndefined();
  expect(frameMessage(event({ data: null }), frame)).toBeUndefined();
  expect(frameMessage(event({ data: 'ready' }), frame)).toBeUndefined();
});
