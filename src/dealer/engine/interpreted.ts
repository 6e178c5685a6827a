/** The reference driver: the charts as XState itself runs them, with its pure `transition`. */
import { type AnyMachineSnapshot, type AnyStateMachine, initialTransition, transition } from 'xstate';
import { callMachine } from '../../../machines/call.machine.ts';
import type { EdgeMeta } from '../../../machines/dialect.ts';
import { PlainList } from '../../../machines/member-list.ts';
import { registrationMachine } from '../../../machines/registration.machine.ts';
import { sessionMachine } from '../../../machines/session.machine.ts';
import type { Effect } from '../../../machines/vocabulary.ts';
import type { ChartDriver, Instance, Sink } from './chart.ts';
import type { Charts } from './charts.ts';
import { tables } from './tables.ts';

/**
 * Runs any machine of the dialect.
 *
 * @param machine whose input is its initial context
 */
export function interpret<Context, Event extends { readonly type: string }>(
  machine: AnyStateMachine,
): ChartDriver<Context, Event> {
  const snapshots = new WeakMap<Instance<Context>, AnyMachineSnapshot>();
  const keep = (instance: Instance<Context>, snapshot: AnyMachineSnapshot): void => {
    snapshots.set(instance, snapshot);
    instance.state = stateOf(snapshot.value);
    instance.context = snapshot.context as Context;
  };
  /** An instance that was not started here goes on from its state and context. */
  const resume = ({ state, context }: Instance<Context>): AnyMachineSnapshot =>
    machine.resolveState({ value: toValue(state), context: context as never });

  return {
    start(instance, effects) {
      const [snapshot, actions] = initialTransition(machine, instance.context as never);
      emitted(actions, effects);
      keep(instance, snapshot);
    },
    step(instance, event, effects) {
      const snapshot = snapshots.get(instance) ?? resume(instance);
      if (snapshot.status !== 'active') return undefined;
      const taken = machine.getTransitionData(snapshot, event)[0];
      const [next, actions] = transition(machine, snapshot, event);
      emitted(actions, effects);
      keep(instance, next);
      if (taken === undefined) return undefined;
      const { rules = [], readings = [] } = (taken.meta ?? {}) as EdgeMeta;
      return { event: event.type, rules, readings };
    },
  };
}

/** Charts, tables and list as they are specified. */
export const interpreted: Charts = {
  registration: interpret(registrationMachine),
  call: interpret(callMachine),
  session: interpret(sessionMachine),
  list: PlainList.EMPTY,
  handlers: tables,
};

/** `{ occupied: { shared: 'first' } }` as `occupied.shared.first`. */
export function stateOf(value: StateValue): string {
  if (typeof value === 'string') return value;
  return Object.entries(value)
    .map(([name, inner]) => `${name}.${stateOf(inner as StateValue)}`)
    .join();
}

/** `occupied.shared.first` as `{ occupied: { shared: 'first' } }`. */
export function toValue(state: string): StateValue {
  const dot = state.indexOf('.');
  return dot < 0 ? state : { [state.slice(0, dot)]: toValue(state.slice(dot + 1)) };
}

// --- internal ---

type StateValue = AnyMachineSnapshot['value'];

/** The effects of the executed actions, in their order. */
function emitted(
  actions: readonly { readonly type: string; readonly params: unknown }[],
  effects: Sink,
): void {
  for (const { type, params } of actions) {
    if (type === 'xstate.emit') effects.push((params as { event: Effect }).event);
  }
}
