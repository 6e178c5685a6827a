/** Charts cite rules and readings, and use every step; the compiler checks everything else. */
import { describe, expect, test } from 'vitest';
import { READING_OPTIONS } from '../../machines/readings.ts';
import { RULES } from '../../machines/rules.ts';
import { type Chart, edgesOf, nameOfEdge, readChart } from '../../src/compiler/chart/chart.ts';
import { CHARTS } from '../../src/compiler/chart/index.ts';
import { machineOf, STEPS } from '../../src/compiler/compile.test-helper.ts';
import { TARGETS } from '../../src/compiler/targets.ts';

// --- what is wrong with a chart: each check gives a list of complaints ---

const unknown = (chart: Chart): string[] =>
  edgesOf(chart).flatMap((edge) => [
    ...edge.rules.filter((id) => !(id in RULES)).map((id) => `${nameOfEdge(edge)}: there is no rule ${id}`),
    ...edge.readings
      .filter((id) => !(id in READING_OPTIONS))
      .map((id) => `${nameOfEdge(edge)}: there is no reading ${id}`),
  ]);

const uncited = (charts: readonly Chart[]): string[] => {
  const cited = new Set(charts.flatMap(edgesOf).flatMap(({ rules, readings }) => [...rules, ...readings]));
  return [...Object.keys(RULES), ...Object.keys(READING_OPTIONS)]
    .filter((id) => !cited.has(id))
    .map((id) => `${id}: no edge cites it`);
};

const unused = (chart: Chart, steps: object): string[] => {
  const used = new Set([
    ...edgesOf(chart).flatMap(({ guard, actions }) => [guard, ...actions.map(({ name }) => name)]),
    ...chart.states.flatMap(({ entry, exit, initial }) =>
      [...entry, ...exit, ...(initial?.actions ?? [])].map(({ name }) => name),
    ),
  ]);
  return Object.keys(steps)
    .filter((name) => !used.has(name))
    .map((name) => `${name}: is a step that the chart does not name`);
};

const eventless = ({ states }: Chart): string[] =>
  states.flatMap(({ always }) => always.map((edge) => `${nameOfEdge(edge)}: waits for no event`));

// --- the charts of the specification ---

describe.each(TARGETS.map(({ machine, steps }) => ({ name: machine.id, chart: readChart(machine), steps })))(
  'the chart $name',
  ({ chart, steps }) => {
    test('cites no rule and no reading that does not exist', () => {
      expect(unknown(chart)).toEqual([]);
    });

    test('uses every step that its file exports', () => {
      expect(unused(chart, steps)).toEqual([]);
    });

    test('has no edge that waits for no event', () => {
      expect(eventless(chart)).toEqual([]);
    });
  },
);

test('every rule and every reading is cited by an edge', () => {
  expect(uncited(Object.values(CHARTS))).toEqual([]);
});

// --- the checks themselves, on a chart that is wrong on purpose ---

describe('the checks complain about', () => {
  const states = {
    one: {
      on: {
        GO: [
          { guard: 'isZero', target: 'two', meta: { rules: ['SR-1', 'XX-1'] } },
          { actions: 'tell', meta: { readings: ['mood'] } },
        ],
      },
      entry: 'add',
      always: 'two',
    },
    two: {},
  };
  const wrong = readChart(machineOf({ initial: 'one', states }, STEPS));

  test('ids that do not exist, and rules and readings that nothing cites', () => {
    expect(unknown(wrong)).toEqual([
      'one, GO, edge 1: there is no rule XX-1',
      'one, GO, edge 2: there is no reading mood',
    ]);
    expect(uncited([wrong])).toContain('SR-2: no edge cites it');
    expect(uncited([wrong])).toContain('gate: no edge cites it');
    expect(uncited([wrong])).not.toContain('SR-1: no edge cites it');
  });

  test('what is never used', () => {
    expect(unused(wrong, { isZero: true, tell: true, add: true, forgotten: true })).toEqual([
      'forgotten: is a step that the chart does not name',
    ]);
  });

  test('edges that wait for no event', () => {
    expect(eventless(wrong)).toEqual(['one, always, edge 1: waits for no event']);
  });
});
