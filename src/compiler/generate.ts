/** The compiler: from a machine to the source code of its engine. */
import type { AnyStateMachine } from 'xstate';
import { ChartError, readChart } from './chart/chart.ts';
import { deadParts } from './dead.ts';
import { planChart } from './plan.ts';
import { type StepModule, verifyChart } from './verify.ts';
import { writeEngine } from './write.ts';
import type { Writing } from './writing.ts';

/**
 * Compiles a machine.
 *
 * @param machine of the dialect (machines/README.md)
 * @param steps the module that exports its guards and actions
 * @param writing the place of the generated code
 * @returns unformatted TypeScript
 * @throws ChartError for every construct outside of the dialect and every mistake, each with its place
 */
export function generate(machine: AnyStateMachine, steps: StepModule, writing: Writing): string {
  const chart = readChart(machine);
  const plan = planChart(chart);
  const wrong = [...deadParts(chart, plan), ...verifyChart(chart, steps, typesOf(writing))];
  if (wrong.length > 0) {
    throw new ChartError([`The chart ${chart.id} cannot be compiled:`, ...wrong].join('\n  '));
  }
  return writeEngine(plan, steps, writing);
}

// --- internal ---

/** The names of types that the code imports. */
const typesOf = ({ context, event, effect, sent, part }: Writing): string[] => [
  ...[context, event, effect, part],
  ...(sent === undefined ? [] : [sent]),
];
