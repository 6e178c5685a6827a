/**
 * Real-time variants of scenarios.
 *
 * A script moves a clock exactly: 49 ms pass, a timeout of 50 is still pending, and 1 ms later it ends. Over a network,
 * time is real, and each message takes some of it. A variant has other numbers: its instants keep their order, but have
 * room between them.
 */
import { createDealer } from '../../dealer/index.ts';
import { fieldOf } from './fields.ts';
import { type Observation, Observed } from './moments.ts';
import { equalTimeoutsOf, ordersOf } from './orders.ts';
import { type Open, play } from './play.ts';
import { type Log, type LogLine, readingsOf, type Scenario, type Step } from './scenario.ts';
import { readMessage } from './script.ts';
import { DealerUnderTest } from './systems/dealer.ts';
import { Times } from './times.ts';
import { entryOf, evaluate } from './words.ts';

export interface Margins {
  /** Least time between two instants that differ, in milliseconds: 150 if omitted. */
  readonly margin?: number;
  /** Most time that may pass in the variant, in milliseconds: 3000 if omitted. */
  readonly most?: number;
  /** Time that a step may take by itself, in milliseconds: 25 if omitted. */
  readonly pace?: number;
}

/**
 * Writes the variant of a scenario for real time: other numbers in `ms pass` and in the `timeout` of CALLs, so that a
 * deadline is never within the margin of a step, nor of another deadline at a different instant. A long wait is cut.
 * The logs stay the same except for these numbers, which is checked on the dealer for each of them.
 *
 * @returns the scenario itself if it has no clock; undefined if the variant would take too long, such as for the time
 * limit of HELLO, which no client can change
 */
export async function withMargins(scenario: Scenario, margins: Margins = {}): Promise<Scenario | undefined> {
  const { margin, most, pace } = { margin: 150, most: 3_000, pace: 25, ...margins };
  const passes = scenario.steps.flatMap(({ action }, index) => (action.does === 'pass' ? [index + 1] : []));
  const timeouts = scenario.steps.map(timeoutOf);
  if (passes.length === 0 && timeouts.every((timeout) => timeout === undefined)) return scenario;
  const times = [
    undefined,
    ...scenario.steps.map(({ action }, index) => {
      const ms = action.does === 'pass' ? Math.min(action.ms, LONGEST * margin) : timeouts[index];
      return ms === undefined ? undefined : Math.max(ms, margin);
    }),
  ];
  const observations: Observation[] = [];
  for (const log of scenario.logs) observations.push(await observe(scenario, log));
  const settled = new Times(times, passes, observations.flatMap(equalTimeoutsOf));
  const orders = observations.flatMap((each) => ordersOf(scenario, each, { margin, pace }));
  if (!settled.settle(orders, margin) || settled.total > most) return undefined;
  const variant = rewritten(scenario, settled);
  for (const log of variant.logs) {
    const failure = await play(variant, open, { readings: readingsOf(log), seed: 1 });
    if (failure !== undefined) return undefined;
  }
  return variant;
}

// --- internal ---

/** A wait begins with this many margins at most. */
const LONGEST = 3;

const open: Open = async (options) => new DealerUnderTest('generated', createDealer, options);

/** Plays a scenario under the readings of a log, and notes its deadlines. */
async function observe(scenario: Scenario, log: Log): Promise<Observation> {
  const started: Observed[] = [];
  const start: Open = async (options) => {
    const system = new Observed(options);
    started.push(system);
    return system;
  };
  await play(scenario, start, { readings: readingsOf(log), seed: 1 });
  return (started[0] as Observed).observation;
}

/** The `timeout` of a CALL in milliseconds; undefined if it has none that counts. */
function timeoutOf({ action }: Step): number | undefined {
  if (action.does !== 'send' || action.message.type !== 'CALL') return undefined;
  const options = fieldOf(action.message, 'options');
  const timeout =
    options &&
    entryOf(
      evaluate(options.term, (name) => name),
      'timeout',
    );
  return Number.isInteger(timeout) && (timeout as number) > 0 ? (timeout as number) : undefined;
}

function rewritten(scenario: Scenario, times: Times): Scenario {
  const { file } = scenario;
  /** New timeouts as the router's sentences name them, by the old ones. */
  const told = new Map<string, string>();
  const steps = scenario.steps.map((step, index): Step => {
    const { line, action } = step;
    const ms = times.of(index + 1);
    if (ms === undefined) return step;
    if (action.does !== 'send') return { line, text: `${ms} ms pass`, action: { does: 'pass', ms } };
    told.set(`${timeoutOf(step)} ms`, `${ms} ms`);
    const text = step.text.replace(/("timeout":\s*)\d+/, `$1${ms}`);
    const words = text.slice(text.indexOf(':') + 1).trim();
    return { line, text, action: { ...action, message: readMessage(words, { file, line }) } };
  });
  const logs = new Map(
    scenario.logs.map((log) => [log, { ...log, lines: log.lines.map((line) => retold(line, told, file)) }]),
  );
  const sections = scenario.sections.map((section) =>
    section.kind === 'log' ? { ...section, log: logs.get(section.log) as Log } : section,
  );
  return { ...scenario, steps, sections, logs: [...logs.values()] };
}

/** A log line with the new timeouts in the sentences of the router. */
function retold(line: LogLine, told: ReadonlyMap<string, string>, file: string): LogLine {
  const expected = line.expected.map((each) => {
    const text = each.text.replaceAll(/\b\d+ ms\b/g, (ms) => told.get(ms) ?? ms);
    if (each.kind !== 'message' || text === each.text) return each;
    const words = each.isMissed ? text.replace(/^misses\s+/, '') : text;
    return { ...each, text, ...readMessage(words, { file, line: line.line }) };
  });
  return { ...line, expected };
}
