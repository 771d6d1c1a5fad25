import { expect, test } from 'vitest';
import { atOnce } from '../../../kernel-helpers/io/source/at-once.js';

/** Work that keeps the processor for `ms`. */
const lasting = (ms: number) => (): string => {
  const end = performance.now() + ms;
  while (performance.now() < end);
  return 'done';
};

test('quick work is done at once; after three slow pieces others go to threads for a while', async () => {
  for (let i = 0; i < 50; i++) expect(await atOnce(() => 'done')).toBe('done');
  let slow = 0;
  // A busy machine may have made some of the quick ones slow.
  while ((await atOnce(lasting(4))) === 'done') slow++;
  expect([1, 2, 3]).toContain(slow);
  for (let i = 1; i < 100; i++) expect(await atOnce(() => 'done')).toBeUndefined();
  expect(await atOnce(() => 'done')).toBe('done');
});

test('what work throws is thrown', async () => {
  await expect(
    atOnce(() => {
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
});
