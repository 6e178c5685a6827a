/** Searches the shortest way of clients to a state of a chart, or over one of its edges. */
import type { Limits } from '../../../../machines/limits.ts';
import { CODES } from '../../../../machines/messages.ts';
import type { Readings } from '../../../../machines/readings.ts';
import type { ChartName } from '../../../compiler/chart/index.ts';
import type { Step } from '../../../dealer/index.ts';
import type { RunAction, RunEvent } from '../../scenario/transcript.ts';
import { callMoves, FEATURES, sessionMoves } from './moves.ts';
import { type Setting, Stage } from './stage.ts';

/** What is looked for. */
export interface Goal {
  readonly chart: ChartName;
  /** True if a transition may be the one; `isReached` decides. */
  readonly mayBe: (step: Step) => boolean;
  /** True if the last step of a run reaches it. */
  readonly isReached: (run: FoundRun) => Promise<boolean>;
}

/** A run with its setting. */
export interface FoundRun {
  readonly setting: Setting;
  readonly events: readonly RunEvent[];
}

/** Maximum number of steps of a way. */
export const MOST_STEPS = 9;

/**
 * Explores what a few clients can do, in breadth-first order.
 *
 * @param most maximum number of actions to try
 * @returns the shortest run, and of several the one whose actions come first; undefined if there is none within bounds
 */
export async function searchRun(
  goal: Goal,
  readings: Readings,
  seed: number,
  most = MOST_TRIED,
): Promise<FoundRun | undefined> {
  const levels = themesFor(goal.chart).map((theme): Level => ({ theme, runs: [[]] }));
  const met = new Set<string>();
  let tried = 0;
  for (let length = 1; length <= MOST_STEPS; length++) {
    for (const level of levels) {
      const { setting, lines } = level.theme;
      if (length <= lines) continue;
      const longer: RunAction[][] = [];
      for (const stage of stagesAfter(level, readings, seed)) {
        tried += 1;
        if (tried > most) return undefined;
        const run = { setting, events: stage.events };
        if (stage.steps.some(goal.mayBe) && (await goal.isReached(run)))
          return plainest(run, goal, readings, seed);
        const key = `${levels.indexOf(level)} ${keyOf(stage)}`;
        if (!met.has(key)) longer.push(stage.events.map(({ action }) => action));
        met.add(key);
      }
      level.runs = longer;
    }
  }
  return undefined;
}

// --- internal ---

/** Maximum number of actions to try: less than a second. */
const MOST_TRIED = 5_000;

/** Clients with something to do. */
interface Theme {
  readonly setting: Setting;
  /** Number of lines of the setting, which count like steps. */
  readonly lines: number;
  readonly moves: (stage: Stage) => RunAction[];
}

/** The runs of one length that lead to new states. */
interface Level {
  readonly theme: Theme;
  runs: readonly (readonly RunAction[])[];
}

/** The state after each run and one more action. */
function* stagesAfter(
  { theme: { setting, moves }, runs }: Level,
  readings: Readings,
  seed: number,
): Generator<Stage> {
  for (const run of runs) {
    for (const action of moves(new Stage(setting, readings, seed, run)))
      yield new Stage(setting, readings, seed, [...run, action]);
  }
}

/** The plainest first. */
function themesFor(chart: ChartName): readonly Theme[] {
  const plain = { setting: {}, lines: 0 };
  const limited = (limits: Partial<Limits>): Omit<Theme, 'moves'> => ({ setting: { limits }, lines: 1 });
  const authenticated = { setting: { methods: ['ticket'] }, lines: 1 };
  if (chart === 'session') {
    const settings = [plain, authenticated, limited({ calls: 1, bytes: 100 })];
    return settings.map((setting) => ({ ...setting, moves: sessionMoves }));
  }
  const settings = chart === 'call' ? [plain] : [plain, limited({ registrations: 1 })];
  return settings.map((setting) => ({ ...setting, moves: (stage) => callMoves(stage, chart) }));
}

/** Numbers that differ between ways to the same state. */
const COUNTERS = new Set([
  'last',
  'now',
  'readings',
  'request',
  'lastRequest',
  'invocation',
  'nextInvocation',
  'sent',
  'key',
  'call',
  'id',
  'firstInvocation',
]);

/** A text that is equal for two states with the same future, as far as the moves go. */
function keyOf(stage: Stage): string {
  const { snapshot } = stage;
  const names = snapshot.sessions.map(({ context }) => stage.nameOf(context.session));
  const obstructed = names.filter((name) => stage.isObstructed(name));
  const isJoining = stage.events.every(({ action }) => action.does === 'join');
  const text = JSON.stringify(snapshot, (key, value) => {
    if (COUNTERS.has(key)) return undefined;
    return key === 'at' ? value - snapshot.now : value;
  });
  return JSON.stringify([isJoining, names, obstructed, text]);
}

/** The run with as few roles and features as lead to the same step. */
async function plainest(run: FoundRun, goal: Goal, readings: Readings, seed: number): Promise<FoundRun> {
  let best = run;
  for (const index of run.events.keys()) {
    for (const word of [...idleRolesIn(run, index), ...FEATURES]) {
      const actions = best.events.map(({ action }, at) => (at === index ? without(action, word) : action));
      if (actions[index] === best.events[index]?.action) continue;
      const stage = new Stage(run.setting, readings, seed, actions);
      const plainer = { setting: run.setting, events: stage.events };
      if (stage.steps.some(goal.mayBe) && (await goal.isReached(plainer))) best = plainer;
    }
  }
  return best;
}

/** Roles of the session that joins in an event, without those that it needs for what it sends. */
function idleRolesIn({ events }: FoundRun, index: number): readonly string[] {
  const join = events[index]?.action;
  const codes = events.flatMap(({ action }) =>
    action.does === 'send' && join?.does === 'join' && action.session === join.session
      ? [action.wire[0]]
      : [],
  );
  return [
    ...(codes.includes(CODES.REGISTER) ? [] : ['callee']),
    ...(codes.includes(CODES.CALL) ? [] : ['caller']),
  ];
}

/** A join without a role or a feature; the action itself if it has none, or no other role. */
function without(action: RunAction, word: string): RunAction {
  if (action.does !== 'join') return action;
  const [roles, features] = [action.roles, action.features].map((words) =>
    words.filter((each) => each !== word),
  ) as [string[], string[]];
  const isSame = roles.length + features.length === action.roles.length + action.features.length;
  return isSame || roles.length === 0 ? action : { ...action, roles, features };
}
