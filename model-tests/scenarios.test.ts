/** Every scenario on every subject, and under every option of every reading. */
import { describe, test } from 'vitest';
import { DEFAULT_READINGS, READING_IDS, READING_OPTIONS, type Readings } from '../machines/readings.ts';
import { type PlayOptions, play } from '../src/scenario/play.ts';
import { report } from '../src/scenario/report.ts';
import { readingsOf, type Scenario } from '../src/scenario/scenario.ts';
import { openSubject, SUBJECTS, type SubjectName } from '../src/subject/index.ts';
import { SCENARIOS } from './scenarios.ts';

/** Plays scenarios, and throws what is to be told of those that fail: their steps, and how to play them again. */
async function expectToHold(
  scenarios: readonly Scenario[],
  subject: SubjectName,
  { readings = DEFAULT_READINGS, seed = 1 }: Partial<PlayOptions>,
): Promise<void> {
  const complaints: string[] = [];
  for (const scenario of scenarios) {
    const failure = await play(scenario, (needs) => openSubject(subject, needs), { readings, seed });
    if (failure !== undefined) complaints.push(report(failure));
  }
  if (complaints.length > 0) throw new Error(complaints.join('\n\n'));
}

describe.each(SUBJECTS)('on %s', (subject) => {
  test.each(SCENARIOS.map((scenario) => [scenario.title, scenario] as const))('%s', async (_, scenario) => {
    for (const readings of scenario.logs.map(readingsOf)) {
      await expectToHold([scenario], subject, { readings });
    }
  });
});

const OPTIONS = READING_IDS.flatMap((id) =>
  READING_OPTIONS[id].map((option) => [`${id}=${option}`, { ...DEFAULT_READINGS, [id]: option }] as const),
);

test.each<readonly [string, Readings]>(OPTIONS)(
  'under %s every scenario comes out as its log for that option says, or as ever if it does not cite it',
  async (_, readings) => {
    await expectToHold(SCENARIOS, 'generated', { readings });
  },
);

test.each([2, 3, 4, 5])(
  'what is drawn matters only where a script names the draws: seed %i',
  async (seed) => {
    await expectToHold(SCENARIOS, 'generated', { seed });
  },
);
