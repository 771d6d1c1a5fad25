import { InvalidArgumentError } from '../../errors.js';
import type { ChunkedGraph } from './chunkedgraph.js';
import type { MaterializationVersion } from './versions.js';

/** So many stale ids are looked up; more are counted. */
const MOST_SUGGESTED = 3;

/**
 * The error when root ids in filters are no roots at the version's time, or `undefined` when all are. Such an id finds
 * no rows, which looks like a cell without synapses. The message offers the id to use instead.
 *
 * @param known ids that were found to be roots; those found now are added.
 */
export async function staleIdError(
  graph: ChunkedGraph,
  version: MaterializationVersion,
  filtered: readonly { readonly id: bigint; readonly where: string }[],
  known: Set<bigint>,
): Promise<InvalidArgumentError | undefined> {
  const asked = new Map(filtered.filter(({ id }) => !known.has(id)).map(({ id, where }) => [id, where]));
  if (asked.size === 0) return undefined;
  const ids = BigUint64Array.from(asked.keys());
  const latest = await graph.isLatest(ids);
  const stale: bigint[] = [];
  latest.forEach((is, i) => {
    if (is) known.add(ids[i]);
    else stale.push(ids[i]);
  });
  if (stale.length === 0) return undefined;
  const stories: string[] = [];
  for (const id of stale.slice(0, MOST_SUGGESTED)) stories.push(await storyOf(graph, version, id));
  const more = stale.length > MOST_SUGGESTED ? `; and ${stale.length - MOST_SUGGESTED} more` : '';
  const where = asked.get(stale[0]) as string;
  return new InvalidArgumentError(
    `cave query ${where} is no root at version ${version.version} (${version.timestamp}): received ${stories.join('; ')}` +
      `${more}; client.chunkedgraph.suggestLatestRoots(id) finds the others, { staleIds: 'ignore' } asks anyway`,
    { argument: where },
  );
}

async function storyOf(graph: ChunkedGraph, version: MaterializationVersion, id: bigint): Promise<string> {
  try {
    const [born] = await graph.times([id]);
    if (born.getTime() > Date.parse(version.timestamp)) {
      const parts = await graph.latestRoots(id);
      const list = parts.slice(0, 3).map(part => `${part}n`);
      return `${id}n, which an edit made only on ${day(born)}, expected ${list.join(' or ')}`;
    }
    const [best] = await graph.suggestLatestRoots(id);
    if (best === undefined) return `${id}n, expected a root of that time`;
    return `${id}n, expected ${best.id}n (has ${Math.round(best.fraction * 100)} % of it)`;
  } catch (error) {
    // The suggestion is a courtesy; that the id is stale is known without it.
    if ((error as Error).name === 'AbortError') throw error;
    return `${id}n, expected a root of that time (no suggestion could be had)`;
  }
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
