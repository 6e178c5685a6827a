/** The edges of a chart as actions of TLA+. */
import { type Action, type Chart, type Edge, edgesOf, type State } from '../chart/chart.ts';
import { type Candidate, type LeafPlan, type Plan, planChart } from '../plan.ts';
import { actionOf, quoted, setOf } from './names.ts';

/** An action: its name, and its definition with the rules as a comment. */
export interface TlaAction {
  readonly name: string;
  readonly text: string;
}

/** One action for each edge that can be taken. */
export function edgeActions(chart: Chart): readonly TlaAction[] {
  const plan = planChart(chart);
  if (plan.settles)
    throw new Error(`Expected a chart without edges that need no event, but ${chart.id} has one.`);
  const ways = waysOf(plan);
  return [...ways].map(([edge, those]) => {
    const name = actionOf(chart.id, edge);
    return { name, text: `${commentOf(edge)}\n${name} ==\n${bodyOf(chart, edge, those)}` };
  });
}

/** The action of an event that an instance has no edge for: it changes nothing. */
export function ignoringAction(chart: Chart): TlaAction {
  const module = moduleOf(chart);
  const name = `${chart.id}_ignores`;
  const text = [
    '(* An event without an edge changes nothing. *)',
    `${name} ==`,
    `  /\\ IsEvent /\\ Top.chart = ${quoted(chart.id)}`,
    `  /\\ LET c == This${module}`,
    '         e == Top.event',
    ...deafness(module, planChart(chart).leaves).map(
      (line, index) => `     ${index === 0 ? 'IN ' : '   '}\\/ ${line}`,
    ),
    "  /\\ todo' = Rest",
    '  /\\ Unchanged',
  ].join('\n');
  return { name, text };
}

/** The effects with which an instance starts, as TLA+ expressions of `c` and `e`. */
export function startOf(chart: Chart): readonly string[] {
  const { steps } = planChart(chart).start;
  return steps.map(({ name }) => `${moduleOf(chart)}!${name}(c, e)`);
}

// --- internal ---

/** A way to take an edge: from these leaves, if these guards do not hold. */
interface Way {
  readonly leaves: readonly State[];
  readonly before: readonly string[];
  readonly move: Candidate;
  /** All events that the leaves listen to by name, if the edge is about any other one. */
  readonly others: readonly string[] | undefined;
}

/** The conditions under which no edge can be taken: states that do not listen, and guards that do not hold. */
function deafness(module: string, leaves: readonly LeafPlan[]): readonly string[] {
  const silent = leaves.flatMap(({ leaf, reactions }) => {
    if (reactions.some(({ event }) => event === undefined)) return [];
    return [
      { state: leaf.path, says: `e.type \\notin ${setOf(reactions.flatMap(({ event }) => event ?? []))}` },
    ];
  });
  const guarded = leaves.flatMap(({ leaf, reactions }) =>
    reactions.flatMap(({ event, candidates }) => {
      if (event === undefined || candidates.some(({ edge }) => edge.guard === undefined)) return [];
      const guards = candidates.map(({ edge }) => `~${module}!${edge.guard}(c, e)`);
      return [{ state: leaf.path, says: [`e.type = ${quoted(event)}`, ...new Set(guards)].join(' /\\ ') }];
    }),
  );
  const all = [...silent, ...guarded];
  return [...new Set(all.map(({ says }) => says))].map((says) => {
    const states = all.filter((one) => one.says === says).map(({ state }) => state);
    return `c.state \\in ${setOf(states)} /\\ ${says}`;
  });
}

/** The ways to take each edge, in the order of the chart. */
function waysOf({ chart, leaves }: Plan): ReadonlyMap<Edge, readonly Way[]> {
  const ways = new Map<Edge, Way[]>(edgesOf(chart).map((edge) => [edge, []]));
  for (const plan of leaves) for (const way of waysFrom(plan)) addTo(ways.get(way.move.edge) as Way[], way);
  for (const [edge, those] of ways) if (those.length === 0) ways.delete(edge);
  return ways;
}

function waysFrom({ leaf, reactions }: LeafPlan): readonly Way[] {
  const named = reactions.flatMap(({ event }) => event ?? []);
  return reactions.flatMap(({ event, candidates }) =>
    candidates.map((move, index) => ({
      leaves: [leaf],
      before: candidates.slice(0, index).map(({ edge }) => edge.guard as string),
      move,
      others: event === undefined ? named : undefined,
    })),
  );
}

/** Adds a way, or a leaf to one that is the same otherwise. */
function addTo(ways: Way[], way: Way): void {
  const index = ways.findIndex((one) => keyOf(one) === keyOf(way));
  const same = ways[index];
  if (same === undefined) ways.push(way);
  else ways[index] = { ...same, leaves: [...same.leaves, ...way.leaves] };
}

const keyOf = ({ before, move: { steps, to, edge }, others }: Way): string =>
  JSON.stringify([
    [...before].sort(),
    steps.map(({ name }) => name),
    edge.target === undefined ? '' : to.path,
    others,
  ]);

const moduleOf = ({ id }: Chart): string => id.slice(0, 1).toUpperCase() + id.slice(1);

const commentOf = ({ source, event, rules, readings }: Edge): string => {
  const cited = [
    ...(rules.length > 0 ? [`rules ${rules.join(', ')}`] : []),
    ...(readings.length > 0 ? [`readings ${readings.join(', ')}`] : []),
  ];
  const place = `${source.path === '' ? 'any state' : source.path}, ${event === '*' ? 'any other event' : event}`;
  return wrapped(`${place}${cited.length === 0 ? '' : `: ${cited.join('; ')}`}`);
};

/** A comment of lines that fit. */
function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length === 1
    ? `(* ${lines[0]} *)`
    : `(*\n${lines.map((line) => ` * ${line}`).join('\n')}\n *)`;
}

const WIDTH = 110;

function bodyOf(chart: Chart, edge: Edge, ways: readonly Way[]): string {
  const module = moduleOf(chart);
  const { others } = ways[0] as Way;
  const hears =
    others === undefined
      ? `Hears(${quoted(chart.id)}, ${quoted(edge.event)})`
      : `HearsOther(${quoted(chart.id)}, ${setOf(others)})`;
  const inner = ways.map((way) => wayLines(module, edge, way));
  const [only] = inner;
  const lines =
    inner.length === 1 && only !== undefined
      ? only
      : inner.flatMap((one) => one.map((line, index) => `${index === 0 ? '\\/ ' : '   '}${line}`));
  return [
    `  /\\ ${hears}`,
    `  /\\ LET c == This${module}`,
    '         e == Top.event',
    ...lines.map((line, index) => `     ${index === 0 ? 'IN ' : '   '}${line}`),
  ].join('\n');
}

function wayLines(module: string, { guard }: Edge, { leaves, before, move }: Way): string[] {
  const call = (name: string): string => `${module}!${name}(c, e)`;
  return [
    `/\\ c.state \\in ${setOf(leaves.map(({ path }) => path))}`,
    ...[...new Set(before)].map((name) => `/\\ ~${call(name)}`),
    ...(guard === undefined ? [] : [`/\\ ${call(guard)}`]),
    `/\\ ${stepOf(module, move)}`,
  ];
}

/** The step: changes of the context one after the other, and the effects, each of the context at its place. */
function stepOf(module: string, { edge, steps, to }: Candidate): string {
  const state = edge.target === undefined ? 'c.state' : quoted(to.path);
  const { changes, effects, context } = sequence(module, steps);
  const step = `${module}Step(${state}, ${context}, <<${effects.join(', ')}>>)`;
  return changes.length === 0 ? step : `LET ${changes.join(' ')} IN ${step}`;
}

function sequence(module: string, steps: readonly Action[]) {
  const changes: string[] = [];
  const effects: string[] = [];
  let context = 'c';
  for (const { name, kind } of steps) {
    const value = `${module}!${name}(${context}, e)`;
    if (kind === 'emit') effects.push(value);
    else {
      context = `c${changes.length + 1}`;
      changes.push(`${context} == ${value}`);
    }
  }
  return { changes, effects, context };
}
