/** Whether JSON from a notebook is a drawing. */

import { FormatError } from '../errors.js';
import type { Drawing, DrawnElement } from './drawing.js';
import { measurePath, PATH_REACH_PX } from './drawing-path.js';
import { INK } from './figure-ink.js';
import { receivedText } from './received.js';

/** The most a drawing may hold: more than anybody reads, and far from what would hold up a browser. */
export const DRAWING_LIMITS = {
  groups: 5_000,
  elements: 50_000,
  points: 1_000_000,
  texts: 5_000,
  textLength: 500,
  wordsLength: 50_000,
  sizePx: 20_000,
} as const;

const INKS: readonly string[] = [INK.strong, INK.muted, INK.faint, INK.paper];
const COLOR = /^#[0-9a-f]{6}(?: #[0-9a-f]{6})?$/i;

/** The fields an element may have besides its kind, and what each must be. */
const FIELDS: Readonly<Record<DrawnElement['kind'], Readonly<Record<string, Rule>>>> = {
  lines: { path, stroke: paint, widthPx: between(0, 1000), opacity: optional(between(0, 1)) },
  area: { path, fill: paint, opacity: optional(between(0, 1)) },
  circle: {
    x: between(-PATH_REACH_PX, PATH_REACH_PX),
    y: between(-PATH_REACH_PX, PATH_REACH_PX),
    radiusPx: between(0, PATH_REACH_PX),
    fill: paint,
  },
  text: {
    x: between(-PATH_REACH_PX, PATH_REACH_PX),
    y: between(-PATH_REACH_PX, PATH_REACH_PX),
    text: shortText,
    fill: paint,
    sizePx: between(1, 200),
    anchor: oneOf('start', 'middle', 'end'),
    bold: optional(truth),
    upward: optional(truth),
  },
};

/** What a drawing may still hold. */
interface Budget {
  elements: number;
  points: number;
  texts: number;
}

type Rule = (value: unknown, at: string, budget: Budget) => void;

/**
 * Returns `value` as the drawing it claims to be. An output comes from a file anybody may have written, so the front
 * end draws nothing that has not passed here.
 *
 * @throws {FormatError} naming the place, when a field is missing, unknown or of the wrong type, a path is none, a
 * number is not finite or out of range, or there is more than {@link DRAWING_LIMITS} allow.
 */
export function checkDrawing(value: unknown): Drawing {
  const drawing = record(value, 'drawing');
  if (drawing.version !== 1) {
    fail('version', drawing.version, '1 (a newer version of jupyterlab-connectome may read it)');
  }
  for (const key of ['title', 'caption', 'description']) text(drawing[key], key, DRAWING_LIMITS.wordsLength);
  if (typeof drawing.synthetic !== 'boolean') fail('synthetic', drawing.synthetic, 'true or false');
  for (const key of ['widthPx', 'heightPx']) number(drawing[key], key, 1, DRAWING_LIMITS.sizePx);
  const { groups } = drawing;
  if (!Array.isArray(groups)) fail('groups', groups, 'an array');
  if (groups.length > DRAWING_LIMITS.groups) {
    fail('groups', `${groups.length} groups`, `at most ${DRAWING_LIMITS.groups}`);
  }
  const budget: Budget = {
    elements: DRAWING_LIMITS.elements,
    points: DRAWING_LIMITS.points,
    texts: DRAWING_LIMITS.texts,
  };
  groups.forEach((entry: unknown, g) => {
    const group = record(entry, `groups[${g}]`);
    if (group.title !== undefined) text(group.title, `groups[${g}].title`, DRAWING_LIMITS.textLength);
    const { elements } = group;
    if (!Array.isArray(elements)) fail(`groups[${g}].elements`, elements, 'an array');
    spend(budget, 'elements', elements.length, `groups[${g}]`);
    elements.forEach((element: unknown, e) => {
      checkElement(element, `groups[${g}].elements[${e}]`, budget);
    });
  });
  return value as Drawing;
}

function checkElement(value: unknown, at: string, budget: Budget): void {
  const { kind, ...fields } = record(value, at);
  if (typeof kind !== 'string' || !Object.hasOwn(FIELDS, kind)) {
    fail(`${at}.kind`, kind, Object.keys(FIELDS).join(', '));
  }
  const rules = FIELDS[kind as DrawnElement['kind']];
  const stray = Object.keys(fields).find(name => !Object.hasOwn(rules, name));
  if (stray !== undefined) fail(at, `the key ${stray}`, `only ${Object.keys(rules).join(', ')}`);
  for (const [name, rule] of Object.entries(rules)) rule(fields[name], `${at}.${name}`, budget);
}

function path(value: unknown, at: string, budget: Budget): void {
  if (typeof value !== 'string') fail(at, value, 'a path');
  const size = measurePath(value);
  if ('received' in size) fail(at, size.received, size.expected);
  spend(budget, 'points', size.points, at);
}

function paint(value: unknown, at: string): void {
  if (typeof value !== 'string' || !(INKS.includes(value) || COLOR.test(value))) {
    fail(at, value, `#rrggbb, two of them, or one of ${INKS.join(', ')}`);
  }
}

function shortText(value: unknown, at: string, budget: Budget): void {
  text(value, at, DRAWING_LIMITS.textLength);
  spend(budget, 'texts', 1, at);
}

function truth(value: unknown, at: string): void {
  if (typeof value !== 'boolean') fail(at, value, 'true or false');
}

function between(least: number, most: number): Rule {
  return (value, at) => number(value, at, least, most);
}

function oneOf(...choices: readonly string[]): Rule {
  return (value, at) => {
    if (!choices.includes(value as string)) fail(at, value, choices.join(', '));
  };
}

function optional(rule: Rule): Rule {
  return (value, at, budget) => {
    if (value !== undefined) rule(value, at, budget);
  };
}

function spend(budget: Budget, what: keyof Budget, count: number, at: string): void {
  budget[what] -= count;
  if (budget[what] < 0) fail(at, `more than ${DRAWING_LIMITS[what]} ${what} in all`, 'fewer');
}

function number(value: unknown, at: string, least: number, most: number): void {
  if (typeof value !== 'number' || !(value >= least && value <= most)) {
    fail(at, value, `a number from ${least} to ${most}`);
  }
}

function text(value: unknown, at: string, longest: number): void {
  if (typeof value !== 'string') fail(at, value, 'text');
  if (value.length > longest) fail(at, `${value.length} characters`, `at most ${longest}`);
}

function record(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(at, value, 'an object');
  return value as Record<string, unknown>;
}

function fail(at: string, received: unknown, expected: string): never {
  throw new FormatError(
    `drawing ${at} is not drawable: received ${receivedText(received, 80)}, expected ${expected}; run the cell again`,
    { format: 'drawing', at },
  );
}
