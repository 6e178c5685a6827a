/** The comparison of both graphs, and the first difference as a scenario. */
import { DEFAULT_READINGS, type Readings } from '../../machines/readings.ts';
import type { RuleId } from '../../machines/rules.ts';
import { drawsOf, eventOf } from '../../src/tools/check/counterexample.ts';
import type { Model } from '../../src/tools/formal/model.ts';
import { scenarioOfRun } from '../../src/tools/scenario/transcript.ts';
import { writeScenario } from '../../src/tools/scenario/write.ts';
import { rulesOfAction } from './actions.ts';
import { type Difference, firstDifference } from './difference.ts';
import { type Create, type Explored, explore } from './exploration.ts';
import { type Graph, inputIn, type Label, partsOf, stepsIn } from './graph.ts';
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
  const [own, their] = [onlyOurs, onlyTheirs].map((labels) =>
    labels.filter((label) => inputIn(label) === input).map(partsOf),
  ) as [Label[], Label[]];
  const told = (whose: string, labels: readonly Label[], others: readonly Label[]): string[] =>
    labels.length === 0
      ? [`${whose} does not take this step.`]
      : labels.map((label) => sentenceOf(whose, label, others[0]?.to ?? situation));
  return writeScenario(
    scenarioOfRun({
      file: 'difference.md',
      title: `A difference under ${model.bounds.policy}: ${input}`,
      prose: [
        `The log is that of this dealer. The difference is in step ${steps.length}.`,
        ...told('This dealer', own, their),
        ...told('The module', their, own),
      ],
      draws: model.bounds.policy === 'random' ? steps.flatMap(drawsOf) : [],
      events: steps.map((one) => eventOf(one, model.bounds)),
      readings: { ...DEFAULT_READINGS, ...model.readings } as Readings,
      rules: rulesIn(first),
    }),
  );
}

/** What a step does, and in what the situation afterwards is another than that one. */
function sentenceOf(whose: string, { edges, messages, to }: Label, other: string): string {
  const known = new Set(factsIn(JSON.parse(other)));
  const facts = factsIn(JSON.parse(to)).filter((fact) => !known.has(fact));
  const after = facts.length === 0 ? '' : ` Afterwards: ${facts.join(', ')}.`;
  return `${whose} goes over ${edges.join(', ') || 'no edge'}, and sends ${messages.join(', ') || 'nothing'}.${after}`;
}

/** A situation as facts, such as `calls 1 callee B`; members of a list are counted from 1. */
function factsIn(value: unknown, path: readonly string[] = []): string[] {
  if (Array.isArray(value)) {
    const isPlain = value.every((one) => typeof one !== 'object');
    if (isPlain) return [[...path, value.join(' ') || 'none'].join(' ')];
    return value.flatMap((one, index) => factsIn(one, [...path, `${index + 1}`]));
  }
  if (typeof value !== 'object' || value === null)
    return [[...path, `${value === '' ? 'none' : value}`].join(' ')];
  return Object.entries(value).flatMap(([key, one]) => factsIn(one, [...path, key]));
}

/** The rules of the edges in the step; a page shows at least one. */
function rulesIn(label: string): readonly RuleId[] {
  const rules = partsOf(label).edges.flatMap(rulesOfAction);
  return rules.length > 0 ? [...new Set(rules)] : ['BP-14'];
}
