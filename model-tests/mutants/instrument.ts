/** Makes functions and loops report that they run, by calling `$hit` with the number of the function. */
import ts from 'typescript';

/** Syntax tree of TypeScript. */
export const parse = (text: string): ts.SourceFile =>
  ts.createSourceFile('module.ts', text, ts.ScriptTarget.ES2023, true);

/** Functions of a file that have a body, in the order in which they begin. */
export function functionsOf(source: ts.SourceFile): FunctionNode[] {
  const found: FunctionNode[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined)
      found.push(node as FunctionNode);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

export type FunctionNode = ts.FunctionLikeDeclaration & { readonly body: ts.ConciseBody };

/** The same code, with calls of `$hit` added. */
export function instrument(text: string): string {
  const source = parse(text);
  const added: [place: number, text: string][] = [];
  const wrap = (body: ts.Node, number: number): void => {
    if (ts.isBlock(body)) added.push([body.getStart() + 1, `$hit(${number});`]);
    else if (ts.isStatement(body)) added.push([body.getStart(), `{$hit(${number});`], [body.end, '}']);
    else added.push([body.getStart(), `($hit(${number}),`], [body.end, ')']);
  };
  const functions = functionsOf(source);
  for (const [number, { body }] of functions.entries()) wrap(body, number);
  const visit = (node: ts.Node): void => {
    if (ts.isIterationStatement(node, false)) wrap(node.statement, functions.length);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return edited(
    text,
    added.map(([start, inserted]) => ({ start, end: start, text: inserted })),
  );
}

/** A part of a text, and its replacement. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with these changes, which do not overlap; of two at one place, the first comes first. */
export function edited(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return [...parts, text.slice(at)].join('');
}
