/**
 * Dealers under load, for measurements. The drivers of the tests are not used here, since their logs and
 * inboxes take time.
 */

import { CODES } from '../machines/messages.ts';
import type { Dealer } from '../src/dealer/dealer.ts';
import { createDealer, type DealerOptions, type Policy } from '../src/dealer/index.ts';
import { Floor } from './floor.ts';

const HELLO = [CODES.HELLO, 'realm1', { roles: { caller: {}, callee: {} } }];
const OPTIONS = {};
const ARGUMENTS = [2, 3];
const RESULT = [5];

export const PROCEDURE = 'com.example.add';

/** The floor with one caller, session 1. */
export class FloorLoad {
  private readonly floor = new Floor((session, message) => {
    this.session = session;
    this.id = message[1] as number;
  });
  private session = 0;
  private id = 0;
  private request = 0;

  register(procedure: string, session = 2): void {
    this.floor.receive(session, [CODES.REGISTER, 1, OPTIONS, procedure]);
  }

  /** Calls and answers. */
  call(procedure: string): void {
    this.floor.receive(1, [CODES.CALL, ++this.request, OPTIONS, procedure, ARGUMENTS]);
    this.floor.receive(this.session, [CODES.YIELD, this.id, OPTIONS, RESULT]);
    if (this.session !== 1 || this.id !== this.request) throw new Error('The floor lost a call.');
  }
}

/** A dealer with one caller, and callees that share a procedure or have one each. */
export class DealerLoad {
  readonly dealer: Dealer;
  readonly caller: number;
  /** In milliseconds. */
  now = 0;
  private readonly options: object;
  private lastRequest = 0;

  /** @param options of each CALL */
  constructor(options: object = OPTIONS, create: (options: DealerOptions) => Dealer = createDealer) {
    this.options = options;
    this.dealer = create({ realm: 'realm1', random: Math.random });
    this.caller = this.join();
  }

  join(): number {
    const session = this.dealer.connect(0);
    this.dealer.receive(session, HELLO, 0);
    return session;
  }

  register(procedure: string, policy: Policy, session = this.join()): number {
    this.dealer.receive(session, [CODES.REGISTER, 1, { invoke: policy }, procedure], 0);
    return session;
  }

  /** Registers the shared procedure, for a session that may have had it before; returns the registration id. */
  registerAgain(session: number, policy: Policy): number {
    const register = [CODES.REGISTER, ++this.lastRequest, { invoke: policy }, PROCEDURE];
    return idIn(this.dealer.receive(session, register, this.now), CODES.REGISTERED, 2);
  }

  unregister(session: number, registration: number): void {
    const unregister = [CODES.UNREGISTER, ++this.lastRequest, registration];
    idIn(this.dealer.receive(session, unregister, this.now), CODES.UNREGISTERED, 1);
  }

  callees(count: number, policy: Policy): this {
    for (let index = 0; index < count; index++) this.register(PROCEDURE, policy);
    return this;
  }

  /** Sends a CALL; returns the callee that was asked, and the request id of the INVOCATION. */
  call(procedure = PROCEDURE, caller = this.caller): { callee: number; invocation: number } {
    const request = ++this.lastRequest;
    return this.asked(
      this.dealer.receive(caller, [CODES.CALL, request, this.options, procedure, ARGUMENTS], this.now),
      CODES.INVOCATION,
    );
  }

  answer({ callee, invocation }: { callee: number; invocation: number }): void {
    this.asked(
      this.dealer.receive(callee, [CODES.YIELD, invocation, OPTIONS, RESULT], this.now),
      CODES.RESULT,
    );
  }

  /** Refuses an INVOCATION; returns the next one. */
  refuse({ callee, invocation }: { callee: number; invocation: number }): {
    callee: number;
    invocation: number;
  } {
    const error = [CODES.ERROR, CODES.INVOCATION, invocation, OPTIONS, 'wamp.error.unavailable'];
    return this.asked(this.dealer.receive(callee, error, this.now), CODES.INVOCATION);
  }

  /** Calls and answers, one after the other; as the floor does, without anything in between. */
  calls(count: number, procedure = PROCEDURE): void {
    for (let done = 0; done < count; done++) {
      const request = ++this.lastRequest;
      const call = [CODES.CALL, request, this.options, procedure, ARGUMENTS];
      const asked = this.dealer.receive(this.caller, call, this.now)[0];
      if (asked?.message?.[0] !== CODES.INVOCATION) throw new Error('The dealer lost a call.');
      const answer = [CODES.YIELD, asked.message[1], OPTIONS, RESULT];
      const answered = this.dealer.receive(asked.session, answer, this.now)[0];
      if (answered?.message?.[1] !== request) throw new Error('The dealer lost an answer.');
    }
  }

  private asked(
    outputs: ReturnType<Dealer['receive']>,
    type: number,
  ): { callee: number; invocation: number } {
    const invocation = idIn(outputs, type, 1);
    return { callee: (outputs[0] as { session: number }).session, invocation };
  }
}

// --- internal ---

/** An id in the only message that is to be sent, which must be of that type. */
function idIn(outputs: ReturnType<Dealer['receive']>, type: number, field: 1 | 2): number {
  const [output] = outputs;
  if (output?.message?.[0] !== type)
    throw new Error(`Expected a message of type ${type}, but ${JSON.stringify(outputs)} came.`);
  return output.message[field] as number;
}
