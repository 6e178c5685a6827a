/** The charts keep to their dialect, rest on rules and readings, and have nothing in them that is never used. */
import { describe, expect, test } from 'vitest';
import { type AnyStateMachine, type AnyStateNode, createMachine, setup } from 'xstate';
import * as machines from '../../machines/index.ts';

const { READINGS, RULES, callSteps, registrationSteps, sessionSteps } = machines;

const CHARTS: [string, AnyStateMachine, Readonly<Record<string, unknown>>][] = [
  ['registration', machines.registrationMachine, registrationSteps],
  ['call', machines.callMachine, callSteps],
  ['session', machines.sessionMachine, sessionSteps],
];

interface Edge {
  readonly from: AnyStateNode;
  readonly event: string;
  readonly targets: readonly AnyStateNode[];
  readonly guard: unknown;
  readonly actions: readonly unknown[];
  readonly meta: machines.EdgeMeta;
  /** Where to find it, for a person. */
  readonly place: string;
}

// --- what a chart consists of ---

const statesOf = (node: AnyStateNode): AnyStateNode[] => [
  node,
  ...Object.values(node.states).flatMap((inner) => statesOf(inner as AnyStateNode)),
];

const edgesOf = (machine: AnyStateMachine): Edge[] =>
  statesOf(machine.root).flatMap((from) =>
    [...from.transitions].flatMap(([event, transitions]) =>
      transitions.map(({ target, guard, actions, meta }, index) => ({
        from,
        event,
        guard,
        actions,
        targets: target ?? [],
        meta: meta ?? {},
        place: `${from.id} on ${event} (${index + 1})`,
      })),
    ),
  );

const actionsIn = (machine: AnyStateMachine): [place: string, action: unknown][] => [
  ...edgesOf(machine).flatMap(({ place, actions }) =>
    actions.map((action) => [place, action] as [string, unknown]),
  ),
  ...statesOf(machine.root).flatMap(({ id, entry, exit }) =>
    [...entry, ...exit].map((action) => [id, action] as [string, unknown]),
  ),
];

const guardsIn = (machine: AnyStateMachine): [place: string, guard: unknown][] =>
  edgesOf(machine).flatMap(({ place, guard }) => (guard === undefined ? [] : [[place, guard]]));

// --- what is wrong with a chart: each check gives a list of complaints ---

const citations = (machine: AnyStateMachine): string[] =>
  edgesOf(machine).flatMap(({ place, meta: { rules = [], readings = [] } }) => [
    ...(rules.length + readings.length === 0 ? [`${place}: cites nothing; name a rule or a reading`] : []),
    ...rules.filter((id) => !(id in RULES)).map((id) => `${place}: there is no rule ${id}`),
    ...readings.filter((id) => !(id in READINGS)).map((id) => `${place}: there is no reading ${id}`),
  ]);

const uncited = (all: readonly AnyStateMachine[]): string[] => {
  const edges = all.flatMap(edgesOf);
  const cited = new Set<string>(
    edges.flatMap(({ meta }) => [...(meta.rules ?? []), ...(meta.readings ?? [])]),
  );
  return [...Object.keys(RULES), ...Object.keys(READINGS)]
    .filter((id) => !cited.has(id))
    .map((id) => `${id}: no edge cites it`);
};

const dialect = (machine: AnyStateMachine): string[] => {
  const { guards, actions } = machine.implementations;
  const unnamed = (kind: string, names: object, used: [string, unknown][]) =>
    used
      .filter(([, name]) => typeof name !== 'string' || !(name in names))
      .map(
        ([place, name]) =>
          `${place}: the ${kind} ${typeof name === 'string' ? name : 'inline'} is not in setup`,
      );
  return [
    ...unnamed('guard', guards, guardsIn(machine)),
    ...unnamed('action', actions, actionsIn(machine)),
    ...statesOf(machine.root).flatMap(({ id, type, invoke, after, always }) => [
      ...(type === 'parallel' || type === 'history' ? [`${id}: is of the type ${type}`] : []),
      ...(invoke.length > 0 ? [`${id}: invokes`] : []),
      ...(after.length > 0 ? [`${id}: has delayed transitions`] : []),
      ...(always !== undefined && always.length > 0 ? [`${id}: has eventless transitions`] : []),
    ]),
  ];
};

const unused = (machine: AnyStateMachine, steps: Readonly<Record<string, unknown>>): string[] => {
  const used = new Set([...guardsIn(machine), ...actionsIn(machine)].map(([, name]) => name));
  return Object.keys(steps)
    .filter((name) => !used.has(name))
    .map((name) => `${name}: is a step that the chart does not name`);
};

const unreachable = (machine: AnyStateMachine): string[] => {
  const edges = edgesOf(machine);
  const active = new Set<AnyStateNode>();
  const entered = new Set<AnyStateNode>();
  const activate = (node: AnyStateNode): void => {
    if (active.has(node)) return;
    active.add(node);
    if (node.parent !== undefined) activate(node.parent);
    for (const { from, targets } of edges) if (from === node) targets.forEach(enter);
  };
  const enter = (node: AnyStateNode): void => {
    if (entered.has(node)) return;
    entered.add(node);
    activate(node);
    node.initial?.target?.forEach(enter);
  };
  enter(machine.root);
  return statesOf(machine.root)
    .filter((node) => !active.has(node))
    .map(({ id }) => `${id}: cannot be reached`);
};

const finalEdges = (machine: AnyStateMachine): string[] =>
  edgesOf(machine)
    .filter(({ from }) => from.type === 'final')
    .map(({ place }) => `${place}: leaves a final state`);

const hidden = (machine: AnyStateMachine): string[] => {
  const edges = edgesOf(machine);
  return edges
    .filter((edge, index) =>
      edges
        .slice(0, index)
        .some(({ from, event, guard }) => from === edge.from && event === edge.event && guard === undefined),
    )
    .map(({ place }) => `${place}: stands after an edge without a guard, and is never taken`);
};

// --- the charts of the specification ---

describe.each(CHARTS)('the chart %s', (_, machine, steps) => {
  test('cites a rule or a reading on every edge, and none that does not exist', () => {
    expect(citations(machine)).toEqual([]);
  });

  test('keeps to the dialect: steps by name, and no invoke, after, always, history or parallel states', () => {
    expect(dialect(machine)).toEqual([]);
  });

  test('names every step that its file exports', () => {
    expect(unused(machine, steps)).toEqual([]);
  });

  test('has no state that cannot be reached', () => {
    expect(unreachable(machine)).toEqual([]);
  });

  test('has no edge out of a final state', () => {
    expect(finalEdges(machine)).toEqual([]);
  });

  test('has no edge that another one hides', () => {
    expect(hidden(machine)).toEqual([]);
  });
});

test('every rule and every reading is cited by an edge', () => {
  expect(uncited(CHARTS.map(([, machine]) => machine))).toEqual([]);
});

// --- the checks themselves, on charts that are wrong on purpose ---

describe('the checks complain about', () => {
  const wrong = setup({
    guards: { known: () => true, idle: () => true },
    actions: { done: () => {}, spare: () => {} },
  }).createMachine({
    id: 'wrong',
    initial: 'one',
    states: {
      one: {
        on: {
          GO: [
            { target: 'end', actions: 'done', meta: { rules: ['SR-1', 'XX-1'] } },
            { guard: 'known', target: 'island', meta: { readings: ['mood'] } },
          ],
          STAY: { guard: () => true, actions: () => {} },
        },
      },
      island: { initial: 'beach', states: { beach: {}, cave: {} } },
      nowhere: { on: { GO: { target: 'one', meta: { rules: ['SR-1'] } } } },
      end: { type: 'final', on: { GO: { target: 'one', meta: { rules: ['SR-1'] } } } },
    },
  }) as AnyStateMachine;

  test('edges without a rule or reading, and ids that do not exist', () => {
    expect(citations(wrong)).toEqual([
      'wrong.one on GO (1): there is no rule XX-1',
      'wrong.one on GO (2): there is no reading mood',
      'wrong.one on STAY (1): cites nothing; name a rule or a reading',
    ]);
    expect(uncited([wrong])).toContain('SR-2: no edge cites it');
    expect(uncited([wrong])).toContain('gate: no edge cites it');
    expect(uncited([wrong])).not.toContain('SR-1: no edge cites it');
  });

  test('inline functions, and names that nobody set up', () => {
    const unknown = createMachine({ id: 'unknown', entry: 'shout', on: { GO: { guard: 'isLate' } } });
    expect(dialect(wrong)).toEqual([
      'wrong.one on STAY (1): the guard inline is not in setup',
      'wrong.one on STAY (1): the action inline is not in setup',
    ]);
    expect(dialect(unknown)).toEqual([
      'unknown on GO (1): the guard isLate is not in setup',
      'unknown: the action shout is not in setup',
    ]);
  });

  test('what is no part of the dialect', () => {
    const exotic = createMachine({
      id: 'exotic',
      type: 'parallel',
      invoke: { src: 'something', id: 'it' },
      states: {
        a: { after: { 10: 'b' }, always: 'b' },
        b: { initial: 'past', states: { past: { type: 'history', target: 'x' }, x: {} } },
      },
    });
    expect(dialect(exotic)).toEqual(
      expect.arrayContaining([
        'exotic: is of the type parallel',
        'exotic: invokes',
        'exotic.a: has delayed transitions',
        'exotic.a: has eventless transitions',
        'exotic.b.past: is of the type history',
      ]),
    );
  });

  test('what is never used', () => {
    expect(unused(wrong, { known: true, forgotten: true })).toEqual([
      'forgotten: is a step that the chart does not name',
    ]);
  });

  test('states that cannot be reached, edges out of final states and edges behind others', () => {
    expect(unreachable(wrong)).toEqual([
      'wrong.island.cave: cannot be reached',
      'wrong.nowhere: cannot be reached',
    ]);
    expect(finalEdges(wrong)).toEqual(['wrong.end on GO (1): leaves a final state']);
    expect(hidden(wrong)).toEqual([
      'wrong.one on GO (2): stands after an edge without a guard, and is never taken',
    ]);
  });
});
