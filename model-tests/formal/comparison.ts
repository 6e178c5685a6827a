/** The comparison of both graphs, and the first difference as a scenario. */
import { DEFAULT_READINGS, type Readings } from '../../machines/readings.ts';
import type { RuleId } from '../../machines/rules.ts';
import { drawsOf, eventOf } from '../../src/tools/check/counterexample.ts';
import type { Model } from '../../src/tools/formal/model.ts';
import { scenarioOfRun } from '../../src/tools/scenario/transcript.ts';
import { writeScenario } from '../../src/tools/scenario/write.ts';
import { rulesOfAction } from './actions.ts';
import { type Difference, firstDifference } from './difference.ts';
import { type Graph, inputIn, type Label, partsOf, stepsIn } from './graph.ts';
import { type Create, type Explored, explore } from './ours.ts';
import { type Found, findGraph, type TlcOptions } from './tlc.ts';

/** What came of a comparison. */
export interface Compared {
  readonly ours: Explored;
  readonly theirs: Found;
  /** Number of steps between situations, each with its label. */
  readonly steps: number;
  /** Duration of our own search, in seconds. */
  readonly seconds: number;
  /** The first difference as a page; undefined if the graphs are the same. */
  readonly page: string | undefined;
}

/** Finds the graph of a model twice, and compares both. */
export async function compareGraphs(
  model: Model,
  options: TlcOptions & { readonly create?: Create | undefined },
): Promise<Compared> {
  const start = performance.now();
  const ours = explore(model, options.create);
  const seconds = (performance.now() - start) / 1_000;
  const theirs = await findGraph(model, options);
  return {
    ours,
    theirs,
    steps: stepsIn(ours.graph),
    seconds,
    page: differenceOf(ours, theirs.graph, model),
  };
}

/** The first difference as a page; undefined if there is none. */
export function differenceOf(ours: Explored, theirs: Graph, model: Model): string | undefined {
  const found = firstDifference(ours.graph, theirs, ours.first);
  return found && pageOf(found, ours, model);
}

// --- internal ---

/** The path to the difference, and the step in which it is, as our dealer takes them. */
function pageOf(found: Difference, ours: Explored, model: Model): string {
  const { situation, onlyOurs, onlyTheirs } = found;
  const [first = ''] = onlyTheirs.length > 0 ? onlyTheirs : onlyOurs;
  const input = inputIn(first);
  const step = ours.after(situation, input);
  const steps = [...ours.pathTo(situation), ...(step === undefined ? [] : [step.step])];
  const told = (whose: string, labels: readonly string[]): string[] =>
    labels.filter((label) => inputIn(label) === input).map((label) => sentenceOf(whose, partsOf(label)));
  return writeScenario(
    scenarioOfRun({
      file: 'difference.md',
      title: `A difference under ${model.bounds.policy}: ${input}`,
      prose: [
        `The log is that of this dealer. The difference is in step ${steps.length}.`,
        ...told('This dealer', onlyOurs),
        ...(onlyOurs.some((label) => inputIn(label) === input)
          ? []
          : ['This dealer does not take this step.']),
        ...told('The module', onlyTheirs),
        ...(onlyTheirs.some((label) => inputIn(label) === input)
          ? []
          : ['The module does not take this step.']),
      ],
      draws: model.bounds.policy === 'random' ? steps.flatMap(drawsOf) : [],
      events: steps.map((one) => eventOf(one, model.bounds)),
      readings: { ...DEFAULT_READINGS, ...model.readings } as Readings,
      rules: rulesIn(first),
    }),
  );
}

const sentenceOf = (whose: string, { edges, messages, to }: Label): string =>
  `${whose} goes over ${edges.join(', ') || 'no edge'}, sends ${messages.join(', ') || 'nothing'}, and is in ${to}.`;

/** The rules of the edges in the step; a page shows at least one. */
function rulesIn(label: string): readonly RuleId[] {
  const rules = partsOf(label).edges.flatMap(rulesOfAction);
  return rules.length > 0 ? [...new Set(rules)] : ['BP-14'];
}
