import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { SlowFirst } from './slow-first.mts';

/** A kernel to try once more: on another Node.js, or without a start-up snapshot. */
interface OtherKernel {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Files that start no program, open no socket and keep nothing outside of their own variables. */
const pure = ['contract', 'core', 'display', 'extension', 'formats'].map(folder => `tests/${folder}/**/*.test.ts`);
const kernel = ['language*', 'interrupt', 'late-output', 'kernel'].map(name => `tests/kernel/${name}.test.ts`);
// `npm test` asks for them; a run by hand tries the one kernel.
const otherKernels = JSON.parse(process.env.CONNECTOME_TEST_KERNELS ?? '[]') as OtherKernel[];

const projects: readonly TestProjectInlineConfiguration[] = [
  { test: { name: 'programs', include: ['tests/**/*.test.ts'], exclude: pure } },
  // Hundreds of small files, which import much the same: in one process a worker, that is imported once.
  { test: { name: 'pure', include: pure, isolate: false, restoreMocks: true, unstubEnvs: true, unstubGlobals: true } },
  ...otherKernels.map(({ name, env }) => ({ test: { name, include: kernel, env } })),
];

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    projects: projects.map(project => ({ ...project, extends: true })),
    // `--sequence.shuffle.files` has its own order.
    sequence: process.argv.some(arg => arg.startsWith('--sequence')) ? {} : { sequencer: SlowFirst },
    env: { TZ: 'UTC', LANG: 'C.UTF-8' },
    // Real kernels, real browsers and real servers live in some of these tests. Half of the time they wait, for frames
    // and for each other: three at a time keep two cores busy, more would get in each other's way.
    maxWorkers: 3,
    // A signal that comes late on a busy machine has come.
    expect: { poll: { timeout: 20_000 } },
    // thousands of hostile inputs take some seconds, and on a busy machine many
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
