/** Message layouts are in machines/messages.ts only, except for the judge's own table. */
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { LAYOUTS } from '../../machines/layouts.ts';
import { CODES, NAMES } from '../../machines/messages.ts';

const ROOT = new URL('../../', import.meta.url);

const GRAMMAR = 'machines/messages.ts';

const read = (file: string): string => readFileSync(new URL(file, ROOT), 'utf8');

const FILES = ['src', 'bench', 'peers']
  .flatMap((folder) =>
    readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name.replaceAll('\\', '/')}`,
    ),
  )
  .filter(
    (file) =>
      file.endsWith('.ts') &&
      !/\/(node_modules|\.installed)\/|\.(test|test-helper|generated)\.ts$/.test(file),
  )
  .filter((file) => !file.startsWith('src/tools/judge/'));

/** Names of fields, in the text, in types and in vectors. */
const FIELDS: ReadonlySet<string> = new Set(
  Object.values(LAYOUTS)
    .flatMap(({ fields }) => fields)
    .flatMap(({ name, element, key }) => [name, element, key, `${element.toLowerCase()}_id`]),
);

/**
 * Layouts in a source: tables of messages with codes or fields, lists of fields, lists of messages, and objects built
 * from numbered positions.
 *
 * @returns the source text of each
 */
function layoutsIn(source: string): string[] {
  const found: string[] = [];
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    const isLayout =
      (ts.isObjectLiteralExpression(node) && (isTable(node) || isReading(node))) ||
      (ts.isArrayLiteralExpression(node) && isListOfNames(node));
    if (isLayout) found.push(node.getText(file));
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** A table of at least two messages, by name or code, with numbers or fields. */
function isTable({ properties }: ts.ObjectLiteralExpression): boolean {
  const rows = properties.filter(ts.isPropertyAssignment).filter(({ name }) => isMessage(name));
  return rows.filter(({ initializer }) => isRow(initializer)).length > 1;
}

function isMessage(name: ts.PropertyName): boolean {
  const text = ts.isComputedPropertyName(name) ? name.expression.getText().replace(/^.*\./, '') : name.text;
  return Object.hasOwn(CODES, text) || NAMES.has(Number(text));
}

const isRow = (value: ts.Expression): boolean =>
  ts.isNumericLiteral(value) ||
  ts.isArrayLiteralExpression(value) ||
  (ts.isObjectLiteralExpression(value) &&
    value.properties.some((each) => ts.isPropertyAssignment(each) && isRow(each.initializer)));

/** A reader of a message, with each field at a literal index of an array. */
function isReading({ properties }: ts.ObjectLiteralExpression): boolean {
  const read = properties
    .filter(ts.isPropertyAssignment)
    .filter(({ name, initializer }) => FIELDS.has(name.getText()) && isNumberedPlace(initializer));
  return read.length > 1;
}

const isNumberedPlace = (value: ts.Expression): boolean =>
  ts.isElementAccessExpression(value) && ts.isNumericLiteral(value.argumentExpression);

/** A list of at least two fields or three messages, and nothing else. */
function isListOfNames({ elements }: ts.ArrayLiteralExpression): boolean {
  const names = elements.map((element) => (ts.isStringLiteral(element) ? element.text : ''));
  const areFields = names.length > 1 && names.every((name) => FIELDS.has(name));
  return areFields || (names.length > 2 && names.every((name) => Object.hasOwn(CODES, name)));
}

test.each(FILES)('%s has no layout of its own', (file) => {
  expect(layoutsIn(read(file))).toEqual([]);
});

test('the grammar and the judge have one', () => {
  for (const file of [GRAMMAR, 'src/tools/judge/messages.ts']) expect(layoutsIn(read(file))).not.toEqual([]);
});

describe('a layout is', () => {
  test.each([
    ['type codes by name', '{ HELLO: 1, WELCOME: 2 }'],
    ['names by type code', '{ 48: ["x"], 50: ["x"] }'],
    ['fields by name', "{ CALL: ['request_id', 'options'], YIELD: ['request_id', 'options'] }"],
    ['fields by type code', "{ [CODES.CALL]: { fields: [id('Request')] }, [CODES.YIELD]: { fields: [] } }"],
    ['places by name', '{ WELCOME: { id: 1 }, CALL: { request: 1 } }'],
    ['a list of fields', "['request', 'options', 'procedure']"],
    ['a list of messages', "['CALL', 'PUBLISH', 'REGISTER']"],
    ['an object put together by places', "{ type: 'CANCEL', request: wire[1], options: wire[2] }"],
  ])('%s', (_, text) => {
    expect(layoutsIn(`const value = ${text};`)).toEqual([text]);
  });
});

describe('a layout is not', () => {
  test.each([
    ['sentences by name', "{ CALL: 'calls', YIELD: 'answers' }"],
    ['a message that is sent', '[CODES.CALL, 7, {}, procedure]'],
    ['an object put together by the places of the grammar', '{ request: wire[AT.CANCEL.request] }'],
    ['two messages of a conversation', "['HELLO', 'WELCOME']"],
  ])('%s', (_, text) => {
    expect(layoutsIn(`const value = ${text};`)).toEqual([]);
  });
});
