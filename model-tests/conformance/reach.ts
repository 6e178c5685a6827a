/** Edges of the charts that cases of the conformance suite take, and the reasons why no case takes the others. */
import { edgesOf, nameOfEdge, readChart } from '../../src/compiler/chart/chart.ts';
import { CHART_NAMES, MACHINES } from '../../src/compiler/chart/index.ts';
import { readingsOf, type Scenario } from '../../src/tools/scenario/scenario.ts';
import { IMPOSSIBLE, LATE, watchGenerated, written } from '../edges.ts';
import { expectToHold } from '../holding.ts';

/** The edges of all charts, in each state in which they can be taken: `call: rerouting: rerouting, select.none, edge 1`. */
export const EDGES: readonly string[] = CHART_NAMES.flatMap((name) =>
  written(MACHINES[name])
    .byLeaf.filter((edge) => !IMPOSSIBLE[name].includes(edge) && !LATE.includes(edge))
    .map((edge) => `${name}: ${edge}`),
);

/** A reason why no client can lead a router over some edges. */
interface Barrier {
  readonly reason: string;
  /** Beginnings or ends of the edges' names; `…` stands for the rest. */
  readonly edges: readonly string[];
}

/** The reasons, as sentences. */
export const BARRIERS: readonly Barrier[] = [
  {
    reason: 'Only a program that authenticates clients leads there, and it belongs to the operator.',
    edges: [
      'session: opening: opening, HELLO, edge 5',
      'session: opening: opening, HELLO, edge 6',
      'session: challenging.pending: …',
      'session: challenging.challenged: …',
    ],
  },
  {
    reason: 'Only permissions lead there, which the operator gives.',
    edges: [
      'session: established: established, CALL, edge 7',
      'session: established: established, REGISTER, edge 5',
    ],
  },
  {
    reason: 'Taking a procedure away from its callees needs a permission, which the operator gives.',
    edges: [
      'session: established: established, REGISTER, edge 6',
      'session: established: established, procedure.cleared, edge 1',
      '…, procedure.claimed, edge 1',
      '…, procedure.claimed, edge 2',
      '…, procedure.claimed, edge 3',
      '…, procedure.claimed, edge 4',
    ],
  },
  {
    reason: 'Only a limit leads there, which the operator sets.',
    edges: [
      'session: established: established, CALL, edge 8',
      'session: established: established, CALL, edge 9',
      'registration: vacant: vacant, REGISTER, edge 5',
      '…: occupied.shared, REGISTER, edge 6',
    ],
  },
  {
    reason: 'The router has to be shut down by its operator.',
    edges: [
      'session: opening: opening, router.closing, edge 1',
      'session: established: established, router.closing, edge 1',
      'session: closing: …',
    ],
  },
  {
    reason: 'The time limit of HELLO is the router’s own: it may be long, and no client can learn it.',
    edges: ['session: opening: opening, timer.fired, edge 1'],
  },
];

/** The edges behind a barrier. */
export const edgesBehind = ({ edges }: Barrier): string[] =>
  EDGES.filter((edge) => edges.some((pattern) => fits(edge, pattern)));

/** True for an edge that no client can lead a router over. */
export const isOutOfReach = (edge: string): boolean =>
  BARRIERS.some(({ edges }) => edges.some((pattern) => fits(edge, pattern)));

/**
 * Plays scenarios on the dealer, each under the readings of its logs.
 *
 * @returns the edges that are taken, by name
 * @throws Error if a scenario fails
 */
export async function edgesTakenBy(scenarios: readonly Scenario[]): Promise<ReadonlySet<string>> {
  const taken = new Set<string>();
  const end = watchGenerated((chart, edge) => taken.add(`${chart}: ${edge}`));
  try {
    for (const scenario of scenarios)
      for (const log of scenario.logs)
        await expectToHold([scenario], 'generated', { readings: readingsOf(log) });
  } finally {
    end();
  }
  return taken;
}

/** The rules that an edge cites. */
export function rulesOf(edge: string): readonly string[] {
  const [chart, , name] = edge.split(': ');
  const machine = MACHINES[chart as (typeof CHART_NAMES)[number]];
  return edgesOf(readChart(machine)).find((one) => nameOfEdge(one) === name)?.rules ?? [];
}

// --- internal ---

function fits(edge: string, pattern: string): boolean {
  if (pattern.startsWith('…')) return edge.endsWith(pattern.slice(1));
  return pattern.endsWith('…') ? edge.startsWith(pattern.slice(0, -1)) : edge === pattern;
}
