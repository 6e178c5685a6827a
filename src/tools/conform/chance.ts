/** Cases about random numbers: many calls, and a verdict that is wrong only once in very many runs. */
import { AT } from '../../../machines/layouts.ts';
import { CODES } from '../../../machines/messages.ts';
import { DEFAULT_READINGS } from '../../../machines/readings.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import type { Entry } from '../../wire/entry.ts';
import { nameOf } from '../scenario/match.ts';
import type { Client, NoConnection } from './client.ts';
import { Refused } from './impossible.ts';
import { nothingSeen, type Observation, unplayed } from './observation.ts';
import { join, type Stage, within } from './stage.ts';

/**
 * Plays a case.
 *
 * @param unique a name that no other play of a case has
 */
export type PlayByCode = (stage: Stage, unique: string) => Promise<Observation>;

/** The cases that are no scripts, by their ids. */
export const CHANCES: ReadonlyMap<string, PlayByCode> = new Map([
  ['sr-11-random-asks-everyone', playAtRandom],
]);

/**
 * The reason why calls are not distributed at random among all callees; undefined if there is none.
 *
 * @param asked the callee of each call, in their order
 */
export function flawIn(asked: readonly string[]): string | undefined {
  const counts = CALLEES.map((name) => asked.filter((one) => one === name).length);
  if (counts.includes(0)) {
    const told = CALLEES.map((name, index) => `${name} got ${counts[index]}`).join(', ');
    return `Expected each of the callees to get some of ${asked.length} calls, but ${told}.`;
  }
  const isTurn = asked.every(
    (name, index) => index < CALLEES.length || name === asked[index - CALLEES.length],
  );
  if (!isTurn) return undefined;
  const turn = asked.slice(0, CALLEES.length).join(', ');
  return `Expected ${asked.length} calls in no fixed turn, but they went to ${turn}, and on in this order.`;
}

// --- internal ---

const CALLEES: readonly string[] = ['alice', 'bob', 'dora'];

/**
 * Number of calls, so that a right router fails less than once in 10⁹ runs. With `n` calls and three callees that are
 * equally likely each time:
 *
 * - one certain callee gets no call with the probability (2/3)ⁿ, and any of the three with at most 3 · (2/3)ⁿ, which is
 *   8.2 · 10⁻¹¹ for 60 calls;
 * - the calls go around in one order all the time with the probability 6 · (1/3)ⁿ, since 6 sequences do: one for each
 *   order of the first three calls. That is 1.4 · 10⁻²⁸.
 *
 * Both together stay below 8.3 · 10⁻¹¹.
 */
const CALLS = 60;

/** Makes the calls, and judges their distribution. */
async function playAtRandom(stage: Stage, unique: string): Promise<Observation> {
  const start = performance.now();
  const calling = new Calling(stage, unique);
  const asked = await calling.run().catch((error: unknown) => {
    if (error instanceof Astray || error instanceof Unwelcome || error instanceof Refused) return error;
    throw error;
  });
  calling.end();
  const isGone = !stage.isOpen;
  if (asked instanceof Unwelcome) return { ...unplayed(DEFAULT_READINGS, asked.message), isGone };
  if (asked instanceof Refused) {
    const { expected, came } = asked;
    return {
      ...nothingSeen(DEFAULT_READINGS),
      stopped: { step: 1, expected, came, isRefusal: true },
      isGone,
    };
  }
  const says = asked instanceof Astray ? asked.message : flawIn(asked);
  return {
    ...nothingSeen(DEFAULT_READINGS),
    ...(says === undefined ? {} : { breach: { rule: 'SR-11', says } }),
    isGone,
    log: calling.log,
    ms: performance.now() - start,
  };
}

/** A client that was not welcomed. */
class Unwelcome extends Error {}

/** A registration or a call that did not go its way. */
class Astray extends Error {}

interface Arrived {
  readonly name: string;
  readonly message: WireMessage;
}

/** Calls of a procedure that three callees share under `random`. */
class Calling {
  readonly log: Entry[] = [];
  private readonly stage: Stage;
  private readonly unique: string;
  private readonly clients = new Map<string, Client>();
  private readonly arrived: Arrived[] = [];
  private onArrived: () => void = () => {};

  constructor(stage: Stage, unique: string) {
    this.stage = stage;
    this.unique = unique;
  }

  /**
   * Makes the calls, one after the other.
   *
   * @returns the callee of each call
   * @throws Refused or Unwelcome if a client cannot connect or join
   * @throws Astray if a call does not go to exactly one callee, and come back
   */
  async run(): Promise<readonly string[]> {
    const procedure = `${this.stage.options.prefix}.${this.unique}.random`;
    for (const name of CALLEES) {
      await this.join(name);
      this.send(name, [CODES.REGISTER, 1, { invoke: 'random' }, procedure]);
      await this.next(CODES.REGISTERED, [name]);
    }
    await this.join('carol');
    const asked: string[] = [];
    for (let call = 1; call <= CALLS; call++) {
      this.send('carol', [CODES.CALL, call, {}, procedure, [call]]);
      const { name, message } = await this.next(CODES.INVOCATION, CALLEES);
      asked.push(name);
      this.send(name, [CODES.YIELD, message[AT.INVOCATION.request], {}, [call]]);
      await this.next(CODES.RESULT, ['carol']);
    }
    return asked;
  }

  /** Ends all clients. */
  end(): void {
    for (const client of this.clients.values()) client.lose();
  }

  // --- internal ---

  private async join(name: string): Promise<void> {
    const { stage, unique } = this;
    const client = await stage
      .connect(`${unique} ${name}1`, (entry) => this.log.push(entry))
      .catch(({ came }: NoConnection) => {
        throw new Refused(`the connection of ${name}`, `${came} came`);
      });
    this.clients.set(name, client);
    const [code] = await join(client, stage.options, {
      publisher: {},
      subscriber: {},
      caller: {},
      callee: {},
    });
    if (code !== CODES.WELCOME)
      throw new Unwelcome(`Expected WELCOME for ${name}, but ${nameOf(code)} came.`);
    client.onMessage = (message) => {
      this.arrived.push({ name, message });
      this.onArrived();
    };
    client.onClosed = () => this.onArrived();
  }

  private send(name: string, message: WireMessage): void {
    this.clients.get(name)?.send(message);
  }

  /** The next message of any client, which must be of this type, for one of these clients. */
  private async next(code: number, names: readonly string[]): Promise<Arrived> {
    if (this.arrived.length === 0) {
      const arrived = new Promise<void>((resolve) => {
        this.onArrived = resolve;
      });
      await within(arrived, this.stage.options.timeout);
      // The router may be slow: it is given as long as it takes to answer another client.
      if (this.arrived.length === 0) await this.stage.ask(`${this.stage.options.prefix}.nobody`);
    }
    const first = this.arrived.shift();
    if (first !== undefined && first.message[0] === code && names.includes(first.name)) return first;
    const came = first === undefined ? 'nothing' : `${nameOf(first.message[0])} for ${first.name}`;
    throw new Astray(`Expected ${nameOf(code)} for ${names.join(' or ')}, but ${came} came.`);
  }
}
