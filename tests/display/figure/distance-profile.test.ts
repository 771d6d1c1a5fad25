import { expect, test } from 'vitest';
import { distanceProfile } from '../../../kernel-helpers/display/figure/distance-profile.js';

const synapses = {
  distancesUm: [10, 20, 40, 60, 70, 130],
  groups: ['I', 'I', 'E', 'E', 'I', 'E'],
  cells: [7n, 7n, 8n, 8n, 8n, 8n],
};

interface Drawn {
  readonly mode: string;
  readonly fill?: string;
  readonly opacity?: number;
  readonly x: (number | null)[];
  readonly y: (number | null)[];
  readonly text?: string[];
  readonly customdata?: string[];
  readonly hovertemplate?: string;
}

function drawn(options = {}, given = synapses): Drawn[] {
  return distanceProfile(given, { binUm: 50, ...options }).payload.data as unknown as Drawn[];
}

test('shares are stacked from the first group upwards, in steps as wide as the bins', () => {
  const [inhibitory, excitatory] = drawn().filter(({ fill }) => fill);
  expect(inhibitory.x.slice(0, 6)).toEqual([0, 0, 50, 50, 0, null]);
  expect(inhibitory.y.slice(0, 6)).toEqual([0, 0.6667, 0.6667, 0, 0, null]);
  expect(excitatory.y.slice(0, 6)).toEqual([0.6667, 1, 1, 0.6667, 0.6667, null]);
  // The last bin has only one of them.
  expect(inhibitory.x).toHaveLength(12);
  expect(excitatory.y.slice(12)).toEqual([0, 1, 1, 0, 0, null]);
});

test('a bin without synapses is a gap, with no number over it', () => {
  const given = { distancesUm: [10, 120], groups: ['I', 'I'], cells: [1n, 1n] };
  const traces = drawn({}, given);
  expect(traces[0].x).toEqual([0, 0, 50, 50, 0, null, 100, 100, 150, 150, 100, null]);
  expect(traces.find(({ mode }) => mode === 'text')?.text).toEqual(['1', '1']);
});

test('several cells have a thin line each and an interval; one cell has neither', () => {
  const thin = ({ opacity }: Drawn): boolean => opacity === 0.35;
  expect(
    drawn()
      .filter(thin)
      .map(({ y }) => y),
  ).toEqual([
    [1, null, null],
    [0, 0.5, 0],
  ]);
  expect(drawn({ cellLines: false }).filter(thin)).toEqual([]);
  expect(distanceProfile(synapses).payload.caption).toContain(
    '95 % interval of the share of I, of 1000 draws of whole cells (seed 0)',
  );
  const { distancesUm, groups } = synapses;
  const alone = distanceProfile({ distancesUm, groups });
  expect(alone.payload.caption).toBe('n = 6 synapses of 1 cell; numbers: synapses per bin.');
});

test('every band can be read: share, interval, synapses, cells', () => {
  const [first] = drawn({ draws: 400 }).filter(({ mode }) => mode === 'markers');
  expect(first.customdata?.[0]).toBe('0.667 (95 % 0.000 to 1.000): 2 of 3 synapses of 2 cells, 0 to 50 µm');
  expect(first.hovertemplate).toBe('I %{customdata}<extra></extra>');
});

test('names stand beside their bands and never on each other', () => {
  const groups = ['a', 'b', 'c', 'd', 'e', 'f'];
  const given = { distancesUm: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1], groups: [...groups, 'a', 'a', 'a', 'a'] };
  const { annotations: all } = distanceProfile(given, { order: groups }).payload.layout as {
    annotations: { text: string; y: number }[];
  };
  expect(all.map(({ text }) => text)).toEqual(groups.flatMap(name => ['■', name]));
  const annotations = all.filter(({ text }) => text !== '■');
  for (let i = 1; i < annotations.length; i++)
    expect(annotations[i].y - annotations[i - 1].y).toBeGreaterThanOrEqual(0.0599);
  expect(annotations[0].y).toBeCloseTo(0.25, 2);
  expect(annotations[5].y).toBeLessThan(1);
});

test('words say what the picture shows', () => {
  const { summary } = distanceProfile(synapses, { binUm: 50, synthetic: true });
  expect(summary).toContain('Targets by distance from the soma (synthetic data).');
  expect(summary).toContain(
    'I: 66.7 % at 0 to 50 µm, 0.0 % at 100 to 150 µm; E: 33.3 % at 0 to 50 µm, 100.0 % at 100 to 150 µm.',
  );
});

test('names of groups are words, never markup', () => {
  const traces = drawn({}, { distancesUm: [1], groups: ['<a href="x">BC</a>'], cells: [1n] });
  expect(JSON.stringify(traces)).not.toContain('<a');
});

test('what is outside is said, and nothing inside is refused', () => {
  expect(distanceProfile(synapses, { edgesUm: [0, 100] }).payload.caption).toContain('left out: 1.');
  expect(() => distanceProfile(synapses, { edgesUm: [500, 600] })).toThrow(
    'distanceProfile has no synapse in a bin: received 6 synapses, all outside',
  );
});
