import { expect, test } from 'vitest';
import { CellNames, type Session } from '../../kernel-helpers/kernel/cell-names.js';

const modules = { meta: {}, import: async (): Promise<unknown> => undefined };
const same = <Value>(value: Value): Value => value;
const namesOf = (session: Session): CellNames =>
  new CellNames(session, modules, { pausing: same, alive: same, pausingEach: same });

test('a variable is the cell’s own while somebody in the cell can see it, and a plain value after that lets it go', () => {
  const session: Session = Object.create(null) as Session;
  const names = namesOf(session);
  let [seen, unseen] = [1, 1];
  const write = (set: (value: number) => void) => set as (value: never) => void;
  names.variable(
    'seen',
    () => seen,
    write(value => {
      seen = value;
    }),
    true,
  );
  names.variable(
    'unseen',
    () => unseen,
    write(value => {
      unseen = value;
    }),
    false,
  );
  session.seen = 2;
  session.unseen = 2;
  expect([seen, unseen]).toEqual([2, 2]);
  names.end(false);
  session.seen = 3;
  session.unseen = 3;
  expect([seen, unseen, session.seen, session.unseen]).toEqual([3, undefined, 3, 3]);
});

test('a name is declared anew, not assigned: what an earlier cell made of it is left alone', () => {
  const session: Session = Object.create(null) as Session;
  let old = 1;
  namesOf(session).variable(
    'name',
    () => old,
    ((value: number) => {
      old = value;
    }) as never,
    true,
  );
  namesOf(session).value('name', 2);
  expect([old, session.name]).toEqual([1, 2]);
});

test('names are taken back to what they were, and nothing is taken once the cell is over', () => {
  const session: Session = Object.create(null) as Session;
  session.a = 'old';
  const names = namesOf(session);
  names.value('a', 'new');
  names.value('b', 'new');
  expect(names.reached).toEqual(new Set(['a', 'b']));
  names.takeBack(['a', 'b', 'c']);
  expect({ ...session }).toEqual({ a: 'old' });
  names.end(true);
  names.value('late', 1);
  expect('late' in session).toBe(false);
});
