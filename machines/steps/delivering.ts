/** The actions of the session chart that hand a message on to the registrations and calls. */
import {
  type CancelEvent,
  type Delivery,
  type Emitted,
  INVALID_URI,
  type SessionContext,
  type SessionEvent,
} from '../vocabulary.ts';

/** Hands a message on as it is. */
export const deliver = <M extends Delivery>(_: SessionContext, { message }: { readonly message: M }): M =>
  message;

/** Asks the registration of the procedure, before the REGISTER is handed on, to give the procedure up. */
export const claimProcedure = (
  _: SessionContext,
  { message }: Extract<SessionEvent, { type: 'REGISTER' }>,
): Emitted<'procedure.claimed'> => ({ type: 'procedure.claimed', procedure: message.procedure, message });

/** Hands an ERROR on with the URI that says that its own is incorrect. */
export const deliverInvalidUri = (
  _: SessionContext,
  { message }: Extract<SessionEvent, { type: 'ERROR' }>,
): Emitted<'ERROR'> => ({
  ...message,
  error: INVALID_URI,
});

/** Hands a CANCEL on as `skip`. */
export const deliverSkip = (_: SessionContext, { message }: CancelEvent): Emitted<'CANCEL'> => ({
  ...message,
  options: { mode: 'skip' },
});
