import { expect, test } from 'vitest';
import { kernelSpec } from '../../kernel-helpers/kernel/kernelspec.js';

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
