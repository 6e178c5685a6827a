/** A driver that tells of all that happens to the charts: which edge is taken, on which event, and what it emits. */
import type { Effect } from '../../../machines/vocabulary.ts';
import type { Edge } from '../../compiler/chart/chart.ts';
import { CHARTS, type ChartName, MACHINES } from '../../compiler/chart/index.ts';
import { watchMachine } from '../../compiler/chart/watch.ts';
import type { ChartDriver } from '../../dealer/engine/chart.ts';
import type { Driver } from '../../dealer/engine/driver.ts';
import { interpret, interpreted } from '../../dealer/engine/interpreted.ts';

/** An event that happened to an instance of a chart. */
export interface ProcessedEvent {
  readonly chart: ChartName;
  /** What it knew when the event came. */
  readonly context: object;
  readonly event: { readonly type: string };
  readonly from: string;
  readonly to: string;
  /** Undefined if the chart does not react to the event in that state. */
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
  return {
    session: trace('session'),
    registration: trace('registration'),
    call: trace('call'),
    line: interpreted.line,
    handlers: interpreted.handlers,
  };
}
