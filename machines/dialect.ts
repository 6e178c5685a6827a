/**
 * How plain step functions become the guards and actions of an XState machine.
 *
 * A guard says whether, an emit returns the effect, and an assign gives new values for some of the context's keys, each
 * from the context as it was before; all are functions of context and event, exported by name, so that the charts and
 * whatever is made from them call the same ones.
 */
import { assign, type EventObject, emit } from 'xstate';
import type { ReadingId } from './readings.ts';
import type { RuleId } from './rules.ts';
import type { Assign } from './vocabulary.ts';

/** What every transition carries: the rules that force it and the readings that decide or touch it. */
export interface EdgeMeta {
  readonly rules?: readonly RuleId[];
  readonly readings?: readonly ReadingId[];
}

/** Guards by name. */
export const guards = <T extends Steps<boolean>>(steps: T): Named<T, Any> => mapSteps(steps, adapt);

/** Actions by name that change the context. */
export const assigns = <T extends Record<string, Assign<Any, Any>>>(steps: T): Named<T, Any> =>
  mapSteps(steps, (step) => assign(mapSteps(step as Steps<unknown>, adapt)));

/** Actions by name that tell the world something. */
export const emits = <T extends Steps<EventObject>>(steps: T): Named<T, Any> =>
  mapSteps(steps, (step) => emit(adapt(step)));

// --- internal ---

// XState types an action by the machine it stands in, and the machine by its actions. The steps are typed where they
// are written, and the names where the chart uses them; between the two everything is `any`.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = any;

type Step<Result> = (context: Any, event: Any) => Result;
type Steps<Result> = Record<string, Step<Result>>;
type Named<T, Value> = { [Name in keyof T]: Value };

function adapt<Result>(step: Step<Result>): (scope: { context: Any; event: Any }) => Result {
  return ({ context, event }) => step(context, event);
}

function mapSteps<Step, T extends Record<string, Step>, Value>(
  steps: T,
  change: (step: T[keyof T]) => Value,
): Named<T, Value> {
  return Object.fromEntries(
    Object.entries(steps).map(([name, step]) => [name, change(step as T[keyof T])]),
  ) as Named<T, Value>;
}
