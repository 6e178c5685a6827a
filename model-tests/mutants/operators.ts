/** Small faults in code: each operator replaces a node of the syntax tree. */
import ts from 'typescript';

/** Another text for a node. */
export interface Change {
  readonly node: ts.Node;
  readonly text: string;
  /** The node that is shown to readers; the same one if left out. */
  readonly shown?: ts.Node;
  /** The code that was removed, if that is clearer than both texts. */
  readonly missing?: string;
}

/** Returns the changes of a node. */
export type Operator = (node: ts.Node) => Change[];

/** Operators, by the nodes that they change. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  /** Conditions are negated, true and false. */
  conditions: (node) => {
    const condition = conditionOf(node);
    if (condition === undefined) return [];
    const negated = { node: condition, text: `!(${condition.getText()})` };
    if (ts.isIterationStatement(node, false)) return [negated];
    return [negated, { node: condition, text: 'true' }, { node: condition, text: 'false' }];
  },

  /** Logical operations are replaced by one of their operands. */
  operands: (node) => {
    if (!ts.isBinaryExpression(node) || !LOGICAL.has(node.operatorToken.kind)) return [];
    return [node.left, node.right].map((operand) => ({ node, text: operand.getText() }));
  },

  /** Operators are replaced by similar ones. */
  signs: (node) => {
    if (!ts.isBinaryExpression(node)) return [];
    const { operatorToken, left, right } = node;
    const others = SIGNS[operatorToken.getText()] ?? [];
    return others.map((sign) => ({ node, text: `${left.getText()} ${sign} ${right.getText()}` }));
  },

  /** Numbers are one greater; increments and decrements are removed. */
  numbers: (node) => {
    if (ts.isNumericLiteral(node)) return [{ node, text: `${Number(node.text) + 1}`, shown: node.parent }];
    const counts =
      (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && COUNTING.has(node.operator);
    if (!counts || ts.isExpressionStatement(node.parent)) return [];
    return [{ node, text: node.operand.getText(), shown: node.parent }];
  },

  /** True and false are swapped. */
  booleans: (node) => {
    if (node.kind === ts.SyntaxKind.TrueKeyword) return [{ node, text: 'false', shown: node.parent }];
    return node.kind === ts.SyntaxKind.FalseKeyword ? [{ node, text: 'true', shown: node.parent }] : [];
  },

  /** Words are replaced by the next one in the same role; a file without another one gets an empty word. */
  words: (node) => {
    if (!ts.isStringLiteral(node) || ts.isCaseClause(node.parent)) return [];
    const words = wordsLike(node);
    const next = words[(words.indexOf(node.text) + 1) % words.length];
    return [{ node, text: `'${next === node.text ? '' : next}'`, shown: node.parent }];
  },

  /** Names are replaced by their counterparts. */
  names: (node) => {
    const other = ts.isIdentifier(node) ? NAMES[node.text] : undefined;
    if (other === undefined || !ts.isPropertyAccessExpression(node.parent) || node.parent.name !== node)
      return [];
    return [{ node, text: other, shown: node.parent }];
  },

  /** Statements are removed. */
  statements: (node) => {
    const isDone =
      ts.isExpressionStatement(node) || (ts.isReturnStatement(node) && node.expression === undefined);
    if (isDone) return [{ node, text: ';', missing: node.getText() }];
    const isCase = ts.isCaseClause(node) && node.statements.length > 0;
    return isCase ? [{ node, text: '', missing: node.getText() }] : [];
  },

  /** Elements of lists and objects are removed. */
  parts: (node) => {
    if (ts.isArrayLiteralExpression(node) && !ts.isBinaryExpression(node.parent)) {
      return node.elements.map((element) => ({ node, text: listWithout(node, element) }));
    }
    if (!ts.isObjectLiteralExpression(node) || node.properties.length < 2) return [];
    return node.properties.map((property) => ({
      node,
      text: objectWithout(node, property),
      missing: property.name?.getText() ?? property.getText(),
    }));
  },

  /** Results that may be undefined are undefined. */
  results: (node) => {
    if (ts.isReturnStatement(node) && node.expression !== undefined && mayGiveNothing(functionAround(node))) {
      return node.expression.getText() === 'undefined' ? [] : [{ node: node.expression, text: 'undefined' }];
    }
    return ts.isArrowFunction(node) && !ts.isBlock(node.body) && mayGiveNothing(node)
      ? [{ node: node.body, text: 'undefined' }]
      : [];
  },
};

/** The function around a node. */
export function functionAround(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
  const found = ts.findAncestor(node.parent, (one) => ts.isFunctionLike(one) && 'body' in one);
  return found as ts.FunctionLikeDeclaration | undefined;
}

// --- internal ---

const { SyntaxKind } = ts;

const LOGICAL: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.BarBarToken,
  SyntaxKind.QuestionQuestionToken,
]);

const COUNTING: ReadonlySet<ts.SyntaxKind> = new Set([SyntaxKind.PlusPlusToken, SyntaxKind.MinusMinusToken]);

const SIGNS: Readonly<Record<string, readonly string[]>> = {
  '&&': ['||'],
  '||': ['&&'],
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '%': ['*'],
};

const NAMES: Readonly<Record<string, string>> = {
  first: 'last',
  last: 'first',
  before: 'atOrAfter',
  atOrAfter: 'before',
  calls: 'invocations',
  invocations: 'calls',
  some: 'every',
  every: 'some',
  max: 'min',
  floor: 'ceil',
  shift: 'pop',
  push: 'unshift',
};

/** Condition of a branch or a loop, or the body of a predicate, which is a condition elsewhere. */
function conditionOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node)) return node.expression;
  if (ts.isConditionalExpression(node) || ts.isForStatement(node)) return node.condition;
  const isAnswer = ts.isArrowFunction(node) && node.type?.kind === SyntaxKind.BooleanKeyword;
  return isAnswer && !ts.isBlock(node.body) ? node.body : undefined;
}

/** All words of the file in the same role, each once: values of a property, or operands compared with it. */
function wordsLike(word: ts.StringLiteral): string[] {
  const role = roleOf(word);
  const words = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && roleOf(node) === role) words.add(node.text);
    if (!ts.isTypeNode(node) && !ts.isImportDeclaration(node)) ts.forEachChild(node, visit);
  };
  visit(word.getSourceFile());
  return [...words];
}

function roleOf({ parent }: ts.StringLiteral): string {
  if (ts.isPropertyAssignment(parent)) return parent.name.getText();
  if (ts.isConditionalExpression(parent))
    return ts.isPropertyAssignment(parent.parent) ? parent.parent.name.getText() : '';
  return ts.isBinaryExpression(parent) ? parent.left.getText() : '';
}

const listWithout = ({ elements }: ts.ArrayLiteralExpression, one: ts.Expression): string =>
  `[${elements.flatMap((element) => (element === one ? [] : [element.getText()])).join(', ')}]`;

const objectWithout = ({ properties }: ts.ObjectLiteralExpression, one: ts.ObjectLiteralElement): string =>
  `{ ${properties.flatMap((property) => (property === one ? [] : [property.getText()])).join(', ')} }`;

/** True if the return type of a function includes undefined. */
function mayGiveNothing(node: ts.FunctionLikeDeclaration | undefined): boolean {
  const { type } = node ?? {};
  return (
    type !== undefined &&
    ts.isUnionTypeNode(type) &&
    type.types.some(({ kind }) => kind === SyntaxKind.UndefinedKeyword)
  );
}
