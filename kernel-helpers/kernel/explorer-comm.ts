/** Answers the side panel: which datasets there are, where they are now, what the cache holds; and downloads for it. */
import {
  type AnsweredQuestion,
  checkExplorerQuestion,
  type DownloadNews,
  EXPLORER_TARGET,
  type ExplorerAnswer,
} from '../contract/explorer.js';
import type { CellComms, Comm } from './comm.js';
import { importLate } from './late-imports.js';

/** What answers take from the catalogue and the cache: `explorer-answers.ts`. */
export type Answer = (
  question: AnsweredQuestion,
  tell: (news: DownloadNews) => void,
  signal: AbortSignal,
) => Promise<ExplorerAnswer>;

/** Lets pages open the conversation told in `contract/explorer.ts`. */
export function serveExplorer(comms: Pick<CellComms, 'register'>, answer: Answer = answerFromCatalogue): void {
  comms.register(EXPLORER_TARGET, async (page, first) => {
    /** Downloads that this page waits for, by the number of the question. */
    const open = new Map<number, AbortController>();
    page.onClose = () => {
      for (const stop of open.values()) stop.abort();
    };
    const hear = async (data: unknown): Promise<void> => {
      const question = checkExplorerQuestion(data);
      if (question.op === 'stop') {
        open.get(question.of)?.abort();
        return;
      }
      const stop = new AbortController();
      const said = reply(page, question, answer, stop.signal);
      if (question.op !== 'download') {
        await said;
        return;
      }
      // Not waited for: it may take long, and the next message may take it back.
      open.set(question.ask, stop);
      void said.finally(() => open.delete(question.ask));
    };
    page.onMessage = hear;
    await hear(first);
  });
}

async function reply(page: Comm, question: AnsweredQuestion, answer: Answer, signal: AbortSignal): Promise<void> {
  const { ask } = question;
  const tell = (news: ExplorerAnswer): void => {
    if (!page.closed) page.send(news);
  };
  try {
    tell(await answer(question, tell, signal));
  } catch (error) {
    if (signal.aborted) {
      tell({ ask, op: 'stopped' });
      return;
    }
    // The page says what went wrong where it was asked for; nobody looks at the kernel's own output for that.
    const message = error instanceof Error ? error.message : String(error);
    tell({ ask, op: 'failed', message: message.slice(0, 5000) });
  }
}

/** The catalogue is loaded when it is first asked for: a kernel starts without it. */
async function answerFromCatalogue(...asked: Parameters<Answer>): Promise<ExplorerAnswer> {
  const { answerExplorer } = await importLate(() => import('./explorer-answers.js'));
  return answerExplorer(...asked);
}
