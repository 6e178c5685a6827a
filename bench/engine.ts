/** The engine, and the dealer around it, against the two ends of the scale: XState, and a core written for speed alone. */

import { newCall, newRegistration, newSession } from '../machines/instances.ts';
import { UNLIMITED } from '../machines/limits.ts';
import type { MemberList } from '../machines/member-list.ts';
import type {
  Call,
  CallContext,
  CallEvent,
  CalleeSelected,
  Effect,
  RegistrationContext,
  RegistrationEvent,
  SessionContext,
  SessionEvent,
  Yield,
} from '../machines/vocabulary.ts';
import { Balanced } from '../src/dealer/balanced.ts';
import { startCall, stepCall } from '../src/dealer/engine/call.generated.ts';
import type { ChartDriver, Instance } from '../src/dealer/engine/chart.ts';
import type { Start, Step } from '../src/dealer/engine/collected.ts';
import { interpreted } from '../src/dealer/engine/interpreted.ts';
import { startRegistration, stepRegistration } from '../src/dealer/engine/registration.generated.ts';
import { startSession, stepSession } from '../src/dealer/engine/session.generated.ts';
import { Ways } from '../src/dealer/engine/system.generated.ts';
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
    { atMost: 3 },
    1_000,
  );
  const engineToFloor = compare('engine, against the hand-written floor', charts(), floor(), { atMost: 1.3 });
  const xstate = { count: 10, slices: 60, reach: { atLeast: 100 } };
  print([
    compare(
      'the charts in XState, against the engine',
      charts(xstates(), xstate.count),
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
function charts({ session, registration, call, list, effects } = compiled(), count = 2_000): Contestant {
  const take = (type: Effect['type']): Effect => {
    const { last } = effects;
    if (last?.type !== type) throw new Error(`Expected ${type}, but ${last?.type} came.`);
    return last;
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

  const callOnce = (request: number): void => {
    const message = callOf(request);
    // Objects are written out as in the dealer: to copy one takes longer than a step.
    const issued = { type: 'CALL', message, inFlight: false, calls: 0, bytes: 0, limits: UNLIMITED } as const;
    session.step(peer, issued, effects);
    take('CALL');
    const instance: Instance<ReturnType<typeof newCall>> = {
      state: '',
      context: newCall(DEFAULT_READINGS, 1, message),
    };
    call.start(instance, effects);
    take('select');
    registration.step(shared, { type: 'select', call: instance.context, draw: 0.5 }, effects);
    const selection = take('select.member') as CalleeSelected;
    const { type, registration: id, member } = selection;
    call.step(instance, { type, registration: id, member, invocation: request }, effects);
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

/** The charts, and the last effect that they emitted. */
interface Engine {
  readonly session: ChartDriver<SessionContext, SessionEvent>;
  readonly registration: ChartDriver<RegistrationContext, RegistrationEvent>;
  readonly call: ChartDriver<CallContext, CallEvent>;
  readonly list: MemberList;
  readonly effects: Last;
}

class Last {
  last: Effect | undefined;
  taken(): void {}
  push(effect: Effect): void {
    this.last = effect;
  }
}

const xstates = (): Engine => ({ ...interpreted, effects: new Last() });

/** The generated charts; every way of an effect ends where it is kept. */
function compiled(): Engine {
  class Kept extends Last {}
  for (const name of Object.getOwnPropertyNames(Ways.prototype)) {
    if (['constructor', 'taken'].includes(name)) continue;
    const keep = function (this: Last, _: unknown, effect: Effect): void {
      this.last = effect;
    };
    Object.defineProperty(Kept.prototype, name, { value: keep });
  }
  const effects = new Kept();
  const chart = <Context, Event>(start: Start, step: Step): ChartDriver<Context, Event> => ({
    start: (instance) => start(effects as never, instance as never, undefined),
    step: (instance, event) =>
      void step(effects as never, instance as never, event as never, undefined) as undefined,
  });
  return {
    session: chart(startSession, stepSession),
    registration: chart(startRegistration, stepRegistration),
    call: chart(startCall, stepCall),
    list: Balanced.EMPTY,
    effects,
  };
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
