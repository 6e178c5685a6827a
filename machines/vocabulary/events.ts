/** The events of each chart. */
import type { Limits } from '../limits.ts';
import type { CalleeFeatures } from './members.ts';
import type {
  Abort,
  Authenticate,
  Call,
  Cancel,
  ErrorMessage,
  Goodbye,
  Hello,
  Publish,
  Register,
  Subscribe,
  Unregister,
  Unsubscribe,
  Yield,
} from './messages.ts';
import type { Principal } from './principals.ts';
import type { MemberSelectedEvent, NoneSelectedEvent, Seeker } from './selection.ts';
import type { Dict, Id, SessionKey, Undelivered } from './words.ts';

export type RegistrationEvent = RegisterEvent | ClaimEvent | UnregisterEvent | MemberLeftEvent | SelectEvent;
export interface RegisterEvent {
  readonly type: 'REGISTER';
  readonly session: SessionKey;
  readonly features: CalleeFeatures;
  readonly message: Register;
  /** A registration id that is not in use. */
  readonly fresh: Id;
  /** The number of places that the session has, in this registration and all others, and the most it may have. */
  readonly held: number;
  readonly most: number;
}
/** A REGISTER, before it is processed, is to take the procedure away from its callees. */
export interface ClaimEvent extends Pick<RegisterEvent, 'session' | 'message' | 'held' | 'most'> {
  readonly type: 'procedure.claimed';
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
  readonly type: 'select';
  readonly call: Seeker;
  /** A random number, at least 0 and less than 1. */
  readonly draw: number;
}

export type CallEvent =
  | MemberSelectedEvent
  | NoneSelectedEvent
  | Yield
  | ErrorMessage
  | Cancel
  | CalleeUnreachableEvent
  | CallerUnreachableEvent
  | OvertakenEvent
  | { readonly type: 'callee.left' }
  | { readonly type: 'callee.withdrawn' }
  | { readonly type: 'caller.left' }
  | { readonly type: 'timer.fired' };
/** The INVOCATION cannot be delivered to the callee that was asked. */
export interface CalleeUnreachableEvent extends Undelivered {
  readonly type: 'callee.unreachable';
  /** The number of tries after which no other callee is asked. */
  readonly most: number;
}
/** A progressive RESULT cannot be delivered to the caller. */
export interface CallerUnreachableEvent extends Undelivered {
  readonly type: 'caller.unreachable';
}
/** A later call of the same caller was given to this callee. */
export interface OvertakenEvent {
  readonly type: 'call.overtaken';
  readonly session: SessionKey;
}
export type SessionEvent =
  | HelloEvent
  | { readonly type: 'AUTHENTICATE'; readonly message: Authenticate }
  | ChallengeMadeEvent
  | ClientAdmittedEvent
  | { readonly type: 'client.denied' }
  | { readonly type: 'authentication.failed' }
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
  | { readonly type: 'procedure.cleared'; readonly message: Register }
  | MalformedEvent
  | UndeliverableEvent
  | { readonly type: 'session.lost' }
  | { readonly type: 'router.closing' }
  | { readonly type: 'timer.fired' };
export interface CancelEvent {
  readonly type: 'CANCEL';
  readonly message: Cancel;
  /** True if the call with this request id waits for its final answer. */
  readonly inFlight: boolean;
}
export interface HelloEvent {
  readonly type: 'HELLO';
  readonly message: Hello;
  /** The WAMP session id the session gets, drawn at random and not in use. */
  readonly id: Id;
}
/** The program has a challenge for the client. */
export interface ChallengeMadeEvent {
  readonly type: 'challenge.made';
  readonly method: string;
  readonly extra: Dict;
}
/** The program knows the identity of the client. */
export interface ClientAdmittedEvent {
  readonly type: 'client.admitted';
  readonly principal: Principal;
}
export interface SessionCallEvent {
  readonly type: 'CALL';
  readonly message: Call;
  /** True if a call of this session with the same request id waits for its final answer. */
  readonly inFlight: boolean;
  /** The number of calls of this session that wait for their final answer. */
  readonly calls: number;
  /** The payload of those calls and of this one, in bytes. */
  readonly bytes: number;
  readonly limits: Limits;
}
/** A YIELD or an ERROR. */
export type AnswerEvent = {
  /** The number of INVOCATIONs this session was sent, and the request id of the last one. */
  readonly sent: number;
  readonly last: Id;
  /** True if a call waits for this answer. */
  readonly awaited: boolean;
} & (
  | {
      readonly type: 'YIELD';
      readonly message: Yield;
      /** True if that call asked for progressive results. */
      readonly wantsProgress: boolean;
    }
  | { readonly type: 'ERROR'; readonly message: ErrorMessage }
);
/** A value was received that is not a message of a client. */
export interface MalformedEvent {
  readonly type: 'message.malformed';
  readonly expected: string;
  readonly came: string;
}
/** The final RESULT or the ERROR of a call, which is over, cannot be delivered to this session. */
export interface UndeliverableEvent extends Undelivered {
  readonly type: 'answer.undeliverable';
  /** The request id of the call. */
  readonly request: Id;
}
