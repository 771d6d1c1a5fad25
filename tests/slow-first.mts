import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What starts browsers, servers and kernels takes longest, before all what goes through every notebook; the many that
 * take no time are left for the end.
 */
const order = [
  /\/(viewer-persistence|notebooks|robot)\.test\.ts$/,
  /\/tests\/ui\//,
  /\/tests\/(docs|kernel|notebooks)\//,
  /\/tests\/cli\//,
];

/**
 * Slow files first, so that a run does not end with one long file on one core and none on the other. Vitest does so by
 * itself where it has run before, but each project by itself, and not on a fresh clone.
 */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted
      .map(file => ({ file, rank: rankOf(file) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ file }) => file);
  }
}

function rankOf({ moduleId, project }: TestSpecification): number {
  const rank = order.findIndex(pattern => pattern.test(moduleId));
  if (rank >= 0) return rank;
  return order.length + (project.config.isolate ? 0 : 1);
}
