import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from '../../../kernel-helpers/core/neuroglancer/index.js';
import { FormatError } from '../../../kernel-helpers/errors.js';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/neuroglancer/${name}.json`, import.meta.url), 'utf8');
const written = (name: string): { text: string; url: string } => JSON.parse(fixture(name));
const EM = 'precomputed://https://bossdb-open-data.s3.amazonaws.com/iarpa_microns/minnie/minnie65/em';

describe("a state of Neuroglancer's own package", () => {
  const view = parse(written('neuroglancer').url);

  test('shows segments with every digit, colours, position and zoom', () => {
    expect(view.ids).toEqual([864691135571546917n, 18446744073709551615n]);
    expect(view.hiddenIds).toEqual([17n]);
    expect([...view.colors]).toEqual([[864691135571546917n, '#008cf9']]);
    expect(view.positionNm).toEqual([713602, 572994, 849540]);
    expect(view.voxelSizeNm).toEqual([4, 4, 40]);
    expect(view.nmPerPixel).toBe(8);
    expect(view).toMatchObject({
      title: "Two cells: a basket cell's 100 % view",
      layout: 'xy-3d',
      background: '#ffffff',
    });
  });

  test('is looked at along +x', () => {
    expect(view.camera?.target).toEqual([713602, 572994, 849540]);
    expect(view.camera?.azimuth).toBeCloseTo(Math.PI / 2, 6);
    expect(view.camera?.elevation).toBeCloseTo(0, 6);
    expect(view.camera?.roll).toBeCloseTo(0, 6);
    // 50,000 voxels of 4 nm in the height of an opening of 20 degrees.
    expect(view.camera?.distance).toBeCloseTo(200_000 / (2 * Math.tan(Math.PI / 18)), 3);
  });

  test('has layers with their sources, and a mark of every kind in voxels of its own', () => {
    expect(view.layers.map(({ name, type, visible }) => [name, type, visible])).toEqual([
      ['em', 'image', true],
      ['cells', 'segmentation', true],
      ['off', 'segmentation', false],
      ['marks', 'annotation', true],
    ]);
    expect(view.layers[0].sources).toEqual([{ url: EM, format: 'precomputed', location: EM.slice(14) }]);
    expect(view.annotations).toEqual([
      {
        name: 'marks',
        color: '#ff0000',
        annotations: [
          { kind: 'point', positionNm: [800, 1600, 12000], id: 'a', description: "a 'quoted', under_scored mark" },
          { kind: 'line', startNm: [0, 0, 0], endNm: [80, 80, 400], id: 'b' },
          { kind: 'box', minNm: [8, 16, 120], maxNm: [32, 40, 240], id: 'c' },
          { kind: 'ellipsoid', centerNm: [56, 64, 360], radiiNm: [8, 16, 120], id: 'd' },
        ],
      },
    ]);
  });

  test('says what of it is not shown', () => {
    expect(view.ignored).toEqual(['layers[0].shader', 'layout.children[0].layers']);
  });

  test('is the same from the address as from its JSON, as text or as an object', () => {
    const { text } = written('neuroglancer');
    for (const other of [parse(text), parse(JSON.parse(text))]) {
      expect({ ...other, state: undefined }).toEqual({ ...view, state: undefined });
    }
  });
});

describe('a state of nglui', () => {
  const { text, url } = written('nglui');

  test('has its ids exact where they are written as numbers, and colours by name', () => {
    expect(text).toContain('"segments": [[864691135522708676]]');
    for (const view of [parse(text), parse(url)]) {
      expect(view.ids).toEqual([864691135522708676n, 864691136968109774n]);
      expect([...view.colors]).toEqual([[864691135522708676n, '#ff6347']]);
      expect(view.annotations[0]).toMatchObject({
        name: 'synapses',
        annotations: [
          { kind: 'point', positionNm: [725000, 767648, 734440], cells: [864691135522708676n] },
          { kind: 'point', positionNm: [725112, 767376, 734560], cells: [864691136968109774n] },
        ],
      });
      expect(view.ignored).toEqual([
        'layers[0].source[0].transform.outputDimensions',
        'layers[0].source[0].enableDefaultSubsources',
        'layers[1].source[0].transform.outputDimensions',
        'layers[1].source[0].enableDefaultSubsources',
        'layers[1].selectedAlpha',
        'layers[1].notSelectedAlpha',
        'layers[1].objectAlpha',
        'layers[1].meshSilhouetteRendering',
        'layers[1].pick',
        'layers[2].swapVisbleSegmentsOnMove',
      ]);
    }
  });
});

test('a state of before 2019 has layers by name, a pose, and a zoom in its own unit', () => {
  const view = parse(fixture('old'));
  expect(view.ids).toEqual([648518346349515986n, 648518346349515987n]);
  expect(view.hiddenIds).toEqual([648518346349515988n]);
  expect(view.positionNm).toEqual([332888, 211924, 33360]);
  expect(view.nmPerPixel).toBe(8);
  expect(view.layers[1]).toMatchObject({ name: 'cells', type: 'segmentation' });
  expect(view.layers[1].sources.map(({ location }) => location)).toEqual([
    'https://example.org/segmentation/1.0/pinky100_sv16',
    'gs://microns_public_datasets/pinky100_v185/seg',
  ]);
  expect(view.annotations[0].annotations).toEqual([{ kind: 'point', positionNm: [40, 80, 1200], id: 'a' }]);
  expect(view.camera?.distance).toBeCloseTo((2e5 * Math.tan(Math.PI / 8)) / (2 * Math.tan(Math.PI / 18)), 3);
  expect(view.ignored).toEqual(['navigation.pose.orientation']);
});

describe('what a state lacks or has wrong', () => {
  test('is absent, with the reason where one can be given', () => {
    const view = parse({
      position: [1, 2, 3],
      projectionScale: 100,
      projectionOrientation: [0, 0, 0, 0],
      projectionBackgroundColor: 'see-through',
      layout: { type: 'row', children: ['xy', '3d'] },
      concurrentDownloads: 10,
      layers: [
        {
          type: 'segmentation',
          name: 'a',
          source: 'gs://b/s',
          segments: ['1', '!2', 'x', 3],
          segmentColors: { 1: 'red', 3: 'no', q: 'red' },
        },
        { type: 'annotation', name: 'b', annotations: [{ type: 'point', point: [1, 2, 3] }] },
        'precomputed://gs://b/em',
        7,
      ],
    });
    expect(view).toMatchObject({ ids: [1n, 3n], hiddenIds: [2n], annotations: [{ name: 'b', annotations: [] }] });
    expect(view.positionNm).toBeUndefined();
    expect(view.camera).toBeUndefined();
    expect(view.layout).toBeUndefined();
    expect(view.layers.map(({ name }) => name)).toEqual(['a', 'b', 'layers[2]']);
    expect(view.ignored).toEqual([
      'position: the size of a voxel is not stated; pass { voxelSizeNm }',
      'projectionOrientation: not four numbers',
      'projectionScale: the size of a voxel is not stated; pass { voxelSizeNm }',
      'layers[0].segments: x is no id',
      'layers[0].segmentColors.3: no colour that is known here',
      'layers[0].segmentColors.q: no id',
      'layers[1].annotations: the size of a voxel is not stated',
      'layers[3]: not an object',
      'layout: 2 panels is not one of 4panel, 4panel-alt, 3d, xy, yz, xz, xy-3d, yz-3d, xz-3d',
      'projectionBackgroundColor: no colour that is known here',
      'concurrentDownloads',
    ]);
  });

  test('can be a voxel, which then may be given', () => {
    const state = { position: [1, 2, 3], projectionScale: 100, layers: [] };
    expect(parse(state, { voxelSizeNm: [8, 8, 40] })).toMatchObject({
      positionNm: [8, 16, 120],
      camera: { target: [8, 16, 120], azimuth: 0, elevation: 0, roll: 0 },
      ignored: [],
    });
  });

  test('is said once for thousands of marks', () => {
    const dimensions = { x: [1, 'nm'], y: [1, 'nm'], z: [1, 'nm'] };
    const annotations = Array.from({ length: 3000 }, () => ({ type: 'point', point: [1, 2, 3], props: [4] }));
    const view = parse({ dimensions, layers: [{ type: 'annotation', name: 'a', annotations }] });
    expect(view.annotations[0].annotations).toHaveLength(3000);
    expect(view.ignored).toEqual(['layers[0].annotations[…].props (3000 times)']);
  });

  test('a view of swapped or stretched axes has no camera', () => {
    const state = { dimensions: { x: [1, 'nm'], y: [1, 'nm'], z: [1, 'nm'] }, position: [1, 2, 3], projectionScale: 9 };
    expect(parse(state).camera).toBeDefined();
    expect(parse({ ...state, displayDimensions: ['x', 'y', 'z'] }).camera).toBeDefined();
    expect(parse({ ...state, displayDimensions: ['y', 'x', 'z'] })).toMatchObject({
      ignored: ['displayDimensions: a view of other axes than x, y, z has no camera here'],
    });
    expect(parse({ ...state, displayDimensions: ['y', 'x', 'z'] }).camera).toBeUndefined();
    expect(parse({ ...state, relativeDisplayScales: { z: 2 } }).camera).toBeUndefined();
  });

  test('is everything in what is no state', () => {
    expect(parse({})).toMatchObject({ ids: [], layers: [], ignored: [] });
    expect(() => parse([])).toThrow(FormatError);
    expect(() => parse('#!{"a":1')).toThrow(FormatError);
  });
});

test('the colour of all segments is that of each which has none of its own', () => {
  const layer = { type: 'segmentation', name: 'a', segments: ['1', '!2'], segmentDefaultColor: 'red' };
  const { colors, ignored } = parse({ layers: [{ ...layer, segmentColors: { 1: '#00ff00' } }] });
  expect([...colors]).toEqual([
    [1n, '#00ff00'],
    [2n, '#ff0000'],
  ]);
  expect(ignored).toEqual([]);
  expect(parse({ layers: [{ ...layer, segmentDefaultColor: 'rouge' }] }).ignored).toEqual([
    'layers[0].segmentDefaultColor: no colour that is known here',
  ]);
});
