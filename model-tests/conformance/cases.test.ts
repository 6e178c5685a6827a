/** The pages that are only cases, on every system under test, and under every option of every reading. */
import { describe, test } from 'vitest';
import { DEFAULT_READINGS, READING_IDS, READING_OPTIONS, type Readings } from '../../machines/readings.ts';
import { readCasePages } from '../../src/tools/scenario/library/scenarios.ts';
import { readingsOf } from '../../src/tools/scenario/scenario.ts';
import { SYSTEMS } from '../../src/tools/scenario/systems/index.ts';
import { expectToHold } from '../holding.ts';
import { withOwnIds } from '../own-ids.ts';

const PAGES = [...readCasePages().values()];

describe.each(SYSTEMS)('on %s', (system) => {
  test.each(PAGES.map((scenario) => [scenario.title, scenario] as const))('%s', async (_, scenario) => {
    for (const readings of scenario.logs.map(readingsOf))
      await expectToHold([scenario], system, { readings });
  });
});

const OPTIONS = READING_IDS.flatMap((id) =>
  READING_OPTIONS[id].map((option) => [`${id}=${option}`, { ...DEFAULT_READINGS, [id]: option }] as const),
);

test.each<readonly [string, Readings]>(OPTIONS)(
  'under %s every page comes out as its log for that option says, or as ever if it does not cite it',
  async (_, readings) => {
    const pages = readings.registrationId === 'own' ? PAGES.map((page) => withOwnIds(page, readings)) : PAGES;
    await expectToHold(pages, 'generated', { readings });
  },
);

test.each([2, 3, 4, 5])('no page depends on random numbers: seed %i', async (seed) => {
  await expectToHold(PAGES, 'generated', { seed });
});
