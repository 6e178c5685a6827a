/** What a log tells: who was there, what was registered, what was called, who was asked and what they answered. */
import type { Readings } from '../../../machines/readings.ts';
import type { Reason } from '../../wire/entry.ts';
import type { Dict, Message } from './messages.ts';

/** A line of the log, the first is 1, and its time. */
export interface Moment {
  readonly line: number;
  /** In milliseconds. */
  readonly at: number;
}

/** How far a session is: before WELCOME, after it, after the router's own GOODBYE, or at an end. */
export type Phase = 'opening' | 'open' | 'closing' | 'ended';

/** What ended a session. */
export type Ending =
  | 'GOODBYE of the client'
  | 'ABORT of the client'
  | 'GOODBYE of the router'
  | 'ABORT of the router'
  | 'loss'
  | 'close';

export interface Session {
  readonly name: string;
  /** The one of its HELLO; before that, one without a name. */
  realm: Realm;
  phase: Phase;
  hello: Passed | undefined;
  welcome: Passed | undefined;
  /** When it stopped being served, and by what. */
  ended: (Moment & { readonly how: Ending }) | undefined;
  /** When its connection was gone, and who ended it. */
  gone: (Moment & { readonly by: 'client' | 'router' }) | undefined;
  /** What passed between it and the router, in order. */
  readonly received: Passed[];
  readonly sent: Passed[];
  /** Its calls by request id, the latest last. */
  readonly calls: Map<number, Call[]>;
  /** The INVOCATIONs it was sent, by request id; one that could not be delivered was not sent. */
  readonly tries: Map<number, Try>;
  /** The id of its last request; 0 before the first. */
  lastRequest: number;
}

/** A message that passed. */
export interface Passed extends Moment {
  readonly session: Session;
  /** Whether the client sent it, or the router. */
  readonly by: 'client' | 'router';
  readonly message: Message;
  /** How far the session was when it came or went. */
  readonly phase: Phase;
  /** Of what a client sent: why it aborts the session, if it does. */
  readonly offence: Offence | undefined;
}

/** The rule that aborts the session for a message, and what is wrong with it. */
export interface Offence {
  readonly rule:
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
  /** The registrations in being, by match and procedure. */
  readonly standing: Map<string, Registration>;
  /** The ones that have ended, the latest of each procedure. */
  readonly ended: Map<string, Registration>;
  /** The latest of each id, in being or not. */
  readonly byId: Map<number, Registration>;
  readonly calls: Call[];
  /** The calls that wait for a callee, the one that has waited longest first. */
  waiting: readonly Call[];
}

export interface Registration extends Moment {
  readonly realm: Realm;
  /** The one that its first member was told. */
  readonly id: number;
  readonly procedure: string;
  readonly match: string;
  /** What the first member asked for, `single` if nothing. */
  readonly policy: string;
  /** Whether the first member asked for it in so many words. */
  readonly isExplicit: boolean;
  readonly founder: Session;
  /** The list as it is now; it is never changed, but replaced. */
  members: readonly Member[];
  /** How many places have ever been given. */
  places: number;
  readonly left: Departure[];
  readonly tries: Try[];
  end: Moment | undefined;
}

/** A place on a registration's list. */
export interface Member extends Moment {
  readonly session: Session;
  /** The registration id in its REGISTERED. */
  readonly id: number;
  /** Later places have greater numbers. */
  readonly order: number;
  /** Whether the session had a place already; whether it then has two is an open question. */
  readonly isRepeated: boolean;
}

export interface Departure extends Moment {
  readonly session: Session;
  /** The registration ids of the places that it lost. */
  readonly ids: readonly number[];
  readonly how: Leaving;
}

/** How a member leaves a list. */
export type Leaving = Withdrawal | Ending;

/** How it leaves a list while its session goes on. */
export type Withdrawal = 'UNREGISTER' | 'revocation';

/** REGISTER, UNREGISTER or a request to a broker, and its reply. */
export interface Request {
  readonly asked: Passed;
  reply: Passed | undefined;
  /** The registration of that procedure (or id), its list, and the one before it, right before the reply. */
  standing: Registration | undefined;
  members: readonly Member[];
  before: Registration | undefined;
  /** Whether a callee had the registration id in a REGISTERED already. */
  isTaken: boolean;
}

export interface Call extends Moment {
  readonly caller: Session;
  readonly message: Message;
  /** Milliseconds; 0 for none, NaN for what is no such number. */
  readonly timeout: number;
  readonly wantsProgress: boolean;
  /** The feature for which the call is not judged. */
  aside: string | undefined;
  /** The registration that there was for its procedure, and its list, when it came. */
  readonly standing: Registration | undefined;
  readonly members: readonly Member[];
  /** The INVOCATIONs of this call, in order. */
  readonly tries: Try[];
  readonly cancels: Cancel[];
  /** What the caller got, in order: at most one of them should be final. */
  readonly answers: Answer[];
  final: Answer | undefined;
  /** The answers that could not be delivered to it. */
  readonly lost: Lost[];
  callerLeft: Moment | undefined;
}

export interface Cancel extends Passed {
  /** The mode that it asks for, or that it has because it asks for none that there is. */
  readonly mode: Mode;
  /** Whether the call still waited for its final answer. */
  readonly isLive: boolean;
  /** Who had been asked last. */
  readonly asked: Try | undefined;
}

export type Mode = 'skip' | 'kill' | 'killnowait';

/** RESULT or ERROR to the caller. */
export interface Answer extends Passed {
  readonly call: Call;
  readonly isFinal: boolean;
  /** What the callee sent, as far as that explains this answer. */
  readonly cause: Reply | undefined;
  /** The list of the call's registration then. */
  readonly members: readonly Member[];
}

/** An answer that could not be delivered. */
export interface Lost extends Answer {
  readonly reason: Reason;
}

/** That an INVOCATION could not be delivered, and why. */
export interface Undelivered extends Moment, Lists {
  readonly reason: Reason;
  /** Whether its call waited for it until then. */
  readonly isWaitedFor: boolean;
}

/** The lists that a re-route may look at, as they are when a callee is left out. */
export interface Lists {
  /** That of the registration which the call was given to. */
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
  /** The list then. */
  readonly members: readonly Member[];
  /** Who had refused the call by then or could not be told of it, in order. */
  readonly refusers: readonly Session[];
  /** Whether the call had had its final answer, or lost its caller, before. */
  readonly isPosthumous: boolean;
  /** The INVOCATION of the same call before this one. */
  readonly previous: Try | undefined;
  /** Whether the callee's session had had an INVOCATION with this request id before. */
  readonly isReused: boolean;
  readonly replies: Reply[];
  readonly interrupts: Passed[];
  /** When it turned out that it could not be delivered. */
  undelivered: Undelivered | undefined;
  /** When the callee's session ended, if it had not answered and was still waited for. */
  calleeLeft: Moment | undefined;
  /** When it unregistered, if it had not answered and was still waited for. */
  unregistered: Moment | undefined;
  /** When the call was taken from it for that, and the lists then. */
  withdrawn: (Moment & Lists) | undefined;
}

/** YIELD or ERROR of a callee. */
export interface Reply extends Passed, Lists {
  readonly tried: Try;
  readonly kind: 'progress' | 'result' | 'refusal' | 'error';
  /** The URI that its caller is to get, if it is an ERROR that is passed on. */
  readonly told: string;
  /** Whether the call waited for it; all others come too late. */
  readonly counts: boolean;
}

/** The error by which a callee refuses a call. */
export const UNAVAILABLE = 'wamp.error.unavailable';

/** A session of which nothing is known but its name. */
export const newSession = (name: string, realm: Realm): Session => ({
  name,
  realm,
  phase: 'opening',
  hello: undefined,
  welcome: undefined,
  ended: undefined,
  gone: undefined,
  received: [],
  sent: [],
  calls: new Map(),
  tries: new Map(),
  lastRequest: 0,
});

/** A realm in which nothing has happened. */
export const newRealm = (name: string): Realm => ({
  name,
  standing: new Map(),
  ended: new Map(),
  byId: new Map(),
  calls: [],
  waiting: [],
});

/** Whether the call waits for its final answer. */
export const isLive = (call: Call): boolean => call.final === undefined && call.callerLeft === undefined;

/** The mode that a CANCEL asks for, if it is one. */
export function modeIn({ options }: Message): Mode | undefined {
  const { mode } = options;
  return mode === 'skip' || mode === 'kill' || mode === 'killnowait' ? mode : undefined;
}

/** Whether a CANCEL asks for a mode that there is not. */
export const hasUnknownMode = (message: Message): boolean =>
  modeIn(message) === undefined && wordIn(message.options, 'mode') !== undefined;

/** Whether a request belongs to a role that its session did not announce. */
export function isOutOfRole({ hello }: Session, { name }: Message): boolean {
  const role = name === 'CALL' ? 'caller' : name === 'REGISTER' ? 'callee' : undefined;
  if (role === undefined) return false;
  const roles = dictIn(hello?.message.options, 'roles');
  return dictIn(roles, role) !== roles[role];
}

/** Whether a call is refused for that. */
export const isRefusedForRole = ({ caller, message }: Call, { roles }: Readings): boolean =>
  roles === 'refuse' && isOutOfRole(caller, message);

/** Whether the router announced a feature of dealers to a session. */
export const isOffered = ({ welcome }: Session, feature: string): boolean =>
  featuresOf(welcome, 'dealer')[feature] === true;

/** What a session announced for its role as a callee. */
export function hasAnnounced(session: Session, feature: string): boolean {
  return featuresOf(session.hello, 'callee')[feature] === true;
}

/** The features of a role, in HELLO or WELCOME. */
export function featuresOf(hello: Passed | undefined, role: string): Dict {
  return dictIn(dictIn(dictIn(hello?.message.options, 'roles'), role), 'features');
}

/** An option that is a word; undefined if it is not set, which some clients say by null or an empty one. */
export function wordIn(options: Dict, key: string): unknown {
  const value = options[key];
  return value === null || value === '' ? undefined : value;
}

/** Whether router and client both announced a feature, each in one of its roles. */
export const isAgreed = (session: Session, ours: string, theirs: string, feature: string): boolean =>
  featuresOf(session.welcome, ours)[feature] === true && featuresOf(session.hello, theirs)[feature] === true;

/** The dictionary at `key`, or an empty one. */
export function dictIn(dict: Dict | undefined, key: string): Dict {
  const value = dict?.[key];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Dict) : {};
}
