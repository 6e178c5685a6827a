/** Which readings are inferred from cases that agree, contradict each other, or say nothing about a question. */
import { expect, test } from 'vitest';
import { CODES } from '../../../machines/messages.ts';
import { DEFAULT_READINGS, type ReadingId, type Readings } from '../../../machines/readings.ts';
import { createDealer } from '../../dealer/index.ts';
import { readLibrary } from '../scenario/library/scenarios.ts';
import { settingOf } from '../scenario/play.ts';
import { Rewriter } from '../scenario/rewriter.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { DealerUnderTest } from '../scenario/systems/dealer.ts';
import type { Received } from '../scenario/systems/system.ts';
import { Expectations } from './expectation.ts';
import { infer, type Played } from './inference.ts';
import type { ReadingSeen } from './result.ts';

const LIBRARY = readLibrary();

/** Changes a message of the router. */
type Spoil = (received: Received) => readonly Received[];

/** The messages of a dealer with these readings, by step. */
async function messagesOf(scenario: Scenario, followed: Partial<Readings>): Promise<readonly Received[][]> {
  const steps: Received[][] = [];
  class Witness extends DealerUnderTest {
    override received(): readonly Received[] {
      const received = super.received();
      steps.push([...received]);
      return received;
    }
  }
  const readings = { ...DEFAULT_READINGS, ...followed };
  const system = new Witness('witness', createDealer, settingOf(scenario, { readings, seed: 1 }));
  const rewriter = new Rewriter(scenario, system);
  for (const step of scenario.steps.keys())
    await rewriter.take(
      step + 1,
      scenario.logs[0]?.lines.filter((line) => line.step === step + 1) ?? [],
    );
  return steps;
}

/** A case of the library, played on a router that follows these readings. */
async function played(
  id: string,
  followed: Partial<Readings> = {},
  spoil: Spoil = (one) => [one],
): Promise<Played> {
  const scenario = LIBRARY.get(id) as Scenario;
  const received = (await messagesOf(scenario, followed)).map((step) => step.flatMap(spoil));
  return {
    case: {
      id,
      scenario,
      level: 'reading',
      features: [],
      risk: 'none',
      mix: undefined,
      play: undefined,
      written: scenario,
    },
    observation: {
      received,
      sent: [],
      ids: new Map(),
      stopped: undefined,
      guess: DEFAULT_READINGS,
      late: {},
      isGone: false,
      log: [],
      ends: [],
      ms: 0,
    },
  };
}

async function seenIn(
  cases: readonly Played[],
  known: Partial<Readings> = {},
): Promise<(id: ReadingId) => Omit<ReadingSeen, 'reading'>> {
  const { readings, seen } = await infer(cases, new Expectations(), known);
  return (id) => {
    const { reading: _, ...found } = seen.find(({ reading }) => reading === id) as ReadingSeen;
    return { ...found, used: readings[id] };
  };
}

test('x', async () => {
  const followed = { withdrawn: 'reroute', gate: 'announced' } as const;
  const seen = await seenIn([
    await played('reading-withdrawn', followed),
    await played('reading-withdrawn-as-a-refusal', followed),
  ]);
  console.log(seen('withdrawn'), seen('gate'), seen('afterProgress'), seen('registrationId'));
  const two = await seenIn([
    await played('reading-late', { late: 'abort' }),
    await played('bp-14-one-answer'),
    await played('bp-17-refused-is-refused'),
  ]);
  console.log(two('late'));
  const lost = (one: Received): Received[] => 'message' in one && one.message[0] === CODES.ERROR ? [] : [one];
  const three = await seenIn([await played('reading-late', {}, lost)]);
  console.log(three('late'), three('registrationId'));
  const odd = (one: Received): Received[] => 'message' in one && one.message[0] === CODES.ERROR ? [{...one, message: one.message.with(4, 'com.router.gone') as never}] : [one];
  const four = await seenIn([await played('bp-15-callee-leaves', {}, odd)]);
  console.log(four('goneUri'));
  const known = await seenIn([await played('reading-late')], { late: 'abort' });
  console.log(known('late'));
  const many = await seenIn(await Promise.all([...LIBRARY.values()].filter(s => s.readings.includes('late') && s.draws.length === 0 && Object.keys(s.limits).length === 0 && s.methods === undefined).slice(0, 12).map((s) => played(s.file.split('/').at(-1)!.slice(0, -3)))));
  console.log(many('late'));
});
