import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { exportArguments } from '../../../../extension/neuron-viewer/export/arguments.js';
import { fileNameOf } from '../../../../extension/neuron-viewer/export/exported-scene.js';
import { inScript } from '../../../../extension/neuron-viewer/export/html.js';
import { withDensity } from '../../../../extension/neuron-viewer/export/png-density.js';
import { escaped } from '../../../../extension/neuron-viewer/export/svg.js';
import { tilesOf } from '../../../../extension/neuron-viewer/export/tiles.js';

describe('a file name', () => {
  test('is the title without what file systems give a meaning to', () => {
    expect(fileNameOf('L2/3: "pyramidal" <cells>?', 'png')).toBe('L2 3 pyramidal cells.png');
    expect(fileNameOf('../../etc/passwd', 'svg')).toBe('etc passwd.svg');
    expect(fileNameOf('', 'obj')).toBe('neurons.obj');
    expect(fileNameOf('con', 'swc')).toBe('_con.swc');
    expect(fileNameOf('Zelle\u202egnp', 'png')).toBe('Zelle gnp.png');
  });

  test('of any title is no path, not hidden and not long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), title => {
        const name = fileNameOf(title, 'png');
        expect(name).toMatch(/^[^./\\][^/\\]*\.png$/u);
        expect([...name].every(sign => sign >= ' ')).toBe(true);
        expect([...name].length).toBeLessThanOrEqual(85);
      }),
    );
  });
});

test('tiles cover every pixel of a picture once, and see at least their margin', () => {
  const size = fc.integer({ min: 1, max: 900 });
  fc.assert(
    fc.property(size, size, fc.integer({ min: 0, max: 20 }), (width, height, margin) => {
      const seen = new Uint8Array(width * height);
      for (const { tile, widthPx, heightPx, keep } of tilesOf(width, height, margin, 100)) {
        expect(Math.max(widthPx, heightPx)).toBeLessThanOrEqual(101);
        for (let y = 0; y < keep.height; y += 1)
          for (let x = 0; x < keep.width; x += 1)
            seen[(tile.topPx + keep.top + y) * width + tile.leftPx + keep.left + x] += 1;
        const right = tile.leftPx + widthPx;
        if (right < width) expect(widthPx - keep.left - keep.width).toBe(margin);
      }
      expect(seen.every(count => count === 1)).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('the density of a PNG is told once, in a chunk with a right check sum', () => {
  const plain = PNG.sync.write(new PNG({ width: 3, height: 2 }));
  const twice = Buffer.from(withDensity(withDensity(plain, 72), 300));
  const at = twice.indexOf('pHYs');
  expect(twice.indexOf('pHYs', at + 1)).toBe(-1);
  expect(twice.readUInt32BE(at + 4)).toBe(11_811);
  expect(twice.readUInt32BE(at + 13)).toBe(crc32(twice.subarray(at, at + 13)));
  expect(PNG.sync.read(twice).width).toBe(3);
});

test('JSON in a page cannot end its script, and is what it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const json = inScript(JSON.stringify(`${text}</script><!--\u2028`));
      expect(json).not.toMatch(/[<\u2028\u2029]/);
      expect(JSON.parse(json)).toBe(`${text}</script><!--\u2028`);
    }),
  );
});

test('text in XML is escaped, and signs that XML cannot hold are left out', () => {
  expect(escaped('a<b & "c"\u0000\ud800>')).toBe('a&lt;b &amp; &quot;c&quot;\ufffd&gt;');
});

describe('arguments', () => {
  test('that are left out are the usual ones', () => {
    expect(exportArguments({ format: 'webm' })).toMatchObject({ width: 1280, height: 720, seconds: 8, to: 'file' });
    expect(exportArguments({ format: 'png', overlays: false }).parts).toEqual([]);
    expect(exportArguments({ format: 'link' }).to).toBe('clipboard');
  });

  test('that cannot be meant are named', () => {
    expect(() => exportArguments({ format: 'gif' })).toThrow('export-view format cannot be meant: received "gif"');
    expect(() => exportArguments({ format: 'png', width: -1 })).toThrow('export-view width cannot be meant');
    expect(() => exportArguments({ format: 'png', overlays: ['axes'] })).toThrow('export-view overlays');
    expect(() => exportArguments({ format: 'glb', to: 'clipboard' })).toThrow('expected file for glb');
  });
});
