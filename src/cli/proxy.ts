/** `dealerchart proxy`: stands between clients and their router, records what passes and judges it. */
import { openSync, readFileSync, writeSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import type { Readings } from '../../machines/readings.ts';
import { basisOf, RULES, type RuleId } from '../../machines/rules.ts';
import { PROCESS_CLOCK } from '../router/clock.ts';
import { type Assessment, type Outcome, outcomeOf } from '../tools/judge/assessment.ts';
import type { LiveBreach } from '../tools/judge/live.ts';
import { toReport } from '../tools/judge/report.ts';
import { type Paint, toText } from '../tools/judge/text.ts';
import { type RunningProxy, startProxy } from '../tools/proxy/proxy.ts';
import type { Entry } from '../wire/entry.ts';
import { writeLine } from '../wire/log.ts';
import { withoutSecrets } from '../wire/url.ts';
import { addReading, addRules, wholeNumber } from './arguments.ts';
import { paintFor } from './colours.ts';
import { JudgeThread } from './judge-thread.ts';
import type { Findings } from './judging.ts';

interface ProxyFlags {
  readonly listen: number;
  readonly host: string;
  readonly record?: string;
  readonly judge?: true;
  readonly reading?: Partial<Readings>;
  readonly tolerance: number;
  readonly strict?: true;
  readonly only?: readonly RuleId[];
  readonly ca?: string;
  readonly insecure?: true;
  readonly maxConnections: number;
  readonly maxMessageSize: number;
}

export const proxy = new Command('proxy')
  .description('Stand between clients and their router, record what passes, and judge it.')
  .argument('<router>', 'address of the router, such as ws://127.0.0.1:8080/ws', routerAt)
  .option('--listen <port>', 'port for clients, 0 for any free one', wholeNumber(0, 65_535), 8081)
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--record <file>', 'record all messages in a file, without the secrets in AUTHENTICATE')
  .option('--judge', 'report each broken rule at once, and all rules at the end')
  .option(
    '--reading <name=option>',
    'the router interprets an open question this way (repeatable)',
    addReading,
  )
  .option('--tolerance <ms>', 'maximum delay allowed', wholeNumber(0, 600_000), 1_000)
  .option('--strict', 'end with 1 for departures from decisions and readings, too')
  .option('--only <rules>', 'report only these rules, such as CR-6, BP-1,BP-2 or CR-* (repeatable)', addRules)
  .option('--ca <file>', "certificates, in PEM, that the router's is checked with")
  .option('--insecure', 'accept any certificate of the router')
  .option('--max-connections <number>', 'connections that may be open', wholeNumber(1, 1_000_000), 1_000)
  .option(
    '--max-message-size <bytes>',
    'largest message that is decoded; larger ones are only passed on',
    wholeNumber(1, 2 ** 30),
    16 * 2 ** 20,
  )
  .action(run);

// --- internal ---

async function run(router: URL, flags: ProxyFlags): Promise<void> {
  if (flags.record === undefined && flags.judge === undefined)
    proxy.error('error: Expected --judge or --record <file>: without them the proxy does nothing.');
  const write = flags.record === undefined ? undefined : recordTo(flags.record);
  const ca = flags.ca === undefined ? undefined : read(flags.ca);
  const judging = flags.judge && new Judging(flags);
  const running = await startProxy({
    router,
    host: flags.host,
    port: flags.listen,
    ca,
    insecure: flags.insecure,
    maxConnections: flags.maxConnections,
    maxMessageSize: flags.maxMessageSize,
    patience: PATIENCE,
    settling: flags.tolerance,
    clock: PROCESS_CLOCK,
    record(entry: Entry) {
      const line = writeLine(entry);
      write?.(line);
      judging?.add(line);
    },
    remark: (sentence) => console.error(sentence),
  }).catch((error: NodeJS.ErrnoException) => fail(whyNot(error, flags)));
  if (judging !== undefined) judging.proxy = running;
  stopOnSignal(running, judging, flags.tolerance);
  console.log(`Connect clients to ${running.url}; they reach ${withoutSecrets(router.href)}.`);
}

/** The judge, and its lines on standard output. */
class Judging {
  /** Undefined until it runs. */
  proxy: RunningProxy | undefined;
  private readonly flags: ProxyFlags;
  private readonly thread: JudgeThread;
  private readonly paint: Paint = paintFor(process.stdout);
  private failure: string | undefined;
  private isSlowed = false;
  /** Number of breaches of each rule so far. */
  private readonly told = new Map<RuleId, number>();
  private settle: (code: number) => void = () => {};

  constructor(flags: ProxyFlags) {
    this.flags = flags;
    const { reading: readings = {}, tolerance } = flags;
    this.thread = new JudgeThread({
      readings,
      tolerance,
      now: () => PROCESS_CLOCK.now(),
      onFindings: (findings) => this.take(findings),
      onBehind: (isBehind) => this.slow(isBehind),
      onFailure: ({ message }) => this.take({ breaches: [], failure: message }),
    });
  }

  add(line: string): void {
    this.thread.add(line);
  }

  /** Prints the summary; resolves to the exit code. */
  async finish(): Promise<number> {
    const code = new Promise<number>((resolve) => {
      this.settle = resolve;
    });
    this.thread.finish();
    const settled = await code;
    await this.thread.close();
    return settled;
  }

  // --- internal ---

  private take({ breaches, failure, assessment, isComplete = true }: Findings): void {
    for (const breach of breaches) if (this.concerns(breach.rule)) this.tell(breach);
    if (failure !== undefined && this.failure === undefined) {
      this.failure = failure;
      console.error(`The judge stops: ${failure} The proxy continues.`);
    }
    if (assessment !== undefined) this.sum(assessment, isComplete);
  }

  /** One cause may break a rule with each message: its sentence is told once, and its first breaches. */
  private tell(breach: LiveBreach): void {
    const told = this.told.get(breach.rule) ?? 0;
    this.told.set(breach.rule, told + 1);
    if (told === 0) console.log(headOf(breach, this.paint));
    if (told < MOST_TOLD) console.log(lineOf(breach));
    if (told === MOST_TOLD)
      console.log(`  More breaches of ${breach.rule} are not shown; the report at the end counts them.`);
  }

  private sum(assessment: Assessment, isComplete: boolean): void {
    const rules = assessment.rules.filter(({ rule }) => this.concerns(rule));
    // The lines are not kept; each breach was told with its own.
    console.log(toText(toReport({ ...assessment, rules }, { entries: [] }), this.paint));
    if (!isComplete)
      console.log('The log was too long to look for other readings; judge a recording for that.');
    const failing: readonly Outcome[] = this.flags.strict ? ['broken', 'departed'] : ['broken'];
    this.settle(rules.some(({ outcome }) => failing.includes(outcome)) ? 1 : 0);
  }

  private concerns(rule: RuleId): boolean {
    return this.flags.only?.includes(rule) ?? true;
  }

  /** The memory for lines that wait is limited: clients are read no faster than the judge. */
  private slow(isBehind: boolean): void {
    if (isBehind && !this.isSlowed) {
      this.isSlowed = true;
      console.error(
        'The judge cannot keep up, so the proxy slows the clients down. Record without --judge to avoid that.',
      );
    }
    this.proxy?.hold(isBehind);
  }
}

/** How long to wait for a side that does not react, in milliseconds. */
const PATIENCE = 10_000;

/** Breaches of a rule that are shown. */
const MOST_TOLD = 10;

/** The outcome, and the rule. */
function headOf({ rule, line, says }: LiveBreach, paint: Paint): string {
  const outcome = outcomeOf({ rule, held: 0, broken: [{ line, says }] });
  const word = paint(outcome === 'broken' ? 'red' : 'yellow', outcome);
  const { level, sentence } = RULES[rule];
  return `${word} ${rule} (${level}, ${basisOf(RULES[rule])}) ${sentence}`;
}

/** The place of a breach, and its rule: those of several rules may come in turn. */
const lineOf = ({ rule, entry, line, says }: LiveBreach): string =>
  `  ${rule} ${entry.session}, line ${line}: ${says}`;

function stopOnSignal(running: RunningProxy, judging: Judging | undefined, tolerance: number): void {
  let isStopping = false;
  let hurry = (): void => {};
  const stop = async (): Promise<void> => {
    if (isStopping) return hurry();
    isStopping = true;
    running.stop();
    // What is not certain yet may be explained.
    if (judging !== undefined && running.size() > 0)
      await new Promise<void>((resolve) => {
        hurry = resolve;
        setTimeout(resolve, tolerance + SLACK);
      });
    const code = (await judging?.finish()) ?? 0;
    await running.close();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
}

/** Time for the judge's next look, in milliseconds. */
const SLACK = 100;

function routerAt(value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol === 'ws:' || url?.protocol === 'wss:') return url;
  throw new InvalidArgumentError('Expected an address that begins with ws:// or wss://.');
}

/** Writes each line at once, so that the recording is complete after a crash. A failure ends the recording only. */
function recordTo(path: string): (line: string) => void {
  let file: number | undefined;
  try {
    file = openSync(path, 'w');
  } catch (error) {
    return fail(`${path} cannot be written; choose another file with --record (${(error as Error).message})`);
  }
  return (line) => {
    try {
      if (file !== undefined) writeSync(file, `${line}\n`);
    } catch (error) {
      file = undefined;
      console.error(`The recording ends here: ${path} cannot be written (${(error as Error).message}).`);
    }
  };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return fail(`${path} cannot be read; see --ca (${(error as Error).message})`);
  }
}

/** Ends with 2: with 1, a rule was broken. */
function fail(message: string): never {
  console.error(`error: ${message}`);
  process.exit(2);
}

function whyNot({ code, message }: NodeJS.ErrnoException, { listen, host }: ProxyFlags): string {
  if (code === 'EADDRINUSE') return `port ${listen} of ${host} is in use; choose another one with --listen`;
  if (code === 'EACCES') return `port ${listen} is not permitted for this user; choose one above 1023`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${host} is not an address of this machine`;
  return message;
}
