/**
 * Trials of a mutant: each scenario under the readings of each of its logs, once against its log, and once with only
 * the actions of its clients, for the oracles.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Readings } from '../../machines/readings.ts';
import type { Obstacle } from '../../machines/vocabulary.ts';
import type { ChartDriver } from '../../src/dealer/engine/chart.ts';
import { type Charts, driverOf } from '../../src/dealer/engine/charts.ts';
import type { Dealer, DealerOptions, WireMessage } from '../../src/dealer/index.ts';
import { isLive } from '../../src/tools/judge/facts.ts';
import { History } from '../../src/tools/judge/history.ts';
import { judge } from '../../src/tools/judge/judge.ts';
import { type Open, play, settingOf } from '../../src/tools/scenario/play.ts';
import { changes } from '../../src/tools/scenario/report.ts';
import { readingsOf, type Scenario } from '../../src/tools/scenario/scenario.ts';
import { DealerUnderTest } from '../../src/tools/scenario/systems/dealer.ts';
import { REALM } from '../../src/tools/scenario/systems/system.ts';
import type { Entry } from '../../src/wire/entry.ts';
import { Recorder, type Timed } from '../recorder.ts';
import { Endless, load } from './graph.ts';
import { type Create, chartsIn, creatorOf, type Mutant } from './mutant.ts';

/** The checks that detected a mutant; undefined for those that did not. */
export interface Verdict {
  /** The scenario whose outcome differs from its log. */
  readonly path: string | undefined;
  /** The broken rule. */
  readonly oracle: string | undefined;
  /** The scenario after which the dealer held more or less than its log accounts for. */
  readonly books: string | undefined;
}

/** True if a check has detected the mutant. */
export const isKilled = ({ path, oracle, books }: Verdict): boolean =>
  [path, oracle, books].some((killer) => killer !== undefined);

/** A scenario under certain readings, with the outcome of a correct dealer. */
interface Trial {
  readonly scenario: Scenario;
  readonly readings: Readings;
  /** Further options of the dealer. */
  readonly options: Partial<DealerOptions>;
  readonly inputs: readonly Timed[];
  /** Functions that run, and events in each state of a chart; see `Mutant.reach`. */
  readonly reached: ReadonlySet<string>;
}

export class Trials {
  private readonly trials: readonly Trial[];

  private constructor(trials: readonly Trial[]) {
    this.trials = trials;
  }

  /**
   * Plays all scenarios on a correct dealer.
   *
   * @param unbound scenarios that are also played on a dealer with any realm and without time limits
   * @throws Error if one of them fails
   */
  static async of(scenarios: readonly Scenario[], unbound: readonly Scenario[] = []): Promise<Trials> {
    const trials: Trial[] = [];
    const add = async (scenario: Scenario, options: Partial<DealerOptions>) => {
      for (const readings of distinct(scenario.logs.map(readingsOf)))
        trials.push(await trialOf(scenario, readings, options));
    };
    for (const scenario of scenarios) await add(scenario, {});
    for (const scenario of unbound) await add(scenario, UNBOUND);
    const all = new Trials(trials);
    const verdict = await all.judge({ changes: () => new Map(), reach: undefined });
    if (isKilled(verdict))
      throw new Error(`Expected no objection to the dealer as it is: ${JSON.stringify(verdict)}`);
    return all;
  }

  /**
   * Runs the trials of a mutant. Those that do not reach the fault are skipped.
   *
   * @param found the checks that detected it before
   */
  async judge(mutant: Pick<Mutant, 'changes' | 'reach'>, found: Partial<Verdict> = {}): Promise<Verdict> {
    const { reach } = mutant;
    const { path, oracle, books } = found;
    if (path !== undefined && oracle !== undefined) return { path, oracle, books };
    const trials = this.trials.filter(
      ({ reached }) => reach === undefined || reach.some((place) => reached.has(place)),
    );
    let create: Create;
    try {
      create = creatorOf(mutant);
    } catch {
      // The mutant cannot even be loaded.
      return { path: 'crash', oracle: 'crash', books: 'crash' };
    }
    return { path: path ?? (await failing(trials, create)), ...objecting(trials, create, { oracle, books }) };
  }
}

// --- internal: killers ---

/** The first failing scenario. */
async function failing(trials: readonly Trial[], create: Create): Promise<string | undefined> {
  for (const trial of trials) {
    const { scenario, readings, options } = trial;
    const open: Open = async (needs) =>
      new DealerUnderTest('mutant', (given) => create({ ...given, ...options }), needs);
    try {
      if ((await play(scenario, open, { readings, seed: SEED })) !== undefined) return nameOfTrial(trial);
    } catch (error) {
      return nameOfEnd(error, trial);
    }
  }
  return undefined;
}

/** The first broken rule, and the first unaccounted holding, for the same actions of the clients. */
function objecting(
  trials: readonly Trial[],
  create: Create,
  found: Omit<Verdict, 'path'>,
): Omit<Verdict, 'path'> {
  let { oracle, books } = found;
  for (const trial of trials) {
    if (oracle !== undefined && books !== undefined) break;
    try {
      const { log, isAccounted } = replay(trial, create);
      if (!isAccounted) books ??= nameOfTrial(trial);
      oracle ??= firstBroken(log, trial.readings);
    } catch (error) {
      oracle ??= nameOfEnd(error, trial);
      books ??= nameOfEnd(error, trial);
    }
  }
  return { oracle, books };
}

function firstBroken(log: readonly Entry[], readings: Readings): string | undefined {
  const broken = judge(log, readings).flatMap(({ rule, broken: [first] }) =>
    first === undefined ? [] : [{ rule, line: first.line }],
  );
  return broken.sort((a, b) => a.line - b.line)[0]?.rule;
}

const nameOfEnd = (error: unknown, trial: Trial): string =>
  `${error instanceof Endless ? 'hang' : 'crash'} in ${nameOfTrial(trial)}`;

/** True if the dealer holds what its log accounts for, and has the right deadlines. */
function isAccounted({ dealer, log }: Recorder, { options, readings }: Trial): boolean {
  const history = new History({ readings });
  for (const entry of log) history.add(entry);
  const connected = [...history.sessions.values()].filter(({ gone }) => gone === undefined);
  const standing = history.registrations.filter(({ end }) => end === undefined);
  const calls = history.calls.filter(isLive);
  const size = { sessions: connected.length, registrations: standing.length, calls: calls.length };
  const isPatient = options.patience === Number.POSITIVE_INFINITY;
  const waiting = connected.filter(({ phase }) => !isPatient && (phase === 'opening' || phase === 'closing'));
  const { sessions, registrations, calls: kept, deadlines } = dealer.snapshot();
  return (
    dealer.nextDeadline() === deadlines[0]?.at &&
    isHeld(dealer, history, readings) &&
    isDeepStrictEqual(dealer.size(), size) &&
    isDeepStrictEqual(
      [sessions.length, registrations.length, kept.length, deadlines.length],
      [...Object.values(size), waiting.length + calls.filter(({ timeout }) => timeout > 0).length],
    )
  );
}

/** True if the sizes of each session in the dealer are those of its log. */
function isHeld(dealer: Dealer, history: History, { sameSession }: Readings): boolean {
  return [...history.sessions.values()].every((session) => {
    const places = history.registrations.flatMap(({ end, members }) => {
      const own = end === undefined ? members.filter((member) => member.session === session) : [];
      return sameSession === 'second-place' ? own : own.slice(0, 1);
    });
    const calls = [...session.calls.values()].flat().filter(isLive);
    const held = dealer.held(Number(session.name.slice(1)));
    const hasPayload = calls.some(({ message }) => message.payload.length > 0);
    return (
      held.registrations === places.length &&
      held.calls === calls.length &&
      (held.bytes === 0 || (held.bytes > 0 && hasPayload))
    );
  });
}

// --- internal: playing ---

const SEED = 1;

/** No time limits. */
const UNBOUND: Partial<DealerOptions> = { patience: Number.POSITIVE_INFINITY };

function nameOfTrial({ scenario: { file }, readings, options }: Trial): string {
  const name = file.replace(/^.*\/|\.md$/g, '');
  return [name, ...changes(readings), ...(options === UNBOUND ? ['(unbound)'] : [])].join(' ');
}

const distinct = (all: readonly Readings[]): Readings[] =>
  all.filter((one, index) => all.findIndex((other) => isDeepStrictEqual(one, other)) === index);

/**
 * Replays the actions of the clients regardless of the dealer's messages, and then cuts all of them off.
 * After each loss and at the end, the dealer must hold what its log accounts for.
 */
function replay(trial: Trial, create: Create) {
  const { scenario, readings, options, inputs } = trial;
  const { chance, limits = {} } = settingOf(scenario, { readings, seed: SEED });
  const given = { random: chance.draw, readings, limits, realm: REALM, ...options };
  const recorder = new Recorder(given, create);
  let isRight = true;
  for (const input of inputs) {
    if (input.what === 'receive') chance.prepare(input.wire);
    recorder.play(input);
    if (input.what === 'disconnect') isRight &&= isAccounted(recorder, trial);
  }
  isRight &&= isAccounted(recorder, trial);
  recorder.loseAll();
  isRight &&= isAccounted(recorder, trial);
  return { log: recorder.log, isAccounted: isRight };
}

async function trialOf(
  scenario: Scenario,
  readings: Readings,
  options: Partial<DealerOptions>,
): Promise<Trial> {
  const inputs: Timed[] = [];
  const reached = new Set<string>();
  const graph = load(new Map(), (file, number) => reached.add(`${file}#${number}`));
  const driver = driverOf(watched(chartsIn(graph), reached));
  const create = (given: DealerOptions): Dealer => new (graph('src/dealer/dealer.ts').Dealer)(driver, given);
  const open: Open = async (needs) =>
    new DealerUnderTest('watched', (given) => noted(create({ ...given, ...options }), inputs), needs);
  await play(scenario, open, { readings, seed: SEED });
  const trial = { scenario, readings, options, inputs, reached };
  replay(trial, create);
  return trial;
}

/** The charts, with their events and states noted. */
function watched(charts: Charts, reached: Set<string>): Charts {
  const watch = <Context, Event extends { readonly type: string }>(
    name: string,
    { start, step }: ChartDriver<Context, Event>,
  ): ChartDriver<Context, Event> => ({
    start,
    step(instance, event, effects) {
      reached.add(`${name}: ${instance.state}`).add(`${name}: ${instance.state}, ${event.type}`);
      const edge = step(instance, event, effects);
      reached.add(`${name}: ${instance.state}`);
      return edge;
    },
  });
  return {
    ...charts,
    registration: watch('registration', charts.registration),
    call: watch('call', charts.call),
    session: watch('session', charts.session),
  };
}

/** The dealer, with its inputs noted. */
function noted(dealer: Dealer, inputs: Timed[]): Dealer {
  return new Proxy(dealer, {
    get: (target, name: keyof Dealer) => {
      const method = target[name] as (...given: unknown[]) => unknown;
      return (...given: never[]) => {
        const input = INPUTS[name]?.(...given);
        // The latest of several ticks is enough: the dealer itself knows the time of each deadline.
        if (input?.what === 'tick' && inputs.at(-1)?.what === 'tick') inputs.pop();
        if (input !== undefined) inputs.push(input);
        return method.apply(target, given);
      };
    },
  });
}

/** Inputs for the methods of a dealer. */
const INPUTS: { readonly [Name in keyof Dealer]?: (...given: never[]) => Timed } = {
  connect: (now: number) => ({ what: 'connect', now }),
  receive: (session: number, wire: unknown, now: number) => ({ what: 'receive', session, wire, now }),
  reject: (session: number, expected: string, came: string, now: number) => ({
    what: 'reject',
    session,
    expected,
    came,
    now,
  }),
  disconnect: (session: number, now: number) => ({ what: 'disconnect', session, now }),
  undeliverable: (session: number, message: WireMessage, reason: Obstacle, now: number) => ({
    what: 'undeliverable',
    session,
    message,
    reason,
    now,
  }),
  tick: (now: number) => ({ what: 'tick', now }),
  close: (now: number) => ({ what: 'close', now }),
};
