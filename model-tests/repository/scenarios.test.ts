/** Scenarios cover every rule and every option, and each page has the form that --rewrite writes. */
import { describe, expect, test } from 'vitest';
import { DEFAULT_READINGS, READING_IDS, READING_OPTIONS } from '../../machines/readings.ts';
import { RULES, type RuleId } from '../../machines/rules.ts';
import { createDealer, type DealerOptions, type Step } from '../../src/dealer/index.ts';
import { parseScenario } from '../../src/tools/scenario/parse.ts';
import { type Open, play } from '../../src/tools/scenario/play.ts';
import { refreshScenario } from '../../src/tools/scenario/refresh.ts';
import { report } from '../../src/tools/scenario/report.ts';
import { readingsOf, type Scenario } from '../../src/tools/scenario/scenario.ts';
import { DealerUnderTest } from '../../src/tools/scenario/systems/dealer.ts';
import { openSystem } from '../../src/tools/scenario/systems/index.ts';
import { pageOf, SCENARIOS } from '../scenarios.ts';

const MANUAL = pageOf('docs/scenarios.md');

const ruleIds = Object.keys(RULES) as RuleId[];

test.each(ruleIds)('a scenario shows the rule %s', (rule) => {
  expect(SCENARIOS.filter(({ rules }) => rules.includes(rule)).map(({ file }) => file)).not.toEqual([]);
});

describe.each(READING_IDS)('a scenario shows what the reading %s leads to under', (id) => {
  const options: readonly string[] = READING_OPTIONS[id];
  const logsFor = ({ logs }: Scenario, option: string): number =>
    logs.filter(({ when }) => (when[id] as readonly string[] | undefined)?.includes(option)).length;

  test.each(options)('%s', (option) => {
    // The default is shown by a plain log beside one for another option.
    const showing = SCENARIOS.filter((scenario) =>
      option === options[0]
        ? options.slice(1).some((other) => logsFor(scenario, other) > 0)
        : logsFor(scenario, option) > 0,
    );
    expect(showing.map(({ file }) => file)).not.toEqual([]);
  });
});

test.each(SCENARIOS)('$file takes an edge for each rule and reading that it shows', async (scenario) => {
  const cited = new Set<string>();
  const inspect = ({ rules, readings }: Step): void => {
    for (const id of [...rules, ...readings]) cited.add(id);
  };
  const create = (options: DealerOptions) => createDealer({ ...options, inspect });
  const open: Open = async (options) => new DealerUnderTest('inspected', create, options);
  for (const readings of scenario.logs.map(readingsOf)) await play(scenario, open, { readings, seed: 1 });
  expect([...scenario.rules, ...scenario.readings].filter((id) => !cited.has(id))).toEqual([]);
});

test('each scenario has a title of its own', () => {
  const titles = SCENARIOS.map(({ title }) => title);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
});

test.each(SCENARIOS)('--rewrite leaves $file as it is', async (scenario) => {
  const page = await refreshScenario(scenario, (options) => openSystem('generated', options), 1);
  expect(page).toBe(pageOf(scenario.file));
});

describe('docs/scenarios.md', () => {
  const file = 'model-tests/scenarios/cr-03-roundrobin-goes-on.md';
  const [, shown = ''] = /^`{4}markdown\n([\s\S]*?)^`{4}$/m.exec(MANUAL) ?? [];

  test('begins with a scenario of this repository', () => {
    expect(shown).toBe(pageOf(file));
  });

  test('shows a failure as it is told', async () => {
    const scenario = parseScenario(shown.replace('YIELD ?toBob {} [5]', 'YIELD ?toBob {} [6]'), file);
    const options = { readings: DEFAULT_READINGS, seed: 1 };
    const failure = await play(scenario, (needs) => openSystem('router', needs), options);
    expect(MANUAL).toContain(`\n\`\`\`\n${failure && report(failure)}\n\`\`\`\n`);
  });
});
