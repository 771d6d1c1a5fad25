import { describe, expect, test } from 'vitest';
import { type INamedSelectionsStore, NamedSelections } from '../../../extension/selection/named';
import { EMPTY_SELECTION, type Selection } from '../../../kernel-helpers/contract/selection.js';

const of = (...neurons: string[]): Selection => ({ ...EMPTY_SELECTION, neurons });

/** The metadata of a notebook: it tells of every change, also of those it was told to make. */
class Metadata implements INamedSelectionsStore {
  readonly #listeners: (() => void)[] = [];

  constructor(public value: unknown = undefined) {}

  read(): unknown {
    return this.value;
  }

  write(value: Readonly<Record<string, unknown>>): void {
    this.become(JSON.parse(JSON.stringify(value)));
  }

  onChange(changed: () => void): void {
    this.#listeners.push(changed);
  }

  become(value: unknown): void {
    this.value = value;
    for (const listener of this.#listeners) listener();
  }
}

function heardOf(named: NamedSelections): unknown[] {
  const heard: unknown[] = [];
  named.changed.connect((_, change) => heard.push(change));
  return heard;
}

describe('in a notebook', () => {
  test('what is saved stands in its metadata, and another page reads it there', () => {
    const metadata = new Metadata();
    const named = new NamedSelections(metadata);
    expect(named.save('first', of('864691135571546917'))).toBe(true);
    expect(metadata.value).toEqual({ first: { neurons: ['864691135571546917'], synapses: [], nodes: [] } });
    expect([...new NamedSelections(new Metadata(metadata.value)).all]).toEqual([['first', of('864691135571546917')]]);
  });

  test('each change is told once, with who made it', () => {
    const named = new NamedSelections(new Metadata());
    const heard = heardOf(named);
    const me = {};
    named.save('first', of('1'), me);
    named.save('first', of('1'), me);
    named.forget('first');
    named.forget('first');
    expect(heard).toEqual([
      { name: 'first', selection: of('1'), source: me },
      { name: 'first', selection: undefined, source: undefined },
    ]);
  });

  test('what stands there and cannot be read stays when something else is saved', () => {
    const metadata = new Metadata({ later: { query: 'of a version to come' } });
    const named = new NamedSelections(metadata);
    expect(named.all.size).toBe(0);
    named.save('first', of('1'));
    named.forget('first');
    expect(metadata.value).toEqual({ later: { query: 'of a version to come' } });
  });

  test('a notebook that is loaded later or reverted tells what is other than before', () => {
    const metadata = new Metadata({ kept: of('1'), gone: of('2'), other: of('3') });
    const named = new NamedSelections(metadata);
    const heard = heardOf(named);
    metadata.become({ kept: of('1'), other: of('4'), made: of('5') });
    expect(heard).toEqual([
      { name: 'gone', selection: undefined, source: undefined },
      { name: 'other', selection: of('4'), source: undefined },
      { name: 'made', selection: of('5'), source: undefined },
    ]);
    expect([...named.all.keys()]).toEqual(['kept', 'other', 'made']);
  });
});

test('a console keeps names as long as it is open', () => {
  const named = new NamedSelections();
  named.save('first', of('1'));
  expect([...named.all]).toEqual([['first', of('1')]]);
});

test.each(['', ' x', '__proto__', 'a\nb'])('%j is no name', name => {
  const metadata = new Metadata();
  expect(new NamedSelections(metadata).save(name, of('1'))).toBe(false);
  expect(metadata.value).toBeUndefined();
});

test('there is room for 200', () => {
  const named = new NamedSelections();
  for (let i = 0; i < 200; i += 1) expect(named.save(`n${i}`, of(`${i}`))).toBe(true);
  expect(named.save('one more', of('1'))).toBe(false);
  expect(named.save('n7', of('1'))).toBe(true);
});
