/**
 * Runs the charts of one dealer by the tables of `machines/system.ts`.
 *
 * An instance takes a step with each event. Its effects are processed in emission order, depth-first: each one completely,
 * with everything it leads to in other instances, before the next.
 */
import type { Limits } from '../../machines/limits.ts';
import type { MemberList } from '../../machines/member-list.ts';
import type { Readings } from '../../machines/readings.ts';
import type {
  CallEvent,
  Effect,
  Id,
  RegistrationEvent,
  SendEffect,
  SessionContext,
  SessionEvent,
  SessionKey,
} from '../../machines/vocabulary.ts';
import { Deadlines } from './deadlines.ts';
import { Effects } from './effects.ts';
import type { Edge } from './engine/chart.ts';
import type { Driver } from './engine/driver.ts';
import { noteError } from './last-words.ts';
import { type WireMessage, write } from './messages.ts';
import type { PartObserver } from './observer.ts';
import { checkDraw } from './options.ts';
import { Outcome } from './outcome.ts';
import {
  type Call,
  type CallWatch,
  newSessionPart,
  type Part,
  Parts,
  type Session,
  type Step,
} from './parts.ts';
import type { Event, System } from './system.ts';

export interface RuntimeOptions {
  readonly readings: Readings;
  readonly random: () => number;
  readonly limits: Limits;
  readonly agent: string;
  readonly inspect: ((step: Step) => void) | undefined;
  readonly onGrowth: ((session: SessionKey) => void) | undefined;
  readonly watch: CallWatch | undefined;
}

export class Runtime implements System {
  readonly readings: Readings;
  readonly limits: Limits;
  readonly list: MemberList;
  readonly parts: Parts;
  readonly outcome = new Outcome();
  readonly deadlines = new Deadlines<Session | Call>();
  /** The time of the last input, in milliseconds. */
  now = 0;

  private readonly driver: Driver;
  private readonly random: () => number;
  private readonly agent: string;
  private readonly inspect: ((step: Step) => void) | undefined;
  private readonly watch: CallWatch | undefined;
  private observer: PartObserver | undefined;
  /** True if transitions are reported to somebody: one look for each step while they are not. */
  private isReporting: boolean;
  private readonly effects = new Effects();

  constructor(driver: Driver, { readings, random, limits, agent, inspect, onGrowth, watch }: RuntimeOptions) {
    this.parts = new Parts(onGrowth);
    this.driver = driver;
    this.list = driver.list;
    this.readings = readings;
    this.random = random;
    this.limits = limits;
    this.agent = agent;
    this.inspect = inspect;
    this.watch = watch;
    this.isReporting = inspect !== undefined;
  }

  /** Attaches an observer, or removes the present one. */
  observe(observer: PartObserver | undefined): void {
    this.observer = observer;
    this.isReporting = observer !== undefined || this.inspect !== undefined;
  }

  /** Starts a session. */
  open(context: SessionContext): void {
    const session = newSessionPart(context);
    this.parts.addSession(session);
    this.start(session);
  }

  /** Brings an instance into the initial state of its chart, and processes the effects. */
  start(part: Part): void {
    const first = this.effects.size;
    this.begin(part);
    this.processEffects(part, first, part);
  }

  /**
   * Steps an instance with an event, and processes the effects.
   *
   * @param cause the instance whose effect the event is; the instance itself if it is an input
   */
  step(part: Part, event: Event, cause: Part = part): void {
    const first = this.effects.size;
    const from = part.state;
    const edge = this.take(part, event);
    if (edge && this.isReporting) this.report(part, from, edge, event);
    this.processEffects(part, first, cause);
  }

  /** Steps every session with an event, in the order in which they connected. */
  stepAll(event: SessionEvent): void {
    for (const session of [...this.parts.sessions.values()]) this.step(session, event);
  }

  /** Sets the clock; an earlier time than the current one is ignored. */
  setClock(now: number): void {
    if (now > this.now) this.now = now;
  }

  /** Sets the clock, and fires the timers that are due. */
  advance(now: number): void {
    this.setClock(now);
    for (;;) {
      const due = this.deadlines.takeDue(this.now);
      if (due === undefined) return;
      this.step(due, TIMER_FIRED);
    }
  }

  /** Draws a random number in [0, 1). If the source fails, 0 is used, so that the call or HELLO is still answered. */
  draw(): number {
    try {
      return checkDraw(this.random());
    } catch (error) {
      this.outcome.fail(error);
      return 0;
    }
  }

  /** Sends a message to the session that it names, unless that session has ended. */
  send(effect: SendEffect): void {
    const session = this.parts.sessions.get(effect.to);
    if (session === undefined || !session.listening) return;
    const message = write(effect, this.agent);
    this.outcome.put({ session: effect.to, message });
    if (effect.type === 'ERROR.made') noteError(message, effect.problem);
    if (this.observer !== undefined) this.reportSent(session, message);
  }

  invoked({ caller, context }: Call, callee: Session, invocation: Id): void {
    try {
      this.watch?.invoked(caller.key, context.message.request, callee.key, invocation, context.tries);
    } catch (error) {
      this.outcome.fail(error);
    }
  }

  ended(call: Call): void {
    try {
      this.observer?.ended(call, this.now);
      this.watch?.ended(this.now - call.since, !call.caller.listening);
    } catch (error) {
      this.outcome.fail(error);
    }
  }

  // --- internal ---

  private begin(part: Part): void {
    const { driver, effects } = this;
    switch (part.chart) {
      case 'session':
        return driver.session.start(part, effects);
      case 'registration':
        return driver.registration.start(part, effects);
      case 'call':
        return driver.call.start(part, effects);
    }
  }

  /** Steps the chart of an instance. */
  private take(part: Part, event: Event): Edge | undefined {
    const { driver, effects } = this;
    switch (part.chart) {
      case 'session':
        return driver.session.step(part, event as SessionEvent, effects);
      case 'registration':
        return driver.registration.step(part, event as RegistrationEvent, effects);
      case 'call':
        return driver.call.step(part, event as CallEvent, effects);
    }
  }

  /** Processes the effects of a step, which are on the stack from index `first` on. */
  private processEffects(part: Part, first: number, cause: Part): void {
    const end = this.effects.size;
    for (let place = first; place < end; place++) this.handle(part, this.effects.take(place), cause);
    this.effects.size = first;
  }

  /** Processes one effect. */
  private handle(part: Part, effect: Effect, cause: Part): void {
    const { handlers } = this.driver;
    switch (part.chart) {
      case 'session':
        return handlers.session(this, part, effect, cause);
      case 'registration':
        return handlers.registration(this, part, effect, cause);
      case 'call':
        return handlers.call(this, part, effect, cause);
    }
  }

  /**
   * Calls the observer and the option `inspect`. An exception is kept until the input is processed, so that it cannot
   * leave a step half done.
   */
  private report(part: Part, from: string, edge: Edge, event: Event): void {
    try {
      this.observer?.stepped(part, from, edge, event, this.now);
      this.inspect?.({
        chart: part.chart,
        instance: this.parts.numberOf(part),
        from,
        to: part.state,
        ...edge,
      });
    } catch (error) {
      this.outcome.fail(error);
    }
  }

  private reportSent(session: Session, message: WireMessage): void {
    try {
      this.observer?.sent(session, message, this.now);
    } catch (error) {
      this.outcome.fail(error);
    }
  }
}

// --- internal ---

const TIMER_FIRED = { type: 'timer.fired' } as const;
