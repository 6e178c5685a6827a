/** `dealerchart conform`, as built: exit codes, options, reports, routers that end, and interrupts. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import type { Result, Verdict } from '../../src/tools/conform/result.ts';
import { dealerchart, type Program, serve } from './process.ts';
import { folder, resultIn } from './results.ts';
import { BOUND, withRouter } from './router.ts';

/** What came of a run of the suite against a router that it started. */
interface Played {
  readonly program: Program;
  readonly start: string;
  readonly result: Result;
}

const verdictsIn = ({ runs }: Result): Readonly<Record<string, Verdict>> =>
  Object.fromEntries(runs.flatMap(({ cases }) => cases.map(({ id, verdict }) => [id, verdict])));

/** A server that welcomes each client, and answers nothing else but what is given. */
async function dumbRouter(
  answer: (message: unknown[]) => unknown[] | undefined = () => undefined,
  details: unknown = { roles: { dealer: {} } },
): Promise<string> {
  const server = createServer();
  const sockets = new WebSocketServer({
    server,
    handleProtocols: (names) => [...names].find((name) => name === 'wamp.2.json') ?? false,
  });
  let sessions = 5_000;
  const welcome = (): unknown[] => {
    sessions += 7_919;
    return [2, sessions, details];
  };
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => {
      const message = JSON.parse(`${data}`);
      const reply = message[0] === 1 ? welcome() : answer(message);
      if (reply !== undefined) socket.send(JSON.stringify(reply));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
    server.close();
  });
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('a right router passes in each serialisation, and the reports say so', async () => {
  const out = folder();
  const { url } = await serve();
  const [json, junit, html] = ['result.json', 'result.xml', 'result.html'].map((name) => join(out, name)) as [
    string,
    string,
    string,
  ];
  const program = dealerchart(
    ...['conform', url, '--only', 'cr-08,bp-14-payload-as-it-is', '--only', 'pr-02'],
    ...['--name', 'ours', '--router-version', '1', '--json', json, '--junit', junit, '--html', html],
  );
  expect(await program.ended, program.stdout + program.stderr).toBe(0);
  const result = resultIn(json);
  expect(result.router).toMatchObject({ name: 'ours', version: '1' });
  expect(result.runs.map(({ serialisation }) => serialisation)).toEqual(['json', 'msgpack', 'cbor']);
  for (const { cases, isComplete, judged } of result.runs) {
    expect({ isComplete, judged }).toEqual({ isComplete: true, judged: [] });
    expect(cases.length).toBeGreaterThanOrEqual(3);
    expect(new Set(cases.map(({ verdict }) => verdict))).toEqual(new Set(['pass']));
  }
  expect(readFileSync(junit, 'utf8')).toContain('failures="0"');
  expect(readFileSync(html, 'utf8')).toMatch(/^<!doctype html>/i);
  expect(program.stdout).toMatch(/^ours/);
});

test('a router that does not answer fails, with a command that plays the case again, without secrets', async () => {
  const url = await dumbRouter();
  const json = join(folder(), 'result.json');
  const program = dealerchart(
    ...['conform', `${url}?token=5`, '--only', 'bp-13-no-such-procedure', '--timeout', '50'],
    ...[
      '--serialiser',
      'json',
      '--prefix',
      'com.example.here',
      '--header',
      'Cookie: token=5',
      '--json',
      json,
    ],
  );
  expect(await program.ended, program.stderr).toBe(1);
  const [one] = resultIn(json).runs[0]?.cases ?? [];
  const again = `npx dealerchart conform '${url}?...' --only bp-13-no-such-procedure --serialiser json --timeout 50 --prefix com.example.here --header 'Cookie: ...'`;
  expect(one).toMatchObject({ verdict: 'router gone', again });
  expect(program.stdout).toContain(again);
  expect(program.stdout + readFileSync(json, 'utf8')).not.toContain('token=5');
});

test('a router that departs only from what no text fixes fails if strictness is asked for', async () => {
  const { url } = await withRouter();
  const spoilt = await spoiler(url, (message) => (message[0] === 69 ? [69, message[1], {}] : message));
  const run = (...flags: string[]) =>
    dealerchart(
      'conform',
      spoilt,
      '--only',
      'cc-02-killnowait-stops-the-callee',
      '--serialiser',
      'json',
      ...flags,
    );
  const lenient = run();
  expect(await lenient.ended, lenient.stdout).toBe(0);
  expect(lenient.stdout).toContain('1 non-strict');
  const strict = run('--strict');
  expect(await strict.ended, strict.stdout).toBe(1);
});

/** A proxy that changes the messages of a router. */
async function spoiler(url: string, change: (message: unknown[]) => unknown[]): Promise<string> {
  const { WebSocket } = await import('ws');
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'wamp.2.json' });
  await new Promise((resolve) => sockets.once('listening', resolve));
  sockets.on('connection', (client) => {
    const router = new WebSocket(url, ['wamp.2.json']);
    const waiting: string[] = [];
    router.on('open', () => {
      for (const text of waiting.splice(0)) router.send(text);
    });
    router.on('message', (data) => client.send(JSON.stringify(change(JSON.parse(`${data}`)))));
    router.on('close', () => client.close());
    client.on('message', (data) =>
      router.readyState === WebSocket.OPEN ? router.send(`${data}`) : waiting.push(`${data}`),
    );
    client.on('close', () => router.close());
  });
  onTestFinished(() => {
    for (const client of sockets.clients) client.terminate();
    sockets.close();
  });
  return `ws://127.0.0.1:${(sockets.address() as AddressInfo).port}/`;
}

describe('a router that is started by the suite', () => {
  const START = 'node dist/src/cli/main.js serve --port {port}';
  const URL = 'ws://127.0.0.1:{port}/ws';

  /** Runs the suite; its router ends with it, even if the test fails before. */
  function starting(url: string, start: string, ...args: string[]): Program {
    const program = dealerchart('conform', url, '--start', start, '--serialiser', 'json', ...args);
    onTestFinished(async () => {
      program.kill('SIGINT');
      await program.ended.catch(() => {});
    });
    return program;
  }

  test('is awaited, and ended afterwards', async () => {
    const program = starting(URL, START, '--only', 'cr-08');
    expect(await program.ended, program.stderr).toBe(0);
  });

  test('is started anew for each case, if that is asked for', async () => {
    const log = join(folder(), 'starts');
    const start = `echo start >> ${log}; exec ${START}`;
    const program = starting(URL, start, '--fresh', '--only', 'bp-13-no-such-procedure');
    expect(await program.ended, program.stderr).toBe(0);
    expect(readFileSync(log, 'utf8').split('\n').length).toBeGreaterThan(2);
  });

  describe('and ends in the middle of a case', () => {
    /** Plays two cases, one of which ends the router. */
    async function mortal(...args: string[]): Promise<Played> {
      const out = folder();
      const script = join(out, 'mortal.mjs');
      writeFileSync(script, MORTAL);
      const json = join(out, 'result.json');
      const start = `node ${script} {port}`;
      const only = 'bp-13-no-such-procedure,bp-12-only-what-one-has';
      const options = ['--timeout', '100', '--only', only, '--json', json, ...args];
      const program = starting('ws://127.0.0.1:{port}/', start, ...options);
      expect(await program.ended, program.stderr).toBe(1);
      return { program, start, result: resultIn(json) };
    }

    test('is started again, and the case that ended it is found', async () => {
      const { result, start } = await mortal();
      const verdicts = verdictsIn(result);
      expect(verdicts['bp-12-only-what-one-has']).toBe('router gone');
      expect(verdicts['bp-13-no-such-procedure']).not.toBe('router gone');
      const ended = result.runs[0]?.cases.find(({ id }) => id === 'bp-12-only-what-one-has');
      expect(ended?.again).toContain(`--start '${start}'`);
      expect(ended?.says.join(' ')).toContain('Its process ended with exit code 1.');
    });

    test('is judged without that case in a result to publish', async () => {
      const { program, result } = await mortal('--withhold');
      expect(verdictsIn(result)['bp-12-only-what-one-has']).toBe('withheld');
      expect(program.stdout).toContain('withheld');
    });
  });

  test('that does not start in time ends the command with 2, and what it wrote', async () => {
    const program = starting(URL, 'echo no such option; sleep 30', '--start-timeout', '300');
    expect(await program.ended, program.stdout).toBe(2);
    expect(program.stderr).toContain('It wrote: no such option');
  });
});

/** A router that ends at the first UNREGISTER. */
const MORTAL = `
import { createRequire } from 'node:module';
const { WebSocketServer } = createRequire('${import.meta.url}')('ws');
let sessions = 9_000;
const server = new WebSocketServer({ port: Number(process.argv[2]), host: '127.0.0.1', handleProtocols: () => 'wamp.2.json' });
server.on('connection', (socket) => socket.on('message', (data) => {
  const [code, request] = JSON.parse(data);
  if (code === 66) process.exit(1);
  const reply = { 1: [2, (sessions += 6_007), { roles: { dealer: {} } }], 48: [8, 48, request, {}, 'wamp.error.no_such_procedure'], 64: [65, request, request], 6: [6, {}, 'wamp.close.goodbye_and_out'] }[code];
  if (reply) socket.send(JSON.stringify(reply));
}));
`;

test('an interrupt ends the run with a report of what was played', async () => {
  const { url } = await serve();
  const json = join(folder(), 'result.json');
  const program = dealerchart('conform', url, '--jobs', '2', '--json', json);
  await vi.waitFor(() => expect(program.stderr).toMatch(/json 50\//), { timeout: BOUND, interval: 5 });
  program.kill('SIGINT');
  expect(await program.ended, program.stderr).toBe(1);
  const { runs } = resultIn(json);
  expect(runs.map(({ isComplete }) => isComplete)).toEqual([false]);
  const verdicts = new Set(runs[0]?.cases.map(({ verdict }) => verdict));
  expect(verdicts).toEqual(new Set(['pass', 'not played']));
});

test('compares two results, and writes what its own options ask for', async () => {
  const out = folder();
  const { url } = await withRouter();
  const files = ['one.json', 'two.json'].map((name) => join(out, name));
  for (const [index, file] of files.entries()) {
    const program = dealerchart(
      ...['conform', url, '--only', 'bp-13-no-such-procedure', '--serialiser', 'json,cbor'],
      ...['--name', `router ${index}`, '--json', file],
    );
    expect(await program.ended, program.stderr).toBe(0);
    expect(resultIn(file).runs.map(({ serialisation }) => serialisation)).toEqual(['json', 'cbor']);
  }
  const html = join(out, 'both.html');
  const program = dealerchart('conform', 'compare', ...files, '--html', html, '--json');
  expect(await program.ended, program.stderr).toBe(0);
  expect(JSON.parse(program.stdout).routers).toHaveLength(2);
  expect(readFileSync(html, 'utf8')).toContain('router 1');
});

test('a router that does not permit the procedures of the cases is not judged', async () => {
  const url = await dumbRouter(([code, request]) => [8, code, request, {}, 'wamp.error.not_authorized']);
  const program = dealerchart('conform', url, '--serialiser', 'json');
  expect(await program.ended, program.stdout).toBe(2);
  expect(program.stderr).toMatch(
    /answer to CALL of com\.dealerchart\.conform\.\S+, but wamp\.error\.not_authorized came\..*--prefix/,
  );
  expect(program.stdout).toBe('');
});

test('a router whose WELCOME has no Details is not judged', async () => {
  const url = await dumbRouter(undefined, null);
  const program = dealerchart('conform', url, '--serialiser', 'json');
  expect(await program.ended, program.stdout).toBe(2);
  expect(program.stderr).toMatch(
    /Expected WELCOME with an id and a dictionary of Details for realm realm1, but WELCOME \d+ null came\./,
  );
});

test('the name that a router gives itself changes no terminal, and fills no report', async () => {
  const agent = `\u001b[31mred\u001b[0m\u001b]0;title\u0007 ${'long'.repeat(200)}`;
  const url = await dumbRouter(([code, request]) => [8, code, request, {}, 'wamp.error.no_such_procedure'], {
    roles: { dealer: {} },
    agent,
  });
  const program = dealerchart(
    ...['conform', url, '--serialiser', 'json', '--only', 'bp-13-no-such-procedure', '--timeout', '50'],
  );
  await program.ended;
  expect(program.stdout).toMatch(/\(red\b.{50,100}…\)/s);
  expect(program.stdout).not.toMatch(/[^\P{Cc}\n]/u);
});

test('ends with 2 and a sentence if it cannot run', async () => {
  const { url } = await withRouter();
  const refusals: readonly (readonly [readonly string[], RegExp])[] = [
    [['ws://127.0.0.1:1/'], /Expected a WebSocket at ws:\/\/127.0.0.1:1\/, but "connect ECONNREFUSED/],
    [['ws://127.0.0.1:{port}/'], /\{port\} in the URL needs --start/],
    [['http://127.0.0.1/'], /Expected a URL such as ws:/],
    [[url, '--only', 'no-such-case'], /Expected cases such as .*, but no-such-case is none/],
    [[url, '--only', ''], /Expected cases such as .*, but nothing came/],
    [[`${url}#here`], /Expected a URL without a fragment/],
    [[url, '--realm', 'no.such realm'], /Expected WELCOME for realm no\.such realm/],
    [[url, '--fresh'], /--fresh needs --start/],
    [[url, '--ticket', 'x'], /--ticket and --secret need --authid/],
    [[url, '--authid', 'x'], /--authid needs --ticket or --secret/],
    [[url, '--serialiser', 'json,xml'], /Expected one of json, msgpack, cbor/],
    [[url, '--header', 'no header'], /Expected a header such as/],
    [[url, '--jobs', '0'], /Expected a whole number from 1 to 64/],
    [
      [url, '--only', 'cr-08', '--json', '/nowhere/result.json'],
      /cannot be written; choose another file with --json/,
    ],
  ];
  for (const [args, sentence] of refusals) {
    const program = dealerchart('conform', ...args);
    expect(await program.ended, program.stdout).toBe(2);
    expect(program.stderr).toMatch(sentence);
  }
});
