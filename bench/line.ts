/**
 * Clients of a router: callers that always have the same number of calls in flight, and callees that answer at once.
 * All of their messages are prepared, except for the ids in them.
 */
import { deepStrictEqual } from 'node:assert';
import { CODES } from '../machines/messages.ts';
import type { Policy } from '../src/dealer/index.ts';
import type { Encoding } from './encoding.ts';
import type { Server } from './server.ts';
import { frame, Template } from './template.ts';
import { Wire } from './wire.ts';

/** Procedure that is called, and its callees. */
export interface Task {
  readonly encoding: Encoding;
  readonly procedure: string;
  readonly policy: Policy;
  /** Number of callers; one if omitted. */
  readonly callers?: number;
  /** Number of callees that answer. */
  readonly callees: number;
  /** Number of callees that refuse every call; they register before those that answer. */
  readonly refusing?: number;
  /** The Arguments of the CALL, and those of the RESULT. */
  readonly args: readonly unknown[];
  /** True if a call may end with an ERROR, which is counted. */
  readonly mayFail?: true;
}

export interface Load {
  /** Number of calls of each caller. */
  readonly inFlight: number;
  /** Duration for which calls are made. */
  readonly milliseconds: number;
}

export interface Rate {
  /** Number of calls that were answered by a RESULT in a second. */
  readonly perSecond: number;
  /** Share of calls that were answered by an ERROR. */
  readonly failed: number;
  /** CPU time of the router for each call, in nanoseconds; undefined if the system does not count it. */
  readonly processorTime: number | undefined;
  /** Share of a CPU that this process used in the meantime. */
  readonly clients: number;
}

export class Line {
  private readonly server: Server;
  private readonly task: Task;
  private readonly clients: Wire[] = [];
  private readonly call: Template;
  private readonly callers: Caller[] = [];
  /** Ends the current measurement. */
  private fail: (error: Error) => void = () => {};

  private constructor(server: Server, task: Task) {
    this.server = server;
    this.task = task;
    this.call = new Template(task.encoding, [CODES.CALL], [{}, task.procedure, task.args]);
  }

  /** Measures with a line to each of the servers, and closes the lines. */
  static async withEach<T>(
    servers: readonly Server[],
    task: Task,
    measure: (lines: readonly Line[]) => Promise<T>,
  ): Promise<T> {
    const lines: Line[] = [];
    try {
      for (const server of servers) lines.push(await Line.open(server, task));
      return await measure(lines);
    } finally {
      for (const line of lines) line.close();
    }
  }

  /** Lets the clients join, and checks a call of each caller. */
  static async open(server: Server, task: Task): Promise<Line> {
    const line = new Line(server, task);
    const { encoding, refusing = 0, callees, callers = 1, args } = task;
    try {
      const refusal = new Template(encoding, [CODES.ERROR, CODES.INVOCATION], [{}, 'wamp.error.unavailable']);
      const answer = new Template(encoding, [CODES.YIELD], [{}, args]);
      for (let index = 0; index < refusing; index++) await line.joinCallee(refusal);
      for (let index = 0; index < callees; index++) await line.joinCallee(answer);
      for (let index = 0; index < callers; index++) line.callers.push(await line.joinCaller());
      return line;
    } catch (error) {
      line.close();
      throw error;
    }
  }

  /** Makes calls. */
  async rate({ inFlight, milliseconds }: Load): Promise<Rate> {
    const before = process.cpuUsage();
    const routerBefore = this.server.processorTime();
    const start = performance.now();
    const end = start + milliseconds;
    let [sent, answered, failed] = [0, 0, 0];
    await this.orFail((resolve: (value?: undefined) => void) => {
      const call = (caller: Caller): void => {
        sent++;
        caller.wire.send(...this.call.frame(++caller.lastRequest));
      };
      for (const caller of this.callers) {
        const { wire } = caller;
        wire.onMessage = (message) => {
          const type = this.typeOf(message);
          if (type === CODES.ERROR && this.task.mayFail) failed++;
          else if (type !== CODES.RESULT) return this.fail(this.unexpected(message));
          answered++;
          if (performance.now() < end) call(caller);
          else if (answered === sent) resolve();
        };
        for (let index = 0; index < inFlight; index++) call(caller);
        wire.flush();
      }
    });
    const taken = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    const routerAfter = this.server.processorTime();
    return {
      perSecond: (answered - failed) / (taken / 1_000),
      failed: failed / answered,
      processorTime:
        routerBefore === undefined || routerAfter === undefined
          ? undefined
          : (routerAfter - routerBefore) / answered,
      clients: (user + system) / 1_000 / taken,
    };
  }

  close(): void {
    for (const client of this.clients) client.close();
  }

  // --- internal ---

  private async joinCallee(answer: Template): Promise<void> {
    const { encoding, policy, procedure } = this.task;
    const callee = await this.join();
    callee.send(...new Template(encoding, [CODES.REGISTER], [{ invoke: policy }, procedure]).frame(1));
    await this.expect(callee, CODES.REGISTERED);
    callee.onMessage = (message) => {
      const [type, id] = encoding.start(message);
      if (type !== CODES.INVOCATION) return this.fail(this.unexpected(message));
      callee.send(...answer.frame(id));
    };
    callee.onClose = () => this.fail(this.closed());
  }

  private async joinCaller(): Promise<Caller> {
    const caller = { wire: await this.join(), lastRequest: 0 };
    await this.check(caller);
    return caller;
  }

  private async join(): Promise<Wire> {
    const { encoding } = this.task;
    const client = await Wire.open(this.server.url, encoding.protocol);
    this.clients.push(client);
    client.send(frame(encoding.opcode, encoding.encode(HELLO)));
    await this.expect(client, CODES.WELCOME);
    client.onClose = () => this.fail(this.closed());
    return client;
  }

  /** Makes one call, whose RESULT must have the Arguments of the CALL. */
  private async check(caller: Caller): Promise<void> {
    const { wire } = caller;
    const { encoding, args } = this.task;
    const usual = wire.seen;
    wire.seen = Number.POSITIVE_INFINITY;
    wire.send(...this.call.frame(++caller.lastRequest));
    const result = await this.expect(wire, CODES.RESULT);
    deepStrictEqual((encoding.decode(result) as unknown[])[3], encoding.decode(encoding.encode(args)));
    wire.seen = usual;
    wire.onClose = () => this.fail(this.closed());
  }

  /** Flushes, and waits for a message of this type. */
  private async expect(client: Wire, type: number): Promise<Buffer> {
    client.flush();
    const message = await this.orFail((resolve: (message: Buffer) => void) => {
      client.next().then(resolve, this.fail);
    });
    if (this.typeOf(message) !== type) throw this.unexpected(message);
    return message;
  }

  /** Waits for something; throws if a client fails, or after some time. */
  private async orFail<T>(begin: (resolve: (value: T) => void) => void): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<T>((resolve, reject) => {
        this.fail = reject;
        timer = setTimeout(() => reject(new Error(`${this.server.router.name} did not answer.`)), PATIENCE);
        begin(resolve);
      });
    } finally {
      clearTimeout(timer);
    }
  }

  private typeOf(message: Buffer): number {
    return this.task.encoding.start(message)[0];
  }

  private unexpected(message: Buffer): Error {
    return new Error(
      `${this.server.router.name} sent ${JSON.stringify(message.toString('latin1', 0, 200))}.`,
    );
  }

  private closed(): Error {
    return new Error(`${this.server.router.name} closed the connection.`);
  }
}

/** HELLO of a client in all roles: wampire does not answer one without a publisher. */
export const HELLO = [
  CODES.HELLO,
  'realm1',
  { roles: { caller: {}, callee: {}, publisher: {}, subscriber: {} } },
];

// --- internal ---

interface Caller {
  readonly wire: Wire;
  lastRequest: number;
}

const PATIENCE = 20_000;
