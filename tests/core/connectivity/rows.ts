import { expect } from 'vitest';
import type { Connectivity } from '../../../kernel-helpers/core/connectivity/connectivity.js';
import { connectivityOf } from '../../../kernel-helpers/core/connectivity/index.js';

/** Asserts what every connectivity promises of its rows, whoever made it. */
export function expectRows(wiring: Connectivity): void {
  expect(connectivityOf(wiring)).toMatchObject({
    cellCount: wiring.cellCount,
    pairCount: wiring.pairCount,
    synapseCount: wiring.synapseCount,
  });
  expect(wiring.offsets).toHaveLength(wiring.cellCount + 1);
  for (const values of [wiring.counts, wiring.summedSize]) expect(values).toHaveLength(wiring.pairCount);
}
