/** The reference driver: the charts as XState itself runs them, with its pure `transition`. */
import { type AnyMachineSnapshot, type AnyStateMachine, initialTransition, transition } from 'xstate';
import { callMachine } from '../../machines/call.machine.ts';
import type { EdgeMeta } from '../../machines/dialect.ts';
import { registrationMachine } from '../../machines/registration.machine.ts';
import { sessionMachine } from '../../machines/session.machine.ts';
import type { Effect } from '../../machines/vocabulary.ts';
import type { ChartDriver, Driver, Edge, Instance } from './driver.ts';

/**
 * Runs any machine of the dialect.
 *
 * @param machine whose input is its initial context
 */
export function interpret<Context, Event extends { readonly type: string }>(
  machine: AnyStateMachine,
): ChartDriver<Context, Event> {
  return {
    start(context, effects) {
      const [snapshot, actions] = initialTransition(machine, context as never);
      emitted(actions, effects);
      return instanceOf(snapshot);
    },
    restore(state, context) {
      return instanceOf(machine.resolveState({ value: toValue(state), context: context as never }));
    },
    step(instance, event, effects) {
      const interpreted = instance as Interpreted<Context>;
      const { snapshot, state: from } = interpreted;
      if (snapshot.status !== 'active') return undefined;
      const taken = machine.getTransitionData(snapshot, event)[0];
      const [next, actions] = transition(machine, snapshot, event);
      emitted(actions, effects);
      interpreted.snapshot = next;
      interpreted.state = stateOf(next.value);
      interpreted.context = next.context as Context;
      if (taken === undefined) return undefined;
      const { rules = [], readings = [] } = (taken.meta ?? {}) as EdgeMeta;
      return { from, event: event.type, to: interpreted.state, rules, readings } satisfies Edge;
    },
  };
}

/** The dealer's three charts, interpreted. */
export const interpreted: Driver = {
  registration: interpret(registrationMachine),
  call: interpret(callMachine),
  session: interpret(sessionMachine),
};

// --- internal ---

interface Interpreted<Context> extends Instance<Context> {
  snapshot: AnyMachineSnapshot;
}

const instanceOf = <Context>(snapshot: AnyMachineSnapshot): Interpreted<Context> => ({
  state: stateOf(snapshot.value),
  context: snapshot.context as Context,
  snapshot,
});

type StateValue = AnyMachineSnapshot['value'];

/** `{ occupied: { shared: 'first' } }` as `occupied.shared.first`. */
function stateOf(value: StateValue): string {
  if (typeof value === 'string') return value;
  return Object.entries(value)
    .map(([name, inner]) => `${name}.${stateOf(inner as StateValue)}`)
    .join();
}

/** `occupied.shared.first` as `{ occupied: { shared: 'first' } }`. */
function toValue(state: string): StateValue {
  const dot = state.indexOf('.');
  return dot < 0 ? state : { [state.slice(0, dot)]: toValue(state.slice(dot + 1)) };
}

/** What the executed actions told the world, in their order. */
function emitted(
  actions: readonly { readonly type: string; readonly params: unknown }[],
  effects: Effect[],
): void {
  for (const { type, params } of actions) {
    if (type === 'xstate.emit') effects.push((params as { event: Effect }).event);
  }
}
