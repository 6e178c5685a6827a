/**
 * Observer of the edges that a machine takes: a step alone does not show which one it was, since two may look the same.
 */
import type { AnyStateMachine } from 'xstate';
import type { Chart, Edge } from './chart.ts';

/** Returns a copy of a machine that reports each edge of its chart before it takes it, with the current state. */
export function watchMachine(
  machine: AnyStateMachine,
  chart: Chart,
  report: (edge: Edge, state: unknown) => void,
): AnyStateMachine {
  const watched = machine.provide({});
  const ask = watched.getTransitionData.bind(watched);
  watched.getTransitionData = (snapshot, event) => {
    const taken = ask(snapshot, event);
    const [first] = taken;
    if (first !== undefined) {
      const { source, eventType } = first;
      const state = chart.states.find(({ path }) => path === source.path.join('.'));
      const index = source.transitions.get(eventType)?.indexOf(first) as number;
      report(state?.on.get(eventType)?.[index] as Edge, snapshot.value);
    }
    return taken;
  };
  return watched;
}
