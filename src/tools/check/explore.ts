/**
 * Exhaustive exploration: every state of a small world, in breadth-first order, checked by all oracles and theorems.
 *
 * Oracles see the log of a shortest path to a state, and nothing of the dealer. So the first violation is on a shortest
 * path.
 */
import { DEFAULT_READINGS, type Readings } from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
import type { SessionKey } from '../../../machines/vocabulary.ts';
import { Dealer, type DealerOptions } from '../../dealer/dealer.ts';
import { generated } from '../../dealer/engine/generated.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import type { DealerSnapshot } from '../../dealer/snapshot.ts';
import { type Entry, outgoing, passerBy } from '../../wire/entry.ts';
import { History } from '../judge/history.ts';
import { judgeHistory } from '../judge/judge.ts';
import { REALM } from '../scenario/systems/system.ts';
import type { Bounds } from './bounds.ts';
import { keyOf } from './key.ts';
import { helloOf, participantsIn } from './roles.ts';
import { THEOREM_IDS, THEOREMS, type TheoremId } from './theorems.ts';
import {
  emptyWorld,
  type Given,
  happen,
  type Input,
  inputsIn,
  type Known,
  knownBy,
  type Participants,
  type World,
  worldAfter,
} from './world.ts';

export interface Check extends Bounds {
  readonly readings?: Partial<Readings> | undefined;
  /** Creates the dealer; `createDealer` if omitted. */
  readonly create?: ((options: DealerOptions) => Dealer) | undefined;
}

/** Progress of an exploration. */
export interface Progress {
  /** States found so far. */
  readonly situations: number;
  /** Inputs tried in them. */
  readonly inputs: number;
  /** States still to be expanded. */
  readonly frontier: number;
  /** Inputs on the path to the farthest of them. */
  readonly depth: number;
  /** Number of times that each theorem was exercised. */
  readonly theorems: Readonly<Record<TheoremId, number>>;
}

/** A shortest path to a violation. */
export interface CounterExample {
  /** The joins, and then the inputs. */
  readonly steps: readonly Step[];
  readonly breaches: readonly Breach[];
}

/** An input and its outputs. */
export interface Step {
  readonly input: Input;
  readonly outputs: readonly Given[];
  /** Random numbers drawn. */
  readonly draws: readonly number[];
  /** Everybody who has joined by then. */
  readonly participants: Participants;
  /** The last line of the log. */
  readonly line: number;
}

export interface Breach {
  /** `crash` if the dealer threw. */
  readonly rule: RuleId | TheoremId | 'crash';
  /** The expectation, the observation, and the lines of the log. */
  readonly says: string;
}

export interface Outcome extends Progress {
  readonly counterExample: CounterExample | undefined;
}

/**
 * Explores a world, and yields the progress after each state.
 *
 * @param check bounds, readings, and the dealer
 * @returns when all states are found, or a rule is broken; the iteration may stop earlier
 */
export function* explore(check: Check): Generator<Progress, Outcome> {
  const met = new Set<string>();
  const queue: { readonly situation: Situation; readonly known: Known }[] = [];
  const theorems = Object.fromEntries(THEOREM_IDS.map((id) => [id, 0])) as Record<TheoremId, number>;
  let inputs = 0;

  let counterExample = meet(begin(check));
  for (const [index, { situation, known }] of queue.entries()) {
    for (const input of inputsIn(situation.world, check, known)) {
      inputs += 1;
      const next = after(check, situation, input);
      counterExample = meet(next);
      if (counterExample !== undefined)
        return { ...progress(queue.length - index - 1), depth: next.depth, counterExample };
    }
    yield progress(queue.length - index - 1);
  }
  return { ...progress(0), counterExample };

  /** Judges every visit, even to a known state, since the path there may omit a required message. Queues new states. */
  function meet(situation: Situation): CounterExample | undefined {
    const { world } = situation;
    const history = historyOf(situation);
    const breaches = breachesIn(situation, history, theorems);
    if (breaches.length > 0) return { steps: stepsTo(situation), breaches };
    const known = knownBy(history, world);
    const key = keyOf(world, history, known, check);
    if (!met.has(key)) queue.push({ situation, known });
    met.add(key);
    return undefined;
  }

  function progress(frontier: number): Progress {
    const depth = queue.at(-1)?.situation.depth ?? 0;
    return { situations: met.size, inputs, frontier, depth, theorems: { ...theorems } };
  }
}

/**
 * Explores a world completely.
 *
 * @param check bounds, readings, and the dealer
 */
export function exploreAll(check: Check): Outcome {
  const exploration = explore(check);
  for (;;) {
    const { value, done } = exploration.next();
    if (done) return value;
  }
}

// --- internal ---

interface Situation {
  readonly world: World;
  /** Number of inputs since the beginning. */
  readonly depth: number;
  readonly before: Situation | undefined;
  readonly step: Step | undefined;
  /** The log up to here, as seen from outside of the router. */
  readonly log: readonly Entry[];
  /** The exception of the dealer, if any; the outputs that should have followed are unknown. */
  readonly thrown: string | undefined;
}

/** The state in which everybody has joined. */
function begin(check: Check): Situation {
  const readings = { ...DEFAULT_READINGS, ...check.readings };
  const snapshot = dealerOf(check, { realm: REALM, random: () => 0.5, readings }).snapshot();
  const nobody = {
    world: emptyWorld(snapshot),
    depth: 0,
    before: undefined,
    step: undefined,
    log: [],
    thrown: undefined,
  };
  const joined = participantsIn(check).reduce<Situation>(
    (situation, kind) =>
      situation.thrown === undefined ? after(check, situation, { what: 'join', kind }) : situation,
    nobody,
  );
  return { ...joined, depth: 0 };
}

const dealerOf = ({ create }: Check, options: DealerOptions): Dealer =>
  create === undefined ? new Dealer(generated, options) : create(options);

/** The state after an input; the same one if the dealer threw. */
function after(check: Check, before: Situation, input: Input): Situation {
  const { snapshot } = before.world;
  const draws: number[] = [];
  const random = (): number => {
    const draw = drawOf(input, before.world);
    draws.push(draw);
    return draw;
  };
  const restored = attempt(() => dealerOf(check, { realm: REALM, snapshot, random }));
  if ('thrown' in restored) {
    const thrown = `Expected the dealer to start from its own snapshot, but it threw: ${restored.thrown}`;
    return { ...before, thrown };
  }
  const dealer = restored.result;
  const acted = attempt(() => ({
    outputs: happen(dealer, input, before.world, check),
    snapshot: dealer.snapshot(),
  }));
  const { outputs, snapshot: next } = 'result' in acted ? acted.result : { outputs: [], snapshot };
  const world = worldAfter(before.world, input, next, check);
  const log = [...before.log, ...entriesOf(input, outputs, world, check)];
  const step = { input, outputs, draws, participants: world.participants, line: log.length };
  const thrown =
    'thrown' in acted ? `Expected the dealer to process the input, but it threw: ${acted.thrown}` : undefined;
  return { world, depth: before.depth + 1, before, step, log, thrown };
}

/** The random number for an input; those of joins are far from each other, as session ids that are drawn should be. */
function drawOf(input: Input, { participants }: World): number {
  if (input.what === 'join') return (participants.size * GOLDEN_RATIO) % 1;
  return input.what === 'receive' ? input.draw : 0.5;
}

/** Its multiples fill the numbers from 0 to 1 evenly. */
const GOLDEN_RATIO = 0.618;

/** The result, or the exception as a sentence. */
function attempt<Result>(act: () => Result): { readonly result: Result } | { readonly thrown: string } {
  try {
    return { result: act() };
  } catch (error) {
    // It becomes part of a paragraph of a page.
    return { thrown: `${error}`.replace(/[\s`]+/g, ' ').trim() };
  }
}

/** Log entries of an input and its outputs. */
function entriesOf(
  input: Input,
  outputs: readonly Given[],
  { snapshot: { now: at, last }, participants }: World,
  check: Check,
): Entry[] {
  const nameOf = (key: SessionKey): string => participants.get(key)?.name ?? `${key}`;
  const received = (key: SessionKey, wire: WireMessage): Entry => ({
    at,
    session: nameOf(key),
    received: wire,
  });
  const met = (key: SessionKey, event: 'connected' | 'lost'): Entry => ({
    at,
    session: nameOf(key),
    event,
  });
  const causes = (): Entry[] => {
    switch (input.what) {
      case 'join':
        return [met(last.session, 'connected'), received(last.session, helloOf(input.kind, check))];
      case 'receive':
        return [received(input.session, input.wire)];
      case 'disconnect':
        return [met(input.session, 'lost')];
      case 'obstruct':
      case 'clear':
      case 'tick':
        return [];
    }
  };
  const effects = outputs.map(
    ({ session, message, obstacle: reason }): Entry =>
      reason === undefined || message === undefined
        ? outgoing(at, nameOf(session), message)
        : { at, session: nameOf(session), undelivered: message, reason },
  );
  return [...causes(), ...effects];
}

/** All steps, from the first join to the last input. */
function stepsTo(situation: Situation): Step[] {
  const steps: Step[] = [];
  for (let at: Situation | undefined = situation; at?.step !== undefined; at = at.before)
    steps.unshift(at.step);
  return steps;
}

/** History read from the log of a state. */
function historyOf({ log, world }: Situation): History {
  const history = new History({ readings: world.snapshot.readings });
  for (const entry of log) history.add(entry);
  for (const entry of passerBy(world.snapshot.now)) history.add(entry);
  return history;
}

/** Violations at the end of a log; counts the exercises of each theorem. */
function breachesIn(
  { world: { snapshot }, before, thrown }: Situation,
  history: History,
  theorems: Record<TheoremId, number>,
): Breach[] {
  if (thrown !== undefined) return [{ rule: 'crash', says: thrown }];
  const { readings, now } = snapshot;
  const breaches: Breach[] = [];
  for (const { rule, broken } of judgeHistory(history)) {
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

/** Numbers of registrations, calls and deadlines left after the last session. */
function heldBy({ sessions, registrations, calls, deadlines }: DealerSnapshot): number | undefined {
  return sessions.length > 0 ? undefined : registrations.length + calls.length + deadlines.length;
}
