/**
 * Equality of the generated engine and the charts: every event in every situation within bounds, under every reading.
 */
import { expect, test, vi } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import { callMachine } from '../machines/call.machine.ts';
import { select } from '../machines/core-rule.ts';
import { newCall, newRegistration, newSession } from '../machines/instances.ts';
import type { MemberList } from '../machines/member-list.ts';
import { READINGS } from '../machines/readings/index.ts';
import { DEFAULT_READINGS, type ReadingId } from '../machines/readings.ts';
import { registrationMachine } from '../machines/registration.machine.ts';
import { sessionMachine } from '../machines/session.machine.ts';
import { recordCallee, recordRefusal } from '../machines/steps/call.ts';
import { refusalsOf } from '../machines/vocabulary/members.ts';
import type {
  Assign,
  CallContext,
  CallEvent,
  CalleeSelected,
  Effect,
  RegistrationContext,
  RegistrationEvent,
  SessionContext,
  SessionEvent,
  SessionKey,
} from '../machines/vocabulary.ts';
import type { ChartDriver } from '../src/dealer/engine/chart.ts';
import type { Charts } from '../src/dealer/engine/charts.ts';
import { generatedCharts as generated } from '../src/dealer/engine/collected.ts';
import { interpreted } from '../src/dealer/engine/interpreted.ts';
import { CALL_NOWHERE, CALLS, callEvents, NO_FEATURES, PROCEDURE, SESSION_EVENTS } from './alphabets.ts';
import { IMPOSSIBLE, written } from './edges.ts';
import { explore, type Seen, type Situation } from './reach.ts';
import { registrationEvents } from './registration-alphabet.ts';

// Some 180,000 steps of XState: much work, and no reason to fail on a slow machine.
vi.setConfig({ testTimeout: 300_000 });

test('a registration takes each step alike, and selects by the core rule: 3 sessions, 3 places ever, a call refused 3 times among others', () => {
  const fresh = newCall(DEFAULT_READINGS, 9, CALL_NOWHERE);
  const comer = refusedElsewhere(fresh);
  const seen = explore<RegistrationContext, RegistrationEvent, CallContext>({
    machine: registrationMachine,
    compiled: byTheCoreRule(onItsOwnList(generated)),
    starts: [newRegistration(DEFAULT_READINGS, 1, PROCEDURE, interpreted.list)],
    around: fresh,
    events: ({ context, around: call }) =>
      registrationEvents(
        context,
        call === fresh ? [fresh, comer] : [fresh, call, { ...call, registration: 2 }, ...overtaken(call)],
      ),
    aroundAfter: ({ around: call }, event, { effects }) => {
      const [selection] = effects.filter(isSelection);
      if (event.type !== 'select' || selection === undefined || event.call !== call) return [call];
      // Either the callee refuses the call, or another call asked for a callee.
      return [refused(call, selection), call];
    },
    isWithin: ({ context, around: call }) =>
      context.nextOrder <= 4 && context.position <= 3 && call.tries <= 3,
    textOf: registrationText,
  });

  report('registration', seen);
  expectAllOf(seen, registrationMachine, {
    readings: [
      'position',
      'next',
      'rerouteMoves',
      'exclude',
      'refusals',
      'newcomer',
      'sameSession',
      'unknownPolicy',
      'unknownMatch',
      'conflictUri',
      'registrationId',
    ],
    impossible: IMPOSSIBLE.registration,
  });
});

test('a call takes each step alike: up to 3 callees, every answer, end and option', () => {
  const seen = explore<CallContext, CallEvent, undefined>({
    machine: callMachine,
    compiled: generated.call,
    starts: [...CALLS, CALL_NOWHERE].map((message) => newCall(DEFAULT_READINGS, 1, message)),
    around: undefined,
    events: ({ context }) => callEvents(context),
    aroundAfter: () => [undefined],
    isWithin: ({ context }) => context.tries <= 3,
    textOf: callText,
  });

  report('call', seen);
  expectAllOf(seen, callMachine, {
    readings: [
      'gate',
      'ended',
      'nobody',
      'afterProgress',
      'refusedLate',
      'afterKill',
      'undeliverable',
      'order',
      'goneUri',
      'unaskedProgress',
      'details',
      'interruptAgain',
      'withdrawn',
    ],
    impossible: IMPOSSIBLE.call,
  });
});

test('a session takes each step alike, whatever comes when', () => {
  const seen = explore<SessionContext, SessionEvent, undefined>({
    machine: sessionMachine,
    compiled: generated.session,
    starts: [
      newSession(DEFAULT_READINGS, 1, 'realm1', 1_000),
      newSession(DEFAULT_READINGS, 1, 'realm1', Number.POSITIVE_INFINITY, ['ticket', 'wampcra']),
      newSession(DEFAULT_READINGS, 1, 'realm1', 1_000, ['ticket', 'anonymous']),
    ],
    around: undefined,
    events: () => SESSION_EVENTS,
    aroundAfter: () => [undefined],
    isWithin: () => true,
    textOf: ({ state, context: { readings: _, ...context } }) => JSON.stringify([state, context]),
  });

  report('session', seen);
  expectAllOf(seen, sessionMachine, {
    readings: [
      'requestIds',
      'late',
      'invocationIds',
      'roles',
      'cancelUnknown',
      'cancelDefault',
      'badUri',
      'unknownPolicy',
      'unaskedProgress',
    ],
    impossible: IMPOSSIBLE.session,
  });
});

test('a step that differs is told with the way there and what both drivers made of it', () => {
  const forgetful: ChartDriver<CallContext, CallEvent> = {
    start: generated.call.start,
    step: (instance, event, effects) =>
      generated.call.step(instance, event, event.type === 'caller.left' ? [] : effects),
  };
  const exploring = () =>
    explore<CallContext, CallEvent, undefined>({
      machine: callMachine,
      compiled: forgetful,
      starts: [newCall(DEFAULT_READINGS, 1, CALL_NOWHERE)],
      around: undefined,
      events: ({ context }) => callEvents(context),
      aroundAfter: () => [undefined],
      isWithin: () => true,
      textOf: callText,
    });
  const line = (start: string, end = '') => expect.stringMatching(new RegExp(`^${start}.*${end}$`));

  expect(messageOf(exploring).split('\n')).toEqual([
    'The drivers of the chart call differ in a step.',
    line('start: {"caller":1,"message":{"type":"CALL"'),
    line('event 1: {"type":"select.member"'),
    line('event 2: {"type":"caller.left"}'),
    'readings that it looked at: {}',
    line('interpreted: {"state":"abandoned"', '"effects":\\[{"type":"INTERRUPT".*{"type":"call.ended"}\\].*'),
    line('generated: {"state":"abandoned"', '"effects":\\[\\].*'),
  ]);
});

// --- registrations of which each driver has its own list ---

/** The registration chart of a driver with plain lists as input and output, converted to and from its own. */
function onItsOwnList({ registration, list }: Charts): ChartDriver<RegistrationContext, RegistrationEvent> {
  // The cache of a list is for calls that meet the same refusals again.
  const known = new WeakMap<MemberList, MemberList>();
  const own = (plain: MemberList): MemberList => {
    const same = known.get(plain) ?? copied(plain, list);
    known.set(plain, same);
    return same;
  };
  return {
    start: registration.start,
    step(instance, event, effects) {
      const { members } = instance.context;
      instance.context = { ...instance.context, members: own(members) };
      const edge = registration.step(instance, event, effects);
      instance.context = { ...instance.context, members: copied(instance.context.members, interpreted.list) };
      return edge;
    },
  };
}

/** The same, and the member that it selects is that of the core rule. */
function byTheCoreRule(
  driver: ChartDriver<RegistrationContext, RegistrationEvent>,
): ChartDriver<RegistrationContext, RegistrationEvent> {
  return {
    start: driver.start,
    step(instance, event, effects) {
      const asked = { ...instance.context };
      const answers: Effect[] = [];
      const edge = driver.step(instance, event, answers);
      for (const answer of answers) effects.push(answer);
      const isCapped = answers.some((answer) => answer.type === 'select.none' && answer.capped);
      // A revoked registration has ended with all of its members, and is asked no more.
      if (event.type === 'select' && !isCapped && instance.state !== 'deleted')
        expect(answers.find(isSelection)?.member).toEqual(select(asked, event));
      return edge;
    },
  };
}

const copied = (members: MemberList, empty: MemberList): MemberList =>
  [...members].reduce((list, member) => list.with(member), empty);

// --- calls that ask a registration ---

const isSelection = (effect: Effect): effect is CalleeSelected => effect.type === 'select.member';

/** The call after that callee refused it, as the call chart records it. */
function refused(call: CallContext, selection: CalleeSelected): CallContext {
  const given = assigned(call, recordCallee, { ...selection, invocation: 1 });
  return assigned(given, recordRefusal, undefined);
}

/** The call after two callees refused it that were registered for its procedure before. */
function refusedElsewhere(call: CallContext): CallContext {
  const [first, second] = [5, 6].map((session): CalleeSelected => {
    const member = { order: session, session, registration: 2, features: NO_FEATURES };
    return { type: 'select.member', registration: 2, member };
  }) as [CalleeSelected, CalleeSelected];
  return refused(refused(call, first), second);
}

/** The call as it is if a later one of its caller was given to a callee; a second refusal changes nothing about that. */
const overtaken = (call: CallContext): CallContext[] =>
  call.tries === 1 ? [{ ...call, passedOver: [2] }] : [];

function assigned<Event>(context: CallContext, step: Assign<CallContext, Event>, event: Event): CallContext {
  const values = Object.entries(step).map(([key, value]) => [key, value(context as never, event as never)]);
  return { ...context, ...Object.fromEntries(values) };
}

/**
 * Identity of a situation. Sessions differ only in their keys, so they are named in the order in which they occur. The
 * previous position is forgotten by the next `select`. A call that knew other members than the present ones depends
 * only on its refusals, so its knowledge does not matter. Nor do registration ids, except where one session has two.
 */
function registrationText({
  state,
  context,
  around: call,
}: Situation<RegistrationContext, CallContext>): string {
  if (state === 'deleted') return state;
  const names = new Map<SessionKey, number>();
  const placeOf = (session: SessionKey): number => {
    names.set(session, names.get(session) ?? names.size);
    return names.get(session) as number;
  };
  const { nextOrder, position } = context;
  const members = [...context.members].map(({ order, session, registration }) => {
    const [first] = context.members.placesOf(session);
    return [order, placeOf(session), registration === first?.registration];
  });
  const refusals = refusalsOf(call.refusals).map(({ session, order }) => [placeOf(session), order]);
  return JSON.stringify([state, nextOrder, position, members, call.tries, call.callee?.order, refusals]);
}

/**
 * Identity of a call. One that has ended ignores all events. The chart only adds to its refusals and to the callees that
 * it passes over, so it is enough to distinguish the latter at the first callee.
 */
function callText({ state, context: { passedOver, ...context } }: Situation<CallContext, unknown>): string {
  if (isEnded(state)) return JSON.stringify([state, context.message.options]);
  const refusals = refusalsOf(context.refusals).length;
  return JSON.stringify([state, { ...context, refusals }, context.tries === 1 && passedOver]);
}

const isEnded = (state: string): boolean => callMachine.states[state as 'failed']?.type === 'final';

// --- what was seen ---

function report(chart: string, { situations, events, steps, taken, combined, readings }: Seen): void {
  const looked = [...readings].map(([id, options]) => `${id} ${options.size}`).join(', ') || 'none';
  console.log(
    `${chart}: ${situations} situations, ${events.size} types of events, ${steps} steps compared, ` +
      `${taken} of them over an edge; ${Math.round(combined)} for all readings that matter (${looked})`,
  );
}

/** The bounds are wide enough if each state, edge, and option of these readings has occurred. */
function expectAllOf(seen: Seen, machine: AnyStateMachine, { readings, impossible }: Expected): void {
  const { leaves, edges, byLeaf } = written(machine);
  expect(leaves.filter((leaf) => !seen.states.has(leaf))).toEqual([]);
  expect(edges.filter((edge) => ![...seen.edges].some((taken) => taken.endsWith(`: ${edge}`)))).toEqual([]);
  expect(byLeaf.filter((edge) => !seen.edges.has(edge))).toEqual(impossible);
  expect([...seen.uncited]).toEqual([]);
  const options = (ids: readonly ReadingId[]) => ids.map((id) => [id, Object.keys(READINGS[id].options)]);
  expect(Object.fromEntries([...seen.readings].map(([id, tried]) => [id, [...tried]]))).toEqual(
    Object.fromEntries(options(readings)),
  );
}

/** The readings that a chart looks at, and the edges that cannot be taken in a substate of their source. */
interface Expected {
  readonly readings: readonly ReadingId[];
  readonly impossible: readonly string[];
}

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('It did not throw.');
}
