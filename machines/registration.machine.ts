/**
 * A registration of a procedure: the sessions that may join it, the member that a call is given to, and its end.
 *
 * `vacant` is a procedure nobody has registered. The first REGISTER decides the policy and with it the state; the
 * text's tables of policies and of re-routing are the `select` edges of the five states.
 */
import { chart } from './dialect.ts';
import * as steps from './steps/registration.ts';
import type { RegistrationContext, RegistrationEvent } from './vocabulary.ts';

export const registrationMachine = chart<RegistrationContext, RegistrationEvent, typeof steps>(
  steps,
).createMachine({
  id: 'registration',
  context: ({ input }) => input,
  initial: 'vacant',
  states: {
    vacant: {
      on: {
        REGISTER: [
          { guard: 'isProcedureInvalid', actions: 'sendProcedureInvalid', meta: { rules: ['BP-10'] } },
          { guard: 'isProcedureReserved', actions: 'sendProcedureReserved', meta: { rules: ['BP-11'] } },
          {
            guard: 'isInvokeRefused',
            actions: 'sendInvokeUnknown',
            meta: { rules: ['SR-14'], readings: ['unknownPolicy'] },
          },
          {
            guard: 'isMatchRefused',
            actions: 'sendMatchUnsupported',
            meta: { rules: ['BP-23'], readings: ['unknownMatch'] },
          },
          { guard: 'isPlaceLimitReached', actions: 'sendPlaceLimit', meta: { rules: ['LM-1'] } },
          {
            guard: 'asksForRoundrobin',
            target: 'occupied.shared.roundrobin',
            actions: ['addMember', 'sendRegistered'],
            meta: { rules: ['SR-6', 'FA-3'], readings: ['unknownMatch', 'registrationId'] },
          },
          {
            guard: 'asksForRandom',
            target: 'occupied.shared.random',
            actions: ['addMember', 'sendRegistered'],
            meta: { rules: ['SR-6', 'FA-3'], readings: ['unknownMatch', 'registrationId'] },
          },
          {
            guard: 'asksForFirst',
            target: 'occupied.shared.first',
            actions: ['addMember', 'sendRegistered'],
            meta: { rules: ['SR-6', 'FA-3'], readings: ['unknownMatch', 'registrationId'] },
          },
          {
            guard: 'asksForLast',
            target: 'occupied.shared.last',
            actions: ['addMember', 'sendRegistered'],
            meta: { rules: ['SR-6', 'FA-3'], readings: ['unknownMatch', 'registrationId'] },
          },
          {
            target: 'occupied.single',
            actions: ['addMember', 'sendRegistered'],
            meta: {
              rules: ['SR-1', 'SR-2', 'SR-6', 'OP-1'],
              readings: ['unknownPolicy', 'unknownMatch', 'registrationId'],
            },
          },
        ],
        'procedure.claimed': { actions: 'clearProcedure', meta: { rules: ['RV-1'] } },
        UNREGISTER: { actions: 'sendRegistrationUnknown', meta: { rules: ['BP-12'] } },
        select: {
          actions: 'answerVacant',
          meta: { rules: ['BP-13', 'CR-8'], readings: ['ended', 'nobody'] },
        },
      },
    },

    occupied: {
      entry: 'openRegistration',
      initial: 'single',
      on: {
        'procedure.claimed': [
          {
            guard: 'isInvokeRefused',
            actions: 'sendInvokeUnknown',
            meta: { rules: ['RV-2', 'SR-14'], readings: ['unknownPolicy'] },
          },
          {
            guard: 'isMatchRefused',
            actions: 'sendMatchUnsupported',
            meta: { rules: ['RV-2', 'BP-23'], readings: ['unknownPolicy', 'unknownMatch'] },
          },
          {
            guard: 'isClaimBeyondLimit',
            actions: 'sendPlaceLimit',
            meta: { rules: ['RV-2', 'LM-1'], readings: ['unknownPolicy', 'unknownMatch'] },
          },
          {
            target: 'deleted',
            actions: ['sendRevocations', 'deleteRegistration', 'clearProcedure', 'withdrawMembers'],
            meta: {
              rules: ['RV-1', 'RV-3', 'RV-4', 'BP-22'],
              readings: ['unknownPolicy', 'unknownMatch', 'registrationId', 'withdrawn'],
            },
          },
        ],
        UNREGISTER: [
          {
            guard: 'isLastMember',
            target: 'deleted',
            actions: ['removeMember', 'sendUnregistered', 'deleteRegistration', 'withdrawMember'],
            meta: { rules: ['SR-7', 'SR-9', 'BP-22'], readings: ['withdrawn', 'registrationId'] },
          },
          {
            guard: 'isMember',
            actions: ['removeMember', 'sendUnregistered', 'withdrawMember'],
            meta: { rules: ['SR-7', 'BP-22'], readings: ['withdrawn', 'registrationId'] },
          },
          {
            actions: 'sendRegistrationUnknown',
            meta: { rules: ['BP-12'], readings: ['registrationId'] },
          },
        ],
        'session.left': [
          {
            guard: 'isLastMember',
            target: 'deleted',
            actions: ['removeMember', 'deleteRegistration'],
            meta: { rules: ['SR-8', 'SR-9'] },
          },
          { guard: 'isMember', actions: 'removeMember', meta: { rules: ['SR-8'] } },
        ],
        select: {
          actions: 'answerNone',
          meta: { rules: ['CR-7', 'CR-8'], readings: ['exclude', 'refusals', 'order'] },
        },
      },
      states: {
        single: {
          on: {
            REGISTER: [
              {
                guard: 'isInvokeRefused',
                actions: 'sendInvokeUnknown',
                meta: { rules: ['SR-14'], readings: ['unknownPolicy'] },
              },
              {
                actions: 'sendPolicyConflict',
                meta: { rules: ['SR-3'], readings: ['conflictUri', 'unknownPolicy'] },
              },
            ],
            select: [
              {
                guard: 'hasCandidate',
                actions: 'answerOnly',
                meta: { rules: ['SR-1'], readings: ['exclude', 'refusals', 'order'] },
              },
              {
                actions: 'answerNone',
                meta: { rules: ['CR-2'], readings: ['exclude', 'refusals', 'order'] },
              },
            ],
          },
        },

        shared: {
          initial: 'roundrobin',
          on: {
            REGISTER: [
              {
                guard: 'isInvokeRefused',
                actions: 'sendInvokeUnknown',
                meta: { rules: ['SR-14'], readings: ['unknownPolicy'] },
              },
              {
                guard: 'isMatchRefused',
                actions: 'sendMatchUnsupported',
                meta: { rules: ['BP-23'], readings: ['unknownMatch'] },
              },
              {
                guard: 'asksForOtherPolicy',
                actions: 'sendPolicyConflict',
                meta: { rules: ['SR-4', 'SR-6'], readings: ['conflictUri', 'unknownPolicy', 'unknownMatch'] },
              },
              {
                guard: 'isForbiddenRepetition',
                actions: 'sendRegisteredAlready',
                meta: { rules: ['LM-1'], readings: ['sameSession', 'unknownMatch'] },
              },
              {
                guard: 'isRepetition',
                actions: 'sendRegistered',
                meta: { rules: ['LM-1'], readings: ['sameSession', 'unknownMatch', 'registrationId'] },
              },
              {
                guard: 'isPlaceLimitReached',
                actions: 'sendPlaceLimit',
                meta: { rules: ['LM-1'], readings: ['sameSession', 'unknownMatch'] },
              },
              {
                actions: ['addMember', 'sendRegistered'],
                meta: { rules: ['SR-5'], readings: ['sameSession', 'unknownMatch', 'registrationId'] },
              },
            ],
          },
          states: {
            roundrobin: {
              on: {
                select: [
                  {
                    guard: 'isRerouteFromRefuserInPlace',
                    actions: ['pickAfterRefuser', 'answerTurn'],
                    meta: {
                      rules: ['CR-3', 'CR-7'],
                      readings: ['next', 'rerouteMoves', 'exclude', 'refusals', 'order'],
                    },
                  },
                  {
                    guard: 'isRerouteFromRefuser',
                    actions: ['pickAfterRefuser', 'takeTurn', 'answerTurn'],
                    meta: {
                      rules: ['CR-3', 'CR-7'],
                      readings: ['position', 'next', 'rerouteMoves', 'exclude', 'refusals', 'order'],
                    },
                  },
                  {
                    guard: 'isRerouteInPlace',
                    actions: ['pickTurn', 'answerTurn'],
                    meta: { readings: ['position', 'next', 'rerouteMoves', 'exclude', 'refusals', 'order'] },
                  },
                  {
                    guard: 'hasCandidate',
                    actions: ['pickTurn', 'takeTurn', 'answerTurn'],
                    meta: {
                      rules: ['SR-10', 'CR-3', 'CR-7'],
                      readings: ['position', 'next', 'rerouteMoves', 'exclude', 'refusals', 'order'],
                    },
                  },
                ],
              },
            },
            random: {
              on: {
                select: {
                  guard: 'hasCandidate',
                  actions: 'answerAtRandom',
                  meta: { rules: ['SR-11', 'CR-4', 'CR-7'], readings: ['exclude', 'refusals', 'order'] },
                },
              },
            },
            first: {
              on: {
                select: {
                  guard: 'hasCandidate',
                  actions: 'answerFirst',
                  meta: { rules: ['SR-12', 'CR-5', 'CR-7'], readings: ['exclude', 'refusals', 'order'] },
                },
              },
            },
            last: {
              on: {
                select: [
                  {
                    guard: 'hasOnlyNewcomers',
                    actions: 'answerNone',
                    meta: { readings: ['exclude', 'refusals', 'order', 'newcomer'] },
                  },
                  {
                    guard: 'hasCandidate',
                    actions: 'answerLast',
                    meta: {
                      rules: ['SR-13', 'CR-6', 'CR-7'],
                      readings: ['exclude', 'refusals', 'newcomer', 'order'],
                    },
                  },
                ],
              },
            },
          },
        },
      },
    },

    deleted: { type: 'final' },
  },
});
