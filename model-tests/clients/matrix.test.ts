/**
 * Every kind of value between all pairs of serialisations, through a router: it keeps its kind, or its sender gets the
 * reason, and no other client is affected.
 *
 * `VALUES=100000 npx vitest run model-tests/clients/matrix.test.ts` sends that many random values each way; `SEED`
 * selects others.
 */
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { KINDS, outcomeOf, SERIALISATION_NAMES, type SerialisationName } from '../../src/wire/kinds.ts';
import { SERIALISATIONS } from '../../src/wire/serialisations.ts';
import { common, messageWith, READ, WRITE } from '../../src/wire/values.test-helper.ts';
import { withBystanders } from './bystanders.ts';
import { Line } from './line.ts';
import { within, withRouter } from './router.ts';

const PAIRS = SERIALISATION_NAMES.flatMap((from) => SERIALISATION_NAMES.map((to) => ({ from, to })));
const RUNS = { seed: Number(process.env.SEED ?? 20_261_128), numRuns: Number(process.env.VALUES ?? 100) };

describe.each(PAIRS)('from $from to $to', ({ from, to }) => {
  test('each kind of value arrives in CALL and in YIELD as what it is, or its sender hears why not', async () => {
    const { url } = await withRouter();
    const bystandersStillWork = await withBystanders(url);
    const [caller, callee] = [await Peer.join(url, from), await Peer.join(url, to)];
    const [otherCaller, otherCallee] = [await Peer.join(url, to), await Peer.join(url, from)];
    const there = await callee.register('com.example.there');
    const back = await otherCallee.register('com.example.back');
    const waiting = caller.call('com.example.there', '1');
    const kept = await callee.invoked();
    for (const kind of KINDS) {
      const outcome = outcomeOf(kind, from, to);
      if (outcome === undefined) continue;
      const form = kind.sent[from] as string;
      // As an argument,
      const call = caller.call('com.example.there', form);
      if ('refused' in outcome) {
        expect(await caller.failed(), kind.title).toEqual([call, 'wamp.error.invalid_payload']);
      } else {
        const { invocation, frame } = await callee.invocation();
        expect(frame, kind.title).toEqual(messageWith(to, [68, invocation, there, {}], outcome.form));
        callee.yield(invocation, '1');
        expect((await caller.next())[1], kind.title).toBe(call);
      }
      // and as a result.
      const request = otherCaller.call('com.example.back', '1');
      const { invocation } = await otherCallee.invocation();
      otherCallee.yield(invocation, form);
      if ('refused' in outcome) {
        expect(await otherCaller.failed(), kind.title).toEqual([request, 'wamp.error.invalid_payload']);
      } else {
        const frame = await otherCaller.frame();
        expect(frame, kind.title).toEqual(messageWith(to, [50, request, {}], outcome.form));
      }
    }
    callee.yield(kept, '1');
    expect((await caller.next())[1], 'the answer to a call that waited for all of that').toBe(waiting);
    expect(back).toBeGreaterThan(0);
    await bystandersStillWork();
  });

  test(
    'random values that one library has written are read by another as they were',
    async () => {
      const { url } = await withRouter({ record: undefined });
      const [caller, callee] = [await Peer.join(url, from), await Peer.join(url, to)];
      await callee.register('com.example.there');
      const property = fc.asyncProperty(common, async (value) => {
        caller.callWith('com.example.there', value);
        const invocation = await callee.next();
        expect(invocation[4]).toEqual(READ[from](WRITE[from]([value])));
        callee.yield(invocation[1] as number, '1');
        await caller.next();
      });
      await fc.assert(property, RUNS);
    },
    30_000 + 20 * RUNS.numRuns,
  );
});

// --- internal ---

/** A session that shows the received frames. */
class Peer {
  private readonly line: Line;
  private readonly name: SerialisationName;
  private readonly inbox: Buffer[] = [];
  private awake: () => void = () => {};
  private request = 0;

  private constructor(line: Line, name: SerialisationName) {
    this.line = line;
    this.name = name;
    line.onMessage = (content) => {
      this.inbox.push(Buffer.from(content));
      this.awake();
    };
  }

  static async join(url: string, name: SerialisationName): Promise<Peer> {
    const [protocol] = [...SERIALISATIONS].find(([, serialisation]) => serialisation.name === name) ?? [''];
    const line = await Line.open(url, protocol);
    onTestFinished(() => line.reset());
    const peer = new Peer(line, name);
    peer.send(WRITE[name]([1, 'realm1', { roles: { caller: {}, callee: {} } }]));
    await peer.frame();
    return peer;
  }

  async register(procedure: string): Promise<number> {
    this.send(WRITE[this.name]([64, ++this.request, {}, procedure]));
    return (await this.next())[2] as number;
  }

  /** Calls with a form as the only argument; returns the request id. */
  call(procedure: string, form: string): number {
    this.send(messageWith(this.name, [48, ++this.request, {}, procedure], this.inForm(form)));
    return this.request;
  }

  /** Calls with a value as the only argument, written by a library. */
  callWith(procedure: string, value: unknown): void {
    this.send(WRITE[this.name]([48, ++this.request, {}, procedure, [value]]));
  }

  yield(invocation: number, form: string): void {
    this.send(messageWith(this.name, [70, invocation, {}], this.inForm(form)));
  }

  async invoked(): Promise<number> {
    return (await this.invocation()).invocation;
  }

  /** The next INVOCATION: its request id, and the whole message. */
  async invocation(): Promise<{ readonly invocation: number; readonly frame: Buffer }> {
    const frame = await this.frame();
    const head = headOf(this.name, frame);
    if (head[0] !== 68) throw new Error(`Expected INVOCATION, but ${frame.toString('latin1')} came.`);
    return { invocation: head[1] as number, frame };
  }

  /** Request id and URI of the next ERROR. */
  async failed(): Promise<readonly unknown[]> {
    const [, , request, , uri] = await this.next();
    return [request, uri];
  }

  /** The next message, read by a library. */
  async next(): Promise<readonly unknown[]> {
    return READ[this.name](await this.frame()) as readonly unknown[];
  }

  /** The next frame. */
  async frame(): Promise<Buffer> {
    while (this.inbox.length === 0) {
      const news = new Promise<void>((resolve) => {
        this.awake = resolve;
      });
      await within(news, 'a message');
    }
    return this.inbox.shift() as Buffer;
  }

  // --- internal ---

  private send(frame: Uint8Array): void {
    this.line.send(frame, this.name !== 'JSON');
  }

  /** Placeholder in the tests: the number 1, in all serialisations. */
  private inForm(form: string): string {
    return form === '1' && this.name !== 'JSON' ? '01' : form;
  }
}

/** Type and request id of a message, without its payload. */
function headOf(name: SerialisationName, frame: Buffer): readonly unknown[] {
  const serialisation = [...SERIALISATIONS.values()].find((each) => each.name === name);
  return serialisation?.read(frame) as readonly unknown[];
}
