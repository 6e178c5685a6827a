/** A client of a case: its connection, its request ids, and what it has received. */
import { AT } from '../../../machines/layouts.ts';
import { CODES } from '../../../machines/messages.ts';
import { CLOSE_REALM } from '../../../machines/uris.ts';
import type { Dict } from '../../../machines/vocabulary.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import type { Received } from '../scenario/systems/system.ts';
import type { WireId } from '../scenario/words.ts';
import type { Client } from './client.ts';
import { type Credentials, signatureOf } from './login.ts';
import { within } from './stage.ts';

/** Settings of a client in a case. */
export interface MemberOptions {
  /** Name in the script. */
  readonly session: string;
  readonly credentials: Credentials;
  /** False if the script counts the request ids of this client itself, so that no further requests may be sent. */
  readonly isFree: boolean;
  /** Maximum duration of an answer, in milliseconds. */
  readonly timeout: number;
  /** Called for each message that is left to the script, and when the router has closed the connection. */
  readonly onReceived: (received: Received) => void;
}

/** A client that follows the script, and makes requests of the suite's own between the steps. */
export class Member {
  readonly session: string;
  /** The last request id. */
  requests = 0;
  /** True from WELCOME to the end of the session. */
  isWelcomed = false;
  /** Called for each INVOCATION, which is answered and not handed on; undefined for the script to decide. */
  answersAll: (() => void) | undefined;
  /** Request ids of the INVOCATIONs received, in their order. */
  readonly invocations: WireId[] = [];
  private roles: readonly string[] = [];
  private readonly client: Client;
  private readonly options: MemberOptions;
  /** Requests of the suite's own, by their ids. */
  private readonly own = new Map<unknown, () => void>();

  constructor(client: Client, options: MemberOptions) {
    this.session = options.session;
    this.client = client;
    this.options = options;
    client.onMessage = (message) => this.take(message);
    client.onClosed = () => {
      this.isWelcomed = false;
      for (const resolve of this.own.values()) resolve();
      options.onReceived({ session: this.session, closed: true });
    };
  }

  get isOpen(): boolean {
    return this.client.isOpen;
  }

  /** Notes the roles of a HELLO. */
  meetRoles(roles: unknown): void {
    this.roles = typeof roles === 'object' && roles !== null ? Object.keys(roles) : [];
  }

  send(wire: unknown): void {
    if (endsSession(wire)) this.isWelcomed = false;
    this.client.send(wire);
  }

  sendText(text: string): void {
    this.client.sendText(text);
  }

  lose(): void {
    this.isWelcomed = false;
    this.client.lose();
  }

  /** Says GOODBYE, and breaks the connection once it is answered, or after so many milliseconds. */
  async leave(most: number): Promise<void> {
    if (this.isOpen && this.isWelcomed) {
      const answered = new Promise<void>((resolve) => this.own.set(GOODBYE, resolve));
      this.client.send([CODES.GOODBYE, {}, CLOSE_REALM]);
      await within(answered, most);
    }
    this.lose();
  }

  /**
   * Calls an unknown procedure: what the router sent this client before has arrived when the answer does.
   *
   * @returns false if it was not answered, or cannot be asked
   */
  sync(procedure: string): Promise<boolean> {
    return this.request('caller', (id) => [CODES.CALL, id, {}, procedure]);
  }

  /** Registers a procedure of the suite's own. */
  register(procedure: string): Promise<boolean> {
    return this.request('callee', (id) => [CODES.REGISTER, id, {}, procedure]);
  }

  // --- internal ---

  private async request(role: string, write: (id: number) => unknown[]): Promise<boolean> {
    if (!this.options.isFree || !this.roles.includes(role) || !this.isWelcomed || !this.isOpen) return false;
    const id = ++this.requests;
    let isAnswered = false;
    const answered = new Promise<void>((resolve) => {
      this.own.set(id, () => {
        isAnswered = true;
        resolve();
      });
    });
    this.client.send(write(id));
    await within(answered, this.options.timeout);
    return isAnswered;
  }

  /** A client that cannot answer a CHALLENGE gives up, as one that does not know the method does. */
  private authenticate([, method, extra]: WireMessage): void {
    try {
      this.client.send([
        CODES.AUTHENTICATE,
        signatureOf(this.options.credentials, method, extra as Dict),
        {},
      ]);
    } catch {
      this.lose();
    }
  }

  private take(message: WireMessage): void {
    const [code] = message;
    const { credentials, onReceived } = this.options;
    if (code === CODES.CHALLENGE && credentials.method !== 'anonymous') {
      return this.authenticate(message);
    }
    if (code === CODES.GOODBYE) this.own.get(GOODBYE)?.();
    if (code === CODES.WELCOME) this.isWelcomed = true;
    if (endsSession(message)) this.isWelcomed = false;
    if (code === CODES.INVOCATION && this.answersAll !== undefined) {
      this.answersAll();
      return this.client.send([CODES.YIELD, message[1], {}]);
    }
    if (code === CODES.INVOCATION) this.invocations.push(message[1] as WireId);
    const isAnswer = code === CODES.ERROR || code === CODES.RESULT || code === CODES.REGISTERED;
    const isOwn = isAnswer && this.own.get(code === CODES.ERROR ? message[AT.ERROR.request] : message[1]);
    if (isOwn) return isOwn();
    onReceived({ session: this.session, message });
  }
}

// --- internal ---

/** True for a message after which no request may be sent. */
const endsSession = (wire: unknown): boolean =>
  Array.isArray(wire) && (wire[0] === CODES.GOODBYE || wire[0] === CODES.ABORT);

/** The key of the answer to GOODBYE, which has no id. */
const GOODBYE = 'GOODBYE';
