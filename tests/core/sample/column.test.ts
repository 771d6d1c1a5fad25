import { describe, expect, test } from 'vitest';
import { fromSynapses, groupMatrix } from '../../../kernel-helpers/core/connectivity/index.js';
import { bounds, tipCount } from '../../../kernel-helpers/core/morphology/index.js';
import { growColumn, type SyntheticColumn } from '../../../kernel-helpers/core/sample/column.js';
import { CONTACT_UM } from '../../../kernel-helpers/core/sample/connect.js';
import { COMPARTMENT } from '../../../kernel-helpers/core/skeleton.js';
import { mean } from '../../../kernel-helpers/core/stats/index.js';
import { tableOf } from '../../../kernel-helpers/core/table.js';
import { distanceToSurfaceNm } from '../../reference/point-segment.js';

const column = growColumn();
const { neurons, cells, synapses } = column;

/** FNV-1a over every number of the column, to the nanometre. */
function fingerprint({ neurons, cells, synapses }: SyntheticColumn): string {
  let hash = 0x811c9dc5;
  const add = (values: ArrayLike<number>, scale = 1): void => {
    for (let i = 0; i < values.length; i++) hash = Math.imul(hash ^ Math.round(values[i] * scale), 0x01000193);
  };
  for (const { skeleton } of neurons) {
    for (const values of [skeleton.positionsNm, skeleton.radiiNm, skeleton.parents, skeleton.compartments]) add(values);
  }
  add(cells.preferred_orientation_rad, 1000);
  add(Array.from(synapses.pre_id, Number));
  add(Array.from(synapses.post_id, Number));
  add(synapses.size, 1000);
  for (const values of [synapses.x_nm, synapses.y_nm, synapses.z_nm]) add(values);
  return (hash >>> 0).toString(16);
}

describe('the same seed', () => {
  test('gives the same column, on every machine and in every version until it is changed on purpose', () => {
    const nodeCount = neurons.reduce((sum, neuron) => sum + neuron.skeleton.nodeCount, 0);
    expect({ cells: cells.id.length, nodeCount, synapses: synapses.id.length, hash: fingerprint(column) }).toEqual({
      cells: 300,
      nodeCount: 95_987,
      synapses: 7275,
      hash: '291e29a4',
    });
  });

  test('gives the same column twice, and another gives another', () => {
    const few = { cellCount: 20 };
    expect(fingerprint(growColumn({ ...few, seed: 1 }))).toBe(fingerprint(growColumn({ ...few, seed: 1 })));
    expect(fingerprint(growColumn({ ...few, seed: 1 }))).not.toBe(fingerprint(growColumn({ ...few, seed: 2 })));
  });
});

describe('the column', () => {
  test('says that it is synthetic wherever a part of it may be shown', () => {
    expect(column).toMatchObject({ name: 'synthetic column', synthetic: true, seed: 20250409 });
    expect(neurons.every(neuron => neuron.synthetic && neuron.label.endsWith(' (synthetic)'))).toBe(true);
    expect(new Set(neurons.map(neuron => neuron.label)).size).toBe(neurons.length);
  });

  test('has columns that run together', () => {
    for (const values of Object.values(cells)) expect(values).toHaveLength(300);
    for (const values of Object.values(synapses)) expect(values).toHaveLength(synapses.id.length);
    expect(neurons.map(neuron => neuron.id)).toEqual([...cells.id]);
    expect(neurons.map(neuron => neuron.type)).toEqual(cells.cell_type);
    expect(column.cellTypes).toEqual(cells.cell_type);
    expect(column.cellIds).toEqual(cells.id);
  });

  test('has every type, an orientation for excitatory cells only, and somata in their layers', () => {
    expect(new Set(cells.cell_type).size).toBe(11);
    cells.class.forEach((kind, i) => {
      const orientation = cells.preferred_orientation_rad[i];
      expect(Number.isNaN(orientation)).toBe(kind === 'inhibitory');
      if (kind === 'excitatory') expect(orientation >= 0 && orientation < Math.PI).toBe(true);
      const layer = column.layers.find(({ name }) => name === cells.layer[i]);
      expect(cells.y_um[i] >= (layer?.topUm ?? 1e9) && cells.y_um[i] < (layer?.bottomUm ?? 0)).toBe(true);
    });
    const layersOf = (type: string) => [...new Set(cells.layer.filter((_, i) => cells.cell_type[i] === type))];
    expect(layersOf('23P')).toEqual(['L2/3']);
    expect(layersOf('4P')).toEqual(['L4']);
    expect(layersOf('5P-ET')).toEqual(['L5']);
    expect(layersOf('6P-CT')).toEqual(['L6']);
  });
});

describe('every neuron', () => {
  test('is one tree with parents before children, the soma first', () => {
    for (const { skeleton } of neurons) {
      const { parents, compartments, nodeCount } = skeleton;
      expect([parents[0], compartments[0]]).toEqual([-1, COMPARTMENT.soma]);
      expect(parents.slice(1).every((parent, i) => parent >= 0 && parent < i + 1)).toBe(true);
      expect(compartments.slice(1).every(code => code !== COMPARTMENT.soma)).toBe(true);
      expect([skeleton.positionsNm.length, skeleton.radiiNm.length, parents.length]).toEqual([
        3 * nodeCount,
        nodeCount,
        nodeCount,
      ]);
    }
  });

  test('has radii of its kind: soma 5 to 9 µm, dendrite 0.3 to 1.8, axon 0.15 to 0.25', () => {
    const range = (code: number): [number, number] =>
      code === COMPARTMENT.soma ? [5000, 9000] : code === COMPARTMENT.axon ? [150, 250] : [300, 1800];
    for (const { skeleton } of neurons) {
      const strange = skeleton.radiiNm.filter((radius, i) => {
        const [low, high] = range(skeleton.compartments[i]);
        return !(radius >= low - 0.1 && radius <= high + 0.1);
      });
      expect([...strange]).toEqual([]);
    }
  });

  test('stays under the pia and within reach of the column', () => {
    for (const { skeleton } of neurons) {
      const box = bounds(skeleton);
      expect(box?.minNm[1]).toBeGreaterThan(0);
      expect(box?.maxNm[1]).toBeLessThanOrEqual(830_000);
      for (const k of [0, 2]) {
        expect(box?.minNm[k]).toBeGreaterThan(-130_000);
        expect(box?.maxNm[k]).toBeLessThan(430_000);
      }
    }
  });

  test('has an axon and dendrites that branch', () => {
    for (const { skeleton } of neurons) {
      expect(skeleton.compartments).toContain(COMPARTMENT.axon);
      expect(tipCount(skeleton)).toBeGreaterThan(10);
    }
  });

  test('has the form of its type', () => {
    const shallowest = (type: string, ...codes: readonly number[]): number[] =>
      neurons
        .filter(neuron => neuron.type === type)
        .map(({ skeleton }) => {
          const depths = Array.from(skeleton.compartments, (code, i) =>
            codes.includes(code) ? skeleton.positionsNm[3 * i + 1] / 1000 : Number.POSITIVE_INFINITY,
          );
          return Math.min(...depths);
        });
    // Tufts and Martinotti axons reach layer 1; corticothalamic cells and basket axons do not.
    expect(Math.max(...shallowest('5P-ET', COMPARTMENT.apicalDendrite))).toBeLessThan(92);
    expect(Math.max(...shallowest('MC', COMPARTMENT.axon))).toBeLessThan(92);
    expect(Math.min(...shallowest('6P-CT', COMPARTMENT.apicalDendrite))).toBeGreaterThan(200);
  });
});

describe('synapses', () => {
  test('lie on the postsynaptic cell, within reach of the presynaptic axon', () => {
    const isAxon = (code: number): boolean => code === COMPARTMENT.axon;
    for (let i = 0; i < synapses.id.length; i += 149) {
      const place = [synapses.x_nm[i], synapses.y_nm[i], synapses.z_nm[i]];
      const pre = neurons[Number(synapses.pre_id[i]) - 1].skeleton;
      const post = neurons[Number(synapses.post_id[i]) - 1].skeleton;
      expect(distanceToSurfaceNm(pre, place, isAxon)).toBeLessThanOrEqual(1000 * CONTACT_UM);
      expect(distanceToSurfaceNm(post, place, code => !isAxon(code))).toBeLessThanOrEqual(1);
    }
  });

  test('run by presynaptic cell, have sizes above 0, and none is an autapse', () => {
    expect(synapses.pre_id.every((pre, i) => pre !== synapses.post_id[i])).toBe(true);
    expect(synapses.pre_id.every((pre, i) => i === 0 || pre >= synapses.pre_id[i - 1])).toBe(true);
    expect(synapses.size.every(size => size > 0)).toBe(true);
  });

  const wiring = fromSynapses(tableOf({ ...synapses }), { cells: column.cellIds });

  test('are like to like: connected excitatory cells are closer in orientation than a random pair', () => {
    const differences: number[] = [];
    for (let pre = 0; pre < wiring.cellCount; pre++) {
      for (let e = wiring.offsets[pre]; e < wiring.offsets[pre + 1]; e++) {
        const turn = cells.preferred_orientation_rad[pre] - cells.preferred_orientation_rad[wiring.targets[e]];
        if (!Number.isNaN(turn)) differences.push(Math.cos(2 * turn));
      }
    }
    expect(mean(differences)).toBeGreaterThan(0.2);
  });

  test('follow the rules of the types: Martinotti cells avoid each other, bipolar cells seek them', () => {
    const { rows, values } = groupMatrix(wiring, column.cellTypes, { measure: 'probability' });
    const from = (pre: string, post: string): number => values[rows.indexOf(pre) * rows.length + rows.indexOf(post)];
    expect(from('MC', 'MC')).toBeLessThan(0.05);
    expect(from('BPC', 'MC')).toBeGreaterThan(from('BPC', '23P'));
    expect(from('BC', '5P-ET')).toBeGreaterThan(from('5P-ET', '5P-ET'));
  });
});

test('other sizes of column grow too, a single cell among them', () => {
  expect(growColumn({ cellCount: 1 }).neurons).toHaveLength(1);
  expect(growColumn({ cellCount: 2, seed: 3 }).synapses.id.length).toBeLessThan(50);
  expect(() => growColumn({ seed: 0.5 })).toThrow('random seed is not valid: received 0.5');
});

test('somata lie where the first node of each neuron lies', () => {
  const nodes = neurons.flatMap(({ skeleton }) => [...skeleton.positionsNm.subarray(0, 3)]);
  expect(column.somaNm).toHaveLength(3 * neurons.length);
  column.somaNm.forEach((value, i) => {
    expect(Math.abs(value - nodes[i])).toBeLessThan(0.1);
  });
});
