/** The messages that a case leads to under any readings: the scenario played on the dealer of this project. */
import { AT } from '../../../machines/layouts.ts';
import { DEFAULT_READINGS, type ReadingId, type Readings } from '../../../machines/readings.ts';
import { createDealer } from '../../dealer/index.ts';
import { ScenarioError } from '../scenario/error.ts';
import { settingOf } from '../scenario/play.ts';
import { Rewriter } from '../scenario/rewriter.ts';
import { type LogLine, logFor, type Scenario } from '../scenario/scenario.ts';
import { DealerUnderTest } from '../scenario/systems/dealer.ts';
import type { Word } from '../scenario/words.ts';
import { isMissed } from './mixing.ts';

/** What a case leads to under certain readings. */
export interface Expectation {
  /** Lines of the log in the order of the steps, without those of undeliverable messages. */
  readonly lines: readonly LogLine[];
  /** Number of the first step that is impossible under these readings; undefined if there is none. */
  readonly stopsAt: number | undefined;
}

/** Expectations of scenarios, each computed once. */
export class Expectations {
  private readonly known = new Map<Scenario, Map<string, Promise<Expectation>>>();

  /** The expectation of a scenario, computed anew only for readings that may change it. */
  of(scenario: Scenario, readings: Readings): Promise<Expectation> {
    const relevant = relevantTo(scenario, readings);
    const byReadings = this.known.get(scenario) ?? new Map<string, Promise<Expectation>>();
    this.known.set(scenario, byReadings);
    const key = JSON.stringify(relevant);
    const known = byReadings.get(key) ?? expect(scenario, { ...DEFAULT_READINGS, ...relevant });
    byReadings.set(key, known);
    return known;
  }
}

/**
 * The questions that the outcome of a scenario depends on: those that it cites, and `registrationId`, which changes ids
 * wherever several callees share a procedure.
 */
export const questionsOf = ({ readings }: Pick<Scenario, 'readings'>): readonly ReadingId[] => [
  ...new Set<ReadingId>([...readings, 'registrationId']),
];

// --- internal ---

/** The readings that may change the outcome; all where none of the logs of the scenario holds. */
function relevantTo(scenario: Scenario, readings: Readings): Partial<Readings> {
  const cited = Object.fromEntries(questionsOf(scenario).map((id) => [id, readings[id]]));
  return logFor(scenario, { ...DEFAULT_READINGS, ...cited }) === undefined ? readings : cited;
}

/** Where each callee has a registration id of its own, that of a callee who may be any of several may be any, too. */
function withAnyId(line: LogLine, { registrationId }: Readings): LogLine {
  if (registrationId === 'shared' || !line.receiver.name.startsWith('?')) return line;
  const expected = line.expected.map((one) => {
    if (one.kind !== 'message' || one.type !== 'INVOCATION') return one;
    return { ...one, fields: one.fields.with(AT.INVOCATION.registration - 1, ANYTHING) };
  });
  return { ...line, expected };
}

/** An undeliverable message never arrives. */
const isSent = (line: LogLine): boolean => !isMissed(line);

const ANYTHING: Word = { text: '_', term: { kind: 'any' } };

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
      lines.push(...(await rewriter.take(step, before)).map((line) => withAnyId(line, readings)));
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      return { lines: lines.filter(isSent), stopsAt: step };
    }
  }
  return { lines: lines.filter(isSent), stopsAt: undefined };
}
