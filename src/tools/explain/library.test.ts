/** Every scenario of the library has an explanation, by itself and under the options that it is about. */
import { stripVTControlCharacters, styleText } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_READINGS, READING_OPTIONS, type Readings } from '../../../machines/readings.ts';
import { RULES, type RuleId } from '../../../machines/rules.ts';
import { edgesOf } from '../../compiler/chart/chart.ts';
import { CHART_NAMES, CHARTS } from '../../compiler/chart/index.ts';
import { readLibrary } from '../scenario/library/scenarios.ts';
import { type Log, logFor, type Scenario } from '../scenario/scenario.ts';
import { type Trace, trace } from '../trace/trace.ts';
import { difference } from './difference.ts';
import { differenceToText } from './difference-text.ts';
import { explain } from './explain.ts';
import { toJson } from './json.ts';
import { toMarkdown } from './markdown.ts';
import { ACTION_PHRASES, GUARD_PHRASES } from './phrases.ts';
import { toText } from './text.ts';

const LIBRARY = readLibrary();
const NAMES = [...LIBRARY.keys()];
const TRACES = new Map<string, Trace>();

const traceOf = (name: string, readings: Readings = DEFAULT_READINGS): Promise<Trace> =>
  trace(LIBRARY.get(name) as Scenario, { readings, seed: 1 });

beforeAll(async () => {
  for (const name of NAMES) TRACES.set(name, await traceOf(name));
}, 120_000);

/** Text on one line, so that it is found regardless of line breaks. */
const flat = (text: string): string => text.replace(/\s+/g, ' ');

/** Rules of a page that no step cites, which the explanation lists at its end; with the reason. */
const UNNAMED: Readonly<Record<string, readonly RuleId[]>> = {
  // Each call gets one answer and no second one, none of which is a RESULT.
  'bp-14-ids-chosen-at-will': ['BP-14'],
  // A YIELD that is not late, and answers no INVOCATION.
  'bp-18-answer-before-the-first': ['BP-17'],
  // Only under the other options does the mode of a CANCEL end anything.
  'cc-05-known-modes': ['CC-5'],
  // The answer belongs to the call although another callee that had it is gone: nothing is discarded.
  'mix-refusing-callee-leaves': ['BP-17'],
  // Only under the other option is the ERROR told from one with a correct URI.
  'reading-bad-uri-of-late-errors': ['BP-10'],
  // Only under the other option is the callee still registered.
  'reading-registration-id-of-another-callee': ['BP-12'],
  // Only under the other option does the call go on.
  'reading-refused-late-after-kill': ['CR-1'],
  'reading-withdrawn-and-come-again': ['CR-8'],
  'reading-withdrawn-as-a-refusal': ['CR-7'],
  // Only under the other option is the call re-routed, or refused for lack of a candidate.
  'reading-newcomer-alone': ['CR-8'],
  'reading-newcomer-what-it-says': ['CR-8'],
  // `single` is given explicitly, and only compared with its default.
  'sr-02-single-in-so-many-words': ['SR-1'],
};

describe('the explanation of', () => {
  test.each(NAMES)('%s', (name) => {
    const traced = TRACES.get(name) as Trace;
    const explanation = explain(traced);
    const text = toText(explanation);
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
    for (const { words } of traced.steps.flatMap(({ received }) => received)) {
      const said =
        words[0] === 'closed' ? 'connection is closed' : words[0] === 'WELCOME' ? 'WELCOME' : words.join(' ');
      expect(flat(text)).toContain(flat(said));
    }
    const ids = [...text.matchAll(/\b[A-Z]{2}-\d+\b/g)].map(([id]) => id);
    expect(ids.filter((id) => !Object.hasOwn(RULES, id))).toEqual([]);
    expect(ids).toEqual(expect.arrayContaining([...traced.scenario.rules]));
    expect(explanation.wrong).toEqual([]);
    expect(explanation.unnamed).toEqual(UNNAMED[name] ?? []);
    expect(
      stripVTControlCharacters(toText(explanation, { paint: (style, words) => styleText(style, words) })),
    ).toBe(text);
  });
});

test('a line is as short as it is asked to be', () => {
  for (const traced of TRACES.values()) {
    const explanation = explain(traced);
    for (const width of [40, 80]) {
      const long = toText(explanation, { width })
        .split('\n')
        .filter((line) => line.length > width);
      expect(long).toEqual([]);
    }
  }
});

/** The numbers of the steps in headings such as `#### 1 to 3. alice, bob and carol join`. */
const numbersIn = (text: string): number[] =>
  [...text.matchAll(/^#### (\d+)(?: to (\d+))?\. /gm)].flatMap(([, first, last = first]) =>
    Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index),
  );

test('Markdown has each step below a heading, once, links to rules that there are, and no HTML', () => {
  for (const traced of TRACES.values()) {
    const explanation = explain(traced);
    const text = toMarkdown(explanation, { level: 3 });
    expect(numbersIn(text)).toEqual(explanation.steps.map(({ number }) => number));
    expect(text.replace(/`+[^`]*`+/g, '')).not.toMatch(/<|\{\{/);
    const linked = [...text.matchAll(/\]\(rules\.md#([^)]+)\)/g)].map(([, id]) => id?.toUpperCase());
    expect(linked.filter((id = '') => !Object.hasOwn(RULES, id))).toEqual([]);
    expect(linked).not.toEqual([]);
  }
});

test('JSON has the sentence of every rule that an edge cites', () => {
  for (const traced of TRACES.values()) {
    const { steps, rules } = JSON.parse(toJson(explain(traced)));
    const cited = steps.flatMap((step: { moves: { cited: string[] }[] }) =>
      step.moves.flatMap((move) => move.cited),
    );
    expect(cited).not.toEqual([]);
    expect(Object.keys(rules)).toEqual(expect.arrayContaining(cited));
  }
});

const wordsOf = ({ lines }: Log): string =>
  lines
    .map(({ step, receiver, expected }) => `${step} ${receiver.text} ${expected.map(({ text }) => text)}`)
    .join();

const PAIRS = [...LIBRARY].flatMap(([name, { readings }]) =>
  readings.flatMap((id) => READING_OPTIONS[id].slice(1).map((option) => [name, `${id}=${option}`] as const)),
);

test('two ways are told side by side, or that nothing differs, for every option of a reading that a page is about', {
  timeout: 120_000,
}, async () => {
  expect(PAIRS.length).toBeGreaterThan(30);
  let otherwise = 0;
  for (const [name, change] of PAIRS) {
    const [id = '', option = ''] = change.split('=');
    const readings = { ...DEFAULT_READINGS, [id]: option };
    const both = difference(TRACES.get(name) as Trace, await traceOf(name, readings));
    for (const width of [60, 100, 140]) {
      const text = differenceToText(both, { width });
      expect(text.split('\n').filter((line) => line.length > width)).toEqual([]);
      expect(text.includes('Nothing differs'), `${name} ${change}`).toBe(both.parting.length === 0);
      expect(text.replace(/[\s│]/g, '')).toContain(width < 80 ? change : id);
    }
    // The logs of both options are equal or not, and so are their explanations.
    const [plain, own] = [DEFAULT_READINGS, readings].map((each) =>
      logFor(LIBRARY.get(name) as Scenario, each),
    );
    const saysOtherwise = own !== undefined && plain !== undefined && wordsOf(own) !== wordsOf(plain);
    if (!saysOtherwise) continue;
    otherwise++;
    expect(both.parting, `${name} ${change}`).not.toEqual([]);
  }
  expect(otherwise).toBeGreaterThan(30);
});

test('every guard and every action of a chart has words', () => {
  const edges = CHART_NAMES.flatMap((chart) => edgesOf(CHARTS[chart]));
  const entered = CHART_NAMES.flatMap((chart) => CHARTS[chart].states.flatMap(({ entry }) => entry));
  const guards = edges.flatMap(({ guard }) => guard ?? []);
  const actions = [...edges.flatMap((edge) => edge.actions), ...entered].map(({ name }) => name);
  expect(guards.filter((name) => !Object.hasOwn(GUARD_PHRASES, name))).toEqual([]);
  expect(actions.filter((name) => !Object.hasOwn(ACTION_PHRASES, name))).toEqual([]);
  expect(Object.keys(GUARD_PHRASES).filter((name) => !guards.includes(name))).toEqual([]);
  // `stopTimer` is the exit action of a state, which explanations omit.
  expect(Object.keys(ACTION_PHRASES).filter((name) => !actions.includes(name))).toEqual(['stopTimer']);
});
