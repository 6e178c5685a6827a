/**
 * The words of the specification: ids, messages, events, effects and contexts, in WAMP's own terms.
 *
 * Events named after a WAMP message are written as WAMP writes them (`CALL`, `YIELD`); what is not a message has a
 * dotted name (`callee.left`). States are situations (`invoked`), guards questions (`isRefusal`), actions verbs
 * (`sendInvocation`).
 */
import type { Readings } from './readings.ts';
import type { Sorted } from './sorted.ts';

/** The five invocation policies, in the order in which the text lists them. */
export const POLICIES = ['single', 'roundrobin', 'random', 'first', 'last'] as const;
export type Policy = (typeof POLICIES)[number];

/** How a caller may ask for the end of its call. */
export const CANCEL_MODES = ['skip', 'kill', 'killnowait'] as const;
export type CancelMode = (typeof CANCEL_MODES)[number];

/** The feature a dealer announces for each part of the Advanced Profile that is specified here. */
export const DEALER_FEATURES = [
  'shared_registration',
  'call_reroute',
  'call_canceling',
  'call_timeout',
  'progressive_call_results',
] as const;

/** Answers an INVOCATION with this error: the callee cannot attend to it, another one may. */
export const UNAVAILABLE = 'wamp.error.unavailable';

/** An integer from 1 to 2^53, as WAMP numbers its sessions, registrations and requests. */
export type Id = number;
/** The dealer's own number of a session, from its connection on, so before it has a WAMP session id. */
export type SessionKey = number;
/** The dealer's own number of a call. */
export type CallKey = number;
export type Uri = string;
export type Dict = Readonly<Record<string, unknown>>;
export type List = readonly unknown[];

/** The name of each message whose request can fail with an ERROR. */
export type RequestType =
  | 'PUBLISH'
  | 'SUBSCRIBE'
  | 'UNSUBSCRIBE'
  | 'CALL'
  | 'REGISTER'
  | 'UNREGISTER'
  | 'INVOCATION';

// --- messages: what a client may send, by name and field, as WAMP names them ---

interface Payload {
  readonly args: List | undefined;
  readonly kwargs: Dict | undefined;
}
export interface Hello {
  readonly type: 'HELLO';
  readonly realm: Uri;
  readonly details: Dict;
}
export interface Abort {
  readonly type: 'ABORT';
  readonly details: Dict;
  readonly reason: Uri;
}
export interface Goodbye {
  readonly type: 'GOODBYE';
  readonly details: Dict;
  readonly reason: Uri;
}
export interface ErrorMessage extends Payload {
  readonly type: 'ERROR';
  readonly of: RequestType | 'other';
  readonly request: Id;
  readonly details: Dict;
  readonly error: Uri;
}
export interface Publish {
  readonly type: 'PUBLISH';
  readonly request: Id;
  readonly options: Dict;
}
export interface Subscribe {
  readonly type: 'SUBSCRIBE';
  readonly request: Id;
}
export interface Unsubscribe {
  readonly type: 'UNSUBSCRIBE';
  readonly request: Id;
}
export interface Call extends Payload {
  readonly type: 'CALL';
  readonly request: Id;
  readonly options: Dict;
  readonly procedure: Uri;
}
export interface Cancel {
  readonly type: 'CANCEL';
  readonly request: Id;
  readonly options: Dict;
}
export interface Register {
  readonly type: 'REGISTER';
  readonly request: Id;
  readonly options: Dict;
  readonly procedure: Uri;
}
export interface Unregister {
  readonly type: 'UNREGISTER';
  readonly request: Id;
  readonly registration: Id;
}
export interface Yield extends Payload {
  readonly type: 'YIELD';
  readonly request: Id;
  readonly options: Dict;
}
export type Message =
  | Hello
  | Abort
  | Goodbye
  | ErrorMessage
  | Publish
  | Subscribe
  | Unsubscribe
  | Call
  | Cancel
  | Register
  | Unregister
  | Yield;

// --- problems: everything the dealer may object to, with the facts its sentence is made of (words: src/errors.ts) ---

export interface Problems {
  readonly 'message-malformed': { readonly expected: string; readonly came: string };
  readonly 'hello-expected': { readonly came: string };
  readonly 'router-closing': Record<never, never>;
  readonly 'hello-late': Record<never, never>;
  readonly 'hello-repeated': Record<never, never>;
  readonly 'roles-missing': Record<never, never>;
  readonly 'realm-invalid': { readonly realm: string };
  readonly 'realm-unknown': { readonly realm: string };
  readonly 'request-in-flight': { readonly request: Id };
  readonly 'mode-unknown': { readonly mode: unknown };
  readonly 'answer-unasked': { readonly answer: string; readonly request: Id; readonly sent: number };
  readonly 'error-misplaced': { readonly of: string };
  readonly 'procedure-invalid': { readonly procedure: string };
  readonly 'procedure-reserved': { readonly procedure: string };
  readonly 'invoke-unknown': { readonly invoke: unknown };
  readonly 'match-unsupported': { readonly match: unknown };
  readonly 'policy-conflict': PolicyConflict;
  readonly 'policy-differs': PolicyConflict;
  readonly 'registered-already': { readonly procedure: string };
  readonly 'registration-unknown': { readonly registration: Id };
  readonly 'procedure-unknown': { readonly procedure: string };
  readonly 'timeout-invalid': { readonly timeout: unknown };
  readonly 'callees-exhausted': { readonly procedure: string; readonly tries: number };
  readonly 'reroute-capped': { readonly procedure: string; readonly tries: number };
  readonly 'callee-left': { readonly procedure: string };
  readonly 'call-canceled': { readonly procedure: string };
  readonly 'call-timed-out': { readonly procedure: string; readonly timeout: number };
  readonly 'broker-missing': { readonly request: string };
}
export interface PolicyConflict {
  readonly procedure: string;
  readonly existing: Policy;
  readonly requested: Policy;
}
export type ProblemId = keyof Problems;

/** A problem and its facts. */
export type Problem = {
  readonly [P in ProblemId]: { readonly problem: P; readonly facts: Problems[P] };
}[ProblemId];

// --- members ---

/** What a callee announced in HELLO that matters to the dealer. */
export interface CalleeFeatures {
  readonly call_reroute: boolean;
  readonly call_canceling: boolean;
  readonly progressive_call_results: boolean;
}

/** One callee's place in a registration; its order number is never used again within that registration. */
export interface Member {
  readonly order: number;
  readonly session: SessionKey;
  readonly features: CalleeFeatures;
}

// --- contexts: what an instance of a chart remembers ---

export interface RegistrationContext {
  readonly readings: Readings;
  readonly registration: Id;
  readonly procedure: Uri;
  readonly policy: Policy;
  /** The members by order number. */
  readonly members: Sorted<Member>;
  /** The order numbers each session holds, by session; more than one only where the reading `sameSession` allows it. */
  readonly places: Sorted<readonly number[]>;
  readonly nextOrder: number;
  /** Where `roundrobin` stands, in the terms of the reading `position`; 0 before the first call. */
  readonly position: number;
}

export interface CallContext {
  readonly readings: Readings;
  readonly call: CallKey;
  readonly caller: SessionKey;
  readonly message: Call;
  /** The registration the call belongs to; 0 before the first selection. */
  readonly registration: Id;
  /** The callee that was asked last. */
  readonly callee: Member | undefined;
  /** The request id of the INVOCATION it was sent, in its session's numbering; 0 before the first. */
  readonly invocation: Id;
  /** The sessions that refused this call. */
  readonly refusals: Sorted<true>;
  /** How many INVOCATIONs were sent for this call. */
  readonly tries: number;
  /** Whether the caller was sent a progressive result. */
  readonly progressed: boolean;
}

export interface SessionContext {
  readonly session: SessionKey;
  /** The realms a HELLO may name; undefined: any. */
  readonly realms: readonly Uri[] | undefined;
  /** How long the peer may leave the dealer waiting for HELLO, or for the answer to GOODBYE, in milliseconds. */
  readonly patience: number;
  /** The WAMP session id; 0 before WELCOME. */
  readonly id: Id;
  readonly features: CalleeFeatures;
}

// --- events: what happens to a chart ---

export type RegistrationEvent = RegisterEvent | UnregisterEvent | MemberLeftEvent | SelectEvent;
export interface RegisterEvent {
  readonly type: 'REGISTER';
  readonly session: SessionKey;
  readonly features: CalleeFeatures;
  readonly message: Register;
}
export interface UnregisterEvent {
  readonly type: 'UNREGISTER';
  readonly session: SessionKey;
  readonly message: Unregister;
}
export interface MemberLeftEvent {
  readonly type: 'session.left';
  readonly session: SessionKey;
}
/** A call asks for a callee. */
export interface SelectEvent {
  readonly type: 'SELECT';
  readonly call: CallKey;
  readonly refusals: Sorted<true>;
  /** The member asked last for this call; undefined for the first try. */
  readonly asked: Member | undefined;
  readonly tries: number;
  /** A random number, at least 0 and less than 1. */
  readonly draw: number;
}

export type CallEvent =
  | CallIssuedEvent
  | MemberSelectedEvent
  | NoneSelectedEvent
  | YieldEvent
  | ErrorEvent
  | CancelEvent
  | { readonly type: 'callee.left' }
  | { readonly type: 'caller.left' }
  | { readonly type: 'timer.fired' };
export interface CallIssuedEvent {
  readonly type: 'CALL';
}
export interface MemberSelectedEvent {
  readonly type: 'select.member';
  readonly registration: Id;
  readonly member: Member;
  /** The request id for the INVOCATION, next in the numbering of the member's session. */
  readonly invocation: Id;
}
export interface NoneSelectedEvent {
  readonly type: 'select.none';
  /** Whether members are left but the cap of the reading `exclude` forbids to ask again. */
  readonly capped: boolean;
}
export interface YieldEvent {
  readonly type: 'YIELD';
  readonly message: Yield;
}
export interface ErrorEvent {
  readonly type: 'ERROR';
  readonly message: ErrorMessage;
}
export interface CancelEvent {
  readonly type: 'CANCEL';
  readonly message: Cancel;
}

export type SessionEvent =
  | HelloEvent
  | { readonly type: 'ABORT'; readonly message: Abort }
  | { readonly type: 'GOODBYE'; readonly message: Goodbye }
  | AnswerEvent
  | { readonly type: 'PUBLISH'; readonly message: Publish }
  | { readonly type: 'SUBSCRIBE'; readonly message: Subscribe }
  | { readonly type: 'UNSUBSCRIBE'; readonly message: Unsubscribe }
  | SessionCallEvent
  | CancelEvent
  | { readonly type: 'REGISTER'; readonly message: Register }
  | { readonly type: 'UNREGISTER'; readonly message: Unregister }
  | MalformedEvent
  | { readonly type: 'session.lost' }
  | { readonly type: 'router.closing' }
  | { readonly type: 'timer.fired' };
export interface HelloEvent {
  readonly type: 'HELLO';
  readonly message: Hello;
  /** The WAMP session id the session gets, drawn at random and not in use. */
  readonly id: Id;
}
export interface SessionCallEvent {
  readonly type: 'CALL';
  readonly message: Call;
  /** Whether a call of this session with the same request id waits for its final answer. */
  readonly inFlight: boolean;
}
/** A YIELD or an ERROR, with the number of INVOCATIONs this session was sent so far. */
export type AnswerEvent =
  | { readonly type: 'YIELD'; readonly message: Yield; readonly sent: number }
  | { readonly type: 'ERROR'; readonly message: ErrorMessage; readonly sent: number };
/** Something came that is no message a client may send. */
export interface MalformedEvent {
  readonly type: 'message.malformed';
  readonly expected: string;
  readonly came: string;
}

// --- effects: what a chart tells the world ---

/** A message to a session, before it is given its positions on the wire. */
export type SendEffect =
  | { readonly type: 'WELCOME'; readonly to: SessionKey; readonly id: Id; readonly realm: Uri }
  | ({ readonly type: 'ABORT'; readonly to: SessionKey } & Problem)
  | { readonly type: 'GOODBYE'; readonly to: SessionKey; readonly reason: Uri }
  | ({
      readonly type: 'ERROR';
      readonly to: SessionKey;
      readonly of: RequestType;
      readonly request: Id;
    } & Problem)
  | ErrorPassed
  | { readonly type: 'REGISTERED'; readonly to: SessionKey; readonly request: Id; readonly registration: Id }
  | {
      readonly type: 'UNREGISTERED';
      readonly to: SessionKey;
      readonly request: Id;
      readonly registration: Id;
    }
  | Invocation
  | { readonly type: 'INTERRUPT'; readonly to: SessionKey; readonly request: Id; readonly mode: CancelMode }
  | Result;

/** A callee's ERROR on its way to the caller. */
export interface ErrorPassed {
  readonly type: 'ERROR.passed';
  readonly to: SessionKey;
  readonly request: Id;
  readonly message: ErrorMessage;
}
export interface Invocation {
  readonly type: 'INVOCATION';
  readonly to: SessionKey;
  readonly call: CallKey;
  readonly request: Id;
  readonly registration: Id;
  readonly progress: boolean;
  readonly message: Call;
}
export interface Result {
  readonly type: 'RESULT';
  readonly to: SessionKey;
  readonly request: Id;
  readonly progress: boolean;
  readonly message: Yield;
}

/** What concerns the dealer and the other charts. */
export type InnerEffect =
  /** A message of an established session reaches the registrations and calls. */
  | Delivery
  | { readonly type: 'session.ended'; readonly session: SessionKey }
  | { readonly type: 'session.closed'; readonly session: SessionKey }
  | { readonly type: 'session.timer.start'; readonly session: SessionKey; readonly after: number }
  | { readonly type: 'session.timer.stop'; readonly session: SessionKey }
  | { readonly type: 'registration.opened'; readonly registration: Id }
  | { readonly type: 'registration.deleted'; readonly registration: Id }
  | CalleeSought
  | CalleeSelected
  | { readonly type: 'select.none'; readonly call: CallKey; readonly capped: boolean }
  | { readonly type: 'call.timer.start'; readonly call: CallKey; readonly after: number }
  | { readonly type: 'call.ended'; readonly call: CallKey };
export interface Delivery {
  readonly type: 'deliver';
  readonly session: SessionKey;
  readonly features: CalleeFeatures;
  readonly message: Call | Cancel | Register | Unregister | Yield | ErrorMessage;
}
export interface CalleeSought {
  readonly type: 'select';
  readonly call: CallKey;
  readonly procedure: Uri;
  readonly registration: Id;
  readonly refusals: Sorted<true>;
  readonly asked: Member | undefined;
  readonly tries: number;
}
export interface CalleeSelected {
  readonly type: 'select.member';
  readonly call: CallKey;
  readonly registration: Id;
  readonly member: Member;
}
export type Effect = SendEffect | InnerEffect;
