/** Plays scenarios, and throws a report of those that fail. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DEFAULT_READINGS } from '../machines/readings.ts';
import { type PlayOptions, play } from '../src/tools/scenario/play.ts';
import { report } from '../src/tools/scenario/report.ts';
import type { Scenario } from '../src/tools/scenario/scenario.ts';
import { openSystem, type SystemName } from '../src/tools/scenario/systems/index.ts';
import { writeScenario } from '../src/tools/scenario/write.ts';

/** Folder for the pages of failing scenarios without a file. */
export const FAILED = 'model-tests/failed/';

/**
 * Plays scenarios, some at a time.
 *
 * @throws Error with the steps of those that fail, and the commands to replay them
 */
export async function expectToHold(
  scenarios: readonly Scenario[],
  system: SystemName,
  { readings = DEFAULT_READINGS, seed = 1 }: Partial<PlayOptions> = {},
): Promise<void> {
  const complaints: string[] = [];
  for (let first = 0; first < scenarios.length && complaints.length === 0; first += AT_A_TIME) {
    const some = scenarios.slice(first, first + AT_A_TIME);
    const failures = await Promise.all(
      some.map((scenario) => play(scenario, (needs) => openSystem(system, needs), { readings, seed })),
    );
    for (const failure of failures) {
      if (failure === undefined) continue;
      keep(failure.scenario);
      complaints.push(report(failure));
    }
  }
  if (complaints.length > 0) throw new Error(complaints.join('\n\n'));
}

/** Writes the page of a scenario without a file, so that it can be replayed. */
export function keep(scenario: Scenario): void {
  if (!scenario.file.startsWith(FAILED)) return;
  mkdirSync(dirname(scenario.file), { recursive: true });
  writeFileSync(scenario.file, writeScenario(scenario));
}

// --- internal ---

const AT_A_TIME = 16;
