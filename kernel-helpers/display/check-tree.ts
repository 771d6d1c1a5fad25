/** Whether a skeleton is a tree that can be drawn, before anything reads it. */

import { receivedText } from '../contract/received.js';
import { SCENE_LIMITS } from '../contract/scene/limits.js';
import type { Skeleton } from '../core/skeleton.js';
import { InvalidArgumentError } from '../errors.js';

const columns = [
  ['positionsNm', 3],
  ['radiiNm', 1],
  ['parents', 1],
  ['compartments', 1],
] as const;

/**
 * That the counts and the arrays fit each other and that every parent is a node before its child. Where the nodes lie and
 * how thick they are is another question.
 *
 * @throws {InvalidArgumentError} when not.
 */
export function checkTree(skeleton: Skeleton, where: string, argument: string): void {
  const fail = (what: string, received: unknown, expected: string): InvalidArgumentError =>
    new InvalidArgumentError(`${where} ${what}: received ${receivedText(received, 60)}, expected ${expected}`, {
      argument,
    });
  const { nodeCount, parents } = skeleton;
  if (!isCount(nodeCount, SCENE_LIMITS.nodes)) {
    throw fail('has a bad nodeCount', nodeCount, `a whole number from 1 to ${SCENE_LIMITS.nodes}`);
  }
  for (const [name, each] of columns) checkColumn(skeleton[name], each * nodeCount, `${where} ${name}`, argument);
  for (let i = 0; i < nodeCount; i += 1) {
    if (parents[i] >= -1 && parents[i] < i && Number.isInteger(parents[i])) continue;
    throw fail(`node ${i} has a bad parent`, parents[i], '-1 for a root, else a node before it');
  }
}

/** @throws {InvalidArgumentError} when it is no typed array of numbers, or has fewer than `least` of them. */
export function checkColumn(column: unknown, least: number, where: string, argument: string): void {
  const isTyped = ArrayBuffer.isView(column) && 'length' in column && typeof column.length === 'number';
  const isWide = column instanceof BigInt64Array || column instanceof BigUint64Array;
  if (isTyped && !isWide && (column.length as number) >= least) return;
  const received = isTyped && !isWide ? `${column.length} numbers` : Array.isArray(column) ? 'a plain array' : column;
  throw new InvalidArgumentError(
    `${where} does not fit: received ${receivedText(received, 60)}, expected a typed array of ${least} numbers`,
    { argument },
  );
}

export function isCount(value: unknown, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most;
}
