import { expect, test } from 'vitest';
import { jointsOf, treeLines } from '../../../../extension/matrix/model/tree';

// Cells 0 and 2 at 1, 1 and 3 at 2, all at 4; drawn as 2 0 | 1 3.
const tree = {
  n: 4,
  left: Uint32Array.of(0, 1, 4),
  right: Uint32Array.of(2, 3, 5),
  height: Float64Array.of(1, 2, 4),
  size: Uint32Array.of(2, 2, 4),
  order: Uint32Array.of(2, 0, 1, 3),
};

test('a bracket joins the middles of what it joins, as deep as they are apart', () => {
  expect(jointsOf(tree)).toEqual([
    { from: 0.5, to: 1.5, depth: 0.25, fromDepth: 0, toDepth: 0 },
    { from: 2.5, to: 3.5, depth: 0.5, fromDepth: 0, toDepth: 0 },
    { from: 1, to: 3, depth: 1, fromDepth: 0.25, toDepth: 0.5 },
  ]);
});

test('of a window only what reaches into it is drawn, cut at its ends', () => {
  const lines = treeLines(jointsOf(tree), 2, 4, 10, 100);
  expect(lines).toEqual([
    { fromAlong: 5, toAlong: 15, fromAway: 50, toAway: 50 },
    { fromAlong: 5, toAlong: 5, fromAway: 0, toAway: 50 },
    { fromAlong: 15, toAlong: 15, fromAway: 0, toAway: 50 },
    { fromAlong: 0, toAlong: 10, fromAway: 100, toAway: 100 },
    { fromAlong: 10, toAlong: 10, fromAway: 50, toAway: 100 },
  ]);
});

test('cells that are all alike have a tree without depth, and one cell none', () => {
  const alike = { ...tree, height: Float64Array.of(0, 0, 0) };
  expect(jointsOf(alike).map(({ depth }) => depth)).toEqual([0, 0, 0]);
  const none = new Uint32Array(0);
  expect(
    jointsOf({ n: 1, left: none, right: none, height: new Float64Array(0), size: none, order: Uint32Array.of(0) }),
  ).toEqual([]);
});
