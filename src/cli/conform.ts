/** `dealerchart conform`: judges any router by the cases, over WebSocket. */
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Readings } from '../../machines/readings.ts';
import { type Progress as Played, conform as runSuite } from '../tools/conform/conform.ts';
import type { Credentials } from '../tools/conform/login.ts';
import { toHtml } from '../tools/conform/report/html.ts';
import { toJson } from '../tools/conform/report/json.ts';
import { toJunit } from '../tools/conform/report/junit.ts';
import { countText, toText } from '../tools/conform/report/text.ts';
import { isFailure } from '../tools/conform/report/verdicts.ts';
import {
  CASE_LEVELS,
  type CaseLevel,
  type Result,
  SERIALISATION_NAMES,
  type SerialisationName,
} from '../tools/conform/result.ts';
import { withheld } from '../tools/conform/withhold.ts';
import { nearestTo } from '../tools/consult/look-up.ts';
import { withoutSecrets } from '../wire/url.ts';
import { addReading, wholeNumber } from './arguments.ts';
import { paintFor, widthOf } from './colours.ts';
import { compare } from './conform-compare.ts';
import { Progress } from './progress.ts';
import { checkReport, writeReport } from './report-file.ts';
import { VERSION } from './version.ts';

interface ConformFlags {
  readonly realm: string;
  readonly serialiser?: readonly SerialisationName[];
  readonly only?: readonly string[];
  readonly level: CaseLevel;
  readonly reading?: Readonly<Record<string, string>>;
  readonly strict?: true;
  readonly timeout: number;
  readonly jobs: number;
  readonly authid?: string;
  readonly ticket?: string;
  readonly secret?: string;
  readonly header: Readonly<Record<string, string>>;
  readonly prefix: string;
  readonly start?: string;
  readonly startTimeout: number;
  readonly fresh?: true;
  readonly name?: string;
  readonly routerVersion?: string;
  readonly withhold?: true;
  readonly json?: string;
  readonly junit?: string;
  readonly html?: string;
}

export const conform = new Command('conform')
  // The options of `compare` are its own, also where they have the same names.
  .enablePositionalOptions()
  .description('Judge a router by the cases, over WebSocket.')
  .argument(
    '<url>',
    'WebSocket URL of the router, such as ws://localhost:8080/ws; {port} stands for a free port',
    webSocketUrl,
  )
  .option('--realm <uri>', 'realm of all clients', 'realm1')
  .addOption(
    new Option(
      '--serialiser <name>',
      'serialisation to run in (repeatable; all that the router accepts if omitted)',
    ).argParser(addSerialiser),
  )
  .option('--only <case>', 'play this case, or those whose name begins so, such as cr-03 (repeatable)', add)
  .addOption(
    new Option('--level <level>', 'weakest level of the cases').choices(CASE_LEVELS).default('manners'),
  )
  .option(
    '--reading <name=option>',
    'the router answers an open question this way, which is not inferred then (repeatable)',
    addReading,
  )
  .option('--strict', 'end with 1 for cases that are non-strict, too')
  .option('--timeout <ms>', 'maximum duration of an answer', wholeNumber(50, 60_000), 600)
  .option('--jobs <number>', 'cases played at once', wholeNumber(1, 64), 6)
  .option('--authid <id>', 'name for authentication, with --ticket or --secret')
  .option('--ticket <ticket>', 'authenticate by this ticket; $DEALERCHART_TICKET if omitted')
  .option('--secret <secret>', 'authenticate by WAMP-CRA with this secret; $DEALERCHART_SECRET if omitted')
  .addOption(
    new Option('--header <header>', 'HTTP header of each connection (repeatable)')
      .argParser(addHeader)
      .default({}, 'none'),
  )
  .option('--prefix <uri>', 'beginning of the procedures with a correct URI', 'com.dealerchart.conform')
  .option(
    '--start <command>',
    'start the router in the foreground, and again whenever it is gone; {port} as in the URL',
  )
  .option('--start-timeout <ms>', 'maximum duration of a start', wholeNumber(100, 600_000), 60_000)
  .option('--fresh', 'restart the router for each case, one at a time')
  .option('--name <name>', 'name of the router in reports')
  .option('--router-version <version>', 'version of the router in reports')
  .option('--withhold', 'leave out of the reports which cases ended the router, to publish them')
  .option('--json <file>', 'write the result as JSON')
  .option('--junit <file>', 'write the result as JUnit XML')
  .option('--html <file>', 'write the result as one HTML file')
  .action(run)
  .addCommand(compare);

// --- internal ---

async function run(url: string, flags: ConformFlags): Promise<void> {
  if (flags.fresh && flags.start === undefined)
    usage('--fresh needs --start, the command that starts the router.');
  if (url.includes('{port}') && flags.start === undefined)
    usage('{port} in the URL needs --start, the command that starts the router at that port.');
  for (const format of ['json', 'junit', 'html'] as const) {
    const path = flags[format];
    if (path !== undefined) checkReport(conform, `--${format}`, path);
  }
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    console.error('\nStopping; the report is about the cases played so far. Again to stop at once.');
    controller.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const progress = new Progress();
  progress.show(
    flags.start === undefined ? `Connecting to ${withoutSecrets(url)} ...` : 'Starting the router ...',
  );
  let result: Result;
  try {
    result = await runSuite({
      url,
      realm: flags.realm,
      credentials: credentialsOf(flags),
      headers: flags.header,
      prefix: flags.prefix,
      timeout: flags.timeout,
      start: flags.start,
      startTimeout: flags.startTimeout,
      name: flags.name ?? withoutSecrets(url),
      version: flags.routerVersion,
      suite: VERSION,
      serialisations: flags.serialiser,
      only: flags.only,
      readings: flags.reading ?? {},
      level: flags.level,
      jobs: flags.jobs,
      isFresh: flags.fresh === true,
      again: (id, serialisation, readings) => againCommand(url, flags, { id, serialisation, readings }),
      onProgress: (done) => report(done, progress),
      onRun(run) {
        progress.clear();
        console.error(countText(run));
      },
      signal: controller.signal,
    });
  } catch (error) {
    progress.clear();
    return conform.error(`error: ${(error as Error).message}`, { exitCode: 2 });
  } finally {
    progress.clear();
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
  const told = flags.withhold ? withheld(result) : result;
  console.log(toText(told, { width: widthOf(process.stdout), paint: paintFor(process.stdout) }));
  if (flags.json !== undefined) writeReport(conform, '--json', flags.json, toJson(told));
  if (flags.junit !== undefined)
    writeReport(conform, '--junit', flags.junit, toJunit(told, { isStrict: flags.strict === true }));
  if (flags.html !== undefined) writeReport(conform, '--html', flags.html, toHtml(told));
  process.exitCode = isFailed(result, flags.strict === true) ? 1 : 0;
}

/** True if the exit code is to be 1. */
function isFailed({ runs }: Result, isStrict: boolean): boolean {
  return runs.some(
    ({ cases, judged, isComplete, endings = [] }) =>
      !isComplete ||
      endings.length > 0 ||
      cases.some(({ verdict }) => isFailure(verdict) || (isStrict && verdict === 'non-strict')) ||
      judged.some(({ outcome }) => isStrict || outcome === 'broken'),
  );
}

function credentialsOf({ authid, ticket, secret }: ConformFlags): Credentials {
  const { DEALERCHART_TICKET, DEALERCHART_SECRET } = process.env;
  const [ticketGiven, secretGiven] = [ticket ?? DEALERCHART_TICKET, secret ?? DEALERCHART_SECRET];
  if (authid === undefined) {
    if (ticket !== undefined || secret !== undefined)
      usage('--ticket and --secret need --authid, the name to authenticate with.');
    return { method: 'anonymous' };
  }
  if (ticketGiven !== undefined && secretGiven !== undefined)
    usage('Expected one of --ticket and --secret, but both came.');
  if (ticketGiven !== undefined) return { method: 'ticket', authid, secret: ticketGiven };
  if (secretGiven !== undefined) return { method: 'wampcra', authid, secret: secretGiven };
  return usage('--authid needs --ticket or --secret, or one of $DEALERCHART_TICKET and $DEALERCHART_SECRET.');
}

const usage = (sentence: string): never => conform.error(`error: ${sentence}`, { exitCode: 2 });

/** The command that plays one case again under the same readings, without secrets. */
function againCommand(
  url: string,
  flags: ConformFlags,
  {
    id,
    serialisation,
    readings,
  }: { id: string; serialisation: SerialisationName; readings: Partial<Readings> },
): string {
  const words = ['npx', 'dealerchart', 'conform', withoutSecrets(url), '--only', id];
  words.push('--serialiser', serialisation);
  words.push(...Object.entries(readings).flatMap(([id, option]) => ['--reading', `${id}=${option}`]));
  for (const [attribute, flag] of REPEATED) {
    const isGiven = conform.getOptionValueSource(attribute) === 'cli';
    if (isGiven) words.push(flag, `${flags[attribute]}`);
  }
  if (flags.fresh) words.push('--fresh');
  words.push(...Object.keys(flags.header).flatMap((name) => ['--header', `${name}: ...`]));
  return words.map(quoted).join(' ');
}

/** Options with a value that a case needs to be played again as it was. */
const REPEATED = [
  ['realm', '--realm'],
  ['timeout', '--timeout'],
  ['authid', '--authid'],
  ['prefix', '--prefix'],
  ['start', '--start'],
  ['startTimeout', '--start-timeout'],
] as const;

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** Reports the cases played: in a line that changes at a terminal, and in a line now and then elsewhere. */
function report({ serialisation, done, all, id }: Played, progress: Progress): void {
  const text = `${serialisation} ${done}/${all}`;
  if (process.stderr.isTTY) progress.show(`${text} ${id}`);
  else if (done % 50 === 0 || done === all) console.error(text);
}

function webSocketUrl(value: string): string {
  const probe = value.replaceAll('{port}', '1');
  const url = URL.canParse(probe) ? new URL(probe) : undefined;
  if (url === undefined || !/^wss?:$/.test(url.protocol))
    throw new InvalidArgumentError(
      `Expected a URL such as ws://localhost:8080/ws, or a command.${nearestTo(value, ['compare'])}`,
    );
  if (probe.includes('#'))
    throw new InvalidArgumentError(
      'Expected a URL without a fragment, which # begins: WebSockets have none.',
    );
  return value;
}

function addSerialiser(
  value: string,
  before: readonly SerialisationName[] = [],
): readonly SerialisationName[] {
  const names = add(value);
  const isName = (name: string): name is SerialisationName =>
    (SERIALISATION_NAMES as readonly string[]).includes(name);
  if (names.every(isName)) return [...new Set([...before, ...names])];
  throw new InvalidArgumentError(
    `Expected one of ${SERIALISATION_NAMES.join(', ')}, or several with commas.`,
  );
}

function add(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...value.split(',').map((one) => one.trim())];
}

function addHeader(
  value: string,
  before: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const [, name, content] = /^([!#$%&'*+.^`|~\w-]+):\s*(.*)$/.exec(value) ?? [];
  if (name === undefined || content === undefined)
    throw new InvalidArgumentError('Expected a header such as "Cookie: a=b".');
  return { ...before, [name]: content };
}
