/**
 * A client of another program behind the tests' common interface: a process for each client.
 *
 * Its arguments are the URL, the realm, the serialisation, and the credentials in JSON: `null` for none. Both sides write
 * one JSON object a line. The test says what is to be done,
 *
 *     {"do":"register","id":1,"procedure":…,"invoke":…}   invoke is left out for no policy
 *     {"do":"unregister","id":2,"procedure":…}
 *     {"do":"call","id":3,"procedure":…,"args":[…],"kwargs":{…}}
 *     {"do":"leave","id":4}                               the program ends by itself afterwards
 *     {"do":"answer","invocation":1,"args":[…],"kwargs":{…},"error":…}   error is left out for a result
 *
 * and the program says what has happened:
 *
 *     {"say":"joined"}
 *     {"say":"done","id":1,"args":[…],"kwargs":{…}}       with the result of a call
 *     {"say":"failed","id":1,"error":…,"args":[…],"kwargs":{…}}   with a URI, or a sentence where the library hides it
 *     {"say":"invoked","invocation":1,"procedure":…,"args":[…],"kwargs":{…}}
 *
 * A program whose input is closed ends at once, so that none outlives its test.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { type Client, type Endpoint, Failure, type Login, type Payload } from '../client.ts';
import { within } from '../router.ts';
import { builtOf, LIBRARIES, type Library, type Serialisation } from './libraries.ts';

/** Starts a client and joins the realm `realm1`; rejects if the program ends without having joined. */
export async function joinWithPeer(
  url: string,
  name: string,
  serialisation: Serialisation,
  login?: Login,
): Promise<Client> {
  const args = [url, 'realm1', serialisation, JSON.stringify(login ?? null)];
  const peer = new Peer(LIBRARIES[name] as Library, builtOf(name), args);
  await peer.joined;
  return {
    async register(procedure, endpoint, { invoke } = {}) {
      peer.endpoints.set(procedure, endpoint);
      await peer.ask({ do: 'register', procedure, ...(invoke !== undefined && { invoke }) });
    },
    async unregister(procedure) {
      await peer.ask({ do: 'unregister', procedure });
      peer.endpoints.delete(procedure);
    },
    call: (procedure, payload = {}) => peer.ask({ do: 'call', procedure, ...whole(payload) }),
    async leave() {
      await peer.ask({ do: 'leave' });
      await peer.ended;
    },
    destroy: () => peer.kill(),
  };
}

// --- internal ---

/** Line from a program. */
type Said = Required<Payload> &
  (
    | { readonly say: 'joined' }
    | { readonly say: 'done'; readonly id: number }
    | { readonly say: 'failed'; readonly id: number; readonly error: string }
    | { readonly say: 'invoked'; readonly invocation: number; readonly procedure: string }
  );

interface Pending {
  resolve(payload: Payload): void;
  reject(error: Error): void;
}

class Peer {
  readonly joined: Promise<unknown>;
  /** Rejects unless the program ends by itself with exit code 0. */
  readonly ended: Promise<void>;
  readonly endpoints = new Map<string, Endpoint>();
  private readonly child: ChildProcessWithoutNullStreams;
  /** Pending requests by their ids; 0 is the join. */
  private readonly pending = new Map<number, Pending>();
  private requests = 0;
  private stderr = '';

  constructor({ title, run }: Library, built: string, args: readonly string[]) {
    const [program, ...first] = run(built);
    // In a process group of its own, so that its children end with it.
    this.child = spawn(program, [...first, ...args], { detached: true });
    this.child.stderr.setEncoding('utf8').on('data', (text) => {
      this.stderr = `${this.stderr}${text}`.slice(-4_000);
    });
    createInterface(this.child.stdout).on('line', (line) => this.hear(JSON.parse(line)));
    this.child.stdin.on('error', () => {}); // The program has ended, which is told elsewhere.
    const closed = new Promise<string>((resolve) => {
      this.child.once('error', (error) => resolve(error.message));
      this.child.once('close', (code, signal) => resolve(`it ended with ${signal ?? code}`));
    });
    const gone = closed.then((how) => {
      for (const { reject } of this.pending.values())
        reject(new Error(`${title} has not answered, since ${how}.\n${this.stderr}`));
      if (how !== 'it ended with 0')
        throw new Error(`Expected ${title} to end with 0, but ${how}.\n${this.stderr}`);
    });
    gone.catch(() => {});
    this.ended = within(gone, `${title} to end`);
    this.ended.catch(() => {});
    this.joined = within(this.answer(0), `${title} to join`);
    onTestFinished(async () => {
      this.kill();
      await closed;
    });
  }

  /** Sends a request, and waits for the result; rejects with a `Failure` if the answer is an ERROR. */
  ask(line: object): Promise<Payload> {
    this.requests += 1;
    const answer = this.answer(this.requests);
    this.write({ ...line, id: this.requests });
    return within(answer, `an answer to ${JSON.stringify(line).slice(0, 200)}`);
  }

  kill(): void {
    const { pid, exitCode, signalCode } = this.child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    process.kill(-pid, 'SIGKILL');
  }

  private answer(id: number): Promise<Payload> {
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
    });
  }

  private write(line: object): void {
    this.child.stdin.write(`${JSON.stringify(line)}\n`);
  }

  private hear(said: Said): void {
    if (said.say === 'invoked') {
      void this.serve(said);
      return;
    }
    const id = said.say === 'joined' ? 0 : said.id;
    const payload = { args: said.args ?? [], kwargs: said.kwargs ?? {} };
    const pending = this.pending.get(id);
    this.pending.delete(id);
    if (said.say === 'failed') pending?.reject(new Failure(said.error, payload));
    else pending?.resolve(payload);
  }

  private async serve({ invocation, procedure, args, kwargs }: Said & { say: 'invoked' }): Promise<void> {
    const endpoint = this.endpoints.get(procedure) as Endpoint;
    try {
      const result = await endpoint({ args: args ?? [], kwargs: kwargs ?? {} });
      this.write({ do: 'answer', invocation, ...whole(result) });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.write({ do: 'answer', invocation, error: error.uri, ...whole(error.payload) });
    }
  }
}

const whole = ({ args = [], kwargs = {} }: Payload): Required<Payload> => ({ args, kwargs });
