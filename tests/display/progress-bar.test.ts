import { Sanitizer } from '@jupyterlab/apputils/lib/sanitizer.js';
import { Table, vectorFromArray } from 'apache-arrow';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jupyterDisplay, type MimeBundle } from '../../kernel-helpers/contract/mime.js';
import { durationText, type ProgressState, progressBundle } from '../../kernel-helpers/display/progress-bar.js';
import { table } from '../../kernel-helpers/display/table.js';

const state = (changes: Partial<ProgressState>): ProgressState => ({
  label: 'Reading',
  unit: 'cells',
  done: 34,
  total: 100,
  seconds: 4,
  phase: 'running',
  ...changes,
});
const text = (changes: Partial<ProgressState>): string => progressBundle(state(changes))['text/plain'];

test('a running bar says how many, how fast and how long the rest will take', () => {
  expect(progressBundle(state({}))).toEqual({
    'text/plain': 'Reading  ██████░░░░░░░░░░░░░░  34 of 100 cells · 34% · 8.5 cells/s · 7.8 s left',
    'text/html':
      '<div><label style="margin-right:1em">Reading <progress value="0.34" max="1" title="Reading" ' +
      'style="width:16em;vertical-align:middle"></progress></label>' +
      '<span style="font-variant-numeric:tabular-nums">34 of 100 cells · 34% · 8.5 cells/s · 7.8 s left</span></div>',
  });
});

test('a bar at its end says how long it took, a stopped one where it stopped', () => {
  expect(text({ phase: 'done', done: 100, seconds: 100 })).toBe(
    'Reading  ████████████████████  100 cells in 1 min 40 s · 1 cells/s',
  );
  expect(text({ phase: 'stopped' })).toBe('Reading  ██████░░░░░░░░░░░░░░  stopped at 34 of 100 cells after 4.0 s');
  expect(text({ phase: 'done', done: 90 })).toContain('90 of 100 cells in 4.0 s');
});

test('without a total there are only numbers', () => {
  expect(text({ total: undefined })).toBe('Reading  34 cells · 8.5 cells/s · 4.0 s');
  expect(progressBundle(state({ total: undefined }))['text/html']).not.toContain('<progress');
  expect(text({ total: undefined, label: '', unit: '', done: 1_234_567, seconds: 1 })).toBe(
    '1,234,567 · 1,230,000/s · 1.0 s',
  );
});

test('odd counts: nothing to do, nothing done, too much done, slow, no time', () => {
  expect(text({ total: 0, done: 0, phase: 'done', seconds: 0 })).toBe(
    'Reading  ████████████████████  0 cells in <1 ms',
  );
  expect(text({ done: 0 })).toBe('Reading  ░░░░░░░░░░░░░░░░░░░░  0 of 100 cells · 0%');
  expect(text({ done: 120 })).toBe('Reading  ████████████████████  120 of 100 cells · 100% · 30 cells/s');
  expect(text({ done: 2, total: 4000, seconds: 1.5 })).not.toContain('left');
  expect(text({ done: 40, total: 4000, seconds: 1.5 })).toContain('2 min 29 s left');
  expect(text({ done: 2, seconds: 60 })).toContain('30 s each · 49 min left');
  expect(text({ done: 99.99, total: 100, label: '' })).toContain('99%');
});

test('durations read as one would say them', () => {
  expect([0, 0.012, 0.9996, 8.06, 9.96, 59.4, 59.7, 100, 3600, 7380, 360_000].map(durationText)).toEqual([
    '<1 ms',
    '12 ms',
    '1.0 s',
    '8.1 s',
    '10 s',
    '59 s',
    '1 min',
    '1 min 40 s',
    '1 h',
    '2 h 3 min',
    '4 d 4 h',
  ]);
});

test('label and unit are escaped', () => {
  const words = fc.oneof(fc.string(), fc.constantFrom('<script>', '"onload="', "'"));
  fc.assert(
    fc.property(words, words, (label, unit) => {
      const html = String(progressBundle(state({ label, unit }))['text/html']);
      const rest = html.replace(/<\/?(div|label|span|progress)( (value|max|title|style)="[^"<>]*")*>/g, '');
      expect(rest).not.toMatch(/[<>"']/);
    }),
  );
});

test('JupyterLab keeps bars and tables as they are in notebooks it does not trust', () => {
  // It knows no font-variant-numeric, writes a space after each colon, and entities its own way.
  const plain = (html: string): string =>
    html
      .replaceAll('font-variant-numeric:tabular-nums', '')
      .replaceAll(' style=""', '')
      .replaceAll(/: ?/g, ':')
      .replaceAll('<br />', '<br>')
      .replaceAll('&#39;', "'");
  const arrow = new Table({ 'a<b': vectorFromArray(['x&y', null, 'z'.repeat(50)]), n: vectorFromArray([1, 2, 3]) });
  const shown = table(arrow, { rows: 2, caption: 'Both' })[jupyterDisplay]() as MimeBundle;
  for (const html of [shown, progressBundle(state({}))].map(bundle => String(bundle['text/html']))) {
    expect(plain(new Sanitizer().sanitize(html))).toBe(plain(html));
  }
});
