/** The messages that a case leads to under any readings: the scenario played on the dealer of this project. */
import { AT } from '../../../machines/layouts.ts';
import { READING_IDS, type Readings } from '../../../machines/readings.ts';
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

/** Expectations of scenarios, each computed once for the same readings. */
export class Expectations {
  private readonly known = new Map<Scenario, Map<string, Promise<Expectation>>>();

  /** The expectation under these readings: any of them may have an effect, beside that of another one. */
  of(scenario: Scenario, readings: Readings): Promise<Expectation> {
    const byReadings = this.known.get(scenario) ?? new Map<string, Promise<Expectation>>();
    this.known.set(scenario, byReadings);
    const key = READING_IDS.map((id) => readings[id]).join();
    const known = byReadings.get(key) ?? expect(scenario, readings);
    byReadings.set(key, known);
    return known;
  }

  /** True if the scenario leads to the same messages under both readings. */
  async areSame(scenario: Scenario, one: Readings, other: Readings): Promise<boolean> {
    return (await this.parting(scenario, one, other)) === Number.POSITIVE_INFINITY;
  }

  /** Number of the first step that leads to other messages under one readings than under the others; infinite if none. */
  async parting(scenario: Scenario, one: Readings, other: Readings): Promise<number> {
    const [here, there] = [await this.of(scenario, one), await this.of(scenario, other)];
    if (here === there) return Number.POSITIVE_INFINITY;
    for (const index of scenario.steps.keys())
      if (textOf(here, index + 1) !== textOf(there, index + 1)) return index + 1;
    return Number.POSITIVE_INFINITY;
  }
}

// --- internal ---

/** What a step leads to, as a text. */
function textOf({ lines, stopsAt }: Expectation, step: number): string {
  const written = lines
    .filter((line) => line.step === step)
    .map(({ receiver, expected }) => [receiver.name, expected.map(({ text }) => text)]);
  return JSON.stringify([written, stopsAt === step]);
}

/**
 * Where each place has a registration id of its own, that of a callee who may be any of several may be any, too; and that
 * of one with several places.
 */
function withAnyId(line: LogLine, { registrationId, sameSession }: Readings): LogLine {
  const isOpen = line.receiver.name.startsWith('?') || sameSession === 'second-place';
  if (registrationId === 'shared' || !isOpen) return line;
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
