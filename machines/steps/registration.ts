/** The guards and actions that the registration chart names. */

import {
  candidatesFor,
  isNextToRefuser,
  pickAtRandom,
  pickFirst,
  pickLast,
  pickNext,
  pickNextToRefuser,
  pickOnly,
  positionAfter,
} from '../policies.ts';
import {
  type Assign,
  type CalleeSelected,
  type ClaimEvent,
  type Emitted,
  type Member,
  type MemberLeftEvent,
  type Policy,
  type Problem,
  REVOKED,
  type RegisterEvent,
  type RegistrationContext,
  type SelectEvent,
  type SendEffect,
  type SessionKey,
  type UnregisterEvent,
} from '../vocabulary.ts';
import { isInvokeUnknown, word } from './options.ts';
import { isReserved, isWellFormed } from './uri.ts';

// --- guards: REGISTER ---

export const isProcedureInvalid = (_: RegistrationContext, { message }: RegisterEvent): boolean =>
  !isWellFormed(message.procedure);

export const isProcedureReserved = (_: RegistrationContext, { message }: RegisterEvent): boolean =>
  isReserved(message.procedure);

/** No policy, where the reading `unknownPolicy` takes none for it. */
export const isInvokeRefused = (
  { readings }: RegistrationContext,
  { message }: RegisterEvent | ClaimEvent,
): boolean => isInvokeUnknown(message) && readings.unknownPolicy !== 'single';

/** Another way of matching than `exact`, where the reading `unknownMatch` does not ignore it. */
export const isMatchRefused = (
  { readings }: RegistrationContext,
  { message }: RegisterEvent | ClaimEvent,
): boolean => (word(message.options.match) ?? 'exact') !== 'exact' && readings.unknownMatch !== 'ignore';

/** The limit of places of a session is reached. */
export const isPlaceLimitReached = (_: RegistrationContext, { held, most }: RegisterEvent): boolean =>
  held >= most;

export const asksForRoundrobin = (_: RegistrationContext, event: RegisterEvent): boolean =>
  requestedPolicy(event) === 'roundrobin';
export const asksForRandom = (_: RegistrationContext, event: RegisterEvent): boolean =>
  requestedPolicy(event) === 'random';
export const asksForFirst = (_: RegistrationContext, event: RegisterEvent): boolean =>
  requestedPolicy(event) === 'first';
export const asksForLast = (_: RegistrationContext, event: RegisterEvent): boolean =>
  requestedPolicy(event) === 'last';

export const asksForOtherPolicy = ({ policy }: RegistrationContext, event: RegisterEvent): boolean =>
  requestedPolicy(event) !== policy;

/** A member registers again, and `sameSession` says that it stays as it is. */
export const isRepetition = (context: RegistrationContext, { session }: RegisterEvent): boolean =>
  isOn(context, session) && context.readings.sameSession === 'idempotent';

/** A member registers again, and `sameSession` forbids it. */
export const isForbiddenRepetition = (context: RegistrationContext, { session }: RegisterEvent): boolean =>
  isOn(context, session) && context.readings.sameSession === 'refuse';

// --- guards: revocation ---

/** The limit of places of a session is reached, not counting those that it would lose itself. */
export const isClaimBeyondLimit = (
  { members }: RegistrationContext,
  { session, held, most }: ClaimEvent,
): boolean => held - members.placesOf(session).length >= most;

// --- guards: leaving ---

export const isMember = (context: RegistrationContext, event: UnregisterEvent | MemberLeftEvent): boolean =>
  leaving(context, event).length > 0;

export const isLastMember = (
  context: RegistrationContext,
  event: UnregisterEvent | MemberLeftEvent,
): boolean => leaving(context, event).length === context.members.size;

// --- guards: SELECT ---

/** True if a candidate is left, and the cap of the reading `exclude` is not reached. */
export const hasCandidate = (context: RegistrationContext, event: SelectEvent): boolean =>
  !isCapReached(context, event) && candidatesFor(context, event).size > 0;

/** A re-routed call that looks for the next callee after the one that refused it: the reading `next`. */
export const isRerouteFromRefuser = (context: RegistrationContext, event: SelectEvent): boolean =>
  isNextToRefuser(context, event) && hasCandidate(context, event);

/** The same, where the reading `rerouteMoves` leaves the round-robin position where it is. */
export const isRerouteFromRefuserInPlace = (context: RegistrationContext, event: SelectEvent): boolean =>
  isNextToRefuser(context, event) && isRerouteInPlace(context, event);

/** A re-routed call that leaves the round-robin position where it is: the reading `rerouteMoves`. */
export const isRerouteInPlace = (context: RegistrationContext, event: SelectEvent): boolean =>
  event.call.tries > 0 && context.readings.rerouteMoves === 'no' && hasCandidate(context, event);

/** The only candidates registered after the callee that refused, and the reading `newcomer` ignores them. */
export const hasOnlyNewcomers = (context: RegistrationContext, event: SelectEvent): boolean =>
  context.readings.newcomer === 'ignored' && pickLast(context, event) === undefined;

// --- assigns ---

/**
 * Appends the session to the list; the first one brings the policy. Its registration id is the reading
 * `registrationId`.
 */
export const addMember = {
  policy: (_, event) => requestedPolicy(event),
  members: ({ members, nextOrder: order, registration, readings }, { session, features, fresh }) =>
    members.with({
      order,
      session,
      registration: readings.registrationId === 'own' ? fresh : registration,
      features,
    }),
  nextOrder: ({ nextOrder }) => nextOrder + 1,
} satisfies Assign<RegistrationContext, RegisterEvent>;

/** Takes the session off the list; under UNREGISTER the places that have the id in the message. */
export const removeMember = {
  members: (context, event) => context.members.without(leaving(context, event)),
} satisfies Assign<RegistrationContext, UnregisterEvent | MemberLeftEvent>;

/** Selects the member whose turn it is. */
export const pickTurn = { turn: pickNext } satisfies Assign<RegistrationContext, SelectEvent>;

/** Selects the member after the callee that refused. */
export const pickAfterRefuser = { turn: pickNextToRefuser } satisfies Assign<
  RegistrationContext,
  SelectEvent
>;

/** Moves the round-robin position past the member that has its turn. */
export const takeTurn = {
  position: (context) => positionAfter(context, context.turn as Member),
} satisfies Assign<RegistrationContext, SelectEvent>;

// --- emits: REGISTER ---

/** Grants a REGISTER, with the id of the session's last place. */
export const sendRegistered = ({ members }: RegistrationContext, event: RegisterEvent): SendEffect => ({
  type: 'REGISTERED',
  to: event.session,
  request: event.message.request,
  registration: (members.placesOf(event.session).at(-1) as Member).registration,
});

export const sendProcedureInvalid = (_: RegistrationContext, event: RegisterEvent): SendEffect =>
  registerError(event, { problem: 'procedure-invalid', facts: { procedure: event.message.procedure } });

export const sendProcedureReserved = (_: RegistrationContext, event: RegisterEvent): SendEffect =>
  registerError(event, { problem: 'procedure-reserved', facts: { procedure: event.message.procedure } });

/** There is no such policy; which URI says so is the reading `unknownPolicy`. */
export const sendInvokeUnknown = (
  { readings }: RegistrationContext,
  event: RegisterEvent | ClaimEvent,
): SendEffect =>
  registerError(event, {
    problem: readings.unknownPolicy === 'option_not_allowed' ? 'invoke-not-allowed' : 'invoke-unknown',
    facts: { invoke: event.message.options.invoke },
  });

/** Only exact matches are served; which URI says so is the reading `unknownMatch`. */
export const sendMatchUnsupported = (
  { readings }: RegistrationContext,
  event: RegisterEvent | ClaimEvent,
): SendEffect =>
  registerError(event, {
    problem: readings.unknownMatch === 'option_not_allowed' ? 'match-not-allowed' : 'match-unsupported',
    facts: { match: event.message.options.match },
  });

/** The procedure is taken; which URI says so is the reading `conflictUri`. */
export function sendPolicyConflict(context: RegistrationContext, event: RegisterEvent): SendEffect {
  const requested = requestedPolicy(event);
  const differs = context.readings.conflictUri !== 'procedure_already_exists' && requested !== context.policy;
  return registerError(event, {
    problem: differs ? 'policy-differs' : 'policy-conflict',
    facts: { procedure: context.procedure, existing: context.policy, requested },
  });
}

export const sendRegisteredAlready = ({ procedure }: RegistrationContext, event: RegisterEvent): SendEffect =>
  registerError(event, { problem: 'registered-already', facts: { procedure } });

export const sendPlaceLimit = (_: RegistrationContext, event: RegisterEvent | ClaimEvent): SendEffect =>
  registerError(event, { problem: 'limit-exceeded', facts: { limit: 'registrations', most: event.most } });

export const openRegistration = (): Emitted<'registration.opened'> => ({ type: 'registration.opened' });

// --- emits: leaving ---

export const sendUnregistered = (_: RegistrationContext, event: UnregisterEvent): SendEffect => ({
  type: 'UNREGISTERED',
  to: event.session,
  request: event.message.request,
});

export const sendRegistrationUnknown = (_: RegistrationContext, event: UnregisterEvent): SendEffect => ({
  type: 'ERROR.made',
  to: event.session,
  of: 'UNREGISTER',
  request: event.message.request,
  problem: 'registration-unknown',
  facts: { registration: event.message.registration },
});

/** Notifies the pending calls of the callee that it has unregistered. */
export const withdrawMember = (
  _: RegistrationContext,
  { session, message }: UnregisterEvent,
): Emitted<'member.withdrawn'> => ({
  type: 'member.withdrawn',
  session,
  registration: message.registration,
});

export const deleteRegistration = (): Emitted<'registration.deleted'> => ({ type: 'registration.deleted' });

// --- emits: revocation ---

/** Takes the places of all members, and notifies those that announced it: once for each id that they had. */
export function sendRevocations({ members }: RegistrationContext): Emitted<'registration.revoked'> {
  const notified = [...members].filter(({ features }) => features.registration_revocation);
  const ids = new Map(notified.map((place) => [`${place.session} ${place.registration}`, place]));
  const notices = [...ids.values()].map(({ session, registration }) => ({
    type: 'UNREGISTERED' as const,
    to: session,
    request: 0,
    details: { registration, reason: REVOKED },
  }));
  return { type: 'registration.revoked', notices };
}

/** Hands the REGISTER back, which may be processed now. */
export const clearProcedure = (
  _: RegistrationContext,
  { message }: ClaimEvent,
): Emitted<'procedure.cleared'> => ({
  type: 'procedure.cleared',
  message,
});

/** Notifies the pending calls of all members that these have lost their places. */
export const withdrawMembers = (): Emitted<'members.withdrawn'> => ({ type: 'members.withdrawn' });

// --- emits: SELECT ---

export const answerOnly = (context: RegistrationContext, event: SelectEvent): Emitted<'select.member'> =>
  selected(context, pickOnly(context, event));
export const answerTurn = (context: RegistrationContext): Emitted<'select.member'> =>
  selected(context, context.turn);
export const answerAtRandom = (context: RegistrationContext, event: SelectEvent): Emitted<'select.member'> =>
  selected(context, pickAtRandom(context, event));
export const answerFirst = (context: RegistrationContext, event: SelectEvent): Emitted<'select.member'> =>
  selected(context, pickFirst(context, event));
export const answerLast = (context: RegistrationContext, event: SelectEvent): Emitted<'select.member'> =>
  selected(context, pickLast(context, event));

export const answerNone = (context: RegistrationContext, event: SelectEvent): Emitted<'select.none'> => ({
  type: 'select.none',
  capped: isCapReached(context, event) && candidatesFor(context, event).size > 0,
  vacant: false,
});

export const answerVacant = (): Emitted<'select.none'> => ({
  type: 'select.none',
  capped: false,
  vacant: true,
});

// --- internal ---

const isOn = ({ members }: RegistrationContext, session: SessionKey): boolean =>
  members.placesOf(session).length > 0;

/** The places that a session loses: all of them with its end, those with the id in the message by UNREGISTER. */
function leaving(
  { members }: RegistrationContext,
  event: UnregisterEvent | MemberLeftEvent,
): readonly Member[] {
  const places = members.placesOf(event.session);
  if (event.type === 'session.left') return places;
  return places.filter(({ registration }) => registration === event.message.registration);
}

/** The policy that a REGISTER asks for; an unknown one that is not refused counts as none. */
const requestedPolicy = ({ message }: RegisterEvent): Policy =>
  isInvokeUnknown(message) ? 'single' : ((word(message.options.invoke) ?? 'single') as Policy);

const registerError = ({ session, message }: RegisterEvent | ClaimEvent, problem: Problem): SendEffect => ({
  type: 'ERROR.made',
  to: session,
  of: 'REGISTER',
  request: message.request,
  ...problem,
});

const selected = ({ registration }: RegistrationContext, member: Member | undefined): CalleeSelected => ({
  type: 'select.member',
  registration,
  member: member as Member,
});

/** Under `exclude: last-refused`, whether the call has had its share of tries: twice as many as there are members. */
const isCapReached = ({ members, readings }: RegistrationContext, { call }: SelectEvent): boolean =>
  readings.exclude === 'last-refused' && call.tries >= 2 * members.size;
