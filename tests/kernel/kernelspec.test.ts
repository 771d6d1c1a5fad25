import { expect, test } from 'vitest';
import { kernelSpec } from '../../kernel-helpers/kernel/kernelspec.js';

test('the kernelspec starts the launcher with the snapshots and the connection file, and asks for interrupts as messages', () => {
  expect(
    kernelSpec({
      node: '/usr/bin/node',
      launch: '/opt/launch.js',
      snapshots: '/opt/snapshots',
      env: { CONNECTOME_MIRROR: '/data' },
    }),
  ).toEqual({
    argv: ['/usr/bin/node', '--no-force-async-hooks-checks', '/opt/launch.js', '/opt/snapshots', '{connection_file}'],
    display_name: 'TypeScript (connectome)',
    language: 'typescript',
    interrupt_mode: 'message',
    env: { CONNECTOME_MIRROR: '/data' },
    metadata: { debugger: false },
  });
});
