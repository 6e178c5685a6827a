/** Clients of the inspector's data, without a browser. */
import { expect, onTestFinished } from 'vitest';
import type { Router, RouterOptions } from '../../src/router/index.ts';
import type { Line, Story, Tick } from '../../src/router/inspector/protocol.ts';
import { RawClient, VERSATILE } from './raw.ts';
import { within, withRouter } from './router.ts';

/** The procedure that is called. */
export const PROCEDURE = 'com.example.work';

/** Starts a router with an inspector. */
export const open = (options: RouterOptions = {}): Promise<Router> =>
  withRouter({ inspect: true, ...options });

export const addressOf = ({ port }: Router, path: string): string =>
  `http://127.0.0.1:${port}/inspect/${path}`;

/** An open page, which reads its stream. */
export class Page {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private readonly decoder = new TextDecoder();
  private rest = '';
  private readonly lines: Line[] = [];

  private constructor(reader: ReadableStreamDefaultReader<Uint8Array>) {
    this.reader = reader;
  }

  static async open(router: Router, query = '', headers = {}): Promise<Page> {
    const abort = new AbortController();
    onTestFinished(() => abort.abort());
    const response = await fetch(addressOf(router, `stream${query}`), { headers, signal: abort.signal });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/x-ndjson; charset=utf-8',
    ]);
    return new Page((response.body as ReadableStream<Uint8Array>).getReader());
  }

  async next(): Promise<Line | undefined> {
    while (this.lines.length === 0) {
      const { done, value } = await within(this.reader.read(), 'a line of the stream');
      if (done) return undefined;
      const lines = (this.rest + this.decoder.decode(value, { stream: true })).split('\n');
      this.rest = lines.pop() as string;
      this.lines.push(...lines.map((line) => JSON.parse(line) as Line));
    }
    return this.lines.shift();
  }

  /** The next tick for which something holds. */
  async tick(holds: (tick: Tick) => boolean = () => true): Promise<Tick> {
    for (;;) {
      const line = await this.next();
      if (line === undefined) throw new Error('Expected a tick, but the stream has ended.');
      if ('numbers' in line && holds(line)) return line;
    }
  }

  async close(): Promise<void> {
    await this.reader.cancel();
  }
}

/** Lets callees join that share a procedure. */
export async function joinCallees(router: Router, count: number, invoke: string): Promise<RawClient[]> {
  const callees: RawClient[] = [];
  for (let index = 0; index < count; index++) {
    const callee = await RawClient.join(router.url, {
      callee: ['call_reroute', ...(VERSATILE.callee ?? [])],
    });
    await callee.register(PROCEDURE, { invoke });
    callees.push(callee);
  }
  return callees;
}

/** The course of a call. */
export async function storyOf(
  router: Router,
  { realm, caller, request }: Pick<Story, 'realm' | 'caller' | 'request'>,
): Promise<Story> {
  const response = await fetch(addressOf(router, `call?realm=${realm}&caller=${caller}&request=${request}`));
  expect(response.status).toBe(200);
  return (await response.json()) as Story;
}
