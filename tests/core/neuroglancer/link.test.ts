import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eye, VERTICAL_FOV } from '../../../extension/neuron-viewer/camera/camera';
import {
  type AnnotationLayer,
  link,
  type OrbitCamera,
  parse,
  type StateOptions,
  toState,
} from '../../../kernel-helpers/core/neuroglancer/index.js';
import { minnie65 } from '../../../kernel-helpers/core/transforms.js';
import { InvalidArgumentError, NotFoundError } from '../../../kernel-helpers/errors.js';
import { always } from '../../reference/properties.js';

const cell = 864691135571546917n;
const camera: OrbitCamera = { target: [713600, 572992, 849520], azimuth: 0, elevation: 0, distance: 1e6 };

describe('toState', () => {
  test('is the whole state of a view', () => {
    const state = toState({
      ids: [cell, '7'],
      hiddenIds: [9],
      colors: new Map([[cell, '#08F']]),
      positionNm: [713600, 572992, 849520],
      nmPerPixel: 16,
      background: '#ffffff',
      title: 'a cell',
    });
    expect(state).toEqual({
      title: 'a cell',
      dimensions: { x: [4e-9, 'm'], y: [4e-9, 'm'], z: [4e-8, 'm'] },
      position: [178400, 143248, 21238],
      crossSectionScale: 4,
      layers: [
        {
          type: 'image',
          name: 'image',
          source: 'precomputed://https://bossdb-open-data.s3.amazonaws.com/iarpa_microns/minnie/minnie65/em',
        },
        {
          type: 'segmentation',
          name: 'segmentation',
          source: 'precomputed://gs://iarpa_microns/minnie/minnie65/seg_m1300',
          segments: ['864691135571546917', '7', '!9'],
          segmentColors: { '864691135571546917': '#0088ff' },
        },
      ],
      selectedLayer: { layer: 'segmentation' },
      showSlices: false,
      projectionBackgroundColor: '#ffffff',
      layout: '4panel',
    });
  });

  test('shows in the height of the 3D view what the camera shows', () => {
    const state = toState({ camera });
    expect(state.position).toEqual([178400, 143248, 21238]);
    expect(state.projectionOrientation).toEqual([0, 0, 0, 1]);
    // Voxels of 4 nm, at the target's depth.
    expect(state.projectionScale).toBeCloseTo((2 * Math.tan(VERTICAL_FOV / 2) * 1e6) / 4, 6);
    expect(toState({ camera: { ...camera, projection: 'orthographic' } }).layout).toEqual({
      type: '4panel',
      orthographicProjection: true,
    });
  });

  test('turns a camera under a flat pia back into the volume', () => {
    const um = minnie65.toPiaUm([713600, 572992, 849520]);
    const flat: OrbitCamera = {
      target: [um[0] * 1000, um[1] * 1000, um[2] * 1000],
      azimuth: 0,
      elevation: 0,
      distance: 1e6,
    };
    const { position, projectionOrientation } = toState({ camera: flat, transform: minnie65 });
    nearly(position, [178400, 143248, 21238]);
    // Depth is turned by 5 degrees about z against the volume's y.
    const half = ((-5 / 2) * Math.PI) / 180;
    nearly(projectionOrientation, [0, 0, Math.sin(half), Math.cos(half)]);
  });

  test('leaves out what is not given, and needs no image', () => {
    expect(toState({ source: { voxelSizeNm: [8, 8, 8], skeletons: 'gs://b/s' }, ids: [1] })).toEqual({
      dimensions: { x: [8e-9, 'm'], y: [8e-9, 'm'], z: [8e-9, 'm'] },
      layers: [{ type: 'segmentation', name: 'segmentation', source: 'precomputed://gs://b/s', segments: ['1'] }],
      selectedLayer: { layer: 'segmentation' },
      showSlices: false,
      layout: '3d',
    });
  });

  test('refuses what cannot be meant', () => {
    const refused: [StateOptions, string][] = [
      [{ ids: [2 ** 60] }, 'neuroglancer ids is a number too large to be exact'],
      [{ ids: [1n, 2n], colors: ['#000'] }, 'colors are not as many as ids: received 1, expected 2'],
      [{ ids: [1n], colors: ['blurple'] }, 'color of 1 is no colour: received blurple'],
      [{ ids: [1n], colors: { x: '#000' } }, 'neuroglancer colors id is not an id'],
      [{ camera, positionNm: [1, 2, 3] }, 'positionNm is given twice'],
      [{ positionNm: [1, 2, Number.NaN] }, 'positionNm is no point'],
      [{ nmPerPixel: 0 }, 'nmPerPixel is no length: received 0'],
      [{ camera: { ...camera, azimuth: Number.NaN } }, 'camera azimuth is no angle: received NaN'],
      [{ camera: { ...camera, distance: -1 } }, 'camera distance is no length'],
      [{ layout: 'cube' as '3d' }, 'layout is not known: received cube'],
      [{ source: { voxelSizeNm: [1, 1, 1] }, ids: [1n] }, 'ids have no segmentation'],
    ];
    for (const [options, message] of refused) {
      expect(() => toState(options)).toThrow(InvalidArgumentError);
      expect(() => toState(options)).toThrow(message);
    }
    expect(() => toState({ source: 'mouse' as 'minnie65' })).toThrow(NotFoundError);
  });
});

describe('link', () => {
  test('opens on the site that is asked for', () => {
    expect(link({ ids: [cell] })).toMatch(/^https:\/\/neuroglancer-demo\.appspot\.com\/#!%7B%22dimensions%22/);
    expect(link({ ids: [cell], site: 'spelunker' })).toMatch(/^https:\/\/spelunker\.cave-explorer\.org\/#!%7B/);
  });

  test('refuses a folder of this computer, which nobody else could open', () => {
    const source = { voxelSizeNm: [4, 4, 40] as const, image: 'data/em' };
    expect(() => link({ source })).toThrow('source is a folder of this computer');
    expect(toState({ source }).layers).toMatchObject([{ source: 'precomputed://jupyter:data/em' }]);
  });
});

const id = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const nm = fc.double({ min: -1e7, max: 1e7, noNaN: true });
const point = fc.tuple(nm, nm, nm);
const color = fc.integer({ min: 0, max: 0xffffff }).map(rgb => `#${rgb.toString(16).padStart(6, '0')}`);
const angle = fc.double({ min: -3.1, max: 3.1, noNaN: true });
const words = { id: fc.string(), description: fc.string(), cells: fc.uniqueArray(id, { minLength: 1, maxLength: 3 }) };
const mark = fc.oneof(
  fc.record({ kind: fc.constant('point' as const), positionNm: point, ...words }),
  fc.record({ kind: fc.constant('line' as const), startNm: point, endNm: point, ...words }),
  fc.record({ kind: fc.constant('polyline' as const), pointsNm: fc.array(point, { maxLength: 4 }), ...words }),
  fc.record({ kind: fc.constant('box' as const), minNm: point, maxNm: point, ...words }),
  fc.record({ kind: fc.constant('ellipsoid' as const), centerNm: point, radiiNm: point, ...words }),
);
const views = fc.record({
  ids: fc.uniqueArray(id, { maxLength: 5 }),
  colors: fc.dictionary(id.map(String), color, { maxKeys: 4 }),
  camera: fc.record({
    target: point,
    azimuth: angle,
    elevation: fc.double({ min: -1.5, max: 1.5, noNaN: true }),
    roll: angle,
    distance: fc.double({ min: 10, max: 1e8, noNaN: true }),
    projection: fc.constantFrom('perspective' as const, 'orthographic' as const),
  }),
  annotations: fc.array(fc.record({ name: fc.string(), color, annotations: fc.array(mark, { maxLength: 4 }) }), {
    maxLength: 2,
  }),
  title: fc.string(),
  transform: fc.constantFrom(undefined, minnie65),
});

/** Numbers within a millionth of a nm of where they were, or of their size. */
function nearly(actual: unknown, expected: unknown): void {
  if (typeof expected === 'number') {
    expect(Math.abs((actual as number) - expected)).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected)));
  } else if (Array.isArray(expected)) {
    expect(actual).toHaveLength(expected.length);
    for (const [i, value] of expected.entries()) nearly((actual as unknown[])[i], value);
  } else if (typeof expected === 'object' && expected !== null) {
    for (const [key, value] of Object.entries(expected)) nearly((actual as Record<string, unknown>)[key], value);
  } else {
    expect(actual).toBe(expected);
  }
}

describe('a link, read again', () => {
  test('shows what it was made of, with nothing ignored', () => {
    always(
      fc.property(views, ({ transform, ...view }) => {
        const read = parse(link({ ...view, ...(transform && { transform }) }), transform && { transform });
        expect(read.ignored).toEqual([]);
        expect(read.ids).toEqual(view.ids);
        expect(Object.fromEntries(read.colors)).toEqual(view.colors);
        expect(read.title).toBe(view.title);
        const { projection, ...numbers } = view.camera;
        nearly(read.camera, numbers);
        expect(read.camera?.projection ?? 'perspective').toBe(projection);
        nearly(read.positionNm, view.camera.target);
        const full = (layers: readonly AnnotationLayer[]): AnnotationLayer[] =>
          layers.map(layer => ({ ...layer, annotations: [...layer.annotations] }));
        nearly(full(read.annotations), full(view.annotations));
      }),
    );
  });

  test('has the eye on the same side, in one line with the target', () => {
    const turned = { ...camera, azimuth: 0.7, elevation: -0.4, roll: 0.2, projection: 'perspective' as const };
    const again = parse(link({ camera: turned })).camera;
    const at = (of: OrbitCamera): readonly number[] => eye({ roll: 0, projection: 'perspective', ...of });
    nearly(again && at(again), at(turned));
  });
});
