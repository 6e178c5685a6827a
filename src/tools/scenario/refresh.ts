/** Writes the logs of a scenario anew, as they come out on a subject: what is still right stays as it is written. */
import { type Open, settingOf } from './play.ts';
import { type Log, type LogLine, readingsOf, type Scenario } from './scenario.ts';
import { Telling } from './telling.ts';
import { writeScenario } from './write.ts';

/**
 * Plays a scenario once for each of its logs.
 *
 * @param open starts what it is played on
 * @returns the page with its logs as they came out
 * @throws ScenarioError if a step cannot be taken
 */
export async function refreshScenario(scenario: Scenario, open: Open, seed: number): Promise<string> {
  const logs = new Map<Log, readonly LogLine[]>();
  for (const log of scenario.logs) logs.set(log, await refreshLog(scenario, log, open, seed));
  return writeScenario(scenario, (log) => logs.get(log) ?? log.lines);
}

// --- internal ---

async function refreshLog(scenario: Scenario, log: Log, open: Open, seed: number): Promise<LogLine[]> {
  const subject = await open(settingOf(scenario, { readings: readingsOf(log), seed }));
  const telling = new Telling(scenario, subject);
  const lines: LogLine[] = [];
  try {
    for (const step of scenario.steps.keys()) {
      const before = log.lines.filter((line) => line.step === step + 1);
      lines.push(...(await telling.take(step + 1, before)));
    }
  } finally {
    await subject.close();
  }
  return lines;
}
