/** A driver that reports each event that a chart processes, with the edge taken and the effects emitted. */
import type { Effect } from '../../../machines/vocabulary.ts';
import type { Edge } from '../../compiler/chart/chart.ts';
import { CHARTS, type ChartName, MACHINES } from '../../compiler/chart/index.ts';
import { watchMachine } from '../../compiler/chart/watch.ts';
import type { ChartDriver } from '../../dealer/engine/chart.ts';
import { driverOf } from '../../dealer/engine/charts.ts';
import type { Driver } from '../../dealer/engine/driver.ts';
import { interpret, interpreted } from '../../dealer/engine/interpreted.ts';

/** An event processed by an instance of a chart. */
export interface ProcessedEvent {
  readonly chart: ChartName;
  /** The context before the event. */
  readonly context: object;
  readonly event: { readonly type: string };
  readonly from: string;
  readonly to: string;
  /** The edge taken; undefined if the chart ignores the event in that state. */
  readonly edge: Edge | undefined;
  readonly effects: readonly Effect[];
}

/** @param report called after each event, before the effects that it emitted are processed */
export function tracingDriver(report: (processed: ProcessedEvent) => void): Driver {
  const trace = <Context extends object, Event extends { readonly type: string }>(
    chart: ChartName,
  ): ChartDriver<Context, Event> => {
    let edge: Edge | undefined;
    const machine = watchMachine(MACHINES[chart], CHARTS[chart], (taken) => {
      edge ??= taken;
    });
    const { start, step } = interpret<Context, Event>(machine);
    return {
      start,
      step(instance, event, sink) {
        const { state: from, context } = instance;
        const effects: Effect[] = [];
        edge = undefined;
        const taken = step(instance, event, effects);
        report({ chart, context, event, from, to: instance.state, edge, effects });
        for (const effect of effects) sink.push(effect);
        return taken;
      },
    };
  };
  return driverOf({
    session: trace('session'),
    registration: trace('registration'),
    call: trace('call'),
    list: interpreted.list,
    handlers: interpreted.handlers,
  });
}
