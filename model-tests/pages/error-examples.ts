/** Cause, example and remedy of every problem, for clients. */
import type { FactsOf, ProblemId } from '../../machines/problems.ts';

export interface ErrorExample<P extends ProblemId> {
  readonly when: string;
  readonly facts: FactsOf<P>;
  readonly remedy: string;
}

const procedure = 'com.example.add';

export const ERROR_EXAMPLES: { readonly [P in ProblemId]: ErrorExample<P> } = {
  'message-malformed': {
    when: 'A message is not one that a client may send, or one of its fields is not of the right kind.',
    facts: { expected: 'CALL.Request to be an id, an integer from 1 to 2^53', came: '0' },
    remedy: 'Send the fields that the sentence names, in this order and of these kinds.',
  },
  'hello-expected': {
    when: 'The first message is not HELLO.',
    facts: { came: 'CALL' },
    remedy: 'Open a new connection, and begin it with HELLO.',
  },
  'hello-late': {
    when: 'HELLO does not arrive in time.',
    facts: {},
    remedy: 'Open connections when they are needed, not in advance.',
  },
  'hello-repeated': {
    when: 'HELLO arrives a second time.',
    facts: {},
    remedy: 'Open a new connection for a new session.',
  },
  'router-closing': {
    when: 'The router shuts down before HELLO arrives.',
    facts: {},
    remedy: 'Reconnect, with a delay that grows from one attempt to the next.',
  },
  'realm-invalid': {
    when: 'HELLO names a realm that is not a URI.',
    facts: { realm: 'realm 1' },
    remedy: 'Correct the name of the realm.',
  },
  'realm-unknown': {
    when: 'HELLO names a realm that the router does not have.',
    facts: { realm: 'realm2' },
    remedy: 'Use a realm of the router, or ask its operator to add this one.',
  },
  'roles-missing': {
    when: 'HELLO announces none of the roles of a client.',
    facts: {},
    remedy: 'Announce at least one role, such as `{"roles": {"caller": {}}}`.',
  },
  'method-unmatched': {
    when: 'HELLO offers authentication methods, but none that the router has.',
    facts: { methods: ['ticket'], known: ['anonymous'] },
    remedy: 'Offer one of the methods in the sentence in `authmethods`.',
  },
  'method-missing': {
    when: 'HELLO offers no authentication method, and the router admits no anonymous clients.',
    facts: { known: ['ticket', 'wampcra'] },
    remedy: 'Configure the client with a method, an `authid` and its secret.',
  },
  'welcome-expected': {
    when: 'A client sends a request, or a second HELLO, before it is welcomed.',
    facts: { came: 'CALL' },
    remedy: 'Wait for WELCOME. Before it, a client only answers CHALLENGE.',
  },
  'authenticate-unasked': {
    when: 'AUTHENTICATE comes in an established session.',
    facts: {},
    remedy: 'Answer each CHALLENGE once.',
  },
  'authentication-denied': {
    when: 'The identity is unknown, or its proof is wrong; the router does not tell which.',
    facts: {},
    remedy: 'Check `authid`, the method, and the secret or key.',
  },
  'authentication-failed': {
    when: 'The router could not check the identity, because its authenticator failed.',
    facts: {},
    remedy: 'Try again later; the log of the router has the reason.',
  },
  'authentication-late': {
    when: 'CHALLENGE is not answered within the time limit `patience`.',
    facts: {},
    remedy: 'Answer sooner, or ask the operator of the router for a longer limit.',
  },
  'passthru-unannounced': {
    when: 'A CALL, YIELD or PUBLISH has a `ppt_scheme`.',
    facts: { scheme: 'mqtt' },
    remedy: 'Send the payload without `ppt_scheme`: WELCOME does not announce `payload_passthru_mode`.',
  },
  'progress-unannounced': {
    when: 'A CALL has the option `progress`.',
    facts: {},
    remedy: 'Send all arguments with one CALL: WELCOME does not announce `progressive_call_invocations`.',
  },
  'request-in-flight': {
    when: 'A CALL has the request id of a call that still waits for its final answer.',
    facts: { request: 7 },
    remedy: 'Count request ids up from 1.',
  },
  'request-not-next': {
    when: 'The request id is not the next one of the session, under the option `sequential` of the reading `requestIds`.',
    facts: { request: 7, expected: 2 },
    remedy: 'Count request ids up from 1, across all types of requests.',
  },
  'role-unannounced': {
    when: 'A session without the role `caller` sends CALL, or one without `callee` sends REGISTER, under the option `abort` of the reading `roles`.',
    facts: { request: 'CALL', role: 'caller' },
    remedy: 'Announce the role in HELLO.',
  },
  unauthorized: {
    when: 'The permissions of the client do not cover the procedure of a CALL or REGISTER.',
    facts: { request: 'CALL', procedure: 'com.example.add' },
    remedy: 'Ask the operator of the router to permit it to the role of the client.',
  },
  'role-missing': {
    when: 'The same, under the option `refuse` of the reading `roles`.',
    facts: { request: 'REGISTER', role: 'callee' },
    remedy: 'Announce the role in HELLO.',
  },
  'mode-unknown': {
    when: 'CANCEL has a mode that does not exist, under the option `abort` of the reading `cancelUnknown`.',
    facts: { mode: 'stop' },
    remedy: 'Send one of the three modes, or none.',
  },
  'answer-unasked': {
    when: 'A YIELD or ERROR has the request id of an INVOCATION that this session was never sent.',
    facts: { answer: 'YIELD', request: 9, last: 8 },
    remedy: 'Answer with the request id of the INVOCATION, in the session that received it.',
  },
  'progress-unasked': {
    when: 'A callee yields a progressive result to a call that asks for none, under the option `abort` of the reading `unaskedProgress`.',
    facts: { request: 3 },
    remedy: 'Yield progressive results only where the INVOCATION has `receive_progress`.',
  },
  'error-uri-invalid': {
    when: 'The ERROR of a callee has an invalid URI, under the option `abort` of the reading `badUri`.',
    facts: { error: 'not found' },
    remedy: 'Use a valid URI, such as `com.example.error.not_found`.',
  },
  'answer-late': {
    when: 'A YIELD or ERROR answers an INVOCATION that has ended, under the option `abort` of the reading `late`.',
    facts: { answer: 'YIELD', request: 8 },
    remedy:
      'Answer each INVOCATION once. If calls are canceled or time out, callees cannot avoid late answers, so use the option `discard`.',
  },
  'error-misplaced': {
    when: 'An ERROR of a client has another request type than INVOCATION.',
    facts: { of: 'CALL' },
    remedy: 'Put 68, the type of INVOCATION, in front of its request id.',
  },
  'broker-missing': {
    when: 'SUBSCRIBE, UNSUBSCRIBE, or a PUBLISH that asks for an acknowledgement.',
    facts: { request: 'SUBSCRIBE' },
    remedy: 'Use a router whose WELCOME announces the role `broker`.',
  },
  'procedure-invalid': {
    when: 'A REGISTER or CALL has a procedure that is not a URI.',
    facts: { procedure: 'com..add' },
    remedy: 'Correct the URI.',
  },
  'procedure-reserved': {
    when: 'A REGISTER has a procedure that is reserved for the protocol.',
    facts: { procedure: 'wamp.add' },
    remedy: 'Begin the URI with a different component than `wamp`.',
  },
  'invoke-unknown': {
    when: 'A REGISTER asks for an invocation policy that does not exist.',
    facts: { invoke: 'busiest' },
    remedy: 'Use one of the five policies.',
  },
  'invoke-not-allowed': {
    when: 'The same, under the option `option_not_allowed` of the reading `unknownPolicy`.',
    facts: { invoke: 'busiest' },
    remedy: 'Take one of the five policies.',
  },
  'invoke-violation': {
    when: 'The same, under the option `abort` of the reading `unknownPolicy`.',
    facts: { invoke: 'busiest' },
    remedy: 'Take one of the five policies.',
  },
  'match-unsupported': {
    when: 'A REGISTER asks for matching by prefix or wildcard.',
    facts: { match: 'prefix' },
    remedy: 'Register each procedure by its full URI.',
  },
  'match-not-allowed': {
    when: 'The same, under the option `option_not_allowed` of the reading `unknownMatch`.',
    facts: { match: 'prefix' },
    remedy: 'Register each procedure by its full URI.',
  },
  'policy-conflict': {
    when: 'A REGISTER asks for another policy than the registration has, or the registration is `single`.',
    facts: { procedure, existing: 'single', requested: 'roundrobin' },
    remedy:
      'Ask for the policy in `Details._existing`, if it is not `single`; or choose another procedure, or wait until the last callee has left.',
  },
  'policy-differs': {
    when: 'The same, under the option `procedure_exists_with_different_invocation_policy` of the reading `conflictUri`, unless both are `single`.',
    facts: { procedure, existing: 'first', requested: 'last' },
    remedy: 'As for `wamp.error.procedure_already_exists`.',
  },
  'registered-already': {
    when: 'A callee registers a procedure a second time, with the policy that it has; other options of the reading `sameSession` grant it.',
    facts: { procedure },
    remedy: 'Keep the existing registration, or send UNREGISTER first.',
  },
  'registration-unknown': {
    when: 'UNREGISTER names a registration that has ended, or of which this session is not a member.',
    facts: { registration: 5 },
    remedy: 'Use the id from REGISTERED, and send UNREGISTER once.',
  },
  'procedure-unknown': {
    when: 'A CALL has a procedure that has no callee.',
    facts: { procedure },
    remedy: 'Check the URI and the realm, or wait until a callee has registered it.',
  },
  'timeout-invalid': {
    when: 'A CALL has a `timeout` that is negative, not a whole number, or above 2^53 - 1.',
    facts: { timeout: -1 },
    remedy: 'Use whole milliseconds. Set 0, or omit the option, for no timeout.',
  },
  'limit-exceeded': {
    when: 'A REGISTER or CALL would take its session above a limit of the router.',
    facts: { limit: 'calls', most: 100 },
    remedy: 'Wait until calls have ended, unregister procedures, or ask the operator to raise the limit.',
  },
  'callees-exhausted': {
    when: 'Every callee has refused the call with `wamp.error.unavailable`.',
    facts: { procedure, tries: 3 },
    remedy: 'Call again later, or add callees.',
  },
  'reroute-capped': {
    when: 'Callees have refused the call as often as the option `last-refused` of the reading `exclude` allows.',
    facts: { procedure, tries: 4 },
    remedy: 'Call again later, or add callees.',
  },
  'call-refused': {
    when: 'The callee refused the call after a progressive result, so that no other callee is asked.',
    facts: { procedure },
    remedy: 'Call again, and discard the earlier results.',
  },
  'callee-left': {
    when: 'The session of the callee ended before it answered.',
    facts: { procedure },
    remedy: 'Call again if the call may be executed twice: the callee may have started it.',
  },
  'callee-left-by-letter': {
    when: 'The same, under the option `cancelled` of the reading `goneUri`.',
    facts: { procedure },
    remedy: 'Call again if the call may be executed twice: the callee may have started it.',
  },
  'callee-withdrawn': {
    when: 'The callee unregisters, or its registration is revoked, before it answers, under the option `cancel` of the reading `withdrawn`.',
    facts: { procedure },
    remedy: 'Call again: another callee may take it.',
  },
  'call-canceled': {
    when: 'The caller sent CANCEL.',
    facts: { procedure },
    remedy: 'None. After `skip` and `killnowait` the callee may still be working.',
  },
  'mode-invalid': {
    when: 'The same, under the option `error` of the reading `cancelUnknown`; the call continues. This is the only ERROR with the request type CANCEL (49).',
    facts: { mode: 'stop' },
    remedy: 'Send one of the three modes, or none.',
  },
  'call-timed-out': {
    when: 'The `timeout` of the CALL, or that between two progressive results, has passed.',
    facts: { procedure, timeout: 50 },
    remedy: 'Increase the timeout, or call again if the call may be executed twice.',
  },
  'invocation-too-large': {
    when: 'The call is larger than its callee can receive, and no other callee could take it.',
    facts: { procedure, what: undefined },
    remedy: 'Split the arguments, or raise the message size that the callee accepts.',
  },
  'invocation-untellable': {
    when: 'The call has a value that does not exist in the serialisation of its callee, and no other callee could take it.',
    facts: { procedure, what: 'the float NaN' },
    remedy: 'Send a value that both serialisations have; see the page on payloads.',
  },
  'invocation-backlog': {
    when: 'The callee does not read fast enough, and no other callee could take the call.',
    facts: { procedure, what: undefined },
    remedy: 'Call again later, or add callees.',
  },
  'answer-too-large': {
    when: 'The answer to the call is larger than the caller can receive.',
    facts: { what: undefined },
    remedy: 'Ask for less with each call, or accept larger messages. The callee has done its work.',
  },
  'answer-untellable': {
    when: 'The answer to the call has a value that does not exist in the serialisation of the caller.',
    facts: { what: 'the float NaN' },
    remedy:
      'Connect with a serialisation that has it; see the page on payloads. The callee has done its work.',
  },
  'answer-backlog': {
    when: 'The caller does not read fast enough.',
    facts: { what: undefined },
    remedy: 'Read faster, or have fewer calls in flight. The callee has done its work.',
  },
};
