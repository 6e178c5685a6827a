/** The readings that are inferred from cases that hang together, contradict each other, or tell nothing. */
import { expect, test } from 'vitest';
import { AT } from '../../../machines/layouts.ts';
import { CODES } from '../../../machines/messages.ts';
import { DEFAULT_READINGS, type ReadingId, type Readings } from '../../../machines/readings.ts';
import { createDealer } from '../../dealer/index.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import { readLibrary } from '../scenario/library/scenarios.ts';
import { settingOf } from '../scenario/play.ts';
import { Rewriter } from '../scenario/rewriter.ts';
import { logFor, type Scenario } from '../scenario/scenario.ts';
import { DealerUnderTest } from '../scenario/systems/dealer.ts';
import type { Received } from '../scenario/systems/system.ts';
import { Expectations } from './expectation.ts';
import { infer, type Played } from './inference.ts';
import { nothingSeen } from './observation.ts';
import type { ReadingSeen } from './result.ts';

const LIBRARY = readLibrary();

/** Changes an ERROR; undefined for none. */
type Spoil = (error: WireMessage) => WireMessage | undefined;

/** A dealer that keeps its messages, by step. */
class Witness extends DealerUnderTest {
  readonly steps: (readonly Received[])[] = [];

  override received(): readonly Received[] {
    const received = super.received();
    this.steps.push(received);
    return received;
  }
}

/** What is seen of a case of the library on a dealer with these readings. */
async function played(id: string, followed: Partial<Readings> = {}, spoil?: Spoil): Promise<Played> {
  const scenario = LIBRARY.get(id) as Scenario;
  const readings = { ...DEFAULT_READINGS, ...followed };
  const dealer = new Witness('witness', createDealer, settingOf(scenario, { readings, seed: 1 }));
  const rewriter = new Rewriter(scenario, dealer);
  const lines = (logFor(scenario, readings) ?? scenario.logs[0])?.lines ?? [];
  for (const step of scenario.steps.keys())
    await rewriter.take(
      step + 1,
      lines.filter((line) => line.step === step + 1),
    );
  const changed = (one: Received): readonly Received[] => {
    if (spoil === undefined || !('message' in one) || one.message[0] !== CODES.ERROR) return [one];
    const message = spoil(one.message);
    return message === undefined ? [] : [{ ...one, message }];
  };
  return {
    case: {
      id,
      scenario,
      room: { pace: 25, lag: 100 },
      level: 'reading',
      features: [],
      risk: 'none',
      mix: undefined,
      play: undefined,
      written: scenario,
    },
    observation: {
      ...nothingSeen(DEFAULT_READINGS),
      received: dealer.steps.map((step) => step.flatMap(changed)),
    },
  };
}

/** The option that is used for a question, and what is reported of it. */
interface Answer extends Omit<ReadingSeen, 'reading'> {
  readonly used: string;
}

async function answers(
  cases: readonly Promise<Played>[],
  known: Partial<Readings> = {},
): Promise<(id: ReadingId) => Answer | undefined> {
  const { readings, seen } = await infer(await Promise.all(cases), new Expectations(), known);
  return (id) => {
    const found = seen.find(({ reading }) => reading === id);
    if (found === undefined) return undefined;
    const { option, isOther, shownBy } = found;
    return { used: readings[id], option, isOther, shownBy };
  };
}

test('an option that explains a case only beside another one is found after that', async () => {
  const followed = { sameSession: 'second-place', registrationId: 'own' } as const;
  const pages = ['reading-registration-id-second-place', 'reading-registration-id'];
  const answer = await answers(pages.map((page) => played(page, followed)));
  expect(answer('registrationId')).toMatchObject({ option: 'own', isOther: true });
  expect(answer('sameSession')).toEqual({
    used: 'second-place',
    option: 'second-place',
    isOther: true,
    shownBy: pages.slice(0, 1),
  });
});

test('the option that explains most cases counts, and those that contradict it do not show it', async () => {
  const [odd, ...others] = ['reading-late', 'bp-14-one-answer', 'bp-17-refused-is-refused'] as const;
  const mostly = await answers([played(odd, { late: 'abort' }), ...others.map((id) => played(id))]);
  expect(mostly('late')).toEqual({ used: 'discard', option: 'discard', isOther: false, shownBy: others });
  const evenly = await answers([played(odd, { late: 'abort' }), played(others[0])]);
  expect(evenly('late')).toMatchObject({ used: 'discard', shownBy: [others[0]] });
});

test('a case that no option explains says "no option", but not to questions that do not matter in it', async () => {
  const lost = (error: WireMessage) => (error[AT.ERROR.error] === 'not found' ? undefined : error);
  const answer = await answers([played('reading-bad-uri', {}, lost)]);
  expect(answer('badUri')).toEqual({
    used: 'pass',
    option: 'no option',
    isOther: true,
    shownBy: ['reading-bad-uri'],
  });
  // All cases cite this question, and nothing is shared in this one.
  expect(answer('registrationId')).toMatchObject({ option: 'not seen', isOther: false, shownBy: [] });
});

test('a case that went wrong before the options differ says nothing about them', async () => {
  const answer = await answers([played('reading-late', {}, () => undefined)]);
  expect(answer('late')).toEqual({ used: 'discard', option: 'not seen', isOther: false, shownBy: [] });
});

test('a URI that is neither of two open ones shows no option, and refutes none', async () => {
  const unknown = await answers([
    played(
      'bp-15-callee-leaves',
      {},
      (error) => error.with(AT.ERROR.error, 'com.router.gone') as WireMessage,
    ),
  ]);
  expect(unknown('goneUri')).toMatchObject({ used: 'canceled', option: 'not seen', isOther: false });
  const spelt = await answers([played('bp-15-callee-leaves', { goneUri: 'cancelled' })]);
  expect(spelt('goneUri')).toMatchObject({ used: 'cancelled', option: 'cancelled', isOther: true });
});

test('a known option is used whatever the cases say, and the other ones are inferred beside it', async () => {
  const answer = await answers(
    [played('reading-late'), played('bp-15-callee-leaves', { goneUri: 'cancelled' })],
    {
      late: 'abort',
    },
  );
  expect([answer('late')?.used, answer('goneUri')?.used]).toEqual(['abort', 'cancelled']);
});

test('four of the cases that show an option are named, those about readings before the others', async () => {
  const pages = [
    'bp-14-one-answer',
    'bp-16-caller-leaves',
    'bp-17-refused-is-refused',
    'cc-02-killnowait-after-kill',
  ];
  const answer = await answers([...pages, 'reading-late'].map((id) => played(id)));
  expect(answer('late')?.shownBy).toEqual(['reading-late', ...pages.slice(0, 3)]);
});
