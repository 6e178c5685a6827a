/** Logs that keep and break the rules about canceling, timeouts and progressive results. */
import { rule } from './story.ts';

/** Two callees, the first of which has an INVOCATION. */
const asked = (options: string, announced: string): string => `
  A B join ${announced}
  X joins
  A B share p as first
  X > CALL 1 ${options} p
  A < INVOCATION 1 1 {}`;

const ASKED = asked('{}', 'with call_canceling');

rule('CC-1', {
  given: `
    ${ASKED}
    X > CANCEL 1 {mode:skip}
    X < ERROR CALL 1 {} ~canceled`,
  right: 'A > YIELD 1 {}',
  wrong: 'A < INTERRUPT 1 {} !',
});

rule('CC-2', {
  given: `
    ${ASKED}
    X > CANCEL 1 {mode:killnowait}
    X < ERROR CALL 1 {} ~canceled`,
  right: 'A < INTERRUPT 1 {mode:killnowait}',
  wrong: 'A > YIELD 1 {} !',
});

rule('CC-3', {
  given: `
    ${ASKED}
    X > CANCEL 1 {mode:kill}
    A < INTERRUPT 1 {mode:kill}`,
  right: `
    A > ERROR INVOCATION 1 {} com.stopped
    X < ERROR CALL 1 {} com.stopped`,
  wrong: 'X < ERROR CALL 1 {} ~canceled !',
});

rule('CC-3', {
  given: `
    ${ASKED}
    X > CANCEL 1 {mode:kill}
    A < INTERRUPT 1 {mode:kill}
    X > CANCEL 1 {mode:kill}`,
  right: `
    A > ERROR INVOCATION 1 {} com.stopped
    X < ERROR CALL 1 {} com.stopped`,
  wrong: 'X < ERROR CALL 1 {} ~canceled !',
});

rule('CC-4', {
  given: `
    ${asked('{}', '')}
    X > CANCEL 1 {mode:kill}`,
  right: 'X < ERROR CALL 1 {} ~canceled',
  wrong: 'A < INTERRUPT 1 {mode:kill} !',
});

rule('CC-5', {
  given: `
    ${ASKED}
    X > CANCEL 1 {}
    X < ERROR CALL 1 {} ~canceled`,
  right: 'A < INTERRUPT 1 {mode:killnowait}',
  wrong: 'A < INTERRUPT 1 {mode:kill} !',
});

rule('CC-5', {
  given: `
    ${ASKED}
    X > CANCEL 1 {mode:gently}`,
  right: `
    X < ERROR CALL 1 {} ~canceled
    A < INTERRUPT 1 {mode:killnowait}`,
  wrong: 'X < ERROR CANCEL 1 {} ~invalid_argument !',
});

rule('CC-5', {
  readings: { cancelDefault: 'skip' },
  given: `
    ${ASKED}
    X > CANCEL 1 {}
    X < ERROR CALL 1 {} ~canceled`,
  right: 'A > YIELD 1 {}',
  wrong: 'A < INTERRUPT 1 {mode:killnowait} !',
});

rule('CC-5', {
  readings: { cancelUnknown: 'error' },
  given: `
    ${ASKED}
    X > CANCEL 1 {mode:gently}`,
  right: 'X < ERROR CANCEL 1 {} ~invalid_argument',
  wrong: 'X < ERROR CANCEL 1 {} ~option_not_allowed !',
});

rule('CC-5', {
  readings: { cancelUnknown: 'abort' },
  given: `
    ${ASKED}
    X > CANCEL 1 {mode:gently}`,
  right: `
    X < ABORT {} ~protocol_violation
    A < INTERRUPT 1 {mode:killnowait}`,
  wrong: 'X > GOODBYE {} wamp.close.normal !',
});

rule('CC-6', {
  given: `
    ${ASKED}
    X > CANCEL 1 {mode:kill}
    A < INTERRUPT 1 {mode:kill}
    A > ERROR INVOCATION 1 {} ~unavailable`,
  right: 'X < ERROR CALL 1 {} ~canceled',
  wrong: 'B < INVOCATION 1 1 {} !',
});

const KILLED = `
  ${ASKED}
  X > CANCEL 1 {mode:kill}
  A < INTERRUPT 1 {mode:kill}
  A > ERROR INVOCATION 1 {} ~unavailable`;

rule('CC-6', {
  given: KILLED,
  readings: { afterKill: 'no_available_callee' },
  right: 'X < ERROR CALL 1 {} ~no_available_callee',
  wrong: 'X < ERROR CALL 1 {} ~canceled !',
});

rule('CR-9', {
  given: KILLED,
  readings: { afterKill: 'pass-on' },
  right: 'X < ERROR CALL 1 {} ~unavailable',
  wrong: 'X < ERROR CALL 1 {} ~canceled !',
});

rule('CR-1', {
  given: KILLED,
  readings: { afterKill: 'reroute' },
  right: 'B < INVOCATION 1 1 {}',
  wrong: 'X < ERROR CALL 1 {} ~canceled !',
});

rule('CC-7', {
  given: `
    ${ASKED}
    A > YIELD 1 {}
    X < RESULT 1 {}
    X > CANCEL 1 {}`,
  right: 'X > GOODBYE {} wamp.close.normal',
  wrong: 'A < INTERRUPT 1 {mode:killnowait} !',
});

rule('CC-7', {
  given: `
    ${ASKED}
    A > ERROR INVOCATION 1 {} ~unavailable
    B < INVOCATION 1 1 {}
    X > CANCEL 1 {}
    X < ERROR CALL 1 {} ~canceled
    B < INTERRUPT 1 {}`,
  right: 'B > YIELD 1 {}',
  wrong: 'A < INTERRUPT 1 {} !',
});

// --- timeouts ---

rule('CT-1', {
  given: `
    ${asked('{timeout:100}', '')}
    60 ms later
    A > ERROR INVOCATION 1 {} ~unavailable
    B < INVOCATION 1 1 {}
    60 ms later`,
  right: 'X < ERROR CALL 1 {} ~timeout',
  wrong: 'B > YIELD 1 {} !',
});

rule('CT-1', {
  given: asked('{timeout:100}', ''),
  right: `
    100 ms later
    X < ERROR CALL 1 {} ~timeout`,
  wrong: `
    99 ms later
    X < ERROR CALL 1 {} ~timeout !`,
});

rule('CT-2', {
  given: `
    ${asked('{timeout:100}', 'with call_canceling')}
    100 ms later
    X < ERROR CALL 1 {} ~timeout`,
  right: 'A < INTERRUPT 1 {mode:killnowait}',
  wrong: 'A > YIELD 1 {} !',
});

rule('CT-3', {
  given: `
    A X join
    A shares p
    X > CALL 1 {timeout:-1} p`,
  right: 'X < ERROR CALL 1 {} ~invalid_argument',
  wrong: 'A < INVOCATION 1 1 {} !',
});

// --- progressive results ---

const PROGRESSIVE = `
  A joins with call_canceling progressive_call_results
  X joins
  A shares p
  X > CALL 1 {receive_progress:true,timeout:100} p`;

rule('PR-1', {
  given: PROGRESSIVE,
  right: 'A < INVOCATION 1 1 {receive_progress:true}',
  wrong: 'A < INVOCATION 1 1 {} !',
});

rule('PR-2', {
  given: `
    ${PROGRESSIVE}
    A < INVOCATION 1 1 {receive_progress:true}
    A > YIELD 1 {progress:true} [1]`,
  right: 'X < RESULT 1 {progress:true} [1]',
  wrong: 'X < RESULT 1 {progress:true} [2] !',
});

rule('PR-3', {
  given: `
    ${PROGRESSIVE}
    A < INVOCATION 1 1 {receive_progress:true}
    60 ms later
    A > YIELD 1 {progress:true} [1]
    X < RESULT 1 {progress:true} [1]`,
  right: `
    100 ms later
    X < ERROR CALL 1 {} ~timeout
    A < INTERRUPT 1 {mode:killnowait}`,
  wrong: `
    60 ms later
    X < ERROR CALL 1 {} ~timeout !
    A < INTERRUPT 1 {mode:killnowait}`,
});

rule('PR-4', {
  given: `
    ${ASKED}
    A > YIELD 1 {progress:true} [1]`,
  right: `
    A > YIELD 1 {} [2]
    X < RESULT 1 {} [2]`,
  wrong: 'X < RESULT 1 {progress:true} [1] !',
});
