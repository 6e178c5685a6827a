/** The TLA+ modules: their grammar, an action for each edge, and a definition for each guard and action of the charts. */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from 'vitest';
import { Language, Parser, type Tree } from 'web-tree-sitter';
import { edgesOf } from '../../src/compiler/chart/chart.ts';
import { CHARTS } from '../../src/compiler/chart/index.ts';
import { actionOf } from '../../src/compiler/tla/names.ts';
import { modelFiles, traceFiles } from '../../src/tools/formal/model.ts';
import { MODULES } from '../../src/tools/formal/modules.ts';
import { traceOf } from '../../src/tools/formal/trace.ts';
import { readLog } from '../../src/wire/log.ts';
import { moduleText } from './modules.ts';

const NAMES = readdirSync(MODULES).map((file) => file.replace(/\.tla$/, ''));

const require = createRequire(import.meta.url);
const GRAMMAR = require.resolve('@tlaplus/tree-sitter-tlaplus/tree-sitter-tlaplus.wasm');

let parser: Parser;

beforeAll(async () => {
  await Parser.init();
  parser = new Parser();
  parser.setLanguage(await Language.load(GRAMMAR));
});

/** The first line that is not TLA+; undefined if all is. */
function mistakeIn(text: string): string | undefined {
  const { rootNode } = parser.parse(text) as Tree;
  if (!rootNode.hasError) return undefined;
  const found = rootNode.descendantsOfType(['ERROR']).find((node) => node !== null) ?? rootNode;
  return `line ${found.startPosition.row + 1}: ${text.split('\n')[found.startPosition.row]}`;
}

/** The operators that a module defines. */
const definedIn = (name: string): string[] =>
  [...moduleText(name).matchAll(/^(\w+)(?:\([^)]*\))? ==/gm)].map(([, operator = '']) => operator);

describe('each module', () => {
  test.each(NAMES)('%s follows the grammar of TLA+', (name) => {
    expect(mistakeIn(moduleText(name))).toBeUndefined();
  });

  test.each(NAMES)('%s defines each operator once', (name) => {
    const names = definedIn(name);
    expect(names.filter((one, index) => names.indexOf(one) !== index)).toEqual([]);
  });

  test('the grammar finds a mistake', () => {
    expect(mistakeIn(moduleText('System').replace('Init ==', 'Init = ='))).toMatch(/^line \d+/);
  });
});

test('a model for any bounds and readings follows the grammar', () => {
  const bounds = { policy: 'last', callees: 3, calls: 2, plain: 1, progress: true, conflicts: true } as const;
  const { module } = modelFiles({ bounds, readings: { order: 'strict', next: 'refuser' } });
  expect(mistakeIn(module)).toBeUndefined();
  expect(module).toContain('[DefaultReadings EXCEPT !.order = "strict", !.next = "refuser"]');
  expect(module).toContain('A :> AllFeatures @@ B :> AllFeatures @@ C :> {} @@ caller :> {}');
});

test('a log with any names and errors follows the grammar', () => {
  const received = [8, 68, 1, {}, 'com.example."\\ü'] as const;
  const entries = readLog(
    [
      { session: 'c "1"', received: [1, 'realm1', {}] },
      { session: 'c "1"', sent: [2, 1, {}] },
      { session: 'c "1"', received: [64, 1, {}, 'p'] },
      { session: 'c "1"', sent: [65, 1, 7] },
      { session: 'c "1"', sent: [68, 1, 7, {}] },
      { session: 'c "1"', received },
    ]
      .map((entry) => JSON.stringify({ at: 0, ...entry }))
      .join('\n'),
  );
  const { module } = traceFiles(traceOf(entries), { gate: 'announced' });
  expect(mistakeIn(module)).toBeUndefined();
  expect(module).toContain('error |-> "com.example.\\"\\\\{fc}"');
});

describe('the dealer', () => {
  test.each(Object.values(CHARTS).map((chart) => [chart.id, chart] as const))(
    'has one action for each edge of the %s, and does what any of them does',
    (id, chart) => {
      const actions = edgesOf(chart).map((edge) => actionOf(id, edge));
      expect(new Set(actions).size).toBe(actions.length);
      const text = moduleText('Dealer');
      const { groups } =
        new RegExp(`^${id}_edges ==\\n(?<list>(?: {2}\\\\/ \\w+\\n)+)`, 'm').exec(text) ?? {};
      const taken = [...(groups?.list ?? '').matchAll(/\w+/g)].map(([name]) => name);
      expect([...taken].sort()).toEqual([...actions, `${id}_ignores`].sort());
      expect(definedIn('Dealer')).toEqual(expect.arrayContaining(actions));
    },
  );

  test.each([
    ['Session', 'SessionSteps'],
    ['Registration', 'RegistrationSteps'],
    ['Call', 'CallSteps'],
  ])('finds each guard and action of a %s in %s, and leaves none out', (instance, module) => {
    const used = new Set(
      [...moduleText('Dealer').matchAll(new RegExp(`\\b${instance}!(\\w+)`, 'g'))].map(
        ([, name = '']) => name,
      ),
    );
    const defined = definedIn(module);
    expect([...used].filter((name) => !defined.includes(name))).toEqual([]);
    const steps = defined.filter((name) => /^[a-z]/.test(name));
    expect(steps.filter((name) => !used.has(name))).toEqual([]);
  });
});
