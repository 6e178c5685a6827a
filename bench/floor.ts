/**
 * The floor: a dealer core that is written by hand for speed alone. It implements the happy path of
 * REGISTER, CALL and YIELD under `roundrobin`, validates nothing, and keeps sessions that leave.
 */
import { CODES } from '../machines/messages.ts';

type Wire = readonly unknown[];
type Send = (session: number, message: Wire) => void;

interface Procedure {
  readonly id: number;
  readonly callees: number[];
  next: number;
}

export class Floor {
  private readonly send: Send;
  private readonly procedures = new Map<string, Procedure>();
  /** Caller and request of each invocation, by its id. */
  private readonly invocations = new Map<number, readonly [caller: number, request: number]>();
  private lastInvocation = 0;

  constructor(send: Send) {
    this.send = send;
  }

  receive(session: number, message: Wire): void {
    switch (message[0]) {
      case CODES.CALL: {
        const procedure = this.procedures.get(message[3] as string) as Procedure;
        const callee = procedure.callees[procedure.next] as number;
        procedure.next = (procedure.next + 1) % procedure.callees.length;
        const id = ++this.lastInvocation;
        this.invocations.set(id, [session, message[1] as number]);
        return this.send(callee, [CODES.INVOCATION, id, procedure.id, {}, message[4]]);
      }
      case CODES.YIELD: {
        const id = message[1] as number;
        const [caller, request] = this.invocations.get(id) as readonly [number, number];
        this.invocations.delete(id);
        return this.send(caller, [CODES.RESULT, request, {}, message[3]]);
      }
      case CODES.REGISTER: {
        const uri = message[3] as string;
        const procedure = this.procedures.get(uri) ?? { id: this.procedures.size + 1, callees: [], next: 0 };
        procedure.callees.push(session);
        this.procedures.set(uri, procedure);
        return this.send(session, [CODES.REGISTERED, message[1], procedure.id]);
      }
    }
  }
}
