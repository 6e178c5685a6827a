/** The context with which a new instance of each chart begins. */
import type { MemberList } from './member-list.ts';
import type { Readings } from './readings.ts';
import type {
  Call,
  CallContext,
  Id,
  RegistrationContext,
  SessionContext,
  SessionKey,
  Uri,
} from './vocabulary.ts';

/** A connection before its HELLO. */
export const newSession = (
  readings: Readings,
  session: SessionKey,
  realm: Uri,
  patience: number,
  methods?: readonly string[] | undefined,
): SessionContext => ({
  readings,
  session,
  realm,
  methods,
  patience,
  id: 0,
  offered: NONE,
  challenged: undefined,
  principal: undefined,
  features: {
    call_reroute: false,
    call_canceling: false,
    progressive_call_results: false,
    registration_revocation: false,
  },
  isCaller: false,
  isCallee: false,
  firstInvocation: 0,
  lastRequest: 0,
});

/** A procedure without callees; `members` is the empty list. */
export const newRegistration = (
  readings: Readings,
  registration: Id,
  procedure: Uri,
  members: MemberList,
): RegistrationContext => ({
  readings,
  registration,
  procedure,
  policy: 'single',
  members,
  nextOrder: 1,
  position: 0,
  turn: undefined,
});

/** A call before its first `select`. */
export const newCall = (readings: Readings, caller: SessionKey, message: Call): CallContext => ({
  readings,
  caller,
  message: kept(message),
  registration: 0,
  callee: undefined,
  invocation: 0,
  refusals: undefined,
  passedOver: NOBODY,
  obstacle: undefined,
  what: undefined,
  tries: 0,
  progressed: false,
});

// --- internal ---

const NONE: readonly string[] = Object.freeze([]);
const NOBODY: readonly SessionKey[] = Object.freeze([]);

/** The message with only the options that steps read later, to save memory. */
function kept(message: Call): Call {
  for (const _ in message.options) return reduced(message);
  return message;
}

function reduced(message: Call): Call {
  const { timeout, receive_progress } = message.options;
  const options = {
    ...(timeout !== undefined && { timeout }),
    ...(receive_progress === true && { receive_progress }),
  };
  return { ...message, options };
}
