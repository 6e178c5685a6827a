/**
 * Everything the dealer may object to: how it says so on the wire, and by which rule.
 *
 * Two families are kept apart: `reply` is an ERROR for one request, and the session goes on; `abort` is an ABORT, since
 * the peer broke the protocol, and the session ends. Either carries a sentence made of the facts
 * (src/dealer/sentences.ts).
 */
import type { RequestLimitId } from './limits.ts';
import type { ReadingId } from './readings.ts';
import type { RuleId } from './rules.ts';
import type { KnownUri } from './uris.ts';
import type { Id, Policy } from './vocabulary/words.ts';

/** A row of the table. */
export interface ProblemRow {
  readonly family: 'reply' | 'abort';
  /** The error of the ERROR, or the reason of the ABORT. */
  readonly uri: KnownUri;
  /** The rules that ask for it: an edge that sends it cites one of them, or one of the readings. */
  readonly rules: readonly RuleId[];
  /** The readings without which it would not be sent, or not with this URI. */
  readonly readings?: readonly ReadingId[];
  /** The facts its sentence is made of, and of which kind each is. */
  readonly facts: { readonly [fact: string]: keyof FactKinds };
}

export const PROBLEMS = {
  // --- any message ---
  'message-malformed': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['BP-5'],
    facts: { expected: 'text', came: 'text' },
  },

  // --- joining ---
  'hello-expected': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['BP-1'],
    facts: { came: 'text' },
  },
  'hello-late': { family: 'abort', uri: 'wamp.error.protocol_violation', rules: ['BP-1'], facts: {} },
  'hello-repeated': { family: 'abort', uri: 'wamp.error.protocol_violation', rules: ['BP-4'], facts: {} },
  'router-closing': { family: 'abort', uri: 'wamp.close.system_shutdown', rules: ['BP-8'], facts: {} },
  'realm-invalid': {
    family: 'abort',
    uri: 'wamp.error.invalid_uri',
    rules: ['BP-10'],
    facts: { realm: 'text' },
  },
  'realm-unknown': {
    family: 'abort',
    uri: 'wamp.error.no_such_realm',
    rules: ['BP-9'],
    facts: { realm: 'text' },
  },
  'roles-missing': { family: 'abort', uri: 'wamp.error.protocol_violation', rules: ['BP-2'], facts: {} },
  'method-unmatched': {
    family: 'abort',
    uri: 'wamp.error.no_matching_auth_method',
    rules: ['AU-1'],
    facts: { methods: 'value' },
  },

  // --- requests and answers that break the protocol ---
  'passthru-unannounced': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['FA-5'],
    facts: { scheme: 'value' },
  },
  'progress-unannounced': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['FA-6'],
    facts: {},
  },
  'request-in-flight': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['BP-20'],
    facts: { request: 'id' },
  },
  'request-not-next': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['BP-24'],
    readings: ['requestIds'],
    facts: { request: 'id', expected: 'id' },
  },
  'role-unannounced': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['BP-28'],
    readings: ['roles'],
    facts: { request: 'text', role: 'text' },
  },
  'mode-unknown': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['CC-5'],
    readings: ['cancelUnknown'],
    facts: { mode: 'value' },
  },
  'answer-unasked': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['BP-18'],
    facts: { answer: 'text', request: 'id', last: 'id' },
  },
  'error-uri-invalid': {
    family: 'abort',
    uri: 'wamp.error.invalid_uri',
    rules: ['BP-10'],
    readings: ['badUri'],
    facts: { error: 'text' },
  },
  'answer-late': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['BP-17'],
    readings: ['late'],
    facts: { answer: 'text', request: 'id' },
  },
  'progress-unasked': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['PR-4'],
    readings: ['unaskedProgress'],
    facts: { request: 'id' },
  },
  'error-misplaced': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['BP-19'],
    facts: { of: 'text' },
  },

  // --- publishing and subscribing ---
  'broker-missing': {
    family: 'reply',
    uri: 'wamp.error.feature_not_supported',
    rules: ['BP-21'],
    facts: { request: 'text' },
  },

  // --- roles ---
  'role-missing': {
    family: 'reply',
    uri: 'wamp.error.not_authorized',
    rules: ['BP-28'],
    readings: ['roles'],
    facts: { request: 'text', role: 'text' },
  },

  // --- registering ---
  'procedure-invalid': {
    family: 'reply',
    uri: 'wamp.error.invalid_uri',
    rules: ['BP-10'],
    facts: { procedure: 'text' },
  },
  'procedure-reserved': {
    family: 'reply',
    uri: 'wamp.error.invalid_uri',
    rules: ['BP-11'],
    facts: { procedure: 'text' },
  },
  'invoke-unknown': {
    family: 'reply',
    uri: 'wamp.error.invalid_argument',
    rules: ['SR-14'],
    readings: ['unknownPolicy'],
    facts: { invoke: 'value' },
  },
  'invoke-not-allowed': {
    family: 'reply',
    uri: 'wamp.error.option_not_allowed',
    rules: ['SR-14'],
    readings: ['unknownPolicy'],
    facts: { invoke: 'value' },
  },
  'invoke-violation': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['SR-14'],
    readings: ['unknownPolicy'],
    facts: { invoke: 'value' },
  },
  'match-unsupported': {
    family: 'reply',
    uri: 'wamp.error.feature_not_supported',
    rules: ['BP-23'],
    readings: ['unknownMatch'],
    facts: { match: 'value' },
  },
  'match-not-allowed': {
    family: 'reply',
    uri: 'wamp.error.option_not_allowed',
    rules: ['BP-23'],
    readings: ['unknownMatch'],
    facts: { match: 'value' },
  },
  'policy-conflict': {
    family: 'reply',
    uri: 'wamp.error.procedure_already_exists',
    rules: ['SR-3', 'SR-4'],
    readings: ['conflictUri'],
    facts: { procedure: 'text', existing: 'policy', requested: 'policy' },
  },
  'policy-differs': {
    family: 'reply',
    uri: 'wamp.error.procedure_exists_with_different_invocation_policy',
    rules: ['SR-3', 'SR-4'],
    readings: ['conflictUri'],
    facts: { procedure: 'text', existing: 'policy', requested: 'policy' },
  },
  'registered-already': {
    family: 'reply',
    uri: 'wamp.error.procedure_already_exists',
    rules: [],
    readings: ['sameSession'],
    facts: { procedure: 'text' },
  },
  'registration-unknown': {
    family: 'reply',
    uri: 'wamp.error.no_such_registration',
    rules: ['BP-12'],
    facts: { registration: 'id' },
  },

  // --- calling ---
  'procedure-unknown': {
    family: 'reply',
    uri: 'wamp.error.no_such_procedure',
    rules: ['BP-13'],
    readings: ['nobody'],
    facts: { procedure: 'text' },
  },
  'timeout-invalid': {
    family: 'reply',
    uri: 'wamp.error.invalid_argument',
    rules: ['CT-3'],
    facts: { timeout: 'value' },
  },
  'limit-exceeded': {
    family: 'reply',
    uri: 'dealerchart.error.limit_exceeded',
    rules: ['LM-1', 'LM-2', 'LM-3'],
    facts: { limit: 'limit', most: 'number' },
  },
  'callees-exhausted': {
    family: 'reply',
    uri: 'wamp.error.no_available_callee',
    rules: ['CR-8'],
    facts: { procedure: 'text', tries: 'number' },
  },
  'reroute-capped': {
    family: 'reply',
    uri: 'wamp.error.no_available_callee',
    rules: ['CR-8'],
    facts: { procedure: 'text', tries: 'number' },
  },
  'call-refused': {
    family: 'reply',
    uri: 'wamp.error.no_available_callee',
    rules: ['CR-1'],
    readings: ['refusedLate', 'afterKill'],
    facts: { procedure: 'text' },
  },
  'callee-left': {
    family: 'reply',
    uri: 'wamp.error.canceled',
    rules: ['BP-15'],
    readings: ['goneUri'],
    facts: { procedure: 'text' },
  },
  'callee-left-by-letter': {
    family: 'reply',
    uri: 'wamp.error.cancelled',
    rules: ['BP-15'],
    readings: ['goneUri'],
    facts: { procedure: 'text' },
  },
  'callee-withdrawn': {
    family: 'reply',
    uri: 'wamp.error.canceled',
    rules: ['BP-22'],
    readings: ['withdrawn'],
    facts: { procedure: 'text' },
  },
  'call-canceled': {
    family: 'reply',
    uri: 'wamp.error.canceled',
    rules: ['CC-1', 'CC-2', 'CC-6'],
    readings: ['refusedLate'],
    facts: { procedure: 'text' },
  },
  'mode-invalid': {
    family: 'reply',
    uri: 'wamp.error.invalid_argument',
    rules: ['CC-5'],
    readings: ['cancelUnknown'],
    facts: { mode: 'value' },
  },
  'call-timed-out': {
    family: 'reply',
    uri: 'wamp.error.timeout',
    rules: ['CT-2'],
    facts: { procedure: 'text', timeout: 'number' },
  },

  // --- an INVOCATION that its callee cannot be sent ---
  'invocation-too-large': {
    family: 'reply',
    uri: 'wamp.error.payload_size_exceeded',
    rules: ['UD-1'],
    facts: { procedure: 'text', what: 'words' },
  },
  'invocation-untellable': {
    family: 'reply',
    uri: 'wamp.error.invalid_payload',
    rules: ['UD-1'],
    facts: { procedure: 'text', what: 'words' },
  },
  'invocation-backlog': {
    family: 'reply',
    uri: 'wamp.error.network_failure',
    rules: ['UD-1'],
    facts: { procedure: 'text', what: 'words' },
  },

  // --- a RESULT or ERROR that its caller cannot be sent ---
  'answer-too-large': {
    family: 'reply',
    uri: 'wamp.error.payload_size_exceeded',
    rules: ['UD-2'],
    facts: { what: 'words' },
  },
  'answer-untellable': {
    family: 'reply',
    uri: 'wamp.error.invalid_payload',
    rules: ['UD-2'],
    facts: { what: 'words' },
  },
  'answer-backlog': {
    family: 'reply',
    uri: 'wamp.error.network_failure',
    rules: ['UD-2'],
    facts: { what: 'words' },
  },
} as const satisfies Record<string, ProblemRow>;

export type ProblemId = keyof typeof PROBLEMS;

/** The facts of a problem. */
export type FactsOf<P extends ProblemId> = {
  readonly [F in keyof (typeof PROBLEMS)[P]['facts']]: FactKind<(typeof PROBLEMS)[P]['facts'][F]>;
};

/** A problem and its facts. */
export type Problem = {
  readonly [P in ProblemId]: { readonly problem: P; readonly facts: FactsOf<P> };
}[ProblemId];

// --- internal ---

/** What a fact may be. */
interface FactKinds {
  readonly text: string;
  readonly number: number;
  readonly id: Id;
  readonly policy: Policy;
  readonly limit: RequestLimitId;
  /** Whatever a client sent. */
  readonly value: unknown;
  /** The value that has no form in a serialisation, in words such as `the float NaN`; undefined if unknown. */
  readonly words: string | undefined;
}

type FactKind<Kind> = Kind extends keyof FactKinds ? FactKinds[Kind] : never;
