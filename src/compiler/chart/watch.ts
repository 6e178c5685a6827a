/** Which edge a machine takes: two edges can look the same to those who only see a step. */
import type { AnyStateMachine } from 'xstate';
import type { Chart, Edge } from './chart.ts';

/** A machine like this one that tells which edge of its chart it is about to take, and from which state. */
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
