/**
 * The one table of errors: the URI of each problem on the wire, and the sentence that explains it.
 *
 * Three families are kept apart: `reply` (an ERROR for one request; the session goes on), `abort` (the peer broke the
 * protocol; its session ends) and, at the end, `Misuse` (a program used this package wrongly; thrown).
 */
import type { RequestLimitId } from '../../machines/limits.ts';
import type { ProblemId, Problems } from '../../machines/vocabulary.ts';
import { toJson } from './json.ts';

/** A row of the table. */
export interface ErrorRow<P extends ProblemId> {
  readonly family: 'reply' | 'abort';
  /** The error URI of the ERROR, or the reason of the ABORT. */
  readonly uri: string;
  /** What was expected, what came, and what to do. */
  readonly sentence: (facts: Problems[P]) => string;
}

const VIOLATION = 'wamp.error.protocol_violation';
const TOO_LARGE = 'wamp.error.payload_size_exceeded';
/** The text has no URI for this; client libraries know this one. */
const UNTELLABLE = 'wamp.error.invalid_payload';
const BACKLOG = 'wamp.error.network_failure';

export const ERRORS: { readonly [P in ProblemId]: ErrorRow<P> } = {
  'message-malformed': {
    family: 'abort',
    uri: VIOLATION,
    sentence: ({ expected, came }) => `Expected ${expected}, but ${came} came.`,
  },
  'hello-expected': {
    family: 'abort',
    uri: VIOLATION,
    sentence: ({ came }) =>
      `Expected HELLO as the first message, but ${came} came. Send HELLO and wait for WELCOME.`,
  },
  'hello-late': {
    family: 'abort',
    uri: VIOLATION,
    sentence: () => 'Expected HELLO, but nothing came in time. Send HELLO as soon as the connection is open.',
  },
  'hello-repeated': {
    family: 'abort',
    uri: VIOLATION,
    sentence: () =>
      'Expected no HELLO in an established session, but one came. Open a new connection instead.',
  },
  'router-closing': {
    family: 'abort',
    uri: 'wamp.close.system_shutdown',
    sentence: () => 'The router is shutting down. Connect again later.',
  },
  'roles-missing': {
    family: 'abort',
    uri: VIOLATION,
    sentence: () =>
      'Expected at least one role in HELLO.Details.roles, but there is none. Announce "caller" or "callee", each a dictionary.',
  },
  'realm-invalid': {
    family: 'abort',
    uri: 'wamp.error.invalid_uri',
    sentence: ({ realm }) => `Expected a realm ${URI_SHAPE}, but ${show(realm)} came.`,
  },
  'realm-unknown': {
    family: 'abort',
    uri: 'wamp.error.no_such_realm',
    sentence: ({ realm }) => `There is no realm ${show(realm)} here. Ask for one that the router serves.`,
  },
  'method-unmatched': {
    family: 'abort',
    uri: 'wamp.error.no_matching_auth_method',
    sentence: ({ methods }) =>
      `Expected "anonymous" in HELLO.Details.authmethods, since this router does not authenticate, but ${show(methods)} came. Add "anonymous", or leave authmethods out.`,
  },
  'passthru-unannounced': {
    family: 'abort',
    uri: VIOLATION,
    sentence: ({ scheme }) =>
      `Expected no ppt_scheme, since this router does not announce payload_passthru_mode, but ${show(scheme)} came. Send the payload as it is, or check the features in WELCOME first.`,
  },
  'progress-unannounced': {
    family: 'abort',
    uri: VIOLATION,
    sentence: () =>
      'Expected no CALL.Options.progress, since this dealer does not announce progressive_call_invocations, but true came. Send all arguments with one CALL; receive_progress asks for progressive results.',
  },
  'request-in-flight': {
    family: 'abort',
    uri: VIOLATION,
    sentence: ({ request }) =>
      `Expected a new request id, but ${request} belongs to a call in flight. Use each id once.`,
  },
  'mode-unknown': {
    family: 'abort',
    uri: VIOLATION,
    sentence: ({ mode }) =>
      `Expected CANCEL.Options.mode "skip", "kill" or "killnowait", but ${show(mode)} came. Leave it out for "killnowait".`,
  },
  'answer-unasked': {
    family: 'abort',
    uri: VIOLATION,
    sentence: ({ answer, request, sent }) =>
      `Expected ${answer} to answer an INVOCATION of this session, but it is about ${request}, and the last one sent was ${sent}.`,
  },
  'error-misplaced': {
    family: 'abort',
    uri: VIOLATION,
    sentence: ({ of }) =>
      `Expected ERROR about an INVOCATION (68), but it is about ${of === 'other' ? 'another type' : of}. A client sends no other.`,
  },
  'procedure-invalid': {
    family: 'reply',
    uri: 'wamp.error.invalid_uri',
    sentence: ({ procedure }) => `Expected a procedure ${URI_SHAPE}, but ${show(procedure)} came.`,
  },
  'procedure-reserved': {
    family: 'reply',
    uri: 'wamp.error.invalid_uri',
    sentence: ({ procedure }) =>
      `Expected a procedure outside "wamp", which is reserved for the protocol, but ${show(procedure)} came.`,
  },
  'invoke-unknown': {
    family: 'reply',
    uri: 'wamp.error.invalid_argument',
    sentence: ({ invoke }) =>
      `Expected "single", "roundrobin", "random", "first" or "last" as REGISTER.Options.invoke, but ${show(invoke)} came. Leave it out for "single".`,
  },
  'match-unsupported': {
    family: 'reply',
    uri: 'wamp.error.feature_not_supported',
    sentence: ({ match }) =>
      `Expected REGISTER.Options.match "exact", but ${show(match)} came. This dealer does not announce pattern_based_registration.`,
  },
  'policy-conflict': { family: 'reply', uri: 'wamp.error.procedure_already_exists', sentence: conflict },
  'policy-differs': {
    family: 'reply',
    uri: 'wamp.error.procedure_exists_with_different_invocation_policy',
    sentence: conflict,
  },
  'registered-already': {
    family: 'reply',
    uri: 'wamp.error.procedure_already_exists',
    sentence: ({ procedure }) => `This session is already a callee of ${procedure}. Unregister first.`,
  },
  'registration-unknown': {
    family: 'reply',
    uri: 'wamp.error.no_such_registration',
    sentence: ({ registration }) =>
      `${registration} is not an active registration of this session. Send UNREGISTER once, with the id from REGISTERED.`,
  },
  'procedure-unknown': {
    family: 'reply',
    uri: 'wamp.error.no_such_procedure',
    sentence: ({ procedure }) => `Nobody has registered ${procedure}.`,
  },
  'timeout-invalid': {
    family: 'reply',
    uri: 'wamp.error.invalid_argument',
    sentence: ({ timeout }) =>
      `Expected CALL.Options.timeout in whole milliseconds, 0 for none, but ${show(timeout)} came.`,
  },
  'callees-exhausted': {
    family: 'reply',
    uri: 'wamp.error.no_available_callee',
    sentence: ({ procedure, tries }) =>
      `No callee of ${procedure} is left for this call; ${tries} ${tries === 1 ? 'was' : 'were'} asked and refused.`,
  },
  'reroute-capped': {
    family: 'reply',
    uri: 'wamp.error.no_available_callee',
    sentence: ({ procedure, tries }) =>
      `Re-route limit reached: the callees of ${procedure} refused this call ${count(tries, 'time')}.`,
  },
  'callee-left': {
    family: 'reply',
    uri: 'wamp.error.canceled',
    sentence: ({ procedure }) => `The callee of ${procedure} left before it answered.`,
  },
  'call-canceled': {
    family: 'reply',
    uri: 'wamp.error.canceled',
    sentence: ({ procedure }) => `The call of ${procedure} was canceled.`,
  },
  'call-timed-out': {
    family: 'reply',
    uri: 'wamp.error.timeout',
    sentence: ({ procedure, timeout }) => `No answer from ${procedure} within ${timeout} ms.`,
  },
  'broker-missing': {
    family: 'reply',
    uri: 'wamp.error.feature_not_supported',
    sentence: ({ request }) => `This router is a dealer, not a broker, and does not serve ${request}.`,
  },
  'limit-exceeded': {
    family: 'reply',
    uri: 'dealerchart.error.limit_exceeded',
    sentence: ({ limit, most }) => LIMIT_SENTENCES[limit](most),
  },
  'invocation-too-large': {
    family: 'reply',
    uri: TOO_LARGE,
    sentence: ({ procedure }) =>
      `This call is larger than the callee of ${procedure} accepts. Send less per call.`,
  },
  'invocation-untellable': {
    family: 'reply',
    uri: UNTELLABLE,
    sentence: ({ procedure, what }) =>
      `This call has a value that the serialisation of the callee of ${procedure} cannot express${named(what)}. Send one that both serialisations have.`,
  },
  'invocation-backlog': {
    family: 'reply',
    uri: BACKLOG,
    sentence: ({ procedure }) => `The backlog of the callee of ${procedure} is full. Try again later.`,
  },
  'answer-too-large': {
    family: 'reply',
    uri: TOO_LARGE,
    sentence: () => 'The answer to this call is larger than this session accepts. Ask for less per call.',
  },
  'answer-untellable': {
    family: 'reply',
    uri: UNTELLABLE,
    sentence: ({ what }) =>
      `The answer to this call has a value that the serialisation of this session cannot express${named(what)}. Use another serialisation.`,
  },
  'answer-backlog': {
    family: 'reply',
    uri: BACKLOG,
    sentence: () =>
      'The backlog of this session is full, so the answer to this call was not sent. Read faster.',
  },
};

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
  readonly facts: Problems[P];
}): { readonly uri: string; readonly sentence: string } => ({
  uri: ERRORS[problem].uri,
  sentence: ERRORS[problem].sentence(facts),
});

/** The kinds of misuse of this package, each with what to do instead. */
export type MisuseCode =
  | 'SESSION_UNKNOWN'
  | 'READING_UNKNOWN'
  | 'OPTION_UNKNOWN'
  | 'OPTION_INVALID'
  | 'TIME_INVALID'
  | 'SNAPSHOT_INVALID'
  | 'REENTRANT'
  | 'LOG_INVALID';

/** Thrown when a program uses this package wrongly; `code` stays the same when the words change. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
  readonly code: MisuseCode;

  constructor(code: MisuseCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Formats a value for a sentence: JSON where possible, at most 60 characters. */
export function show(value: unknown): string {
  const text = textOf(value) ?? `something of type ${typeof value}`;
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

// --- internal ---

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

function conflict({ procedure, existing, requested }: Problems['policy-conflict']): string {
  const standing =
    existing === 'single'
      ? 'is registered by one callee alone'
      : `is registered with the policy "${existing}"`;
  return `${procedure} ${standing}, and "${requested}" was asked for.`;
}

/** Formats a value as JSON; undefined if that is impossible. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'bigint') return `${value}`;
  try {
    return toJson(value);
  } catch {
    return undefined;
  }
}
