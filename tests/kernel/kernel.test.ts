/** The kernel as a front end meets it, through jupyter_client. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KernelClient, uncoloured } from './client.js';

let kernel: KernelClient;

beforeAll(async () => {
  kernel = new KernelClient();
  await kernel.started();
});
afterAll(() => kernel?.stop());

describe('what a kernel is', () => {
  test('it speaks TypeScript, so that JupyterLab colours it as that', async () => {
    const { reply } = await kernel.ask<Record<string, unknown>>('kernel_info_request', {});
    expect(reply).toMatchObject({
      status: 'ok',
      protocol_version: '5.4',
      implementation: 'connectome',
      language_info: {
        name: 'typescript',
        mimetype: 'application/typescript',
        file_extension: '.ts',
      },
    });
  });

  test('it answers on the control channel too', async () => {
    const { reply } = await kernel.ask<Record<string, unknown>>('kernel_info_request', {}, 'control');
    expect(reply).toMatchObject({ status: 'ok', implementation: 'connectome' });
  });
});

describe('results', () => {
  test('the value of the last expression is the result', async () => {
    expect((await kernel.cell('1 + 1')).result).toBe('2');
    expect((await kernel.cell('720575940625363947n')).result).toBe('720575940625363947n');
    expect((await kernel.cell('undefined')).result).toBeUndefined();
    expect((await kernel.cell('null')).result).toBe('null');
    expect((await kernel.cell('const noResult = 1')).result).toBeUndefined();
  });

  test('a value that knows how to show itself gives a whole bundle, at once or later', async () => {
    const bundle = "{ 'text/plain': 'a neuron', 'application/vnd.x+json': { id: 5n } }";
    for (const show of [`() => (${bundle})`, `async () => (${bundle})`]) {
      const { outputs } = await kernel.cell(`({ [Symbol.for('Jupyter.display')]: ${show} })`);
      expect(outputs.find(output => output.type === 'execute_result')?.content.data).toEqual({
        'text/plain': 'a neuron',
        'application/vnd.x+json': { id: '5' },
      });
    }
  });

  test('a bundle that cannot be made is an error of the cell', async () => {
    const { reply } = await kernel.cell(
      "({ [Symbol.for('Jupyter.display')]() { throw new RangeError('no picture'); } })",
    );
    expect(reply).toMatchObject({
      status: 'error',
      ename: 'RangeError',
      evalue: 'no picture',
    });
  });

  test('display shows a value in the middle of a cell', async () => {
    const { outputs } = await kernel.cell("console.log('before'); display([1n]); console.log('after')");
    expect(outputs.slice(1).map(({ type, content }) => [type, content.text ?? content.data?.['text/plain']])).toEqual([
      ['stream', 'before\n'],
      ['display_data', '[ 1n ]'],
      ['stream', 'after\n'],
    ]);
  });

  test('cells are counted, silent ones are not', async () => {
    const before = (await kernel.cell('1')).reply.execution_count;
    const silent = await kernel.do<{ outputs: { type: string }[][] }>({
      do: 'run',
      codes: ['2'],
      silent: true,
    });
    expect(silent.outputs).toEqual([[]]);
    expect((await kernel.cell('3')).reply.execution_count).toBe(before + 1);
  });

  test('history offers what was run', async () => {
    await kernel.cell('"remember me"');
    const { reply } = await kernel.ask<{ history: unknown[][] }>('history_request', { hist_access_type: 'tail', n: 1 });
    expect(reply.history[0][2]).toBe('"remember me"');
  });
});

describe('printing', () => {
  test('100,000 lines arrive, all of them, in order, in few messages', async () => {
    const { printed, outputs, reply } = await kernel.cell('for (let i = 0; i < 100_000; i++) console.log(i)');
    expect(reply.status).toBe('ok');
    expect(printed).toBe(Array.from({ length: 100_000 }, (_, i) => `${i}\n`).join(''));
    expect(outputs.length).toBeLessThan(200);
  });

  test('stdout and stderr keep their order', async () => {
    const { outputs } = await kernel.cell("console.log(1); console.error(2); process.stdout.write('3')\nvoid 0");
    expect(outputs.slice(1).map(({ content }) => [content.name, content.text])).toEqual([
      ['stdout', '1\n'],
      ['stderr', '2\n'],
      ['stdout', '3'],
    ]);
  });

  test('what a timer prints after its cell belongs to that cell', async () => {
    await kernel.cell("setTimeout(() => console.log('late'), 30);\nvoid 0");
    expect(await kernel.do({ do: 'late' })).toMatchObject({
      content: { name: 'stdout', text: 'late\n' },
    });
  });
});

describe('errors', () => {
  test('an error has its name, its message, its line in TypeScript and no frame of ours', async () => {
    const { reply, outputs } = await kernel.cell(
      'interface Many { lines: string }\n\nfunction fail(x: Many): never {\n  throw new RangeError("bad " + x.lines);\n}\nfail({ lines: "line" })',
    );
    expect(reply).toMatchObject({
      status: 'error',
      ename: 'RangeError',
      evalue: 'bad line',
    });
    expect(outputs.at(-1)).toMatchObject({
      type: 'error',
      content: { ename: 'RangeError', evalue: 'bad line' },
    });
    const count = reply.execution_count;
    expect(uncoloured(reply.traceback?.join('\n') ?? '')).toBe(
      [
        'RangeError: bad line',
        '  2 | ',
        '  3 | function fail(x: Many): never {',
        '> 4 |   throw new RangeError("bad " + x.lines);',
        '    |         ^',
        '  5 | }',
        '  6 | fail({ lines: "line" })',
        `    at fail (cell ${count}:4:9)`,
        `    at cell ${count}:6:1`,
      ]
        .map(line => line.replace(/\s+$/, ''))
        .join('\n'),
    );
  });

  test('what the compiler finds is listed with its places, and nothing runs', async () => {
    const { reply, printed } = await kernel.cell("console.log('ran');\nconst wrong: string = 5;\nnowhere;");
    expect(printed).toBe('');
    expect(reply.ename).toBe('TypeScriptError');
    expect(reply.evalue?.replace(/cell \d+/g, 'cell')).toBe(
      "cell:2:7 Type 'number' is not assignable to type 'string'. (TS2322)\ncell:3:1 Cannot find name 'nowhere'. (TS2304)",
    );
  });

  test('an error no cell waits for is shown, and the kernel lives on', async () => {
    const { reply, printed } = await kernel.cell("Promise.reject(new Error('lost'));\nvoid 0");
    expect(reply.status).toBe('ok');
    expect(uncoloured(printed)).toContain('Unhandled rejection: Error: lost');
    await kernel.cell("setTimeout(() => { throw new Error('from a timer') }, 60);\nvoid 0");
    expect(await kernel.do({ do: 'late' })).toMatchObject({
      content: { name: 'stderr' },
    });
    expect((await kernel.cell('1 + 1')).result).toBe('2');
  });

  test('cells waiting behind an error are aborted, and only those', async () => {
    const { replies } = await kernel.run('1', "throw new Error('stop')", "console.log('never')", '2');
    expect(replies.map(reply => reply.status)).toEqual(['ok', 'error', 'aborted', 'aborted']);
    expect((await kernel.cell('3')).reply.status).toBe('ok');
  });

  test('cells waiting behind an error that held the event loop are aborted too', async () => {
    const busy = "const end = Date.now() + 200; while (Date.now() < end);\nthrow new Error('stop')";
    const { replies } = await kernel.run(busy, '1');
    expect(replies.map(reply => reply.status)).toEqual(['error', 'aborted']);
  });

  test('with stop_on_error false the others run', async () => {
    const { replies } = await kernel.do<{ replies: { status: string }[] }>({
      do: 'run',
      codes: ["throw new Error('go on')", '1'],
      stop_on_error: false,
    });
    expect(replies.map(reply => reply.status)).toEqual(['error', 'ok']);
  });
});

describe('a cell that would take the kernel along', () => {
  test('process.exit is an error of the cell, and what was printed before is there', async () => {
    const { reply, printed } = await kernel.cell('console.log("bye"); process.exit(0)');
    expect(printed).toBe('bye\n');
    expect(reply).toMatchObject({ status: 'error', ename: 'UnsupportedError' });
    expect(reply.evalue).toContain('process.exit would end the kernel');
    expect((await kernel.cell('1 + 1')).result).toBe('2');
  });

  test('an error that throws when it is looked at still ends its cell', async () => {
    const { reply } = await kernel.cell('throw Object.assign(new AggregateError([1]), { name: Object.create(null) })');
    expect(reply).toMatchObject({ status: 'error', ename: 'Error' });
    expect((await kernel.cell('1 + 1')).result).toBe('2');
  });
});

describe('what arrives from elsewhere', () => {
  test('unsigned and malformed messages are dropped, with a line in the log', async () => {
    await kernel.do({
      do: 'send_bytes',
      frames: ['<IDS|MSG>', 'forged', '{}', '{}', '{}', '{"code":"1"}'],
    });
    await kernel.do({ do: 'send_bytes', frames: ['nonsense'] });
    expect((await kernel.cell('1 + 1')).result).toBe('2');
    expect(kernel.log).toContain('dropped a message: jupyter message signature does not match');
    expect(kernel.log).toContain('dropped a message: jupyter message delimiter is missing');
  });

  test('a comm on a target nobody registered is closed', async () => {
    const { outputs } = await kernel.ask('comm_open', {
      comm_id: 'c1',
      target_name: 'nobody',
      data: {},
    });
    expect(outputs).toMatchObject([{ type: 'comm_close', content: { comm_id: 'c1' } }]);
    expect((await kernel.ask('comm_info_request', {})).reply).toMatchObject({
      status: 'ok',
      comms: {},
    });
  });

  test('input asks the person at the notebook', async () => {
    const code = "const answer = await input('Which neuron? '); answer";
    const { question, outputs } = await kernel.do<{
      question: unknown;
      outputs: { type: string; content: unknown }[][];
    }>({ do: 'answer', code, text: '296758' });
    expect(question).toMatchObject({
      type: 'input_request',
      content: { prompt: 'Which neuron? ', password: false },
    });
    expect(outputs[0].find(output => output.type === 'execute_result')?.content).toMatchObject({
      data: { 'text/plain': "'296758'" },
    });
  });

  test('input with nobody to ask says so', async () => {
    const { replies } = await kernel.do<{ replies: { ename: string }[] }>({
      do: 'run',
      codes: ['await input()'],
      allow_stdin: false,
    });
    expect(replies[0]).toMatchObject({
      status: 'error',
      ename: 'UnsupportedError',
    });
  });
});

test('shutdown is quick and leaves no process', async () => {
  const { gone, seconds } = await kernel.do<{ gone: boolean; seconds: number }>({ do: 'shutdown' });
  expect(gone).toBe(true);
  expect(seconds).toBeLessThan(3);
});
