/**
 * Logs of routers that do otherwise than this one, and are right: by the letter of the texts, by another reading, or
 * since they have other features. Each has a variant that is wrong.
 */
import { describe, expect, test } from 'vitest';
import type { Readings } from '../../machines/readings.ts';
import type { RuleId } from '../../machines/rules.ts';
import { assess, type Outcome } from '../../src/tools/judge/assessment.ts';
import { logOf } from './story.ts';

interface Other {
  /** The log, up to where it is right or wrong. */
  readonly given: string;
  readonly right: string;
  readonly wrong: string;
  /** The rules that the wrong log breaks; it may depart from others, in a way that no reading has. */
  readonly breaks: readonly RuleId[];
  /** Rules that do not apply to the router. */
  readonly without?: readonly RuleId[];
  /** The readings that the router follows, and the rules that it departs from for them. */
  readonly readings?: Partial<Readings>;
  readonly departs?: readonly RuleId[];
  /** How many of its calls are not judged, by feature. */
  readonly unjudged?: Readonly<Record<string, number>>;
}

/** Tells of a router that is right. */
function right(name: string, other: Other): void {
  const { given, right, wrong, breaks, without = [], readings = {}, departs = [], unjudged = {} } = other;
  describe(`a router that ${name}`, () => {
    test('breaks no rule', () => {
      const { entries } = logOf(given, right);
      const found = assess(entries);
      const those = those_(found.rules);
      expect(found.rules.filter(({ outcome }) => outcome === 'broken')).toEqual([]);
      expect(those('departed')).toEqual(departs);
      expect(found.readings).toEqual(readings);
      expect(those('does not apply')).toEqual(expect.arrayContaining([...without]));
      expect(Object.fromEntries(found.unjudged.map(({ feature, calls }) => [feature, calls]))).toEqual(
        unjudged,
      );
      const strictly = assess(entries, readings).rules.filter(({ broken }) => broken.length > 0);
      expect(strictly).toEqual([]);
    });

    test('breaks one where it is wrong', () => {
      const { entries, marked } = logOf(given, wrong);
      const { rules } = assess(entries);
      expect(those_(rules)('broken')).toEqual(breaks);
      const breaches = rules.flatMap(({ broken }) => broken).filter(({ reading }) => reading === undefined);
      const lines = breaches.map(({ line }) => line);
      expect(lines, JSON.stringify(rules.filter(({ broken }) => broken.length > 0))).toContain(marked);
    });
  });
}

const those_ =
  (rules: ReturnType<typeof assess>['rules']) =>
  (outcome: Outcome): RuleId[] =>
    rules.filter((one) => one.outcome === outcome).map(({ rule }) => rule);

// --- features that are not announced ---

const BASIC = `
  router without shared_registration call_reroute call_canceling call_timeout progressive_call_results
  A B X join with progressive_call_results call_canceling
  A share p as first`;

right('has the Basic Profile only', {
  given: `
    ${BASIC}
    B > REGISTER 1 {invoke:first} p
    B < ERROR REGISTER 1 {} ~procedure_already_exists
    X > CALL 1 {timeout:5,receive_progress:true} p [1]
    A < INVOCATION 1 1 {} [1]
    10 ms later
    A > YIELD 1 {progress:true} [2]
    X < RESULT 1 {} [2]
    X > CALL 2 {timeout:long} p [3]
    A < INVOCATION 2 1 {} [3]
    A > ERROR INVOCATION 2 {} ~unavailable
    X < ERROR CALL 2 {} ~unavailable
    A > UNREGISTER 2 1`,
  right: `
    A < UNREGISTERED 2
    X > CANCEL 2 {mode:kill}
    X < ABORT {} ~protocol_violation`,
  wrong: 'A < ERROR UNREGISTER 2 {} ~no_such_registration !',
  breaks: ['SR-7'],
  without: [
    'SR-4',
    'SR-12',
    'SR-14',
    'CR-1',
    'CR-8',
    'FA-1',
    'FA-2',
    'FA-7',
    'FA-8',
    'FA-9',
    'CC-3',
    'CT-2',
    'PR-1',
  ],
});

right('does not re-route calls, and passes each refusal on', {
  given: `
    router without call_reroute
    A B X join
    A B share p as first
    X > CALL 1 {} p
    A < INVOCATION 1 1 {}
    A > ERROR INVOCATION 1 {} ~unavailable [busy]`,
  right: 'X < ERROR CALL 1 {} ~unavailable [busy]',
  wrong: 'X < ERROR CALL 1 {} ~no_available_callee [busy] !',
  breaks: ['CR-9'],
  without: ['FA-2', 'CR-1', 'CR-2', 'CR-3', 'CR-4', 'CR-5', 'CR-6', 'CR-7', 'CR-8'],
});

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
  wrong: 'A < ERROR REGISTER 1 {} ~not_authorized !',
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
  breaks: [],
  readings: { withdrawn: 'cancel' },
  departs: ['BP-14', 'BP-22'],
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

// --- features that are announced, and that no rule is about ---

/** Peers that take calls in parts. */
const IN_PARTS = `
  router with progressive_call_invocations
  A B X join with progressive_call_invocations call_canceling
  A B share p as roundrobin
  X > CALL 1 {progress:true} p [1]
  A < INVOCATION 1 1 {progress:true} [1]
  X > CALL 1 {progress:true} p [2]
  A < INVOCATION 1 1 {progress:true} [2]
  X > CALL 1 {} p [3]
  A < INVOCATION 1 1 {} [3]
  A > YIELD 1 {} [6]
  X < RESULT 1 {} [6]
  X > CALL 1 {} p [4]
  X > CALL 2 {} p [5]`;

right('passes the parts of a call on under one request id', {
  given: IN_PARTS,
  right: `
    B < INVOCATION 1 1 {} [5]
    X > CALL 3 {} p [6]
    A < INVOCATION 2 1 {} [6]`,
  wrong: `
    B < INVOCATION 1 1 {} [5]
    X > CALL 3 {} p [6]
    A < INVOCATION 4 1 {} [6] !`,
  breaks: ['BP-26'],
  unjudged: { progressive_call_invocations: 1 },
});

right('refuses a call in parts whose callee cannot take it', {
  given: `
    router with progressive_call_invocations
    A joins
    X joins with progressive_call_invocations
    A shares p
    X > CALL 1 {progress:true} p [1]`,
  right: 'X < ERROR CALL 1 {} ~feature_not_supported',
  wrong: `
    X < ERROR CALL 1 {} ~feature_not_supported
    X > CALL 2 {} p [2]
    X < ERROR CALL 2 {} ~feature_not_supported !`,
  breaks: ['BP-14'],
  unjudged: { progressive_call_invocations: 1 },
});

right('aborts a caller that makes a call in parts without having announced it', {
  given: `
    router with progressive_call_invocations
    A X join
    A shares p
    X > CALL 1 {progress:true} p [1]`,
  right: 'X < ABORT {} ~protocol_violation',
  wrong: `
    A < INVOCATION 1 1 {progress:true} [1]
    X > GOODBYE {} wamp.close.normal !`,
  breaks: ['FA-6'],
  unjudged: { progressive_call_invocations: 0 },
});

right('fails a call whose result its caller could not read', {
  given: `
    router with payload_passthru_mode
    A joins with payload_passthru_mode
    X joins
    A shares p
    X > CALL 1 {} p [1]
    A < INVOCATION 1 1 {} [1]
    A > YIELD 1 {ppt_scheme:x_mine} [sealed]
    A < ERROR YIELD 1 {} ~feature_not_supported
    X < ERROR CALL 1 {} ~feature_not_supported
    X > CALL 2 {} p [2]
    A < INVOCATION 2 1 {} [2]
    A > YIELD 2 {} [3]`,
  right: 'X < RESULT 2 {} [3]',
  wrong: 'X < ERROR CALL 2 {} ~feature_not_supported !',
  breaks: ['BP-14'],
  unjudged: { payload_passthru_mode: 1 },
});

right('answers calls of its meta API', {
  given: `
    router with session_meta_api
    X joins`,
  right: `
    X > CALL 1 {} wamp.session.count
    X < RESULT 1 {} [1]`,
  wrong: `
    X > CALL 1 {} p
    X < RESULT 1 {} [1] !`,
  breaks: ['BP-13', 'BP-14'],
  unjudged: { session_meta_api: 1 },
});

right('gives a call to each callee of a sharded registration', {
  given: `
    router with sharded_registration
    A B X join
    A B share p as roundrobin
    X > CALL 1 {runmode:partition} p [1]
    A < INVOCATION 1 1 {} [1]
    B < INVOCATION 1 1 {} [1]
    A > YIELD 1 {} [2]
    B > YIELD 1 {} [3]
    X < RESULT 1 {progress:true} [2]
    X < RESULT 1 {} [3]
    X > CALL 2 {} p [4]
    A < INVOCATION 2 1 {} [4]
    A > YIELD 2 {} [5]`,
  right: 'X < RESULT 2 {} [5]',
  wrong: 'B < INVOCATION 2 1 {} [4] !',
  breaks: ['BP-14'],
  unjudged: { sharded_registration: 1 },
});

const REVOKING = `
  router with registration_revocation
  A joins with registration_revocation
  B X join
  A B share p as first`;

right('revokes registrations, and says so', {
  given: `
    ${REVOKING}
    A < UNREGISTERED 0 {registration:1}
    X > CALL 1 {} p`,
  right: `
    B < INVOCATION 1 1 {}
    A > UNREGISTER 2 1
    A < ERROR UNREGISTER 2 {} ~no_such_registration`,
  wrong: 'A < INVOCATION 1 1 {} !',
  breaks: ['SR-7'],
  unjudged: { registration_revocation: 0 },
});

right('revokes the registration of a callee without telling it', {
  given: `
    router with registration_revocation
    B X join
    B shares p
    X > CALL 1 {} p
    X < ERROR CALL 1 {} ~no_such_procedure`,
  right: `
    B > UNREGISTER 2 1
    B < ERROR UNREGISTER 2 {} ~no_such_registration`,
  wrong: `
    B < UNREGISTERED 0 {registration:1} !`,
  breaks: ['BP-12'],
  unjudged: { registration_revocation: 0 },
});

right('has a callee run the clock of a call', {
  given: `
    A joins with call_timeout
    X joins
    A > REGISTER 1 {forward_timeout:true} p
    A < REGISTERED 1 1
    X > CALL 1 {timeout:100} p`,
  right: `
    A < INVOCATION 1 1 {timeout:100}
    120 ms later
    A > ERROR INVOCATION 1 {} ~timeout
    X < ERROR CALL 1 {} ~timeout`,
  wrong: `
    A < INVOCATION 1 1 {}
    120 ms later
    A > ERROR INVOCATION 1 {} ~timeout !
    X < ERROR CALL 1 {} ~timeout`,
  breaks: ['CT-2'],
});

// --- logs that are wrong and look right ---

describe('a router is found to', () => {
  const brokenBy = (...texts: readonly string[]): RuleId[] =>
    those_(assess(logOf(...texts).entries).rules)('broken');
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

  test('count its sessions', () => {
    const greeting = (name: string, id: number): string => `
      ${name} connects
      ${name} > HELLO realm1 {roles:{caller:{}}}
      ${name} is welcomed as ${id}`;
    expect(brokenBy(greeting('A', 1), greeting('B', 2))).toEqual(['BP-3']);
    expect(brokenBy(greeting('A', 1), greeting('B', 7043))).toEqual([]);
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
