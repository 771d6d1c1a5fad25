// The bootstrap is plain JavaScript, so that it runs before anything is built: its types are told here.
import type { Stamp, ToolOptions } from '../../kernel-helpers/cli/context.js';

interface Stamps {
  hashSources(root: string, paths: readonly string[], include?: (path: string) => boolean): string;
  stampMatches(file: string, expected: Stamp): boolean;
  writeStamp(file: string, stamp: Stamp): void;
}

interface Lock {
  withLock<T>(file: string, work: () => Promise<T>, waiting?: (pid: number) => void): Promise<T>;
}

interface NodeModules {
  nodeModulesAreFresh(places: { checkout: string; packageFolder: string; state: string }): boolean;
}

interface Tool {
  runTool(command: string, args: readonly string[], options: ToolOptions): Promise<string>;
}

interface NodeVersion {
  nodeVersionProblem(version: string): string | undefined;
}

const load = (name: string): Promise<unknown> =>
  import(/* @vite-ignore */ new URL(`../../kernel-helpers/bin/bootstrap/${name}.mjs`, import.meta.url).href);

export const { hashSources, stampMatches, writeStamp } = (await load('stamps')) as Stamps;
export const { withLock } = (await load('lock')) as Lock;
export const { nodeModulesAreFresh } = (await load('node-modules')) as NodeModules;
export const { runTool } = (await load('tool')) as Tool;
export const { nodeVersionProblem } = (await load('node-version')) as NodeVersion;
