import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { mirror } from '../mirror';
import { shipped } from '../ui/notebook-file';
import { indexOf, makeGallery, readText, thumbnail } from './gallery';

// CONNECTOME_UPDATE_GALLERY=1 writes the gallery anew: npm run gallery.
const update = process.env.CONNECTOME_UPDATE_GALLERY === '1';
// What is in somebody's cache is not in the gallery: it says what the mirror gives.
process.env.CONNECTOME_CACHE = join(tmpdir(), 'connectome-gallery-empty-cache');
const INDEX = 'images/panels/index.json';

describe.skipIf(!mirror)('the gallery of panels', () => {
  test('says what the recipes make of the released data, and no panel does not agree', async () => {
    const { panels, readme, table, thumbnails } = await makeGallery();
    console.log(table);
    if (update) {
      rmSync(shipped('images/panels'), { recursive: true, force: true });
      mkdirSync(shipped('images/panels'), { recursive: true });
      for (const [path, png] of thumbnails) writeFileSync(shipped(path), png);
      writeFileSync(shipped(INDEX), indexOf(panels));
      writeFileSync(shipped('README.md'), readme);
    }
    expect(panels.filter(({ status }) => status === 'does not agree')).toEqual([]);
    expect(readText('README.md')).toBe(readme);
    expect(readText(INDEX)).toBe(indexOf(panels));
    expect(readdirSync(shipped('images/panels')).sort()).toEqual(
      ['index.json', ...[...thumbnails.keys()].map(path => path.replace('images/panels/', ''))].sort(),
    );
  }, 60_000);
});

test('a thumbnail is 320 pixels wide, and each of its pixels the mean of those it stands for', () => {
  const large = new PNG({ width: 640, height: 4 });
  large.data.fill(255);
  // The left pixel of each second pair is black.
  for (let y = 0; y < 4; y++) for (let x = 0; x < 640; x += 4) large.data.set([0, 0, 0, 255], 4 * (y * 640 + x));
  const small = PNG.sync.read(thumbnail(PNG.sync.write(large)));
  expect([small.width, small.height]).toEqual([320, 2]);
  expect([...small.data.subarray(0, 8)]).toEqual([128, 128, 128, 255, 255, 255, 255, 255]);
});
