/** Drafts a scenario of one call from a few answers: the steps that follow depend on the callee that the dealer invokes. */

import { PROBLEMS } from '../../../machines/problems.ts';
import { DEFAULT_READINGS } from '../../../machines/readings.ts';
import { UNAVAILABLE } from '../../../machines/uris.ts';
import type { Policy } from '../../../machines/vocabulary.ts';
import { explain } from '../explain/explain.ts';
import { list } from '../explain/layout.ts';
import { trace } from '../trace/trace.ts';
import { parseScenario } from './parse.ts';
import { CALLEES } from './people.ts';
import { refreshScenario } from './refresh.ts';
import type { Scenario } from './scenario.ts';
import { openSystem } from './systems/index.ts';

/** Ends of the call at the first callee that does not refuse it. */
export const ENDS = ['answer', 'fail', 'cancel', 'cancel-refuse', 'leave', 'timeout'] as const;
export type End = (typeof ENDS)[number];

export interface Answers {
  readonly policy: Policy;
  /** Number of callees, from 1 to 8. */
  readonly callees: number;
  /** Names of the callees that refuse the call. */
  readonly refusing: readonly string[];
  readonly end: End;
}

export interface Draft {
  /** The page, with the log that the dealer gives. */
  readonly page: string;
  readonly title: string;
  /** Callees that were to refuse, but that the dealer does not invoke. */
  readonly unasked: readonly string[];
  /** True if a callee was left that did not refuse, so that the call ended there. */
  readonly isTaken: boolean;
}

/** @param file name of the page, for messages */
export async function draftScenario(answers: Answers, file: string): Promise<Draft> {
  const steps = opening(answers);
  const refused: string[] = [];
  let invoked = await invokedBy(steps, answers, file);
  while (invoked !== undefined && answers.refusing.includes(invoked.callee)) {
    refused.push(invoked.callee);
    steps.push(`${invoked.callee}: ERROR INVOCATION ${invoked.id} {} ${UNAVAILABLE}`);
    invoked = await invokedBy(steps, answers, file);
  }
  if (invoked !== undefined) steps.push(...ENDINGS[answers.end].steps(invoked));
  const title = titleOf(answers, refused, invoked?.callee);
  const unasked = answers.refusing.filter((callee) => !refused.includes(callee));
  const page = await pageOf({ title, steps, answers, file });
  return { page, title, unasked, isTaken: invoked !== undefined };
}

// --- internal ---

/** A callee that has the call, and the name of the id of its INVOCATION. */
interface Invoked {
  readonly callee: string;
  readonly id: string;
}

const ENDINGS: Readonly<
  Record<End, { readonly steps: (invoked: Invoked) => string[]; readonly says: (callee: string) => string }>
> = {
  answer: {
    steps: ({ callee, id }) => [`${callee}: YIELD ${id} {} [5]`],
    says: (callee) => `${callee} answers`,
  },
  fail: {
    steps: ({ callee, id }) => [`${callee}: ERROR INVOCATION ${id} {} com.example.failed`],
    says: (callee) => `${callee} fails`,
  },
  cancel: {
    steps: ({ callee, id }) => [
      CANCEL,
      `${callee}: ERROR INVOCATION ${id} {} ${PROBLEMS['call-canceled'].uri}`,
    ],
    says: () => 'carol cancels the call',
  },
  'cancel-refuse': {
    steps: ({ callee, id }) => [CANCEL, `${callee}: ERROR INVOCATION ${id} {} ${UNAVAILABLE}`],
    says: (callee) => `${callee} refuses the call after its cancellation`,
  },
  leave: { steps: ({ callee }) => [`${callee} leaves`], says: (callee) => `${callee} leaves` },
  timeout: { steps: () => [`${TIMEOUT} ms pass`], says: () => 'the call times out' },
};

const CANCEL = 'carol: CANCEL ?call {"mode": "kill"}';

/** In milliseconds. */
const TIMEOUT = 1_000;

/** The steps up to the CALL. */
function opening({ policy, callees, end }: Answers): string[] {
  const names = CALLEES.slice(0, callees);
  const isCanceled = end === 'cancel' || end === 'cancel-refuse';
  const features = ['call_reroute', ...(isCanceled ? ['call_canceling'] : [])].join(', ');
  return [
    ...names.map((name) => `${name} joins as callee with ${features}`),
    `carol joins as caller${isCanceled ? ' with call_canceling' : ''}`,
    ...names.map((name) => `${name}: REGISTER ?${name[0]} {"invoke": "${policy}"} com.example.add`),
    `carol: CALL ?call ${end === 'timeout' ? `{"timeout": ${TIMEOUT}}` : '{}'} com.example.add [2, 3]`,
  ];
}

/** The callee that the last step leads to an INVOCATION for; undefined if there is none. */
async function invokedBy(
  steps: readonly string[],
  answers: Answers,
  file: string,
): Promise<Invoked | undefined> {
  const scenario = await played(draftOf({ title: 'Draft', steps, answers }), file);
  const line = scenario.logs[0]?.lines.find(
    ({ step, expected: [first] }) =>
      step === steps.length && first?.kind === 'message' && first.type === 'INVOCATION',
  );
  const [, id] = line?.expected[0]?.text.split(' ') ?? [];
  return line === undefined || id === undefined ? undefined : { callee: line.receiver.name, id };
}

interface Sketch {
  readonly title: string;
  readonly steps: readonly string[];
  readonly answers: Answers;
}

async function pageOf(sketch: Sketch & { readonly file: string }): Promise<string> {
  const { steps, file } = sketch;
  const scenario = await played(draftOf(sketch), file);
  const explanation = explain(await trace(scenario, { readings: DEFAULT_READINGS, seed: SEED }));
  const call = steps.findIndex((step) => step.startsWith('carol: CALL'));
  const rules = explanation.steps.slice(call).flatMap(({ moves }) => moves.flatMap((move) => move.rules));
  return refreshed(parseScenario(draftOf(sketch, [...new Set(rules)]), file, { draft: true }));
}

/** A page with an empty log. */
function draftOf({ title, steps, answers }: Sketch, rules: readonly string[] = ['CR-1']): string {
  const { policy, callees } = answers;
  const names = list(CALLEES.slice(0, callees));
  const offer = callees === 1 ? `The callee ${names} offers` : `The callees ${names} share`;
  // With these draws, each selection takes the first of the candidates.
  const draws = policy === 'random' ? [`random draws${' 0'.repeat(callees)}`] : [];
  return [
    `# ${title}`,
    `${offer} a procedure under \`${policy}\`. (Drafted by \`dealerchart new\`: say here why a dealer should behave so.)`,
    ['```script', ...draws, ...steps, '```'].join('\n'),
    ['```log', '```'].join('\n'),
    `Shows ${list(rules)}.`,
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function titleOf({ policy, end }: Answers, refused: readonly string[], taker: string | undefined): string {
  const refusal =
    refused.length === 0 ? [] : [`${list(refused)} ${refused.length === 1 ? 'refuses' : 'refuse'}`];
  const ending = taker === undefined ? ['no callee is left'] : [ENDINGS[end].says(taker)];
  return `Under ${policy} ${[...refusal, ...ending].join(', and ')}`;
}

const SEED = 1;

const refreshed = (scenario: Scenario): Promise<string> =>
  refreshScenario(scenario, (options) => openSystem('generated', options), SEED);

const played = async (page: string, file: string): Promise<Scenario> =>
  parseScenario(await refreshed(parseScenario(page, file, { draft: true })), file);
