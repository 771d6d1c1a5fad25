import type { Connectivity } from '../../core/connectivity/connectivity.js';
import type { GroupOf } from '../../core/connectivity/grouping.js';
import type { Mixing } from '../../core/nulls/draw-swaps.js';
import { expectedValues } from '../../core/nulls/expected.js';
import { fingerprint } from '../../core/nulls/fingerprint.js';
import type { NullModel } from '../../core/nulls/model.js';
import { type Adjustment, type NullFamily, type NullResult, nullResult } from '../../core/nulls/null-result.js';
import type { StatisticName } from '../../core/nulls/statistics.js';
import { InvalidArgumentError } from '../../errors.js';
import { interruptSignal } from '../source/cancellation.js';
import { type AskedStatistic, askedStatistic, finite } from './asked-statistic.js';
import { Collected } from './collected.js';
import { drawAll } from './draw-all.js';
import { NullsInterrupted } from './interrupted.js';
import type { GraphValue, NullOptions, NullResultOf } from './options.js';
import { shown } from './shown.js';

const ADJUSTMENTS: readonly Adjustment[] = ['benjamini-hochberg', 'holm', 'bonferroni', 'none'];

/** Draws from a model and compares the observed graph with what was drawn. */
export async function runNulls<S extends StatisticName, R extends GraphValue>(
  model: NullModel,
  parameters: Readonly<Record<string, string | number>>,
  connectivity: Connectivity,
  options: NullOptions<S, R>,
  cellTypes?: GroupOf,
): Promise<NullResultOf<S, R>> {
  const { draws, seed, workers, adjustment } = checked(model.name, options);
  const statistic = askedStatistic(
    model.name,
    connectivity,
    options.statistic ?? 'reciprocalPairs',
    options.groups ?? cellTypes,
  );
  const width = statistic.observed.length;
  const print = fingerprint(
    model,
    statistic.spec,
    // functions cannot be compared, but what they make of the observed graph can
    JSON.stringify([parameters, statistic.name, statistic.names ?? null, seed, Array.from(statistic.observed)]),
  );
  const known = knownDraws(model.name, options.continueFrom, print, width);
  // blocks of no groups: there is nothing to draw for
  const collected = new Collected(width === 0 ? 0 : draws, width, known);
  const expected = statistic.spec === undefined ? undefined : expectedValues(model, statistic.spec);
  let mixing: Mixing | undefined = options.continueFrom?.mixing;
  const resultSoFar = (): NullResult | NullFamily => {
    const found = collected.soFar();
    const run = { model: { name: model.name, ...parameters }, statistic: statistic.name, seed, n: found.n, mixing };
    const { names, observed } = statistic;
    const values = { names, observed, draws: found.draws, expected };
    return shown(nullResult({ ...run, fingerprint: print }, values, adjustment));
  };
  const signal = options.signal ?? interruptSignal();
  try {
    const wantsMixing = model.kind === 'swaps' && mixing === undefined;
    const accept = acceptInto(model.name, statistic, collected, () => {
      options.onProgress?.({ done: collected.done, total: collected.total, soFar: resultSoFar });
    });
    const setup = { type: 'setup', model, statistic: statistic.spec, seed } as const;
    mixing = (await drawAll({ setup, collected, accept, wantsMixing, signal }, workers)) ?? mixing;
  } catch (error) {
    if (signal.aborted && error === signal.reason) throw new NullsInterrupted(resultSoFar(), collected.total, error);
    throw error;
  }
  return resultSoFar() as NullResultOf<S, R>;
}

function acceptInto(
  caller: string,
  statistic: AskedStatistic,
  collected: Collected,
  told: () => void,
): Parameters<typeof drawAll>[0]['accept'] {
  return (from, answer) => {
    if (answer.type === 'values') {
      const width = statistic.observed.length;
      for (let i = 0; i * width < answer.values.length; i++) {
        const values = answer.values.subarray(i * width, (i + 1) * width);
        collected.put(from + i, finite(caller, statistic.names, values, `draw ${from + i}`));
      }
    } else if (answer.type === 'graphs') {
      answer.graphs.forEach((graph, i) => {
        collected.put(from + i, statistic.valuesOf(graph, from + i));
      });
    }
    told();
  };
}

function checked(
  caller: string,
  { draws = 1000, seed = 0, workers, adjustment = 'benjamini-hochberg' }: NullOptions<StatisticName, GraphValue>,
): { draws: number; seed: number; workers: number | undefined; adjustment: Adjustment } {
  const whole = { draws: [draws, 2 ** 31], seed: [seed, Number.MAX_SAFE_INTEGER], workers: [workers ?? 0, 1024] };
  for (const [argument, [value, most]] of Object.entries(whole)) {
    if (Number.isInteger(value) && value >= 0 && value <= most) continue;
    throw new InvalidArgumentError(
      `${caller} ${argument} is not valid: received ${value}, expected a whole number from 0 to ${most}`,
      { argument },
    );
  }
  if (!ADJUSTMENTS.includes(adjustment)) {
    throw new InvalidArgumentError(
      `${caller} adjustment is unknown: received ${String(adjustment)}, expected one of ${ADJUSTMENTS.join(', ')}`,
      { argument: 'adjustment' },
    );
  }
  return { draws, seed, workers, adjustment };
}

/** The draws of the result that is continued: `values[i * width + k]`. */
function knownDraws(
  caller: string,
  earlier: NullResult | NullFamily | undefined,
  print: string,
  width: number,
): Float64Array {
  if (earlier === undefined) return new Float64Array(0);
  if (earlier.fingerprint !== print) {
    throw new InvalidArgumentError(
      `${caller} continueFrom is of another run: received ${earlier.model?.name} of ${earlier.statistic} with seed ${earlier.seed}, expected the same graph, model, options, statistic and seed as now`,
      { argument: 'continueFrom' },
    );
  }
  const columns = 'tests' in earlier ? earlier.tests.map(test => test.draws) : [earlier.draws];
  return Float64Array.from({ length: earlier.n * width }, (_, at) => columns[at % width][Math.floor(at / width)]);
}
