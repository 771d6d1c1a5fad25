import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
// @ts-expect-error: plain JavaScript, run as it stands
import { TEMPLATE, template } from '../../../extension/locale/extract.mjs';

test('the template in the tree has every string of the sources: else run node extension/locale/extract.mjs', () => {
  expect(readFileSync(TEMPLATE, 'utf8')).toBe(template());
});

test('strings stand in it with their plural and with the files they are of', () => {
  const text: string = template();
  expect(text).toContain(
    '#: extension/matrix/view.ts\nmsgid "%2 cell selected."\nmsgid_plural "%2 cells selected."\nmsgstr[0] ""\nmsgstr[1] ""\n',
  );
});

test('strings of the settings stand in it with the context in which JupyterLab looks for them', () => {
  const text: string = template();
  expect(text).toContain(
    '#: extension/schema/settings.json\nmsgctxt "settings"\nmsgid "Background of neurons"\nmsgstr ""\n',
  );
  expect(text).toContain('#: extension/schema/settings.json\nmsgctxt "menu"\nmsgid "Connectome"\nmsgstr ""\n');
});
