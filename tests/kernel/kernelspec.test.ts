import { expect, test } from 'vitest';
import { parseConnection } from '../../kernel-helpers/kernel/connection.js';
import { kernelSpec } from '../../kernel-helpers/kernel/kernelspec.js';

const ports = {
  shell_port: 1,
  iopub_port: 2,
  stdin_port: 3,
  control_port: 4,
  hb_port: 5,
  ip: '127.0.0.1',
  key: 'k',
};

test('the kernelspec starts main.js with the connection file, and asks for interrupts as messages', () => {
  expect(
    kernelSpec({
      node: '/usr/bin/node',
      main: '/opt/main.js',
      env: { CONNECTOME_MIRROR: '/data' },
    }),
  ).toEqual({
    argv: ['/usr/bin/node', '--no-force-async-hooks-checks', '/opt/main.js', '{connection_file}'],
    display_name: 'TypeScript (connectome)',
    language: 'typescript',
    interrupt_mode: 'message',
    env: { CONNECTOME_MIRROR: '/data' },
    metadata: { debugger: false },
  });
});

test('the connection file names an address for every channel', () => {
  expect(parseConnection(JSON.stringify({ ...ports, transport: 'tcp' }), 'f.json')).toEqual({
    key: 'k',
    address: {
      shell: 'tcp://127.0.0.1:1',
      iopub: 'tcp://127.0.0.1:2',
      stdin: 'tcp://127.0.0.1:3',
      control: 'tcp://127.0.0.1:4',
      hb: 'tcp://127.0.0.1:5',
    },
  });
  const ipc = parseConnection(JSON.stringify({ ...ports, transport: 'ipc', ip: '/tmp/k' }), 'f.json');
  expect(ipc.address.hb).toBe('ipc:///tmp/k-5');
});

test.each([
  ['{', 'connection file f.json is not JSON'],
  [JSON.stringify({ ...ports, hb_port: undefined }), 'connection file f.json hb_port is missing: received undefined'],
  [JSON.stringify({ ...ports, signature_scheme: 'hmac-md5' }), 'signature_scheme is unknown: received hmac-md5'],
])('a connection file that cannot be used is refused: %s', (text, message) => {
  expect(() => parseConnection(text, 'f.json')).toThrow(message);
});
