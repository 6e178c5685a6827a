/** What the dealer is made of, and what comes out of it. */
import type {
  CallContext,
  CallKey,
  Id,
  RegistrationContext,
  SessionContext,
  SessionKey,
} from '../machines/vocabulary.ts';
import type { Driver, Edge, Instance } from './engine/driver.ts';
import { Ids } from './ids.ts';
import type { WireMessage } from './wamp/messages.ts';

/** One transition: which chart, which instance of it (session key, registration id or call key), and the edge. */
export interface Step extends Edge {
  readonly chart: keyof Driver;
  readonly instance: number;
}

/** What the dealer wants done: a message sent, or the connection closed once everything before is sent. */
export type Output =
  | { readonly session: SessionKey; readonly message: WireMessage }
  | { readonly session: SessionKey; readonly close: true };

/** A connection and what it is part of. */
export interface Session extends Instance<SessionContext> {
  readonly key: SessionKey;
  /** Whether it may be sent something; not once it has ended, though it may wait for a GOODBYE. */
  listening: boolean;
  /** How many INVOCATIONs it was sent, which is also the request id of the last one. */
  sent: number;
  /** Its calls in flight, by request id. */
  readonly calls: Ids<Call>;
  /** The calls that wait for its answer, by the request id of their INVOCATION. */
  readonly invocations: Ids<Call>;
  /** The registrations it is a member of. */
  readonly registrations: Set<Id>;
}

/** A call in flight. */
export interface Call extends Instance<CallContext> {
  readonly key: CallKey;
  readonly caller: Session;
  /** Who was asked last, and is still waited for. */
  callee: Session | undefined;
}

export type Registration = Instance<RegistrationContext>;

/** A session with nothing in it. */
export const newSessionPart = (context: SessionContext): Session => ({
  state: '',
  context,
  key: context.session,
  listening: true,
  sent: 0,
  calls: new Ids(),
  invocations: new Ids(),
  registrations: new Set(),
});
