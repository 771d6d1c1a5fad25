/**
 * CAVE, the live database behind MICrONS and other connectomes: every table at a chosen version, the segmentation as
 * proofreading changes it, and skeletons.
 *
 * ```ts
 * const client = await cave.connect('minnie65_public', { version: 1300 });
 * const types = await client.query('aibs_metamodel_celltypes_v661', { equal: { cell_type: 'MC' } });
 * const inputs = await client.synapses({ post: 864691136968109774n });
 * client.provenance(); // datastack, version and moment of all that
 * ```
 *
 * It needs a network and a free token; `await cave.saveToken()` asks for it once and says where to get it. Public tables
 * at fixed versions need neither: see `datasets`.
 *
 * @module
 */
export { type AtOptions, ChunkedGraph, type Lineage, type RootSuggestion } from './cave/chunkedgraph.js';
export { CaveClient, type Provenance } from './cave/client.js';
export { type ConnectOptions, connect, type SaveTokenOptions, saveToken } from './cave/connect.js';
export type { DatastackInfo } from './cave/datastack-info.js';
export type { Instant } from './cave/instant.js';
export type { Box, ByColumn, FilterValue, QueryOptions, QueryProgress, SynapseOptions } from './cave/query-options.js';
export { parseSkeletonDict, type SkeletonDictOptions } from './cave/skeleton-dict.js';
export type { TableDescription } from './cave/table-description.js';
export type { CaveColumn, TableFacts } from './cave/table-facts.js';
export type { TransportOptions } from './cave/transport.js';
export type { MaterializationVersion } from './cave/versions.js';
