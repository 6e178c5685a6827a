/**
 * The way from plain step functions to an XState machine.
 *
 * A chart is `chart(steps).createMachine({ … })`: it names the steps, which are functions of context and event. A guard
 * says yes or no, an emit returns an effect, and an assign, a record, gives new values for some of the context's keys,
 * each from the context as it was before.
 */
import { assign, type EventObject, emit, setup } from 'xstate';
import type { ReadingId } from './readings.ts';
import type { RuleId } from './rules.ts';
import type { Effect } from './vocabulary.ts';

/** The meta data of every edge: the rules that demand it, and the readings that decide it or touch it. */
export type EdgeMeta = {
  readonly rules?: readonly RuleId[];
  readonly readings?: readonly ReadingId[];
};

/**
 * XState's `setup` for a chart of the dialect.
 *
 * @param steps the module that exports the guards and actions of the chart
 */
export const chart = <Context extends object, Event extends EventObject, Steps>(steps: Steps) =>
  setup<
    Context,
    Event,
    Nothing,
    Nothing,
    Named<Steps, ((...scope: never) => Effect) | Readonly<Record<string, (...scope: never) => unknown>>>,
    Named<Steps, (...scope: never) => boolean>,
    never,
    string,
    Context,
    undefined,
    Effect,
    EdgeMeta
  >({ guards: guardsIn(steps as StepModule), actions: actionsIn(steps as StepModule) });

// --- internal ---

// XState types an action by the machine it stands in, and the machine by its actions. The steps are typed where they
// are written, and the names where the chart uses them; between the two everything is `any`.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = any;

type Step = (context: Any, event: Any) => Any;
type StepModule = Readonly<Record<string, Step | Readonly<Record<string, Step>>>>;
type Nothing = Record<never, never>;

/** The names of the steps of a kind, as XState wants them: with the type of their parameters, which they do not have. */
type Named<Steps, Kind> = Record<
  { [Name in keyof Steps]: Steps[Name] extends Kind ? Name : never }[keyof Steps] & string,
  undefined
>;

/** Every function, since a chart says by the place of a name that it is a guard. */
const guardsIn = (steps: StepModule): Any => mapValues(functionsIn(steps), adapt);

/** Every function as an emit, and every record as an assign. */
const actionsIn = (steps: StepModule): Any => ({
  ...mapValues(functionsIn(steps), (step) => emit(adapt(step))),
  ...mapValues(recordsIn(steps), (step) => assign(mapValues(step, adapt))),
});

const functionsIn = (steps: StepModule): Record<string, Step> => pick(steps, isFunction);

const recordsIn = (steps: StepModule): Record<string, Readonly<Record<string, Step>>> =>
  pick(steps, isRecord);

const isFunction = (step: StepModule[string]): step is Step => typeof step === 'function';
const isRecord = (step: StepModule[string]): step is Readonly<Record<string, Step>> => !isFunction(step);

const pick = <Value, Picked extends Value>(
  record: Readonly<Record<string, Value>>,
  isPicked: (value: Value) => value is Picked,
): Record<string, Picked> =>
  Object.fromEntries(Object.entries(record).filter((entry): entry is [string, Picked] => isPicked(entry[1])));

const adapt =
  (step: Step) =>
  ({ context, event }: { context: Any; event: Any }): Any =>
    step(context, event);

const mapValues = <Value, Mapped>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value) => Mapped,
): Record<string, Mapped> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
