/** Logs that keep and break the rules about registering, and about the first selected callee. */
import { rule } from './story.ts';

const CONFLICT = '~procedure_already_exists';

rule('SR-1', {
  given: `
    A B X join
    A shares p
    X > CALL 1 {} p`,
  right: 'A < INVOCATION 1 1 {}',
  wrong: 'B < INVOCATION 1 1 {} !',
});

rule('SR-2', {
  given: `
    A B join
    A shares p as single
    B > REGISTER 1 {invoke:single} p`,
  right: `B < ERROR REGISTER 1 {} ${CONFLICT}`,
  wrong: 'B < REGISTERED 1 1 !',
  also: ['SR-3'],
});

rule('SR-3', {
  given: `
    A B join
    A shares p
    B > REGISTER 1 {invoke:roundrobin} p`,
  right: `B < ERROR REGISTER 1 {} ${CONFLICT}`,
  wrong: 'B < REGISTERED 1 1 !',
  also: ['SR-1'],
});

rule('SR-4', {
  given: `
    A B join
    A shares p as first
    B > REGISTER 1 {} p`,
  right: `B < ERROR REGISTER 1 {} ${CONFLICT}`,
  wrong: 'B < REGISTERED 1 1 !',
});

rule('SR-5', {
  given: `
    A B join
    A shares p as first
    B > REGISTER 1 {invoke:first} p`,
  right: 'B < REGISTERED 1 1',
  wrong: 'B < REGISTERED 1 2 !',
});

const REPEATED = `
  A joins
  A shares p as first
  A > REGISTER 1 {invoke:first} p`;

rule('SR-5', {
  given: REPEATED,
  right: 'A < ERROR REGISTER 1 {} ~procedure_already_exists',
  wrong: 'A < REGISTERED 1 1 !',
});

for (const sameSession of ['idempotent', 'second-place'] as const) {
  rule('SR-5', {
    given: REPEATED,
    right: 'A < REGISTERED 1 1',
    wrong: 'A < ERROR REGISTER 1 {} ~procedure_already_exists !',
    readings: { sameSession },
  });
}

rule('SR-6', {
  given: `
    A B C join
    A B share p as first
    A is lost
    C > REGISTER 1 {invoke:last} p`,
  right: `C < ERROR REGISTER 1 {} ${CONFLICT}`,
  wrong: 'C < REGISTERED 1 1 !',
  also: ['SR-4'],
});

rule('SR-7', {
  given: `
    A B X join
    A B share p as first
    A > UNREGISTER 1 1
    A < UNREGISTERED 1
    X > CALL 1 {} p`,
  right: 'B < INVOCATION 1 1 {}',
  wrong: 'A < INVOCATION 1 1 {} !',
});

rule('SR-8', {
  given: `
    A B X join
    A B share p as first
    A is lost
    X > CALL 1 {} p`,
  right: 'B < INVOCATION 1 1 {}',
  wrong: 'A < INVOCATION 1 1 {} !',
});

rule('SR-9', {
  given: `
    A B join
    A shares p as first
    A > UNREGISTER 1 1
    A < UNREGISTERED 1
    B > REGISTER 1 {invoke:last} p`,
  right: 'B < REGISTERED 1 2',
  wrong: `B < ERROR REGISTER 1 {} ${CONFLICT} !`,
});

rule('SR-10', {
  given: `
    A B X join
    A B share p as roundrobin
    X > CALL 1 {} p [1]
    A < INVOCATION 1 1 {} [1]
    X > CALL 2 {} p [2]`,
  right: 'B < INVOCATION 1 1 {} [2]',
  wrong: 'A < INVOCATION 2 1 {} [2] !',
});

rule('SR-11', {
  given: `
    A B C X join
    A B share p as random
    X > CALL 1 {} p`,
  right: 'B < INVOCATION 1 1 {}',
  wrong: 'C < INVOCATION 1 1 {} !',
});

rule('SR-12', {
  given: `
    A B X join
    A B share p as first
    X > CALL 1 {} p`,
  right: 'A < INVOCATION 1 1 {}',
  wrong: 'B < INVOCATION 1 1 {} !',
});

rule('SR-13', {
  given: `
    A B X join
    A B share p as last
    X > CALL 1 {} p`,
  right: 'B < INVOCATION 1 1 {}',
  wrong: 'A < INVOCATION 1 1 {} !',
});

rule('SR-14', {
  given: `
    A joins
    A > REGISTER 1 {invoke:fastest} p`,
  right: 'A < ERROR REGISTER 1 {} ~invalid_argument',
  wrong: 'A < REGISTERED 1 1 !',
});

rule('BP-11', {
  given: `
    A joins
    A > REGISTER 1 {} wamp.my.procedure`,
  right: 'A < ERROR REGISTER 1 {} ~invalid_uri',
  wrong: 'A < REGISTERED 1 1 !',
});

rule('BP-12', {
  given: `
    A B join
    A shares p
    B > UNREGISTER 1 1`,
  right: 'B < ERROR UNREGISTER 1 {} ~no_such_registration',
  wrong: 'B < UNREGISTERED 1 !',
});

rule('BP-23', {
  given: `
    A joins
    A > REGISTER 1 {match:prefix} p`,
  right: 'A < ERROR REGISTER 1 {} ~feature_not_supported',
  wrong: 'A < REGISTERED 1 1 !',
});

const UNKNOWN = `
  A joins
  A > REGISTER 1 {invoke:fastest} p`;

rule('SR-14', {
  given: UNKNOWN,
  right: 'A < ERROR REGISTER 1 {} ~option_not_allowed',
  wrong: 'A < ERROR REGISTER 1 {} ~invalid_argument !',
  readings: { unknownPolicy: 'option_not_allowed' },
});

rule('SR-14', {
  given: UNKNOWN,
  right: 'A < ABORT {} ~protocol_violation',
  wrong: 'A > GOODBYE {} wamp.close.normal !',
  readings: { unknownPolicy: 'abort' },
});

rule('SR-14', {
  given: UNKNOWN,
  right: 'A < REGISTERED 1 1',
  wrong: 'A < ERROR REGISTER 1 {} ~invalid_argument !',
  also: ['SR-6'],
  readings: { unknownPolicy: 'single' },
});

const PATTERN = `
  A joins
  A > REGISTER 1 {match:prefix} p`;

rule('BP-23', {
  given: PATTERN,
  right: 'A < ERROR REGISTER 1 {} ~option_not_allowed',
  wrong: 'A < ERROR REGISTER 1 {} ~feature_not_supported !',
  readings: { unknownMatch: 'option_not_allowed' },
});

rule('BP-23', {
  given: PATTERN,
  right: 'A < REGISTERED 1 1',
  wrong: 'A < ERROR REGISTER 1 {} ~feature_not_supported !',
  also: ['SR-6'],
  readings: { unknownMatch: 'ignore' },
});
