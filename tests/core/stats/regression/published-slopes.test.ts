import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { type PoissonFit, poissonRegression } from '../../../../kernel-helpers/core/stats/index.js';
import { mirrorFile } from '../../../io/source/mirror-file.js';

const trends = mirrorFile('ding2025/binned-trends');

/** Rows of a CSV by the names of its columns; a cell may be quoted. */
function read(path: string): Record<string, string>[] {
  const [header, ...rows] = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map(line => Array.from(line.matchAll(/"([^"]*)"|([^,]+)|(?<=,)(?=,)/g), match => match[1] ?? match[2] ?? ''));
  return rows.map(row => Object.fromEntries(header.map((name, i) => [name, row[i]])));
}

/** Published slope and error of a projection's mixed model, and ours from the synapses and mm of each published bin. */
function slopes(variable: string): { projection: string; published: number; error: number; ours: PoissonFit }[] {
  const bins = read(trends as string).filter(
    row => row.variable_name === variable && row.quantity_name === 'SYNAPSE_DENSITY',
  );
  const folder = `${variable.toLowerCase()}-synapse_density`;
  return read(join(dirname(trends as string), folder, 'glmm_emtrends.csv')).map(row => {
    const own = bins.filter(bin => bin.proj_hva === row.proj_hva);
    const centre = own.map(bin => {
      const [from, to] = bin.bins.slice(1, -1).split(',').map(Number);
      return (from + to) / 2;
    });
    const ours = poissonRegression(
      own.map(bin => Number(bin.n_synapses)),
      { centre },
      { exposure: own.map(bin => Number(bin.dend_len)) },
    ) as PoissonFit;
    return {
      projection: row.proj_hva,
      published: Number(row[`${variable.toLowerCase()}.trend`]),
      error: Number(row['std.error']),
      ours,
    };
  });
}

// Similarity in these bins is relative to the mean of its presynaptic cell, so that the Poisson slope over them comes
// close to the conditional one, and so to that of the mixed model: within 2 of its standard errors.
test.skipIf(!trends)(
  'slopes of the mixed models of Fig. 2f and 3b come out of a Poisson regression over published bins',
  () => {
    for (const variable of ['IN_SILICO_SIG_CORR_CVT', 'IN_VIVO_SIG_CORR', 'READOUT_SIMILARITY_CVT']) {
      const found = slopes(variable);
      expect(found.map(({ projection }) => projection)).toEqual(['V1->V1', 'HVA->HVA', 'V1->HVA', 'HVA->V1']);
      for (const { published, error, ours } of found) {
        const { estimate, standardError } = ours.coefficients.centre;
        expect(Math.abs(estimate - published)).toBeLessThan(2 * error);
        expect(Math.abs(standardError / error - 1)).toBeLessThan(0.06);
      }
    }
    expect(slopes('IN_SILICO_SIG_CORR_CVT').map(({ ours }) => ours.coefficients.centre.estimate.toFixed(2))).toEqual([
      '2.20', // published: 2.30
      '0.99', // 1.04
      '2.01', // 1.99
      '1.58', // 1.60
    ]);
  },
);
