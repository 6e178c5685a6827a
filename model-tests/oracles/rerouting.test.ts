/** Logs that keep and break the rules about re-routing, and about announced features. */
import { rule } from './story.ts';

/** Three callees, one of which gets an INVOCATION and refuses. */
const refusedBy = (name: string, policy: string): string => `
  A B C X join
  A B C share p as ${policy}
  X > CALL 1 {} p [7]
  ${name} < INVOCATION 1 1 {} [7]
  ${name} > ERROR INVOCATION 1 {} ~unavailable`;

rule('CR-1', {
  given: refusedBy('A', 'first'),
  right: 'B < INVOCATION 1 1 {} [7]',
  wrong: 'X < ERROR CALL 1 {} ~unavailable !',
});

rule('CR-1', {
  given: `
    A B X join
    A B share p as first
    X > CALL 1 {} p
    A < INVOCATION 1 1 {}`,
  right: `
    A > ERROR INVOCATION 1 {} ~unavailable
    B < INVOCATION 1 1 {}`,
  wrong: 'B < INVOCATION 1 1 {} !',
});

/** A refuses after a progressive result. */
const LATE = `
  A B join with call_canceling progressive_call_results
  X joins
  A B share p as first
  X > CALL 1 {receive_progress:true} p
  A < INVOCATION 1 1 {receive_progress:true}
  A > YIELD 1 {progress:true} [1]
  X < RESULT 1 {progress:true} [1]
  A > ERROR INVOCATION 1 {} ~unavailable`;

rule('CR-1', {
  given: LATE,
  right: 'X < ERROR CALL 1 {} ~no_available_callee',
  wrong: 'X < ERROR CALL 1 {} ~unavailable !',
});

rule('CR-1', {
  given: LATE,
  readings: { refusedLate: 'canceled' },
  right: 'X < ERROR CALL 1 {} ~canceled',
  wrong: 'X < ERROR CALL 1 {} ~no_available_callee !',
});

rule('CR-9', {
  given: LATE,
  readings: { refusedLate: 'unavailable' },
  right: 'X < ERROR CALL 1 {} ~unavailable',
  wrong: 'X < ERROR CALL 1 {} ~no_available_callee !',
});

rule('CR-1', {
  given: LATE,
  readings: { afterProgress: 'reroute' },
  right: 'B < INVOCATION 1 1 {receive_progress:true}',
  wrong: 'X < ERROR CALL 1 {} ~no_available_callee !',
});

rule('CR-2', {
  given: `
    A X join
    A shares p
    X > CALL 1 {} p
    A < INVOCATION 1 1 {}
    A > ERROR INVOCATION 1 {} ~unavailable`,
  right: 'X < ERROR CALL 1 {} ~no_available_callee',
  wrong: 'X < ERROR CALL 1 {} ~unavailable !',
});

rule('CR-3', {
  given: refusedBy('A', 'roundrobin'),
  right: 'B < INVOCATION 1 1 {} [7]',
  wrong: 'C < INVOCATION 1 1 {} [7] !',
});

/** B gets another call before A refuses. */
const CROSSED = `
  A B C X join
  A B C share p as roundrobin
  X > CALL 1 {} p [7]
  A < INVOCATION 1 1 {} [7]
  X > CALL 2 {} p [8]
  B < INVOCATION 1 1 {} [8]
  A > ERROR INVOCATION 1 {} ~unavailable`;

rule('CR-3', {
  given: CROSSED,
  right: 'C < INVOCATION 1 1 {} [7]',
  wrong: 'B < INVOCATION 2 1 {} [7] !',
});

rule('CR-3', {
  given: CROSSED,
  readings: { next: 'refuser' },
  right: 'B < INVOCATION 2 1 {} [7]',
  wrong: 'C < INVOCATION 1 1 {} [7] !',
});

rule('CR-4', {
  given: refusedBy('B', 'random'),
  right: 'C < INVOCATION 1 1 {} [7]',
  wrong: 'B < INVOCATION 2 1 {} [7] !',
  also: ['CR-7'],
});

rule('CR-5', {
  given: refusedBy('A', 'first'),
  right: 'B < INVOCATION 1 1 {} [7]',
  wrong: 'C < INVOCATION 1 1 {} [7] !',
});

rule('CR-6', {
  given: refusedBy('C', 'last'),
  right: 'B < INVOCATION 1 1 {} [7]',
  wrong: 'A < INVOCATION 1 1 {} [7] !',
});

rule('CR-7', {
  given: `
    ${refusedBy('A', 'first')}
    B < INVOCATION 1 1 {} [7]
    B > ERROR INVOCATION 1 {} ~unavailable`,
  right: 'C < INVOCATION 1 1 {} [7]',
  wrong: 'A < INVOCATION 2 1 {} [7] !',
  also: ['CR-5'],
});

/** A has refused, and has a new place after B and C. */
const REGISTERED_AGAIN = `
  A B X join
  A B share p as first
  X > CALL 1 {} p [7]
  A < INVOCATION 1 1 {} [7]
  A > ERROR INVOCATION 1 {} ~unavailable
  B < INVOCATION 1 1 {} [7]
  A > UNREGISTER 5 1
  A < UNREGISTERED 5
  A > REGISTER 6 {invoke:first} p
  A < REGISTERED 6 1
  B > ERROR INVOCATION 1 {} ~unavailable`;

rule('CR-7', {
  given: refusedBy('A', 'first'),
  readings: { refusals: 'registration' },
  right: 'B < INVOCATION 1 1 {} [7]',
  wrong: 'A < INVOCATION 2 1 {} [7] !',
  also: ['CR-5'],
});

rule('CR-8', {
  given: REGISTERED_AGAIN,
  right: 'X < ERROR CALL 1 {} ~no_available_callee',
  wrong: 'A < INVOCATION 2 1 {} [7] !',
  also: ['CR-7'],
});

rule('CR-8', {
  given: `
    ${REGISTERED_AGAIN}
    A < INVOCATION 2 1 {} [7]
    A > ERROR INVOCATION 2 {} ~unavailable`,
  readings: { refusals: 'registration' },
  right: 'X < ERROR CALL 1 {} ~no_available_callee',
  wrong: 'A < INVOCATION 3 1 {} [7] !',
  also: ['CR-7'],
});

rule('CR-8', {
  given: `
    ${refusedBy('A', 'first')}
    B < INVOCATION 1 1 {} [7]
    B > ERROR INVOCATION 1 {} ~unavailable
    C < INVOCATION 1 1 {} [7]
    C > ERROR INVOCATION 1 {} ~unavailable`,
  right: 'X < ERROR CALL 1 {} ~no_available_callee',
  wrong: 'X < ERROR CALL 1 {} ~unavailable !',
});

rule('CR-9', {
  given: `
    A B X join
    A B share p as first
    X > CALL 1 {} p
    A < INVOCATION 1 1 {}
    A > ERROR INVOCATION 1 {why:x} com.failed [1] {two:2}`,
  right: 'X < ERROR CALL 1 {why:x} com.failed [1] {two:2}',
  wrong: 'X < ERROR CALL 1 {why:x} com.failed [1] !',
});

rule('CR-9', {
  given: `
    A B X join
    A B share p as first
    X > CALL 1 {} p
    A < INVOCATION 1 1 {}
    A > ERROR INVOCATION 1 {} com.failed`,
  right: 'X < ERROR CALL 1 {} com.failed',
  wrong: 'B < INVOCATION 1 1 {} !',
});

rule('CR-10', {
  given: refusedBy('A', 'first'),
  right: 'B < INVOCATION 1 1 {} [7]',
  wrong: 'B < INVOCATION 1 1 {} [8] !',
});

// --- a registration that has ended ---

const REGISTERED_ANEW = `
  A B X join
  A shares p as first
  X > CALL 1 {} p [7]
  A < INVOCATION 1 1 {} [7]
  A > UNREGISTER 5 1
  A < UNREGISTERED 5
  B > REGISTER 5 {invoke:last} p
  B < REGISTERED 5 2
  A > ERROR INVOCATION 1 {} ~unavailable`;

rule('CR-1', {
  given: REGISTERED_ANEW,
  right: 'B < INVOCATION 1 2 {} [7]',
  wrong: 'X < ERROR CALL 1 {} ~no_available_callee !',
});

rule('CR-8', {
  given: REGISTERED_ANEW,
  readings: { ended: 'registration' },
  right: 'X < ERROR CALL 1 {} ~no_available_callee',
  wrong: 'B < INVOCATION 1 2 {} [7] !',
  also: ['CR-10'],
});

rule('CR-8', {
  given: `
    ${REGISTERED_ANEW}
    B < INVOCATION 1 2 {} [7]
    B > ERROR INVOCATION 1 {} ~unavailable`,
  right: 'X < ERROR CALL 1 {} ~no_available_callee',
  wrong: 'X < ERROR CALL 1 {} ~unavailable !',
});

const UNREGISTERED = `
  A X join
  A shares p as first
  X > CALL 1 {} p
  A < INVOCATION 1 1 {}
  A > UNREGISTER 5 1
  A < UNREGISTERED 5
  A > ERROR INVOCATION 1 {} ~unavailable`;

rule('CR-8', {
  given: UNREGISTERED,
  right: 'X < ERROR CALL 1 {} ~no_such_procedure',
  wrong: 'X < ERROR CALL 1 {} ~no_available_callee !',
});

rule('CR-8', {
  given: UNREGISTERED,
  readings: { nobody: 'no_available_callee' },
  right: 'X < ERROR CALL 1 {} ~no_available_callee',
  wrong: 'X < ERROR CALL 1 {} ~no_such_procedure !',
});

rule('CR-10', {
  given: `
    A X join
    A shares p as first
    B joins
    B shares q as first
    X > CALL 1 {} p [7]`,
  right: 'A < INVOCATION 1 1 {} [7]',
  wrong: 'A < INVOCATION 1 3 {} [7] !',
});

// --- announcements ---

rule('FA-3', {
  given: `
    A joins
    B joins without shared_registration
    A shares p as first
    B > REGISTER 1 {invoke:first} p`,
  right: 'B < REGISTERED 1 1',
  wrong: 'B < ERROR REGISTER 1 {} ~feature_not_supported !',
  also: ['SR-5'],
});

rule('FA-4', {
  given: `
    A joins without call_reroute
    B X join
    A B share p as first
    X > CALL 1 {} p
    A < INVOCATION 1 1 {}
    A > ERROR INVOCATION 1 {} ~unavailable`,
  right: 'B < INVOCATION 1 1 {}',
  wrong: 'X < ERROR CALL 1 {} ~unavailable !',
  also: ['CR-1'],
});
