import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { expect } from 'vitest';

const folder = fileURLToPath(new URL('../../fixtures/viewer-images', import.meta.url));

/**
 * The one tolerance of all pictures. A pixel differs when its colour does by more than a sixth of the way from black to
 * white (in YIQ, as pixelmatch weighs it, without the pixels it takes for anti-aliasing); as many may differ as are 4 %
 * of the picture's ink: another release of the software renderer moves some edges, a lost neurite or soma is more.
 */
const tolerance = { colour: 1 / 6, shareOfInk: 0.04 } as const;

/**
 * Compares a picture with the one that was looked at and committed; `CONNECTOME_UPDATE_IMAGES=1` writes it anew instead.
 * What was drawn and where it differs are written beside each other when it fails.
 */
export function expectPicture(name: string, png: Buffer): void {
  const file = join(folder, `${name}.png`);
  if (process.env.CONNECTOME_UPDATE_IMAGES === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, png);
    return;
  }
  expect(existsSync(file), `${name} has no picture to compare with: look at it, then CONNECTOME_UPDATE_IMAGES=1`).toBe(
    true,
  );
  const [ours, theirs] = [PNG.sync.read(png), PNG.sync.read(readFileSync(file))];
  const { width, height } = theirs;
  expect([ours.width, ours.height]).toEqual([width, height]);
  const marks = new PNG({ width, height });
  const differing = pixelmatch(ours.data, theirs.data, marks.data, width, height, { threshold: tolerance.colour });
  const ink = inkOf(theirs);
  if (differing > tolerance.shareOfInk * ink) {
    const out = join(tmpdir(), 'connectome-viewer-images');
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, `${name}.png`), png);
    writeFileSync(join(out, `${name}.difference.png`), PNG.sync.write(marks));
    expect.fail(`${name}: ${differing} of ${ink} pixels of ink differ, expected at most 4 %; see ${out}`);
  }
}

/** Pixels that are not quite transparent. */
function inkOf({ data }: PNG): number {
  let ink = 0;
  for (let i = 3; i < data.length; i += 4) if (data[i] > 16) ink += 1;
  return ink;
}
