/**
 * A chart as W3C SCXML: any interpreter takes the same transitions.
 *
 * Guards and actions are functions of this project, so a guard reads its result from the event
 * (`_event.data.isRefusal`), and an action is a line in the interpreter's log.
 */
import type { Action, Chart, Edge, State } from '../../../compiler/chart/chart.ts';
import { escapeXml } from '../xml.ts';
import { edgesFrom, visitedStates } from './arrows.ts';

/** @param walked edges to mark: `dealerchart:walked="true"` */
export function drawScxml(chart: Chart, walked?: ReadonlySet<Edge>): string {
  const { root } = chart;
  const visited = visitedStates(chart, walked ?? new Set());
  const attributes = {
    xmlns: 'http://www.w3.org/2005/07/scxml',
    'xmlns:dealerchart': 'urn:dealerchart',
    version: '1.0',
    datamodel: 'ecmascript',
    name: chart.id,
    initial: root.initial?.state.path,
  };
  const states = root.children.flatMap((child) => stateOf(child, walked, visited));
  return ['<?xml version="1.0" encoding="UTF-8"?>', ...element('scxml', attributes, states), ''].join('\n');
}

// --- internal ---

function stateOf(state: State, walked: ReadonlySet<Edge> | undefined, visited: ReadonlySet<State>): string[] {
  const { path, kind, initial, entry, exit, children } = state;
  return element(
    kind === 'final' ? 'final' : 'state',
    { id: path, 'dealerchart:visited': mark(visited.has(state)) },
    [
      ...(initial === undefined
        ? []
        : element(
            'initial',
            {},
            element('transition', { target: initial.state.path }, logs(initial.actions)),
          )),
      ...(entry.length === 0 ? [] : element('onentry', {}, logs(entry))),
      ...(exit.length === 0 ? [] : element('onexit', {}, logs(exit))),
      ...inTheirOrder(edgesFrom(state)).flatMap((edge) => transitionOf(edge, walked)),
      ...children.flatMap((child) => stateOf(child, walked, visited)),
    ],
  );
}

function transitionOf(edge: Edge, walked: ReadonlySet<Edge> | undefined): string[] {
  const { event, guard, actions, rules, readings } = edge;
  const attributes = {
    event: event === '' ? undefined : event,
    cond: guard && `_event.data.${guard}`,
    ...destinationOf(edge),
    'dealerchart:rules': rules.join(' ') || undefined,
    'dealerchart:readings': readings.join(' ') || undefined,
    'dealerchart:walked': mark(walked?.has(edge)),
  };
  return element('transition', attributes, logs(actions));
}

/**
 * Target and type of a transition. It is internal, and does not exit its state, where the chart's edge does not:
 * without a target, or to a substate. An edge from a state to itself only re-enters its substates.
 */
function destinationOf({ source, target, reenter }: Edge): { target?: string; type?: string } {
  if (target === undefined || (target === source && target.initial === undefined && !reenter)) return {};
  if (reenter || !isWithin(target, source)) return { target: target.path };
  const inner = target === source ? (source.initial as { state: State }).state : target;
  return { target: inner.path, type: 'internal' };
}

const isWithin = (state: State | undefined, outer: State): boolean =>
  state !== undefined && (state === outer || isWithin(state.parent, outer));

/** SCXML takes the first matching transition, a chart the one with the most specific event. */
const inTheirOrder = (edges: readonly Edge[]): Edge[] => {
  const breadth = ({ event }: Edge): number => (event.endsWith('*') ? 1000 - event.length : 0);
  return edges.toSorted((one, other) => breadth(one) - breadth(other));
};

const logs = (actions: readonly Action[]): string[] =>
  actions.flatMap(({ name, kind }) => element('log', { label: name, expr: `'${kind}'` }, []));

const mark = (isSo: boolean | undefined): string | undefined => (isSo ? 'true' : undefined);

function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  inside: readonly string[],
): string[] {
  const words = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : ` ${key}="${escapeXml(value)}"`,
  );
  const start = `<${name}${words.join('')}`;
  if (inside.length === 0) return [`${start}/>`];
  return [`${start}>`, ...inside.map((line) => `  ${line}`), `</${name}>`];
}
