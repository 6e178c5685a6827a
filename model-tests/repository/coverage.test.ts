/** Every rule has a source, and every statement of the texts is covered by a rule, a reading or a reason. */
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ERRATA } from '../../machines/errata/index.ts';
import { READINGS } from '../../machines/readings/index.ts';
import { RULES, type Rule } from '../../machines/rules.ts';
import { STATEMENT_AREAS, STATEMENTS, type Statement } from '../../machines/statements/index.ts';
import { RECORDS, recordPath, TEXTS, type Text, type TextId } from '../../machines/texts.ts';
import { textOf } from './blocks.ts';

const ROOT = new URL('../../', import.meta.url);
const isThere = (path: string): boolean => existsSync(new URL(path, ROOT));

// --- what is wrong: each check gives a list of complaints ---

/** Rules with a text as their source, but without a statement. */
const unfounded = (rules: Readonly<Record<string, Rule>>, statements: readonly Statement[]): string[] => {
  const covering = new Set<string>(
    statements.flatMap(({ cover }) => (cover.kind === 'covered' ? cover.by : [])),
  );
  return Object.entries(rules)
    .filter(([id, { authority }]) => authority !== 'decided' && !covering.has(id))
    .map(([id, { authority }]) => `${id} is ${authority}, but no statement names it`);
};

/** Rules whose decision record is missing, or has another title. */
const unrecorded = (rules: Readonly<Record<string, Rule>>): string[] =>
  Object.entries(rules).flatMap(([id, rule]) => {
    if (rule.authority !== 'decided') return [];
    if (!Object.hasOwn(RECORDS, rule.record)) return `${id}: there is no record ${rule.record}`;
    const path = recordPath(rule.record);
    if (!isThere(path)) return `${id}: there is no ${path}`;
    const title = `# ${rule.record} ${RECORDS[rule.record][1]}`;
    return textOf(path).startsWith(`${title}\n`) ? [] : `${id}: ${path} does not begin with ${title}`;
  });

/** Statements out of order, and repeated ids or sentences. */
const misplaced = (statements: readonly Statement[]): string[] => {
  const areas = Object.keys(STATEMENT_AREAS);
  const counts = new Map<string, number>();
  const sentences = new Set<string>();
  let last = 0;
  return statements.flatMap(({ id, text, heading, sentence }) => {
    const [, area = '', number] = /^([A-Z]{2})-([1-9]\d*)$/.exec(id) ?? [];
    const place = areas.indexOf(area);
    const expected = (counts.get(area) ?? 0) + 1;
    counts.set(area, expected);
    const words = `${text} / ${heading}: ${sentence}`;
    const complaints = [
      ...(place >= last ? [] : [`${id}: comes after ${areas[last]}, or is of no area`]),
      ...(Number(number) === expected ? [] : [`${id}: expected the number ${expected}`]),
      ...(sentences.has(words) ? [`${id}: says the same as one before`] : []),
    ];
    sentences.add(words);
    last = Math.max(last, place);
    return complaints;
  });
};

/** Statements that refer to a missing rule or reading, or give no reason. */
const uncovered = (statements: readonly Statement[]): string[] =>
  statements.flatMap(({ id, cover }) => wrongWith(cover).map((complaint) => `${id}: ${complaint}`));

function wrongWith(cover: Statement['cover']): string[] {
  switch (cover.kind) {
    case 'covered':
      return cover.by
        .filter((id) => !Object.hasOwn(RULES, id) && !Object.hasOwn(READINGS, id))
        .map((id) => `there is no rule and no reading ${id}`);
    case 'absent':
      return /^[A-Z`].{15,}\.$/.test(cover.why) ? [] : ['is absent without a reason in a sentence'];
    case 'elsewhere':
      return isThere(cover.path) ? [] : [`there is no ${cover.path}`];
  }
}

/** Headings that no rule or statement is from. */
const idle = (texts: Readonly<Record<string, Text>>): string[] => {
  const used = new Set(
    [...STATEMENTS.map(({ text, heading }) => [text, heading]), ...Object.values(RULES).map(placeOf)]
      .map(([text, heading]) => `${text} / ${heading}`)
      .concat(
        Object.values(ERRATA)
          .flat()
          .flatMap(({ places }) => places),
      ),
  );
  return Object.entries(texts).flatMap(([text, { sections }]) =>
    Object.values(sections)
      .flat()
      .filter((heading) => !used.has(`${text} / ${heading}`))
      .map((heading) => `${text} / ${heading}: nothing is from there`),
  );
};

const placeOf = ({ source, heading }: Rule): [TextId | undefined, string | undefined] => [source, heading];

// --- the rules and statements of this repository ---

test('there are rules of each kind, and statements of each area', () => {
  expect(new Set(Object.values(RULES).map(({ authority }) => authority))).toEqual(
    new Set(['stated', 'inferred', 'decided']),
  );
  for (const area of Object.keys(STATEMENT_AREAS)) {
    expect(STATEMENTS.filter(({ id }) => id.startsWith(`${area}-`)).length).toBeGreaterThan(2);
  }
});

test('each rule that a text states, or that is inferred from one, is named by a statement of it', () => {
  expect(unfounded(RULES, STATEMENTS)).toEqual([]);
});

test('each rule that is decided here has a record', () => {
  expect(unrecorded(RULES)).toEqual([]);
});

test('each inference is a sentence', () => {
  const inferences = Object.values(RULES).flatMap((rule) =>
    rule.authority === 'inferred' ? [rule.inference] : [],
  );
  expect(inferences.filter((one) => !/^[A-Z`][^\n]{30,}\.$/.test(one))).toEqual([]);
});

test('each statement has an id of its own, and they are in order', () => {
  expect(misplaced(STATEMENTS)).toEqual([]);
});

test('each statement is covered by what is there, or absent for a reason', () => {
  expect(uncovered(STATEMENTS)).toEqual([]);
});

test('each heading of a text is one that a rule, a statement or an erratum is from', () => {
  expect(idle(TEXTS)).toEqual([]);
});

// --- the checks themselves, on rules and statements that are wrong on purpose ---

describe('the checks complain about', () => {
  const is = (id: string, cover: object, sentence = id): Statement =>
    ({ id, text: 'shared', heading: 'Load Balancing', level: undefined, sentence, cover }) as Statement;
  const rule = (authority: string, more = {}): Rule =>
    ({
      level: 'MUST',
      authority,
      source: 'shared',
      heading: 'Load Balancing',
      sentence: '',
      ...more,
    }) as Rule;

  test('rules that no statement names, unless they are decided', () => {
    const rules = { 'AA-1': rule('stated'), 'AA-2': rule('inferred'), 'AA-3': rule('decided') };
    expect(unfounded(rules, [is('SH-1', { kind: 'absent', why: 'AA-1' })])).toEqual([
      'AA-1 is stated, but no statement names it',
      'AA-2 is inferred, but no statement names it',
    ]);
    expect(unfounded(rules, [is('SH-1', { kind: 'covered', by: ['AA-1', 'AA-2'] })])).toEqual([]);
  });

  test('rules without a record', () => {
    const rules = {
      'AA-1': rule('decided', { record: '9999' }),
      'AA-2': rule('decided', { record: '0007' }),
      'AA-3': rule('stated'),
    };
    expect(unrecorded(rules)).toEqual(['AA-1: there is no record 9999']);
  });

  test('statements out of order, with gaps, of no area, and told twice', () => {
    const cover = { kind: 'covered', by: ['SR-1'] };
    expect(
      misplaced([is('SH-1', cover), is('SH-3', cover), is('XB-1', cover), is('ZZ-1', cover)]).map(
        (complaint) => complaint.split(',')[0],
      ),
    ).toEqual(['SH-3: expected the number 2', 'XB-1: comes after SH', 'ZZ-1: comes after SH']);
    expect(misplaced([is('SH-1', cover), is('SH-1', cover)])).toEqual([
      'SH-1: expected the number 2',
      'SH-1: says the same as one before',
    ]);
  });

  test('statements that name what is not there', () => {
    expect(
      uncovered([
        is('SH-1', { kind: 'covered', by: ['SR-1', 'SR-99', 'mood'] }),
        is('SH-2', { kind: 'absent', why: 'no' }),
        is('SH-3', { kind: 'elsewhere', path: 'src/nowhere.ts' }),
      ]),
    ).toEqual([
      'SH-1: there is no rule and no reading SR-99',
      'SH-1: there is no rule and no reading mood',
      'SH-2: is absent without a reason in a sentence',
      'SH-3: there is no src/nowhere.ts',
    ]);
  });

  test('headings that nothing is from', () => {
    const spare: Text = {
      title: '',
      path: undefined,
      url: '',
      sections: { '': ['Load Balancing', 'Spare'] },
    };
    expect(idle({ shared: spare })).toEqual(['shared / Spare: nothing is from there']);
  });
});
