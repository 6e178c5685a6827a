/** Walks the charts along their shortest paths: each state can be reached, and the driver gets there as well. */
import { describe, expect, test } from 'vitest';
import type { AnyEventObject, AnyStateMachine, StateNode } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { callMachine } from '../machines/call.machine.ts';
import { DEFAULT_READINGS } from '../machines/readings.ts';
import { registrationMachine } from '../machines/registration.machine.ts';
import { sessionMachine } from '../machines/session.machine.ts';
import { newCall } from '../machines/steps/call.ts';
import { newRegistration } from '../machines/steps/registration.ts';
import { newSession } from '../machines/steps/session.ts';
import { type CallContext, POLICIES } from '../machines/vocabulary.ts';
import type { ChartDriver, Driver } from '../src/engine/driver.ts';
import { generated } from '../src/engine/generated.ts';
import { interpret } from '../src/engine/interpreted.ts';
import { shortestPaths, silence, stateOf } from './paths.ts';

const FEATURES = { call_reroute: true, call_canceling: true, progressive_call_results: true };
const PAYLOAD = { args: undefined, kwargs: undefined };

const CALL: CallContext = newCall(DEFAULT_READINGS, 1, {
  type: 'CALL',
  request: 1,
  options: { timeout: 1_000 },
  procedure: 'com.example.add',
  ...PAYLOAD,
});
const MEMBER = { order: 1, session: 2, features: FEATURES };

const answer = (type: 'YIELD' | 'ERROR', rest: object): AnyEventObject => ({
  type,
  request: 1,
  ...PAYLOAD,
  ...rest,
});

interface Case {
  readonly chart: keyof Driver;
  readonly machine: AnyStateMachine;
  readonly context: object;
  readonly events: readonly AnyEventObject[];
}

const CASES: readonly Case[] = [
  {
    chart: 'registration',
    machine: registrationMachine,
    context: newRegistration(DEFAULT_READINGS, 1, 'com.example.add'),
    events: [
      ...POLICIES.map((invoke) => ({
        type: 'REGISTER',
        session: 1,
        features: FEATURES,
        message: { type: 'REGISTER', request: 1, options: { invoke }, procedure: 'com.example.add' },
      })),
      { type: 'session.left', session: 1 },
      { type: 'SELECT', call: CALL, draw: 0 },
    ],
  },
  {
    chart: 'call',
    machine: callMachine,
    context: CALL,
    events: [
      { type: 'CALL' },
      {
        type: 'select.member',
        selection: { type: 'select.member', registration: 1, member: MEMBER },
        invocation: 1,
      },
      { type: 'select.none', capped: false },
      answer('YIELD', { options: {} }),
      answer('ERROR', { of: 'INVOCATION', details: {}, error: 'wamp.error.unavailable' }),
      answer('ERROR', { of: 'INVOCATION', details: {}, error: 'com.example.error' }),
      { type: 'CANCEL', request: 1, options: { mode: 'kill' } },
      { type: 'CANCEL', request: 1, options: { mode: 'skip' } },
      { type: 'callee.left' },
      { type: 'caller.left' },
      { type: 'timer.fired' },
    ],
  },
  {
    chart: 'session',
    machine: sessionMachine,
    context: newSession(1, undefined, 1_000),
    events: [
      {
        type: 'HELLO',
        id: 7,
        message: { type: 'HELLO', realm: 'realm1', details: { roles: { caller: {} } } },
      },
      {
        type: 'GOODBYE',
        message: { type: 'GOODBYE', details: {}, reason: 'wamp.close.close_realm' },
      },
      { type: 'router.closing' },
      { type: 'session.lost' },
      { type: 'timer.fired' },
    ],
  },
];

const RUNS = CASES.flatMap((some) => [
  { ...some, how: 'interpreted', driver: interpret(some.machine) as ChartDriver<object, AnyEventObject> },
  { ...some, how: 'compiled', driver: generated[some.chart] as never as ChartDriver<object, AnyEventObject> },
]);

describe.each(RUNS)('the $chart chart, $how,', ({ machine, context, events, driver }) => {
  // A call may be refused for ever; two tries show all there is.
  const possible = ({ context: { tries = 0 } }: { context: { tries?: number } }): AnyEventObject[] =>
    events.filter(({ type }) => tries < 2 || type !== 'ERROR');
  const paths = shortestPaths(machine, context, possible);

  // Only the longest of paths that begin alike are given, so what lies on the way counts, too.
  const visited = paths.flatMap(({ state, events: walked }) => {
    // A driver may change the context itself.
    const instance = { state: '', context: { ...context } };
    const now = () => ({ state: instance.state, context: { ...instance.context } });
    driver.start(instance, []);
    const seen = [now()];
    for (const event of walked) {
      driver.step(instance, event, []);
      seen.push(now());
    }
    expect(instance.state).toBe(state);
    return seen;
  });

  test('has a path to each of its states', () => {
    const reached = new Set(visited.map(({ state }) => state));
    expect([...reached].sort()).toEqual(leavesOf(machine).sort());
  });

  test('is, along these paths, in as many states as xstate/graph finds', () => {
    const theirs = getShortestPaths(silence(machine, context), { events: possible } as never);
    const different = (all: readonly { readonly context: object }[]): number =>
      new Set(all.map((value) => JSON.stringify(value))).size;
    const found = theirs.map(({ state }) => ({
      state: stateOf(state.value),
      context: state.context as object,
    }));
    expect(different(visited.map(({ state, context }) => ({ state, context })))).toBe(different(found));
  });
});

function leavesOf(machine: AnyStateMachine): string[] {
  return [...(machine as unknown as { idMap: Map<string, StateNode> }).idMap.values()]
    .filter(({ type }) => type === 'atomic' || type === 'final')
    .map(({ path }) => path.join('.'));
}
