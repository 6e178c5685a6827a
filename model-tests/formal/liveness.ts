/** Whether every CALL is answered in the end, and a run in which one is not, as a scenario: `unanswered.md`. */
import { DEFAULT_READINGS, type Readings } from '../../machines/readings.ts';
import { eventOf } from '../../src/tools/check/counterexample.ts';
import type { Claims, Model } from '../../src/tools/formal/model.ts';
import type { Scenario } from '../../src/tools/scenario/scenario.ts';
import { scenarioOfRun } from '../../src/tools/scenario/transcript.ts';
import { writeScenario } from '../../src/tools/scenario/write.ts';
import { inputOf } from './dump.ts';
import { explore, type Taken } from './exploration.ts';
import { check, type TlcOptions } from './tlc.ts';

/** What is assumed of clients and time, and whether every CALL is answered then. */
export interface Assumption {
  /** Name of the specification in Properties.tla. */
  readonly specification: string;
  readonly says: string;
  readonly isEnough: boolean;
}

export const ASSUMPTIONS: readonly Assumption[] = [
  { specification: 'LiveByTime', says: 'The dealer goes on, and time passes.', isEnough: true },
  {
    specification: 'LiveByCallees',
    says: 'The dealer goes on, and each callee that is asked answers or leaves.',
    isEnough: true,
  },
  { specification: 'LiveByDealer', says: 'The dealer goes on.', isEnough: false },
];

/** The claim that every CALL is answered under an assumption. */
export const claimFor = ({ specification }: Assumption): Claims => ({
  specification,
  invariants: [],
  properties: ['EveryCallIsAnswered'],
});

/** The model whose behaviour `unanswered.md` shows. */
const UNANSWERED: Model = { bounds: { policy: 'single', callees: 1, calls: 1 }, readings: {} };

/** Has TLC find a behaviour in which a CALL is never answered, and writes it as a page. */
export async function unansweredPage(options: TlcOptions): Promise<string> {
  const weakest = ASSUMPTIONS.find(({ isEnough }) => !isEnough) as Assumption;
  const { output, isRight } = await check(UNANSWERED, claimFor(weakest), options);
  if (isRight) throw new Error('Expected a CALL that is never answered, but TLC finds none.');
  return writeScenario(unansweredIn(output, UNANSWERED));
}

// --- internal ---

/** The behaviour that TLC has printed, up to where nothing happens any more, or where it begins to repeat. */
function unansweredIn(output: string, model: Model): Scenario {
  const inputs = [...output.matchAll(/^State \d+: <([A-Z]\w*\(.*?\)) line/gm)].map(([, action = '']) =>
    inputOf(action),
  );
  const ours = explore(model);
  let key = ours.first;
  const steps: Taken[] = [...ours.pathTo(key)];
  for (const input of inputs) {
    const next = ours.after(key, input);
    if (next === undefined) throw new Error(`Expected a step of our dealer for ${input}, but it takes none.`);
    steps.push(next.step);
    key = next.key;
  }
  return scenarioOfRun({
    file: 'unanswered.md',
    title: 'A CALL that nobody answers',
    prose: [
      'A callee that neither answers nor leaves keeps its caller waiting, if time does not pass either.',
    ],
    draws: [],
    events: steps.map((one) => eventOf(one, model.bounds)),
    readings: { ...DEFAULT_READINGS, ...model.readings } as Readings,
    rules: ['BP-14'],
  });
}
