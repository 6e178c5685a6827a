/** Message flows in the documentation. */
import { DEFAULT_READINGS } from '../../machines/readings.ts';
import { drawFlow, type FlowFormat } from '../../src/tools/draw/flow/index.ts';
import { readLibrary } from '../../src/tools/scenario/library/scenarios.ts';
import type { Scenario } from '../../src/tools/scenario/scenario.ts';
import { trace } from '../../src/tools/trace/trace.ts';

/** Flows by their path in the repository, as pictures and as text figures. */
export const FLOW_PAGES: Readonly<Record<string, () => Promise<string>>> = Object.fromEntries(
  ['cr-05-first-goes-forward', 'reading-newcomer', 'mix-next-callee-leaves'].flatMap((name) => [
    [`docs/diagrams/flow-${name}.svg`, () => draw(name, 'svg')],
    [`docs/diagrams/flow-${name}.txt`, () => draw(name, 'ascii')],
  ]),
);

// --- internal ---

async function draw(name: string, format: FlowFormat): Promise<string> {
  const scenario = readLibrary().get(name) as Scenario;
  return drawFlow(await trace(scenario, { readings: DEFAULT_READINGS, seed: 1 }), format);
}
