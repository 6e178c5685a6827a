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
import type { RegistrationContext, RegistrationEvent } from '../../../machines/vocabulary.ts';
import type { ChartDriver, Edge, Instance, Mutable, Sink } from './chart.ts';

/** The context of a running chart, which only its driver changes. */
type Own = Mutable<RegistrationContext>;

export const registrationEngine: ChartDriver<RegistrationContext, RegistrationEvent> = {
  start(instance: Instance<Own>) {
    instance.state = 'vacant';
  },
  step(instance: Instance<Own>, event, effects) {
    switch (instance.state) {
      case 'vacant':
        return inVacant(instance, event, effects);
      case 'occupied.single':
        return inOccupiedSingle(instance, event, effects);
      case 'occupied.shared.roundrobin':
        return inOccupiedSharedRoundrobin(instance, event, effects);
      case 'occupied.shared.random':
        return inOccupiedSharedRandom(instance, event, effects);
      case 'occupied.shared.first':
        return inOccupiedSharedFirst(instance, event, effects);
      case 'occupied.shared.last':
        return inOccupiedSharedLast(instance, event, effects);
      default:
        return undefined;
    }
  },
};

/** In vacant. */
function inVacant(instance: Instance<Own>, event: RegistrationEvent, effects: Sink): Edge | undefined {
  switch (event.type) {
    case 'REGISTER': {
      // BP-10
      if (isProcedureInvalid(instance.context, event)) {
        effects.push(sendProcedureInvalid(instance.context, event));
        return EDGE_1;
      }
      // BP-11
      if (isProcedureReserved(instance.context, event)) {
        effects.push(sendProcedureReserved(instance.context, event));
        return EDGE_2;
      }
      // SR-14, reading unknownPolicy
      if (isInvokeRefused(instance.context, event)) {
        effects.push(sendInvokeUnknown(instance.context, event));
        return EDGE_3;
      }
      // BP-23, reading unknownMatch
      if (isMatchRefused(instance.context, event)) {
        effects.push(sendMatchUnsupported(instance.context, event));
        return EDGE_4;
      }
      // LM-1
      if (isPlaceLimitReached(instance.context, event)) {
        effects.push(sendPlaceLimit(instance.context, event));
        return EDGE_5;
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
        effects.push(sendRegistered(instance.context, event));
        effects.push(openRegistration());
        instance.state = 'occupied.shared.roundrobin';
        return EDGE_6;
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
        effects.push(sendRegistered(instance.context, event));
        effects.push(openRegistration());
        instance.state = 'occupied.shared.random';
        return EDGE_7;
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
        effects.push(sendRegistered(instance.context, event));
        effects.push(openRegistration());
        instance.state = 'occupied.shared.first';
        return EDGE_8;
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
        effects.push(sendRegistered(instance.context, event));
        effects.push(openRegistration());
        instance.state = 'occupied.shared.last';
        return EDGE_9;
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
      effects.push(sendRegistered(instance.context, event));
      effects.push(openRegistration());
      instance.state = 'occupied.single';
      return EDGE_10;
    }
    case 'procedure.claimed': {
      // RV-1
      effects.push(clearProcedure(instance.context, event));
      return EDGE_11;
    }
    case 'UNREGISTER': {
      // BP-12
      effects.push(sendRegistrationUnknown(instance.context, event));
      return EDGE_12;
    }
    case 'select': {
      // BP-13, CR-8, reading ended, reading nobody
      effects.push(answerVacant());
      return EDGE_13;
    }
    default: {
      return undefined;
    }
  }
}

/** In occupied.single. */
function inOccupiedSingle(
  instance: Instance<Own>,
  event: RegistrationEvent,
  effects: Sink,
): Edge | undefined {
  switch (event.type) {
    case 'REGISTER': {
      // SR-14, reading unknownPolicy
      if (isInvokeRefused(instance.context, event)) {
        effects.push(sendInvokeUnknown(instance.context, event));
        return EDGE_14;
      }
      // SR-3, reading conflictUri, reading unknownPolicy
      effects.push(sendPolicyConflict(instance.context, event));
      return EDGE_15;
    }
    case 'select': {
      // SR-1, reading exclude, reading refusals, reading order
      if (hasCandidate(instance.context, event)) {
        effects.push(answerOnly(instance.context, event));
        return EDGE_16;
      }
      // CR-2, reading exclude, reading refusals, reading order
      effects.push(answerNone(instance.context, event));
      return EDGE_17;
    }
    case 'procedure.claimed':
      return on1(instance, event, effects);
    case 'UNREGISTER':
      return on2(instance, event, effects);
    case 'session.left':
      return on3(instance, event, effects);
    default: {
      return undefined;
    }
  }
}

/** In occupied.shared.roundrobin. */
function inOccupiedSharedRoundrobin(
  instance: Instance<Own>,
  event: RegistrationEvent,
  effects: Sink,
): Edge | undefined {
  switch (event.type) {
    case 'select': {
      // CR-3, CR-7, reading next, reading rerouteMoves, reading exclude, reading refusals, reading order
      if (isRerouteFromRefuserInPlace(instance.context, event)) {
        instance.context.turn = pickAfterRefuser.turn(instance.context, event);
        effects.push(answerTurn(instance.context));
        return EDGE_27;
      }
      // CR-3, CR-7, reading position, reading next, reading rerouteMoves, reading exclude, reading refusals, reading order
      if (isRerouteFromRefuser(instance.context, event)) {
        instance.context.turn = pickAfterRefuser.turn(instance.context, event);
        instance.context.position = takeTurn.position(instance.context);
        effects.push(answerTurn(instance.context));
        return EDGE_28;
      }
      // reading position, reading next, reading rerouteMoves, reading exclude, reading refusals, reading order
      if (isRerouteInPlace(instance.context, event)) {
        instance.context.turn = pickTurn.turn(instance.context, event);
        effects.push(answerTurn(instance.context));
        return EDGE_29;
      }
      // SR-10, CR-3, CR-7, reading position, reading next, reading rerouteMoves, reading exclude, reading refusals, reading order
      if (hasCandidate(instance.context, event)) {
        instance.context.turn = pickTurn.turn(instance.context, event);
        instance.context.position = takeTurn.position(instance.context);
        effects.push(answerTurn(instance.context));
        return EDGE_30;
      }
      // CR-7, CR-8, reading exclude, reading refusals, reading order
      effects.push(answerNone(instance.context, event));
      return EDGE_31;
    }
    case 'REGISTER':
      return on4(instance, event, effects);
    case 'procedure.claimed':
      return on1(instance, event, effects);
    case 'UNREGISTER':
      return on2(instance, event, effects);
    case 'session.left':
      return on3(instance, event, effects);
    default: {
      return undefined;
    }
  }
}

/** In occupied.shared.random. */
function inOccupiedSharedRandom(
  instance: Instance<Own>,
  event: RegistrationEvent,
  effects: Sink,
): Edge | undefined {
  switch (event.type) {
    case 'select': {
      // SR-11, CR-4, CR-7, reading exclude, reading refusals, reading order
      if (hasCandidate(instance.context, event)) {
        effects.push(answerAtRandom(instance.context, event));
        return EDGE_39;
      }
      // CR-7, CR-8, reading exclude, reading refusals, reading order
      effects.push(answerNone(instance.context, event));
      return EDGE_31;
    }
    case 'REGISTER':
      return on4(instance, event, effects);
    case 'procedure.claimed':
      return on1(instance, event, effects);
    case 'UNREGISTER':
      return on2(instance, event, effects);
    case 'session.left':
      return on3(instance, event, effects);
    default: {
      return undefined;
    }
  }
}

/** In occupied.shared.first. */
function inOccupiedSharedFirst(
  instance: Instance<Own>,
  event: RegistrationEvent,
  effects: Sink,
): Edge | undefined {
  switch (event.type) {
    case 'select': {
      // SR-12, CR-5, CR-7, reading exclude, reading refusals, reading order
      if (hasCandidate(instance.context, event)) {
        effects.push(answerFirst(instance.context, event));
        return EDGE_40;
      }
      // CR-7, CR-8, reading exclude, reading refusals, reading order
      effects.push(answerNone(instance.context, event));
      return EDGE_31;
    }
    case 'REGISTER':
      return on4(instance, event, effects);
    case 'procedure.claimed':
      return on1(instance, event, effects);
    case 'UNREGISTER':
      return on2(instance, event, effects);
    case 'session.left':
      return on3(instance, event, effects);
    default: {
      return undefined;
    }
  }
}

/** In occupied.shared.last. */
function inOccupiedSharedLast(
  instance: Instance<Own>,
  event: RegistrationEvent,
  effects: Sink,
): Edge | undefined {
  switch (event.type) {
    case 'select': {
      // reading exclude, reading refusals, reading order, reading newcomer
      if (hasOnlyNewcomers(instance.context, event)) {
        effects.push(answerNone(instance.context, event));
        return EDGE_41;
      }
      // SR-13, CR-6, CR-7, reading exclude, reading refusals, reading newcomer, reading order
      if (hasCandidate(instance.context, event)) {
        effects.push(answerLast(instance.context, event));
        return EDGE_42;
      }
      // CR-7, CR-8, reading exclude, reading refusals, reading order
      effects.push(answerNone(instance.context, event));
      return EDGE_31;
    }
    case 'REGISTER':
      return on4(instance, event, effects);
    case 'procedure.claimed':
      return on1(instance, event, effects);
    case 'UNREGISTER':
      return on2(instance, event, effects);
    case 'session.left':
      return on3(instance, event, effects);
    default: {
      return undefined;
    }
  }
}

/** procedure.claimed in occupied.single, occupied.shared.roundrobin, occupied.shared.random, occupied.shared.first, occupied.shared.last. */
function on1(
  instance: Instance<Own>,
  event: Extract<RegistrationEvent, { type: 'procedure.claimed' }>,
  effects: Sink,
): Edge | undefined {
  // RV-2, SR-14, reading unknownPolicy
  if (isInvokeRefused(instance.context, event)) {
    effects.push(sendInvokeUnknown(instance.context, event));
    return EDGE_18;
  }
  // RV-2, BP-23, reading unknownPolicy, reading unknownMatch
  if (isMatchRefused(instance.context, event)) {
    effects.push(sendMatchUnsupported(instance.context, event));
    return EDGE_19;
  }
  // RV-2, LM-1, reading unknownPolicy, reading unknownMatch
  if (isClaimBeyondLimit(instance.context, event)) {
    effects.push(sendPlaceLimit(instance.context, event));
    return EDGE_20;
  }
  // RV-1, RV-3, RV-4, BP-22, reading unknownPolicy, reading unknownMatch, reading registrationId, reading withdrawn
  effects.push(sendRevocations(instance.context));
  effects.push(deleteRegistration());
  effects.push(clearProcedure(instance.context, event));
  effects.push(withdrawMembers());
  instance.state = 'deleted';
  return EDGE_21;
}

/** UNREGISTER in occupied.single, occupied.shared.roundrobin, occupied.shared.random, occupied.shared.first, occupied.shared.last. */
function on2(
  instance: Instance<Own>,
  event: Extract<RegistrationEvent, { type: 'UNREGISTER' }>,
  effects: Sink,
): Edge | undefined {
  // SR-7, SR-9, BP-22, reading withdrawn, reading registrationId
  if (isLastMember(instance.context, event)) {
    instance.context.members = removeMember.members(instance.context, event);
    effects.push(sendUnregistered(instance.context, event));
    effects.push(deleteRegistration());
    effects.push(withdrawMember(instance.context, event));
    instance.state = 'deleted';
    return EDGE_22;
  }
  // SR-7, BP-22, reading withdrawn, reading registrationId
  if (isMember(instance.context, event)) {
    instance.context.members = removeMember.members(instance.context, event);
    effects.push(sendUnregistered(instance.context, event));
    effects.push(withdrawMember(instance.context, event));
    return EDGE_23;
  }
  // BP-12, reading registrationId
  effects.push(sendRegistrationUnknown(instance.context, event));
  return EDGE_24;
}

/** session.left in occupied.single, occupied.shared.roundrobin, occupied.shared.random, occupied.shared.first, occupied.shared.last. */
function on3(
  instance: Instance<Own>,
  event: Extract<RegistrationEvent, { type: 'session.left' }>,
  effects: Sink,
): Edge | undefined {
  // SR-8, SR-9
  if (isLastMember(instance.context, event)) {
    instance.context.members = removeMember.members(instance.context, event);
    effects.push(deleteRegistration());
    instance.state = 'deleted';
    return EDGE_25;
  }
  // SR-8
  if (isMember(instance.context, event)) {
    instance.context.members = removeMember.members(instance.context, event);
    return EDGE_26;
  }
  return undefined;
}

/** REGISTER in occupied.shared.roundrobin, occupied.shared.random, occupied.shared.first, occupied.shared.last. */
function on4(
  instance: Instance<Own>,
  event: Extract<RegistrationEvent, { type: 'REGISTER' }>,
  effects: Sink,
): Edge | undefined {
  // SR-14, reading unknownPolicy
  if (isInvokeRefused(instance.context, event)) {
    effects.push(sendInvokeUnknown(instance.context, event));
    return EDGE_32;
  }
  // BP-23, reading unknownMatch
  if (isMatchRefused(instance.context, event)) {
    effects.push(sendMatchUnsupported(instance.context, event));
    return EDGE_33;
  }
  // SR-4, SR-6, reading conflictUri, reading unknownPolicy, reading unknownMatch
  if (asksForOtherPolicy(instance.context, event)) {
    effects.push(sendPolicyConflict(instance.context, event));
    return EDGE_34;
  }
  // LM-1, reading sameSession, reading unknownMatch
  if (isForbiddenRepetition(instance.context, event)) {
    effects.push(sendRegisteredAlready(instance.context, event));
    return EDGE_35;
  }
  // LM-1, reading sameSession, reading unknownMatch, reading registrationId
  if (isRepetition(instance.context, event)) {
    effects.push(sendRegistered(instance.context, event));
    return EDGE_36;
  }
  // LM-1, reading sameSession, reading unknownMatch
  if (isPlaceLimitReached(instance.context, event)) {
    effects.push(sendPlaceLimit(instance.context, event));
    return EDGE_37;
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
  effects.push(sendRegistered(instance.context, event));
  return EDGE_38;
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
