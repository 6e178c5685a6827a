/**
 * Paths through a chart, from its initial state, as `@xstate/test` finds them.
 *
 * That package cannot execute actions, so what a chart emits is silenced here; what it assigns stays, since guards
 * depend on it.
 */
import { createTestModel } from '@xstate/test';
import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  assign,
  createMachine,
  type EventObject,
} from 'xstate';

/** The events that lead from the initial state to `state`, in their order. */
export interface Path {
  readonly state: string;
  readonly events: readonly EventObject[];
}

/** The chart without its emissions, starting from `context`. */
export function silence(machine: AnyStateMachine, context: object): AnyStateMachine {
  const { guards, actions } = machine.implementations;
  const silent = Object.entries(actions).map(([name, action]) => [
    name,
    (action as { type?: string }).type === 'xstate.assign' ? action : assign({}),
  ]);
  return createMachine(
    { ...machine.config, context } as never,
    { guards, actions: Object.fromEntries(silent) } as never,
  );
}

/**
 * A shortest path to each state the chart can be in, and over each edge that leads to it.
 *
 * @param machine the chart
 * @param context where it starts
 * @param events what can happen in a state
 */
export function shortestPaths(
  machine: AnyStateMachine,
  context: object,
  events: (snapshot: AnyMachineSnapshot) => EventObject[],
): Path[] {
  const model = createTestModel(silence(machine, context) as never);
  const paths = model.getShortestPaths({ events } as never) as unknown as TestPath[];
  return paths.map(({ state, steps }) => ({
    state: stateOf(state.value),
    events: steps.map(({ event }) => event).filter(({ type }) => !type.startsWith('xstate.')),
  }));
}

/** A state value as the names of its states, joined by dots. */
export function stateOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name}.${stateOf(inner)}`)
    .join();
}

// --- internal ---

/** What is used here of a path of `@xstate/test`, whose types are those of an older XState. */
interface TestPath {
  readonly state: AnyMachineSnapshot;
  readonly steps: readonly { readonly event: EventObject }[];
}
