/** Drafts of scenarios from answers. */
import { describe, expect, test } from 'vitest';
import { DEFAULT_READINGS } from '../../../machines/readings.ts';
import { POLICIES } from '../../../machines/vocabulary.ts';
import { draftScenario, ENDS } from './draft.ts';
import { parseScenario } from './parse.ts';
import { CALLEES } from './people.ts';
import { play } from './play.ts';
import { openSystem, SYSTEMS } from './systems/index.ts';

const cases = POLICIES.flatMap((policy) => ENDS.map((end) => ({ policy, end })));

describe('a draft', () => {
  test.each(cases)(
    'under $policy with the end $end plays on every dealer, with any seed',
    async ({ policy, end }) => {
      const { page } = await draftScenario({ policy, callees: 3, refusing: ['alice'], end }, 'draft.md');
      const scenario = parseScenario(page, 'draft.md');
      for (const system of SYSTEMS.filter((one) => one !== 'router')) {
        const open = (options: Parameters<typeof openSystem>[1]) => openSystem(system, options);
        for (const seed of [1, 2]) {
          expect(await play(scenario, open, { readings: DEFAULT_READINGS, seed })).toBeUndefined();
        }
      }
    },
  );

  test('ends the call at the first callee that does not refuse it', async () => {
    const answers = { policy: 'last', callees: 3, refusing: ['dora', 'alice'], end: 'leave' } as const;
    const draft = await draftScenario(answers, 'draft.md');
    expect(draft).toMatchObject({
      title: 'Under last dora refuses, and bob leaves',
      unasked: ['alice'],
      isTaken: true,
    });
    expect(draft.page).toMatch(/bob leaves\n```\n/);
  });

  test('ends with an error if all callees refuse', async () => {
    const answers = { policy: 'first', callees: 8, refusing: CALLEES, end: 'answer' } as const;
    const draft = await draftScenario(answers, 'draft.md');
    expect(draft.isTaken).toBe(false);
    expect(draft.page).toContain('wamp.error.no_available_callee');
  });

  test('names the rules of its steps from the call on', async () => {
    const { page } = await draftScenario(
      { policy: 'first', callees: 2, refusing: ['alice'], end: 'answer' },
      'draft.md',
    );
    const { rules } = parseScenario(page, 'draft.md');
    expect(rules).toEqual(expect.arrayContaining(['CR-1', 'CR-5', 'CR-7']));
    expect(rules).not.toContain('SR-1');
  });
});
