/** Scripts of the playground: those of the library, and those that clicks write. */
import { describe, expect, test } from 'vitest';
import { UNAVAILABLE } from '../../../machines/uris.ts';
import { POLICIES } from '../../../machines/vocabulary.ts';
import { CHARTS } from '../../compiler/chart/index.ts';
import { readLibrary, readPage } from '../scenario/library/scenarios.ts';
import { parseScenario } from '../scenario/parse.ts';
import { choicesAt, PROCEDURE, procedureIn } from './choices.ts';
import { completionsFor } from './completions.ts';
import { instancesAt } from './moment.ts';
import { OWN_PAGE, type Parts, pageUnder, partsOf } from './page.ts';
import { MOST_CHARACTERS, type Performance, type Played, playScript } from './play.ts';

/** A small generator of random numbers, so that a failure can be repeated with its seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

const performed = (played: Played): Performance => {
  if ('mistake' in played) throw new Error(played.mistake.says);
  return played;
};

const play = async (...steps: readonly string[]): Promise<Performance> =>
  performed(await playScript(OWN_PAGE, steps.join('\n')));

describe('every scenario of the library has the outcome of its page', () => {
  test.each([...readLibrary()])('%s', async (name, scenario) => {
    const parts = partsOf(readPage(name));
    for (const { when } of scenario.logs) {
      const readings = Object.fromEntries(
        Object.entries(when).map(([id, options]) => [id, (options as readonly string[])[0]]),
      );
      expect(performed(await playScript(parts, parts.script, readings)).isAsWritten).toBe(true);
    }
  });
});

test.each(POLICIES.flatMap((policy) => [1, 2, 3, 4].map((seed) => ({ policy, seed }))))(
  'every click writes a step that can be taken, under $policy (seed $seed)',
  async ({ policy, seed }) => {
    const random = randomFrom(seed);
    let script = '';
    let played: Performance | undefined;
    for (let step = 0; step < 30; step++) {
      const all = choicesAt(played?.trace, step, script, { policy, procedure: PROCEDURE });
      const choices = all
        .flatMap((one) => one.choices)
        .filter(({ step }) => !/ (leaves|is lost)$/.test(step));
      const { step: line } = choices[random(choices.length)] as (typeof choices)[number];
      script = `${script}${script === '' ? '' : '\n'}${line}`;
      played = performed(await playScript(OWN_PAGE, script));
      const last = played.trace.steps.at(-1);
      expect(last?.impossible, script).toBeUndefined();
      // Nobody is thrown out for it.
      expect(last?.received.map(({ words }) => words[0])).not.toContain('ABORT');
    }
  },
);

test('a callee that was asked can answer, refuse and fail, and nobody else', async () => {
  const { trace } = await play(
    'alice joins as callee with call_reroute',
    'bob joins as callee with call_reroute',
    'carol joins as caller',
    `alice: REGISTER ?a {"invoke": "first"} ${PROCEDURE}`,
    `bob: REGISTER ?b {"invoke": "first"} ${PROCEDURE}`,
    `carol: CALL ?call {} ${PROCEDURE}`,
    `alice: ERROR INVOCATION ?toAlice {} ${UNAVAILABLE}`,
  );
  const answersAt = (step: number): string[] =>
    choicesAt(trace, step, '', { policy: 'first', procedure: PROCEDURE }).flatMap(({ choices }) =>
      choices.flatMap(({ step: line }) => (/YIELD|INVOCATION/.test(line) ? line : [])),
    );
  expect(answersAt(5)).toEqual([]);
  expect(answersAt(6)).toEqual([
    'alice: YIELD ?toAlice {} ["done"]',
    `alice: ERROR INVOCATION ?toAlice {} ${UNAVAILABLE}`,
    'alice: ERROR INVOCATION ?toAlice {} com.example.error',
  ]);
  expect(answersAt(7).every((line) => line.startsWith('bob: '))).toBe(true);
  expect(answersAt(7)).toHaveLength(3);
});

test('each instance has its state after a step, and the edges of that step alone', async () => {
  const { trace } = await play(
    'alice joins as callee with call_reroute',
    'carol joins as caller',
    `alice: REGISTER ?a {} ${PROCEDURE}`,
    `carol: CALL ?call {} ${PROCEDURE}`,
    `alice: ERROR INVOCATION ?toAlice {} ${UNAVAILABLE}`,
  );
  const told = (step: number): string[] =>
    instancesAt(trace, step).map(
      ({ chart, name, state, edges }) => `${chart} ${name} ${state} ${edges.length}`,
    );
  expect(told(0)).toEqual([]);
  expect(told(1)).toEqual(['session alice established 1']);
  expect(told(4).slice(-2)).toEqual([
    `registration ${PROCEDURE} occupied.single 1`,
    'call carol ?call invoked.waiting 1',
  ]);
  expect(told(5).at(-1)).toBe('call carol ?call exhausted 2');
  const known = new Set(CHARTS.call.states.map(({ path }) => path));
  for (const { chart, state } of instancesAt(trace, 5)) if (chart === 'call') expect(known).toContain(state);
});

describe('a mistake', () => {
  const mistakeIn = async (script: string, parts: Parts = OWN_PAGE): Promise<unknown> => {
    const played = await playScript(parts, script);
    if (!('mistake' in played)) return undefined;
    const { line, column, length, says } = played.mistake;
    return [line, script.split('\n')[line - 1]?.substr(column - 1, length), says];
  };

  test('has its line in the script', async () => {
    expect(await mistakeIn('alice joins as callee\n\nbob: CALL ?call {} com.example.add')).toEqual([
      3,
      'bob',
      expect.stringContaining('Expected a session that has come (alice), but bob came'),
    ]);
    const parts = partsOf(readPage('cr-08-all-refuse'));
    expect(await mistakeIn(`${parts.script}\nnonsense`, parts)).toEqual([
      parts.script.split('\n').length + 1,
      'nonsense',
      expect.stringContaining('"nonsense" came'),
    ]);
  });

  test('is an empty script, or one that is too long', async () => {
    expect(await mistakeIn('  \n')).toEqual([1, '', 'Expected a step, such as "alice joins as callee".']);
    expect(await mistakeIn('a'.repeat(MOST_CHARACTERS + 1))).toEqual([
      1,
      '',
      expect.stringContaining('at most 20000 characters'),
    ]);
  });
});

test('a script that is changed drops the logs that do not fit it any more', async () => {
  const parts = partsOf(readPage('cr-08-all-refuse'));
  const shorter = parts.script.split('\n').slice(0, 4).join('\n');
  const { trace, isAsWritten } = performed(await playScript(parts, shorter));
  expect(trace.steps).toHaveLength(4);
  expect(isAsWritten).toBe(false);
});

test('a page without a script is refused', () => {
  expect(() => partsOf('# Title\n\nNothing.\n')).toThrow('Expected a page with a block ```script');
});

describe('a line is completed', () => {
  const script = 'alice joins as callee\nalice: REGISTER ?a {} com.example.add\n';
  const offered = (line: string): string[] =>
    completionsFor(line, script)?.options.map(({ label }) => label) ?? [];

  test('with clients, then with what they can do', () => {
    expect(offered('')).toEqual(expect.arrayContaining(['alice', 'bob', '100 ms pass']));
    expect(offered('alice ')).toEqual(
      expect.arrayContaining(['leaves', 'is lost', 'takes nothing: backlog']),
    );
    expect(offered('bob ')).toContain('joins as callee');
    expect(offered('bob ')).not.toContain('leaves');
  });

  test('with the messages of clients, and their fields in order', () => {
    expect(offered('alice: ')).toEqual(expect.arrayContaining(['REGISTER', 'CALL', 'YIELD']));
    expect(offered('alice: ')).not.toContain('RESULT');
    expect(offered('alice: CALL ')).toEqual(['?one']);
    expect(offered('alice: CALL ?one ')).toContain('{}');
    expect(offered('alice: CALL ?one {"timeout": 100} ')).toContain('com.example.add');
    expect(offered('alice: ERROR ')).toEqual(['INVOCATION']);
    expect(offered('alice: ERROR INVOCATION ')).toContain('?a');
    expect(offered('alice: ERROR INVOCATION ?a {} ')).toContain(UNAVAILABLE);
  });

  test('from the beginning of its last word', () => {
    expect(completionsFor('alice: CAL', script)?.from).toBe('alice: '.length);
    expect(completionsFor('al', script)?.from).toBe(0);
  });
});

test('a case under two interpretations is exported with a log for each', () => {
  const page = pageUnder(OWN_PAGE, 'alice joins as callee', [{}, { newcomer: 'ignored', order: 'strict' }]);
  const { logs, readings } = parseScenario(page, 'case.md', { draft: true });
  expect(logs.map(({ when }) => when)).toEqual([{}, { newcomer: ['ignored'], order: ['strict'] }]);
  expect(readings).toEqual(['newcomer', 'order']);
});

test('the procedure of new steps is that of the script', () => {
  expect(procedureIn('alice: REGISTER ?a {"invoke": "first"} com.example.add')).toBe('com.example.add');
  expect(procedureIn('alice joins as callee')).toBe(PROCEDURE);
});

test('a sender that nobody stands for is a step that cannot be taken', async () => {
  const { trace } = await play('carol joins as caller', '?next: YIELD ?toNext {}');
  expect(trace.steps.at(-1)?.impossible).toContain('Expected a session that ?next stands for');
});
