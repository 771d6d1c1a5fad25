import { describe, expect, test } from 'vitest';
import { decodeMatrix } from '../../kernel-helpers/contract/matrix/decode.js';
import type { LiveMatrixNews, LiveMatrixRequest } from '../../kernel-helpers/contract/matrix/live-matrix.js';
import type { MatrixPayload } from '../../kernel-helpers/contract/matrix/matrix.js';
import type { NullChoice } from '../../kernel-helpers/contract/matrix/null-choice.js';
import { jupyterDisplay, MATRIX_MIME } from '../../kernel-helpers/contract/mime.js';
import { matrix, type WiringMatrixOptions } from '../../kernel-helpers/display/matrix/index.js';
import { degreePreserving, distanceType, typeBlock } from '../../kernel-helpers/io/nulls.js';
import type { Comm, CommTarget } from '../../kernel-helpers/kernel/comm.js';
import { serveLiveMatrices } from '../../kernel-helpers/kernel/live-matrices.js';
import { someWiring } from '../extension/matrix/model/wirings.js';

let open: CommTarget;
serveLiveMatrices({
  register: (target, opened) => {
    expect(target).toBe('connectome.matrix');
    open = opened;
  },
});

/** The kernel's end of a conversation with one page. */
class Page {
  closed = false;
  readonly heard: LiveMatrixNews[] = [];
  readonly comm: Comm;
  #waiting = new Set<() => void>();

  constructor() {
    const page = this;
    this.comm = {
      id: 'a',
      target: 'connectome.matrix',
      get closed() {
        return page.closed;
      },
      onMessage: () => undefined,
      onClose: () => undefined,
      send: data => {
        page.heard.push(JSON.parse(JSON.stringify(data)) as LiveMatrixNews);
        for (const wake of page.#waiting) wake();
      },
      close: () => {
        page.closed = true;
      },
    };
  }

  say(request: LiveMatrixRequest): void {
    void this.comm.onMessage(request, [], {});
  }

  /** The first of what is heard that is of one of these kinds. */
  async hears<Op extends LiveMatrixNews['op']>(...ops: Op[]): Promise<Extract<LiveMatrixNews, { op: Op }>> {
    for (;;) {
      const found = this.heard.find(({ op }) => (ops as string[]).includes(op));
      if (found) return found as Extract<LiveMatrixNews, { op: Op }>;
      await new Promise<void>(resolve => {
        this.#waiting.add(resolve);
      });
    }
  }
}

const wiring = someWiring('live', 40, 0.2);
const type = Array.from({ length: 40 }, (_, i) => ['b', 'a', 'c'][i % 3]);
const layer = Array.from({ length: 40 }, (_, i) => (i < 25 ? '2/3' : '4'));
const positionsNm = Array.from({ length: 120 }, (_, i) => (i * 7919) % 90_000);
const options: WiringMatrixOptions = { groups: { type, layer }, groupOrder: { type: ['c', 'a', 'b'] }, positionsNm };

async function pageOf(shown = matrix(wiring, options)): Promise<Page> {
  const { [MATRIX_MIME]: payload } = await shown[jupyterDisplay]();
  const page = new Page();
  void open(page.comm, { live: (payload as MatrixPayload).live }, [], {});
  return page;
}

const choice: NullChoice = { model: 'degreePreserving', grouping: 'type', of: 'synapses', draws: 60, seed: 11 };

describe('a page', () => {
  test('is told whether the places of cells are known', async () => {
    expect((await pageOf()).heard).toEqual([{ op: 'here', hasPlaces: true }]);
    expect((await pageOf(matrix(wiring))).heard).toEqual([{ op: 'here', hasPlaces: false }]);
  });

  test('that asks for a matrix of another kernel is told that it is gone', () => {
    const page = new Page();
    void open(page.comm, { live: 'another-1' }, [], {});
    expect(page.heard).toEqual([{ op: 'gone' }]);
    expect(page.closed).toBe(true);
  });

  test('hears how far a comparison is, and has the numbers that code has at the same seed', async () => {
    const shown = matrix(wiring, options);
    const page = await pageOf(shown);
    page.say({ op: 'compare', request: 4, choice });
    const { request, result } = await page.hears('compared');
    expect(request).toBe(4);
    expect(result.choice).toEqual(choice);
    const [told] = page.heard.filter(({ op }) => op === 'progress');
    expect(told).toMatchObject({ request: 4, total: 60 });
    const expected = await degreePreserving(wiring, { statistic: 'blockSynapses', groups: type, draws: 60, seed: 11 });
    const { nulls } = decodeMatrix({ ...shown.payload, nulls: [result] });
    const order = ['c', 'a', 'b'];
    for (const [from, a] of order.entries()) {
      for (const [to, b] of order.entries()) {
        const at = expected.tests.find(({ name }) => name === `${a} → ${b}`);
        const { observed, expected: mean, z, p } = nulls[0].values;
        const i = 3 * from + to;
        expect([observed[i], mean[i], z[i], p[i]]).toEqual([at?.observed, at?.mean, at?.z, at?.pAdjusted]);
      }
    }
    // And code has them too.
    expect(shown.nulls).toEqual([expected]);
  });

  test.each([
    [
      'typeBlock',
      () => typeBlock(wiring, { statistic: 'blockCounts', groups: type, cellTypes: layer, draws: 20, seed: 3 }),
    ],
    [
      'distanceType',
      () =>
        distanceType(wiring, {
          statistic: 'blockCounts',
          groups: type,
          cellTypes: layer,
          positionsNm,
          draws: 20,
          seed: 3,
        }),
    ],
  ] as const)('may have what %s keeps of one grouping beside the groups of another', async (model, inCode) => {
    const shown = matrix(wiring, options);
    const page = await pageOf(shown);
    page.say({
      op: 'compare',
      request: 1,
      choice: { ...choice, model, of: 'connections', types: 'layer', draws: 20, seed: 3 },
    });
    await page.hears('compared');
    expect(shown.nulls).toEqual([await inCode()]);
  });

  test('that takes its question back is told when nothing is drawn any more, and may ask another', async () => {
    const shown = matrix(wiring, options);
    const page = await pageOf(shown);
    page.say({ op: 'compare', request: 1, choice: { ...choice, draws: 1_000_000 } });
    await page.hears('progress');
    page.say({ op: 'stop', request: 1 });
    expect(await page.hears('stopped', 'compared')).toEqual({ op: 'stopped', request: 1 });
    const heard = page.heard.length;
    page.say({ op: 'compare', request: 2, choice });
    await page.hears('compared');
    expect(page.heard.slice(heard).every(news => 'request' in news && news.request === 2)).toBe(true);
    expect(shown.nulls).toHaveLength(1);
  });

  test('that goes away stops what it asked for', async () => {
    const shown = matrix(wiring, options);
    const page = await pageOf(shown);
    page.say({ op: 'compare', request: 1, choice: { ...choice, draws: 1_000_000 } });
    await page.hears('progress');
    page.comm.onClose(undefined, [], {});
    expect(await page.hears('stopped', 'compared')).toEqual({ op: 'stopped', request: 1 });
  });

  test('hears why a comparison cannot be made', async () => {
    const ungrouped = await pageOf(matrix(wiring, { groups: { type: [null, ...type.slice(1)] } }));
    ungrouped.say({ op: 'compare', request: 1, choice: { ...choice, model: 'typeBlock', types: 'type' } });
    expect((await ungrouped.hears('failed')).message).toMatch(/cell 1 has no group/);
    const page = await pageOf();
    page.say({ op: 'compare', request: 2, choice: { ...choice, draws: 1e9 } });
    expect((await page.hears('failed')).message).toMatch(/choice.draws is out of range: received 1000000000/);
    const placeless = await pageOf(matrix(wiring, { groups: { type } }));
    placeless.say({ op: 'compare', request: 3, choice: { ...choice, model: 'distanceBinned' } });
    expect((await placeless.hears('failed')).message).toMatch(/positionsNm has the wrong length: received 0/);
  });
});
