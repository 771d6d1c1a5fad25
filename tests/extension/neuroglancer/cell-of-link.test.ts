import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellOfLink } from '../../../extension/neuroglancer/cell-of-link.js';
import { link } from '../../../kernel-helpers/core/neuroglancer/link.js';
import { parse } from '../../../kernel-helpers/core/neuroglancer/parse.js';

/** What the cell gives to `neuroglancer.scene`. */
function argumentOf(source: string): string | object {
  const found = /^viewer\(await neuroglancer\.scene\((.*)\)\)$/s.exec(source);
  if (!found) throw new Error(`the cell is another: ${source}`);
  return new Function(`return (${found[1]})`)();
}

test('a link is one line that names it', () => {
  const url = link({ ids: [864691135571546917n] });
  expect(cellOfLink(`  ${url}\n`)).toBe(`viewer(await neuroglancer.scene('${url}'))`);
});

test('an old link with quotes in it, and JSON, are the same after they were code', () => {
  const segments = "'segments':['864691135571546917']";
  const plain = 'https://host/#!{"layers":[{"type":"segmentation","name":"a\\\\b","segments":["1"]}]}';
  for (const old of [`https://host/#!{'layers':[{'type':'segmentation'_${segments}}]}`, plain]) {
    expect(argumentOf(cellOfLink(old))).toBe(old);
  }
  const json = '{ "layers": [{ "type": "segmentation", "name": "`1`", "segments": [864691135571546917] }] }';
  expect(parse(argumentOf(cellOfLink(json))).ids).toEqual([864691135571546917n]);
});

test('no title ends the line or the string that it stands in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (title, asJson) => {
      const url = link({ ids: [1n], title });
      const source = cellOfLink(asJson ? JSON.stringify(parse(url).state) : url);
      expect(source).not.toContain('\n');
      expect(parse(argumentOf(source)).title).toBe(parse(url).title);
    }),
  );
});

test('what is no link, or one that only a server can read, is refused', () => {
  for (const text of ['', 'https://example.org', 'viewer(1)', '{"layers":']) {
    expect(() => cellOfLink(text)).toThrow('neuroglancer state cannot be read: received');
  }
  const stored = 'https://spelunker.cave-explorer.org/#!middleauth+https://global.daf-apis.com/nglstate/api/v1/12';
  expect(() => cellOfLink(stored)).toThrow('neuroglancer link keeps its state on a server');
});
