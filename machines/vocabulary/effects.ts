/** What the charts tell the world. */
import type { Problem } from '../problems.ts';
import type { Call, Cancel, ErrorMessage, Register, Unregister, Yield } from './messages.ts';
import type { CalleeSelected, CalleeSought, NoneSelectedEvent } from './selection.ts';
import type { CancelMode, Id, Identity, RequestType, SessionKey, Uri } from './words.ts';

/** A message to a session, before it is given its positions on the wire. */
export type SendEffect =
  | Welcome
  | ({ readonly type: 'ABORT'; readonly to: SessionKey } & Problem)
  | { readonly type: 'GOODBYE'; readonly to: SessionKey; readonly reason: Uri }
  | ({
      readonly type: 'ERROR.made';
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

export interface Welcome extends Identity {
  readonly type: 'WELCOME';
  readonly to: SessionKey;
  readonly id: Id;
  readonly realm: Uri;
}
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
  | { readonly type: 'session.opened' }
  | { readonly type: 'session.ended' }
  | { readonly type: 'session.closed' }
  | { readonly type: 'registration.opened' }
  | { readonly type: 'registration.deleted' }
  | CalleeSought
  | CalleeSelected
  | NoneSelectedEvent
  | { readonly type: 'timer.start'; readonly after: number }
  | { readonly type: 'timer.stop' }
  | { readonly type: 'call.ended' };
export type Delivery = Call | Cancel | Register | Unregister | Yield | ErrorMessage;
export type Effect = SendEffect | InnerEffect;
