/** Rewrites the logs of a scenario from a run; lines that are still right stay unchanged. */
import { ScenarioError } from './error.ts';
import { type Open, settingOf } from './play.ts';
import { Rewriter } from './rewriter.ts';
import { type Log, type LogLine, readingsOf, type Scenario } from './scenario.ts';
import { writeScenario } from './write.ts';

/**
 * Plays a scenario once for each of its logs.
 *
 * @param open starts the system under test
 * @param skip called for each step that is impossible under the readings of a log; the step is left out there
 * @returns the page with the new logs
 * @throws ScenarioError if a step is impossible and `skip` is omitted
 */
export async function refreshScenario(
  scenario: Scenario,
  open: Open,
  seed: number,
  skip: Skip = fail,
): Promise<string> {
  const logs = new Map<Log, readonly LogLine[]>();
  for (const log of scenario.logs) logs.set(log, await refreshLog(scenario, log, open, seed, skip));
  return writeScenario(scenario, (log) => logs.get(log) ?? log.lines);
}

/** Notes an impossible step. */
export type Skip = (error: ScenarioError, log: Log, step: number) => void;

// --- internal ---

const fail: Skip = (error) => {
  throw error;
};

async function refreshLog(
  scenario: Scenario,
  log: Log,
  open: Open,
  seed: number,
  skip: Skip,
): Promise<LogLine[]> {
  const system = await open(settingOf(scenario, { readings: readingsOf(log), seed }));
  const rewriter = new Rewriter(scenario, system);
  const lines: LogLine[] = [];
  try {
    for (const index of scenario.steps.keys()) {
      const step = index + 1;
      const before = log.lines.filter((line) => line.step === step);
      try {
        lines.push(...(await rewriter.take(step, before)));
      } catch (error) {
        if (!(error instanceof ScenarioError)) throw error;
        skip(error, log, step);
      }
    }
  } finally {
    await system.close();
  }
  return lines;
}
