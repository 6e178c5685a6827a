/** Rewrites the logs of a scenario from a run; lines that are still right stay unchanged. */
import { type Open, settingOf } from './play.ts';
import { Rewriter } from './rewriter.ts';
import { type Log, type LogLine, readingsOf, type Scenario } from './scenario.ts';
import { writeScenario } from './write.ts';

/**
 * Plays a scenario once for each of its logs.
 *
 * @param open starts the system under test
 * @returns the page with the new logs
 * @throws ScenarioError if a step is impossible
 */
export async function refreshScenario(scenario: Scenario, open: Open, seed: number): Promise<string> {
  const logs = new Map<Log, readonly LogLine[]>();
  for (const log of scenario.logs) logs.set(log, await refreshLog(scenario, log, open, seed));
  return writeScenario(scenario, (log) => logs.get(log) ?? log.lines);
}

// --- internal ---

async function refreshLog(scenario: Scenario, log: Log, open: Open, seed: number): Promise<LogLine[]> {
  const system = await open(settingOf(scenario, { readings: readingsOf(log), seed }));
  const rewriter = new Rewriter(scenario, system);
  const lines: LogLine[] = [];
  try {
    for (const step of scenario.steps.keys()) {
      const before = log.lines.filter((line) => line.step === step + 1);
      lines.push(...(await rewriter.take(step + 1, before)));
    }
  } finally {
    await system.close();
  }
  return lines;
}
