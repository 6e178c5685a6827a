/** Every scenario on every subject, and under every option of every reading. */
import { describe, expect, test } from 'vitest';
import { DEFAULT_READINGS, READING_IDS, READING_OPTIONS, type Readings } from '../machines/readings.ts';
import { type PlayOptions, play } from '../src/scenario/play.ts';
import { report } from '../src/scenario/report.ts';
import { readingsOf, type Scenario } from '../src/scenario/scenario.ts';
import { openSubject, SUBJECTS, type SubjectName } from '../src/subject/index.ts';
import { SCENARIOS } from './scenarios.ts';

/** A failure as people are told of it; undefined if there is none. */
async function complaint(
  scenario: Scenario,
  subject: SubjectName,
  options: Partial<PlayOptions>,
): Promise<string | undefined> {
  const { readings = DEFAULT_READINGS, seed = 1 } = options;
  const failure = await play(scenario, (needs) => openSubject(subject, needs), { readings, seed });
  return failure && report(failure);
}

describe.each(SUBJECTS)('on %s', (subject) => {
  test.each(SCENARIOS)('$title', async (scenario) => {
    for (const readings of scenario.logs.map(readingsOf)) {
      expect(await complaint(scenario, subject, { readings })).toBeUndefined();
    }
  });
});

const OPTIONS = READING_IDS.flatMap((id) =>
  READING_OPTIONS[id].map((option) => [`${id}=${option}`, { ...DEFAULT_READINGS, [id]: option }] as const),
);

describe.each<readonly [string, Readings]>(OPTIONS)('under %s', (_, readings) => {
  test('every scenario comes out as its log for that option says, or as ever if it does not cite it', async () => {
    const complaints = await Promise.all(
      SCENARIOS.map((scenario) => complaint(scenario, 'generated', { readings })),
    );
    expect(complaints.filter((each) => each !== undefined)).toEqual([]);
  });
});

test('what is drawn matters only where a script names the draws', async () => {
  for (const seed of [2, 3, 4, 5]) {
    const complaints = await Promise.all(
      SCENARIOS.map((scenario) => complaint(scenario, 'generated', { seed })),
    );
    expect(complaints.filter((each) => each !== undefined)).toEqual([]);
  }
});
