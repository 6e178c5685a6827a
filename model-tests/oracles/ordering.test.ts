/** Logs that keep and break the rules about the order of messages. */
import { rule } from './story.ts';

const TWO_CALLS = `
  A X join
  A share p
  A share q
  X > CALL 1 {} p [1]
  X > CALL 2 {} q [2]`;

rule('BP-29', {
  given: TWO_CALLS,
  right: `
    A < INVOCATION 1 1 {} [1]
    A < INVOCATION 2 2 {} [2]`,
  wrong: `
    A < INVOCATION 1 2 {} [2]
    A < INVOCATION 2 1 {} [1] !`,
});

// A call that is re-routed is overtaken.
rule('BP-29', {
  given: `
    A B X join
    A B share p as roundrobin
    X > CALL 1 {} p [1]
    A < INVOCATION 1 1 {} [1]
    X > CALL 2 {} p [2]
    B < INVOCATION 1 1 {} [2]
    A > ERROR INVOCATION 1 {} ~unavailable
    B < INVOCATION 2 1 {} [1]
    X > CALL 3 {} p [3]
    X > CALL 4 {} p [4]`,
  right: `
    A < INVOCATION 2 1 {} [3]
    B < INVOCATION 3 1 {} [4]`,
  wrong: `
    A < INVOCATION 2 1 {} [4]
    A < INVOCATION 3 1 {} [3] !`,
  also: ['SR-10'],
});

const OVERTAKEN = `
  A B D X join
  A B D share p as roundrobin
  X > CALL 1 {} p [1]
  A < INVOCATION 1 1 {} [1]
  X > CALL 2 {} p [2]
  B < INVOCATION 1 1 {} [2]`;

rule('BP-29', {
  given: `
    A B D X join
    A B D share p as random
    X > CALL 1 {} p [1]
    A < INVOCATION 1 1 {} [1]
    X > CALL 2 {} p [2]
    B < INVOCATION 1 1 {} [2]
    A > ERROR INVOCATION 1 {} ~unavailable`,
  readings: { order: 'strict' },
  right: 'D < INVOCATION 1 1 {} [1]',
  wrong: 'B < INVOCATION 2 1 {} [1] !',
  also: ['CR-4'],
});

// The call ends if no other candidate is left, even if the later one was answered.
rule('BP-29', {
  given: `
    ${OVERTAKEN}
    B > YIELD 1 {}
    X < RESULT 2 {}
    A > ERROR INVOCATION 1 {} ~unavailable
    D < INVOCATION 1 1 {} [1]
    D > ERROR INVOCATION 1 {} ~unavailable`,
  readings: { order: 'strict' },
  right: 'X < ERROR CALL 1 {} ~no_available_callee',
  wrong: 'B < INVOCATION 2 1 {} [1] !',
  also: ['CR-8'],
});

// An undeliverable INVOCATION of a later call counts as well.
rule('CR-8', {
  given: `
    A B X join
    A B share p as roundrobin
    X > CALL 1 {} p [1]
    A < INVOCATION 1 1 {} [1]
    X > CALL 2 {} p [2]
    B misses backlog INVOCATION 1 1 {} [2]
    A < INVOCATION 2 1 {} [2]
    A > ERROR INVOCATION 1 {} ~unavailable`,
  readings: { order: 'strict' },
  right: 'X < ERROR CALL 1 {} ~no_available_callee',
  wrong: 'B < INVOCATION 1 1 {} [1] !',
});

// No callee is passed over for a call of another caller, for an earlier call, or if `order` is relaxed.
rule('CR-1', {
  given: `
    A B D X Y join
    A B D share p as roundrobin
    X > CALL 1 {} p [1]
    A < INVOCATION 1 1 {} [1]
    Y > CALL 1 {} p [2]
    B < INVOCATION 1 1 {} [2]
    X > CALL 2 {} p [3]
    D < INVOCATION 1 1 {} [3]
    A > ERROR INVOCATION 1 {} ~unavailable`,
  readings: { order: 'strict' },
  right: 'B < INVOCATION 2 1 {} [1]',
  wrong: 'X < ERROR CALL 1 {} ~no_available_callee !',
});

rule('CR-1', {
  given: `
    ${OVERTAKEN}
    B > ERROR INVOCATION 1 {} ~unavailable
    D < INVOCATION 1 1 {} [2]
    D > ERROR INVOCATION 1 {} ~unavailable`,
  readings: { order: 'strict' },
  right: 'A < INVOCATION 2 1 {} [2]',
  wrong: 'X < ERROR CALL 2 {} ~no_available_callee !',
});

rule('CR-3', {
  given: `
    A B D X join
    A B D share p as roundrobin
    X > CALL 1 {} p [1]
    A < INVOCATION 1 1 {} [1]
    X > CALL 2 {} p [2]
    B < INVOCATION 1 1 {} [2]
    X > CALL 3 {} p [3]
    D < INVOCATION 1 1 {} [3]
    X > CALL 4 {} p [4]
    A < INVOCATION 2 1 {} [4]
    A > ERROR INVOCATION 1 {} ~unavailable`,
  right: 'B < INVOCATION 2 1 {} [1]',
  wrong: 'D < INVOCATION 2 1 {} [1] !',
});

rule('BP-30', {
  given: `
    A X join
    A > REGISTER 1 {} p
    X > CALL 1 {} p`,
  right: `
    A < REGISTERED 1 1
    X < ERROR CALL 1 {} ~no_such_procedure`,
  wrong: `
    A < INVOCATION 1 1 {} !
    A < REGISTERED 1 1`,
  also: ['CR-10', 'BP-13'],
});
