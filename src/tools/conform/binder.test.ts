/** The names of a script get the ids that came, also from messages that are not the expected ones. */
import { describe, expect, test } from 'vitest';
import { CODES } from '../../../machines/messages.ts';
import { page, RANDOM } from '../scenario/page.test-helper.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { LogLine } from '../scenario/scenario.ts';
import type { Received } from '../scenario/systems/system.ts';
import { Binder } from './binder.ts';

/** Alice and Bob register in steps 4 and 5, and Carol calls in steps 6 and 7. */
const SCRIPT = [...RANDOM, 'carol: CALL ?again {} com.add [7]'];

const linesOf = (...log: string[]): readonly LogLine[] =>
  parseScenario(page(SCRIPT, log), 'page.md').logs[0]?.lines ?? [];

const to = (session: string, type: keyof typeof CODES, ...fields: unknown[]): Received => ({
  session,
  message: [CODES[type], ...fields] as never,
});

/** A binder that has met these messages. */
function binderOf(...came: readonly Received[]): Binder {
  const binder = new Binder();
  for (const one of came) binder.meet(one);
  return binder;
}

describe('a variable for one of several callees', () => {
  test('stands for nobody before a message has come, and then for its receiver', () => {
    const binder = binderOf();
    const lines = linesOf('6 ?one(alice|bob) INVOCATION ?asked ?registration {} [2, 3]');
    binder.bind(lines);
    expect(binder.sessionOf('?one')).toBeUndefined();
    binder.meet(to('bob', 'INVOCATION', 1, 5, {}, [2, 3]));
    binder.bind(lines);
    expect([binder.sessionOf('?one'), binder.sessionOf('alice')]).toEqual(['bob', 'alice']);
  });

  test('never stands for a callee that another one stands for, even if that is asked twice', () => {
    const binder = binderOf(
      to('bob', 'INVOCATION', 1, 5, {}, [2, 3]),
      to('bob', 'INVOCATION', 2, 5, {}, [2, 3]),
      to('alice', 'INVOCATION', 9, 5, {}, [2, 3]),
    );
    binder.bind(
      linesOf(
        '6 ?one(alice|bob) INVOCATION ?toOne ?registration {} [2, 3]',
        '6 ?two(alice|bob) INVOCATION ?toTwo ?registration {} [2, 3]',
      ),
    );
    expect([binder.sessionOf('?one'), binder.sessionOf('?two')]).toEqual(['bob', 'alice']);
    expect([binder.ids.get('?toOne'), binder.ids.get('?toTwo')]).toEqual([1, 9]);
  });
});

describe('an id', () => {
  test('is taken from the message that matches, though another one of its type came first', () => {
    const binder = binderOf(
      to('alice', 'INVOCATION', 1, 5, {}, [7]),
      to('alice', 'INVOCATION', 2, 5, {}, [2, 3]),
    );
    binder.bind(
      linesOf(
        '6 alice INVOCATION ?toAlice ?registration {} [2, 3]',
        '7 alice INVOCATION ?again ?registration {} [7]',
      ),
    );
    expect([binder.ids.get('?toAlice'), binder.ids.get('?again')]).toEqual([2, 1]);
  });

  test('is taken from a wrong message of its type if none matches, and from each message once', () => {
    const binder = binderOf(
      to('alice', 'REGISTERED', 3, 5),
      to('bob', 'INVOCATION', 4, 5, {}, [2, 3]),
      to('alice', 'INVOCATION', 1, 5, {}, ['wrong']),
      to('alice', 'INVOCATION', 2, 5, {}, ['wrong']),
    );
    binder.bind(
      linesOf(
        '6 alice INVOCATION ?toAlice ?registration {} [2, 3]',
        '7 alice INVOCATION ?again ?registration {} [7]',
      ),
    );
    expect([binder.ids.get('?toAlice'), binder.ids.get('?again')]).toEqual([1, 2]);
  });

  test('keeps its first value, whatever comes under its name later', () => {
    const binder = binderOf(to('alice', 'REGISTERED', 1, 2n ** 60n), to('bob', 'REGISTERED', 'no id', 12));
    binder.bind(linesOf('4 alice REGISTERED ?a ?registration', '5 bob REGISTERED ?b ?registration'));
    expect([...binder.ids]).toEqual([
      ['?a', 1],
      ['?registration', 2n ** 60n],
    ]);
  });

  test('is taken from one of the alternatives of a line: the first one that came', () => {
    const lines = linesOf('6 alice INVOCATION ?toAlice ?registration {} [2, 3]', 'or INTERRUPT ?stopped {}');
    const [interrupt, invocation] = [
      to('alice', 'INTERRUPT', 8, {}),
      to('alice', 'INVOCATION', 1, 5, {}, [2, 3]),
    ];
    const both = binderOf(interrupt, invocation);
    both.bind(lines);
    expect([both.ids.get('?toAlice'), both.ids.has('?stopped')]).toEqual([1, false]);
    const second = binderOf(interrupt);
    second.bind(lines);
    expect([...second.ids]).toEqual([['?stopped', 8]]);
  });

  test('that only another reading has is found when it is used, and no other id with it', () => {
    const expected = linesOf('6 alice INVOCATION ?toAlice ?registration {} [2, 3]');
    const others = linesOf('6 bob INVOCATION ?toBob ?registration {} [2, 3]');
    const binder = binderOf(to('bob', 'INVOCATION', 3, 5, {}, [2, 3]));
    binder.bind(expected);
    // This one comes after the wait for it.
    binder.meet(to('alice', 'INVOCATION', 1, 5, {}, [2, 3]));
    expect(binder.idOf('?toBob', [...expected, ...others])).toBe(3);
    expect(binder.ids.has('?toAlice')).toBe(false);
    expect(binder.idOf('?toAlice', [...expected, ...others])).toBe(1);
    expect(binder.idOf('?elsewhere', [...expected, ...others])).toBeUndefined();
  });
});
