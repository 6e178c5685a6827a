/**
 * Crossings: events that a log between clients and router may have in another order than the router.
 *
 * A proxy sees what a client sends before the router does, and what the router sends after it. So what was seen from the
 * router precedes all that is seen from clients later; the messages of one connection in one direction keep their order;
 * everything else may have happened in either order. A decision of the router lies between the message that asks for it
 * and the first reaction. Two decisions whose intervals do not overlap happened in the order of the log. Of those that
 * overlap and concern one call or one procedure, no order is known: such calls and requests are not judged.
 */
import type { Readings } from '../../../machines/readings.ts';
import {
  type Answer,
  type Call,
  isLive,
  type Moment,
  type Passed,
  type Reply,
  type Request,
  type Session,
  type Try,
  wordIn,
} from './facts.ts';
import { isWaitedFor, pendingOf } from './matching.ts';
import { isSamePayload } from './messages.ts';
import { isForced } from './revocation.ts';

export interface CrossingsOptions {
  /** How long the router may take to notice the end of a session, in milliseconds. */
  readonly tolerance: number;
  readonly readings: Readings;
  /** Lines that are known to have crossed others. */
  readonly lines: Iterable<number>;
  /** Takes a call out of judgement. */
  readonly setAside: (call: Call) => void;
}

export class Crossings {
  /** Lines of the calls, INVOCATIONs and REGISTERs that crossed something, for a log that is read again in part. */
  readonly lines: Set<number>;
  /** How long the router may take to notice the end of a session, in milliseconds. */
  private readonly tolerance: number;
  private readonly readings: Readings;
  private readonly setAside: CrossingsOptions['setAside'];
  /** The decisions about each call that waits for its final answer. */
  private readonly decisions = new Map<Call, Decision>();
  /** The calls for which a callee is to be selected. */
  private readonly selecting = new Set<Call>();
  private changes: Change[] = [];
  /** The latest REGISTERs that were answered. */
  private granted: readonly Request[] = [];

  constructor({ tolerance, readings, lines, setAside }: CrossingsOptions) {
    this.tolerance = tolerance;
    this.readings = readings;
    this.lines = new Set(lines);
    this.setAside = setAside;
  }

  /** A CALL was received: a callee will be selected. */
  called(call: Call): void {
    if (this.lines.has(call.line)) this.cross(call);
    this.select(call, call);
  }

  /** A callee has answered. */
  replied({ tried, counts, kind, ...moment }: Reply): void {
    const { call } = tried;
    if (call === undefined) return;
    const { callerLeft } = call;
    if (callerLeft !== undefined && this.isRecent(callerLeft, moment)) this.cross(call);
    const decision = this.decisions.get(call);
    if (decision === undefined || !counts) return;
    if (decision.canceled !== undefined && this.isRecent(decision.canceled, moment)) this.cross(call);
    if (kind !== 'refusal') decision.open++;
    else {
      // A refusal is judged by the progressive results before it.
      if (decision.open > 0) this.cross(call);
      this.select(call, moment);
    }
  }

  /** A caller has canceled a call. */
  canceled(call: Call, moment: Moment): void {
    const decision = this.decisions.get(call);
    const { final, tries } = call;
    // The router may have ended it on its own account.
    if (decision === undefined || !isLive(call)) {
      if (final?.cause === undefined) this.cross(call);
      return;
    }
    const callee = tries.at(-1)?.callee.ended;
    const isLeaving = callee !== undefined && this.isRecent(callee, moment);
    if (decision.open > 0 || decision.canceled !== undefined || isLeaving) this.cross(call);
    decision.canceled = moment;
  }

  /** An INVOCATION was sent. */
  invoked(tried: Try): void {
    const { call } = tried;
    tried.isCrossed = this.lines.has(tried.line);
    if (call === undefined) return;
    if (tried.isPosthumous) this.cross(call);
    const decision = this.decisions.get(call);
    if (decision?.isOverlapped) tried.isCrossed = true;
    if (tried.isCrossed) this.lines.add(tried.line);
    if (decision === undefined) return;
    decision.open = Math.max(0, decision.open - 1);
    this.selecting.delete(call);
    decision.isOverlapped = false;
  }

  /** An INTERRUPT was sent. Without `kill`, it is not the only reaction. */
  interrupted({ call }: Try, { message }: Passed): void {
    const decision = call && this.decisions.get(call);
    if (decision !== undefined && message.options.mode === 'kill') decision.canceled = undefined;
  }

  /** A caller was answered. */
  answered(answer: Answer): void {
    const { call, isFinal, cause, message } = answer;
    // No log of a proxy says that another message could not be delivered.
    if (cause === undefined && UNDELIVERED.has(message.uri)) this.cross(call);
    const decision = this.decisions.get(call);
    if (decision === undefined) return;
    // It overtook the INTERRUPT of an earlier CANCEL, which goes to another client.
    const { canceled } = decision;
    const isTimeout = cause === undefined && message.uri === TIMEOUT;
    if (isTimeout && canceled !== undefined && this.isRecent(canceled, answer)) this.cross(call);
    // The clock of a call started again when the answer was sent.
    if (!isFinal && call.timeout > 0) this.cross(call);
    if (isFinal) this.forget(call);
    else decision.open = Math.max(0, decision.open - 1);
  }

  /** A REGISTER or UNREGISTER was received. */
  requested(request: Request): void {
    const { asked, standing } = request;
    const { message, session } = asked;
    const { name } = message;
    if (name !== 'REGISTER' && (name !== 'UNREGISTER' || standing === undefined)) return;
    if (this.lines.has(asked.line) || isForced(asked)) this.crossRequest(request);
    const isExact = (message.options.match ?? 'exact') === 'exact';
    if (name === 'UNREGISTER' && this.readings.withdrawn !== 'finish')
      for (const tried of pendingOf(session))
        if (tried.message.target === message.target) this.cross(tried.call as Call);
    const procedure = standing?.procedure ?? (isExact ? message.uri : undefined);
    this.change({ session, procedure, request, until: undefined }, asked);
  }

  /** A REGISTER or UNREGISTER was answered. */
  settled(request: Request): void {
    this.changes = this.changes.filter((change) => change.request !== request);
    const { asked, reply, isCrossed } = request;
    if (reply === undefined || asked.message.name !== 'REGISTER') return;
    this.granted = [...this.granted.filter(({ reply: one }) => this.isRecent(one as Passed, reply)), request];
    if (isCrossed) doubt(request);
  }

  /**
   * A session has ended.
   *
   * @param isSeen true if no reaction of the router can precede it in the log: the client has gone
   * @param since time since which the router may have known, in milliseconds; if left out, as early as tolerated
   */
  ended(session: Session, moment: Moment, isSeen: boolean, since = moment.at - this.tolerance): void {
    const { realm } = session;
    for (const call of [...session.calls.values()].flat()) {
      // Its clock may have run out.
      const isDue = call.timeout > 0 && call.at + call.timeout <= moment.at + this.tolerance;
      if (isLive(call) && (isPending(this.decisions.get(call)) || isDue || !isSeen)) this.cross(call);
      this.forget(call);
    }
    for (const tried of session.tries.values()) {
      const { call } = tried;
      if (call === undefined) continue;
      if (isWaitedFor(tried) && (isPending(this.decisions.get(call)) || !isSeen)) this.cross(call);
    }
    const asked = this.changes.filter((change) => change.session === session);
    const procedures = new Set(asked.map(({ procedure }) => procedure));
    for (const { members, procedure } of realm.standing.values())
      if (members.some((member) => member.session === session)) procedures.add(procedure);
    for (const procedure of procedures)
      this.change({ session, procedure, request: undefined, until: moment.at + this.tolerance }, moment);
    if (isSeen) return;
    for (const request of this.granted) {
      const { asked, reply } = request;
      const concerns = asked.session.realm === realm && procedures.has(asked.message.uri);
      if (!concerns || asked.session === session || (reply as Passed).at < since) continue;
      this.crossRequest(request);
      doubt(request);
    }
    for (const call of realm.calls) {
      const concerns =
        procedures.has(call.message.uri) || call.tries.some(({ callee }) => callee === session);
      if (concerns && latestOf(call).at >= since) this.cross(call);
    }
  }

  // --- internal ---

  /** Opens the selection of a callee. */
  private select(call: Call, moment: Moment): void {
    const { caller, message } = call;
    if (this.isChanging(caller, message.uri, moment)) this.cross(call);
    for (const other of caller.realm.waiting) {
      if (other === call || other.message.uri !== message.uri) continue;
      // It cannot be told which INVOCATION is for which call.
      if (isSamePayload(other.message.payload, message.payload))
        for (const one of [other, call]) this.cross(one);
    }
    for (const other of this.selecting) {
      if (other === call || other.caller.realm !== caller.realm || other.message.uri !== message.uri)
        continue;
      for (const one of [other, call]) this.decisionOn(one).isOverlapped = true;
    }
    this.decisionOn(call).open++;
    this.selecting.add(call);
  }

  /** Opens a change of a procedure's callees. */
  private change(change: Change, { at }: Moment): void {
    const { session, procedure, request } = change;
    for (const other of this.changesAt(at)) {
      if (other.session === session || !isSame(other, change)) continue;
      if (request !== undefined) this.crossRequest(request);
      if (other.request !== undefined) this.crossRequest(other.request);
    }
    for (const call of this.selecting) {
      const isOf = procedure === undefined || procedure === call.message.uri;
      if (isOf && call.caller.realm === session.realm) this.cross(call);
    }
    this.changes.push(change);
  }

  private isChanging({ realm }: Session, procedure: string, { at }: Moment): boolean {
    return this.changesAt(at).some(
      (change) =>
        change.session.realm === realm && (change.procedure === undefined || change.procedure === procedure),
    );
  }

  private changesAt(at: number): readonly Change[] {
    if (this.changes.length > 0)
      this.changes = this.changes.filter(({ until, session }) =>
        until === undefined ? session.ended === undefined : until >= at,
      );
    return this.changes;
  }

  private decisionOn(call: Call): Decision {
    const known = this.decisions.get(call) ?? { open: 0, isOverlapped: false, canceled: undefined };
    this.decisions.set(call, known);
    return known;
  }

  private forget(call: Call): void {
    this.decisions.delete(call);
    this.selecting.delete(call);
  }

  private cross(call: Call): void {
    this.lines.add(call.line);
    this.setAside(call);
  }

  private crossRequest(request: Request): void {
    this.lines.add(request.asked.line);
    request.isCrossed = true;
  }

  private isRecent({ at }: Moment, now: Moment): boolean {
    return now.at - at <= this.tolerance;
  }
}

// --- internal ---

/** The decisions of the router about a call. */
interface Decision {
  /** Number of messages whose reaction was not seen yet. */
  open: number;
  /** True if a callee of the procedure was selected for another call in the meantime. */
  isOverlapped: boolean;
  /** Moment of a CANCEL whose reaction was not seen yet. */
  canceled: Moment | undefined;
}

/** A change of a procedure's callees. */
interface Change {
  readonly session: Session;
  /** Undefined if it concerns a pattern, and so any procedure. */
  readonly procedure: string | undefined;
  readonly request: Request | undefined;
  /** End of the change if no message shows it, in milliseconds. */
  readonly until: number | undefined;
}

/** Doubts the registration that a REGISTER has joined or begun, since it crossed another change. */
function doubt({ asked, reply }: Request): void {
  if (reply?.message.name !== 'REGISTERED') return;
  const { target } = reply.message;
  const registration = asked.session.realm.byId.get(target);
  if (registration === undefined) return;
  const policy = wordIn(asked.message.options, 'invoke') ?? 'single';
  registration.isUnordered = true;
  // Its former members may have left before, so that it is another one.
  registration.isDoubtful ||= isForced(asked) || target !== registration.id || policy !== registration.policy;
}

/** True if the reaction to a message about a call was not seen yet. */
const isPending = (decision: Decision | undefined): boolean =>
  decision !== undefined && (decision.open > 0 || decision.canceled !== undefined);

/** The error of a router whose clock ran out. */
const TIMEOUT = 'wamp.error.timeout';

/** The errors of a router for a message that it could not deliver. */
const UNDELIVERED: ReadonlySet<string> = new Set(
  ['payload_size_exceeded', 'invalid_payload', 'network_failure'].map((name) => `wamp.error.${name}`),
);

const isSame = (one: Change, other: Change): boolean =>
  one.session.realm === other.session.realm &&
  (one.procedure === undefined || other.procedure === undefined || one.procedure === other.procedure);

/** The latest moment of a call. */
const latestOf = ({ line, at, tries, answers }: Call): Moment =>
  [...tries.slice(-1), ...(tries.at(-1)?.replies.slice(-1) ?? []), ...answers.slice(-1)].reduce<Moment>(
    (latest, one) => (one.line > latest.line ? one : latest),
    { line, at },
  );
