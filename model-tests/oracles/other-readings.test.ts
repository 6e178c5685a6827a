/** Logs of routers that read the texts otherwise, and of some that are wrong and seem to. */
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/tools/judge/assessment.ts';
import { right, rulesThat } from './other.ts';
import { logOf } from './story.ts';

// --- other readings ---

right('counts the request ids of clients', {
  given: `
    A joins
    A > REGISTER 1 {} p
    A < REGISTERED 1 1`,
  right: `
    A > REGISTER 3 {} q
    A < ABORT {} ~protocol_violation`,
  wrong: `
    A > REGISTER 2 {} q
    A < ABORT {} ~protocol_violation !`,
  breaks: ['BP-5'],
  readings: { requestIds: 'sequential' },
  departs: ['BP-5', 'BP-24'],
});

const ANSWERED = `
  A X join
  A shares p
  X > CALL 1 {} p
  A < INVOCATION 1 1 {}
  A > YIELD 1 {}
  X < RESULT 1 {}`;

right('aborts the session of a callee that answers twice', {
  given: ANSWERED,
  right: `
    A > YIELD 1 {}
    A < ABORT {} ~protocol_violation`,
  wrong: `
    A > UNREGISTER 2 1
    A < ABORT {} ~protocol_violation !`,
  breaks: ['BP-5'],
  readings: { late: 'abort' },
  departs: ['BP-5'],
});

const LEFT = `
  A X join
  A shares p
  X > CALL 1 {} p
  A < INVOCATION 1 1 {}
  A is lost`;

right('writes cancelled with two l where a callee has left', {
  given: LEFT,
  right: 'X < ERROR CALL 1 {} ~cancelled',
  wrong: 'X < ERROR CALL 1 {} ~no_such_procedure !',
  breaks: ['BP-15'],
  readings: { goneUri: 'cancelled' },
  departs: ['BP-15'],
});

right('refuses an unknown policy with another URI', {
  given: `
    A joins
    A > REGISTER 1 {invoke:fairest} p`,
  right: 'A < ERROR REGISTER 1 {} ~option_not_allowed',
  wrong: 'A < ERROR REGISTER 1 {} ~no_such_procedure !',
  breaks: ['SR-14'],
  readings: { unknownPolicy: 'option_not_allowed' },
  departs: ['SR-14'],
});

right('aborts the session for an unknown policy', {
  given: `
    A joins
    A > REGISTER 1 {invoke:fairest} p`,
  right: 'A < ABORT {} ~protocol_violation',
  wrong: 'A > REGISTER 2 {} q !',
  breaks: ['SR-14'],
  readings: { unknownPolicy: 'abort' },
  departs: ['BP-5'],
});

right('ignores a match policy that it does not announce', {
  given: `
    A joins
    A > REGISTER 1 {match:prefix} p`,
  right: 'A < REGISTERED 1 1',
  wrong: 'A < ERROR REGISTER 1 {} ~no_such_procedure !',
  breaks: [],
  readings: { unknownMatch: 'ignore' },
  departs: ['BP-23'],
});

/** A call of a callee that can be interrupted. */
const INTERRUPTIBLE = `
  A joins with call_canceling
  X joins
  A shares p
  X > CALL 1 {} p
  A < INVOCATION 1 1 {}`;

right('takes a CANCEL without a mode as skip', {
  given: `
    ${INTERRUPTIBLE}
    X > CANCEL 1 {}
    X < ERROR CALL 1 {} ~canceled`,
  right: 'X > GOODBYE {} wamp.close.normal',
  wrong: `
    A < INTERRUPT 1 {mode:kill} !`,
  breaks: [],
  readings: { cancelDefault: 'skip' },
  departs: ['CC-5'],
});

right('passes a refusal on that follows CANCEL kill', {
  given: `
    ${INTERRUPTIBLE}
    X > CANCEL 1 {mode:kill}
    A < INTERRUPT 1 {mode:kill}
    A > ERROR INVOCATION 1 {} ~unavailable`,
  right: 'X < ERROR CALL 1 {} ~unavailable',
  wrong: 'X < ERROR CALL 1 {} ~no_such_procedure !',
  breaks: [],
  readings: { afterKill: 'pass-on' },
  departs: ['CC-6'],
});

/** A call whose callee unregisters before it refuses. */
const ENDED = `
  A B X join
  A share p as first
  X > CALL 1 {} p
  A < INVOCATION 1 1 {}
  A > UNREGISTER 2 1
  A < UNREGISTERED 2`;

right('looks for the next callee in the registration that has ended', {
  given: `
    ${ENDED}
    B > REGISTER 1 {invoke:first} p
    B < REGISTERED 1 2
    A > ERROR INVOCATION 1 {} ~unavailable`,
  right: 'X < ERROR CALL 1 {} ~no_available_callee',
  wrong: 'X < ERROR CALL 1 {} ~canceled !',
  breaks: ['CR-1'],
  readings: { ended: 'registration' },
  departs: ['CR-1'],
});

right('says that no callee is available where the procedure is gone', {
  given: `
    ${ENDED}
    A > ERROR INVOCATION 1 {} ~unavailable`,
  right: 'X < ERROR CALL 1 {} ~no_available_callee',
  wrong: 'X < ERROR CALL 1 {} ~canceled !',
  breaks: ['CR-8'],
  readings: { ended: 'registration' },
  departs: ['CR-8'],
});

right('cancels the calls of a callee that unregisters', {
  given: `
    A X join
    A shares p
    X > CALL 1 {} p
    A < INVOCATION 1 1 {}
    A > UNREGISTER 2 1
    A < UNREGISTERED 2`,
  right: 'X < ERROR CALL 1 {} ~canceled',
  wrong: 'X < ERROR CALL 1 {} ~not_authorized !',
  breaks: ['AZ-1'],
  readings: { withdrawn: 'cancel' },
  departs: ['BP-14', 'BP-22'],
});

right('cancels the calls of a callee before it confirms that it has unregistered', {
  given: `
    A joins with call_canceling
    X joins
    A shares p
    X > CALL 1 {} p
    A < INVOCATION 1 1 {}
    A > UNREGISTER 2 1`,
  right: `
    X < ERROR CALL 1 {} ~canceled
    A < INTERRUPT 1 {mode:killnowait}
    A < UNREGISTERED 2`,
  wrong: `
    X < ERROR CALL 1 {} ~canceled !
    A < ERROR UNREGISTER 2 {} ~no_such_registration`,
  breaks: ['SR-7', 'BP-14'],
  readings: { withdrawn: 'cancel' },
  departs: ['BP-14', 'CC-7'],
});

right('asks the callee after the one that refused, where calls cross', {
  given: `
    A B C D X join
    A B C D share p as roundrobin
    X > CALL 1 {} p [1]
    A < INVOCATION 1 1 {} [1]
    X > CALL 2 {} p [2]
    B < INVOCATION 1 1 {} [2]
    A > ERROR INVOCATION 1 {} ~unavailable`,
  right: 'B < INVOCATION 2 1 {} [1]',
  wrong: 'D < INVOCATION 1 1 {} [1] !',
  breaks: ['CR-3'],
  readings: { next: 'refuser' },
  departs: ['CR-3'],
});

right('takes a progressive result that was not asked for as the final one', {
  given: `
    A joins with progressive_call_results call_canceling
    X joins
    A shares p
    X > CALL 1 {} p
    A < INVOCATION 1 1 {}
    A > YIELD 1 {progress:true} [1]`,
  right: 'X < RESULT 1 {} [1]',
  wrong: 'X < RESULT 1 {} [2] !',
  breaks: ['BP-14'],
  readings: { unaskedProgress: 'final' },
  departs: ['BP-14'],
});

// --- logs that are wrong and look right ---

/** A session with an id. */
const visit = (id: number, index: number): string => `
  V${index} connects
  V${index} > HELLO realm1 {roles:{caller:{}}}
  V${index} is welcomed as ${id}
  V${index} is lost`;

describe('a router is found to', () => {
  const brokenBy = (...texts: readonly string[]) =>
    rulesThat('broken', assess(logOf(...texts).entries).rules);
  const CALLED = `
    A X join
    A shares p
    A shares q
    X > CALL 1 {} p [1]
    X > CALL 2 {} q [2]`;

  test('begin the ids of its INVOCATIONs at 2 and leave some out', () => {
    expect(brokenBy(CALLED, 'A < INVOCATION 2 1 {} [1]', 'A < INVOCATION 5 2 {} [2]')).toEqual(['BP-26']);
    expect(brokenBy(CALLED, 'A < INVOCATION 1 1 {} [1]', 'A < INVOCATION 2 2 {} [2]')).toEqual([]);
  });

  test('swap two calls of one caller at one callee', () => {
    expect(brokenBy(CALLED, 'A < INVOCATION 1 2 {} [2]', 'A < INVOCATION 2 1 {} [1]')).toEqual(['BP-29']);
  });

  test.each([
    ['from 1', [1, 2]],
    ['downwards', [2 ** 53, 2 ** 53 - 1]],
    ['in steps', [5_000_000, 5_000_100]],
    ['beside others, such as those of another realm', [1, 70_000, 2]],
  ])('count its sessions %s', (_, ids) => {
    expect(brokenBy(...ids.map(visit))).toEqual(['BP-3']);
  });

  test('draw the ids of its sessions, if they are far from each other', () => {
    expect(brokenBy(...[1, 7043, 2 ** 53, 2 ** 52, 7043].map(visit))).toEqual([]);
  });

  test('let sessions of two realms meet', () => {
    const TWO_REALMS = `
      A joins
      A shares p
      X connects
      X > HELLO realm2 {roles:{caller:{}}}
      X is welcomed
      X > CALL 1 {} p [1]`;
    const error = 'X < ERROR CALL 1 {} ~no_such_procedure';
    expect(brokenBy(TWO_REALMS, 'A < INVOCATION 1 1 {} [1]', error)).toEqual(['CR-10', 'BP-27']);
    expect(brokenBy(TWO_REALMS, error)).toEqual([]);
  });
});
