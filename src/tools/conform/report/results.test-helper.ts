/** Results for tests of the reports: scenarios of the library on a router that keeps or breaks their rules. */
import { DEFAULT_READINGS, READING_IDS, type ReadingId } from '../../../../machines/readings.ts';
import { RULES_OF_FEATURES } from '../../../../machines/rules/features.ts';
import type { Feature, RuleId } from '../../../../machines/rules.ts';
import { readLibrary } from '../../scenario/library/scenarios.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type Trace, trace } from '../../trace/trace.ts';
import type {
  CaseResult,
  Exchange,
  JudgedRule,
  Portrait,
  ReadingSeen,
  Result,
  Run,
  SerialisationName,
} from '../result.ts';

const LIBRARY = readLibrary();

const FEATURES = Object.keys(RULES_OF_FEATURES) as readonly Feature[];

/** A difference from the expected messages: the first message of this kind is replaced, and no other one follows. */
interface Fault extends Pick<CaseResult, 'verdict'>, Partial<Pick<CaseResult, 'rule' | 'under'>> {
  /** Name of the message of the router that differs; the last one of its kind. */
  readonly at: string;
  /** The words that came in its place. */
  readonly came: readonly string[];
}

/** A case that passes. */
export function passed(id: string): CaseResult {
  const scenario = scenarioOf(id);
  const { title, rules, readings, steps } = scenario;
  return {
    id,
    title,
    level: readings.length > 0 ? 'reading' : 'must',
    rules,
    readings,
    verdict: 'pass',
    says: [],
    script: steps.map(({ text }) => text),
    again: `npx dealerchart conform ws://127.0.0.1:8080/ws --only ${id}`,
    ms: 12 + id.length,
  };
}

/** A case without messages and with a reason. */
export const unplayed = (
  id: string,
  verdict: 'not announced' | 'not played',
  ...says: string[]
): CaseResult => ({ ...passed(id), verdict, says });

/** A case with a difference. */
export async function faulty(id: string, { at, came, ...rest }: Fault): Promise<CaseResult> {
  const expected = exchangesOf(await trace(scenarioOf(id), { readings: DEFAULT_READINGS, seed: 1 }));
  const place = expected.findLastIndex(({ from, words }) => from === 'router' && words[0] === at);
  const right = expected[place];
  if (right === undefined) throw new Error(`Expected a message ${at} in ${id}, but there is none.`);
  const differing = { ...right, words: came, differs: true };
  const { step, session, words } = right;
  return {
    ...passed(id),
    ...rest,
    step,
    says: [`Expected ${words.join(' ')} for ${session} at step ${step}, but ${came.join(' ')} came.`],
    expected: expected.map((one, index) => (index === place ? { ...one, differs: true } : one)),
    came: [...expected.slice(0, place), differing],
  };
}

/** The messages of a scenario on a right router. */
function exchangesOf({ steps }: Trace): readonly Exchange[] {
  return steps.flatMap(({ number: step, step: { action }, actor, sent, received }): Exchange[] => [
    ...(actor !== undefined && (action.does === 'connect' || action.does === 'join')
      ? [{ step, session: actor, from: 'client' as const, words: ['connects'] }]
      : []),
    ...(actor !== undefined && sent !== undefined
      ? [{ step, session: actor, from: 'client' as const, words: sent }]
      : []),
    ...(actor !== undefined && action.does === 'lose'
      ? [{ step, session: actor, from: 'client' as const, words: ['lost'] }]
      : []),
    ...received.map(({ to, words }) => ({ step, session: to, from: 'router' as const, words })),
  ]);
}

/** A run of some cases. */
export const runOf = (
  serialisation: SerialisationName,
  cases: readonly CaseResult[],
  rest: Partial<Run> = {},
): Run => ({
  serialisation,
  seconds: 21.5,
  isComplete: true,
  portrait: portraitOf(),
  cases: [...cases].sort((a, b) => (a.id < b.id ? -1 : 1)),
  judged: [],
  ...rest,
});

/** A router with all features and the default readings, unless others are given. */
export const portraitOf = (
  others: { readonly [R in ReadingId]?: string } = {},
  features: { readonly [F in Feature]?: readonly [isAnnounced: boolean, works: boolean] } = {},
  remarks: readonly string[] = [],
): Portrait => ({
  features: FEATURES.map((feature) => {
    const [isAnnounced, works] = features[feature] ?? [true, true];
    return { feature, isAnnounced, works };
  }),
  readings: READING_IDS.map((reading): ReadingSeen => {
    const option = others[reading] ?? DEFAULT_READINGS[reading];
    const shownBy = option === 'not seen' ? [] : [`reading-${reading.toLowerCase()}`];
    return { reading, option, isOther: option !== DEFAULT_READINGS[reading], shownBy };
  }),
  remarks,
});

export const resultOf = (runs: readonly Run[], router: Result['router']): Result => ({
  format: 1,
  refused: [],
  suite: '0.1.0',
  date: '2026-03-14T09:26:53.000Z',
  router,
  runs,
});

/** A router that passes every case of the library, or the first ones, in each serialisation. */
export function rightResult(most = LIBRARY.size): Result {
  const cases = [...LIBRARY.keys()].slice(0, most).map(passed);
  return resultOf(
    (['json', 'msgpack', 'cbor'] as const).map((name) => runOf(name, cases)),
    { name: 'dealerchart', version: '0.1.0', agent: 'dealerchart-0.1.0' },
  );
}

const JUDGED: readonly JudgedRule[] = [
  {
    rule: 'BP-14',
    outcome: 'broken',
    breaches: [{ case: 'bp-14-one-answer', says: 'A second RESULT came for the CALL of line 7.' }],
  },
  {
    rule: 'BP-17',
    outcome: 'departed',
    breaches: [
      {
        case: 'bp-17-refused-is-refused',
        says: 'Expected nothing more for alice, but ABORT came.',
      },
    ],
  },
];

/** A router with a case of each verdict; CBOR was interrupted, and one case differs between serialisations. */
export async function mixedResult(): Promise<Result> {
  const same = [
    passed('bp-13-no-such-procedure'),
    passed('cc-02-killnowait-stops-the-callee'),
    await faulty('cr-03-roundrobin-goes-on', {
      at: 'INVOCATION',
      came: ['INVOCATION', '?toAlice', '?registration', '{}', '[2, 3]'],
      verdict: 'fail',
      rule: 'CR-3',
    }),
    await faulty('cr-08-all-refuse', {
      at: 'ERROR',
      came: ['ERROR', 'CALL', '?call', '{}', 'wamp.error.canceled', '["<script>alert(1)</script>"]'],
      verdict: 'non-strict',
      rule: 'CR-8',
    }),
    await faulty('bp-06-goodbye-is-answered', {
      at: 'GOODBYE',
      came: ['nothing'],
      verdict: 'no answer',
      rule: 'BP-6',
    }),
    await faulty('bp-18-answer-to-nothing', {
      at: 'ABORT',
      came: ['closed'],
      verdict: 'router gone',
      rule: 'BP-18',
    }),
    await faulty('bp-15-callee-leaves', {
      at: 'ERROR',
      came: ['ERROR', 'CALL', '?call', '{}', 'wamp.error.cancelled'],
      verdict: 'pass under a reading',
      under: { goneUri: 'cancelled' },
    }),
    unplayed(
      'rv-01-a-new-worker-takes-over',
      'not announced',
      'The router does not announce registration_revocation.',
    ),
    unplayed('ct-01-no-clock-without-timeout', 'not played', 'The router was gone before this case.'),
  ];
  const one = await faulty('bp-14-payload-as-it-is', {
    at: 'RESULT',
    came: ['RESULT', '?call', '{}', '["big", 9007199254740992]'],
    verdict: 'fail',
    rule: 'BP-14',
  });
  const other = passed('bp-14-payload-as-it-is');
  const portrait = portraitOf(
    { goneUri: 'cancelled', late: 'abort', order: 'no option', position: 'not seen' },
    { call_reroute: [false, true], call_timeout: [true, false], registration_revocation: [false, false] },
    ['Under `roundrobin`, the first call goes to the second callee.'],
  );
  return resultOf(
    [
      runOf('json', [...same, one], { portrait, judged: JUDGED }),
      runOf('msgpack', [...same, other], { portrait, judged: JUDGED.slice(0, 1) }),
      runOf('cbor', same.slice(0, 4), { portrait, isComplete: false, seconds: 3.25 }),
    ],
    { name: 'Odd <router>', version: '1.2.3', agent: 'odd/1.2.3 "beta"' },
  );
}

/** A router that fails a share of the cases of the library, in each serialisation. */
export async function largeResult(share: number): Promise<Result> {
  const cases = await Promise.all(
    [...LIBRARY.entries()].map(async ([id, { rules }], index) => {
      if (index % 100 >= share * 100) return passed(id);
      const exchanges = exchangesOf(await trace(scenarioOf(id), { readings: DEFAULT_READINGS, seed: 1 }));
      const at = exchanges.findLast(({ from }) => from === 'router')?.words[0];
      if (at === undefined) return passed(id);
      return faulty(id, { at, came: ['nothing'], verdict: 'fail', rule: rules[0] as RuleId });
    }),
  );
  return resultOf(
    (['json', 'msgpack', 'cbor'] as const).map((name) => runOf(name, cases)),
    { name: 'slow', version: '9' },
  );
}

// --- internal ---

function scenarioOf(id: string): Scenario {
  const scenario = LIBRARY.get(id);
  if (scenario === undefined) throw new Error(`Expected a scenario of the library, but ${id} came.`);
  return scenario;
}
