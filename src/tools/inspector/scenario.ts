/** A scenario of what has happened to a call: the dealer is given the same messages again, without payloads. */
import { AT } from '../../../machines/layouts.ts';
import { CODES } from '../../../machines/messages.ts';
import { DEFAULT_READINGS, type Readings } from '../../../machines/readings.ts';
import { RULES, type RuleId } from '../../../machines/rules.ts';
import { type Obstacle, UNAVAILABLE } from '../../../machines/vocabulary.ts';
import { createDealer } from '../../dealer/index.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import type { Story, StoryLine, StoryMessage, StoryStep } from '../../router/inspector/protocol.ts';
import { DealerUnderTest } from '../scenario/systems/dealer.ts';
import { Chance, REALM } from '../scenario/systems/system.ts';
import { type RunAction, type RunEvent, scenarioOfRun } from '../scenario/transcript.ts';
import { writeScenario } from '../scenario/write.ts';
import { Cast } from './cast.ts';

/**
 * Makes a scenario of a call.
 *
 * The list of members is the present one, so the dealer may choose otherwise than it did; the prose says so then.
 *
 * @param changed readings of the router that differ from the defaults
 * @returns the page of a scenario, for `dealerchart play` and `explain`
 */
export function scenarioOfStory(story: Story, changed: Readonly<Record<string, string>> = {}): string {
  const readings = { ...DEFAULT_READINGS, ...changed } as Readings;
  const cast = new Cast(story);
  const playing = new Playing(story, cast, readings);
  playing.run();
  const cited = story.lines.flatMap((line) => (line.kind === 'step' ? line.rules : []));
  const rules = [...new Set(cited)].filter((rule): rule is RuleId => rule in RULES);
  const scenario = scenarioOfRun({
    file: 'scenario.md',
    title: `A call of ${story.procedure}`,
    prose: proseOf(story, playing.isSame),
    draws: cast.draws,
    events: playing.events,
    readings,
    rules: rules.length > 0 ? rules : ['BP-14'],
  });
  return writeScenario(scenario);
}

// --- internal ---

function proseOf(story: Story, isSame: boolean): string[] {
  const { caller, request, isPartial, isEnded } = story;
  return [
    `Made by the inspector of a router from the call ${caller}-${request}${isEnded ? '' : ', which was still in flight'}. Payloads are left out.`,
    ...(isPartial
      ? [
          'The call began before the inspector was opened. Callees that had been asked before are taken to have refused it.',
        ]
      : []),
    ...(isSame
      ? []
      : [
          'The dealer chose other callees than the router did, whose list of members was another one at that time.',
        ]),
  ];
}

/** Plays what has happened on a dealer, and keeps each step with the messages that follow from it. */
class Playing {
  readonly events: RunEvent[] = [];
  private readonly story: Story;
  private readonly cast: Cast;
  private readonly system: DealerUnderTest;
  /** The last INVOCATION of each session, and its registration. */
  private readonly invocations = new Map<string, number>();
  private readonly registrations = new Map<string, number>();
  private readonly requests = new Map<string, number>();
  private readonly asked: string[] = [];
  private call = 0;

  constructor(story: Story, cast: Cast, readings: Readings) {
    this.story = story;
    this.cast = cast;
    this.system = new DealerUnderTest('dealer', createDealer, {
      readings,
      chance: new Chance(1, cast.draws),
    });
  }

  run(): void {
    const { procedure, options, lines, registration, isPartial } = this.story;
    for (const { name, roles, features } of this.cast.sessions)
      this.take({ does: 'join', session: name, roles, features });
    const policy = registration?.policy ?? 'single';
    const register = policy === 'single' ? {} : { invoke: policy };
    for (const name of this.cast.members)
      this.take({
        does: 'send',
        session: name,
        wire: [CODES.REGISTER, this.next(name), register, procedure],
      });
    for (const [name, obstacle] of unreachableIn(lines, this.cast))
      this.take({ does: 'obstruct', session: name, obstacle });
    const caller = this.cast.caller;
    this.call = this.next(caller);
    this.take({ does: 'send', session: caller, wire: [CODES.CALL, this.call, options, procedure] });
    if (isPartial) for (const name of this.cast.before) this.refuse(name);
    for (const line of lines) this.tell(line);
  }

  /** True if the dealer asked the same callees in the same order. */
  get isSame(): boolean {
    return this.asked.join() === this.story.asked.map((session) => this.cast.nameOf(session)).join();
  }

  // --- internal ---

  private tell(line: StoryLine): void {
    if (line.kind === 'step') this.happen(line);
    else if (line.isSent) this.send(line);
  }

  /** A client sends a message. */
  private send({ session, message }: StoryMessage): void {
    const name = this.cast.nameOf(session);
    const [type] = message;
    if (name === undefined || !this.system.isConnected(name)) return;
    if (type === 'CANCEL')
      return this.take({ does: 'send', session: name, wire: [CODES.CANCEL, this.call, message[2]] });
    const invocation = this.invocations.get(name);
    if (invocation === undefined) return;
    const wire: WireMessage =
      type === 'YIELD'
        ? [CODES.YIELD, invocation, message[2]]
        : [CODES.ERROR, CODES.INVOCATION, invocation, message[3], message[4]];
    this.take({ does: 'send', session: name, wire });
  }

  /** Something else happens to the call. */
  private happen({ event }: StoryStep): void {
    const callee = this.asked.at(-1);
    if (event === 'timer.fired') this.take({ does: 'pass', ms: Number(this.story.options.timeout ?? 0) });
    else if (event === 'caller.left') this.lose(this.cast.caller);
    else if (callee === undefined) return;
    else if (event === 'callee.left') this.lose(callee);
    else if (event === 'callee.withdrawn') this.withdraw(callee);
  }

  private lose(name: string): void {
    if (this.system.isConnected(name)) this.take({ does: 'lose', session: name });
  }

  private withdraw(name: string): void {
    const registration = this.registrations.get(name);
    if (registration === undefined || !this.system.isConnected(name)) return;
    this.take({ does: 'send', session: name, wire: [CODES.UNREGISTER, this.next(name), registration] });
  }

  private refuse(name: string): void {
    const invocation = this.invocations.get(name);
    if (invocation === undefined) return;
    this.take({
      does: 'send',
      session: name,
      wire: [CODES.ERROR, CODES.INVOCATION, invocation, {}, UNAVAILABLE],
    });
  }

  private take(action: RunAction): void {
    this.act(action);
    const received = this.system.received();
    for (const each of received) {
      if (!('message' in each)) continue;
      const { session, message } = each;
      if (message[0] === CODES.INVOCATION) {
        this.asked.push(session);
        this.invocations.set(session, message[AT.INVOCATION.request] as number);
      } else if (message[0] === CODES.REGISTERED)
        this.registrations.set(session, message[AT.REGISTERED.registration] as number);
    }
    this.events.push({ action, received });
  }

  private act(action: RunAction): void {
    switch (action.does) {
      case 'join': {
        const { session, roles, features } = action;
        const announced = Object.fromEntries(features.map((feature) => [feature, true]));
        const role = features.length === 0 ? {} : { features: announced };
        this.system.connect(session);
        const details = { roles: Object.fromEntries(roles.map((each) => [each, role])) };
        return this.system.send(session, [CODES.HELLO, REALM, details]);
      }
      case 'send':
        return this.system.send(action.session, action.wire);
      case 'lose':
        return this.system.lose(action.session);
      case 'obstruct':
        return this.system.obstruct(action.session, action.obstacle);
      case 'pass':
        return this.system.pass(action.ms);
      default:
        throw new Error(`Expected a step of a call, but ${action.does} came.`);
    }
  }

  /** The next request id of a session. */
  private next(name: string): number {
    const request = (this.requests.get(name) ?? 0) + 1;
    this.requests.set(name, request);
    return request;
  }
}

/** The callees whose INVOCATION was undeliverable, with the reason. */
function unreachableIn(lines: readonly StoryLine[], cast: Cast): (readonly [string, Obstacle])[] {
  let asked: number | undefined;
  return lines.flatMap((line) => {
    if (line.kind === 'message' && line.message[0] === 'INVOCATION') asked = line.session;
    const isUnreachable = line.kind === 'step' && line.event === 'callee.unreachable';
    const name = isUnreachable && asked !== undefined ? cast.nameOf(asked) : undefined;
    return name === undefined ? [] : [[name, (line as StoryStep).obstacle as Obstacle] as const];
  });
}
