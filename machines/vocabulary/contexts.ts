/** The context of an instance of each chart. */

import type { MemberList } from '../member-list.ts';
import type { Readings } from '../readings.ts';
import type { CalleeFeatures, Member, Refusals } from './members.ts';
import type { Call } from './messages.ts';
import type { Principal } from './principals.ts';
import type { Id, Obstacle, Policy, SessionKey, Uri } from './words.ts';

export interface RegistrationContext {
  readonly readings: Readings;
  /** Its own id, which its first member was told. */
  readonly registration: Id;
  readonly procedure: Uri;
  readonly policy: Policy;
  /** A session is on it more than once only if the reading `sameSession` allows it. */
  readonly members: MemberList;
  readonly nextOrder: number;
  /** The round-robin position, in terms of the reading `position`; 0 before the first call. */
  readonly position: number;
  /** Under `roundrobin`, the member that was chosen last. */
  readonly turn: Member | undefined;
}

export interface CallContext {
  readonly readings: Readings;
  readonly caller: SessionKey;
  readonly message: Call;
  /** The registration the call belongs to; 0 before the first selection. */
  readonly registration: Id;
  /** The callee that was asked last. */
  readonly callee: Member | undefined;
  /** The request id of the INVOCATION it was sent, in its session's numbering; 0 before the first. */
  readonly invocation: Id;
  /** The callees that refused this call, or could not be reached. */
  readonly refusals: Refusals;
  /** Sessions that got later calls of the caller, each once; kept only if the reading `order` needs it. */
  readonly passedOver: readonly SessionKey[];
  /** The reason why a callee could not be reached, the latest one; undefined if all could. */
  readonly obstacle: Obstacle | undefined;
  /** The value that could not be expressed, in words, as in `Undelivered`. */
  readonly what: string | undefined;
  /** The number of INVOCATIONs of this call. */
  readonly tries: number;
  /** True if the caller was sent a progressive result. */
  readonly progressed: boolean;
}

export interface SessionContext {
  readonly readings: Readings;
  readonly session: SessionKey;
  /** The realm of the dealer; empty if nobody can join it. */
  readonly realm: Uri;
  /** The authentication methods of the program; undefined: clients are not authenticated. */
  readonly methods: readonly string[] | undefined;
  /** The time limit for HELLO, for authentication, and for the answer to GOODBYE, in milliseconds. */
  readonly patience: number;
  /** The WAMP session id; 0 before HELLO. */
  readonly id: Id;
  /** The methods in its HELLO that the program has; empty before, and if clients are not authenticated. */
  readonly offered: readonly string[];
  /** The method of the last CHALLENGE; undefined before. */
  readonly challenged: string | undefined;
  /** The identity of the client; undefined before WELCOME. */
  readonly principal: Principal | undefined;
  readonly features: CalleeFeatures;
  /** True if the client announced these roles. */
  readonly isCaller: boolean;
  readonly isCallee: boolean;
  /** The request id of the first INVOCATION that it is sent; 0 before HELLO. */
  readonly firstInvocation: Id;
  /** The id of the last request of the client; 0 before the first. */
  readonly lastRequest: Id;
}

/** An action that changes a context: new values for some of its keys, each from the context as it was before. */
export type Assign<Context, Event = unknown> = {
  readonly [Key in keyof Context]?: (context: Context, event: Event) => Context[Key];
};
