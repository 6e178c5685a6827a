/**
 * Exhaustion: every situation that a small world can get into, nearest first, each judged by all oracles, and all
 * theorems put to the test.
 *
 * They see the log of a shortest way to a situation, and nothing of the dealer. So what is broken first is broken on a
 * shortest way.
 */
import { DEFAULT_READINGS, type Readings } from '../../machines/readings.ts';
import type { RuleId } from '../../machines/rules.ts';
import type { SessionKey } from '../../machines/vocabulary.ts';
import { Dealer } from '../dealer.ts';
import type { Driver } from '../engine/driver.ts';
import { generated } from '../engine/generated.ts';
import type { Entry } from '../judge/entry.ts';
import { History } from '../judge/history.ts';
import { judgeHistory } from '../judge/judge.ts';
import type { Output } from '../parts.ts';
import type { DealerSnapshot } from '../snapshot.ts';
import type { WireMessage } from '../wamp/messages.ts';
import { keyOf } from './key.ts';
import { THEOREM_IDS, THEOREMS, type TheoremId } from './theorems.ts';
import {
  type Bounds,
  type Cast,
  helloOf,
  type Input,
  inputsIn,
  partsIn,
  type World,
  withNewcomer,
} from './world.ts';

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
  /** How often each theorem was put to the test. */
  readonly theorems: Readonly<Record<TheoremId, number>>;
}

/** The shortest way to something wrong. */
export interface CounterExample {
  /** How everybody joined, and then the inputs. */
  readonly steps: readonly Step[];
  readonly breaches: readonly Breach[];
}

/** An input, and what came of it. */
export interface Step {
  readonly input: Input;
  readonly outputs: readonly Output[];
  /** Whatever was drawn. */
  readonly draws: readonly number[];
  /** Everybody who has come by then. */
  readonly cast: Cast;
  /** The last line of the log. */
  readonly line: number;
}

export interface Breach {
  readonly rule: RuleId | TheoremId;
  /** What was expected, what came, and in which lines of the log. */
  readonly says: string;
}

export interface Outcome extends Progress {
  readonly counterExample: CounterExample | undefined;
}

/**
 * Explores a world, and tells how far it has come after each situation.
 *
 * @param check the bounds, the readings, and what runs the charts
 * @returns when all situations are met, or something is wrong; whoever iterates may stop before
 */
export function* explore(check: Check): Generator<Progress, Outcome> {
  const start = begin(check);
  const met = new Set([keyOf(start.world, historyOf(start), check)]);
  const queue = [start];
  const theorems = Object.fromEntries(THEOREM_IDS.map((id) => [id, 0])) as Record<TheoremId, number>;
  let inputs = 0;
  for (const [index, situation] of queue.entries()) {
    for (const input of inputsIn(situation.world, check)) {
      const next = after(check, situation, input);
      inputs += 1;
      // Also where it leads to a situation met before: what it should have led to may be missing.
      const history = historyOf(next);
      const breaches = breachesIn(next, history, theorems);
      if (breaches.length > 0)
        return { ...progress(), depth: next.depth, counterExample: { steps: stepsTo(next), breaches } };
      const key = keyOf(next.world, history, check);
      if (met.has(key)) continue;
      met.add(key);
      queue.push(next);
    }
    yield progress();

    function progress(): Progress {
      const { depth } = queue.at(-1) as Situation;
      const frontier = queue.length - index - 1;
      return { situations: met.size, inputs, frontier, depth, theorems: { ...theorems } };
    }
  }
  const { depth } = queue.at(-1) as Situation;
  return { situations: met.size, inputs, frontier: 0, depth, theorems, counterExample: undefined };
}

// --- internal ---

interface Situation {
  readonly world: World;
  /** How many inputs it is away from the beginning. */
  readonly depth: number;
  readonly before: Situation | undefined;
  readonly step: Step | undefined;
  /** What somebody at the router's door has seen up to here. */
  readonly log: readonly Entry[];
}

/** Everybody has joined. */
function begin(check: Check): Situation {
  const snapshot = new Dealer(check.driver ?? generated, {
    random: () => 0.5,
    readings: { ...DEFAULT_READINGS, ...check.readings },
  }).snapshot();
  const nobody: Situation = {
    world: { snapshot, cast: new Map() },
    depth: 0,
    before: undefined,
    step: undefined,
    log: [],
  };
  const joined = partsIn(check).reduce<Situation>(
    (situation, part) => after(check, situation, { what: 'join', part }),
    nobody,
  );
  return { ...joined, depth: 0 };
}

function after(check: Check, before: Situation, input: Input): Situation {
  const { snapshot } = before.world;
  const cast =
    input.what === 'join'
      ? withNewcomer(before.world.cast, snapshot.last.session + 1, input.part, check)
      : before.world.cast;
  const draws: number[] = [];
  const dealer = new Dealer(check.driver ?? generated, {
    snapshot,
    random: () => {
      const draw = input.what === 'receive' ? input.draw : 0.5;
      draws.push(draw);
      return draw;
    },
  });
  const outputs = act(dealer, input, snapshot.now, check);
  const world = { snapshot: dealer.snapshot(), cast };
  const log = [...before.log, ...entriesOf(input, outputs, world, check)];
  const step = { input, outputs, draws, cast, line: log.length };
  return { world, depth: before.depth + 1, before, step, log };
}

function act(dealer: Dealer, input: Input, now: number, check: Check): Output[] {
  switch (input.what) {
    case 'join':
      return dealer.receive(dealer.connect(now), helloOf(input.part, check), now);
    case 'receive':
      return dealer.receive(input.session, input.wire, now);
    case 'disconnect':
      return dealer.disconnect(input.session, now);
    case 'tick':
      return dealer.tick(now + input.by);
  }
}

/** What somebody at the router's door sees of an input and its outputs. */
function entriesOf(
  input: Input,
  outputs: readonly Output[],
  { snapshot: { now: at, last }, cast }: World,
  check: Check,
): Entry[] {
  const nameOf = (key: SessionKey): string => cast.get(key)?.name ?? `${key}`;
  const received = (key: SessionKey, wire: WireMessage): Entry => ({
    at,
    session: nameOf(key),
    received: wire,
  });
  const met = (key: SessionKey, event: 'connected' | 'lost' | 'closed'): Entry => ({
    at,
    session: nameOf(key),
    event,
  });
  const causes = (): Entry[] => {
    switch (input.what) {
      case 'join':
        return [met(last.session, 'connected'), received(last.session, helloOf(input.part, check))];
      case 'receive':
        return [received(input.session, input.wire)];
      case 'disconnect':
        return [met(input.session, 'lost')];
      case 'tick':
        return [];
    }
  };
  const effects = outputs.map(
    ({ session, message }): Entry =>
      message === undefined ? met(session, 'closed') : { at, session: nameOf(session), sent: message },
  );
  return [...causes(), ...effects];
}

/** From the first that joined to what happened last. */
function stepsTo(situation: Situation): Step[] {
  const steps: Step[] = [];
  for (let at: Situation | undefined = situation; at?.step !== undefined; at = at.before)
    steps.unshift(at.step);
  return steps;
}

/** What the log of a situation tells. */
function historyOf({ log, world }: Situation): History {
  const history = new History();
  for (const entry of log) history.add(entry);
  // A stranger who comes and goes: whatever is due has to have come before.
  const stranger = { at: world.snapshot.now + 0.5, session: 'stranger' };
  history.add({ event: 'connected', ...stranger });
  history.add({ event: 'lost', ...stranger });
  return history;
}

/** What is broken at the end of a log, and counts how often each theorem was put to the test there. */
function breachesIn(
  { world: { snapshot }, before }: Situation,
  history: History,
  theorems: Record<TheoremId, number>,
): Breach[] {
  const { readings, now } = snapshot;
  const breaches: Breach[] = [];
  for (const { rule, broken } of judgeHistory(history, readings)) {
    for (const { says } of broken) breaches.push({ rule, says });
  }
  const since = before?.step?.line ?? 0;
  const trial = { history, since, now, readings, held: heldBy(snapshot) };
  for (const id of THEOREM_IDS) {
    for (const says of THEOREMS[id].test(trial)) {
      theorems[id] += 1;
      if (says !== undefined) breaches.push({ rule: id, says });
    }
  }
  return breaches;
}

/** How many registrations, calls and deadlines are left once everybody has gone. */
function heldBy({ sessions, registrations, calls, deadlines }: DealerSnapshot): number | undefined {
  return sessions.length > 0 ? undefined : registrations.length + calls.length + deadlines.length;
}
