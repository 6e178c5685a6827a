/** The sentence that explains each problem: what was expected, what came, and what to do. */
import type { RequestLimitId } from '../../machines/limits.ts';
import type { FactsOf, ProblemId } from '../../machines/problems.ts';
import type { KnownUri } from '../../machines/uris.ts';
import { show } from './json.ts';
import { URI_OF } from './problems.generated.ts';

/**
 * Puts a problem into words.
 *
 * @returns its error URI, and the sentence made of its facts
 */
export const explain = <P extends ProblemId>({
  problem,
  facts,
}: {
  readonly problem: P;
  readonly facts: FactsOf<P>;
}): { readonly uri: KnownUri; readonly sentence: string } => ({
  uri: URI_OF[problem],
  sentence: SENTENCES[problem](facts),
});

// --- internal ---

const SENTENCES: { readonly [P in ProblemId]: (facts: FactsOf<P>) => string } = {
  'message-malformed': ({ expected, came }) => `Expected ${expected}, but ${came} came.`,
  'hello-expected': ({ came }) =>
    `Expected HELLO as the first message, but ${came} came. Send HELLO and wait for WELCOME.`,
  'hello-late': () =>
    'Expected HELLO, but nothing came in time. Send HELLO as soon as the connection is open.',
  'hello-repeated': () =>
    'Expected no HELLO in an established session, but one came. Open a new connection instead.',
  'router-closing': () => 'The router is shutting down. Connect again later.',
  'roles-missing': () =>
    'Expected at least one role in HELLO.Details.roles, but there is none. Announce "caller" or "callee", each a dictionary.',
  'realm-invalid': ({ realm }) => `Expected a realm ${URI_SHAPE}, but ${show(realm)} came.`,
  'realm-unknown': ({ realm }) =>
    `There is no realm ${show(realm)} here. Ask for one that the router serves.`,
  'method-unmatched': ({ methods, known }) =>
    `Expected HELLO.Details.authmethods with one of ${show(known)}, the methods of this router, but ${show(methods)} came. Offer one of them.`,
  'method-missing': ({ known }) =>
    `Expected HELLO.Details.authmethods, since this router authenticates its clients, but there are none. Offer one of ${show(known)}.`,
  'welcome-expected': ({ came }) =>
    `Expected nothing but AUTHENTICATE, in answer to CHALLENGE, before WELCOME, but ${came} came. Wait for WELCOME first.`,
  'authenticate-unasked': () =>
    'Expected AUTHENTICATE only in answer to CHALLENGE, but one came in an established session. Open a new connection to authenticate again.',
  'authentication-denied': () =>
    'Expected a known identity with its proof, but this is none. Check authid, method and secret.',
  'authentication-failed': () => 'The identity of this client could not be checked. Try again later.',
  'authentication-late': () =>
    'Expected AUTHENTICATE in answer to CHALLENGE, but nothing came in time. Connect again, and answer sooner.',
  'passthru-unannounced': ({ scheme }) =>
    `Expected no ppt_scheme, since this router does not announce payload_passthru_mode, but ${show(scheme)} came. Send the payload as it is, or check the features in WELCOME first.`,
  'progress-unannounced': () =>
    'Expected no CALL.Options.progress, since this dealer does not announce progressive_call_invocations, but true came. Send all arguments with one CALL; receive_progress asks for progressive results.',
  'request-in-flight': ({ request }) =>
    `Expected a new request id, but ${request} belongs to a call in flight. Use each id once.`,
  'request-not-next': ({ request, expected }) =>
    `Expected the request id ${expected}, but ${request} came. Count the requests of a session from 1, one after the other.`,
  'role-unannounced': roleMissing,
  'role-missing': roleMissing,
  unauthorized: ({ request, procedure }) =>
    `Expected a ${request} that the permissions of this session cover, but it is for ${show(procedure)}. Ask the operator of this router for the permission.`,
  'mode-unknown': modeUnknown,
  'answer-unasked': ({ answer, request, last }) =>
    `Expected ${answer} to answer an INVOCATION of this session, but it is about ${request}, and ${last === 0 ? 'none was sent' : `the last one sent was ${last}`}.`,
  'error-uri-invalid': ({ error }) => `Expected ERROR with a URI ${URI_SHAPE}, but ${show(error)} came.`,
  'answer-late': ({ answer, request }) =>
    `Expected ${answer} while its INVOCATION waits for an answer, but ${request} is over. Answer each INVOCATION once, and none after an INTERRUPT that does not ask for it.`,
  'progress-unasked': ({ request }) =>
    `Expected no YIELD.Options.progress, since INVOCATION ${request} does not ask for progressive results, but true came. Send them only where receive_progress is set.`,
  'error-misplaced': ({ of }) =>
    `Expected ERROR about an INVOCATION (68), but it is about ${of === 'other' ? 'another type' : of}. A client sends no other.`,
  'procedure-invalid': ({ procedure }) => `Expected a procedure ${URI_SHAPE}, but ${show(procedure)} came.`,
  'procedure-reserved': ({ procedure }) =>
    `Expected a procedure outside "wamp", which is reserved for the protocol, but ${show(procedure)} came.`,
  'invoke-unknown': unknownPolicy,
  'invoke-not-allowed': unknownPolicy,
  'invoke-violation': unknownPolicy,
  'match-unsupported': unknownMatch,
  'match-not-allowed': unknownMatch,
  'policy-conflict': conflict,
  'policy-differs': conflict,
  'registered-already': ({ procedure }) =>
    `This session is already a callee of ${procedure}. Unregister first.`,
  'registration-unknown': ({ registration }) =>
    `${registration} is not an active registration of this session. Send UNREGISTER once, with the id from REGISTERED.`,
  'procedure-unknown': ({ procedure }) => `Nobody has registered ${procedure}.`,
  'timeout-invalid': ({ timeout }) =>
    `Expected CALL.Options.timeout in whole milliseconds, 0 for none, but ${show(timeout)} came.`,
  'callees-exhausted': ({ procedure, tries }) =>
    `No callee of ${procedure} is left for this call; ${tries} ${tries === 1 ? 'was' : 'were'} asked and refused.`,
  'reroute-capped': ({ procedure, tries }) =>
    `Re-route limit reached: the callees of ${procedure} refused this call ${count(tries, 'time')}.`,
  'call-refused': ({ procedure }) =>
    `The callee of ${procedure} refused this call, which is not given to another one any more. Call again.`,
  'callee-left': calleeLeft,
  'callee-left-by-letter': calleeLeft,
  'callee-withdrawn': ({ procedure }) =>
    `The callee of ${procedure} lost its registration before it answered.`,
  'call-canceled': ({ procedure }) => `The call of ${procedure} was canceled.`,
  'mode-invalid': modeUnknown,
  'call-timed-out': ({ procedure, timeout }) => `No answer from ${procedure} within ${timeout} ms.`,
  'broker-missing': ({ request }) => `This router is a dealer, not a broker, and does not serve ${request}.`,
  'limit-exceeded': ({ limit, most }) => LIMIT_SENTENCES[limit](most),
  'invocation-too-large': ({ procedure }) =>
    `This call is larger than the callee of ${procedure} accepts. Send less per call.`,
  'invocation-untellable': ({ procedure, what }) =>
    `This call has a value that the serialisation of the callee of ${procedure} cannot express${named(what)}. Send one that both serialisations have.`,
  'invocation-backlog': ({ procedure }) =>
    `The backlog of the callee of ${procedure} is full. Try again later.`,
  'answer-too-large': () =>
    'The answer to this call is larger than this session accepts. Ask for less per call.',
  'answer-untellable': ({ what }) =>
    `The answer to this call has a value that the serialisation of this session cannot express${named(what)}. Use another serialisation.`,
  'answer-backlog': () =>
    'The backlog of this session is full, so the answer to this call was not sent. Read faster.',
};

const LIMIT_SENTENCES: { readonly [L in RequestLimitId]: (most: number) => string } = {
  registrations: (most) =>
    `Expected at most ${count(most, 'registration')} per session, but this would be one more. Unregister others first, or use a second session.`,
  calls: (most) =>
    `Expected at most ${count(most, 'call')} in flight per session, but this would be one more. Wait for answers first.`,
  bytes: (most) =>
    `Expected at most ${count(most, 'byte')} of payload in flight per session, but this call would exceed them. Wait for answers first, or send less.`,
};

/** The value that a sentence is about, if it is known. */
const named = (what: string | undefined): string => (what === undefined ? '' : `: ${what}`);

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

const URI_SHAPE = 'of parts joined by dots, without empty parts, "#" and white space';

function modeUnknown({ mode }: FactsOf<'mode-unknown'>): string {
  return `Expected CANCEL.Options.mode "skip", "kill" or "killnowait", but ${show(mode)} came. Leave it out for the default.`;
}

function roleMissing({ request, role }: FactsOf<'role-missing'>): string {
  return `Expected ${request} of a session with the role "${role}" only, but HELLO did not announce that. Add it to HELLO.Details.roles.`;
}

function calleeLeft({ procedure }: FactsOf<'callee-left'>): string {
  return `The callee of ${procedure} left before it answered.`;
}

function unknownPolicy({ invoke }: FactsOf<'invoke-unknown'>): string {
  return `Expected "single", "roundrobin", "random", "first" or "last" as REGISTER.Options.invoke, but ${show(invoke)} came. Leave it out for "single".`;
}

function unknownMatch({ match }: FactsOf<'match-unsupported'>): string {
  return `Expected REGISTER.Options.match "exact", but ${show(match)} came. This dealer does not announce pattern_based_registration.`;
}

function conflict({ procedure, existing, requested }: FactsOf<'policy-conflict'>): string {
  const standing =
    existing === 'single'
      ? 'is registered by one callee alone'
      : `is registered with the policy "${existing}"`;
  return `${procedure} ${standing}, and "${requested}" was asked for.`;
}
