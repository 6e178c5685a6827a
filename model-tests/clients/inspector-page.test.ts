/** The page of the inspector in a browser: what it shows, with the keyboard alone, and accessibility. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { DEFAULT_READINGS } from '../../machines/readings.ts';
import { createDealer } from '../../src/dealer/index.ts';
import { type Router, startRouter } from '../../src/router/index.ts';
import { parseScenario } from '../../src/tools/scenario/parse.ts';
import { play } from '../../src/tools/scenario/play.ts';
import { DealerUnderTest } from '../../src/tools/scenario/systems/dealer.ts';
import { BROWSER, Browser, warnWithoutBrowser } from './chromium.ts';
import { RawClient } from './raw.ts';
import { BOUND } from './router.ts';

warnWithoutBrowser('The page of the inspector is not looked at');

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PROCEDURE = 'com.example.work';

describe.skipIf(BROWSER === undefined)('the page of the inspector', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await Browser.open();
  }, 60_000);
  afterAll(() => browser?.close());

  const see = (expression: string): Promise<unknown> => browser.evaluate(expression);
  const textOf = async (selector: string): Promise<string> =>
    String(await see(`document.querySelector(${JSON.stringify(selector)})?.textContent ?? ''`));
  /** Waits until a text is there. */
  const toSay = (selector: string, words: string | RegExp): Promise<void> =>
    vi.waitFor(async () => expect(await textOf(selector)).toMatch(words), { timeout: BOUND, interval: 50 });

  /** A router with a call that was re-routed and is in flight, and one that has ended; and its page. */
  async function openPage(options = {}): Promise<{ router: Router; caller: RawClient; answer: () => void }> {
    const router = await startRouter({ port: 0, inspect: true, ...options });
    onTestFinished(async () => {
      await browser.visit('about:blank');
      await router.close(0);
    });
    await browser.visit(`http://127.0.0.1:${router.port}/inspect/`);
    const [first, second, caller] = (await Promise.all([1, 2, 3].map(() => RawClient.join(router.url)))) as [
      RawClient,
      RawClient,
      RawClient,
    ];
    for (const callee of [first, second]) await callee.register(PROCEDURE, { invoke: 'first' });
    const refuse = async (): Promise<number> => {
      caller.call(PROCEDURE, {}, ['secret']);
      first.refuse(await first.invoked());
      return second.invoked();
    };
    if (!('inspect' in options)) await toSay('#state', 'Live');
    second.yield(await refuse());
    await caller.expect('RESULT');
    const pending = await refuse();
    return { router, caller, answer: () => second.yield(pending) };
  }

  const openCall = async (section: string): Promise<void> => {
    await toSay(`#${section} tbody`, PROCEDURE);
    await see(`document.querySelector('#${section} button.call').click()`);
    await toSay('#flow', 're-routed');
    await toSay('#chart', 'rerouting');
  };

  test('shows calls, registrations, sessions and transitions as they are, without payloads', async () => {
    const { router, answer } = await openPage();
    await toSay('#calls tbody', PROCEDURE);
    await toSay('#calls .count', /^1$/);
    await toSay('#ended tbody', /RESULT/);
    await toSay('#registrations tbody', /com\.example\.work.*first/);
    await toSay('#sessions .count', /^3$/);
    await toSay('#transitions tbody', /rerouting.*CR-1 CR-7/);
    await vi.waitFor(
      async () =>
        expect(await see(`document.querySelectorAll('.plot .line[d^=M]').length`)).toBeGreaterThan(4),
      {
        timeout: BOUND,
      },
    );
    expect(await see('document.body.innerHTML')).not.toContain('secret');
    answer();
    await toSay('#calls .nothing', 'No call is in flight.');
    const foreign = browser.asked.filter(
      (url) => !/^(about|blob|data|chrome)/.test(url) && !url.startsWith(`http://127.0.0.1:${router.port}/`),
    );
    expect(foreign.filter((url) => url.includes(`:${router.port}`))).toEqual([]);
    expect(
      await see(
        `performance.getEntriesByType('resource').every(({ name }) => name.startsWith(location.origin))`,
      ),
    ).toBe(true);
  });

  test('shows a call as a flow, on its chart, and as a scenario that plays', async () => {
    const { answer } = await openPage();
    await openCall('calls');
    expect(await textOf('#flow')).toContain('still in flight');
    expect(
      await see(
        `[...document.querySelectorAll('#chart .state.walked')].map((state) => state.dataset.state).sort().join()`,
      ),
    ).toBe('invoked,invoked.waiting,rerouting,selecting');
    expect(await see(`document.querySelectorAll('#chart .edge.walked').length`)).toBeGreaterThan(2);
    expect(await see(`getComputedStyle(document.querySelector('#chart .line.walked')).stroke`)).toMatch(
      /^rgb\(194, 65, 12\)|rgb\(255, 157, 92\)$/,
    );
    answer();
    await vi.waitFor(
      async () => {
        await see(`document.getElementById('again').click()`);
        expect(await textOf('#story-summary')).toMatch(/ended after .* with RESULT; 2 callees were asked/);
      },
      { timeout: BOUND, interval: 200 },
    );
    await see(`document.getElementById('scenario').click()`);
    const scenario = parseScenario(await textOf('#page-text'), 'scenario.md');
    const failure = await play(
      scenario,
      async (options) => new DealerUnderTest('dealer', createDealer, options),
      {
        readings: DEFAULT_READINGS,
        seed: 1,
      },
    );
    expect([failure, scenario.steps.length]).toEqual([undefined, 8]);
  });

  test('can be used with the keyboard alone', async () => {
    await openPage();
    await toSay('#calls tbody', PROCEDURE);
    const active = (): Promise<unknown> =>
      see(`document.activeElement.id || document.activeElement.className`);
    await see(`document.activeElement.blur(); scrollTo(0, 0)`);
    const passed: unknown[] = [];
    for (let count = 0; count < 8 && passed.at(-1) !== 'call'; count++) {
      await browser.press('Tab');
      passed.push(await active());
    }
    expect(passed).toEqual(['skip', 'find', 'scroll', 'call']);
    await browser.press('Enter');
    await toSay('#flow', 're-routed');
    expect(await see(`document.getElementById('story').open`)).toBe(true);
    for (let count = 0; count < 8 && (await active()) !== 'scenario'; count++) await browser.press('Tab');
    await browser.press('Enter');
    await toSay('#page-text', 'Shows ');
    await browser.press('Escape');
    expect(await see(`document.getElementById('story').open`)).toBe(false);
    expect(await active()).toBe('call');
  });

  test('pauses the transitions, and filters all tables', async () => {
    const { caller, answer } = await openPage();
    await toSay('#transitions tbody', 'rerouting');
    await see(`document.getElementById('pause').click()`);
    const before = await textOf('#transitions tbody');
    answer();
    await caller.expect('RESULT');
    await toSay('#passed', /^Paused\. [1-9]\d* transitions have passed since\.$/);
    expect(await textOf('#transitions tbody')).toBe(before);
    await see(`document.getElementById('pause').click()`);
    await see(
      `document.getElementById('find').value = 'no_such'; document.getElementById('find').dispatchEvent(new Event('input'))`,
    );
    await toSay('#registrations .count', /^0$/);
    // A call that ends before the router has the filter is not shown.
    await vi.waitFor(
      async () => {
        caller.call('com.example.nothing');
        await caller.expect('ERROR');
        expect(await textOf('#ended tbody')).toMatch(/^(?!.*com\.example\.work).*com\.example\.nothing/);
      },
      { timeout: BOUND, interval: 500 },
    );
  });

  test('asks for the token, and opens with it', async () => {
    const token = 'only-for-this-test';
    await openPage({ inspect: { token } });
    await toSay('#state', 'Locked');
    const enter = (text: string): Promise<unknown> =>
      see(
        `document.getElementById('token').value = ${JSON.stringify(text)}; document.querySelector('#login button').click()`,
      );
    await enter('another-one-entirely');
    await toSay('#refused', 'Expected the token of the inspector');
    await enter(token);
    await toSay('#calls tbody', PROCEDURE);
    await see('sessionStorage.clear()');
  });

  test('says so while the router is gone', async () => {
    const { router } = await openPage();
    await toSay('#calls tbody', PROCEDURE);
    await router.close(0);
    await toSay('#state', /Connecting again|Trying again/);
  });

  describe.each([
    ['light', 1_280],
    ['dark', 1_280],
    ['light', 390],
    ['dark', 390],
  ] as const)('in %s at %i pixels', (scheme, width) => {
    const findings = async (): Promise<unknown> => {
      await see(`${AXE}; 0`);
      return see(
        `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(' | ')))`,
      );
    };

    test('is accessible, and no wider than the window, with a call open and without', async () => {
      await browser.prefer(scheme, width, 900);
      await openPage();
      await toSay('#calls tbody', PROCEDURE);
      await toSay('#sessions .count', /^3$/);
      expect(await findings()).toEqual([]);
      expect(await see('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await openCall('ended');
      await see(`document.getElementById('scenario').click()`);
      expect(await findings()).toEqual([]);
      expect(await see(`document.getElementById('story').scrollWidth <= innerWidth`)).toBe(true);
    }, 60_000);
  });
});
