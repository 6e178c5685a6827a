/**
 * Everything a chart can do within bounds: breadth first from its start, every event of an alphabet in every situation,
 * and each step taken by two drivers that must agree.
 *
 * Each step is taken under every combination of readings, whichever ones led to the situation. They are not enumerated:
 * a chart gets readings that are decided when it looks at them, and the step is taken once for each option. A reading
 * that a step did not look at cannot have mattered to it.
 */
import { isDeepStrictEqual } from 'node:util';
import type { AnyStateMachine } from 'xstate';
import { READINGS } from '../machines/readings/index.ts';
import type { ReadingId, Readings } from '../machines/readings.ts';
import type { Effect } from '../machines/vocabulary.ts';
import type { ChartDriver, Edge, Instance } from '../src/dealer/engine/chart.ts';
import { interpret } from '../src/dealer/engine/interpreted.ts';
import { watchedMachine } from './edges.ts';

/** The readings looked at so far, with their options. */
export type Known = { readonly [Id in ReadingId]?: string };

/** A chart and the state of its surroundings, for instance the call that asks a registration for a callee. */
export interface Situation<Context, Around> {
  readonly state: string;
  readonly context: Context;
  readonly around: Around;
}

/** Result of a step. */
export interface Outcome<Context> {
  readonly state: string;
  readonly context: Context;
  readonly effects: readonly Effect[];
  readonly edge: Edge | undefined;
}

export interface Exploration<Context, Event, Around> {
  readonly machine: AnyStateMachine;
  readonly compiled: ChartDriver<Context, Event>;
  readonly starts: readonly Context[];
  /** State of the surroundings at the start. */
  readonly around: Around;
  readonly events: (situation: Situation<Context, Around>) => readonly Event[];
  /** Possible states of the surroundings after a step. */
  readonly aroundAfter: (
    situation: Situation<Context, Around>,
    event: Event,
    outcome: Outcome<Context>,
  ) => readonly Around[];
  /** Bound of the exploration: true to continue from this situation. */
  readonly isWithin: (situation: Situation<Context, Around>) => boolean;
  /** Identity of a situation. */
  readonly textOf: (situation: Situation<Context, Around>) => string;
}

/** Statistics of an exploration. */
export interface Seen {
  readonly situations: number;
  readonly steps: number;
  /** Number of steps in which the chart reacted. */
  readonly taken: number;
  /** Number of steps if the combinations of options were enumerated. */
  readonly combined: number;
  readonly states: ReadonlySet<string>;
  /** All event types. */
  readonly events: ReadonlySet<string>;
  /** Each edge in each state in which it was taken: `occupied.single: occupied, select, edge 1`. */
  readonly edges: ReadonlySet<string>;
  /** The readings that were looked at, with the options tried. */
  readonly readings: ReadonlyMap<ReadingId, ReadonlySet<string>>;
  /** Each edge with a reading that it does not cite although another option leads to something else. */
  readonly uncited: ReadonlySet<string>;
}

/**
 * Explores a chart.
 *
 * @throws Error at the first step on which the drivers disagree, with the path to it
 */
export function explore<Context extends object, Event extends { readonly type: string }, Around>(
  exploration: Exploration<Context, Event, Around>,
): Seen {
  return new Explorer(exploration).run();
}

// --- internal ---

/** A situation, and the step before it. */
interface Place<Context, Event, Around> extends Situation<Context, Around> {
  /** The readings that the last step looked at. */
  readonly readings: Known;
  readonly before: Place<Context, Event, Around> | undefined;
  readonly event: Event | undefined;
}

/** A way to decide readings, and, unless it is the first, the one that it differs from in one reading. */
interface World<Context> {
  readonly known: Known;
  readonly differs?: ReadingId;
  readonly from?: World<Context>;
  outcome?: Outcome<Context>;
}

class Explorer<Context extends object, Event extends { readonly type: string }, Around> {
  private readonly exploration: Exploration<Context, Event, Around>;
  private readonly reference: ChartDriver<Context, Event>;
  private readonly places: Place<Context, Event, Around>[] = [];
  /** Texts of the visited situations. */
  private readonly met = new Set<string>();
  private steps = 0;
  private taken = 0;
  private combined = 0;
  private readonly states = new Set<string>();
  private readonly events = new Set<string>();
  private readonly edges = new Set<string>();
  private readonly readings = new Map<ReadingId, Set<string>>();
  private readonly uncited = new Set<string>();

  constructor(exploration: Exploration<Context, Event, Around>) {
    this.exploration = exploration;
    this.reference = interpret(watchedMachine(exploration.machine, (edge) => this.edges.add(edge)));
  }

  run(): Seen {
    for (const context of this.exploration.starts) this.begin(context);
    for (const place of this.places) {
      for (const event of this.exploration.events(place)) this.step(place, frozen(event));
    }
    const { steps, taken, states, events, edges, readings, uncited } = this;
    const looked = [...readings.keys()];
    return {
      situations: this.places.length,
      steps,
      taken,
      combined: this.combined * combinations(looked),
      states,
      events,
      edges,
      readings,
      uncited,
    };
  }

  private begin(context: Context): void {
    const { around, compiled } = this.exploration;
    const origin = { state: '', context, around, readings: {}, before: undefined, event: undefined };
    this.inEachWorld(origin, undefined, (readings) => [
      startOf(this.reference, context, readings),
      startOf(compiled, context, readings),
    ]);
  }

  private step(place: Place<Context, Event, Around>, event: Event): void {
    this.events.add(event.type);
    this.inEachWorld(place, event, (readings) => [
      stepOf(this.reference, place, event, readings),
      stepOf(this.exploration.compiled, place, event, readings),
    ]);
  }

  /** Runs a step in both drivers, once for each way to decide the readings that they look at. */
  private inEachWorld(
    place: Place<Context, Event, Around>,
    event: Event | undefined,
    both: (readings: Readings) => [Outcome<Context>, Outcome<Context>],
  ): void {
    const open: World<Context>[] = [{ known: {} }];
    for (const one of open) {
      const world = { ...one.known };
      const [expected, came] = this.attempt(place, event, world, () =>
        both(decidedWhenAsked(world, (known, differs) => open.push({ known, differs, from: one }))),
      );
      if (!isDeepStrictEqual(came, expected)) {
        throw new Error(this.story(place, event, world, { interpreted: expected, generated: came }));
      }
      one.outcome = expected;
      if (event !== undefined) this.checkCitations(event, one);
      this.count(world, expected);
      this.goOn(place, event, world, expected);
    }
  }

  /** If another option of one reading leads to something else, the edges of both outcomes have to cite the reading. */
  private checkCitations(event: Event, { outcome, differs, from }: World<Context>): void {
    if (differs === undefined || from?.outcome === undefined || outcome === undefined) return;
    if (isDeepStrictEqual(withoutReadings(outcome), withoutReadings(from.outcome))) return;
    for (const { edge } of [outcome, from.outcome]) {
      if (edge === undefined || edge.readings.includes(differs)) continue;
      this.uncited.add(`${event.type}, ${[...edge.rules, ...edge.readings].join(' ')}: ${differs}`);
    }
  }

  private attempt<Result>(
    place: Place<Context, Event, Around>,
    event: Event | undefined,
    world: Known,
    act: () => Result,
  ): Result {
    try {
      return act();
    } catch (error) {
      throw new Error(this.story(place, event, world, { threw: String(error) }), { cause: error });
    }
  }

  private count(world: Known, { state, edge }: Outcome<Context>): void {
    this.steps += 1;
    this.taken += edge === undefined ? 0 : 1;
    this.combined += 1 / combinations(Object.keys(world) as ReadingId[]);
    this.states.add(state);
    for (const [id, option] of Object.entries(world) as [ReadingId, string][]) {
      this.readings.set(id, (this.readings.get(id) ?? new Set()).add(option));
    }
  }

  private goOn(
    place: Place<Context, Event, Around>,
    event: Event | undefined,
    known: Known,
    outcome: Outcome<Context>,
  ): void {
    const { aroundAfter, isWithin, textOf } = this.exploration;
    const { state, context } = outcome;
    const all = event === undefined ? [place.around] : aroundAfter(place, event, outcome);
    for (const around of all) {
      const next = { state, context, around, readings: known, before: place, event };
      if (!isWithin(next) || this.met.has(textOf(next))) continue;
      this.met.add(textOf(next));
      this.places.push(frozen(next));
    }
  }

  private story(
    place: Place<Context, Event, Around>,
    event: Event | undefined,
    readings: Known,
    results: Record<string, unknown>,
  ): string {
    const way: Place<Context, Event, Around>[] = [];
    for (let at: typeof place | undefined = place; at !== undefined; at = at.before) way.unshift(at);
    const start = way.find(({ before }) => before === undefined) ?? place;
    const told = ({ event: one, readings: some }: Place<Context, Event, Around>): string =>
      `${textOf(one)}${Object.keys(some).length === 0 ? '' : `, where the readings are ${textOf(some)}`}`;
    return [
      `The drivers of the chart ${this.exploration.machine.id} differ in a step.`,
      `start: ${textOf(start.context)}`,
      ...way.filter((at) => at.event !== undefined).map((at, index) => `event ${index + 1}: ${told(at)}`),
      ...(event === undefined ? [] : [`event ${way.length - 1}: ${textOf(event)}`]),
      `readings that it looked at: ${textOf(readings)}`,
      ...Object.entries(results).map(([who, result]) => `${who}: ${textOf(result)}`),
    ].join('\n');
  }
}

/** Readings decided at the first look, for the first option; the other options are reported. */
function decidedWhenAsked(
  world: Record<string, string>,
  report: (other: Known, differs: ReadingId) => void,
): Readings {
  const get = (_: object, id: string | symbol): unknown => {
    if (!Object.hasOwn(READINGS, id)) return undefined;
    const reading = id as ReadingId;
    if (world[reading] === undefined) {
      const [first = '', ...others] = Object.keys(READINGS[reading].options);
      for (const other of others) report({ ...world, [reading]: other }, reading);
      world[reading] = first;
    }
    return world[reading];
  };
  return new Proxy({}, { get }) as Readings;
}

/** An outcome as the charts see it: edge, state, context and effects, but for the readings by which it came about. */
const withoutReadings = <Context>({ state, context, effects }: Outcome<Context>): unknown => {
  const { readings: _, ...rest } = context as { readonly readings?: unknown };
  return [state, rest, effects];
};

const combinations = (ids: readonly ReadingId[]): number =>
  ids.reduce((product, id) => product * Object.keys(READINGS[id].options).length, 1);

function startOf<Context, Event>(
  driver: ChartDriver<Context, Event>,
  context: Context,
  readings: Readings,
): Outcome<Context> {
  const instance: Instance<Context> = { state: '', context: { ...context, readings } };
  const effects: Effect[] = [];
  driver.start(instance, effects);
  return { state: instance.state, context: instance.context, effects, edge: undefined };
}

/** Each step has a new instance, whose context a driver may change. */
function stepOf<Context, Event>(
  driver: ChartDriver<Context, Event>,
  { state, context }: { readonly state: string; readonly context: Context },
  event: Event,
  readings: Readings,
): Outcome<Context> {
  const instance: Instance<Context> = { state, context: { ...context, readings } };
  const effects: Effect[] = [];
  const edge = driver.step(instance, event, effects);
  return { state: instance.state, context: instance.context, effects, edge };
}

/** Freezes a value deeply: the context of a chart is shared between all situations after it. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}

/** Text for error messages; readings are printed once, not with every context. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (key, inner) => (key === 'readings' && !Array.isArray(inner) ? undefined : inner)) ??
  'nothing';
