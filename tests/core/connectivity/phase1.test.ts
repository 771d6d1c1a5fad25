import { expect, test } from 'vitest';
import { mirror } from '../../mirror.js';
import { openPhase1 } from './phase1.js';

test.skipIf(!mirror)('MICrONS phase 1: 111 cells with more than 100 µm of axon have 659 connected pairs', async () => {
  const { wiring, axonUm, somaNm } = await openPhase1(mirror);
  expect(wiring).toMatchObject({ cellCount: 111, pairCount: 659, synapseCount: 752, autapses: 1 });
  expect(wiring.synapseCount + wiring.autapses + wiring.outside).toBe(1981);
  expect(axonUm.every(length => length > 100)).toBe(true);
  expect(somaNm).toHaveLength(333);
});
