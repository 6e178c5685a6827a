/** The sessions of a call under names, in the order in which the scenario of it has them register. */
import type { MemberRow, Story } from '../../router/inspector/protocol.ts';
import { CALLEES, CALLER } from '../scenario/people.ts';

/** A session of the scenario. */
export interface Player {
  readonly name: string;
  readonly roles: readonly string[];
  readonly features: readonly string[];
}

export class Cast {
  readonly sessions: readonly Player[];
  readonly caller: string;
  /** Names of the members in the order of the list. */
  readonly members: readonly string[];
  /** Callees that had been asked before the call was observed. */
  readonly before: readonly string[];
  /** Random numbers that choose the same members again under the policy `random`; otherwise none. */
  readonly draws: readonly number[];
  private readonly names = new Map<number, string>();

  constructor(story: Story) {
    const { caller, registration, asked, lines, isPartial } = story;
    const order = orderOf(story);
    for (const [index, session] of order.entries())
      this.names.set(session, CALLEES[index] ?? `callee${index + 1}`);
    if (!this.names.has(caller)) this.names.set(caller, CALLER);
    this.caller = this.names.get(caller) as string;
    this.members = order.map((session) => this.names.get(session) as string);
    const known = new Map(registration?.members.map((member) => [member.session, member]));
    this.sessions = [...this.names].map(([session, name]) => ({
      name,
      roles: [...(session === caller ? ['caller'] : []), ...(order.includes(session) ? ['callee'] : [])],
      features: [
        ...new Set([
          ...(order.includes(session) ? featuresOf(known.get(session)) : []),
          ...(session === caller ? needsOf(story) : []),
        ]),
      ],
    }));
    const seen = lines.filter((line) => line.kind === 'message' && line.message[0] === 'INVOCATION').length;
    const before = isPartial ? asked.slice(0, asked.length - seen) : [];
    // The last one has not answered yet, unless the call was passed on since.
    this.before = before
      .slice(0, seen === 0 ? -1 : before.length)
      .map((session) => this.names.get(session) as string);
    this.draws = registration?.policy === 'random' ? drawsOf(order, asked) : [];
  }

  nameOf(session: number): string | undefined {
    return this.names.get(session);
  }
}

// --- internal ---

/** The members by session: those of the present list, and those that were asked and have left since. */
function orderOf({ registration, asked }: Story): number[] {
  const members = registration?.members.map(({ session }) => session) ?? [];
  const gone = [...new Set(asked)].filter((session) => !members.includes(session));
  switch (registration?.policy) {
    case 'last':
      return [...members, ...gone.toReversed()];
    case 'roundrobin': {
      const all = [...gone, ...members];
      // A circle that begins with the callee that was asked first gives the same turns.
      const first = Math.max(all.indexOf(asked[0] ?? 0), 0);
      return [...all.slice(first), ...all.slice(0, first)];
    }
    default:
      return [...gone, ...members];
  }
}

function featuresOf(member: MemberRow | undefined): readonly string[] {
  return member?.features ?? ['call_reroute'];
}

/** Features that the caller used. */
function needsOf({ options, lines }: Story): string[] {
  const isCanceled = lines.some((line) => line.kind === 'message' && line.message[0] === 'CANCEL');
  return [
    ...(options.receive_progress === true ? ['progressive_call_results'] : []),
    ...(options.timeout === undefined ? [] : ['call_timeout']),
    ...(isCanceled ? ['call_canceling'] : []),
  ];
}

/** A draw in the middle of the share of each member that was asked, among those that had not been asked before. */
function drawsOf(order: readonly number[], asked: readonly number[]): number[] {
  return asked.map((session, index) => {
    const left = order.filter((each) => !asked.slice(0, index).includes(each));
    return Math.round(((left.indexOf(session) + 0.5) / left.length) * 1_000) / 1_000;
  });
}
