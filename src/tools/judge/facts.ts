/** Facts in a log: sessions, registrations, calls, INVOCATIONs and answers. */
import type { Readings } from '../../../machines/readings.ts';
import type { Reason } from '../../wire/entry.ts';
import type { Dict, Message } from './messages.ts';

/** A line of the log, counted from 1, and its time. */
export interface Moment {
  readonly line: number;
  /** In milliseconds. */
  readonly at: number;
}

/** Phase of a session: before WELCOME, after it, after the router's own GOODBYE, or ended. */
export type Phase = 'opening' | 'open' | 'closing' | 'ended';

/** Cause of the end of a session. */
export type Ending =
  | 'GOODBYE of the client'
  | 'ABORT of the client'
  | 'GOODBYE of the router'
  | 'ABORT of the router'
  | 'loss'
  | 'close';

export interface Session {
  readonly name: string;
  /** The realm in its HELLO; before that, a realm without a name. */
  realm: Realm;
  phase: Phase;
  hello: Passed | undefined;
  welcome: Passed | undefined;
  /** End of the session, and its cause. */
  ended: (Moment & { readonly how: Ending }) | undefined;
  /** End of its connection, and the side that ended it. */
  gone: (Moment & { readonly by: 'client' | 'router' }) | undefined;
  /** Messages that the router received from it, in order. */
  readonly received: Passed[];
  /** Messages that the router sent to it, in order. */
  readonly sent: Passed[];
  /** Its calls by request id, the latest last. */
  readonly calls: Map<number, Call[]>;
  /** INVOCATIONs that were sent to it, by request id, without undeliverable ones. */
  readonly tries: Map<number, Try>;
  /** The id of its last request; 0 before the first. */
  lastRequest: number;
}

/** A message that a client or the router sent. */
export interface Passed extends Moment {
  readonly session: Session;
  /** Sender of the message. */
  readonly by: 'client' | 'router';
  readonly message: Message;
  /** Phase of the session when the message was received or sent. */
  readonly phase: Phase;
  /** Reason why a client's message aborts the session, if it does. */
  readonly offence: Offence | undefined;
}

/** The rule that aborts the session for a message, and what is wrong with it. */
export interface Offence {
  readonly rule:
    | 'AU-7'
    | 'BP-1'
    | 'BP-4'
    | 'BP-5'
    | 'BP-10'
    | 'BP-17'
    | 'BP-18'
    | 'BP-19'
    | 'BP-20'
    | 'BP-24'
    | 'BP-28'
    | 'CC-5'
    | 'FA-5'
    | 'FA-6'
    | 'SR-14';
  readonly says: string;
}

export interface Realm {
  readonly name: string;
  /** Current registrations, by match and procedure. */
  readonly standing: Map<string, Registration>;
  /** Latest ended registrations, by match and procedure. */
  readonly ended: Map<string, Registration>;
  /** Latest registration of each id, ended or not. */
  readonly byId: Map<number, Registration>;
  readonly calls: Call[];
  /** The calls that wait for a callee, the one that has waited longest first. */
  waiting: readonly Call[];
  /** True if the log was written between clients and router. */
  readonly isSeenBetween: boolean;
}

export interface Registration extends Moment {
  readonly realm: Realm;
  /** Registration id in the REGISTERED of its first member. */
  readonly id: number;
  readonly procedure: string;
  readonly match: string;
  /** Policy that the first member asked for; `single` if none. */
  readonly policy: string;
  /** True if the first member asked for it explicitly. */
  readonly isExplicit: boolean;
  readonly founder: Session;
  /** Current list; each change replaces it. */
  members: readonly Member[];
  /** Number of places given so far. */
  places: number;
  readonly left: Departure[];
  readonly tries: Try[];
  /** Cache of `turns.ts`. */
  played: Played | undefined;
  end: Moment | undefined;
  /** True if it cannot be told whether a REGISTER joined it or took its place. */
  isDoubtful: boolean;
  /** True if its members may have another order, since their REGISTERs crossed. */
  isUnordered: boolean;
}

/** Turns and places of the INVOCATIONs of a registration so far, and the round-robin position after them. */
export interface Played {
  readonly readings: Readings;
  readonly tries: number;
  readonly turns: readonly Turn[];
  readonly places: ReadonlyMap<Try, Member | undefined>;
  readonly position: number;
}

/** An INVOCATION, and the candidates that the policy names: one of them, under `random` any. */
export interface Turn {
  readonly tried: Try;
  readonly named: readonly Session[];
}

/** A place on a registration's list. */
export interface Member extends Moment {
  readonly session: Session;
  /** The registration id in its REGISTERED. */
  readonly id: number;
  /** Later places have greater numbers. */
  readonly order: number;
  /** True if the session had a place already; the reading `sameSession` decides if it then has two. */
  readonly isRepeated: boolean;
}

export interface Departure extends Moment {
  readonly session: Session;
  /** The registration ids of the places that it lost. */
  readonly ids: readonly number[];
  readonly how: Leaving;
}

/** Cause for which a member leaves a list. */
export type Leaving = Withdrawal | Ending;

/** Cause for which a member leaves a list while its session goes on. */
export type Withdrawal = 'UNREGISTER' | 'revocation';

/** REGISTER, UNREGISTER or a request to a broker, and its reply. */
export interface Request {
  readonly asked: Passed;
  reply: Passed | undefined;
  /** The registration of that procedure (or id) right before the reply, its list, and its predecessor. */
  standing: Registration | undefined;
  members: readonly Member[];
  before: Registration | undefined;
  /** The places that were taken away for it. */
  revoked: readonly Member[];
  /** True if a member already had the registration id of the REGISTERED. */
  isTaken: boolean;
  /** True if it crossed another change of the registration, so that it is not judged. */
  isCrossed: boolean;
}

export interface Call extends Moment {
  readonly caller: Session;
  readonly message: Message;
  /** Milliseconds; 0 for none, NaN for an invalid timeout. */
  readonly timeout: number;
  readonly wantsProgress: boolean;
  /** The feature for which the call is not judged. */
  aside: string | undefined;
  /** The registration of its procedure, and its list, when the CALL was received. */
  readonly standing: Registration | undefined;
  readonly members: readonly Member[];
  /** The INVOCATIONs of this call, in order. */
  readonly tries: Try[];
  readonly cancels: Cancel[];
  /** Answers that the caller received, in order; at most one of them should be final. */
  readonly answers: Answer[];
  final: Answer | undefined;
  /** Undeliverable answers. */
  readonly lost: Lost[];
  callerLeft: Moment | undefined;
}

export interface Cancel extends Passed {
  /** The mode that it asks for; the reading `cancelDefault` if it has no known one. */
  readonly mode: Mode;
  /** True if the call still waited for its final answer. */
  readonly isLive: boolean;
  /** Latest INVOCATION of the call at that time. */
  readonly asked: Try | undefined;
}

export type Mode = 'skip' | 'kill' | 'killnowait';

/** RESULT or ERROR to the caller. */
export interface Answer extends Passed {
  readonly call: Call;
  readonly isFinal: boolean;
  /** The callee's message that explains this answer, if any. */
  readonly cause: Reply | undefined;
  /** List of the call's registration at that time. */
  readonly members: readonly Member[];
}

/** An answer that could not be delivered. */
export interface Lost extends Answer {
  readonly reason: Reason;
}

/** Failure to deliver an INVOCATION, with its reason. */
export interface Undelivered extends Moment, Lists {
  readonly reason: Reason;
  /** True if its call waited for it until then. */
  readonly isWaitedFor: boolean;
}

/** The lists that a re-route may look at, as they are when a callee is left out. */
export interface Lists {
  /** List of the registration that the INVOCATION belongs to. */
  readonly members: readonly Member[];
  /** The registration of the procedure, if there is one. */
  readonly standing: Registration | undefined;
  readonly standingMembers: readonly Member[];
}

/** One INVOCATION. */
export interface Try extends Passed {
  readonly callee: Session;
  /** The call it was matched with. */
  readonly call: Call | undefined;
  readonly registration: Registration | undefined;
  /** List of the registration at that time. */
  readonly members: readonly Member[];
  /** Callees that the call left out by then, in order: see `isRefusal`. */
  readonly refusers: readonly Session[];
  /** True if the call already had its final answer or had lost its caller. */
  readonly isPosthumous: boolean;
  /** The INVOCATION of the same call before this one. */
  readonly previous: Try | undefined;
  /** True if the callee's session already had an INVOCATION with this request id. */
  readonly isReused: boolean;
  /** True if a callee may have been selected for another call in between, so that its turn is not known. */
  isCrossed: boolean;
  readonly replies: Reply[];
  readonly interrupts: Passed[];
  /** Failure to deliver it, if there was one. */
  undelivered: Undelivered | undefined;
  /** End of the callee's session, if it had not answered and was still waited for. */
  calleeLeft: Moment | undefined;
  /** Moment at which the callee lost its place, if it had not answered and was still waited for. */
  unregistered: Moment | undefined;
  /** Moment at which the call was taken from the callee for that, and the lists at that time. */
  withdrawn: (Moment & Lists) | undefined;
}

/** YIELD or ERROR of a callee. */
export interface Reply extends Passed, Lists {
  readonly tried: Try;
  readonly kind: 'progress' | 'result' | 'refusal' | 'error';
  /** URI that the caller should receive, if this is an ERROR that is forwarded. */
  readonly told: string;
  /** True if the call waited for it; all others are late. */
  readonly counts: boolean;
}

/** The error by which a callee refuses a call. */
export const UNAVAILABLE = 'wamp.error.unavailable';

/** True if the call waits for its final answer. */
export const isLive = (call: Call): boolean => call.final === undefined && call.callerLeft === undefined;

/** The mode that a CANCEL asks for; undefined if it is missing or unknown. */
export function modeIn({ options }: Message): Mode | undefined {
  const { mode } = options;
  return mode === 'skip' || mode === 'kill' || mode === 'killnowait' ? mode : undefined;
}

/** True if a CANCEL asks for an unknown mode. */
export const hasUnknownMode = (message: Message): boolean =>
  modeIn(message) === undefined && wordIn(message.options, 'mode') !== undefined;

/** True if a request belongs to a role that its session did not announce. */
export function isOutOfRole({ hello }: Session, { name }: Message): boolean {
  const role = name === 'CALL' ? 'caller' : name === 'REGISTER' ? 'callee' : undefined;
  if (role === undefined) return false;
  const roles = dictIn(hello?.message.options, 'roles');
  return dictIn(roles, role) !== roles[role];
}

/** True if a call is refused because its caller did not announce the role. */
export const isRefusedForRole = ({ caller, message }: Call, { roles }: Readings): boolean =>
  roles === 'refuse' && isOutOfRole(caller, message);

/** True if the router announced this dealer feature to a session. */
export const isOffered = ({ welcome }: Session, feature: string): boolean =>
  featuresOf(welcome, 'dealer')[feature] === true;

/** True if a session announced this feature for its role as a callee. */
export const hasAnnounced = (session: Session, feature: string): boolean =>
  featuresOf(session.hello, 'callee')[feature] === true;

/** The features of a role, in HELLO or WELCOME. */
export const featuresOf = (hello: Pick<Passed, 'message'> | undefined, role: string): Dict =>
  dictIn(dictIn(dictIn(hello?.message.options, 'roles'), role), 'features');

/** An option that is a word; undefined if it is not set. Some clients send null or '' for that. */
export function wordIn(options: Dict, key: string): unknown {
  const value = options[key];
  return value === null || value === '' ? undefined : value;
}

/** True if router and client both announced a feature, each in one of its roles. */
export const isAgreed = (session: Session, ours: string, theirs: string, feature: string): boolean =>
  featuresOf(session.welcome, ours)[feature] === true && featuresOf(session.hello, theirs)[feature] === true;

/** The dictionary at `key`, or an empty one. */
export function dictIn(dict: Dict | undefined, key: string): Dict {
  const value = dict?.[key];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Dict) : {};
}
