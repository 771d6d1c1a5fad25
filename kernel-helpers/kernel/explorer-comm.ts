/** Answers the side panel: which datasets there are, where they are now, and what the cache holds. */
import {
  checkExplorerQuestion,
  EXPLORER_TARGET,
  type ExplorerAnswer,
  type ExplorerQuestion,
} from '../contract/explorer.js';
import type { CellComms, Comm } from './comm.js';
import { importLate } from './late-imports.js';

/** What answers take from the catalogue and the cache: `explorer-answers.ts`. */
export type Answer = (question: ExplorerQuestion) => Promise<ExplorerAnswer>;

/** Lets pages open the conversation told in `contract/explorer.ts`. */
export function serveExplorer(comms: Pick<CellComms, 'register'>, answer: Answer = answerFromCatalogue): void {
  comms.register(EXPLORER_TARGET, async (page, first) => {
    page.onMessage = data => reply(page, data, answer);
    await reply(page, first, answer);
  });
}

async function reply(page: Comm, data: unknown, answer: Answer): Promise<void> {
  const question = checkExplorerQuestion(data);
  let said: ExplorerAnswer;
  try {
    said = await answer(question);
  } catch (error) {
    // The page says what went wrong where it was asked for; nobody looks at the kernel's own output for that.
    const message = error instanceof Error ? error.message : String(error);
    said = { ask: question.ask, op: 'failed', message: message.slice(0, 5000) };
  }
  if (!page.closed) page.send(said);
}

/** The catalogue is loaded when it is first asked for: a kernel starts without it. */
async function answerFromCatalogue(question: ExplorerQuestion): Promise<ExplorerAnswer> {
  const { answerExplorer } = await importLate(() => import('./explorer-answers.js'));
  return answerExplorer(question);
}
