/** Calls as the inspector tells them, as flows and as scenarios. */
import { describe, expect, test } from 'vitest';
import { DEFAULT_READINGS } from '../../machines/readings.ts';
import { createDealer } from '../../src/dealer/index.ts';
import type { Story } from '../../src/router/inspector/protocol.ts';
import { flowOfStory } from '../../src/tools/inspector/flow.ts';
import { scenarioOfStory } from '../../src/tools/inspector/scenario.ts';
import { parseScenario } from '../../src/tools/scenario/parse.ts';
import { play } from '../../src/tools/scenario/play.ts';
import { DealerUnderTest } from '../../src/tools/scenario/systems/dealer.ts';
import { addressOf, joinCallees, open, Page, PROCEDURE, storyOf } from './inspector.ts';
import { RawClient } from './raw.ts';

/** Plays a page on a dealer; it must have no difference. */
async function plays(page: string): Promise<void> {
  const scenario = parseScenario(page, 'scenario.md');
  const failure = await play(
    scenario,
    async (options) => new DealerUnderTest('dealer', createDealer, options),
    {
      readings: DEFAULT_READINGS,
      seed: 1,
    },
  );
  expect(failure?.error).toBeUndefined();
}

describe('a call', () => {
  test('has its messages and transitions so far, and becomes a flow and a scenario that plays', async () => {
    const router = await open();
    await Page.open(router);
    const [first, second] = (await joinCallees(router, 2, 'first')) as [RawClient, RawClient];
    const caller = await RawClient.join(router.url);
    caller.call(PROCEDURE, { timeout: 60_000 });
    first.refuse(await first.invoked());
    const invocation = await second.invoked();
    const page = await Page.open(router);
    const { calls } = await page.tick();
    const before = await storyOf(router, calls.rows[0] as Story);
    expect(before).toMatchObject({ isEnded: false, isPartial: false, options: { timeout: 60_000 } });
    expect(flowOfStory(before).rows.at(-2)).toMatchObject({ kind: 'note', text: 'still in flight' });
    await plays(scenarioOfStory(before));
    second.yield(invocation);
    await caller.expect('RESULT');
    const story = await storyOf(router, before);
    expect(story.isEnded).toBe(true);
    const told = story.lines.map((line) => (line.kind === 'step' ? line.event : line.message[0]));
    expect(told).toEqual([
      'select.member',
      'INVOCATION',
      'ERROR',
      'ERROR',
      'select.member',
      'INVOCATION',
      'YIELD',
      'YIELD',
      'RESULT',
    ]);
    const { rows, lifelines } = flowOfStory(story);
    expect(lifelines.map(({ name, column }) => [name, column])).toEqual([
      ['dealer', 1],
      [`${story.caller}`, 0],
      [`${story.asked[0]}`, 2],
      [`${story.asked[1]}`, 3],
    ]);
    const messages = rows.flatMap((row) =>
      row.kind === 'message' ? [[row.words[0], row.refusal !== undefined]] : [],
    );
    expect(messages).toEqual([
      ['CALL', false],
      ['INVOCATION', false],
      ['ERROR', false],
      ['INVOCATION', true],
      ['YIELD', false],
      ['RESULT', false],
    ]);
    const scenario = scenarioOfStory(story);
    expect(scenario).toContain('bob: YIELD ?toBob {}');
    expect(scenario).not.toContain('other callees');
    await plays(scenario);
  });

  test.each(['roundrobin', 'random', 'last'])(
    'under %s becomes a scenario with the same callees',
    async (policy) => {
      const router = await open();
      const page = await Page.open(router);
      const callees = await joinCallees(router, 3, policy);
      for (const callee of callees) void serve(callee);
      const caller = await RawClient.join(router.url);
      for (let count = 0; count < 4; count++) {
        caller.call(PROCEDURE);
        await caller.next();
      }
      const { ended } = await page.tick((tick) => tick.ended.length === 4);
      for (const row of ended) {
        const scenario = scenarioOfStory(await storyOf(router, row));
        expect(scenario).not.toContain('other callees');
        await plays(scenario);
      }
      for (const callee of callees) callee.destroy();
    },
  );

  test('that times out, is canceled, or loses its callee becomes a scenario that plays', async () => {
    const router = await open();
    const page = await Page.open(router);
    const [callee] = (await joinCallees(router, 1, 'single')) as [RawClient];
    const caller = await RawClient.join(router.url, { caller: ['call_canceling'] });
    caller.call(PROCEDURE, { timeout: 1 });
    await callee.invoked();
    await caller.expect('ERROR');
    await callee.expect('INTERRUPT');
    caller.call(PROCEDURE);
    await callee.invoked();
    caller.send('CANCEL', 2, { mode: 'skip' });
    await caller.expect('ERROR');
    caller.call(PROCEDURE);
    await callee.invoked();
    callee.destroy();
    await caller.expect('ERROR');
    const { ended } = await page.tick((tick) => tick.ended.length === 3);
    const pages = await Promise.all(ended.map(async (row) => scenarioOfStory(await storyOf(router, row))));
    for (const scenario of pages) await plays(scenario);
    expect(pages[2]).toContain('1 ms pass');
    expect(pages[1]).toContain('carol: CANCEL');
    expect(pages[0]).toContain('alice is lost');
  });

  test('that is older than the page is told as far as the dealer knows it', async () => {
    const router = await open();
    const [first, second] = (await joinCallees(router, 2, 'first')) as [RawClient, RawClient];
    const caller = await RawClient.join(router.url);
    caller.call(PROCEDURE);
    first.refuse(await first.invoked());
    await second.invoked();
    const page = await Page.open(router);
    const { calls } = await page.tick();
    const story = await storyOf(router, calls.rows[0] as Story);
    expect(story).toMatchObject({ isPartial: true, lines: [], asked: calls.rows[0]?.asked });
    expect(flowOfStory(story).rows).toContainEqual(
      expect.objectContaining({ kind: 'note', text: expect.stringContaining('before the page was opened') }),
    );
    const scenario = scenarioOfStory(story);
    expect(scenario).toContain('alice: ERROR INVOCATION ?toAlice {} wamp.error.unavailable');
    await plays(scenario);
  });

  test('that nobody has made is not known', async () => {
    const router = await open();
    await Page.open(router);
    const response = await fetch(addressOf(router, 'call?realm=realm1&caller=1&request=1'));
    expect([response.status, await response.text()]).toEqual([
      404,
      expect.stringContaining('not known any more'),
    ]);
  });
});

/** Refuses every second INVOCATION, and answers the others. */
async function serve(callee: RawClient): Promise<void> {
  for (let count = 0; ; count++) {
    const [type, invocation] = await callee.next();
    if (type !== 'INVOCATION') return;
    if (count % 2 === 0) callee.refuse(invocation as number);
    else callee.yield(invocation as number);
  }
}
