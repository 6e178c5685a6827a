/** The surroundings of a case: the router's address, the realm, the credentials, and a client that stays. */
import { AT } from '../../../machines/layouts.ts';
import { CODES } from '../../../machines/messages.ts';
import { PROBLEMS } from '../../../machines/problems.ts';
import type { Dict } from '../../../machines/vocabulary.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import type { Entry } from '../../wire/entry.ts';
import type { Serialisation } from '../../wire/serialisation.ts';
import { showMessage } from '../scenario/match.ts';
import { type Address, Client } from './client.ts';
import { type Credentials, helloOf, signatureOf } from './login.ts';

/** What the clients need to reach the router, and to join. */
export interface StageOptions {
  readonly address: Address;
  readonly realm: string;
  readonly credentials: Credentials;
  /** Beginning of all procedures, without the dot. */
  readonly prefix: string;
  /** Maximum duration of an answer, in milliseconds. */
  readonly timeout: number;
}

/** A router in use by the suite. */
export class Stage {
  readonly options: StageOptions;
  /** Details of the WELCOME. */
  readonly welcome: Dict;
  private readonly witness: Client;
  /** Its requests, by their ids, each with a function for its answer. */
  private readonly pending = new Map<unknown, (answer?: unknown) => void>();
  private readonly accepted = new Set<Serialisation>();
  private requests = 0;
  /** True if it was given up, since the router does not answer. */
  isGivenUp = false;

  private constructor(options: StageOptions, witness: Client, welcome: Dict) {
    this.options = options;
    this.witness = witness;
    this.welcome = welcome;
    witness.onMessage = (message) => this.take(message);
    witness.onClosed = () => {
      for (const resolve of this.pending.values()) resolve();
    };
  }

  /**
   * Connects a client that stays.
   *
   * @throws Error if the router does not welcome it
   */
  static async open(options: StageOptions): Promise<Stage> {
    const witness = await Client.open(options.address, { name: 'witness', onEntry: () => {} });
    const welcome = await join(witness, options, { caller: {}, callee: {}, publisher: {}, subscriber: {} });
    const details = detailsIn(welcome);
    if (details === undefined) {
      witness.lose();
      const came =
        welcome.length === 0 ? `nothing came within ${options.timeout} ms` : `${showMessage(welcome)} came`;
      const form = welcome[0] === CODES.WELCOME ? ' with an id and a dictionary of Details' : '';
      throw new Error(`Expected WELCOME${form} for realm ${options.realm}, but ${came}.`);
    }
    return new Stage(options, witness, details);
  }

  /**
   * Looks whether the clients may use the procedures of the cases.
   *
   * @throws Error if the router does not authorize them: no case would say anything of it
   */
  async checkPrefix(): Promise<void> {
    const { prefix } = this.options;
    const procedure = `${prefix}.permitted`;
    const denied = PROBLEMS.unauthorized.uri;
    for (const type of ['CALL', 'REGISTER'] as const) {
      if ((await this.request(CODES[type], procedure)) === denied)
        throw new Error(
          `Expected an answer to ${type} of ${procedure}, but ${denied} came. ` +
            'Choose with --prefix the beginning of URIs that the clients may register and call, or permit it.',
        );
    }
  }

  /** True while the client that stays is connected. */
  get isOpen(): boolean {
    return this.witness.isOpen;
  }

  /**
   * Connects a client.
   *
   * @param serialisation that of the stage if omitted
   * @throws NoConnection if the router does not accept it
   */
  connect(
    name: string,
    onEntry: (entry: Entry) => void,
    serialisation: Serialisation = this.options.address.serialisation,
  ): Promise<Client> {
    return Client.open({ ...this.options.address, serialisation }, { name, onEntry });
  }

  /** True if the router accepts clients of a serialisation. */
  async accepts(serialisation: Serialisation): Promise<boolean> {
    if (this.accepted.has(serialisation)) return true;
    try {
      const client = await this.connect('probe', () => {}, serialisation);
      client.lose();
    } catch {
      // It may have been too many connections: another case asks again.
      return false;
    }
    this.accepted.add(serialisation);
    return true;
  }

  /**
   * Waits until the router has answered a call of the client that stays.
   *
   * @returns the error or `RESULT`; undefined if it has not answered in time
   */
  ask(procedure: string): Promise<unknown> {
    return this.request(CODES.CALL, procedure);
  }

  /** Ends the client that stays. */
  close(): void {
    this.witness.lose();
  }

  /** Ends it since the router does not answer any more; other cases that are being played learn so. */
  giveUp(): void {
    this.isGivenUp = true;
    this.close();
  }

  // --- internal ---

  /** @returns the error, or the kind of the answer; undefined if none has come in time */
  private async request(code: number, procedure: string): Promise<unknown> {
    const request = ++this.requests;
    let answer: unknown;
    const answered = new Promise<void>((resolve) => {
      this.pending.set(request, (came) => {
        answer = came;
        resolve();
      });
    });
    this.witness.send([code, request, {}, procedure]);
    await within(answered, this.options.timeout);
    this.pending.delete(request);
    return answer;
  }

  private take(message: WireMessage): void {
    const [code] = message;
    if (code === CODES.ERROR) this.pending.get(message[AT.ERROR.request])?.(message[AT.ERROR.error]);
    if (code === CODES.RESULT) this.pending.get(message[AT.RESULT.request])?.('RESULT');
    if (code === CODES.REGISTERED) {
      this.pending.get(message[AT.REGISTERED.request])?.('REGISTERED');
      // A case finds no procedure of the client that stays.
      this.witness.send([CODES.UNREGISTER, ++this.requests, message[AT.REGISTERED.registration]]);
    }
  }
}

/**
 * Sends HELLO, and answers a CHALLENGE.
 *
 * @returns the message that ends the opening: WELCOME or ABORT; an empty one if the connection ended or nothing came
 */
export async function join(
  client: Client,
  { realm, credentials, timeout }: Pick<StageOptions, 'realm' | 'credentials' | 'timeout'>,
  roles: Readonly<Record<string, object>>,
): Promise<WireMessage> {
  client.send([CODES.HELLO, realm, { ...helloOf(credentials), roles }]);
  for (;;) {
    const message = await nextOf(client, timeout);
    if (message[0] !== CODES.CHALLENGE) return message;
    const [, method, extra] = message;
    client.send([CODES.AUTHENTICATE, signatureOf(credentials, method, extra as Dict), {}]);
  }
}

/**
 * Waits for a promise, or until the time is over. Time in which this program could not run does not count: what has come
 * meanwhile is not read yet.
 */
export async function within(promise: Promise<unknown>, ms: number): Promise<void> {
  let isSettled = false;
  const settled = promise.then(() => {
    isSettled = true;
  });
  for (let tries = 0; tries < MOST_TRIES && !isSettled; tries++) {
    const start = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([settled, over]);
    clearTimeout(timer);
    const lag = performance.now() - start - ms;
    if (lag < STARVED) return;
  }
}

// --- internal ---

/** Milliseconds by which a timer is late if this program could not run. */
const STARVED = 50;

const MOST_TRIES = 5;

/** Details of a WELCOME; undefined for another message, or one without them. */
function detailsIn(welcome: WireMessage): Dict | undefined {
  const details = welcome[0] === CODES.WELCOME ? welcome[AT.WELCOME.details] : undefined;
  return typeof details === 'object' && details !== null && !Array.isArray(details)
    ? (details as Dict)
    : undefined;
}

function nextOf(client: Client, timeout: number): Promise<WireMessage> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve([] as never), timeout);
    const done = (message: WireMessage): void => {
      clearTimeout(timer);
      resolve(message);
    };
    client.onMessage = done;
    client.onClosed = () => done([] as never);
  });
}
