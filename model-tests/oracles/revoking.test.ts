/** The oracles of revocation, on logs written by hand. */
import { rule } from './story.ts';

/** A and B share a procedure, and only A wants to know of revocations; C asks for it by force. */
const FORCED = `
  A joins with registration_revocation call_canceling
  B C X join
  A B share p as first
  C > REGISTER 1 {force_reregister:true} p`;

rule('RV-1', {
  given: `
    ${FORCED}
    A < UNREGISTERED 0 {registration:1,reason:gone}`,
  right: 'C < REGISTERED 1 2',
  wrong: 'C < REGISTERED 1 1 !',
  also: ['SR-4', 'SR-6'],
});

rule('RV-1', {
  given: `
    ${FORCED}
    A < UNREGISTERED 0 {registration:1}`,
  right: `
    C < REGISTERED 1 2
    X > CALL 1 {} p
    C < INVOCATION 1 2 {}`,
  wrong: 'C < ERROR REGISTER 1 {} ~procedure_already_exists !',
});

rule('RV-2', {
  given: `
    ${FORCED}
    C < ERROR REGISTER 1 {} ~procedure_already_exists
    C > REGISTER 2 {invoke:first,force_reregister:true} p`,
  right: `
    C < REGISTERED 2 1
    C > REGISTER 3 {force_reregister:true} p
    C < ERROR REGISTER 3 {} ~procedure_already_exists`,
  wrong: `
    A < UNREGISTERED 0 {registration:1}
    C < REGISTERED 2 2 !`,
});

rule('RV-2', {
  given: `
    A joins with registration_revocation
    C joins
    A shares p as first
    C > REGISTER 1 {force_reregister:true,invoke:foo} p`,
  right: 'C < ERROR REGISTER 1 {} ~invalid_argument',
  wrong: `
    A < UNREGISTERED 0 {registration:1}
    C < ERROR REGISTER 1 {} ~invalid_argument !`,
  also: ['RV-1'],
});

rule('RV-2', {
  given: `
    A joins with registration_revocation
    C joins
    A shares p
    C > REGISTER 1 {} p`,
  right: `
    C < ERROR REGISTER 1 {} ~procedure_already_exists
    C > REGISTER 2 {force_reregister:true} p
    C < ERROR REGISTER 2 {} ~procedure_already_exists`,
  wrong: 'A < UNREGISTERED 0 {registration:1} !',
});

rule('RV-2', {
  given: `
    A joins with registration_revocation
    C joins
    A shares p
    C > REGISTER 1 {force_reregister:true} p
    A < UNREGISTERED 0 {registration:1}
    C < REGISTERED 1 2
    A > REGISTER 1 {} p
    A < ERROR REGISTER 1 {} ~procedure_already_exists
    C > REGISTER 2 {force_reregister:true} p`,
  right: 'C < REGISTERED 2 3',
  wrong: 'C < ERROR REGISTER 2 {} ~procedure_already_exists !',
});

rule('RV-3', {
  given: FORCED,
  right: `
    A < UNREGISTERED 0 {registration:1,reason:gone}
    C < REGISTERED 1 2`,
  wrong: 'C < REGISTERED 1 2 !',
});

rule('RV-3', {
  given: FORCED,
  right: `
    A < UNREGISTERED 0 {registration:1,reason:gone}
    C < REGISTERED 1 2`,
  wrong: `
    A < UNREGISTERED 0 {registration:1,reason:7} !
    C < REGISTERED 1 2`,
});

/** Each place has an id of its own, and A has two. */
const OWN = `
  A joins with registration_revocation
  C joins
  A > REGISTER 1 {invoke:first} p
  A < REGISTERED 1 7
  A > REGISTER 2 {invoke:first} p
  A < REGISTERED 2 8
  C > REGISTER 1 {force_reregister:true} p
  A < UNREGISTERED 0 {registration:7}`;

rule('RV-3', {
  given: OWN,
  right: `
    A < UNREGISTERED 0 {registration:8}
    C < REGISTERED 1 9`,
  wrong: 'C < REGISTERED 1 9 !',
  readings: { registrationId: 'own', sameSession: 'second-place' },
});

rule('RV-4', {
  given: FORCED,
  right: `
    A < UNREGISTERED 0 {registration:1}
    C < REGISTERED 1 2`,
  wrong: `
    A < UNREGISTERED 0 {registration:1}
    B < UNREGISTERED 0 {registration:1} !
    C < REGISTERED 1 2`,
});

rule('SR-7', {
  given: `
    ${FORCED}
    A < UNREGISTERED 0 {registration:1}
    C < REGISTERED 1 2
    X > CALL 1 {} p`,
  right: `
    C < INVOCATION 1 2 {}
    B > UNREGISTER 1 1
    B < ERROR UNREGISTER 1 {} ~no_such_registration
    A > UNREGISTER 1 1
    A < ERROR UNREGISTER 1 {} ~no_such_registration
    A > UNREGISTER 2 2
    A < ERROR UNREGISTER 2 {} ~no_such_registration
    C > UNREGISTER 2 2
    C < UNREGISTERED 2`,
  wrong: 'B < INVOCATION 1 1 {} !',
});

/** A has a call when it loses its place. */
const IN_FLIGHT = `
  A joins with registration_revocation call_canceling
  B C X join
  A B share p as first
  X > CALL 1 {} p
  A < INVOCATION 1 1 {}
  C > REGISTER 1 {force_reregister:true} p
  A < UNREGISTERED 0 {registration:1}
  C < REGISTERED 1 2`;

rule('BP-22', {
  given: IN_FLIGHT,
  right: `
    A > YIELD 1 {}
    X < RESULT 1 {}`,
  wrong: 'X < ERROR CALL 1 {} ~canceled !',
  also: ['BP-14'],
});

rule('BP-22', {
  given: IN_FLIGHT,
  right: `
    X < ERROR CALL 1 {} ~canceled
    A < INTERRUPT 1 {mode:killnowait}`,
  wrong: `
    A < INTERRUPT 1 {mode:killnowait}
    A > YIELD 1 {}
    X < RESULT 1 {} !`,
  readings: { withdrawn: 'cancel' },
});

rule('BP-22', {
  given: IN_FLIGHT,
  right: `
    C < INVOCATION 1 2 {}
    C > YIELD 1 {}
    X < RESULT 1 {}`,
  wrong: 'X < ERROR CALL 1 {} ~no_available_callee !',
  readings: { withdrawn: 'reroute' },
});
