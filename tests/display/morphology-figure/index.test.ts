import { describe, expect, test } from 'vitest';
import { checkDrawing } from '../../../kernel-helpers/contract/drawing-check.js';
import { DRAWING_MIME, jupyterDisplay, type MimeBundle } from '../../../kernel-helpers/contract/mime.js';
import { growColumn } from '../../../kernel-helpers/core/sample/column.js';
import type { Neuron } from '../../../kernel-helpers/core/skeleton.js';
import { minnie65 } from '../../../kernel-helpers/core/transforms.js';
import { morphology } from '../../../kernel-helpers/display/figure/index.js';
import { InvalidArgumentError } from '../../../kernel-helpers/errors.js';
import { type NodeRow, neuronOf } from '../../contract/neurons';
import { elementsOf, linesOf } from './paths';

/** A soma at a depth, a neurite of exactly 100 µm to the right and one of 50 µm down. */
const crossRows = (depthUm: number): readonly NodeRow[] => [
  [400_000, depthUm * 1000, 70_000, 7000, -1, 1],
  [500_000, depthUm * 1000, 70_000, 300, 0, 2],
  [400_000, (depthUm + 50) * 1000, 0, 300, 0, 3],
];
const cross = (depthUm: number, given: Partial<Omit<Neuron, 'skeleton'>> = {}): Neuron =>
  neuronOf(crossRows(depthUm), { id: BigInt(depthUm), label: `cell ${depthUm}`, ...given });
const { layers } = minnie65;
const texts = (...given: Parameters<typeof morphology>): string[] =>
  elementsOf(morphology(...given).drawing, 'text').map(({ text }) => text);

describe('scale', () => {
  const figure = morphology([cross(200), cross(600)], { layers });
  const { drawing, pxPerUm } = figure;

  test('the scale bar is as long as the neurite of that length', () => {
    const axons = elementsOf(drawing, 'lines').filter(({ stroke }) => stroke.startsWith('#2288cc'));
    const neurite = linesOf(axons[axons.length - 1].path)[0];
    const neuritePx = neurite[1][0] - neurite[0][0];
    expect(Math.abs(neuritePx - 100 * pxPerUm)).toBeLessThan(0.11);
    const label = elementsOf(drawing, 'text').find(({ text }) => /^\d+ µm$/.test(text));
    const lengthUm = Number.parseInt(label?.text ?? '', 10);
    const bar = elementsOf(drawing, 'area').find(({ fill }) => fill === 'ink:strong');
    const x = linesOf(bar?.path ?? '')[0].map(([at]) => at);
    const barPx = Math.max(...x) - Math.min(...x);
    expect(barPx).toBeGreaterThan(30);
    expect(Math.abs(barPx / lengthUm - neuritePx / 100)).toBeLessThan(0.003);
  });

  test('ruler, layers and somata agree about depth', () => {
    const ticks = new Map(
      elementsOf(drawing, 'text')
        .filter(({ text, anchor }) => anchor === 'end' && /^\d+$/.test(text))
        .map(({ text, y }) => [Number(text), y]),
    );
    expect([...ticks.keys()].slice(0, 3)).toEqual([0, 100, 200]);
    const tick = (depth: number): number => ticks.get(depth) ?? Number.NaN;
    expect(Math.abs(tick(600) - tick(200) - 400 * pxPerUm)).toBeLessThan(0.11);
    const somata = elementsOf(drawing, 'circle').filter(({ radiusPx }) => Math.abs(radiusPx - 7 * pxPerUm) < 0.006);
    expect(somata).toHaveLength(2);
    expect(Math.abs(somata[1].y - somata[0].y - 400 * pxPerUm)).toBeLessThan(0.02);
    const borders = elementsOf(drawing, 'lines').filter(
      ({ stroke, path }) => stroke === 'ink:faint' && path.includes('l'),
    );
    const pia = linesOf(borders[0].path)[0][0][1];
    // Numbers stand with their middle, a third of their height above the baseline, at the tick.
    expect(Math.abs(tick(0) - 3.8 - pia)).toBeLessThan(0.2);
    expect(Math.abs(somata[0].y - pia - 200 * pxPerUm)).toBeLessThan(0.11);
    const layer = linesOf(borders[1].path)[0][0][1];
    expect(Math.abs(layer - pia - layers[0].bottomUm * pxPerUm)).toBeLessThan(0.11);
  });

  test('nothing stands outside the drawing', () => {
    const grown = growColumn({ cellCount: 40 }).neurons.slice(0, 24);
    const measured = [cross(600), cross(900)];
    for (const [cells, options] of [
      [grown, { layers }],
      [grown, { layers, profile: 'beside' }],
      [grown, { profile: 'none', widthPx: 400 }],
      [measured, {}],
      [measured, { profile: 'beside' }],
    ] as const) {
      const { drawing: large } = morphology(cells, options);
      const points = [...elementsOf(large, 'lines'), ...elementsOf(large, 'area')].flatMap(({ path }) =>
        linesOf(path).flat(),
      );
      const [x, y] = [0, 1].map(k => points.map(point => point[k]));
      expect(Math.min(...x, ...y)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...x)).toBeLessThanOrEqual(large.widthPx);
      expect(Math.max(...y)).toBeLessThanOrEqual(large.heightPx);
      expect(large.widthPx).toBeLessThanOrEqual('widthPx' in options ? 400 : 880);
    }
  });
});

describe('the bundle', () => {
  const column = growColumn({ cellCount: 30 });
  const figure = morphology(column.neurons.slice(0, 8), { layers: column.layers });
  const bundle = figure[jupyterDisplay]() as MimeBundle;

  test('holds the drawing first, then SVG, then words, and survives JSON', () => {
    expect(Object.keys(bundle)).toEqual([DRAWING_MIME, 'image/svg+xml', 'text/plain']);
    expect(checkDrawing(JSON.parse(JSON.stringify(bundle))[DRAWING_MIME])).toEqual(figure.drawing);
    expect(bundle['image/svg+xml']).toBe(figure.svg);
    expect(bundle['text/plain']).toBe(figure.summary);
  });

  test('is small', () => {
    expect(JSON.stringify(figure.drawing).length).toBeLessThan(40_000);
    expect(figure.svg.length).toBeLessThan(45_000);
  });

  test('says "synthetic" in title, caption and words, whatever they are', () => {
    expect(figure.drawing.title).toBe('Morphology of 8 synthetic neurons');
    expect(figure.drawing.caption).toMatch(/^Synthetic data: these neurons were grown by code, not measured\./);
    const own = morphology(column.neurons[0], { title: 'Mine', caption: '' });
    expect(own.drawing.title).toBe('Mine (synthetic data)');
    expect(own.summary).toContain('Synthetic data: this neuron was grown by code');
    expect(own.drawing.synthetic).toBe(true);
  });

  test('is the same for one neuron as for a list of it', () => {
    expect(morphology(cross(200)).drawing).toEqual(morphology(new Set([cross(200)])).drawing);
  });
});

describe('the words', () => {
  test('tell each cell, its depth, its layer and its neurites', () => {
    expect(morphology([cross(200, { type: 'MC' }), cross(300, { type: null })], { layers }).drawing.description).toBe(
      'cell 200 (MC): soma 200 µm below the pia in L2/3; axon 100 µm, basal dendrite 86 µm.\n' +
        'cell 300: soma 300 µm below the pia in L4; axon 100 µm, basal dendrite 86 µm.',
    );
  });

  test('say what was assumed of measured cells without a transform', () => {
    const caption = (...given: Parameters<typeof morphology>): string => morphology(...given).drawing.caption;
    expect(caption(cross(200), { layers })).toContain('y of the skeletons is taken as the depth below the pia.');
    expect(caption(cross(200, { synthetic: true }), { layers })).not.toContain('is taken as');
    expect(caption(cross(600), { transform: minnie65 })).not.toContain('is taken as');
    expect(caption(cross(200))).toContain('y downwards as the data have it');
    expect(caption(cross(200), { across: 'z' })).toContain('Side view: z across');
    expect(caption(cross(200), { colorBy: 'type' })).toContain('Axons are paler than dendrites.');
  });

  test('stop telling single cells after thirty', () => {
    const many = Array.from({ length: 33 }, () => cross(200));
    expect(morphology(many, { profile: 'none' }).drawing.description.split('\n').at(-1)).toBe('and 3 more neurons.');
  });
});

describe('a transform', () => {
  test('turns nm of the dataset into depth and brings its layers', () => {
    const figure = morphology(neuronOf([[600_000, 700_000, 800_000, 7000, -1, 1]]), { transform: minnie65 });
    expect(figure.drawing.description).toContain('soma 353 µm below the pia in L4');
    const names = elementsOf(figure.drawing, 'text').map(({ text }) => text);
    expect(names).toEqual(expect.arrayContaining(['L1', 'L2/3', 'L4', 'L5', 'L6']));
    expect(texts(cross(600), { transform: minnie65, layers: [] })).not.toContain('L1');
  });
});

describe('options', () => {
  const cells = [cross(600, { type: 'MC' }), cross(300, { type: 'BC' }), cross(200, { type: 'MC' })];
  const order = (options: Parameters<typeof morphology>[1]): (string | undefined)[] =>
    morphology(cells, { ...options, profile: 'none' }).drawing.description.match(/cell \d+/g) ?? [];

  test('sortBy puts cells by depth, or by type and depth', () => {
    expect(order({})).toEqual(['cell 600', 'cell 300', 'cell 200']);
    expect(order({ sortBy: 'depth' })).toEqual(['cell 200', 'cell 300', 'cell 600']);
    expect(order({ sortBy: 'type' })).toEqual(['cell 300', 'cell 200', 'cell 600']);
    const untyped = [cross(200, { type: null }), ...cells];
    const last = morphology(untyped, { sortBy: 'type' }).drawing.description.split('\n').at(-1);
    expect(last).toMatch(/^cell 200: /);
  });

  test('compartments leave the others out of lines, legend, room and words', () => {
    const all = morphology(cross(200), { profile: 'none' });
    const dendrites = morphology(cross(200), { profile: 'none', compartments: ['soma', 'basalDendrite'] });
    expect(elementsOf(dendrites.drawing, 'lines').some(({ stroke }) => stroke.startsWith('#2288cc'))).toBe(false);
    expect(elementsOf(dendrites.drawing, 'text').map(({ text }) => text)).not.toContain('axon');
    expect(dendrites.drawing.description).not.toContain('axon');
    expect(dendrites.pxPerUm).toBeGreaterThanOrEqual(all.pxPerUm);
  });

  test('across z shows the other side', () => {
    const basal = (across: 'x' | 'z'): number => {
      const lines = elementsOf(morphology(cross(200), { across, profile: 'none' }).drawing, 'lines');
      const [[a, b]] = linesOf(lines.filter(({ stroke }) => stroke.startsWith('#cf5a00'))[0].path);
      return Math.round((b[0] - a[0]) / (b[1] - a[1]) / 0.1) / 10;
    };
    expect(basal('x')).toBe(0);
    expect(basal('z')).toBe(-1.4);
  });

  test('profile stands at the right, beside each cell or nowhere', () => {
    const areas = (profile: 'panel' | 'beside' | 'none'): number =>
      elementsOf(morphology([cross(200), cross(300)], { profile }).drawing, 'area').filter(
        ({ opacity }) => opacity === 0.22,
      ).length;
    // axon and basal dendrite: one panel, or two strips
    expect([areas('panel'), areas('beside'), areas('none')]).toEqual([2, 4, 0]);
  });

  test('labels of one’s own stand under the cells', () => {
    expect(texts(cells, { labels: neuron => `no. ${neuron.id}` })).toEqual(
      expect.arrayContaining(['no. 600', 'no. 300', 'no. 200']),
    );
  });

  test('synapses are discs where the cell is presynaptic and diamonds where it is postsynaptic', () => {
    const cell = cross(200);
    // The cell makes the first synapse and receives the second; the third is none of its own.
    const synapses = {
      pre_id: [200n, 7n, 7n],
      post_id: [7n, 200n, 7n],
      x_nm: [500_000, 400_000, 0],
      y_nm: [200_000, 250_000, 0],
      z_nm: [0, 0, 0],
    };
    const { drawing, pxPerUm } = morphology(cell, { synapses, profile: 'none' });
    const soma = elementsOf(drawing, 'circle').find(({ radiusPx }) => Math.abs(radiusPx - 7 * pxPerUm) < 0.006);
    const { x, y } = soma as { x: number; y: number };
    const [disc] = elementsOf(drawing, 'lines').filter(({ opacity }) => opacity === 0.85);
    const [[dot]] = linesOf(disc.path);
    expect(Math.hypot(dot[0] - x - 100 * pxPerUm, dot[1] - y)).toBeLessThan(0.11);
    const [diamond] = elementsOf(drawing, 'area').filter(({ opacity }) => opacity === 0.85);
    const [corners] = linesOf(diamond.path);
    const center = [0, 1].map(k => corners.slice(0, 4).reduce((sum, corner) => sum + corner[k] / 4, 0));
    expect(Math.hypot(center[0] - x, center[1] - y - 50 * pxPerUm)).toBeLessThan(0.11);
    expect(drawing.caption).toContain('Discs: synapses the cell makes. Diamonds: synapses it receives.');
  });
});

describe('many cells', () => {
  test('go on in rows of one scale', () => {
    const column = growColumn({ cellCount: 60 });
    const { drawing } = morphology(column.neurons, { layers: column.layers, profile: 'none' });
    const rulers = elementsOf(drawing, 'text').filter(({ upward }) => upward);
    expect(rulers.length).toBeGreaterThan(3);
    expect(new Set(rulers.map(({ x }) => x)).size).toBe(1);
  });

  test('beyond a page are refused with how many would fit', () => {
    const many = Array.from({ length: 3000 }, () => cross(700));
    expect(() => morphology(many, { layers, profile: 'none' })).toThrow(
      /^morphology cells are too many for a page: received 3000, which take \d+ rows, expected about \d+ at most; draw a selection$/,
    );
  });
});

describe('what cannot be drawn', () => {
  const refused = (...given: Parameters<typeof morphology>): string => {
    try {
      morphology(...given);
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidArgumentError);
      return (error as Error).message;
    }
    return 'nothing was refused';
  };
  const broken = (node: number, field: number, value: number): Neuron => {
    const rows = crossRows(200).map((row, i) => (i === node ? row.with(field, value) : row));
    return neuronOf(rows as unknown as NodeRow[], { label: 'cell 1' });
  };

  test('is no cell', () => {
    expect(refused([])).toBe('morphology cells are not valid: received an empty list, expected a Neuron or several');
    expect(refused(null as never)).toContain('received null');
    expect(refused([cross(200), {} as never])).toContain('received no skeleton in entry 1');
    expect(refused(neuronOf([]))).toBe(
      'morphology cells are not valid: received no node in basket cell, expected skeletons with nodes',
    );
  });

  test('is a node at no place', () => {
    const at = (value: number): Neuron => broken(1, 1, value);
    expect(refused(at(Number.NaN))).toBe(
      'morphology positions of cell 1 are not usable: received NaN at node 1, expected finite numbers, nm',
    );
    expect(refused(at(Number.POSITIVE_INFINITY))).toContain('received Infinity at node 1');
  });

  test('is a radius that is none', () => {
    expect(refused(broken(2, 3, -5))).toBe(
      'morphology radii of cell 1 are not usable: received -5 at node 2, expected 0 or more, nm',
    );
    expect(refused(broken(2, 3, Number.NaN))).toContain('received NaN at node 2');
  });

  test('is a skeleton that is no tree', () => {
    const of = (given: object): Neuron => ({ ...cross(200), skeleton: { ...cross(200).skeleton, ...given } });
    expect(refused(of({ compartments: undefined }))).toBe(
      'morphology cell 0 compartments does not fit: received undefined, expected a typed array of 3 numbers',
    );
    expect(refused(of({ compartments: Uint8Array.of(1) }))).toContain('compartments does not fit: received 1 numbers');
    expect(refused(of({ parents: Int32Array.of(-1, 99, 0) }))).toBe(
      'morphology cell 0 node 1 has a bad parent: received 99, expected -1 for a root, else a node before it',
    );
    expect(refused(of({ parents: Int32Array.of(-1, 2, 0) }))).toContain('node 1 has a bad parent: received 2');
    expect(refused(of({ nodeCount: 2.5 }))).toContain('morphology cell 0 has a bad nodeCount: received 2.5');
  });

  test('is a title, a caption, a label or a type that is no text', () => {
    expect(refused(cross(200), { title: 5 as never })).toBe(
      'morphology title is not usable: received 5, expected text of at most 49000 characters',
    );
    expect(refused(cross(200), { caption: 'x'.repeat(50_000) })).toContain('received 50000 characters');
    expect(refused(cross(200, { label: 5 as never }))).toContain('have a label that is none: received 5');
    expect(refused(cross(200, { type: 5 as never }))).toContain('have a type that is none: received 5');
    expect(refused(cross(200), null as never)).toContain('morphology options are none: received null');
  });

  test('are more synapses than a drawing holds', () => {
    const column = (value: number): Float64Array => new Float64Array(250_000).fill(value);
    const [x_nm, y_nm, z_nm] = [400_000, 200_000, 70_000].map(column);
    const synapses = {
      pre_id: new BigUint64Array(250_000),
      post_id: new BigUint64Array(250_000).fill(200n),
      x_nm,
      y_nm,
      z_nm,
    };
    expect(refused(cross(200), { synapses })).toBe(
      'morphology synapses are too many to mark: received 250000 on these cells, expected at most about 200000; ' +
        'give a sample of them',
    );
  });

  test('is an option of another value', () => {
    const cell = cross(200);
    expect(refused(cell, { colorBy: 'depth' as never })).toBe(
      'morphology colorBy is not known: received depth, expected compartment, type, neuron',
    );
    expect(refused(cell, { sortBy: 'size' as never })).toContain('expected given, depth, type');
    expect(refused(cell, { profile: 'left' as never })).toContain('expected panel, beside, none');
    expect(refused(cell, { across: 'y' as never })).toContain('expected x, z');
    expect(refused(cell, { compartments: ['dendrite' as never] })).toContain('received dendrite');
    expect(refused(cell, { compartments: ['apicalDendrite'] })).toBe(
      'morphology compartments leave nothing of cell 200: received apicalDendrite, expected one that it has',
    );
    expect(refused(cell, { widthPx: 12 })).toContain('expected 400 to 4000 px');
    expect(refused(cell, { widthPx: Number.NaN })).toContain('received NaN');
    expect(refused(cell, { transform: {} as never })).toContain('expected one such as transforms.minnie65');
    expect(refused(cell, { labels: 'x' as never })).toContain('expected a function of a neuron');
    expect(refused(cell, { layers: {} as never })).toContain('morphology layers are not a list');
    const far = { pre_id: [1n], post_id: [200n], x_nm: [0], y_nm: [1e12], z_nm: [0] };
    expect(refused(cell, { synapses: far })).toMatch(
      /^morphology synapses of cell 200 lie far from it: received one \d+ µm/,
    );
    expect(refused(cell, { synapses: { pre_id: [1n], post_id: [200n] } })).toContain(
      'morphology synapses has no positions: received columns pre_id, post_id',
    );
  });

  test('is a layer without depth or thickness', () => {
    const refusedLayer = (topUm: number, bottomUm: number): string =>
      refused(cross(200), { layers: [{ name: 'L1', topUm, bottomUm }] });
    expect(refusedLayer(0, Number.POSITIVE_INFINITY)).toContain('morphology layers have one that is none');
    expect(refusedLayer(100, 100)).toContain('expected { name, topUm, bottomUm }');
    expect(refused(cross(200), { layers: [null as never] })).toContain('have one that is none: received null');
    expect(refused(cross(200), { layers: ['L1' as never] })).toContain(
      "received L1, expected { name, topUm, bottomUm } in µm below the pia, such as { name: 'L1', topUm: 0, bottomUm: 100 }",
    );
  });
});

test('types named like what every object has are drawn', () => {
  const cells = ['constructor', 'toString', '__proto__'].map((type, i) => cross(300 + i, { type }));
  const shown = texts(cells, { layers, colorBy: 'type' });
  for (const type of ['constructor', 'toString', '__proto__']) expect(shown).toContain(type);
});

test('names of any length are drawn, cut short', () => {
  const name = `x${'long '.repeat(4000)}${'y'.repeat(4000)}`;
  const cells = [cross(200, { label: name, type: name }), cross(300, { label: `${name}2`, type: `${name}2` })];
  for (const colorBy of ['compartment', 'type', 'neuron'] as const) {
    const { drawing } = morphology(cells, { colorBy, layers: [{ name, topUm: 0, bottomUm: 700 }] });
    expect(drawing.description.length).toBeLessThan(1000);
    for (const { text } of elementsOf(drawing, 'text')) expect(text.length).toBeLessThan(80);
  }
});

test('cells of any size are drawn: a speck, a flat one, one of a metre', () => {
  const of = (size: number, flat: number): Neuron =>
    neuronOf([
      [0, 0, 0, 1, -1, 1],
      [size, size * flat, 0, 1, 0, 2],
    ]);
  for (const cell of [neuronOf([[0, 0, 0, 0, -1, 1]]), of(1, 1), of(1e6, 1e-7), of(1e9, 0), of(1e9, 1), of(10, 1e7)]) {
    for (const profile of ['panel', 'beside', 'none'] as const) {
      expect(morphology(cell, { profile }).pxPerUm).toBeGreaterThan(0);
    }
  }
});
