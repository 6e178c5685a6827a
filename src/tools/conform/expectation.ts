/** The messages that a case leads to under any readings: the scenario played on the dealer of this project. */
import { DEFAULT_READINGS, type Readings } from '../../../machines/readings.ts';
import { createDealer } from '../../dealer/index.ts';
import { ScenarioError } from '../scenario/error.ts';
import { settingOf } from '../scenario/play.ts';
import { Rewriter } from '../scenario/rewriter.ts';
import { type LogLine, logFor, type Scenario } from '../scenario/scenario.ts';
import { DealerUnderTest } from '../scenario/systems/dealer.ts';

export interface Expectation {
  readonly lines: readonly LogLine[];
  /** Number of the first step that is impossible under these readings; undefined if there is none. */
  readonly stopsAt: number | undefined;
}

/** Expectations of scenarios, each computed once. */
export class Expectations {
  private readonly known = new Map<Scenario, Map<string, Promise<Expectation>>>();

  /** A reading that the scenario does not cite does not change its outcome. */
  of(scenario: Scenario, readings: Readings): Promise<Expectation> {
    const cited = Object.fromEntries(scenario.readings.map((id) => [id, readings[id]]));
    const byReadings = this.known.get(scenario) ?? new Map<string, Promise<Expectation>>();
    this.known.set(scenario, byReadings);
    const key = JSON.stringify(cited);
    const known = byReadings.get(key) ?? expect(scenario, { ...DEFAULT_READINGS, ...cited });
    byReadings.set(key, known);
    return known;
  }
}

// --- internal ---

async function expect(scenario: Scenario, readings: Readings): Promise<Expectation> {
  const system = new DealerUnderTest('generated', createDealer, settingOf(scenario, { readings, seed: 1 }));
  const rewriter = new Rewriter(scenario, system);
  // Without a log for exactly these readings, the nearest one still has the names of ids and the wildcards.
  const log = logFor(scenario, readings) ?? scenario.logs[0];
  const lines: LogLine[] = [];
  for (const index of scenario.steps.keys()) {
    const step = index + 1;
    const before = log?.lines.filter((line) => line.step === step) ?? [];
    try {
      lines.push(...(await rewriter.take(step, before)));
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      return { lines, stopsAt: step };
    }
  }
  return { lines, stopsAt: undefined };
}
