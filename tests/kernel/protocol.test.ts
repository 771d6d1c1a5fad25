/** Jupyter's messaging protocol 5.4 between a real client and a real kernel, beyond running cells. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KernelClient, type Output, type Ran, type Reply, uncoloured } from './client.js';

let kernel: KernelClient;

beforeAll(async () => {
  kernel = new KernelClient();
  await kernel.started();
});
afterAll(() => kernel?.stop());

/** A message with its reply, if it asks for one. */
interface Sent {
  readonly reply: Output | null;
  readonly outputs: Output[];
}
const send = (type: string, content: object, more: object = {}): Promise<Sent> =>
  kernel.do({ do: 'send', type, content, ...more });
const run = async (code: string, options: object): Promise<{ reply: Reply; outputs: Output[] }> => {
  const { replies, outputs } = await kernel.do<Ran>({ do: 'run', codes: [code], ...options });
  return { reply: replies[0], outputs: outputs[0] };
};
const printed = (outputs: readonly Output[]): string =>
  uncoloured(
    outputs
      .filter(({ type }) => type === 'stream')
      .map(({ content }) => content.text)
      .join(''),
  );

describe('user expressions', () => {
  const ask = async (code: string, user_expressions: object): Promise<Record<string, Record<string, unknown>>> =>
    (await send('execute_request', { code, user_expressions })).reply?.content.user_expressions as Record<
      string,
      Record<string, unknown>
    >;

  test('are evaluated after the cell, each by itself', async () => {
    const answers = await ask('const seven = 7', {
      value: 'seven * 2',
      awaited: 'await Promise.resolve([1n]);',
      object: '{ a: 1 }',
      nothing: 'undefined',
      wrong: 'nowhere',
      thrown: "(() => { throw new RangeError('too far'); })()",
      number: 5,
    });
    const ok = (text: string): object => ({ status: 'ok', data: { 'text/plain': text }, metadata: {} });
    expect(answers).toMatchObject({
      value: ok('14'),
      awaited: ok('[ 1n ]'),
      object: ok('{ a: 1 }'),
      nothing: ok('undefined'),
      wrong: { status: 'error', ename: 'TypeScriptError' },
      thrown: { status: 'error', ename: 'RangeError', evalue: 'too far' },
      number: ok('5'),
    });
    expect(answers.thrown.traceback).toBeInstanceOf(Array);
  });

  test('leave count, history and declarations as they were', async () => {
    const { reply } = await run('1', { user_expressions: { a: 'const left = 1', b: 'function left2() {}', c: '2' } });
    expect(reply.user_expressions).toMatchObject({ a: { status: 'error' }, b: { status: 'ok' } });
    const next = await kernel.cell('typeof left2');
    expect(next.reply).toMatchObject({ status: 'error', execution_count: reply.execution_count + 1 });
    const { reply: tail } = await kernel.ask<{ history: unknown[][] }>('history_request', {
      hist_access_type: 'tail',
      n: 2,
    });
    expect(tail.history.map(entry => entry[2])).toEqual(['1', 'typeof left2']);
  });

  test('are not evaluated when the cell fails, nor when they are no object', async () => {
    expect(await ask("throw new Error('no')", { a: '1' })).toEqual({});
    expect(await ask('1', ['2'])).toEqual({});
  });
});

describe('a silent cell', () => {
  test('broadcasts no output and is not counted; it still runs, and answers', async () => {
    const before = (await kernel.cell('let quiet = 0; quiet')).reply.execution_count;
    const { reply, outputs } = await run("console.log('x'); display(1); quiet = 5; quiet", {
      silent: true,
      user_expressions: { quiet: 'quiet' },
    });
    expect(outputs).toEqual([]);
    expect(reply).toMatchObject({
      status: 'ok',
      execution_count: before,
      user_expressions: { quiet: { data: { 'text/plain': '5' } } },
    });
  });

  test('that fails says so in its answer only, and stops nobody', async () => {
    const { replies, outputs } = await kernel.do<Ran>({
      do: 'run',
      codes: ["throw new Error('quietly')", '1'],
      silent: true,
    });
    expect(outputs).toEqual([[], []]);
    expect(replies).toMatchObject([{ status: 'error', evalue: 'quietly' }, { status: 'ok' }]);
  });
});

describe('a cell that is not stored', () => {
  test('shows its outputs, and is neither counted nor remembered', async () => {
    const before = (await kernel.cell("'counted'")).reply.execution_count;
    const { reply, outputs } = await run("console.log('p'); 'result'", { store_history: false });
    expect(reply.execution_count).toBe(before);
    expect(outputs.map(({ type }) => type)).toEqual(['execute_input', 'stream', 'execute_result']);
    const { reply: tail } = await kernel.ask<{ history: unknown[][] }>('history_request', {
      hist_access_type: 'tail',
      n: 1,
      output: true,
    });
    expect(tail.history).toEqual([[1, before, ["'counted'", "'counted'"]]]);
  });
});

describe('replies', () => {
  test('say when the cell began and how it ended', async () => {
    const before = Date.now();
    const { reply } = await send('execute_request', { code: '1', allow_stdin: false });
    expect(reply).toMatchObject({ content: { status: 'ok', payload: [] }, metadata: { status: 'ok' } });
    const started = Date.parse(String(reply?.metadata.started));
    expect(started).toBeGreaterThanOrEqual(before);
    expect(started).toBeLessThanOrEqual(Date.now());
  });

  test('name the ports to a client of old', async () => {
    const { reply } = await send('connect_request', {});
    expect(Object.keys(reply?.content ?? {}).sort()).toEqual(
      ['control_port', 'hb_port', 'iopub_port', 'shell_port', 'status', 'stdin_port'].sort(),
    );
  });

  test('tell what the kernel can and where to read more', async () => {
    const { reply } = await send('kernel_info_request', {});
    expect(reply?.content).toMatchObject({ supported_features: [], debugger: false });
    expect(reply?.content.help_links).toContainEqual({ text: 'Node.js', url: expect.stringContaining('nodejs.org') });
  });
});

describe('the broadcast channel', () => {
  test('welcomes every front end, not only the first, on the topic it listens to', async () => {
    const welcome = { type: 'iopub_welcome', parent: null };
    expect(await kernel.do({ do: 'second_listener' })).toMatchObject([
      { ...welcome, topics: [], content: { subscription: '' } },
      { ...welcome, topics: ['status'], content: { subscription: 'status' } },
    ]);
  });
});

describe('messages nobody expects', () => {
  test('a request of unknown type gets an error for an answer, any other message none', async () => {
    const { reply } = await send('make_coffee_request', { cups: 2 });
    expect(reply).toMatchObject({ type: 'make_coffee_reply', content: { status: 'error', ename: 'UnsupportedError' } });
    for (const type of ['toString', '__proto__', 'constructor', 'comm_wink']) await send(type, {});
    expect(kernel.log).toContain('comm_wink is not known');
  });

  test.each([
    ['execute_request', {}],
    ['execute_request', { code: 5 }],
    ['execute_request', { code: null, silent: true }],
    ['complete_request', {}],
    ['complete_request', { code: [], cursor_pos: 'x' }],
    ['inspect_request', { code: { a: 1 } }],
    ['is_complete_request', {}],
  ])('%s with %j is answered with what is wrong', async (type, content) => {
    const { reply } = await send(type, content);
    expect(reply?.content).toMatchObject({ status: 'error', ename: 'FormatError' });
    expect(reply?.content.evalue).toContain(`${type} code is no cell: received`);
  });

  test.each([
    ['execute_request', { code: '1', silent: 'no', store_history: 0, user_expressions: 'x', stop_on_error: null }],
    ['complete_request', { code: 'con', cursor_pos: -1 }],
    ['complete_request', { code: 'con', cursor_pos: 1e300 }],
    ['inspect_request', { code: 'console', cursor_pos: 'here', detail_level: {} }],
    ['history_request', { hist_access_type: 'range', start: 'a', stop: {}, session: [] }],
    ['history_request', { hist_access_type: 'search', pattern: 5, n: 'x' }],
    ['history_request', {}],
    ['comm_info_request', { target_name: 5 }],
    ['interrupt_request', { x: 1 }],
  ])('%s with %j is answered as if what is wrong were left out', async (type, content) => {
    expect((await send(type, content)).reply?.content.status).toBe('ok');
  });

  test('of an older protocol, or with a strange header, are answered', async () => {
    for (const header of [{ version: '5.0' }, { version: 4 }, { session: null, username: [1], date: 5, extra: {} }]) {
      const { reply } = await send('execute_request', { code: '1 + 1' }, { header });
      expect(reply?.content.status).toBe('ok');
    }
  });

  test('a cell longer than any cell is refused before the compiler sees it', async () => {
    const { reply } = await send('execute_request', { code: `'${'x'.repeat(9_000_000)}'` });
    expect(reply?.content).toMatchObject({ status: 'error', ename: 'FormatError' });
  });
});

describe('outputs that are hard to send', () => {
  const data = (code: string): Promise<Record<string, unknown> | undefined> =>
    kernel.cell(code).then(({ outputs }) => outputs.find(({ type }) => type === 'display_data')?.content.data);

  test('numbers that JSON lacks become null, bigints become text, half a surrogate pair a replacement sign', async () => {
    const bundle =
      "{ 'text/plain': 'a\\ud800b \\ud83d\\ude00 \\\\ud800', 'application/json': { n: NaN, i: -Infinity, b: 2n**64n } }";
    expect(await data(`display({ [Symbol.for('Jupyter.display')]: () => (${bundle}) })`)).toEqual({
      'text/plain': 'a\ufffdb 😀 \\ud800',
      'application/json': { n: null, i: null, b: '18446744073709551616' },
    });
    expect((await kernel.cell("console.log('c\\udc00')")).printed).toBe('c\ufffd\n');
    expect((await kernel.cell("throw new Error('e\\ud800')")).reply.evalue).toBe('e\ufffd');
  });

  test.each([
    ['contains itself', 'const o: any = {}; o.o = o;', 'circular structure'],
    ['nests too deeply', 'let o: any = 0; for (let i = 0; i < 1e5; i++) o = [o];', 'call stack'],
    ['throws when it is read', "const o = { toJSON() { throw new Error('not me'); } };", 'not me'],
  ])('a bundle that %s is an error of the cell', async (_, code, problem) => {
    const show = "({ [Symbol.for('Jupyter.display')]: () => ({ 'application/json': o }) })";
    for (const last of [show, `display(${show})`]) {
      const { reply } = await kernel.cell(
        `{ ${code} globalThis.o = o }\n${last.replace(': o ', ': globalThis.o ')}`.replaceAll(
          'globalThis.o',
          '(globalThis as any).o',
        ),
      );
      expect(reply).toMatchObject({ status: 'error', ename: 'FormatError' });
      expect(reply.evalue).toContain(problem);
    }
  });

  test('an error as long as a book arrives cut, a text as long as a library whole', async () => {
    const { reply } = await kernel.cell("throw new Error('x'.repeat(3e7))");
    expect(reply.status).toBe('error');
    expect(reply.evalue?.length).toBeLessThan(200_000);
    const { printed: text } = await kernel.cell("process.stdout.write('é'.repeat(3e6))");
    expect(text).toBe('é'.repeat(3e6));
  });
});

describe('comms', () => {
  const echo = `comms.register('echo', (comm, data, buffers, metadata) => {
    console.log('opened with', data);
    comm.onMessage = (data, buffers, metadata) => {
      console.log('heard', data);
      display(data);
      comm.send(data, { buffers, metadata });
    };
  })`;
  const comm = (type: string, data: unknown, more: object = {}, comm_id = 'one'): Promise<Sent> =>
    send(`comm_${type}`, { comm_id, data, ...(type === 'open' ? { target_name: 'echo' } : {}) }, more);

  test('echo data, metadata and bytes, and what the handlers print belongs to the message they answer', async () => {
    await kernel.cell(echo);
    expect(printed((await comm('open', { first: 1 })).outputs)).toBe('opened with { first: 1 }\n');
    expect((await kernel.ask('comm_info_request', { target_name: 'echo' })).reply).toEqual({
      status: 'ok',
      comms: { one: { target_name: 'echo' } },
    });
    const buffers = [Buffer.from(Array.from({ length: 1000 }, (_, i) => i)).toString('hex'), '', '00ff'];
    const { outputs } = await comm('msg', { text: 'é\u0000' }, { buffers, metadata: { kind: 'x' } });
    expect(outputs.map(({ type }) => type)).toEqual(['stream', 'display_data', 'comm_msg']);
    expect(outputs[2]).toMatchObject({
      content: { comm_id: 'one', data: { text: 'é\u0000' } },
      metadata: { kind: 'x' },
      buffers,
    });
    expect((await comm('close', {})).outputs).toEqual([]);
  });

  test('are served while a cell waits, and the cell keeps its outputs', async () => {
    await kernel.cell(`const waiting: ((data: unknown) => void)[] = [];
comms.register('wait', comm => { comm.onMessage = data => { console.log('in handler'); waiting[0](data); }; })`);
    await send('comm_open', { comm_id: 'two', target_name: 'wait', data: {} });
    const { cell, message } = await kernel.do<{ cell: Output[]; message: Output[] }>({
      do: 'send_during',
      code: "console.log('waiting');\nconst got = await new Promise(resolve => { waiting.push(resolve) });\nconsole.log('in cell', got)",
      after: 'waiting',
      type: 'comm_msg',
      content: { comm_id: 'two', data: 'news' },
    });
    expect(printed(message)).toBe('in handler\n');
    expect(printed(cell)).toBe('waiting\nin cell news\n');
  });

  test('a handler that throws prints its error under the message, and the conversation goes on', async () => {
    await kernel.cell(
      `comms.register('bad', comm => { comm.onMessage = async data => { if (data === 1) throw new RangeError('in handler'); comm.send('fine'); }; })`,
    );
    await send('comm_open', { comm_id: 'three', target_name: 'bad', data: {} });
    const failed = await comm('msg', 1, {}, 'three');
    expect(failed.outputs).toMatchObject([{ type: 'stream', content: { name: 'stderr' } }]);
    expect(printed(failed.outputs)).toMatch(
      /^Error in a comm handler: RangeError: in handler\n[\s\S]*at .*cell \d+:1:/,
    );
    expect((await comm('msg', 2, {}, 'three')).outputs).toMatchObject([
      { type: 'comm_msg', content: { data: 'fine' } },
    ]);
  });

  test('a cell opens one itself, and may end it', async () => {
    const { outputs } = await kernel.cell(
      "const mine = comms.open('page', { a: 1 }, { buffers: [new Uint8Array([7])], metadata: { m: 1 } });\nmine.close({ b: 2 });",
    );
    expect(outputs.slice(1)).toMatchObject([
      { type: 'comm_open', content: { target_name: 'page', data: { a: 1 } }, metadata: { m: 1 }, buffers: ['07'] },
      { type: 'comm_close', content: { data: { b: 2 } } },
    ]);
    expect(outputs[1].content.comm_id).toBe(outputs[2].content.comm_id);
  });

  test('messages without a comm are dropped with a line in the log', async () => {
    await send('comm_msg', {});
    await send('comm_open', { comm_id: 'x', target_name: 5 });
    expect(kernel.log).toContain('comm_msg comm_id is missing');
    expect(kernel.log).toContain('comm_open target_name is missing');
  });

  test('Shift-Tab tells what they are, with an example', async () => {
    const docs = async (code: string): Promise<string> =>
      (await kernel.ask<{ data: Record<string, string> }>('inspect_request', { code, cursor_pos: code.length })).reply
        .data['text/plain'];
    expect(await docs('comms')).toContain("comms.register('echo'");
    expect(await docs('comms.open')).toContain('comm.send({ step: 1 }');
  });
});

describe('input', () => {
  test('of a password asks the page to hide it', async () => {
    const { question, outputs } = await kernel.do<{ question: Output; outputs: Output[][] }>({
      do: 'answer',
      code: "console.log(await input('token? ', { password: true }))",
      text: 'secret',
    });
    expect(question).toMatchObject({ type: 'input_request', content: { prompt: 'token? ', password: true } });
    expect(printed(outputs[0])).toBe('secret\n');
  });

  test('ends with an interrupt, and an answer that comes too late is dropped', async () => {
    const { ended, printed: text } = await kernel.do<{ ended: Reply; printed: string[] }>({ do: 'stale_answer' });
    expect(ended).toMatchObject({ status: 'error', ename: 'Interrupted' });
    expect(text).toEqual(['in time\n']);
  });
});

test('a restart under load works, twice in a row', async () => {
  for (let time = 0; time < 2; time++) {
    const { before, after } = await kernel.do<{ before: number; after: number }>({
      do: 'restart',
      code: "setInterval(() => { console.log('x'.repeat(100)); }, 1); while (true) console.log('busy');",
    });
    expect(after).not.toBe(before);
    expect((await kernel.cell('1 + 1')).result).toBe('2');
  }
});
