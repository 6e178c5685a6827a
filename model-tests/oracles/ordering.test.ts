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
