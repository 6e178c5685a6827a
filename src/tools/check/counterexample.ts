/** A counter-example as a scenario: the path to a violation, and the log of the faulty dealer. */
import { DEFAULT_READINGS } from '../../../machines/readings.ts';
import { RULES, type RuleId } from '../../../machines/rules.ts';
import type { SessionKey } from '../../../machines/vocabulary.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type RunAction, type RunEvent, scenarioOfRun } from '../scenario/transcript.ts';
import type { Bounds } from './bounds.ts';
import type { Breach, Check, CounterExample, Step } from './explore.ts';
import { featuresOf, roleOf } from './roles.ts';
import { THEOREMS, type TheoremId } from './theorems.ts';
import { type Given, OBSTACLE } from './world.ts';

/**
 * @param file the name of the page
 * @returns a page that passes on the faulty dealer, and fails on a correct one at the wrong step
 */
export function scenarioOf({ steps, breaches }: CounterExample, check: Check, file: string): Scenario {
  const broken = [...new Set(breaches.map(({ rule }) => rule))];
  return scenarioOfRun({
    file,
    title: `Violation under ${check.policy}: ${broken.join(', ')}`,
    prose: [
      'The log of this page is that of a faulty dealer, so a correct dealer fails the page. ' +
        `The violation occurs in step ${steps.length}.`,
      ...breaches.map((breach) => violationOf(breach, steps)),
    ],
    draws: check.policy === 'random' ? steps.flatMap(drawsOf) : [],
    events: steps.map((step) => eventOf(step, check)),
    readings: { ...DEFAULT_READINGS, ...check.readings },
    rules: [...new Set(broken.flatMap((rule) => rulesOf(rule, check)))],
  });
}

/** Random numbers for the selection of a callee, without those for session ids. */
export const drawsOf = ({ input, draws }: Pick<Step, 'input' | 'draws'>): readonly number[] =>
  input.what === 'join' ? [] : draws;

/** A step as an event of a scenario. */
export function eventOf({ input, outputs, participants }: Omit<Step, 'line'>, check: Bounds): RunEvent {
  const nameOf = (key: SessionKey): string => participants.get(key)?.name ?? `${key}`;
  const received = outputs
    .filter(isHeard)
    .map(({ session, message, obstacle }) =>
      message === undefined
        ? ({ session: nameOf(session), closed: true } as const)
        : { session: nameOf(session), message, obstacle },
    );
  return { action: action(), received };

  /** False for the end of a lost connection, which its client does not notice. */
  function isHeard({ session }: Given): boolean {
    return input.what !== 'disconnect' || session !== input.session;
  }

  function action(): RunAction {
    switch (input.what) {
      case 'join': {
        const session = [...participants.values()].at(-1)?.name ?? '';
        const { kind } = input;
        return { does: 'join', session, roles: [roleOf(kind)], features: featuresOf(kind, check) };
      }
      case 'receive':
        return { does: 'send', session: nameOf(input.session), wire: input.wire };
      case 'disconnect':
        return { does: 'lose', session: nameOf(input.session) };
      case 'obstruct':
      case 'clear': {
        const obstacle = input.what === 'obstruct' ? OBSTACLE : undefined;
        return { does: 'obstruct', session: nameOf(input.session), obstacle };
      }
      case 'tick':
        return { does: 'pass', ms: input.by };
    }
  }
}

// --- internal ---

/** Rules of the page, which shows at least one; a dealer that has thrown sends no answers. */
function rulesOf(rule: Breach['rule'], { policy }: Check): readonly RuleId[] {
  if (rule === 'crash') return ['BP-14'];
  return isTheorem(rule) ? THEOREMS[rule].rulesFor(policy) : [rule];
}

function sentenceOf(rule: Breach['rule']): string {
  if (rule === 'crash') return 'the dealer does not throw on any input';
  return isTheorem(rule) ? THEOREMS[rule].sentence : RULES[rule].sentence;
}

const isTheorem = (id: RuleId | TheoremId): id is TheoremId => Object.hasOwn(THEOREMS, id);

/** The rule and the expectation, with steps of the script in place of lines of the log. */
function violationOf({ rule, says }: Breach, steps: readonly Step[]): string {
  const told = says.replace(/\bline (\d+)\b/g, (text, line) => {
    const index = steps.findIndex((step) => Number(line) <= step.line);
    return index < 0 ? text : `step ${index + 1}`;
  });
  return `${rule}: ${sentenceOf(rule).replace(/\.?$/, '.')} ${told}`;
}
