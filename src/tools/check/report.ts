/** The outcome of an exploration, for people and for programs. */
import type { Check, Outcome, Progress } from './explore.ts';
import { THEOREM_IDS, THEOREMS } from './theorems.ts';

/** What an exploration has shown, as text of several lines. */
export function toText(check: Check, outcome: Outcome, page: string | undefined): string {
  const { policy } = check;
  if (page !== undefined) return `${policy}: WRONG after ${countsOf(check, outcome)}\n\n${page}`;
  return `${policy}: all rules hold (${countsOf(check, outcome)})\n${theoremsOf(outcome).join('\n')}`;
}

/** How far an exploration has come that was ended. */
export function toTextSoFar(check: Check, progress: Progress | undefined): string {
  if (progress === undefined) return `${check.policy}: interrupted at once`;
  const rest = `${count(progress.frontier)} situations were still to be gone on from`;
  const held = `nothing wrong so far (${countsOf(check, progress)}; ${rest})`;
  return `${check.policy}: interrupted, ${held}\n${theoremsOf(progress).join('\n')}`;
}

/**
 * One line of JSON.
 *
 * @param progress an outcome; or how far it has come, if it was ended
 * @param page the scenario that leads to something wrong
 */
export function toJson(check: Check, progress: Progress | Outcome | undefined, page?: string): string {
  const {
    policy,
    callees,
    calls,
    plain = 0,
    progress: bits = false,
    conflicts = false,
    rejoin = false,
    obstacles = false,
  } = check;
  const { counterExample, ...counts } = (progress ?? {}) as Partial<Outcome>;
  return JSON.stringify({
    policy,
    bounds: { callees, calls, plain, progress: bits, conflicts, rejoin, obstacles },
    readings: check.readings ?? {},
    finished: progress !== undefined && 'counterExample' in progress,
    ...counts,
    ...(counterExample && { breaches: counterExample.breaches, scenario: page }),
  });
}

// --- internal ---

const count = (number: number): string => number.toLocaleString('en');

function countsOf(check: Check, { situations, inputs, depth }: Progress): string {
  const { callees, calls, plain, progress, conflicts, rejoin, obstacles } = check;
  const bounds = [
    `callees: ${callees}`,
    ...(plain ? [`of these without features: ${plain}`] : []),
    `calls at a time: ${calls}`,
    ...(progress ? ['progressive results'] : []),
    ...(conflicts ? ['other policies'] : []),
    ...(rejoin ? ['coming back'] : []),
    ...(obstacles ? ['what cannot be delivered'] : []),
  ];
  return `${bounds.join(', ')}; ${count(situations)} situations, ${count(inputs)} inputs, at most ${depth} steps away`;
}

/** What was never put to the test is not proven. */
const theoremsOf = ({ theorems }: Progress): string[] =>
  THEOREM_IDS.map((id) => {
    const times = theorems[id];
    const tested = times === 0 ? 'not put to the test' : `${count(times)} time${times === 1 ? '' : 's'}`;
    return `  ${THEOREMS[id].sentence}: ${tested}`;
  });
