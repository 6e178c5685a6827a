// Generated from machines/registration.machine.ts by "npm run generate". Do not edit.
/** The registration chart as code: the same states, contexts and effects as XState gives. */
import {
  addMember,
  answerAtRandom,
  answerFirst,
  answerLast,
  answerNone,
  answerOnly,
  answerTurn,
  answerVacant,
  asksForFirst,
  asksForLast,
  asksForOtherPolicy,
  asksForRandom,
  asksForRoundrobin,
  clearProcedure,
  deleteRegistration,
  hasCandidate,
  hasOnlyNewcomers,
  isClaimBeyondLimit,
  isForbiddenRepetition,
  isInvokeRefused,
  isLastMember,
  isMatchRefused,
  isMember,
  isPlaceLimitReached,
  isProcedureInvalid,
  isProcedureReserved,
  isRepetition,
  isRerouteFromRefuser,
  isRerouteFromRefuserInPlace,
  isRerouteInPlace,
  openRegistration,
  pickAfterRefuser,
  pickTurn,
  removeMember,
  sendInvokeUnknown,
  sendMatchUnsupported,
  sendPlaceLimit,
  sendPolicyConflict,
  sendProcedureInvalid,
  sendProcedureReserved,
  sendRegistered,
  sendRegisteredAlready,
  sendRegistrationUnknown,
  sendRevocations,
  sendUnregistered,
  takeTurn,
  withdrawMember,
  withdrawMembers,
} from '../../../machines/steps/registration.ts';
import type {
  Effect,
  RegistrationContext,
  RegistrationEvent,
  SendEffect,
} from '../../../machines/vocabulary.ts';
import type { Registration } from '../parts.ts';
import type { Edge, Mutable } from './chart.ts';

/** What becomes of transitions and effects of a registration. */
export interface RegistrationWays {
  taken(instance: Registration, from: string, edge: Edge, event: RegistrationEvent): void;
  registrationMemberWithdrawn(
    instance: Registration,
    effect: Extract<Effect, { type: 'member.withdrawn' }>,
    cause: unknown,
  ): void;
  registrationMembersWithdrawn(
    instance: Registration,
    effect: Extract<Effect, { type: 'members.withdrawn' }>,
    cause: unknown,
  ): void;
  registrationProcedureCleared(
    instance: Registration,
    effect: Extract<Effect, { type: 'procedure.cleared' }>,
    cause: unknown,
  ): void;
  registrationRegistrationDeleted(
    instance: Registration,
    effect: Extract<Effect, { type: 'registration.deleted' }>,
    cause: unknown,
  ): void;
  registrationRegistrationOpened(
    instance: Registration,
    effect: Extract<Effect, { type: 'registration.opened' }>,
    cause: unknown,
  ): void;
  registrationRegistrationRevoked(
    instance: Registration,
    effect: Extract<Effect, { type: 'registration.revoked' }>,
    cause: unknown,
  ): void;
  registrationSelectMember(
    instance: Registration,
    effect: Extract<Effect, { type: 'select.member' }>,
    cause: unknown,
  ): void;
  registrationSelectNone(
    instance: Registration,
    effect: Extract<Effect, { type: 'select.none' }>,
    cause: unknown,
  ): void;
  registrationSends(instance: Registration, effect: SendEffect, cause: unknown): void;
}

/** A running chart, which only this code changes. */
type Own = Omit<Registration, 'context'> & { context: Mutable<RegistrationContext> };

/** Brings it into its initial state. */
export function startRegistration(_ways: RegistrationWays, instance: Own, _cause: unknown): void {
  instance.state = 'vacant';
}

/** Lets an event happen to it; nothing happens if it does not react to the event in its state. */
export function stepRegistration(
  ways: RegistrationWays,
  instance: Own,
  event: RegistrationEvent,
  cause: unknown,
): void {
  switch (event.type) {
    case 'REGISTER':
      return onREGISTEROfRegistration(ways, instance, event, cause);
    case 'procedure.claimed':
      return onProcedureClaimedOfRegistration(ways, instance, event, cause);
    case 'UNREGISTER':
      return onUNREGISTEROfRegistration(ways, instance, event, cause);
    case 'select':
      return onSelectOfRegistration(ways, instance, event, cause);
    case 'session.left':
      return onSessionLeftOfRegistration(ways, instance, event, cause);
    default:
      return;
  }
}

function onREGISTEROfRegistration(
  ways: RegistrationWays,
  instance: Own,
  event: Extract<RegistrationEvent, { type: 'REGISTER' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'vacant':
      return onREGISTERInVacant(ways, instance, event, cause);
    case 'occupied.single':
      return onREGISTERInOccupiedSingle(ways, instance, event, cause);
    case 'occupied.shared.roundrobin':
      return onREGISTERInOccupiedSharedRoundrobin(ways, instance, event, cause);
    case 'occupied.shared.random':
      return onREGISTERInOccupiedSharedRoundrobin(ways, instance, event, cause);
    case 'occupied.shared.first':
      return onREGISTERInOccupiedSharedRoundrobin(ways, instance, event, cause);
    case 'occupied.shared.last':
      return onREGISTERInOccupiedSharedRoundrobin(ways, instance, event, cause);
    default:
      return;
  }
}

export function onProcedureClaimedOfRegistration(
  ways: RegistrationWays,
  instance: Own,
  event: Extract<RegistrationEvent, { type: 'procedure.claimed' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'vacant':
      return onProcedureClaimedInVacant(ways, instance, event, cause);
    case 'occupied.single':
      return onProcedureClaimedInOccupiedSingle(ways, instance, event, cause);
    case 'occupied.shared.roundrobin':
      return onProcedureClaimedInOccupiedSingle(ways, instance, event, cause);
    case 'occupied.shared.random':
      return onProcedureClaimedInOccupiedSingle(ways, instance, event, cause);
    case 'occupied.shared.first':
      return onProcedureClaimedInOccupiedSingle(ways, instance, event, cause);
    case 'occupied.shared.last':
      return onProcedureClaimedInOccupiedSingle(ways, instance, event, cause);
    default:
      return;
  }
}

function onUNREGISTEROfRegistration(
  ways: RegistrationWays,
  instance: Own,
  event: Extract<RegistrationEvent, { type: 'UNREGISTER' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'vacant':
      return onUNREGISTERInVacant(ways, instance, event, cause);
    case 'occupied.single':
      return onUNREGISTERInOccupiedSingle(ways, instance, event, cause);
    case 'occupied.shared.roundrobin':
      return onUNREGISTERInOccupiedSingle(ways, instance, event, cause);
    case 'occupied.shared.random':
      return onUNREGISTERInOccupiedSingle(ways, instance, event, cause);
    case 'occupied.shared.first':
      return onUNREGISTERInOccupiedSingle(ways, instance, event, cause);
    case 'occupied.shared.last':
      return onUNREGISTERInOccupiedSingle(ways, instance, event, cause);
    default:
      return;
  }
}

export function onSelectOfRegistration(
  ways: RegistrationWays,
  instance: Own,
  event: Extract<RegistrationEvent, { type: 'select' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'vacant':
      return onSelectInVacant(ways, instance, event, cause);
    case 'occupied.single':
      return onSelectInOccupiedSingle(ways, instance, event, cause);
    case 'occupied.shared.roundrobin':
      return onSelectInOccupiedSharedRoundrobin(ways, instance, event, cause);
    case 'occupied.shared.random':
      return onSelectInOccupiedSharedRandom(ways, instance, event, cause);
    case 'occupied.shared.first':
      return onSelectInOccupiedSharedFirst(ways, instance, event, cause);
    case 'occupied.shared.last':
      return onSelectInOccupiedSharedLast(ways, instance, event, cause);
    default:
      return;
  }
}

function onSessionLeftOfRegistration(
  ways: RegistrationWays,
  instance: Own,
  event: Extract<RegistrationEvent, { type: 'session.left' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'occupied.single':
      return onSessionLeftInOccupiedSingle(ways, instance, event, cause);
    case 'occupied.shared.roundrobin':
      return onSessionLeftInOccupiedSingle(ways, instance, event, cause);
    case 'occupied.shared.random':
      return onSessionLeftInOccupiedSingle(ways, instance, event, cause);
    case 'occupied.shared.first':
      return onSessionLeftInOccupiedSingle(ways, instance, event, cause);
    case 'occupied.shared.last':
      return onSessionLeftInOccupiedSingle(ways, instance, event, cause);
    default:
      return;
  }
}

/** REGISTER in vacant. */
function onREGISTERInVacant(
  ways: RegistrationWays,
  instance: Own,
  event: Extract<RegistrationEvent, { type: 'REGISTER' }>,
  cause: unknown,
): void {
  // BP-10
  if (isProcedureInvalid(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_1, event);
    ways.registrationSends(instance, sendProcedureInvalid(instance.context, event), cause);
    return;
  }
  // BP-11
  if (isProcedureReserved(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_2, event);
    ways.registrationSends(instance, sendProcedureReserved(instance.context, event), cause);
    return;
  }
  // SR-14, reading unknownPolicy
  if (isInvokeRefused(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_3, event);
    ways.registrationSends(instance, sendInvokeUnknown(instance.context, event), cause);
    return;
  }
  // BP-23, reading unknownMatch
  if (isMatchRefused(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_4, event);
    ways.registrationSends(instance, sendMatchUnsupported(instance.context, event), cause);
    return;
  }
  // LM-1
  if (isPlaceLimitReached(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_5, event);
    ways.registrationSends(instance, sendPlaceLimit(instance.context, event), cause);
    return;
  }
  // SR-6, FA-3, reading unknownMatch, reading registrationId
  if (asksForRoundrobin(instance.context, event)) {
    {
      const policy = addMember.policy(instance.context, event);
      const members = addMember.members(instance.context, event);
      const nextOrder = addMember.nextOrder(instance.context);
      instance.context.policy = policy;
      instance.context.members = members;
      instance.context.nextOrder = nextOrder;
    }
    const effect1 = sendRegistered(instance.context, event);
    const effect2 = openRegistration();
    const from = instance.state;
    instance.state = 'occupied.shared.roundrobin';
    ways.taken(instance, from, EDGE_6, event);
    ways.registrationSends(instance, effect1, cause);
    ways.registrationRegistrationOpened(instance, effect2, cause);
    return;
  }
  // SR-6, FA-3, reading unknownMatch, reading registrationId
  if (asksForRandom(instance.context, event)) {
    {
      const policy = addMember.policy(instance.context, event);
      const members = addMember.members(instance.context, event);
      const nextOrder = addMember.nextOrder(instance.context);
      instance.context.policy = policy;
      instance.context.members = members;
      instance.context.nextOrder = nextOrder;
    }
    const effect1 = sendRegistered(instance.context, event);
    const effect2 = openRegistration();
    const from = instance.state;
    instance.state = 'occupied.shared.random';
    ways.taken(instance, from, EDGE_7, event);
    ways.registrationSends(instance, effect1, cause);
    ways.registrationRegistrationOpened(instance, effect2, cause);
    return;
  }
  // SR-6, FA-3, reading unknownMatch, reading registrationId
  if (asksForFirst(instance.context, event)) {
    {
      const policy = addMember.policy(instance.context, event);
      const members = addMember.members(instance.context, event);
      const nextOrder = addMember.nextOrder(instance.context);
      instance.context.policy = policy;
      instance.context.members = members;
      instance.context.nextOrder = nextOrder;
    }
    const effect1 = sendRegistered(instance.context, event);
    const effect2 = openRegistration();
    const from = instance.state;
    instance.state = 'occupied.shared.first';
    ways.taken(instance, from, EDGE_8, event);
    ways.registrationSends(instance, effect1, cause);
    ways.registrationRegistrationOpened(instance, effect2, cause);
    return;
  }
  // SR-6, FA-3, reading unknownMatch, reading registrationId
  if (asksForLast(instance.context, event)) {
    {
      const policy = addMember.policy(instance.context, event);
      const members = addMember.members(instance.context, event);
      const nextOrder = addMember.nextOrder(instance.context);
      instance.context.policy = policy;
      instance.context.members = members;
      instance.context.nextOrder = nextOrder;
    }
    const effect1 = sendRegistered(instance.context, event);
    const effect2 = openRegistration();
    const from = instance.state;
    instance.state = 'occupied.shared.last';
    ways.taken(instance, from, EDGE_9, event);
    ways.registrationSends(instance, effect1, cause);
    ways.registrationRegistrationOpened(instance, effect2, cause);
    return;
  }
  // SR-1, SR-2, SR-6, OP-1, reading unknownPolicy, reading unknownMatch, reading registrationId
  {
    const policy = addMember.policy(instance.context, event);
    const members = addMember.members(instance.context, event);
    const nextOrder = addMember.nextOrder(instance.context);
    instance.context.policy = policy;
    instance.context.members = members;
    instance.context.nextOrder = nextOrder;
  }
  const effect1 = sendRegistered(instance.context, event);
  const effect2 = openRegistration();
  const from = instance.state;
  instance.state = 'occupied.single';
  ways.taken(instance, from, EDGE_10, event);
  ways.registrationSends(instance, effect1, cause);
  ways.registrationRegistrationOpened(instance, effect2, cause);
  return;
}

/** procedure.claimed in vacant. */
function onProcedureClaimedInVacant(
  ways: RegistrationWays,
  instance: Own,
  event: Extract<RegistrationEvent, { type: 'procedure.claimed' }>,
  cause: unknown,
): void {
  // RV-1
  ways.taken(instance, instance.state, EDGE_11, event);
  ways.registrationProcedureCleared(instance, clearProcedure(instance.context, event), cause);
  return;
}

/** UNREGISTER in vacant. */
function onUNREGISTERInVacant(
  ways: RegistrationWays,
  instance: Own,
  event: Extract<RegistrationEvent, { type: 'UNREGISTER' }>,
  cause: unknown,
): void {
  // BP-12
  ways.taken(instance, instance.state, EDGE_12, event);
  ways.registrationSends(instance, sendRegistrationUnknown(instance.context, event), cause);
  return;
}

/** select in vacant. */
function onSelectInVacant(
  ways: RegistrationWays,
  instance: Own,
  event: Extract<RegistrationEvent, { type: 'select' }>,
  cause: unknown,
): void {
  // BP-13, CR-8, reading ended, reading nobody
  ways.taken(instance, instance.state, EDGE_13, event);
  ways.registrationSelectNone(instance, answerVacant(), cause);
  return;
}

/** REGISTER in occupied.single. */
function onREGISTERInOccupiedSingle(
  ways: RegistrationWays,
  instance: Own,
  event: Extract<RegistrationEvent, { type: 'REGISTER' }>,
  cause: unknown,
): void {
  // SR-14, reading unknownPolicy
  if (isInvokeRefused(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_14, event);
    ways.registrationSends(instance, sendInvokeUnknown(instance.context, event), cause);
    return;
  }
  // SR-3, reading conflictUri, reading unknownPolicy
  ways.taken(instance, instance.state, EDGE_15, event);
  ways.registrationSends(instance, sendPolicyConflict(instance.context, event), cause);
  return;
}

/** select in occupied.single. */
function onSelectInOccupiedSingle(
  ways: RegistrationWays,
  instance: Own,
  event: Extract<RegistrationEvent, { type: 'select' }>,
  cause: unknown,
): void {
  // SR-1, reading exclude, reading refusals, reading order
  if (hasCandidate(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_16, event);
    ways.registrationSelectMember(instance, answerOnly(instance.context, event), cause);
    return;
  }
  // CR-2, reading exclude, reading refusals, reading order
  ways.taken(instance, instance.state, EDGE_17, event);
  ways.registrationSelectNone(instance, answerNone(instance.context, event), cause);
  return;
}

/** procedure.claimed in occupied.single, occupied.shared.roundrobin, occupied.shared.random, occupied.shared.first, occupied.shared.last. */
function onProcedureClaimedInOccupiedSingle(
  ways: RegistrationWays,
  instance: Own,
  event: Extract<RegistrationEvent, { type: 'procedure.claimed' }>,
  cause: unknown,
): void {
  // RV-2, SR-14, reading unknownPolicy
  if (isInvokeRefused(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_18, event);
    ways.registrationSends(instance, sendInvokeUnknown(instance.context, event), cause);
    return;
  }
  // RV-2, BP-23, reading unknownPolicy, reading unknownMatch
  if (isMatchRefused(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_19, event);
    ways.registrationSends(instance, sendMatchUnsupported(instance.context, event), cause);
    return;
  }
  // RV-2, LM-1, reading unknownPolicy, reading unknownMatch
  if (isClaimBeyondLimit(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_20, event);
    ways.registrationSends(instance, sendPlaceLimit(instance.context, event), cause);
    return;
  }
  // RV-1, RV-3, RV-4, BP-22, reading unknownPolicy, reading unknownMatch, reading registrationId, reading withdrawn
  const effect1 = sendRevocations(instance.context);
  const effect2 = deleteRegistration();
  const effect3 = clearProcedure(instance.context, event);
  const effect4 = withdrawMembers();
  const from = instance.state;
  instance.state = 'deleted';
  ways.taken(instance, from, EDGE_21, event);
  ways.registrationRegistrationRevoked(instance, effect1, cause);
  ways.registrationRegistrationDeleted(instance, effect2, cause);
  ways.registrationProcedureCleared(instance, effect3, cause);
  ways.registrationMembersWithdrawn(instance, effect4, cause);
  return;
}

/** UNREGISTER in occupied.single, occupied.shared.roundrobin, occupied.shared.random, occupied.shared.first, occupied.shared.last. */
function onUNREGISTERInOccupiedSingle(
  ways: RegistrationWays,
  instance: Own,
  event: Extract<RegistrationEvent, { type: 'UNREGISTER' }>,
  cause: unknown,
): void {
  // SR-7, SR-9, BP-22, reading withdrawn, reading registrationId
  if (isLastMember(instance.context, event)) {
    instance.context.members = removeMember.members(instance.context, event);
    const effect1 = sendUnregistered(instance.context, event);
    const effect2 = deleteRegistration();
    const effect3 = withdrawMember(instance.context, event);
    const from = instance.state;
    instance.state = 'deleted';
    ways.taken(instance, from, EDGE_22, event);
    ways.registrationSends(instance, effect1, cause);
    ways.registrationRegistrationDeleted(instance, effect2, cause);
    ways.registrationMemberWithdrawn(instance, effect3, cause);
    return;
  }
  // SR-7, BP-22, reading withdrawn, reading registrationId
  if (isMember(instance.context, event)) {
    instance.context.members = removeMember.members(instance.context, event);
    const effect1 = sendUnregistered(instance.context, event);
    const effect2 = withdrawMember(instance.context, event);
    ways.taken(instance, instance.state, EDGE_23, event);
    ways.registrationSends(instance, effect1, cause);
    ways.registrationMemberWithdrawn(instance, effect2, cause);
    return;
  }
  // BP-12, reading registrationId
  ways.taken(instance, instance.state, EDGE_24, event);
  ways.registrationSends(instance, sendRegistrationUnknown(instance.context, event), cause);
  return;
}

/** session.left in occupied.single, occupied.shared.roundrobin, occupied.shared.random, occupied.shared.first, occupied.shared.last. */
function onSessionLeftInOccupiedSingle(
  ways: RegistrationWays,
  instance: Own,
  event: Extract<RegistrationEvent, { type: 'session.left' }>,
  cause: unknown,
): void {
  // SR-8, SR-9
  if (isLastMember(instance.context, event)) {
    instance.context.members = removeMember.members(instance.context, event);
    const from = instance.state;
    instance.state = 'deleted';
    ways.taken(instance, from, EDGE_25, event);
    ways.registrationRegistrationDeleted(instance, deleteRegistration(), cause);
    return;
  }
  // SR-8
  if (isMember(instance.context, event)) {
    instance.context.members = removeMember.members(instance.context, event);
    ways.taken(instance, instance.state, EDGE_26, event);
    return;
  }
  return;
}

/** select in occupied.shared.roundrobin. */
function onSelectInOccupiedSharedRoundrobin(
  ways: RegistrationWays,
  instance: Own,
  event: Extract<RegistrationEvent, { type: 'select' }>,
  cause: unknown,
): void {
  // CR-3, CR-7, reading next, reading rerouteMoves, reading exclude, reading refusals, reading order
  if (isRerouteFromRefuserInPlace(instance.context, event)) {
    instance.context.turn = pickAfterRefuser.turn(instance.context, event);
    ways.taken(instance, instance.state, EDGE_27, event);
    ways.registrationSelectMember(instance, answerTurn(instance.context), cause);
    return;
  }
  // CR-3, CR-7, reading position, reading next, reading rerouteMoves, reading exclude, reading refusals, reading order
  if (isRerouteFromRefuser(instance.context, event)) {
    instance.context.turn = pickAfterRefuser.turn(instance.context, event);
    instance.context.position = takeTurn.position(instance.context);
    ways.taken(instance, instance.state, EDGE_28, event);
    ways.registrationSelectMember(instance, answerTurn(instance.context), cause);
    return;
  }
  // reading position, reading next, reading rerouteMoves, reading exclude, reading refusals, reading order
  if (isRerouteInPlace(instance.context, event)) {
    instance.context.turn = pickTurn.turn(instance.context, event);
    ways.taken(instance, instance.state, EDGE_29, event);
    ways.registrationSelectMember(instance, answerTurn(instance.context), cause);
    return;
  }
  // SR-10, CR-3, CR-7, reading position, reading next, reading rerouteMoves, reading exclude, reading refusals, reading order
  if (hasCandidate(instance.context, event)) {
    instance.context.turn = pickTurn.turn(instance.context, event);
    instance.context.position = takeTurn.position(instance.context);
    ways.taken(instance, instance.state, EDGE_30, event);
    ways.registrationSelectMember(instance, answerTurn(instance.context), cause);
    return;
  }
  // CR-7, CR-8, reading exclude, reading refusals, reading order
  ways.taken(instance, instance.state, EDGE_31, event);
  ways.registrationSelectNone(instance, answerNone(instance.context, event), cause);
  return;
}

/** REGISTER in occupied.shared.roundrobin, occupied.shared.random, occupied.shared.first, occupied.shared.last. */
function onREGISTERInOccupiedSharedRoundrobin(
  ways: RegistrationWays,
  instance: Own,
  event: Extract<RegistrationEvent, { type: 'REGISTER' }>,
  cause: unknown,
): void {
  // SR-14, reading unknownPolicy
  if (isInvokeRefused(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_32, event);
    ways.registrationSends(instance, sendInvokeUnknown(instance.context, event), cause);
    return;
  }
  // BP-23, reading unknownMatch
  if (isMatchRefused(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_33, event);
    ways.registrationSends(instance, sendMatchUnsupported(instance.context, event), cause);
    return;
  }
  // SR-4, SR-6, reading conflictUri, reading unknownPolicy, reading unknownMatch
  if (asksForOtherPolicy(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_34, event);
    ways.registrationSends(instance, sendPolicyConflict(instance.context, event), cause);
    return;
  }
  // LM-1, reading sameSession, reading unknownMatch
  if (isForbiddenRepetition(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_35, event);
    ways.registrationSends(instance, sendRegisteredAlready(instance.context, event), cause);
    return;
  }
  // LM-1, reading sameSession, reading unknownMatch, reading registrationId
  if (isRepetition(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_36, event);
    ways.registrationSends(instance, sendRegistered(instance.context, event), cause);
    return;
  }
  // LM-1, reading sameSession, reading unknownMatch
  if (isPlaceLimitReached(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_37, event);
    ways.registrationSends(instance, sendPlaceLimit(instance.context, event), cause);
    return;
  }
  // SR-5, reading sameSession, reading unknownMatch, reading registrationId
  {
    const policy = addMember.policy(instance.context, event);
    const members = addMember.members(instance.context, event);
    const nextOrder = addMember.nextOrder(instance.context);
    instance.context.policy = policy;
    instance.context.members = members;
    instance.context.nextOrder = nextOrder;
  }
  ways.taken(instance, instance.state, EDGE_38, event);
  ways.registrationSends(instance, sendRegistered(instance.context, event), cause);
  return;
}

/** select in occupied.shared.random. */
function onSelectInOccupiedSharedRandom(
  ways: RegistrationWays,
  instance: Own,
  event: Extract<RegistrationEvent, { type: 'select' }>,
  cause: unknown,
): void {
  // SR-11, CR-4, CR-7, reading exclude, reading refusals, reading order
  if (hasCandidate(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_39, event);
    ways.registrationSelectMember(instance, answerAtRandom(instance.context, event), cause);
    return;
  }
  // CR-7, CR-8, reading exclude, reading refusals, reading order
  ways.taken(instance, instance.state, EDGE_31, event);
  ways.registrationSelectNone(instance, answerNone(instance.context, event), cause);
  return;
}

/** select in occupied.shared.first. */
function onSelectInOccupiedSharedFirst(
  ways: RegistrationWays,
  instance: Own,
  event: Extract<RegistrationEvent, { type: 'select' }>,
  cause: unknown,
): void {
  // SR-12, CR-5, CR-7, reading exclude, reading refusals, reading order
  if (hasCandidate(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_40, event);
    ways.registrationSelectMember(instance, answerFirst(instance.context, event), cause);
    return;
  }
  // CR-7, CR-8, reading exclude, reading refusals, reading order
  ways.taken(instance, instance.state, EDGE_31, event);
  ways.registrationSelectNone(instance, answerNone(instance.context, event), cause);
  return;
}

/** select in occupied.shared.last. */
function onSelectInOccupiedSharedLast(
  ways: RegistrationWays,
  instance: Own,
  event: Extract<RegistrationEvent, { type: 'select' }>,
  cause: unknown,
): void {
  // reading exclude, reading refusals, reading order, reading newcomer
  if (hasOnlyNewcomers(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_41, event);
    ways.registrationSelectNone(instance, answerNone(instance.context, event), cause);
    return;
  }
  // SR-13, CR-6, CR-7, reading exclude, reading refusals, reading newcomer, reading order
  if (hasCandidate(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_42, event);
    ways.registrationSelectMember(instance, answerLast(instance.context, event), cause);
    return;
  }
  // CR-7, CR-8, reading exclude, reading refusals, reading order
  ways.taken(instance, instance.state, EDGE_31, event);
  ways.registrationSelectNone(instance, answerNone(instance.context, event), cause);
  return;
}

const EDGE_1: Edge = { event: 'REGISTER', rules: ['BP-10'], readings: [] };
const EDGE_2: Edge = { event: 'REGISTER', rules: ['BP-11'], readings: [] };
const EDGE_3: Edge = { event: 'REGISTER', rules: ['SR-14'], readings: ['unknownPolicy'] };
const EDGE_4: Edge = { event: 'REGISTER', rules: ['BP-23'], readings: ['unknownMatch'] };
const EDGE_5: Edge = { event: 'REGISTER', rules: ['LM-1'], readings: [] };
const EDGE_6: Edge = {
  event: 'REGISTER',
  rules: ['SR-6', 'FA-3'],
  readings: ['unknownMatch', 'registrationId'],
};
const EDGE_7: Edge = {
  event: 'REGISTER',
  rules: ['SR-6', 'FA-3'],
  readings: ['unknownMatch', 'registrationId'],
};
const EDGE_8: Edge = {
  event: 'REGISTER',
  rules: ['SR-6', 'FA-3'],
  readings: ['unknownMatch', 'registrationId'],
};
const EDGE_9: Edge = {
  event: 'REGISTER',
  rules: ['SR-6', 'FA-3'],
  readings: ['unknownMatch', 'registrationId'],
};
const EDGE_10: Edge = {
  event: 'REGISTER',
  rules: ['SR-1', 'SR-2', 'SR-6', 'OP-1'],
  readings: ['unknownPolicy', 'unknownMatch', 'registrationId'],
};
const EDGE_11: Edge = { event: 'procedure.claimed', rules: ['RV-1'], readings: [] };
const EDGE_12: Edge = { event: 'UNREGISTER', rules: ['BP-12'], readings: [] };
const EDGE_13: Edge = { event: 'select', rules: ['BP-13', 'CR-8'], readings: ['ended', 'nobody'] };
const EDGE_14: Edge = { event: 'REGISTER', rules: ['SR-14'], readings: ['unknownPolicy'] };
const EDGE_15: Edge = { event: 'REGISTER', rules: ['SR-3'], readings: ['conflictUri', 'unknownPolicy'] };
const EDGE_16: Edge = { event: 'select', rules: ['SR-1'], readings: ['exclude', 'refusals', 'order'] };
const EDGE_17: Edge = { event: 'select', rules: ['CR-2'], readings: ['exclude', 'refusals', 'order'] };
const EDGE_18: Edge = { event: 'procedure.claimed', rules: ['RV-2', 'SR-14'], readings: ['unknownPolicy'] };
const EDGE_19: Edge = {
  event: 'procedure.claimed',
  rules: ['RV-2', 'BP-23'],
  readings: ['unknownPolicy', 'unknownMatch'],
};
const EDGE_20: Edge = {
  event: 'procedure.claimed',
  rules: ['RV-2', 'LM-1'],
  readings: ['unknownPolicy', 'unknownMatch'],
};
const EDGE_21: Edge = {
  event: 'procedure.claimed',
  rules: ['RV-1', 'RV-3', 'RV-4', 'BP-22'],
  readings: ['unknownPolicy', 'unknownMatch', 'registrationId', 'withdrawn'],
};
const EDGE_22: Edge = {
  event: 'UNREGISTER',
  rules: ['SR-7', 'SR-9', 'BP-22'],
  readings: ['withdrawn', 'registrationId'],
};
const EDGE_23: Edge = {
  event: 'UNREGISTER',
  rules: ['SR-7', 'BP-22'],
  readings: ['withdrawn', 'registrationId'],
};
const EDGE_24: Edge = { event: 'UNREGISTER', rules: ['BP-12'], readings: ['registrationId'] };
const EDGE_25: Edge = { event: 'session.left', rules: ['SR-8', 'SR-9'], readings: [] };
const EDGE_26: Edge = { event: 'session.left', rules: ['SR-8'], readings: [] };
const EDGE_27: Edge = {
  event: 'select',
  rules: ['CR-3', 'CR-7'],
  readings: ['next', 'rerouteMoves', 'exclude', 'refusals', 'order'],
};
const EDGE_28: Edge = {
  event: 'select',
  rules: ['CR-3', 'CR-7'],
  readings: ['position', 'next', 'rerouteMoves', 'exclude', 'refusals', 'order'],
};
const EDGE_29: Edge = {
  event: 'select',
  rules: [],
  readings: ['position', 'next', 'rerouteMoves', 'exclude', 'refusals', 'order'],
};
const EDGE_30: Edge = {
  event: 'select',
  rules: ['SR-10', 'CR-3', 'CR-7'],
  readings: ['position', 'next', 'rerouteMoves', 'exclude', 'refusals', 'order'],
};
const EDGE_31: Edge = {
  event: 'select',
  rules: ['CR-7', 'CR-8'],
  readings: ['exclude', 'refusals', 'order'],
};
const EDGE_32: Edge = { event: 'REGISTER', rules: ['SR-14'], readings: ['unknownPolicy'] };
const EDGE_33: Edge = { event: 'REGISTER', rules: ['BP-23'], readings: ['unknownMatch'] };
const EDGE_34: Edge = {
  event: 'REGISTER',
  rules: ['SR-4', 'SR-6'],
  readings: ['conflictUri', 'unknownPolicy', 'unknownMatch'],
};
const EDGE_35: Edge = { event: 'REGISTER', rules: ['LM-1'], readings: ['sameSession', 'unknownMatch'] };
const EDGE_36: Edge = {
  event: 'REGISTER',
  rules: ['LM-1'],
  readings: ['sameSession', 'unknownMatch', 'registrationId'],
};
const EDGE_37: Edge = { event: 'REGISTER', rules: ['LM-1'], readings: ['sameSession', 'unknownMatch'] };
const EDGE_38: Edge = {
  event: 'REGISTER',
  rules: ['SR-5'],
  readings: ['sameSession', 'unknownMatch', 'registrationId'],
};
const EDGE_39: Edge = {
  event: 'select',
  rules: ['SR-11', 'CR-4', 'CR-7'],
  readings: ['exclude', 'refusals', 'order'],
};
const EDGE_40: Edge = {
  event: 'select',
  rules: ['SR-12', 'CR-5', 'CR-7'],
  readings: ['exclude', 'refusals', 'order'],
};
const EDGE_41: Edge = { event: 'select', rules: [], readings: ['exclude', 'refusals', 'order', 'newcomer'] };
const EDGE_42: Edge = {
  event: 'select',
  rules: ['SR-13', 'CR-6', 'CR-7'],
  readings: ['exclude', 'refusals', 'newcomer', 'order'],
};

/** All edges. */
export const EDGES: readonly Edge[] = [
  EDGE_1,
  EDGE_2,
  EDGE_3,
  EDGE_4,
  EDGE_5,
  EDGE_6,
  EDGE_7,
  EDGE_8,
  EDGE_9,
  EDGE_10,
  EDGE_11,
  EDGE_12,
  EDGE_13,
  EDGE_14,
  EDGE_15,
  EDGE_16,
  EDGE_17,
  EDGE_18,
  EDGE_19,
  EDGE_20,
  EDGE_21,
  EDGE_22,
  EDGE_23,
  EDGE_24,
  EDGE_25,
  EDGE_26,
  EDGE_27,
  EDGE_28,
  EDGE_29,
  EDGE_30,
  EDGE_31,
  EDGE_32,
  EDGE_33,
  EDGE_34,
  EDGE_35,
  EDGE_36,
  EDGE_37,
  EDGE_38,
  EDGE_39,
  EDGE_40,
  EDGE_41,
  EDGE_42,
];
