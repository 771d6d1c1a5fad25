import { expect, test } from 'vitest';
import { jupyterDisplay, type MimeBundle } from '../../kernel-helpers/contract/mime.js';
import { connectomeObject, globalDeclarations, namesOf } from '../../kernel-helpers/kernel/preload.js';

const helpers = {
  stats: { mean: (): number => 1 },
  viewer: (): void => undefined,
  '<unknown>': 1,
};

test('connectome holds every helper and shows what each is', () => {
  const connectome = connectomeObject(helpers) as typeof helpers & {
    [jupyterDisplay]: () => MimeBundle;
  };
  expect(connectome.stats).toBe(helpers.stats);
  expect(Object.isFrozen(connectome)).toBe(true);
  const bundle = connectome[jupyterDisplay]();
  expect(bundle['text/plain']).toContain('viewer     Shows neurons in 3D.');
  expect(bundle['text/html']).not.toContain('<unknown>');
});

test('the declarations name every helper, and connectome', () => {
  const text = globalDeclarations(namesOf({ stats: {}, viewer: () => undefined }));
  expect(text).toContain('const connectome: typeof helpers;');
  expect(text).toMatch(/\/\*\* Statistics.* \*\/\n {2}export import stats = helpers\.stats;/);
  expect(text).toContain('export import viewer = helpers.viewer;');
});
