import { defineConfig } from 'vitest/config';

// Real kernels, real browsers and real servers live in some of these tests: one file at a time keeps two cores honest.
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['tests/**/*.test.ts'],
    env: { TZ: 'UTC', LANG: 'C.UTF-8' },
    fileParallelism: true,
    maxWorkers: 2,
    // thousands of hostile inputs take some seconds, and on a busy machine many
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
