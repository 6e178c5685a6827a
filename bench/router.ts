/**
 * Routers over WebSocket and JSON, each in a process of its own: how many calls a second come back.
 *
 * A closed loop: the caller always has the same number of calls in flight, and the callees answer at once. Clients and
 * routers share this machine, so only the ratios mean something; the routers take turns.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { medianOf, print, type Reach } from './measure.ts';
import { Wire } from './wire.ts';

/** How many calls are in flight at a time, and how many are made in a round. */
const LOADS = [
  { inFlight: 64, calls: 10_000 },
  { inFlight: 1, calls: 1_000 },
];
const CALLEES = 4;
const ROUNDS = 15;
const WARM_UP = 4;

interface Subject {
  readonly name: string;
  /** What our calls a second are to be, in terms of this one's. */
  readonly reach?: Reach;
  /** The program to run, with its arguments; it prints its URL. */
  readonly program: readonly string[];
}

export async function router(): Promise<void> {
  const others = [BARE, ...(existsSync(PEERS) ? [FOX] : [])];
  if (others.length === 1) {
    console.log(
      'SKIPPED: fox-wamp is not installed. "npm run bench:peers" installs it for this measurement alone.',
    );
  }
  const lines = await Promise.all([OURS, ...others].map((subject) => Line.open(subject)));
  try {
    for (const load of LOADS) await measure(load, lines as [Line, ...Line[]]);
  } finally {
    for (const line of lines) line.close();
  }
}

// --- internal ---

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const PEERS = file('../../bench/peers/node_modules/fox-wamp');
const OURS: Subject = {
  name: 'dealerchart',
  program: [file('../src/cli/main.js'), 'serve', '--port', '0', '--log', 'json'],
};
const BARE: Subject = {
  name: 'a ws dealer that checks nothing',
  program: [file('bare.js')],
  reach: { atLeast: 0.85 },
};
const FOX: Subject = { name: 'fox-wamp 0.7.28', program: [file('fox.js')], reach: { atLeast: 1.5 } };

type Load = (typeof LOADS)[number];

async function measure(load: Load, [ours, ...others]: [Line, ...Line[]]): Promise<void> {
  const rates = new Map<Line, number[]>([ours, ...others].map((line) => [line, []]));
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [line, list] of rates) {
      const rate = await line.rate(load);
      if (round >= 0) list.push(rate);
    }
  }
  const ratesOf = (line: Line): number[] => rates.get(line) as number[];
  const perSecond = (line: Line): string =>
    `${Math.round(medianOf(ratesOf(line)).median).toLocaleString('en')}/s`;
  console.log(
    `Calls over WebSocket and JSON, ${load.inFlight} in flight, ${CALLEES} callees under roundrobin:`,
  );
  print(
    others.map((other) => ({
      what: `dealerchart, against ${other.subject.name}`,
      ratio: medianOf(ratesOf(ours).map((rate, round) => rate / (ratesOf(other)[round] as number))),
      of: `${perSecond(ours)} / ${perSecond(other)}`,
      ...(other.subject.reach && load === LOADS[0] && { reach: other.subject.reach }),
    })),
  );
}

/** A router with its callees and its caller. */
class Line {
  readonly subject: Subject;
  private readonly process: ChildProcess;
  private readonly clients: Wire[] = [];
  private caller: Wire | undefined;
  private lastRequest = 0;

  private constructor(subject: Subject) {
    this.subject = subject;
    this.process = spawn(process.execPath, subject.program, { stdio: ['ignore', 'pipe', 'inherit'] });
  }

  static async open(subject: Subject): Promise<Line> {
    const line = new Line(subject);
    try {
      const url = await urlOf(line.process);
      for (let index = 0; index < CALLEES; index++) await line.joinCallee(url);
      line.caller = await line.join(url);
      return line;
    } catch (error) {
      line.close();
      throw error;
    }
  }

  /** Makes calls, and says how many there were in a second. */
  async rate({ inFlight, calls }: Load): Promise<number> {
    const caller = this.caller as Wire;
    const start = performance.now();
    let [sent, answered] = [0, 0];
    const call = (): void => {
      sent++;
      caller.send(`[48,${++this.lastRequest},{},"com.example.add",[2,3]]`);
    };
    await new Promise<void>((resolve, reject) => {
      caller.onClose = () => reject(new Error(`${this.subject.name} closed the connection.`));
      caller.onMessage = (text) => {
        if (!text.startsWith('[50,')) reject(new Error(`${this.subject.name} answered ${text}.`));
        if (sent < calls) call();
        if (++answered === calls) resolve();
      };
      for (let index = 0; index < inFlight; index++) call();
      caller.flush();
    });
    return calls / ((performance.now() - start) / 1_000);
  }

  close(): void {
    for (const client of this.clients) client.close();
    this.process.kill();
  }

  private async joinCallee(url: string): Promise<void> {
    const callee = await this.join(url);
    callee.send('[64,1,{"invoke":"roundrobin"},"com.example.add"]');
    callee.flush();
    await callee.next();
    callee.onMessage = (text) => callee.send(`[70,${text.slice(4, text.indexOf(',', 4))},{},[5]]`);
  }

  private async join(url: string): Promise<Wire> {
    const client = await Wire.open(url);
    this.clients.push(client);
    client.send('[1,"realm1",{"roles":{"caller":{},"callee":{}}}]');
    client.flush();
    await client.next();
    return client;
  }
}

/** The URL that a router prints when it is ready. */
async function urlOf(router: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: router.stdout as NodeJS.ReadableStream })) {
    const url = /ws:\/\/[^"\s]+/.exec(line);
    if (url !== null) return url[0];
  }
  throw new Error(`Expected ${router.spawnargs.join(' ')} to print its URL, but it ended.`);
}
