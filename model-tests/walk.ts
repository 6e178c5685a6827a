/**
 * Random walks: endless, reproducible sequences of inputs in which sessions join, register, call, answer, refuse,
 * cancel, misbehave and leave.
 *
 * A walk does not know the rules. It remembers ids from the dealer's messages, so that most of its inputs make sense,
 * and sometimes uses wrong ones.
 */

import { CODES } from '../machines/messages.ts';
import { OBSTACLES } from '../machines/vocabulary.ts';
import type { Output } from '../src/dealer/index.ts';
import type { WireMessage } from '../src/dealer/messages.ts';
import { randomFrom } from './random.ts';
import type { Input, Timed } from './recorder.ts';

/** Greatest numbers of sessions and requests. */
export interface Bounds {
  readonly sessions: number;
  readonly procedures: number;
  /** True if clients are authenticated, and some of them may take procedures away from others. */
  readonly forcing?: boolean;
  /** True if every message can be delivered. */
  readonly delivering?: boolean;
}

export class Walk {
  private readonly random: () => number;
  private readonly bounds: Bounds;
  private readonly sessions = new Map<number, Known>();
  private now = 0;
  private calls = 0;
  /** Latest forwarded outputs. */
  private fresh: readonly Addressed[] = [];

  constructor(seed: number, bounds: Bounds = { sessions: 8, procedures: 3 }) {
    this.random = randomFrom(seed);
    this.bounds = bounds;
  }

  /**
   * Takes a number of steps.
   *
   * @param play applies an input
   * @returns the inputs
   */
  lead(play: (input: Timed) => Output[] | number, steps: number): Timed[] {
    return Array.from({ length: steps }, () => {
      const input = this.next();
      this.learn(play(input));
      return input;
    });
  }

  /** The next input. */
  next(): Timed {
    if (this.fresh.length > 0 && this.bounds.delivering !== true && this.chance(0.03))
      return { ...this.miss(this.pick(this.fresh)), now: this.now };
    this.now += this.chance(0.2) ? this.below(400) : 0;
    return { ...this.choose(), now: this.now };
  }

  /** Learns ids from the outputs. */
  learn(came: Output[] | number): void {
    this.fresh = [];
    if (typeof came === 'number') {
      const nothing = {
        isOpen: false,
        isAsked: false,
        registrations: [],
        invocations: [],
        calls: [],
        requests: 0,
      };
      this.sessions.set(came, { key: came, ...nothing });
      return;
    }
    this.fresh = came.filter(
      (output): output is Addressed => output.message !== undefined && isPassedOn(output.message),
    );
    for (const output of came) {
      const session = this.sessions.get(output.session);
      if (session === undefined) continue;
      if (output.close) this.sessions.delete(output.session);
      else if (output.message !== undefined) remember(session, output.message);
      else session.isAsked = true;
    }
  }

  // --- internal ---

  private choose(): Input {
    const all = [...this.sessions.values()];
    if (all.length < 2 || (all.length < this.bounds.sessions && this.chance(0.05)))
      return { what: 'connect' };
    const session = this.pick(all);
    if (session.isAsked) return this.admit(session);
    if (!session.isOpen && this.chance(0.95)) return this.send(session, this.hello());
    if (this.chance(0.01)) return { what: 'disconnect', session: session.key };
    if (this.chance(0.0005)) return { what: 'close' };
    if (this.chance(0.05)) return { what: 'tick' };
    const busy = all.filter(({ invocations }) => invocations.length > 0);
    if (busy.length > 0 && this.chance(0.45)) return this.answer(this.pick(busy));
    return this.send(session, this.ask(session));
  }

  private miss({ session, message }: Addressed): Input {
    const known = this.sessions.get(session);
    if (known !== undefined && message[0] === CODES.INVOCATION)
      known.invocations = known.invocations.filter((id) => id !== message[1]);
    return { what: 'undeliverable', session, message, reason: this.pick(OBSTACLES) };
  }

  private send(session: Known, wire: unknown): Input {
    return { what: 'receive', session: session.key, wire };
  }

  /** Answers a question about a client; half of them may take procedures away from others. */
  private admit(session: Known): Input {
    session.isAsked = false;
    const forceReregister = this.chance(0.5);
    const permissions = [{ uri: '', match: 'prefix' as const, call: true, register: true, forceReregister }];
    const principal = { authid: `walker-${session.key}`, authrole: 'walker', permissions };
    return { what: 'answer', session: session.key, verdict: { kind: 'admit', principal } };
  }

  private hello(): unknown {
    const known = this.bounds.forcing ? [...FEATURES, 'registration_revocation'] : FEATURES;
    const features = Object.fromEntries(known.map((feature) => [feature, this.chance(0.6)]));
    const roles = { caller: {}, callee: { features } };
    const one = this.chance(0.04) ? this.pick(['caller', 'callee'] as const) : undefined;
    return [
      CODES.HELLO,
      'realm1',
      {
        roles: one === undefined ? roles : { [one]: roles[one] },
        ...(this.bounds.forcing && { authmethods: ['ticket'] }),
        x_walker: true,
      },
    ];
  }

  private ask(session: Known): unknown {
    // Counted in each session, with a gap at each other message.
    const request = ++session.requests;
    const procedure = `com.example.p${this.below(this.bounds.procedures)}`;
    const choice = this.random();
    if (choice < 0.2) {
      const invoke = this.pick([
        'single',
        'roundrobin',
        'roundrobin',
        'random',
        'first',
        'last',
        'foo',
        undefined,
      ]);
      const force = this.bounds.forcing && this.chance(0.4) ? { force_reregister: true } : {};
      return [CODES.REGISTER, request, invoke === undefined ? force : { invoke, ...force }, procedure];
    }
    if (choice < 0.26) {
      return [CODES.UNREGISTER, request, this.pick([...session.registrations, 1 + this.below(50)])];
    }
    if (choice < 0.33) {
      const mode = this.pick(['skip', 'kill', 'kill', 'killnowait', undefined]);
      return [CODES.CANCEL, this.pick([...session.calls.slice(-5), 1]), mode === undefined ? {} : { mode }];
    }
    if (choice < 0.34) return this.pick(MISTAKES);
    const options = {
      ...(this.chance(0.2) && { timeout: this.pick([0, 50, 300, -1]) }),
      ...(this.chance(0.3) && { receive_progress: true }),
    };
    session.calls.push(request);
    return [CODES.CALL, request, options, procedure, [++this.calls]];
  }

  private answer(session: Known): Input {
    const invocation = this.chance(0.98) ? this.pick(session.invocations) : 1 + this.below(20);
    const choice = this.random();
    if (choice < 0.2) return this.send(session, [CODES.YIELD, invocation, { progress: true }, ['more']]);
    if (choice > 0.3) session.invocations = session.invocations.filter((id) => id !== invocation);
    if (choice < 0.6) return this.send(session, [CODES.YIELD, invocation, {}, ['done']]);
    const error = choice < 0.9 ? 'wamp.error.unavailable' : choice < 0.98 ? 'com.example.error' : 'not found';
    return this.send(session, [
      CODES.ERROR,
      CODES.INVOCATION,
      invocation,
      { why: 'x' },
      error,
      [1],
      { k: 2 },
    ]);
  }

  private chance(probability: number): boolean {
    return this.random() < probability;
  }

  private below(bound: number): number {
    return Math.floor(this.random() * bound);
  }

  private pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }
}

type Addressed = Extract<Output, { message: WireMessage }>;

/** True for forwarded messages, whose payload may be anything: errors of callees have ArgumentsKw. */
const isPassedOn = ([code, , , , , , kwargs]: WireMessage): boolean =>
  code === CODES.INVOCATION || code === CODES.RESULT || (code === CODES.ERROR && kwargs !== undefined);

/** Knowledge about a session. */
interface Known {
  readonly key: number;
  isOpen: boolean;
  /** True if the program is asked about it. */
  isAsked: boolean;
  readonly registrations: number[];
  invocations: number[];
  readonly calls: number[];
  /** Number of requests it may have made. */
  requests: number;
}

const FEATURES = ['call_reroute', 'call_canceling', 'progressive_call_results', 'shared_registration'];

/** Messages that no client should send. */
const MISTAKES: readonly unknown[] = [
  null,
  [],
  [CODES.HELLO, 'realm1', { roles: { caller: {} } }],
  [CODES.CALL, 0, {}, 'com.example.p0'],
  [CODES.CALL, 1, {}, 'not a uri'],
  [CODES.YIELD, 1_000_000, {}],
  [CODES.ERROR, CODES.CALL, 1, {}, 'com.example.error'],
  [CODES.CANCEL, 1, { mode: 'gently' }],
  [CODES.GOODBYE, {}, 'wamp.close.close_realm'],
  [CODES.SUBSCRIBE, 1, {}, 'com.example.topic'],
  [CODES.REGISTER, 1, { invoke: 'last', match: 'prefix' }, 'com.example.p0'],
];

function remember(session: Known, message: readonly unknown[]): void {
  const id = message[1] as number;
  if (message[0] === CODES.WELCOME) session.isOpen = true;
  else if (message[0] === CODES.REGISTERED) session.registrations.push(message[2] as number);
  else if (message[0] === CODES.INVOCATION) session.invocations.push(id);
}
