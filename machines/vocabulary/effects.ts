/** The effects that the charts emit. */
import type { MessageName, MessageOf } from '../messages.ts';
import type { Problem } from '../problems.ts';
import type {
  Authenticate,
  Call,
  Cancel,
  ErrorMessage,
  Register,
  RequestType,
  Unregister,
  Yield,
} from './messages.ts';
import type { IdentityClaim } from './principals.ts';
import type { CalleeSelected, CalleeSought, NoneSelectedEvent } from './selection.ts';
import type { Id, SessionKey, Uri } from './words.ts';

/** A message to a session, by its fields, or the problem that it is to be made of. */
export type SendEffect =
  | Sending<'CHALLENGE' | 'WELCOME' | 'GOODBYE' | 'REGISTERED' | 'INVOCATION' | 'INTERRUPT' | 'RESULT'>
  | Sending<'UNREGISTERED'>
  | ErrorPassed
  | Objection;
type Sending<N extends MessageName> = N extends MessageName ? To<MessageOf<N>> : never;

/** A callee's ERROR on its way to the caller. */
export type ErrorPassed = To<Omit<ErrorMessage, 'type'>> & { readonly type: 'ERROR.passed' };

/** An ERROR or ABORT that the dealer makes itself. */
export type Objection =
  | (To<Problem> & { readonly type: 'ABORT' })
  | (To<Problem> & {
      readonly type: 'ERROR.made';
      readonly of: RequestType | 'CANCEL';
      readonly request: Id;
    });

type To<Content> = Content & { readonly to: SessionKey };

/** The effects for the dealer and the other charts. */
export type InnerEffect =
  /** A message of an established session reaches the registrations and calls. */
  | Delivery
  | IdentityClaimed
  | ProofGiven
  | { readonly type: 'session.opened' }
  | { readonly type: 'session.ended' }
  | { readonly type: 'session.closed' }
  | { readonly type: 'registration.opened' }
  | { readonly type: 'registration.deleted' }
  | ProcedureClaimed
  | RegistrationRevoked
  | ProcedureCleared
  | { readonly type: 'members.withdrawn' }
  | MemberWithdrawn
  | CalleeSought
  | CalleeSelected
  | NoneSelectedEvent
  | { readonly type: 'timer.start'; readonly after: number }
  | { readonly type: 'timer.stop' }
  | CallGiven
  | { readonly type: 'call.ended' };
/** The program has to authenticate the client. */
export interface IdentityClaimed extends IdentityClaim {
  readonly type: 'identity.claimed';
}
/** The program has to check the answer to its CHALLENGE. */
export interface ProofGiven extends Pick<Authenticate, 'signature' | 'extra'> {
  readonly type: 'proof.given';
}
/** A member has left by UNREGISTER; calls may still wait for its answer. */
export interface MemberWithdrawn {
  readonly type: 'member.withdrawn';
  readonly session: SessionKey;
  /** The registration id that it gave back. */
  readonly registration: Id;
}
/** A REGISTER is to take a procedure away from its callees. */
export interface ProcedureClaimed {
  readonly type: 'procedure.claimed';
  readonly procedure: Uri;
  readonly message: Register;
}
/** All members lose their places. */
export interface RegistrationRevoked {
  readonly type: 'registration.revoked';
  /** The messages about it. */
  readonly notices: readonly Sending<'UNREGISTERED'>[];
}
/** The procedure is vacant, and the REGISTER has its turn. */
export interface ProcedureCleared {
  readonly type: 'procedure.cleared';
  readonly message: Register;
}
/** The call was given to a callee; earlier calls of the caller may not come there any more. */
export interface CallGiven {
  readonly type: 'call.given';
  readonly session: SessionKey;
}
export type Delivery = Call | Cancel | Register | Unregister | Yield | ErrorMessage;
export type Effect = SendEffect | InnerEffect;
/** Effects of some types. */
export type Emitted<Type extends Effect['type']> = Extract<Effect, { readonly type: Type }>;
