import { describe, expect, test } from 'vitest';
import { sceneOfFile } from '../../../extension/files/scene-of-file.js';
import { checkScene } from '../../../kernel-helpers/contract/scene/check.js';
import { decodeScene } from '../../../kernel-helpers/contract/scene/decode.js';

const words = { assumedUnit: (unit: string) => `assumed ${unit}`, leftOut: (n: number) => `${n} left out` };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const triangle = 'v 0 0 0\nv 8 0 0\nv 0 8 0\nf 1 2 3\n';

async function extent(path: string, text: string): Promise<{ xNm: number; notes: readonly string[] }> {
  const scene = await sceneOfFile(path, bytes(text), words);
  checkScene(JSON.parse(JSON.stringify(scene)));
  const [item] = (await decodeScene(JSON.parse(JSON.stringify(scene)))).items;
  const xNm =
    item.kind === 'skeletons'
      ? Math.max(...item.positionsNm.filter((_, i) => i % 3 === 0))
      : item.kind === 'meshes'
        ? Math.max(...item.meshes[0].quantised.filter((_, i) => i % 4 === 0)) * item.meshes[0].part.stepNm[0]
        : Number.NaN;
  return { xNm, notes: scene.notes };
}

describe('units', () => {
  test('of SWC are micrometres unless its header says otherwise, and what is assumed is told', async () => {
    expect(await extent('a/b.swc', '1 1 0 0 0 5 -1\n2 3 7 0 0 1 1\n')).toEqual({ xNm: 7000, notes: ['assumed µm'] });
    const inNm = await extent('b.SWC', '# units: nm\n1 1 0 0 0 5 -1\n2 3 7 0 0 1 1\n');
    expect(inNm).toEqual({ xNm: 7, notes: [] });
  });

  test('of OBJ are nanometres unless a comment says otherwise', async () => {
    expect((await extent('a.obj', triangle)).notes).toEqual(['assumed nm']);
    expect((await extent('a.obj', triangle)).xNm).toBeCloseTo(8);
    expect((await extent('a.obj', `# units: um\n${triangle}`)).xNm).toBeCloseTo(8000);
  });
});

test('a broken file tells the place, one without a surface and one of another kind what was expected', async () => {
  await expect(sceneOfFile('a.swc', bytes('1 1 0 0 0 5 -1\n2 3 x 0 0 1 1\n'), words)).rejects.toThrow(
    'swc a.swc line 2',
  );
  await expect(sceneOfFile('a.obj', bytes('v 0 0 0\n'), words)).rejects.toThrow(
    /no (surface|faces|triangles)|holds no/,
  );
  await expect(sceneOfFile('a.txt', bytes('x'), words)).rejects.toThrow('a.txt is of no known kind');
  await expect(sceneOfFile('a.glb', bytes('glTF'), words)).rejects.toThrow('a.glb cannot be read as glTF');
});
