/** Plays a case on a router: clients over WebSocket, in real time. */
import { CODES } from '../../../machines/messages.ts';
import { PROBLEMS } from '../../../machines/problems.ts';
import type { Readings } from '../../../machines/readings.ts';
import { CLOSE_REALM } from '../../../machines/uris.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import type { Entry } from '../../wire/entry.ts';
import type { Action, LogLine } from '../scenario/scenario.ts';
import { REALM, type Received } from '../scenario/systems/system.ts';
import { entryOf } from '../scenario/words.ts';
import { Binder } from './binder.ts';
import type { Case } from './case.ts';
import type { NoConnection } from './client.ts';
import { Composer, identified, renamed, renamedUri, restored } from './composer.ts';
import type { Expectation } from './expectation.ts';
import { Impossible, Refused } from './impossible.ts';
import { Inbox } from './inbox.ts';
import { Member } from './member.ts';
import { Mixing } from './mixing.ts';
import { type Observation, type Sending, type Stop, unplayed } from './observation.ts';
import { RealClock } from './real-clock.ts';
import { Rotation } from './rotation.ts';
import { type Stage, within } from './stage.ts';

export interface PlayerOptions {
  readonly stage: Stage;
  /** Readings that the router is expected to follow, and the messages that they lead to: what to wait for. */
  readonly guess: Readings;
  readonly expectation: Expectation;
  /** True to wait for everything after each step, since the guess may be wrong. */
  readonly isThorough: boolean;
  /** True if the router begins a rotation elsewhere than at the first callee, so that it is led to the first before. */
  readonly isPriming: boolean;
  /** A name that no other play of a case has. */
  readonly unique: string;
}

/** Plays a case to its end, or to the first step that cannot be taken. */
export async function playCase(one: Case, options: PlayerOptions): Promise<Observation> {
  const mixing = one.mix && (await Mixing.on(options.stage, one.mix));
  if (one.mix !== undefined && mixing === undefined)
    return unplayed(options.guess, 'It needs two serialisations that the router accepts.');
  const player = new Player(one, { ...options, mixing });
  const start = performance.now();
  const stopped = await player.play();
  await player.leave();
  const { inbox, composer, sent, lateAt, log, ends } = player;
  const isGone = !options.stage.isOpen;
  return {
    received: inbox.steps,
    sent,
    ids: composer.requests,
    stopped,
    guess: options.guess,
    lateAt,
    isGone,
    // A judge compares values as they are written, which differs between serialisations.
    log: mixing === undefined ? log : [],
    ends,
    ms: performance.now() - start,
  };
}

// --- internal ---

/** Name of a client that is not in the script. */
const ASIDE = 'aside';

/** Milliseconds that are waited where nothing can be asked. */
const PAUSE = 60;

class Player {
  readonly inbox = new Inbox();
  readonly composer: Composer;
  readonly sent: (Sending | undefined)[] = [];
  readonly log: Entry[] = [];
  /** Number of entries of the log at the end of each step. */
  readonly ends: number[] = [];
  lateAt: number | undefined;
  private readonly case: Case;
  private readonly options: PlayerOptions & { readonly mixing: Mixing | undefined };
  private readonly members = new Map<string, Member>();
  private readonly binder = new Binder();
  private readonly clock: RealClock;
  private readonly rotation: Rotation;
  private connections = 0;
  private isOver = false;

  constructor(one: Case, options: Player['options']) {
    this.case = one;
    this.clock = new RealClock(one.room);
    this.options = options;
    this.composer = new Composer(one.scenario, this.binder, options.guess);
    this.rotation = new Rotation(options.isPriming, {
      call: (procedure) => this.callFromAside(procedure),
      memberOf: (session) => this.memberOf(session),
      isRegistered: (session, step) =>
        this.members.get(session)?.isOpen === true &&
        (this.inbox.steps[step - 1] ?? []).some(
          (one) => 'message' in one && one.session === session && one.message[0] === CODES.REGISTERED,
        ),
    });
  }

  async play(): Promise<Stop | undefined> {
    for (const [index, { action }] of this.case.scenario.steps.entries()) {
      const step = index + 1;
      this.inbox.begin();
      this.sent.push(undefined);
      try {
        await this.take(action, this.linesOf(step));
      } catch (error) {
        if (!(error instanceof Impossible)) throw error;
        const { expected, came } = error;
        return { step, expected, came, isRefusal: error instanceof Refused };
      }
      this.ends.push(this.log.length);
      if (!this.options.stage.isOpen) return { step, expected: 'the router to answer', came: 'it is gone' };
    }
    await this.syncAll(undefined);
    return undefined;
  }

  /** Ends all clients one after the other: a GOODBYE must not cross the end of a call. */
  async leave(): Promise<void> {
    this.isOver = true;
    const at = performance.now();
    const ended = new Set(
      this.log.flatMap((entry) => ('event' in entry && entry.event !== 'connected' ? [entry.session] : [])),
    );
    const open = new Set(this.log.map(({ session }) => session).filter((session) => !ended.has(session)));
    for (const session of open) this.log.push({ at, session, event: 'lost' });
    for (const member of this.members.values()) await member.leave(PAUSE);
  }

  // --- internal: steps ---

  private async take(action: Action, lines: readonly LogLine[]): Promise<void> {
    const before = this.inbox.last.length;
    const actor = 'session' in action ? this.actorOf(action.session) : undefined;
    switch (action.does) {
      case 'pass':
        await this.clock.pass(action.ms);
        break;
      case 'connect':
        await this.connect(action.session);
        return;
      case 'join':
        await this.connect(action.session);
        this.send(action.session, [CODES.HELLO, REALM, { roles: this.composer.rolesOf(action) }]);
        return this.settle(lines, action.session, before, action.session);
      case 'send':
        await this.rotation.meet(actor as string, action.message, this.inbox.steps.length);
        this.send(actor as string, this.composer.compose(this.memberOf(actor as string), action.message));
        break;
      case 'raw':
        if (typeof action.raw === 'string') this.memberOf(actor as string).sendText(action.raw);
        else this.send(actor as string, action.raw);
        break;
      case 'leave':
        return this.depart(actor as string, lines, () =>
          this.send(actor as string, [CODES.GOODBYE, {}, CLOSE_REALM]),
        );
      case 'lose':
        return this.depart(actor as string, lines, () => this.memberOf(actor as string).lose());
      case 'obstruct':
        this.options.mixing?.taint();
        return;
      default:
        throw new Impossible('a step that a client can take', `"${action.does}" came`);
    }
    await this.settle(lines, actor, before);
  }

  private async connect(session: string): Promise<void> {
    if (this.members.get(session)?.isOpen)
      throw new Impossible(`${session} to be gone before it comes again`, 'it is connected');
    const { stage, unique } = this.options;
    const name = `${unique} ${session}${++this.connections}`;
    const client = await stage
      .connect(name, (entry) => this.record(entry), this.options.mixing?.serialisationOf(session))
      .catch(({ came }: NoConnection) => {
        throw new Refused(`the connection of ${session}`, `${came} came`);
      });
    const { credentials, timeout } = stage.options;
    const isFree = !this.composer.counted.has(session);
    const onReceived = (received: Received): void => this.note(received);
    this.members.set(session, new Member(client, { session, credentials, isFree, timeout, onReceived }));
  }

  /** Calls a procedure from a client that is not in the script; resolves when the call has ended. */
  private async callFromAside(procedure: string): Promise<void> {
    if (this.members.get(ASIDE)?.isOpen !== true) {
      await this.connect(ASIDE);
      this.send(ASIDE, [CODES.HELLO, REALM, { roles: { caller: {} } }]);
      await within(
        this.inbox.until(() => this.memberOf(ASIDE).isWelcomed),
        this.options.stage.options.timeout,
      );
    }
    await this.memberOf(ASIDE).sync(renamedUri(procedure, this.prefix));
  }

  /** The client ends; resolves once the router has noticed. */
  private async depart(session: string, lines: readonly LogLine[], end: () => void): Promise<void> {
    const member = this.memberOf(session);
    const procedure = `${this.prefix}.alive.${session}${this.connections}`;
    const isMarked = await member.register(procedure);
    const before = this.inbox.last.length;
    end();
    if (member.isOpen) await within(this.untilLeft(member), this.options.stage.options.timeout);
    member.lose();
    if (isMarked) await this.untilUnknown(procedure);
    else await pause();
    await this.settle(
      lines.filter(({ receiver }) => receiver.name !== session),
      undefined,
      before,
    );
  }

  /** Resolves when the router has closed the connection, or some time after its GOODBYE. */
  private async untilLeft(member: Member): Promise<void> {
    const isGoodbye = (one: Received): boolean =>
      'message' in one && one.session === member.session && one.message[0] === CODES.GOODBYE;
    await this.inbox.until(() => !member.isOpen || this.inbox.last.some(isGoodbye));
    await within(
      this.inbox.until(() => !member.isOpen),
      PAUSE,
    );
  }

  private async untilUnknown(procedure: string): Promise<void> {
    const { stage } = this.options;
    for (let tries = 0; tries < 20 && stage.isOpen; tries++) {
      const answer = await stage.ask(procedure);
      if (answer === PROBLEMS['procedure-unknown'].uri) return;
      await pause();
    }
  }

  /**
   * Waits until the expected messages have come. Where none is expected, the actor asks for something, so that its
   * message has been processed before the next step.
   *
   * @param before number of messages that had come before the step
   * @param joining the client whose WELCOME need not be listed
   */
  private async settle(
    lines: readonly LogLine[],
    actor: string | undefined,
    before: number,
    joining?: string,
  ): Promise<void> {
    this.noteTime();
    const loud = lines.filter(({ expected }) => expected[0]?.kind !== 'nothing');
    const receivers = new Set(
      loud.flatMap(({ receiver }) => receiver.among ?? this.binder.sessionOf(receiver.name) ?? []),
    );
    const isImplied = joining !== undefined && !receivers.has(joining);
    if (isImplied) receivers.add(joining);
    const wanted = loud.length + (isImplied ? 1 : 0);
    const isThere = (): boolean =>
      this.inbox.last.slice(before).filter(({ session }) => receivers.has(session)).length >= wanted;
    const { stage } = this.options;
    if (wanted === 0) {
      const member = actor === undefined ? undefined : this.members.get(actor);
      if (member !== undefined && !(await member.sync(this.nobody))) await pause();
    } else {
      await within(this.inbox.until(isThere), stage.options.timeout);
      if (!isThere()) {
        // The router may be slow: it is given as long as it takes to answer another client.
        if ((await stage.ask(this.nobody)) === undefined && (await stage.ask(this.nobody)) === undefined)
          throw new Impossible('the router to answer', 'it does not answer another client either');
        await within(this.inbox.until(isThere), PAUSE);
      }
    }
    this.binder.bind(lines);
    if (this.options.isThorough) await this.syncAll(actor);
  }

  /** Resolves when all that a step leads to has come, expected or not. */
  private async syncAll(actor: string | undefined): Promise<void> {
    if (actor !== undefined) await this.members.get(actor)?.sync(this.nobody);
    const open = [...this.members.values()].filter(({ isOpen }) => isOpen);
    const asked = open.map((member) => member.sync(this.nobody));
    if ((await Promise.all(asked)).includes(false)) await pause();
  }

  // --- internal: messages ---

  private send(session: string, wire: unknown): void {
    const [code, , details] = Array.isArray(wire) ? wire : [];
    if (code === CODES.HELLO) this.memberOf(session).meetRoles(entryOf(details, 'roles'));
    const named = renamed(identified(wire, this.options.stage.options), this.prefix);
    if (code === CODES.CALL && typeof entryOf(details, 'timeout') === 'number') this.clock.begin();
    this.sent[this.sent.length - 1] = { session, wire };
    this.memberOf(session).send(this.options.mixing?.outgoing(session, named) ?? named);
  }

  /** What comes after the last step crosses the clients' GOODBYEs, which a judge would take for the router's fault. */
  private record(entry: Entry): void {
    if (!this.isOver) this.log.push(entry);
  }

  private note(received: Received): void {
    if (this.isOver || received.session === ASIDE) return;
    const came = this.options.mixing?.incoming(received) ?? received;
    const read =
      'closed' in came ? came : { ...came, message: restored(came.message, this.prefix) as WireMessage };
    this.noteTime();
    this.binder.meet(read);
    this.inbox.add(read);
  }

  /** To wait in vain makes a step late, too, but not that which has come before. */
  private noteTime(): void {
    const step = this.inbox.steps.length;
    if (this.clock.isLateIn(step)) this.lateAt ??= step;
  }

  // --- internal: names ---

  private get prefix(): string {
    return `${this.options.stage.options.prefix}.${this.options.unique}`;
  }

  /** A procedure that nobody registers. */
  private get nobody(): string {
    return `${this.prefix}.nobody`;
  }

  private linesOf(step: number): LogLine[] {
    return this.options.expectation.lines.filter((line) => line.step === step);
  }

  private actorOf(name: string): string {
    const session = this.binder.sessionOf(name);
    if (session === undefined) throw new Impossible(`a session that ${name} stands for`, 'nobody was asked');
    return session;
  }

  private memberOf(session: string): Member {
    const member = this.members.get(session);
    if (!member?.isOpen) throw new Impossible(`${session} to be connected`, 'its connection has ended');
    return member;
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE));
