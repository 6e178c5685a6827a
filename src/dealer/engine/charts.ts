/** A driver made of one driver for each chart, and of tables that are looked up for each effect. */
import type { MemberList } from '../../../machines/member-list.ts';
import type {
  CallContext,
  CallEvent,
  Effect,
  RegistrationContext,
  RegistrationEvent,
  SessionContext,
  SessionEvent,
} from '../../../machines/vocabulary.ts';
import { Effects } from '../effects.ts';
import type { Part } from '../parts.ts';
import type { Event, Handlers, System } from '../system.ts';
import type { ChartDriver, Edge } from './chart.ts';
import type { Driver, Runner } from './driver.ts';

export interface Charts {
  readonly registration: ChartDriver<RegistrationContext, RegistrationEvent>;
  readonly call: ChartDriver<CallContext, CallEvent>;
  readonly session: ChartDriver<SessionContext, SessionEvent>;
  /** The empty list that registrations begin with. */
  readonly list: MemberList;
  /** The tables of `machines/system.ts`. */
  readonly handlers: Handlers;
}

export const driverOf = (charts: Charts): Driver => ({
  list: charts.list,
  run: (system) => new ChartRunner(charts, system),
});

// --- internal ---

class ChartRunner implements Runner {
  private readonly charts: Charts;
  private readonly system: System;
  private readonly effects = new Effects();

  constructor(charts: Charts, system: System) {
    this.charts = charts;
    this.system = system;
  }

  start(part: Part): void {
    const first = this.effects.size;
    this.begin(part);
    this.processEffects(part, first, part);
  }

  step(part: Part, event: Event, cause: Part = part): void {
    const first = this.effects.size;
    const from = part.state;
    const edge = this.take(part, event);
    if (edge && this.system.isReporting) this.system.report(part, from, edge, event);
    this.processEffects(part, first, cause);
  }

  private begin(part: Part): void {
    const { charts, effects } = this;
    switch (part.chart) {
      case 'session':
        return charts.session.start(part, effects);
      case 'registration':
        return charts.registration.start(part, effects);
      case 'call':
        return charts.call.start(part, effects);
    }
  }

  private take(part: Part, event: Event): Edge | undefined {
    const { charts, effects } = this;
    switch (part.chart) {
      case 'session':
        return charts.session.step(part, event as SessionEvent, effects);
      case 'registration':
        return charts.registration.step(part, event as RegistrationEvent, effects);
      case 'call':
        return charts.call.step(part, event as CallEvent, effects);
    }
  }

  /** Processes the effects of a step, which are on the stack from index `first` on. */
  private processEffects(part: Part, first: number, cause: Part): void {
    const end = this.effects.size;
    for (let place = first; place < end; place++) this.handle(part, this.effects.take(place), cause);
    this.effects.size = first;
  }

  private handle(part: Part, effect: Effect, cause: Part): void {
    this.charts.handlers[part.chart](this.system, part, effect, cause);
  }
}
