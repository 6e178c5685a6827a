/** The outcome of an exploration, as text and as JSON. */
import type { Check, Outcome, Progress } from './explore.ts';
import { THEOREM_IDS, THEOREMS } from './theorems.ts';

/** The outcome of an exploration, as text of several lines. */
export function toText(check: Check, outcome: Outcome, page: string | undefined): string {
  const { policy } = check;
  if (page !== undefined) return `${policy}: VIOLATION after ${countsOf(check, outcome)}\n\n${page}`;
  return `${policy}: all rules hold (${countsOf(check, outcome)})\n${theoremsOf(outcome).join('\n')}`;
}

/** Progress of an interrupted exploration. */
export function toTextSoFar(check: Check, progress: Progress | undefined): string {
  if (progress === undefined) return `${check.policy}: interrupted at once`;
  const rest = `${count(progress.frontier)} states not yet explored`;
  const held = `no violation so far (${countsOf(check, progress)}; ${rest})`;
  return `${check.policy}: interrupted, ${held}\n${theoremsOf(progress).join('\n')}`;
}

/**
 * One line of JSON.
 *
 * @param progress an outcome, or the progress of an interrupted exploration
 * @param page the scenario that leads to a violation
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
    ...(plain ? [`of which without features: ${plain}`] : []),
    `concurrent calls: ${calls}`,
    ...(progress ? ['progressive results'] : []),
    ...(conflicts ? ['different policies'] : []),
    ...(rejoin ? ['rejoining'] : []),
    ...(obstacles ? ['undeliverable messages'] : []),
  ];
  return `${bounds.join(', ')}; ${count(situations)} states, ${count(inputs)} inputs, depth ${depth}`;
}

/** A theorem that was never exercised is not proven. */
const theoremsOf = ({ theorems }: Progress): string[] =>
  THEOREM_IDS.map((id) => {
    const times = theorems[id];
    const tested = times === 0 ? 'not exercised' : `${count(times)} time${times === 1 ? '' : 's'}`;
    return `  ${THEOREMS[id].sentence}: ${tested}`;
  });
