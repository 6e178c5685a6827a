/** Logs of routers that have fewer or other features, and of some that only seem to. */
import { right } from './other.ts';

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

right('is no broker, and aborts the session of a subscriber', {
  given: 'A joins',
  right: `
    A > SUBSCRIBE 1 {} t
    A < ABORT {} ~protocol_violation`,
  wrong: `
    A > UNREGISTER 1 7
    A < ABORT {} ~protocol_violation !`,
  breaks: ['BP-5'],
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
  router with registration_meta_api
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
  unjudged: { registration_meta_api: 0 },
});

right('revokes the registration of a callee without telling it', {
  given: `
    router with registration_meta_api
    B X join
    B shares p
    X > CALL 1 {} p
    X < ERROR CALL 1 {} ~no_such_procedure`,
  right: `
    B > UNREGISTER 2 1
    B < ERROR UNREGISTER 2 {} ~no_such_registration`,
  wrong: `
    B < UNREGISTERED 0 {registration:1} !`,
  breaks: ['RV-4'],
  unjudged: { registration_meta_api: 0 },
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
