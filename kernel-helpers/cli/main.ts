import { join } from 'node:path';
import type { Command, CommandContext } from './context.js';
import { fetchCommand, listDatasets, mirrorCommand } from './dataset-commands.js';
import { kernelCommand } from './kernel-install.js';
import { ensureSnapshot } from './kernel-snapshot.js';
import { ensureEnvironment } from './python-environment.js';
import { runCommand } from './run.js';
import { ensureShare } from './share.js';
import { startCommand } from './start.js';
import { verifyCommand } from './verify.js';
import { wheelCommand } from './wheel.js';

/**
 * Performs a command of the `connectome` command line and resolves to the exit status.
 *
 * @throws an error whose message is the whole report, when the command cannot be done.
 */
export async function main(command: Command, context: CommandContext): Promise<number> {
  // The same cache for the command line and for the kernels it starts.
  if (context.checkout !== undefined) process.env.CONNECTOME_CACHE ||= join(context.state, 'cache');
  switch (command.name) {
    case 'start':
      return startCommand(command, context);
    case 'run':
      return runCommand(command, context);
    case 'datasets':
      return listDatasets(command.operands);
    case 'fetch':
      return fetchCommand(command.operands, context);
    case 'mirror':
      return mirrorCommand(command.operands, context);
    case 'kernel': {
      const status = kernelCommand(command, context);
      if (command.operands[0] === 'install') await ensureSnapshot(context);
      return status;
    }
    case 'verify':
      return verifyCommand(command.operands, context);
    case 'wheel':
      return wheelCommand(command, context);
    case 'setup':
      await ensureEnvironment(context);
      ensureShare(context);
      await ensureSnapshot(context);
      context.steps.summary();
      return 0;
    default:
      throw context.fail(`command ${command.name} is not known here: the build is older than its sources`);
  }
}
