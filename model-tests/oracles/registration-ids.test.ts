/** Logs that keep and break rules where each callee of a procedure has a registration id of its own. */
import { rule } from './story.ts';

const OWN = { registrationId: 'own' } as const;

rule('SR-5', {
  given: `
    A B join
    A shares p as first
    B > REGISTER 1 {invoke:first} p`,
  right: 'B < REGISTERED 1 2',
  wrong: 'B < REGISTERED 1 1 !',
  readings: OWN,
});

rule('SR-5', {
  given: `
    A B C join
    A shares p as first
    C shares q as first
    B > REGISTER 1 {invoke:first} p`,
  right: 'B < REGISTERED 1 3',
  wrong: 'B < REGISTERED 1 2 !',
  readings: OWN,
});

const REPEATED = `
  A joins
  A shares p as first
  A > REGISTER 1 {invoke:first} p`;

rule('SR-5', {
  given: REPEATED,
  right: 'A < REGISTERED 1 1',
  wrong: 'A < REGISTERED 1 2 !',
  readings: { ...OWN, sameSession: 'idempotent' },
});

rule('SR-5', {
  given: REPEATED,
  right: 'A < REGISTERED 1 2',
  wrong: 'A < REGISTERED 1 1 !',
  readings: { ...OWN, sameSession: 'second-place' },
});

rule('SR-6', {
  given: `
    A B join
    A shares p as first
    B > REGISTER 1 {invoke:first} q`,
  right: 'B < REGISTERED 1 2',
  wrong: 'B < REGISTERED 1 1 !',
  readings: OWN,
});

/** The first callee has left, and the id of the registration with it. */
const SECOND = `
  A B C join
  A shares p as first
  B > REGISTER 5 {invoke:first} p
  B < REGISTERED 5 2
  A > UNREGISTER 6 1
  A < UNREGISTERED 6`;

rule('SR-5', {
  given: `${SECOND}
    C > REGISTER 1 {invoke:first} p`,
  right: 'C < REGISTERED 1 3',
  wrong: 'C < REGISTERED 1 2 !',
  // The callee that decided the policy has left.
  also: ['SR-6'],
  readings: OWN,
});

rule('SR-7', {
  given: `${SECOND}
    B > UNREGISTER 1 2`,
  right: 'B < UNREGISTERED 1',
  wrong: 'B < ERROR UNREGISTER 1 {} ~no_such_registration !',
  readings: OWN,
});

rule('SR-9', {
  given: `${SECOND}
    B > UNREGISTER 1 2
    B < UNREGISTERED 1
    C > REGISTER 1 {invoke:last} p`,
  right: 'C < REGISTERED 1 3',
  wrong: 'C < ERROR REGISTER 1 {} ~procedure_already_exists !',
  readings: OWN,
});

rule('BP-12', {
  given: `
    A B join
    A shares p as first
    B > REGISTER 5 {invoke:first} p
    B < REGISTERED 5 2
    B > UNREGISTER 1 1`,
  right: 'B < ERROR UNREGISTER 1 {} ~no_such_registration',
  wrong: 'B < UNREGISTERED 1 !',
  readings: OWN,
});

rule('LM-1', {
  given: `
    A B join
    A shares p as first
    B > REGISTER 1 {invoke:first} p
    B < REGISTERED 1 2
    B > UNREGISTER 2 2
    B < UNREGISTERED 2
    B > REGISTER 3 {} q
    B < REGISTERED 3 3
    B > REGISTER 4 {} r
    B < ERROR REGISTER 4 {} dealerchart.error.limit_exceeded
    B > REGISTER 5 {} r`,
  right: 'B < ERROR REGISTER 5 {} dealerchart.error.limit_exceeded',
  wrong: 'B < REGISTERED 5 4 !',
  readings: OWN,
});

// --- calls ---

const ASKED = `
  A B X join
  A shares p as first
  B > REGISTER 5 {invoke:first} p
  B < REGISTERED 5 2
  X > CALL 1 {} p [7]
  A < INVOCATION 1 1 {} [7]`;

rule('CR-10', {
  given: `${ASKED}
    A > ERROR INVOCATION 1 {} ~unavailable`,
  right: 'B < INVOCATION 1 2 {} [7]',
  wrong: 'B < INVOCATION 1 1 {} [7] !',
  readings: OWN,
});

/** A has a second place, under the id 2. */
const TWO_PLACES = `
  A B X join
  A shares p as roundrobin
  A > REGISTER 5 {invoke:roundrobin} p
  A < REGISTERED 5 2
  X > CALL 1 {} p [7]
  A < INVOCATION 1 1 {} [7]
  A > UNREGISTER 6 2
  A < UNREGISTERED 6`;

rule('CR-10', {
  given: `${TWO_PLACES}
    X > CALL 2 {} p [8]`,
  right: 'A < INVOCATION 2 1 {} [8]',
  wrong: 'A < INVOCATION 2 2 {} [8] !',
  readings: { ...OWN, sameSession: 'second-place' },
});

rule('BP-14', {
  given: `${TWO_PLACES}
    A > YIELD 1 {} [1]`,
  right: 'X < RESULT 1 {} [1]',
  wrong: 'X < ERROR CALL 1 {} ~canceled !',
  readings: { ...OWN, sameSession: 'second-place', withdrawn: 'cancel' },
});

rule('CR-7', {
  given: `
    A X join
    A shares p as roundrobin
    A > REGISTER 5 {invoke:roundrobin} p
    A < REGISTERED 5 2
    X > CALL 1 {} p [7]
    A < INVOCATION 1 1 {} [7]
    A > ERROR INVOCATION 1 {} ~unavailable`,
  right: 'A < INVOCATION 2 2 {} [7]',
  wrong: 'A < INVOCATION 2 1 {} [7] !',
  readings: { ...OWN, sameSession: 'second-place', refusals: 'registration' },
});
