/** Logs that keep and break the rules about limits, which a log does not contain, and about null options. */
import { rule } from './story.ts';

const LIMIT = 'dealerchart.error.limit_exceeded';

rule('LM-1', {
  given: `
    A joins
    A shares p
    A > REGISTER 1 {} q
    A < ERROR REGISTER 1 {} ${LIMIT}
    A > REGISTER 2 {} r`,
  right: `A < ERROR REGISTER 2 {} ${LIMIT}`,
  wrong: 'A < REGISTERED 2 2 !',
});

rule('LM-1', {
  given: `
    A joins
    A shares p as first
    A > REGISTER 1 {} q
    A < ERROR REGISTER 1 {} ${LIMIT}
    A > REGISTER 2 {invoke:first} p`,
  right: 'A < ERROR REGISTER 2 {} ~procedure_already_exists',
  wrong: `A < ERROR REGISTER 2 {} ${LIMIT} !`,
});

rule('LM-1', {
  given: `
    A joins
    A shares p as first
    A > REGISTER 1 {} q
    A < ERROR REGISTER 1 {} ${LIMIT}
    A > REGISTER 2 {invoke:first} p`,
  right: 'A < REGISTERED 2 1',
  wrong: `A < ERROR REGISTER 2 {} ${LIMIT} !`,
  readings: { sameSession: 'idempotent' },
});

rule('LM-1', {
  given: `
    A joins
    A shares p
    A > REGISTER 1 {} q
    A < ERROR REGISTER 1 {} ${LIMIT}
    A > UNREGISTER 2 1
    A < UNREGISTERED 2
    A > REGISTER 3 {} r
    A < REGISTERED 3 2
    A > REGISTER 4 {} s`,
  right: `A < ERROR REGISTER 4 {} ${LIMIT}`,
  wrong: 'A < REGISTERED 4 3 !',
});

rule('LM-2', {
  given: `
    A X join
    A shares p
    X > CALL 1 {} p`,
  right: `X < ERROR CALL 1 {} ${LIMIT}`,
  wrong: `A < INVOCATION 1 1 {}
    X < ERROR CALL 1 {} ${LIMIT} !`,
});

rule('LM-2', {
  given: `
    A X join
    A shares p
    X > CALL 1 {} p
    A < INVOCATION 1 1 {}
    X > CALL 2 {} p
    X < ERROR CALL 2 {} ${LIMIT}`,
  right: `X > CALL 3 {} p
    X < ERROR CALL 3 {} ${LIMIT}`,
  wrong: `X > CALL 3 {} p !
    A < INVOCATION 2 1 {}`,
});

rule('LM-3', {
  given: `
    A X join
    A shares p
    X > CALL 1 {} p [7]`,
  right: `X < ERROR CALL 1 {} ${LIMIT}`,
  wrong: `A < INVOCATION 1 1 {} [7]
    X < ERROR CALL 1 {} ${LIMIT} !`,
});

/** A call of three callees that ends when the INVOCATION to the second one is undeliverable. */
const TWO_TRIES = `
  A B C X join
  A B C share p as first
  X > CALL 1 {} p [7]
  A misses backlog INVOCATION 1 1 {} [7]
  B misses backlog INVOCATION 1 1 {} [7]
  X < ERROR CALL 1 {} ~network_failure`;

rule('LM-4', {
  given: `
    ${TWO_TRIES}
    X > CALL 2 {} p [8]
    A misses backlog INVOCATION 1 1 {} [8]
    B misses too-large INVOCATION 1 1 {} [8]`,
  right: 'X < ERROR CALL 2 {} ~payload_size_exceeded',
  wrong: 'C < INVOCATION 1 1 {} [8] !',
});

/** Refusing callees count as tries, and a call that goes on after as many contradicts one that ends. */
rule('LM-4', {
  given: `
    A B C D X join
    A B C D share p as first
    X > CALL 1 {} p [7]
    A < INVOCATION 1 1 {} [7]
    A > ERROR INVOCATION 1 {} ~unavailable
    B misses backlog INVOCATION 1 1 {} [7]
    C < INVOCATION 1 1 {} [7]
    C > YIELD 1 {} [9]
    X < RESULT 1 {} [9]
    X > CALL 2 {} p [8]
    A misses backlog INVOCATION 2 1 {} [8]
    B misses backlog INVOCATION 1 1 {} [8]`,
  right: `
    C misses backlog INVOCATION 2 1 {} [8]
    X < ERROR CALL 2 {} ~network_failure`,
  wrong: 'X < ERROR CALL 2 {} ~network_failure !',
});

rule('OP-1', {
  given: `
    A joins
    A > REGISTER 1 {invoke:null} p`,
  right: 'A < REGISTERED 1 1',
  wrong: 'A < ERROR REGISTER 1 {} ~invalid_argument !',
});

rule('OP-1', {
  given: `
    A joins
    A > REGISTER 1 {match:""} p`,
  right: 'A < REGISTERED 1 1',
  wrong: 'A < ERROR REGISTER 1 {} ~feature_not_supported !',
});

rule('OP-1', {
  given: `
    A X join
    A shares p
    X > CALL 1 {timeout:null} p`,
  right: 'A < INVOCATION 1 1 {}',
  wrong: 'X < ERROR CALL 1 {} ~invalid_argument !',
});

rule('OP-1', {
  given: `
    A X join
    A shares p
    X > CALL 1 {} p
    A < INVOCATION 1 1 {}
    X > CANCEL 1 {mode:""}`,
  right: 'X < ERROR CALL 1 {} ~canceled',
  wrong: 'X < ABORT {} ~protocol_violation !',
  also: ['BP-5'],
});
