/** Cases in two serialisations: some clients speak another one than the rest. */
import { AT } from '../../../machines/layouts.ts';
import { CODES } from '../../../machines/messages.ts';
import { isReserved } from '../../../machines/steps/uri.ts';
import type { Serialisation } from '../../wire/serialisation.ts';
import { SERIALISATIONS } from '../../wire/serialisations.ts';
import { type LogLine, nameOfScenario, type Scenario } from '../scenario/scenario.ts';
import type { Received } from '../scenario/systems/system.ts';
import type { Stage } from './stage.ts';

/** The clients of a case that speak another serialisation. */
export interface Mix {
  readonly others: readonly string[];
  /**
   * True if the others speak JSON and the rest a binary serialisation, and `takes nothing: untellable` is played: from
   * that step on, the payloads of the rest end with the float NaN, which JSON cannot express.
   */
  readonly isUntellable: boolean;
}

/** The mix of a scenario; undefined if all of its clients speak the serialisation of the run. */
export function mixOf(scenario: Scenario): Mix | undefined {
  const others = scenario.steps.flatMap(({ action }) => (action.does === 'obstruct' ? [action.session] : []));
  if (others.length > 0) return { others, isUntellable: true };
  const crossing = CROSSING[nameOfScenario(scenario)];
  return crossing && { others: crossing, isUntellable: false };
}

/**
 * True if a scenario's undeliverable messages can be made so by their values: the reason is `untellable` all along, and
 * each of these messages, and each call that is passed on, comes from a client of the binary serialisation.
 */
export function isTellable({ steps, logs }: Scenario): boolean {
  const obstructions = steps.flatMap(({ action }, index) =>
    action.does === 'obstruct' ? [{ ...action, step: index + 1 }] : [],
  );
  const others = new Set(obstructions.map(({ session }) => session));
  const [from, until] = [obstructions[0]?.step ?? 0, obstructions.at(-1)?.step ?? 0];
  const sends = steps.flatMap(({ action }, index) =>
    action.does === 'send' ? [{ ...action, step: index + 1 }] : [],
  );
  const tainted = sends.filter(({ step, session }) => step > from && !others.has(session));
  const missed = logs.flatMap(({ lines }) => lines.filter(isMissed));
  const calls = missed.some(isInvocation) ? sends.filter(({ message }) => message.type === 'CALL') : [];
  return (
    obstructions.every(({ session, obstacle }) => obstacle === 'untellable' && !session.startsWith('?')) &&
    tainted.every(({ step }) => step > until) &&
    missed.every(({ step }) => tainted.some((sent) => sent.step === step)) &&
    calls.every((call) => tainted.includes(call))
  );
}

/** True for the line of a message that must not arrive. */
export const isMissed = ({ expected }: LogLine): boolean =>
  expected.some((one) => one.kind === 'message' && one.isMissed);

/** The serialisations of a case's clients, and what they make of its messages. */
export class Mixing {
  private readonly mix: Mix;
  private readonly rest: Serialisation;
  private readonly other: Serialisation;
  /** True once messages are to be undeliverable. */
  private isTainting = false;

  private constructor(mix: Mix, [rest, other]: Pair) {
    this.mix = mix;
    this.rest = rest;
    this.other = other;
  }

  /** Finds two serialisations that the router accepts; undefined if there are none. */
  static async on(stage: Stage, mix: Mix): Promise<Mixing | undefined> {
    for (const pair of pairsFor(mix, stage.options.address.serialisation)) {
      const [one, other] = pair;
      if ((await stage.accepts(one)) && (await stage.accepts(other))) return new Mixing(mix, pair);
    }
    return undefined;
  }

  serialisationOf(session: string): Serialisation {
    return this.mix.others.includes(session) ? this.other : this.rest;
  }

  /** From now on, messages to the others are undeliverable. */
  taint(): void {
    this.isTainting = true;
  }

  /** The message that a client sends, as its serialisation writes the values. */
  outgoing(session: string, wire: unknown): unknown {
    if (!Array.isArray(wire)) return wire;
    const isOfRest = !this.mix.others.includes(session);
    return withBytes(this.isTainting && isOfRest ? withNaN(wire) : wire);
  }

  /** A message that arrived, as the script writes its values. */
  incoming(received: Received): Received {
    if ('closed' in received) return received;
    const { binary } = this.serialisationOf(received.session);
    const message = withoutNaN(withText(received.message, binary) as typeof received.message);
    return { ...received, message };
  }
}

// --- internal ---

const isInvocation = ({ expected }: LogLine): boolean =>
  expected.some((one) => one.kind === 'message' && one.type === 'INVOCATION');

/** The clients that speak another serialisation, by the case that is about this. */
const CROSSING: Readonly<Record<string, readonly string[]>> = {
  'bp-14-payload-across-serialisations': ['alice'],
};

/** The serialisations of the rest and of the others. */
type Pair = readonly [Serialisation, Serialisation];

const ALL: readonly Serialisation[] = [...SERIALISATIONS.values()];

/** Over all runs, each serialisation meets each of the others: a run begins with the one after its own. */
function pairsFor({ isUntellable }: Mix, own: Serialisation): readonly Pair[] {
  if (!isUntellable) {
    const at = ALL.indexOf(own);
    return [...ALL.slice(at + 1), ...ALL.slice(0, at)].map((other) => [own, other]);
  }
  const text = ALL.filter(({ binary }) => !binary);
  const binary = own.binary ? [own] : ALL.filter((one) => one.binary);
  return binary.flatMap((one) => text.map((other): Pair => [one, other]));
}

/** Index of Arguments, by the type code of the messages that forward a payload. */
const ARGS: Readonly<Record<number, number>> = {
  [CODES.CALL]: AT.CALL.args,
  [CODES.INVOCATION]: AT.INVOCATION.args,
  [CODES.YIELD]: AT.YIELD.args,
  [CODES.RESULT]: AT.RESULT.args,
  [CODES.ERROR]: AT.ERROR.args,
};

/** Adds NaN to the payload; ERRORs of WAMP itself stay, since they are delivered in any case. */
function withNaN(wire: readonly unknown[]): readonly unknown[] {
  const at = ARGS[wire[0] as number];
  if (at === undefined || (wire[0] === CODES.ERROR && isReserved(`${wire[AT.ERROR.error]}`))) return wire;
  const args = Array.isArray(wire[at]) ? wire[at] : [];
  return [...wire.slice(0, at), [...args, Number.NaN], ...wire.slice(at + 1)];
}

function withoutNaN<Message extends readonly unknown[]>(message: Message): Message {
  const at = ARGS[message[0] as number];
  const args = at === undefined ? undefined : message[at];
  if (at === undefined || !Array.isArray(args) || !Number.isNaN(args.at(-1))) return message;
  return message.with(at, args.slice(0, -1)) as never;
}

/** Text that stands for bytes in JSON: a character 0, and Base64. */
const BYTES = /^\0(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const withBytes = (value: unknown): unknown =>
  mapped(value, (one) =>
    typeof one === 'string' && BYTES.test(one) ? new Uint8Array(Buffer.from(one.slice(1), 'base64')) : one,
  );

/** Text that looks like bytes is none of them for a client whose serialisation has bytes. */
const withText = (value: unknown, isBinary: boolean): unknown =>
  mapped(value, (one) => {
    if (one instanceof Uint8Array) return `\0${Buffer.from(one).toString('base64')}`;
    return isBinary && typeof one === 'string' && BYTES.test(one) ? `text ${one}` : one;
  });

/** A value with each value inside that is no list and no dictionary replaced. */
function mapped(value: unknown, to: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapped(item, to));
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return to(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item, to)]));
}
