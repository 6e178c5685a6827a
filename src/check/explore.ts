/**
 * Exhaustion: every situation that a small world can get into, nearest first, each judged by all oracles.
 *
 * The oracles see the log of a shortest way to a situation, and nothing of the dealer. So what is broken first is broken
 * on a shortest way.
 */
import { DEFAULT_READINGS, type Readings } from '../../machines/readings.ts';
import type { RuleId } from '../../machines/rules.ts';
import { Dealer } from '../dealer.ts';
import type { Driver } from '../engine/driver.ts';
import { generated } from '../engine/generated.ts';
import type { Entry } from '../judge/entry.ts';
import { judge } from '../judge/judge.ts';
import type { Output } from '../parts.ts';
import type { DealerSnapshot } from '../snapshot.ts';
import { type Bounds, hellos, type Input, inputsIn, keyOf } from './world.ts';

export interface Check extends Bounds {
  readonly readings?: Partial<Readings> | undefined;
  /** What runs the charts; the generated engine if left out. */
  readonly driver?: Driver | undefined;
}

/** How far an exploration has come. */
export interface Progress {
  /** Situations met so far. */
  readonly situations: number;
  /** Inputs tried in them. */
  readonly inputs: number;
  /** Situations that are still to be gone on from. */
  readonly frontier: number;
  /** How many inputs the farthest of them is away. */
  readonly depth: number;
}

/** The shortest way to something wrong. */
export interface CounterExample {
  readonly steps: readonly { readonly input: Input; readonly outputs: readonly Output[] }[];
  readonly breaches: readonly { readonly rule: RuleId | 'emptiness'; readonly says: string }[];
}

export interface Outcome extends Progress {
  readonly counterExample: CounterExample | undefined;
}

interface Situation {
  readonly snapshot: DealerSnapshot;
  readonly depth: number;
  readonly before: Situation | undefined;
  readonly input: Input | undefined;
  readonly outputs: readonly Output[];
  /** What somebody at the router's door has seen up to here. */
  readonly log: readonly Entry[];
}

/**
 * Explores a world, and tells how far it has come after each situation.
 *
 * @param check the bounds, the readings, and what runs the charts
 * @returns when all situations are met, or something is wrong; whoever iterates may stop before
 */
export function* explore(check: Check): Generator<Progress, Outcome> {
  const start = begin(check);
  const met = new Set([keyOf(start.snapshot, check)]);
  const queue = [start];
  let inputs = 0;
  for (const [index, situation] of queue.entries()) {
    for (const input of inputsIn(situation.snapshot, check)) {
      const next = after(check, situation, input);
      inputs += 1;
      // Also where it leads to a situation met before: what it should have led to may be missing.
      const breaches = breachesIn(check, next);
      if (breaches.length > 0) {
        const counterExample = { steps: stepsTo(next), breaches };
        return { ...progress(), depth: next.depth, counterExample };
      }
      const key = keyOf(next.snapshot, check);
      if (met.has(key)) continue;
      met.add(key);
      queue.push(next);
    }
    yield progress();

    function progress(): Progress {
      const { depth } = queue.at(-1) as Situation;
      return { situations: met.size, inputs, frontier: queue.length - index - 1, depth };
    }
  }
  const { depth } = queue.at(-1) as Situation;
  return { situations: met.size, inputs, frontier: 0, depth, counterExample: undefined };
}

// --- internal ---

const dealerOf = ({ driver = generated, readings }: Check, snapshot?: DealerSnapshot): Dealer =>
  new Dealer(driver, {
    random: () => 0.5,
    ...(snapshot === undefined ? { readings: { ...DEFAULT_READINGS, ...readings } } : { snapshot }),
  });

/** Everybody has joined. */
function begin(check: Check): Situation {
  const dealer = dealerOf(check);
  const log: Entry[] = [];
  for (const hello of hellos(check)) {
    const session = dealer.connect(0);
    const place = { at: 0, session: `${session}` };
    log.push({ ...place, event: 'connected' }, { ...place, received: hello });
    log.push(...dealer.receive(session, hello, 0).map((output) => entryOf(output, 0)));
  }
  return { snapshot: dealer.snapshot(), depth: 0, before: undefined, input: undefined, outputs: [], log };
}

function after(check: Check, before: Situation, input: Input): Situation {
  const dealer = dealerOf(check, before.snapshot);
  const outputs = act(dealer, input, before.snapshot.now);
  const snapshot = dealer.snapshot();
  const log = [
    ...before.log,
    ...causeOf(input, snapshot.now),
    ...outputs.map((output) => entryOf(output, snapshot.now)),
  ];
  return { snapshot, depth: before.depth + 1, before, input, outputs, log };
}

function act(dealer: Dealer, input: Input, now: number): Output[] {
  switch (input.what) {
    case 'receive':
      return dealer.receive(input.session, input.wire, now);
    case 'disconnect':
      return dealer.disconnect(input.session, now);
    case 'tick':
      return dealer.tick(now + input.by);
  }
}

function stepsTo(situation: Situation): CounterExample['steps'] {
  const steps: { input: Input; outputs: readonly Output[] }[] = [];
  for (let at: Situation | undefined = situation; at?.input !== undefined; at = at.before) {
    steps.unshift({ input: at.input, outputs: at.outputs });
  }
  return steps;
}

function breachesIn(check: Check, situation: Situation): CounterExample['breaches'] {
  // A stranger who comes and goes: whatever is due has to have come before.
  const stranger = { at: situation.snapshot.now + 0.5, session: 'stranger' };
  const log: Entry[] = [
    ...situation.log,
    { ...stranger, event: 'connected' },
    { ...stranger, event: 'lost' },
  ];
  const broken = judge(log, check.readings).flatMap(({ rule, broken }) =>
    broken.map(({ says }) => ({ rule, says })),
  );
  const { sessions, registrations, calls, deadlines } = situation.snapshot;
  const left = registrations.length + calls.length + deadlines.length;
  if (sessions.length > 0 || left === 0) return broken;
  return [
    ...broken,
    { rule: 'emptiness', says: `Expected nothing without sessions, but ${left} things are left.` },
  ];
}

function causeOf(input: Input, at: number): Entry[] {
  if (input.what === 'tick') return [];
  const place = { at, session: `${input.session}` };
  return [input.what === 'receive' ? { ...place, received: input.wire } : { ...place, event: 'lost' }];
}

function entryOf({ session, message }: Output, at: number): Entry {
  const place = { at, session: `${session}` };
  return message === undefined ? { ...place, event: 'closed' } : { ...place, sent: message };
}
