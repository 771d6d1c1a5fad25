import { describe, expect, test } from 'vitest';
import { reportNotebook, type StoredNotebook, summarize } from '../../kernel-helpers/cli/notebook-report.js';
import { CHECK_MIME } from '../../kernel-helpers/contract/mime.js';

const row = (quantity: string, pass: boolean): object => ({
  quantity,
  printed: '35',
  ours: '36',
  tolerance: '0',
  pass,
});
const check = (rows: readonly object[]): object => ({
  output_type: 'execute_result',
  data: { 'text/plain': '', [CHECK_MIME]: { version: 1, title: 'Fig. 2d', rows } },
});
const notebook = (...outputs: object[][]): StoredNotebook =>
  ({
    cells: [{ cell_type: 'markdown' }, ...outputs.map(each => ({ cell_type: 'code', outputs: each }))],
  }) as StoredNotebook;

describe('the report of an executed notebook', () => {
  test('counts code cells and checks, and finds nothing wrong where all is well', () => {
    const report = reportNotebook(notebook([{ output_type: 'stream' }], [check([row('n', true), row('t', true)])], []));
    expect(report).toEqual({ codeCells: 3, checksPassed: 1, checksFailed: 0, problems: [] });
    expect(summarize(report)).toBe('3 cells, 1 check passed');
  });

  test('tells an error by its cell, with the traceback and without terminal colours', () => {
    const error = {
      output_type: 'error',
      ename: 'TypeError',
      evalue: 'no',
      traceback: ['\x1b[31mTypeError: no\x1b[0m', 'at cell'],
    };
    expect(reportNotebook(notebook([], [error])).problems).toEqual([
      'code cell 2 failed: TypeError: no\n  TypeError: no\n  at cell',
    ]);
  });

  test('tells the rows of a check that fail', () => {
    const report = reportNotebook(notebook([check([row('n', false), row('t', true)])]));
    expect(report.problems).toEqual(['code cell 1: 1 of 2 rows of "Fig. 2d" fail\n  n: ours 36, printed 35 (0)']);
    expect(summarize(report)).toBe('1 cell, 0 checks passed, 1 failed');
  });

  test('takes a check without rows for a failing one', () => {
    expect(reportNotebook(notebook([check([])])).checksFailed).toBe(1);
  });
});
