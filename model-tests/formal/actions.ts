/** Actions of the module, and the edges that the inspector of the dealer reports. */
import type { RuleId } from '../../machines/rules.ts';
import { edgesOf } from '../../src/compiler/chart/chart.ts';
import { CHARTS } from '../../src/compiler/chart/index.ts';
import { planChart } from '../../src/compiler/plan.ts';
import { actionOf } from '../../src/compiler/tla/names.ts';

/** What the inspector is told of an edge: chart, states before and after, event, rules and readings. */
export const keyOfEdge = (...parts: readonly unknown[]): string => JSON.stringify(parts);

/** The action of an edge by what the inspector is told of it. */
export const actionFor = (key: string): string | undefined => {
  const [action] = ACTIONS.get(key) ?? [];
  return action && sharedName(action);
};

/**
 * The name that an action has in a label. Actions that the inspector does not tell apart share one; their messages tell
 * them apart.
 */
export const sharedName = (action: string): string => SHARED.get(action) ?? action;

/** The rules of an action, or of those that share its name. */
export const rulesOfAction = (name: string): readonly RuleId[] =>
  name.split(' or ').flatMap((action) => RULES_OF.get(action) ?? []);

// --- internal ---

const RULES_OF: ReadonlyMap<string, readonly RuleId[]> = new Map(
  Object.values(CHARTS).flatMap((chart) =>
    edgesOf(chart).map((edge) => [actionOf(chart.id, edge), edge.rules as readonly RuleId[]] as const),
  ),
);

const ACTIONS: ReadonlyMap<string, readonly string[]> = (() => {
  const actions = new Map<string, string[]>();
  for (const chart of Object.values(CHARTS))
    for (const { leaf, reactions } of planChart(chart).leaves)
      for (const { event, candidates } of reactions)
        for (const { edge, to } of candidates) {
          const key = keyOfEdge(chart.id, leaf.path, to.path, event ?? '*', edge.rules, edge.readings);
          actions.set(key, [...(actions.get(key) ?? []), actionOf(chart.id, edge)]);
        }
  return actions;
})();

const SHARED: ReadonlyMap<string, string> = (() => {
  const shared = new Map<string, string>();
  for (const first of [...ACTIONS.values()].flat()) {
    const like = new Set([first]);
    for (const one of like)
      for (const others of ACTIONS.values())
        if (others.includes(one)) for (const other of others) like.add(other);
    shared.set(first, [...like].sort().join(' or '));
  }
  return shared;
})();
