/** `dealerchart serve`: runs the router until a signal stops it. */
import { existsSync, openSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import { isWellFormed } from '../../machines/steps/uri.ts';
import { type LogFormat, logTo, type Router, type RouterOptions, startRouter } from '../router/index.ts';
import { flagOf, inWords, LIMIT_NAMES, LIMITS, type Limit, type LimitName } from '../router/limits.ts';
import { isOrigin } from '../router/origins.ts';
import { packageFile } from '../tools/scenario/library/files.ts';
import type { Entry } from '../wire/entry.ts';
import { writeLine } from '../wire/log.ts';
import { addReading, wholeNumber } from './arguments.ts';
import { VERSION } from './version.ts';

interface ServeFlags extends Partial<Readonly<Record<LimitName, number>>> {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly realm?: readonly string[];
  readonly reading?: Readonly<Record<string, string>>;
  readonly origin?: readonly string[];
  readonly verbose?: true;
  readonly log: LogFormat;
  readonly record?: string;
}

export const serve = new Command('serve')
  .description('Run a WAMP router with the role dealer.')
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--port <number>', 'port to listen on, 0 for any free one', wholeNumber(0, 65_535), 8080)
  .option('--path <path>', 'path of the WebSocket endpoint', checkPath, '/ws')
  .option('--realm <name>', 'serve only this realm (repeatable); any realm by default', addRealm)
  .option('--reading <name=option>', 'interpret an open question this way (repeatable)', addReading)
  .option(
    '--origin <origin>',
    "let browser pages of this origin connect (repeatable), * for any; only the router's own by default",
    addOrigin,
  )
  .option(
    '--verbose',
    'log each session and registration, each call that fails or is re-routed, each connection that is cut off',
  )
  .addOption(new Option('--log <format>', 'format of the log').choices(['text', 'json']).default('text'))
  .option('--record <file>', 'record all messages in a file, for dealerchart judge')
  .action(async (flags: ServeFlags) => start(flags));

for (const name of LIMIT_NAMES) serve.addOption(optionOf(name));

// --- internal ---

async function start(flags: ServeFlags): Promise<void> {
  const { host, port, path, realm, reading, origin, record } = flags;
  const site = documentation();
  const log = logTo(flags.log, (line) => console.log(line));
  const options = (): RouterOptions => ({
    host,
    port,
    path,
    realms: realm,
    readings: reading,
    origins: origin,
    ...Object.fromEntries(LIMIT_NAMES.map((name) => [name, flags[name]])),
    site,
    agent: `dealerchart/${VERSION}`,
    log: flags.verbose ? log : undefined,
    record: record === undefined ? undefined : recordTo(record),
  });
  process.stdout.on('error', surviveOutput());
  try {
    const router = await startRouter(options());
    stopOnSignal(router); // Before the message below, after which a signal may arrive.
    if (flags.log === 'json') log({ event: 'listening', url: router.url, realms: realm ?? 'any' });
    else console.log(welcome(router.url, realm));
    if (site !== undefined && flags.log === 'text') console.log(`Documentation: ${homeOf(router.url)}`);
  } catch (error) {
    fail(whyNot(error as NodeJS.ErrnoException, host, port));
  }
}

/** The built pages of the documentation, if they are there: not in the package, but in a clone after "npm run docs". */
function documentation(): string | undefined {
  const folder = packageFile('docs/.vitepress/dist/');
  return existsSync(new URL('index.html', folder)) ? fileURLToPath(folder) : undefined;
}

/** Writes synchronously, so that the recording is complete after a crash. A failure ends the recording. */
function recordTo(path: string): (entry: Entry) => void {
  const file = open(path);
  return (entry) => writeSync(file, `${writeLine(entry)}\n`);
}

function open(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    return fail(`${path} cannot be written; choose another file with --record (${(error as Error).message})`);
  }
}

/** Ends with 1, not with the 2 of an invalid command line: a later start with the same options may succeed. */
function fail(message: string): never {
  console.error(`error: ${message}`);
  process.exit(1);
}

/** Reports a broken standard output once, and lets the router continue. */
function surviveOutput(): (error: Error) => void {
  let isSaid = false;
  return ({ message }) => {
    if (!isSaid) console.error(`Standard output cannot be written, and lines are missing: ${message}`);
    isSaid = true;
  };
}

/** A flag of the command line for a limit. */
function optionOf(name: LimitName): Option {
  const { unit, meaning, most = Number.MAX_SAFE_INTEGER }: Limit = LIMITS[name];
  const value = LIMITS[name].default;
  return new Option(`${flagOf(name)} <${unit}>`, meaning)
    .argParser(wholeNumber(1, Math.min(most, Number.MAX_SAFE_INTEGER)))
    .default(value, inWords(value, unit));
}

function stopOnSignal(router: Router): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      await router.close();
      process.exit(0);
    });
  }
}

function welcome(url: string, realms: readonly string[] = []): string {
  const served = realms.length === 0 ? 'any realm' : `realm ${realms.join(', ')}`;
  const example = ['node examples/rerouting.mjs', url, ...realms.slice(0, 1)].join(' ');
  return `Dealerchart ${VERSION} serves ${served} on ${url}. In a clone, try in another terminal: ${example}`;
}

/** Address of the pages for browsers. */
const homeOf = (url: string): string => new URL('/', url.replace(/^ws/, 'http')).href;

function whyNot({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE') return `port ${port} of ${host} is in use; choose another one with --port`;
  if (code === 'EACCES')
    return `port ${port} is not permitted for this user; choose one above 1023 with --port`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is not an address of this machine; see --host`;
  return message;
}

function addRealm(value: string, before: readonly string[] = []): readonly string[] {
  if (isWellFormed(value)) return [...before, value];
  throw new InvalidArgumentError('Expected a URI: parts joined by dots, none of them empty.');
}

function addOrigin(value: string, before: readonly string[] = []): readonly string[] {
  if (isOrigin(value)) return [...before, value];
  throw new InvalidArgumentError(
    'Expected a scheme and a host, such as https://example.com or http://localhost:5173, or * for any.',
  );
}

function checkPath(value: string): string {
  if (/^\/[^\s?#]*$/.test(value)) return value;
  throw new InvalidArgumentError('Expected a path that begins with a slash.');
}
