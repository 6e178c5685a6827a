/** Faults in the code that the charts name and that runs them: changes of each node by the operators. */
import ts from 'typescript';
import { FILES, textOf } from './graph.ts';
import { edited, type FunctionNode, functionsOf, parse } from './instrument.ts';
import type { Mutant } from './mutant.ts';
import { type Change, functionAround, OPERATORS } from './operators.ts';

/** Every fault of every file. */
export const codeMutants = (): Mutant[] => FILES.flatMap(mutantsOf);

// --- internal ---

function mutantsOf(file: string): Mutant[] {
  const text = textOf(file);
  const source = parse(text);
  const functions = functionsOf(source);
  // Two operators can produce the same text.
  const texts = new Set([text]);
  const ids = new Map<string, number>();
  return changesIn(source).flatMap((change) => {
    const changed = edited(text, [
      { start: change.node.getStart(), end: change.node.end, text: change.text },
    ]);
    if (texts.has(changed)) return [];
    texts.add(changed);
    const id = `${file.replace(/\.ts$/, '')}, ${placeOf(change.node)}: ${told(change, text)}`;
    const times = (ids.get(id) ?? 0) + 1;
    ids.set(id, times);
    return {
      id: times === 1 ? id : `${id} (${times})`,
      place: `\`${file}\``,
      changes: () => new Map([[file, changed]]),
      reach: reachOf(change.node, file, functions),
    };
  });
}

function changesIn(source: ts.SourceFile): Change[] {
  const changes: Change[] = [];
  const visit = (node: ts.Node): void => {
    for (const operator of Object.values(OPERATORS)) changes.push(...operator(node));
    ts.forEachChild(node, (child) => {
      if (!isBesideThePoint(child)) visit(child);
    });
  };
  visit(source);
  return changes;
}

/** Nodes that no scenario exercises: types, imports, thrown errors for programmers, and prose. */
const isBesideThePoint = (node: ts.Node): boolean =>
  ts.isTypeNode(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isImportDeclaration(node) ||
  ts.isThrowStatement(node) ||
  (ts.isVariableDeclaration(node) && PROSE.has(node.name.getText()));

/** Tables of sentences: nothing is decided in them. */
const PROSE: ReadonlySet<string> = new Set(['FINDERS', 'COLLECTORS', 'RECORDS']);

/** The functions around a node by their names: `Runtime.end`. */
function placeOf(node: ts.Node): string {
  const names: string[] = [];
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    if (ts.isConstructorDeclaration(at)) names.unshift('constructor');
    else if (isNamed(at) && at.name !== undefined) names.unshift(at.name.getText());
  }
  return names.join('.') || 'module';
}

const isNamed = (node: ts.Node): node is ts.NamedDeclaration =>
  ts.isFunctionDeclaration(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isClassDeclaration(node) ||
  ts.isPropertyDeclaration(node) ||
  ts.isGetAccessor(node) ||
  (ts.isVariableDeclaration(node) && functionAround(node) === undefined) ||
  (ts.isPropertyAssignment(node) && isPlace(node.initializer));

/** A step of a table, or a part of it. */
const isPlace = (node: ts.Expression): boolean =>
  ts.isArrowFunction(node) || ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node);

/** The code before and after the change, on one line. */
function told({ node, text, shown = node, missing }: Change, source: string): string {
  if (missing !== undefined) return `without ${short(missing)}`;
  const start = shown.getStart();
  const after = edited(source.slice(start, shown.end), [
    { start: node.getStart() - start, end: node.end - start, text },
  ]);
  return `${short(shown.getText())} → ${short(after)}`;
}

/** Code shortened to one line, without characters that are special to a shell. */
function short(code: string): string {
  const line = code.replace(/\s+/g, ' ').replace(/[`$"\\]/g, '_');
  return line.length <= 90 ? line : `${line.slice(0, 50)} … ${line.slice(-37)}`;
}

function reachOf(node: ts.Node, file: string, functions: readonly FunctionNode[]): string[] | undefined {
  const around = functionAround(node);
  return around && [`${file}#${functions.indexOf(around as FunctionNode)}`];
}
