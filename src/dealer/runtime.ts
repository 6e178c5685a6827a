/** What the charts of one dealer have in common: its instances, the time, chance, and the way to the clients. */
import type { Limits } from '../../machines/limits.ts';
import type { MemberList } from '../../machines/member-list.ts';
import type { Readings } from '../../machines/readings.ts';
import type { Id, SendEffect, SessionContext, SessionEvent, SessionKey } from '../../machines/vocabulary.ts';
import { Deadlines } from './deadlines.ts';
import type { Edge } from './engine/chart.ts';
import type { Driver, Runner } from './engine/driver.ts';
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

  isReporting: boolean;
  private readonly runner: Runner;
  private readonly random: () => number;
  private readonly agent: string;
  private readonly inspect: ((step: Step) => void) | undefined;
  private readonly watch: CallWatch | undefined;
  private observer: PartObserver | undefined;

  constructor(driver: Driver, { readings, random, limits, agent, inspect, onGrowth, watch }: RuntimeOptions) {
    this.parts = new Parts(onGrowth);
    this.list = driver.list;
    this.readings = readings;
    this.random = random;
    this.limits = limits;
    this.agent = agent;
    this.inspect = inspect;
    this.watch = watch;
    this.isReporting = inspect !== undefined;
    this.runner = driver.run(this);
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

  start(part: Part): void {
    this.runner.start(part);
  }

  step(part: Part, event: Event, cause?: Part): void {
    this.runner.step(part, event, cause);
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

  send(effect: SendEffect): void {
    const session = this.parts.sessions.get(effect.to);
    if (session === undefined) return;
    const message = write(effect, this.agent);
    if (effect.type === 'ERROR.made') noteError(message, effect.problem);
    this.post(session, message);
  }

  post(session: Session, message: WireMessage): void {
    if (!session.listening) return;
    this.outcome.put({ session: session.key, message });
    if (this.observer !== undefined) this.reportSent(session, message);
  }

  invoked(call: Call, callee: Session, invocation: Id): void {
    if (this.watch !== undefined) this.reportInvoked(call, callee, invocation);
  }

  ended(call: Call): void {
    if (this.watch !== undefined || this.observer !== undefined) this.reportEnded(call);
  }

  /**
   * Calls the observer and the option `inspect`. An exception is kept until the input is processed, so that it cannot
   * leave a step half done.
   */
  report(part: Part, from: string, edge: Edge, event: Event): void {
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

  // --- internal ---

  private reportInvoked({ caller, context }: Call, callee: Session, invocation: Id): void {
    try {
      this.watch?.invoked(caller.key, context.message.request, callee.key, invocation, context.tries);
    } catch (error) {
      this.outcome.fail(error);
    }
  }

  private reportEnded(call: Call): void {
    try {
      this.observer?.ended(call, this.now);
      this.watch?.ended(this.now - call.since, !call.caller.listening);
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
