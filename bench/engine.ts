/** The engine, and the dealer around it, against the two ends of the scale: XState, and a core written for speed alone. */

import { newCall, newRegistration, newSession } from '../machines/instances.ts';
import { UNLIMITED } from '../machines/limits.ts';
import type { Call, CalleeSelected, Effect, Yield } from '../machines/vocabulary.ts';
import { Effects } from '../src/dealer/effects.ts';
import type { Instance } from '../src/dealer/engine/chart.ts';
import type { Charts } from '../src/dealer/engine/charts.ts';
import { generatedCharts } from '../src/dealer/engine/collected.ts';
import { interpreted } from '../src/dealer/engine/interpreted.ts';
import { createDealer, DEFAULT_READINGS, type DealerOptions } from '../src/dealer/index.ts';
import { createInterpretedDealer } from '../src/dealer/interpreted.ts';
import { DealerLoad, FloorLoad, PROCEDURE } from './load.ts';
import { type Contestant, print, type Row, race, time } from './measure.ts';

const CALLEES = 10;

export async function engine(): Promise<void> {
  const compare = (what: string, a: Contestant, b: Contestant, reach: Row['reach'], slices?: number): Row => {
    const { ratio, ...times } = race(a, b, slices);
    return { what, ratio, of: `${time(times.a)} / ${time(times.b)}`, ...(reach && { reach }) };
  };
  console.log(`A CALL, its INVOCATION, YIELD and RESULT, with ${CALLEES} callees under roundrobin:`);
  // XState comes last: a process in which both drivers have run is slower than one in production.
  const dealerToFloor = compare(
    'dealer, against the hand-written floor',
    dealer(),
    floor(),
    { atMost: 1.5 },
    1_000,
  );
  const engineToFloor = compare('engine, against the hand-written floor', charts(), floor(), { atMost: 1.5 });
  const xstate = { count: 10, slices: 60, reach: { atLeast: 100 } };
  print([
    compare(
      'the charts in XState, against the engine',
      charts(interpreted, xstate.count),
      charts(),
      xstate.reach,
      xstate.slices,
    ),
    compare(
      'a dealer on XState, against the dealer',
      dealer(createInterpretedDealer, xstate.count),
      dealer(),
      xstate.reach,
      xstate.slices,
    ),
    engineToFloor,
    dealerToFloor,
  ]);
}

// --- internal ---

function dealer(
  create: (options: DealerOptions) => DealerLoad['dealer'] = createDealer,
  count = 2_000,
): Contestant {
  const load = new DealerLoad({}, create).callees(CALLEES, 'roundrobin');
  return { run: (calls) => load.calls(calls), count };
}

function floor(count = 2_000): Contestant {
  const load = new FloorLoad();
  for (let callee = 0; callee < CALLEES; callee++) load.register(PROCEDURE, 2 + callee);
  const run = (calls: number): void => {
    for (let done = 0; done < calls; done++) load.call(PROCEDURE);
  };
  return { run, count };
}

/** The steps of the three charts for a call, without lookup, reading and writing. */
function charts({ session, registration, call, list }: Charts = generatedCharts, count = 2_000): Contestant {
  const effects = new Effects();
  const take = (type: Effect['type']): Effect => {
    const effect = effects.take(effects.size - 1);
    effects.size = 0;
    if (effect.type !== type) throw new Error(`Expected ${type}, but ${effect.type} came.`);
    return effect;
  };
  const peer = { state: '', context: newSession(DEFAULT_READINGS, 1, 'realm1', 10_000) };
  session.start(peer, effects);
  const details = { roles: { caller: {}, callee: {} } };
  const hello = { type: 'HELLO', realm: 'realm1', details } as const;
  session.step(peer, { type: 'HELLO', message: hello, id: 1 }, effects);
  const shared = { state: '', context: newRegistration(DEFAULT_READINGS, 1, PROCEDURE, list) };
  registration.start(shared, effects);
  const options = { invoke: 'roundrobin' };
  const register = { type: 'REGISTER', request: 1, options, procedure: PROCEDURE } as const;
  const { features } = peer.context;
  for (let callee = 1; callee <= CALLEES; callee++) {
    const asked = { session: callee, features, message: register, fresh: callee, held: 0, most: 1 };
    registration.step(shared, { type: 'REGISTER', ...asked }, effects);
  }
  effects.size = 0;

  const callOnce = (request: number): void => {
    const message = callOf(request);
    const counted = { inFlight: false, calls: 0, bytes: 0, limits: UNLIMITED };
    session.step(peer, { type: 'CALL', message, ...counted }, effects);
    take('CALL');
    const instance: Instance<ReturnType<typeof newCall>> = {
      state: '',
      context: newCall(DEFAULT_READINGS, 1, message),
    };
    call.start(instance, effects);
    take('select');
    registration.step(shared, { type: 'select', call: instance.context, draw: 0.5 }, effects);
    const selection = take('select.member') as CalleeSelected;
    call.step(instance, { ...selection, invocation: request }, effects);
    take('INVOCATION');
    const answer = yieldOf(request);
    session.step(
      peer,
      { type: 'YIELD', message: answer, sent: request, last: request, awaited: true, wantsProgress: false },
      effects,
    );
    take('YIELD');
    call.step(instance, answer, effects);
    take('call.ended');
  };
  let request = 0;
  const run = (calls: number): void => {
    for (let done = 0; done < calls; done++) callOnce(++request);
  };
  return { run, count };
}

const OPTIONS = {};
const ARGUMENTS = [2, 3];
const RESULT = [5];

const callOf = (request: number): Call => ({
  type: 'CALL',
  request,
  options: OPTIONS,
  procedure: PROCEDURE,
  args: ARGUMENTS,
  kwargs: undefined,
});
const yieldOf = (request: number): Yield => ({
  type: 'YIELD',
  request,
  options: OPTIONS,
  args: RESULT,
  kwargs: undefined,
});
