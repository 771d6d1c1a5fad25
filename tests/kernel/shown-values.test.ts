import { afterAll, beforeAll, expect, test } from 'vitest';
import { KernelClient, type Output } from './client.js';

// What leaves a real kernel when a cell shows something: kernel/display.ts, progress.ts and tslab-display.ts at work.
let kernel: KernelClient;

beforeAll(async () => {
  kernel = new KernelClient();
  await kernel.started();
}, 120_000);

afterAll(() => kernel.stop());

/** Type, display id and text of each output. */
function gist(outputs: readonly Output[]): [type: string, id: string | undefined, text: string | undefined][] {
  return outputs
    .filter(output => output.type !== 'execute_input')
    .map(({ type, content }) => {
      const { display_id: id } = (content.transient ?? {}) as { display_id?: string };
      return [type, id, content.text ?? content.data?.['text/plain']];
    });
}

test('a display is updated under its id, also from a later cell, and is not shown again at the end of the cell', async () => {
  const { outputs, reply } = await kernel.cell(
    "const line = display('one', { id: 'mine' });\nline.update('two');\nline",
  );
  expect(reply.status).toBe('ok');
  expect(gist(outputs)).toEqual([
    ['display_data', 'mine', "'one'"],
    ['update_display_data', 'mine', "'two'"],
  ]);
  const later = await kernel.cell("line.update(3n);\ndisplay.html('<b>4</b>')");
  expect(gist(later.outputs)).toEqual([
    ['update_display_data', 'mine', '3n'],
    ['display_data', expect.stringMatching(/^[0-9a-f-]{36}$/), '4'],
  ]);
});

test('outputs are cleared, now or when the next one comes', async () => {
  const { outputs } = await kernel.cell(
    "display.clear(); console.log('a'); display.clear({ wait: true }); display(1);",
  );
  expect(outputs.slice(1).map(({ type, content }) => [type, content.wait ?? content.text])).toEqual([
    ['clear_output', false],
    ['stream', 'a\n'],
    ['clear_output', true],
    ['display_data', undefined],
  ]);
});

test('pictures carry their size, JSON is JSON', async () => {
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const { outputs } = await kernel.cell(
    `display.png(Buffer.from('${png}', 'base64'), { width: 20, alt: 'a dot' });\ndisplay.json({ id: 5n });`,
  );
  expect(outputs[1].content).toMatchObject({
    data: { 'text/plain': 'a dot', 'image/png': png },
    metadata: { 'image/png': { width: 20, alt: 'a dot' } },
  });
  expect(outputs[2].content.data?.['application/json']).toEqual({ id: '5' });
});

test('an Arrow table at the end of a cell, and one with options, are tables', async () => {
  const { outputs, result } = await kernel.cell(
    "const sample = await datasets.open('synthetic-column');\ndisplay(table(sample.cells, { rows: 2, columns: ['id'] }));\nsample.synapses",
  );
  expect(outputs[1].content.data?.['text/plain']).toBe(
    'Table: 300 rows × 9 columns\n       id\n   Uint64\n0       1\n1       2\n… 298 more rows …',
  );
  expect(result).toMatch(/^Table: 7,275 rows × 7 columns\n +id +pre_id/);
  expect(outputs[2].content.data?.['text/html']).toMatch(/^<table class="dataframe"/);
});

test('Arrow tables that a cell makes itself are tables, and so are rows', async () => {
  const { outputs } = await kernel.cell(
    "import * as arrow from 'apache-arrow';\ndisplay(arrow.tableFromArrays({ x: Float64Array.of(1.5) }));\n[{ id: 1n }]",
  );
  expect(
    outputs.slice(1).map(output => /<th scope="col"[^>]*>(\w+)/.exec(output.content.data?.['text/html'] ?? '')?.[1]),
  ).toEqual(['x', 'id']);
});

test('errors as values show their stack without the kernel in it', async () => {
  const { result } = await kernel.cell("const fail = () => new Error('boom');\nfail()");
  expect(result).toMatch(/^Error: boom\n {4}at fail \(cell \d+:1:20\)\n {4}at cell \d+:2:1$/);
});

test('tslab’s own display shows here: one form each, and new displays are updated', async () => {
  const { outputs, reply } = await kernel.cell(`import * as tslab from 'tslab';
import { display as show, newDisplay } from 'tslab';
show.html('<b>bold</b>');
tslab.display.png(Uint8Array.of(1, 2, 3));
tslab.display.raw('text/markdown', '**m**');
const place: tslab.Display = newDisplay();
place.text('first');
place.text('second');
tslab.versions.tslab`);
  expect(reply.status).toBe('ok');
  const [id] = gist(outputs).flatMap(([, one]) => one ?? []);
  expect(gist(outputs)).toEqual([
    ['display_data', undefined, 'bold'],
    ['display_data', undefined, '[image/png]'],
    ['display_data', undefined, '[text/markdown]'],
    ['display_data', id, 'first'],
    ['update_display_data', id, 'second'],
    ['execute_result', undefined, "'1.0.22'"],
  ]);
  expect(outputs[2].content.data).toEqual({ 'text/plain': '[image/png]', 'image/png': 'AQID' });
  const wrong = await kernel.cell('tslab.display.html(5)');
  expect(wrong.reply.ename).toBe('TypeScriptError');
});

test('a progress bar moves while a loop lets nothing else run, and the cell ends with its last picture', async () => {
  const { outputs } = await kernel.cell(`for (const _ of progress([1, 2, 3], { label: 'busy' })) {
  const until = performance.now() + 150;
  while (performance.now() < until);
}`);
  const pictures = gist(outputs);
  expect(pictures[0].slice(0, 1)).toEqual(['display_data']);
  expect(new Set(pictures.map(([, id]) => id)).size).toBe(1);
  expect(pictures.slice(1).every(([type]) => type === 'update_display_data')).toBe(true);
  expect(pictures.map(([, , text]) => /(\d of )?3(?= ·| in)/.exec(text ?? '')?.[0])).toEqual([
    '0 of 3',
    '1 of 3',
    '2 of 3',
    '3 of 3',
    '3',
  ]);
});

test('a bar of an interrupted loop says where it was stopped', async () => {
  const ran = await kernel.do<{ outputs: Output[][] }>({
    do: 'interrupt',
    code: "for (const n of progress([1, 2, 3])) { if (n === 2) { console.log('now'); while (true); } }",
    after: 'now',
  });
  const last = gist(ran.outputs[0])
    .filter(([type]) => type === 'update_display_data')
    .at(-1);
  expect(last?.[2]).toContain('stopped at 1 of 3');
});

test('Shift-Tab on display, its parts, table and progress says what they do, with an example', async () => {
  const docs = async (code: string): Promise<string> => {
    const { reply } = await kernel.ask<{ data: Record<string, string> }>('inspect_request', {
      code,
      cursor_pos: code.length,
      detail_level: 0,
    });
    return reply.data['text/plain'];
  };
  expect(await docs('display(')).toContain('Shows a value');
  expect(await docs('display.html(')).toContain('Shows HTML as it is written');
  expect(await docs('table(')).toContain('Shows a table');
  expect(await docs('progress(')).toContain('Loops over');
});
