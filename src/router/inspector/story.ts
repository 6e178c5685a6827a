/** The course of one call, as its realm's observer sees it. */
import { CODES } from '../../../machines/messages.ts';
import { refusalsOf } from '../../../machines/vocabulary/members.ts';
import type { Edge } from '../../dealer/engine/chart.ts';
import type { Call, Parts, Session } from '../../dealer/parts.ts';
import type { EndedRow, StoryLine } from './protocol.ts';
import { brief, isMessage, type Shown, shownOfParsed, shownOfWire } from './shown.ts';

/** Greatest number of lines that are kept of a call: a progressive call may have any number. */
const MAX_LINES = 200;

export class Story {
  readonly realm: string;
  readonly caller: number;
  readonly request: number;
  readonly fullProcedure: string;
  readonly procedure: string;
  readonly since: number;
  readonly opening: Shown;
  readonly isPartial: boolean;
  readonly lines: StoryLine[] = [];
  more = 0;
  /** WAMP session ids of the callees that were sent an INVOCATION. */
  readonly asked: number[] = [];
  state: string;
  endedAt: number | undefined;
  outcome: string | undefined;

  /**
   * @param isPartial true if the call has been observed only from now on
   * @param parts of the dealer, to tell what is known of the time before
   */
  constructor(realm: string, call: Call, isPartial: boolean, parts: Parts) {
    const { caller, context, since } = call;
    this.realm = realm;
    this.caller = caller.context.id;
    this.request = context.message.request;
    this.fullProcedure = context.message.procedure;
    this.procedure = brief(this.fullProcedure);
    this.since = since;
    this.state = call.state;
    this.opening = shownOfParsed(context.message);
    this.isPartial = isPartial;
    if (isPartial) this.asked.push(...askedBy(call, parts));
  }

  stepped(call: Call, from: string, edge: Edge, event: { readonly type: string }, at: number): void {
    this.state = call.state;
    if (isMessage(event.type)) this.receive(call, event, at);
    const { obstacle } = event as { readonly obstacle?: string };
    const { rules, readings } = edge;
    const step = { kind: 'step', at, from, to: call.state, event: event.type, rules, readings } as const;
    this.add(obstacle === undefined ? step : { ...step, obstacle });
  }

  /** A message of this call is sent to a client. */
  sent(session: Session, wire: readonly unknown[], at: number): void {
    const { id } = session.context;
    if (wire[0] === CODES.INVOCATION) this.asked.push(id);
    const shown = shownOfWire(wire);
    if (wire[0] === CODES.RESULT) this.outcome = 'RESULT';
    if (wire[0] === CODES.ERROR) this.outcome = shown.message.at(-1) as string;
    this.add({ kind: 'message', at, session: id, isSent: false, ...shown });
  }

  get isEnded(): boolean {
    return this.endedAt !== undefined;
  }

  /** True for a call that was passed to several callees, or did not end with a RESULT. */
  get isNotable(): boolean {
    return this.asked.length > 1 || this.outcome !== 'RESULT';
  }

  row(now: number): EndedRow {
    const { realm, caller, request, procedure, state, outcome, asked } = this;
    const age = (this.endedAt ?? now) - this.since;
    return { realm, caller, request, procedure, state, age, asked: asked.slice(-MAX_ASKED), outcome };
  }

  // --- internal ---

  /** A message of the caller, or of the callee that was asked last. */
  private receive(call: Call, event: { readonly type: string }, at: number): void {
    const session = event.type === 'CANCEL' ? this.caller : (call.callee?.context.id ?? 0);
    this.add({ kind: 'message', at, session, isSent: true, ...shownOfParsed(event) });
  }

  private add(line: StoryLine): void {
    if (this.lines.length < MAX_LINES) this.lines.push(line);
    else this.more++;
  }
}

/** Greatest number of callees in a row. */
const MAX_ASKED = 16;

/** The callees of a call that is in flight: those that refused it, and the one that is asked. */
export function askedBy({ context, callee }: Call, { sessions }: Parts): number[] {
  const refused = refusalsOf(context.refusals).map(({ session }) => sessions.get(session)?.context.id ?? 0);
  return [...refused, ...(callee === undefined ? [] : [callee.context.id])].slice(-MAX_ASKED);
}
