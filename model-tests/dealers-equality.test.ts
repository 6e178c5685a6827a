/**
 * The dealer gives the same under both drivers on all paths: every input in every situation that a small world can get
 * into, each dealer going on from a snapshot of its own.
 */
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { Dealer } from '../src/dealer/dealer.ts';
import type { Driver } from '../src/dealer/engine/driver.ts';
import { generated } from '../src/dealer/engine/generated.ts';
import { interpreted } from '../src/dealer/engine/interpreted.ts';
import { POLICIES, type Policy } from '../src/dealer/index.ts';
import { CODES } from '../src/dealer/messages.ts';
import type { DealerSnapshot } from '../src/dealer/snapshot.ts';
import { play, type Timed } from './walk.ts';

/** Two callees and a caller, who have joined: the sessions 1, 2 and 3. */
const CALLEES = [1, 2];
const CALLER = 3;
/** How many inputs a path may have after that; `LENGTH=8 npx vitest run model-tests/dealers-equality.test.ts` for longer ones. */
const LENGTH = Number(process.env.LENGTH ?? 6);

interface Situation {
  readonly snapshot: DealerSnapshot;
  readonly path: readonly Timed[];
}

test.each(POLICIES)('%s', (policy) => {
  const start = joined();
  const met = new Set([keyOf(start.snapshot)]);
  const situations = [start];
  let inputs = 0;
  for (const { snapshot, path } of situations) {
    if (path.length === LENGTH) continue;
    for (const input of inputsFor(snapshot, policy)) {
      const [expected, came] = [after(interpreted, snapshot, input), after(generated, snapshot, input)];
      inputs += 1;
      if (!isDeepStrictEqual(came, expected)) {
        const steps = [...path, input].map((step) => JSON.stringify(step)).join('\n');
        expect(came, `after three sessions have joined:\n${steps}`).toEqual(expected);
      }
      const next = { snapshot: expected.snapshot, path: [...path, input] };
      if (met.has(keyOf(next.snapshot))) continue;
      met.add(keyOf(next.snapshot));
      situations.push(next);
    }
  }
  console.log(`${policy}: ${inputs} inputs in ${situations.length} situations`);
  expect(situations.length).toBeGreaterThan(100);
});

// --- internal ---

/** Both drivers can restore it, so one will do to make it. */
function joined(): Situation {
  const dealer = new Dealer(generated, { random: () => 0.5 });
  const features = { call_canceling: true, progressive_call_results: true };
  for (const roles of [{ callee: { features } }, { callee: {} }, { caller: {} }]) {
    dealer.receive(dealer.connect(0), [CODES.HELLO, 'realm1', { roles }], 0);
  }
  return { snapshot: dealer.snapshot(), path: [] };
}

function after(driver: Driver, snapshot: DealerSnapshot, input: Timed) {
  const dealer = new Dealer(driver, { random: () => 0.5, snapshot });
  const outputs = play(dealer, input);
  return { outputs, snapshot: dealer.snapshot() };
}

/** Two situations are one if only the numbers differ that were given out so far. */
function keyOf({ sessions, registrations, calls, deadlines }: DealerSnapshot): string {
  const orders = registrations.flatMap(({ context }) => context.members.map(({ order }) => order));
  const rank = (order: number): number => orders.filter((one) => one <= order).length;
  return JSON.stringify([
    sessions.map(({ state, context, registrations: some }) => [context.session, state, some.length]),
    registrations.map(({ state, context: { members, position } }) => [
      state,
      members.map(({ session }) => session),
      rank(position) % Math.max(orders.length, 1),
    ]),
    calls.map(({ state, context: { registration, callee, refusals, tries, progressed, message } }) => [
      state,
      registration === registrations[0]?.context.registration,
      callee?.session,
      refusals,
      tries,
      progressed,
      message.options,
    ]),
    deadlines.length,
  ]);
}

/** Everything that can happen there, at the same time as before or, for what waits for time to pass, later. */
function inputsFor({ now, sessions, registrations, calls }: DealerSnapshot, policy: Policy): Timed[] {
  const receive = (session: number, ...wire: unknown[]): Timed => ({ what: 'receive', session, wire, now });
  const invocations = calls.flatMap(({ context: { callee, invocation } }) =>
    callee === undefined ? [] : [{ session: callee.session, invocation }],
  );
  const request = 1 + Math.max(0, ...calls.map(({ context }) => context.message.request));
  const uri = 'com.example.add';
  const inputs = [
    ...CALLEES.flatMap((session) => [
      receive(session, CODES.REGISTER, 1, { invoke: policy }, uri),
      ...registrations.map(({ context }) => receive(session, CODES.UNREGISTER, 2, context.registration)),
    ]),
    ...(calls.length < 2
      ? [{}, { timeout: 1_000 }, { receive_progress: true }].map((options) =>
          receive(CALLER, CODES.CALL, request, options, uri, [1]),
        )
      : []),
    ...invocations.flatMap(({ session, invocation }) => [
      receive(session, CODES.YIELD, invocation, {}, [2]),
      receive(session, CODES.YIELD, invocation, { progress: true }, [2]),
      receive(session, CODES.ERROR, CODES.INVOCATION, invocation, {}, 'wamp.error.unavailable'),
      receive(session, CODES.ERROR, CODES.INVOCATION, invocation, {}, 'com.example.error'),
    ]),
    ...calls.flatMap(({ context: { message } }) =>
      ['skip', 'kill', 'killnowait'].map((mode) => receive(CALLER, CODES.CANCEL, message.request, { mode })),
    ),
    ...[...CALLEES, CALLER].map((session): Timed => ({ what: 'disconnect', session, now })),
    { what: 'tick', now: now + 1_000 } as const,
    { what: 'close', now } as const,
  ];
  const there = new Set(sessions.map(({ context }) => context.session));
  return inputs.filter((input) => !('session' in input) || there.has(input.session));
}
