import type { CheckPayload } from '../contract/check.js';
import { CHECK_MIME } from '../contract/mime.js';

/** One output of a notebook on disk, as far as it is read here. */
interface StoredOutput {
  readonly output_type: string;
  readonly ename?: string;
  readonly evalue?: string;
  readonly traceback?: readonly string[];
  readonly data?: Readonly<Record<string, unknown>>;
}

/** A notebook on disk, as far as it is read here. */
export interface StoredNotebook {
  readonly cells: readonly { readonly cell_type: string; readonly outputs?: readonly StoredOutput[] }[];
}

/** What came of running a notebook. */
export interface NotebookReport {
  readonly codeCells: number;
  readonly checksPassed: number;
  readonly checksFailed: number;
  /** What went wrong, each as readable lines; empty when all is well. */
  readonly problems: readonly string[];
}

/** Reads the outputs of an executed notebook: every error, and every check that has a failing row. */
export function reportNotebook(notebook: StoredNotebook): NotebookReport {
  const code = notebook.cells.filter(cell => cell.cell_type === 'code');
  const problems: string[] = [];
  let checksPassed = 0;
  let checksFailed = 0;
  for (const [index, cell] of code.entries()) {
    for (const output of cell.outputs ?? []) {
      if (output.output_type === 'error') problems.push(describeError(index + 1, output));
      const check = output.data?.[CHECK_MIME];
      if (check === undefined) continue;
      const failing = describeCheck(index + 1, check);
      if (failing === undefined) checksPassed++;
      else {
        checksFailed++;
        problems.push(failing);
      }
    }
  }
  return { codeCells: code.length, checksPassed, checksFailed, problems };
}

function describeError(cell: number, { ename, evalue, traceback = [] }: StoredOutput): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours begin with one
  const text = traceback.join('\n').replace(/\x1b\[[\d;]*m/g, '');
  const headline = `code cell ${cell} failed: ${ename}: ${evalue}`;
  return text && text !== `${ename}: ${evalue}` ? `${headline}\n${text.replace(/^/gm, '  ')}` : headline;
}

/** The failing rows of a check; `undefined` when it has rows and all of them pass. */
function describeCheck(cell: number, stored: unknown): string | undefined {
  const check = stored as Partial<CheckPayload>;
  const rows = Array.isArray(check.rows) ? (check as CheckPayload).rows : [];
  if (rows.length === 0) return `code cell ${cell}: a check without rows checks nothing`;
  const failing = rows.filter(row => row.pass !== true);
  if (failing.length === 0) return undefined;
  const lines = failing.map(row => `  ${row.quantity}: ours ${row.ours}, printed ${row.printed} (${row.tolerance})`);
  return [`code cell ${cell}: ${failing.length} of ${rows.length} rows of "${check.title}" fail`, ...lines].join('\n');
}

/** "9 cells, 12 checks passed", with what failed when something did. */
export function summarize({ codeCells, checksPassed, checksFailed }: NotebookReport): string {
  const cells = `${codeCells} ${codeCells === 1 ? 'cell' : 'cells'}`;
  const checks = `${checksPassed} ${checksPassed === 1 ? 'check' : 'checks'} passed`;
  return `${cells}, ${checks}${checksFailed > 0 ? `, ${checksFailed} failed` : ''}`;
}
