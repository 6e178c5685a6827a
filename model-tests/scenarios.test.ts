/** Every scenario on every system under test, and under every option of every reading. */
import { describe, test } from 'vitest';
import { DEFAULT_READINGS, READING_IDS, READING_OPTIONS, type Readings } from '../machines/readings.ts';
import { readingsOf } from '../src/tools/scenario/scenario.ts';
import { SYSTEMS } from '../src/tools/scenario/systems/index.ts';
import { expectToHold } from './holding.ts';
import { withOwnIds } from './own-ids.ts';
import { SCENARIOS } from './scenarios.ts';

describe.each(SYSTEMS)('on %s', (system) => {
  test.each(SCENARIOS.map((scenario) => [scenario.title, scenario] as const))('%s', async (_, scenario) => {
    for (const readings of scenario.logs.map(readingsOf)) {
      await expectToHold([scenario], system, { readings });
    }
  });
});

const OPTIONS = READING_IDS.flatMap((id) =>
  READING_OPTIONS[id].map((option) => [`${id}=${option}`, { ...DEFAULT_READINGS, [id]: option }] as const),
);

test.each<readonly [string, Readings]>(OPTIONS)(
  'under %s every scenario comes out as its log for that option says, or as ever if it does not cite it',
  async (_, readings) => {
    const scenarios =
      readings.registrationId === 'own'
        ? SCENARIOS.map((scenario) => withOwnIds(scenario, readings))
        : SCENARIOS;
    await expectToHold(scenarios, 'generated', { readings });
  },
);

test.each([2, 3, 4, 5])(
  'what is drawn matters only where a script names the draws: seed %i',
  async (seed) => {
    await expectToHold(SCENARIOS, 'generated', { seed });
  },
);
