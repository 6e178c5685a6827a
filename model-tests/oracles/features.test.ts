/** Logs that keep and break the rules about features that were not announced. */
import { rule } from './story.ts';

const VIOLATION = 'A < ABORT {} ~protocol_violation';
const GOODBYE = 'A < GOODBYE {} wamp.close.normal !';

rule('FA-5', {
  given: `
    A joins
    A > CALL 1 {ppt_scheme:x_mine} p [sealed]`,
  right: VIOLATION,
  wrong: GOODBYE,
});

rule('FA-5', {
  given: `
    A X join
    A shares p
    X > CALL 1 {} p
    A < INVOCATION 1 1 {}
    A > YIELD 1 {ppt_scheme:x_mine} [sealed]`,
  right: `${VIOLATION}
    X < ERROR CALL 1 {} ~canceled`,
  wrong: `${GOODBYE}
    X < ERROR CALL 1 {} ~canceled`,
});

rule('FA-5', {
  given: `
    A joins
    A > PUBLISH 1 {ppt_scheme:x_mine} t [sealed]`,
  right: VIOLATION,
  wrong: GOODBYE,
});

rule('FA-6', {
  given: `
    A joins
    A > CALL 1 {progress:true} p`,
  right: VIOLATION,
  wrong: GOODBYE,
});

/** Two callees, the first of which refuses. */
const REFUSED = `
  A B X join
  A B share p as first
  X > CALL 1 {} p
  A < INVOCATION 1 1 {}
  A > ERROR INVOCATION 1 {} ~unavailable
  B < INVOCATION 1 1 {}`;

rule('FA-1', {
  given: '',
  right: `
    A B join
    A B share p as first`,
  wrong: `
    router without shared_registration
    A B join
    A share p as first
    B > REGISTER 1 {invoke:first} p
    B < REGISTERED 1 1 !`,
  also: ['SR-1', 'SR-3'],
});

rule('FA-2', {
  given: '',
  right: REFUSED,
  wrong: `
    router without call_reroute
    ${REFUSED} !`,
  also: ['CR-9'],
});

/** A callee that can be interrupted, and a call that is over without its answer. */
const called = (options: string, callee: string): string => `
  A joins with ${callee}
  X joins
  A shares p
  X > CALL 1 {${options}} p`;

const CANCELED = `
  ${called('', 'call_canceling')}
  A < INVOCATION 1 1 {}
  X > CANCEL 1 {mode:killnowait}`;

rule('FA-7', {
  given: '',
  right: `
    ${CANCELED}
    X < ERROR CALL 1 {} ~canceled
    A < INTERRUPT 1 {mode:killnowait}`,
  wrong: `
    router without call_canceling
    ${CANCELED}
    A < INTERRUPT 1 {mode:killnowait} !`,
});

rule('FA-7', {
  given: '',
  right: `
    ${CANCELED}
    X < ERROR CALL 1 {} ~canceled
    A < INTERRUPT 1 {mode:killnowait}`,
  wrong: `
    router without call_canceling
    ${CANCELED}
    X < ERROR CALL 1 {} ~canceled !`,
});

const TIMED_OUT = `
  ${called('timeout:100', 'call_canceling')}
  A < INVOCATION 1 1 {}
  100 ms later`;

rule('FA-8', {
  given: '',
  right: `
    ${TIMED_OUT}
    X < ERROR CALL 1 {} ~timeout
    A < INTERRUPT 1 {mode:killnowait}`,
  wrong: `
    router without call_timeout
    ${TIMED_OUT}
    X < ERROR CALL 1 {} ~timeout !`,
});

const PROGRESSED = `
  ${called('receive_progress:true', 'progressive_call_results call_canceling')}
  A < INVOCATION 1 1 {receive_progress:true}
  A > YIELD 1 {progress:true} [1]
  X < RESULT 1 {progress:true} [1]`;

rule('FA-9', {
  given: '',
  right: PROGRESSED,
  wrong: `
    router without progressive_call_results
    ${PROGRESSED} !`,
  also: ['BP-14'],
});

const REVOKED = `
  A joins with registration_revocation
  B joins
  A shares p
  B > REGISTER 1 {force_reregister:true} p
  A < UNREGISTERED 0 {registration:1}`;

rule('FA-10', {
  given: '',
  right: `
    ${REVOKED}
    B < REGISTERED 1 2`,
  wrong: `
    router without registration_revocation
    ${REVOKED} !`,
  also: ['BP-12'],
});
