/** The names every cell finds: the exports of `connectome-helpers`, by themselves and under `connectome`. */
import { jupyterDisplay, type MimeBundle } from '../contract/mime.js';
import { putOnGlobal, putOnGlobalLazily } from './globals.js';
import { IDENTITY } from './tslab-await.js';
import { IMPORTED } from './tslab-cell.js';

/** What each name is, in a sentence; shown by `connectome` in a cell. A name that is missing here shows without one. */
const SUMMARIES: Readonly<Record<string, string>> = {
  cave: 'CAVE, the live database: tables at a version, proofread segments, skeletons. Needs a free token.',
  connectivity: 'Wiring diagrams from synapse tables: who connects to whom, degrees, matrices of groups, orders.',
  database: 'The DuckDB connection behind sql.',
  datasets: 'Everything public, by name: search, describe, cite and open it.',
  display: 'Shows a value now, in the middle of a cell.',
  errors: 'The errors these functions throw, to tell them apart in a catch.',
  figure: 'Figures for publication: trends, distributions, tuning, cards, trees, null models, morphologies in a row.',
  functional: 'Responses: tuning, signal correlation, like-to-like trends and comparisons.',
  graph: 'Wiring as a graph: reciprocity, motifs, paths, components, connection probability against distance.',
  ids: 'Root, nucleus, synapse and supervoxel ids, exact.',
  input: 'Asks the person at the notebook for a line of text.',
  interruptSignal: 'Fires when the running cell is interrupted: for work of your own that should stop then.',
  jupyterDisplay: 'The symbol by which a value of yours can say how it is shown.',
  matrix: 'Shows who connects to whom, to order, group, zoom and select from.',
  meshes: 'Surfaces from and to files: Draco, PLY, OBJ.',
  morphology: 'Neurons as trees: cable, Strahler, Sholl, depth, synapses on the arbor, axon-dendrite proximity.',
  neuroglancer: 'Neuroglancer in a tab, and links to Neuroglancer and Spelunker and back.',
  nulls: 'Null models of wiring, drawn in threads: by degree, distance, type, proximity; z, p, intervals.',
  precomputed: 'Skeletons, meshes, images and annotations of public buckets.',
  progress: 'A progress bar for long loops.',
  published: 'The numbers printed in the papers, and checks of ours against them.',
  recipes: 'Whole figures of the papers, from data to display.',
  selection: 'What is selected in the views of this notebook.',
  sql: 'Queries over tables and files, in SQL, also larger than memory.',
  stats: 'Statistics: means with intervals, tests, corrections, correlation, regression, bootstrap, clustering.',
  table: 'Shows a table.',
  tables: 'Tables from files: CSV, Arrow, Parquet, NumPy.',
  transforms: 'Coordinates of a dataset turned and scaled, such as depth below the pia.',
  viewer: 'Shows neurons in 3D.',
};

/** The exports of `connectome-helpers` by name. */
export type Helpers = Readonly<Record<string, unknown>>;

/** The names of {@link Helpers}, and whether each is a namespace: enough to declare them without loading them. */
export type HelperNames = Readonly<Record<string, 'namespace' | 'value'>>;

/** The names of helpers that are loaded. */
export function namesOf(helpers: Helpers): HelperNames {
  const kinds = Object.entries(helpers).map(([name, value]) => [
    name,
    typeof value === 'object' ? 'namespace' : 'value',
  ]);
  return Object.fromEntries(kinds) as HelperNames;
}

/** `connectome`: the helpers under one name, which shows what there is when it ends a cell. */
export function connectomeObject(helpers: Helpers): Helpers {
  return Object.freeze({
    ...helpers,
    [jupyterDisplay]: () => listing(Object.keys(helpers)),
  });
}

/**
 * Puts the helpers on `globalThis`, each by itself and all under `connectome`. A cell may declare any of the names
 * anew. They are loaded when a cell first names one: that takes as long as starting the rest of the kernel.
 */
export function defineGlobals(names: HelperNames, load: () => Helpers, others: Helpers): void {
  putOnGlobalLazily(Object.keys(names), name => load()[name]);
  putOnGlobalLazily(['connectome'], () => connectomeObject(load()));
  putOnGlobal({
    ...others,
    [IDENTITY]: (value: unknown) => value,
    [IMPORTED]: (value: unknown) => value,
  });
}

/** The declarations that go with {@link defineGlobals}, as the text of a `.d.ts` file. */
export function globalDeclarations(names: HelperNames): string {
  // An alias, not a constant: it brings the types of a namespace and the doc comment of a function along. A namespace
  // has no doc comment, and gets its summary for one.
  const aliases = Object.entries(names).map(([name, kind]) => {
    const summary = kind === 'namespace' ? SUMMARIES[name] : undefined;
    return `${summary ? `  /** ${summary} */\n` : ''}  export import ${name} = helpers.${name};`;
  });
  return `import * as helpers from 'connectome-helpers';
declare global {
  /** Everything that is preloaded in this notebook. Run \`connectome\` in a cell for the list. */
  const connectome: typeof helpers;
${aliases.join('\n')}
  /** Asks the person at the notebook for a line of text: \`const name = await input('Which neuron? ')\`. */
  function input(prompt?: string, options?: { password?: boolean }): Promise<string>;
  /**
   * Conversations with widgets in the page, with binary data both ways.
   * @example
   * comms.register('echo', comm => {
   *   comm.onMessage = (data, buffers) => comm.send(data, { buffers });
   * });
   */
  const comms: import('connectome-helpers/dist/kernel/comm.js').CellComms;
  function ${IDENTITY}<T>(value: T): T;
  function ${IMPORTED}<M>(module: Promise<unknown>): Promise<M extends { default: unknown } ? M : M & { default: M }>;
  interface ImportMeta {
    /** The folder of the notebook. */
    dirname: string;
    /** A file that stands for the cells of the notebook. */
    filename: string;
    /** The same as a \`file:\` address. */
    url: string;
    /** Where a package is, as an address. */
    resolve(id: string): string;
  }
}
export {};
`;
}

function listing(names: readonly string[]): MimeBundle {
  const rows = [...names].sort().map(name => [name, SUMMARIES[name] ?? ''] as const);
  const width = Math.max(...names.map(name => name.length));
  const cells = rows.map(
    ([name, what]) =>
      `<tr><th style="text-align:left"><code>${escapeHtml(name)}</code></th><td style="text-align:left">${escapeHtml(what)}</td></tr>`,
  );
  return {
    'text/plain': rows.map(([name, what]) => `${name.padEnd(width)}  ${what}`.trimEnd()).join('\n'),
    'text/html': `<table><caption>Preloaded in this notebook</caption>${cells.join('')}</table>`,
  };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
