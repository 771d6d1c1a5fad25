#!/usr/bin/env node
// Works before anything is installed, and must parse on any Node with modules: what is newer is imported after the check.
import { nodeVersionProblem } from './bootstrap/node-version.mjs';

const problem = nodeVersionProblem(process.versions.node);
if (problem) {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
} else {
  import('./bootstrap/command.mjs').then(({ runCommand }) => runCommand(process.argv.slice(2)));
}
