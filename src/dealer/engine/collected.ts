/** Generated charts on their own, whose effects are collected and not processed: for tests and measurements. */
import { Balanced } from '../balanced.ts';
import { startCall, stepCall } from './call.generated.ts';
import type { ChartDriver, Edge, Instance, Sink } from './chart.ts';
import type { Charts } from './charts.ts';
import { startRegistration, stepRegistration } from './registration.generated.ts';
import { startSession, stepSession } from './session.generated.ts';
import { tables } from './tables.ts';

/** The functions of a generated chart. */
export type Start = (ways: never, instance: never, cause: unknown) => void;
export type Step = (ways: never, instance: never, event: never, cause: unknown) => void;

/** The driver of a chart that consists of these functions. */
export function collected<Context, Event>(start: Start, step: Step): ChartDriver<Context, Event> {
  let effects: Sink;
  let edge: Edge | undefined;
  const taken = (_: Instance<Context>, _from: string, one: Edge): void => {
    edge = one;
  };
  const collect = (_: Instance<Context>, effect: never): void => effects.push(effect);
  const ways = new Proxy({}, { get: (_, name) => (name === 'taken' ? taken : collect) }) as never;
  return {
    start(instance, into) {
      effects = into;
      start(ways, instance as never, undefined);
    },
    step(instance, event, into) {
      effects = into;
      edge = undefined;
      step(ways, instance as never, event as never, undefined);
      return edge;
    },
  };
}

export const generatedCharts: Charts = {
  session: collected(startSession, stepSession),
  registration: collected(startRegistration, stepRegistration),
  call: collected(startCall, stepCall),
  list: Balanced.EMPTY,
  handlers: tables,
};
