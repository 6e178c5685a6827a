/**
 * The parts of a dealer that are made from `machines/`: its charts, its lists and its tables.
 *
 * There are two drivers. The interpreted one is the reference: XState itself, plain lists, and the tables as they are. The
 * generated one is code. Both must give the same states, contexts and effects for the same events.
 */
import type { MemberList } from '../../../machines/member-list.ts';
import type {
  CallContext,
  CallEvent,
  RegistrationContext,
  RegistrationEvent,
  SessionContext,
  SessionEvent,
} from '../../../machines/vocabulary.ts';
import type { Handlers } from '../system.ts';
import type { ChartDriver } from './chart.ts';

export interface Driver {
  readonly registration: ChartDriver<RegistrationContext, RegistrationEvent>;
  readonly call: ChartDriver<CallContext, CallEvent>;
  readonly session: ChartDriver<SessionContext, SessionEvent>;
  /** The empty list that registrations begin with. */
  readonly list: MemberList;
  /** The tables of `machines/system.ts`. */
  readonly handlers: Handlers;
}
