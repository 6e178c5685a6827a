/** `dealerchart serve`: runs the router until a signal stops it. */
import { openSync, writeSync } from 'node:fs';
import { Command } from 'commander';
import { type Log, logTo, type Router, type RouterOptions, startRouter } from '../router/index.ts';
import { INSPECT_PATH } from '../router/inspector/inspector.ts';
import { LIMIT_NAMES } from '../router/limits.ts';
import { checkTls, subjectOf } from '../router/tls.ts';
import type { Entry } from '../wire/entry.ts';
import { writeLine } from '../wire/log.ts';
import { Mistake } from './configuration.ts';
import { documentation } from './documentation.ts';
import { addFlags, settingsOf } from './flags.ts';
import { nextSteps } from './next-steps.ts';
import { mistakesIn, readClients, readInspection, readTls } from './resources.ts';
import type { Settings } from './settings.ts';
import { VERSION } from './version.ts';

interface ServeFlags {
  readonly config?: string;
  readonly checkConfig?: true;
}

export const serve = new Command('serve')
  .description('Run a WAMP router with the role dealer.')
  .option('--config <file>', 'read settings from a JSON file; flags take precedence')
  .option('--check-config', 'check the settings and the files that they name, and exit with 0 or 2')
  .action(async (flags: ServeFlags) => run(flags));

addFlags(serve);

// --- internal ---

async function run({ config, checkConfig }: ServeFlags): Promise<void> {
  try {
    const settings = settingsOf(serve, config);
    if (checkConfig !== true) return await start(settings);
    const mistakes = mistakesIn(settings);
    if (mistakes.length > 0) throw new Mistake(mistakes.join('\n'));
    console.log('The configuration is in order.');
  } catch (error) {
    serve.error((error as Error).message.replace(/^/gm, 'error: '));
  }
}

async function start(settings: Settings): Promise<void> {
  const { host, port, path, readings, origins, trustProxy, logCalls, onShutdown, record } = settings;
  const site = settings.site ?? documentation();
  const authenticator = readClients(settings);
  const inspect = readInspection(settings);
  const realms = settings.realms ?? authenticator?.realms;
  const always = logTo(settings.log, (line) => console.log(line));
  const log = settings.verbose === true || logCalls === true ? always : undefined;
  const options = (): RouterOptions => ({
    host,
    port,
    path,
    realms,
    readings,
    origins,
    trustProxy,
    ...Object.fromEntries(LIMIT_NAMES.map((name) => [name, settings[name]])),
    onShutdown,
    authenticator,
    tls: readTls(settings),
    site,
    inspect,
    agent: `dealerchart/${VERSION}`,
    log,
    logCalls,
    record: record === undefined ? undefined : recordTo(record),
  });
  process.stdout.on('error', surviveOutput());
  const router = await startRouter(options()).catch((error: NodeJS.ErrnoException) =>
    fail(whyNot(error, host, port)),
  );
  stopOnSignal(router, settings, always); // Before the message below, after which a signal may arrive.
  process.on('SIGHUP', () => reload(router, settings, log));
  const inspector = inspect ? new URL(INSPECT_PATH, homeOf(router.url)).href : undefined;
  if (settings.log === 'json')
    always({ event: 'listening', url: router.url, realms: realms ?? 'any', inspector });
  else {
    const pages = site && (settings.site === undefined ? 'Documentation' : 'Pages');
    console.log(`Dealerchart ${VERSION} serves ${inWords(realms)} on ${router.url}.`);
    if (process.stdout.isTTY) {
      const isOpen = authenticator === undefined && settings.tlsCert === undefined;
      const [isVerbose, isInspected] = [log !== undefined, inspector !== undefined];
      const started = { url: router.url, realms: realms ?? [], isOpen, pages, isVerbose, isInspected };
      console.log(nextSteps(started).join('\n'));
    } else if (pages !== undefined) console.log(`${pages}: ${homeOf(router.url)}`);
    if (inspector !== undefined)
      console.log(`Inspector: ${inspector}${inspect === true ? '' : ' (it asks for the token)'}`);
  }
}

/** Reads the certificate and its key again. If they are wrong, the earlier ones stay in use. */
function reload(router: Router, settings: Settings, log: Log | undefined): void {
  try {
    const tls = readTls(settings);
    if (tls === undefined) return;
    router.replaceCertificate(tls);
    const certificate = checkTls(tls);
    const { validTo: until, fingerprint256: fingerprint } = certificate;
    log?.({ event: 'certificate replaced', names: subjectOf(certificate), until, fingerprint });
  } catch (error) {
    const reason = `The certificate was not replaced, and the earlier one stays in use: ${(error as Error).message}`;
    if (log === undefined) console.error(reason);
    else log({ event: 'failure', reason });
  }
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

/** Ends the router on the first signal, in order, and on the second one at once. */
function stopOnSignal(router: Router, { drain, onShutdown }: Settings, log: Log): void {
  let isStopping = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (isStopping) return router.close(0);
    isStopping = true;
    const start = performance.now();
    const { sessions, calls } = router.size();
    log({ event: 'shutdown started', signal, ending: onShutdown, drain, sessions, calls });
    const interrupted = await router.drain(drain);
    await router.close();
    log({ event: 'shutdown ended', ms: Math.round(performance.now() - start), interrupted });
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
}

const inWords = (realms: readonly string[] = []): string =>
  realms.length === 0 ? 'any realm' : `realm ${realms.join(', ')}`;

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
