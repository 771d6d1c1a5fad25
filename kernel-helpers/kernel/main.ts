/**
 * The kernel process: `node --no-force-async-hooks-checks main.js CONNECTION_FILE`.
 *
 * The sockets open first, so that a front end gets an answer while the compiler is still loading.
 */
import { createRequire } from 'node:module';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type AwaitGuards, awaitGuards } from './await-guards.js';
import { readConnection } from './connection.js';
import { uncut } from './control-protocol.js';
import type { LanguageEngine } from './engine.js';
import { serveExplorer } from './explorer-comm.js';
import { whenNoneImports } from './late-imports.js';
import { serveLiveMatrices } from './live-matrices.js';
import { serveLiveTables } from './live-tables.js';
import { serveLiveViews } from './live-views.js';
import { serveNeuroglancer } from './neuroglancer-comm.js';
import { neuroglancerStore } from './neuroglancer-store.js';
import { defineGlobals, type Helpers, namesOf } from './preload.js';
import { serveSelection } from './selection-comm.js';
import { selectionNames } from './selection-names-store.js';
import { selectionStore } from './selection-store.js';
import { KernelServer, log } from './server.js';
import { started } from './snapshot-key.js';

/** Somebody who starts a kernel to run a cell has sent that cell by then. */
const LOADING_DELAY_MS = 500;

const requireHere = createRequire(import.meta.url);

async function startEngine(guard: Int32Array, guards: AwaitGuards, others: Helpers): Promise<LanguageEngine> {
  // Until it stands, an interrupt waits: there is no cell to cut yet, only the compiler.
  Atomics.store(guard, 0, 1);
  // Loaded here, not above: what takes long must not keep the sockets closed.
  const { createTslabEngine } = await import('./tslab.js');
  const { keptWorkshop } = await import('./tslab-workshop.js');
  let helpers: Helpers | undefined;
  const load = (): Helpers => {
    helpers ??= { ...(requireHere('../index.js') as Helpers) };
    return helpers;
  };
  const names = keptWorkshop()?.names ?? namesOf(await whenNoneImports(load));
  const mentioned = new RegExp(`\\b(?:${['connectome', ...Object.keys(names)].join('|')})\\b`);
  await nextTurn();
  defineGlobals(names, load, others);
  const engine = createTslabEngine({
    folder: process.cwd(),
    names,
    preloaded: new Map([['connectome-helpers', load]]),
    // Not while the cell runs: an interrupt in the middle of the loading would leave half a module for ever.
    prepare: async code => {
      if (helpers === undefined && mentioned.test(code)) await whenNoneImports(() => uncut(guard, load));
    },
    guards,
    guard,
  });
  Atomics.store(guard, 0, 0);
  // Most notebooks want them sooner or later: they are loaded while nobody waits.
  setTimeout(() => void whenNoneImports(() => uncut(guard, load)), LOADING_DELAY_MS).unref();
  return engine;
}

// Cells get another `process.exit`, see `server.ts`.
const exitProcess = process.exit.bind(process);
const file = process.argv[2];
if (file === undefined) {
  log('main.js has no connection file: received no argument, expected the path Jupyter passes');
  exitProcess(2);
}
// Set by `launch.ts`.
if (process.env.CONNECTOME_KERNEL_STARTING) started(process.env.CONNECTOME_KERNEL_STARTING);
delete process.env.CONNECTOME_KERNEL_STARTING;
// A child process that a cell forks would otherwise come out of the kernel's snapshot, too.
process.execArgv = process.execArgv.filter((option, i, all) => ![option, all[i - 1]].includes('--snapshot-blob'));
const { version } = requireHere('../../package.json') as {
  version: string;
};
const guard = new Int32Array(new SharedArrayBuffer(4));
let ready: (engine: Promise<LanguageEngine>) => void = () => undefined;
const engine = new Promise<LanguageEngine>(resolve => {
  ready = resolve;
});
const server = new KernelServer({
  connection: readConnection(file),
  version,
  guard,
  engine,
});
serveSelection(server.comms, selectionStore, selectionNames);
serveLiveViews(server.comms);
serveLiveMatrices(server.comms);
serveLiveTables(server.comms);
serveExplorer(server.comms);
serveNeuroglancer(server.comms, neuroglancerStore);
await server.start();
const input = (prompt?: string, options?: { password?: boolean }): Promise<string> => server.stdin.ask(prompt, options);
ready(startEngine(guard, awaitGuards(server.context), { input, comms: server.comms.forCells() }));
engine.catch((error: Error) => {
  log(`the language did not start: ${error.stack}`);
  exitProcess(1);
});
