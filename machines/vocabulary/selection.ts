/** A call's question for a callee, and the registration's two answers to it. */
import type { CallContext } from './contexts.ts';
import type { Member } from './members.ts';
import type { Id } from './words.ts';

/** The part of a call that its registration sees. */
export type Seeker = Pick<CallContext, 'registration' | 'callee' | 'refusals' | 'passedOver' | 'tries'>;
/** The call's question to the registration of its procedure, or to the one that it was given to. */
export interface CalleeSought {
  readonly type: 'select';
  readonly by: 'procedure' | 'registration';
}
export interface CalleeSelected {
  readonly type: 'select.member';
  readonly registration: Id;
  readonly member: Member;
}
export interface NoneSelectedEvent {
  readonly type: 'select.none';
  /** True if members are left, but the cap of the reading `exclude` forbids another try. */
  readonly capped: boolean;
  /** True if the registration asked is vacant: the procedure is not registered. */
  readonly vacant: boolean;
}
/** The first answer as it reaches the call. */
export interface MemberSelectedEvent extends CalleeSelected {
  /** The request id for the INVOCATION, the next one of the callee's session. */
  readonly invocation: Id;
}
