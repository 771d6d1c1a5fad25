import { describe, expect, test } from 'vitest';
import { measurePath } from '../../kernel-helpers/contract/drawing-path.js';

describe('a path', () => {
  test('is measured by its lines and points', () => {
    expect(measurePath('M10 20l3-4')).toEqual({ lines: 1, points: 2 });
    expect(measurePath('M-10-20l3-4-5 6zM0 0l0 0')).toEqual({ lines: 2, points: 5 });
  });

  test.each([
    ['', 'an empty path'],
    ['l3 4', 'l3 4 at character 0'],
    ['M10', 'its end at character 3'],
    ['M10 20 30', '30 at character 7'],
    ['M10 20l3', 'its end at character 8'],
    ['M10 20lz', 'z at character 7'],
    ['M10 20L3 4', 'L3 4 at character 6'],
    ['M10 20c1 1 2 2 3 3', 'c1 1 2 2 3 3 at character 6'],
    ['M1.5 2', '.5 2 at character 2'],
    ['M1e5 2', 'e5 2 at character 2'],
    ['M1,2', ',2 at character 2'],
    ['M1234567 2', '1234567 2 at character 1'],
    ['M1 2z3 4', '3 4 at character 5'],
    ['M1 2\u0000', '\u0000 at character 4'],
    ['M1 2"><script>', '"><script> at character 4'],
  ])('%j is none', (path, received) => {
    expect(measurePath(path)).toMatchObject({ received });
  });

  test('that leaves reach step by step is refused', () => {
    const away = (steps: number): string => `M0 0l${'99999 0 '.repeat(steps)}`.trimEnd();
    expect(measurePath(away(5))).toEqual({ lines: 1, points: 6 });
    expect(measurePath(away(6))).toMatchObject({ expected: 'points within 50000 px' });
  });

  test('of a million characters is measured in one walk', () => {
    expect(measurePath(`M0 0l${'-1 0 1 0'.repeat(150_000)}`)).toEqual({ lines: 1, points: 300_001 });
  });
});
