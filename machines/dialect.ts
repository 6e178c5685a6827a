/**
 * How plain step functions become the guards and actions of an XState machine.
 *
 * A guard says whether, an assign returns the next context, an emit returns the effect; all are functions of context
 * and event, exported by name, so that the charts and whatever is made from them call the same ones.
 */
import { assign, type EventObject, emit } from 'xstate';
import type { ReadingId } from './readings.ts';
import type { RuleId } from './rules.ts';

/** What every transition carries: the rules that force it and the readings that decide or touch it. */
export interface EdgeMeta {
  readonly rules?: readonly RuleId[];
  readonly readings?: readonly ReadingId[];
}

/** Guards by name. */
export const guards = <T extends Steps<boolean>>(steps: T): Named<T, (scope: Scope) => boolean> =>
  mapSteps(steps, (step) => (scope: Scope) => step(scope.context, scope.event));

/** Actions by name that change the context. */
export const assigns = <T extends Steps<object>>(steps: T): Named<T, Any> =>
  mapSteps(steps, (step) => assign((scope: Scope) => step(scope.context, scope.event)));

/** Actions by name that tell the world something. */
export const emits = <T extends Steps<EventObject>>(steps: T): Named<T, Any> =>
  mapSteps(steps, (step) => emit((scope: Scope) => step(scope.context, scope.event)));

// --- internal ---

// XState types an action by the machine it stands in, and the machine by its actions. The steps are typed where they
// are written, and the names where the chart uses them; between the two everything is `any`.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = any;
type Scope = { context: Any; event: Any };
type Steps<Result> = Record<string, (context: Any, event: Any) => Result>;
type Named<T, Value> = { [Name in keyof T]: Value };

const mapSteps = <T extends Steps<unknown>, Value>(
  steps: T,
  adapt: (step: (context: Any, event: Any) => Any) => Value,
): Named<T, Value> =>
  Object.fromEntries(Object.entries(steps).map(([name, step]) => [name, adapt(step)])) as Named<T, Value>;
