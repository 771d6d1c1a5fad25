import { describe, expect, test } from 'vitest';
import { parseConnection } from '../../kernel-helpers/kernel/connection.js';

const file = {
  shell_port: 1,
  iopub_port: 2,
  stdin_port: 3,
  control_port: 4,
  hb_port: 5,
  ip: '127.0.0.1',
  key: 'k',
};
const parse = (changes: object): ReturnType<typeof parseConnection> =>
  parseConnection(JSON.stringify({ ...file, ...changes }), 'f.json');

describe('the connection file', () => {
  test('names an address and a port for every channel', () => {
    expect(parse({ transport: 'tcp' })).toEqual({
      key: 'k',
      address: {
        shell: 'tcp://127.0.0.1:1',
        iopub: 'tcp://127.0.0.1:2',
        stdin: 'tcp://127.0.0.1:3',
        control: 'tcp://127.0.0.1:4',
        hb: 'tcp://127.0.0.1:5',
      },
      port: { shell: 1, iopub: 2, stdin: 3, control: 4, hb: 5 },
      ipv6: false,
    });
  });

  test.each([
    [{ transport: 'ipc', ip: '/tmp/k' }, 'ipc:///tmp/k-1', false],
    [{ ip: '::1' }, 'tcp://[::1]:1', true],
    [{ ip: '[fe80::1]' }, 'tcp://[fe80::1]:1', true],
    [{ ip: 'localhost' }, 'tcp://127.0.0.1:1', false],
    [{ ip: '*' }, 'tcp://*:1', false],
  ])('with %j has the shell at %s', (changes, shell, ipv6) => {
    expect(parse(changes)).toMatchObject({ address: { shell }, ipv6 });
  });

  test.each([
    [{ hb_port: undefined }, 'hb_port is missing: received undefined, expected a number'],
    [{ hb_port: '5' }, 'hb_port is missing: received 5, expected a number'],
    [{ hb_port: 0 }, 'hb_port is no port: received 0, expected a whole number from 1 to 65535'],
    [{ hb_port: 70_000 }, 'hb_port is no port: received 70000'],
    [{ ip: undefined }, 'ip is missing: received undefined, expected an address'],
    [{ transport: 'udp' }, 'transport is unknown: received udp, expected tcp or ipc'],
    [{ signature_scheme: 'hmac-md5' }, 'signature_scheme is unknown: received hmac-md5, expected hmac-sha256'],
  ])('with %j is refused', (changes, problem) => {
    expect(() => parse(changes)).toThrow(`connection file f.json ${problem}`);
  });

  test.each([
    ['{', 'is not JSON'],
    ['null', 'is no JSON object'],
  ])('that is %j is refused', (text, problem) => {
    expect(() => parseConnection(text, 'f.json')).toThrow(`connection file f.json ${problem}`);
  });
});
