/** The effects that actions can emit, as TypeScript knows them from the types of the steps. */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { Plan } from './plan.ts';

/** A chart with the file of its steps, and the names of its types. */
export interface Typed {
  readonly plan: Plan;
  /** From the root of the repository. */
  readonly stepsFile: string;
  readonly context: string;
  readonly event: string;
}

/** Types of effects by action and event, or by action alone for the start of a chart. */
export type EffectTypes = ReadonlyMap<string, readonly string[]>;

export const keyOf = (action: string, event: string | undefined): string => `${action} ${event ?? ''}`;

/** Finds them for all charts at once: most of the time goes into reading the types. */
export function effectTypes(charts: readonly Typed[]): readonly EffectTypes[] {
  const questions = new Map(charts.map((chart, place) => [fileOf(place), questionsOf(chart)]));
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => questions.has(name) || fileExists(name);
  host.getSourceFile = (name, options) => {
    const text = questions.get(name);
    return text === undefined ? getSourceFile(name, options) : ts.createSourceFile(name, text, options);
  };
  const program = ts.createProgram([...questions.keys()], OPTIONS, host);
  const checker = program.getTypeChecker();
  return [...questions.keys()].map((name) => answersIn(program.getSourceFile(name), checker));
}

// --- internal ---

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  types: [],
};

const fileOf = (place: number): string => resolve(ROOT, `machines/effects-${place}.ts`);

/** A file that calls each action with each of its events, for the types of the results. */
function questionsOf({ plan, stepsFile, context, event }: Typed): string {
  const actions = new Map<string, string>();
  const ask = (steps: Plan['start']['steps'], type: string | undefined): void => {
    const given = type === undefined ? 'undefined as never' : `events[${JSON.stringify(type)}]`;
    for (const { name, kind } of steps)
      if (kind === 'emit') actions.set(keyOf(name, type), `call(steps.${name}, ${given})`);
  };
  ask(plan.start.steps, undefined);
  for (const { reactions } of plan.leaves)
    for (const { event: type, candidates } of reactions) for (const { steps } of candidates) ask(steps, type);
  return `import * as steps from '${resolve(ROOT, stepsFile)}';
import type { ${context}, ${event} } from '${resolve(ROOT, 'machines/vocabulary.ts')}';
declare const events: { [Type in ${event}['type']]: Extract<${event}, { type: Type }> };
declare function call<E, T extends string>(step: (context: ${context}, event: E) => { type: T }, event: E): T;
export const types = {
${[...actions].map(([key, code]) => `${JSON.stringify(key)}: ${code},`).join('\n')}
};
`;
}

/** The types of the properties of the object in that file. */
function answersIn(file: ts.SourceFile | undefined, checker: ts.TypeChecker): EffectTypes {
  const found = new Map<string, readonly string[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name))
      found.set(node.name.text, literalsOf(checker.getTypeAtLocation(node.initializer)));
    else ts.forEachChild(node, visit);
  };
  if (file !== undefined) visit(file);
  return found;
}

const literalsOf = (type: ts.Type): string[] =>
  (type.isUnion() ? type.types : [type]).flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
