/** Writes docs/conformance/index.md: the results of other routers in docs/conformance/, side by side. */
import { READINGS } from '../../machines/readings/index.ts';
import { optionOf } from '../../src/tools/conform/report/compare.ts';
import { type Comparison, compare, type Seen } from '../../src/tools/conform/report/comparison.ts';
import type { FeatureState } from '../../src/tools/conform/report/portrait.ts';
import { BY_SEVERITY, SEVERITY } from '../../src/tools/conform/report/verdicts.ts';
import { readCasePages } from '../../src/tools/scenario/library/scenarios.ts';
import { checkedIn, type Results } from './results.ts';
import { counted, MADE, tableOf } from './tables.ts';

/** The page of the results that are checked in. */
export const conformancePage = (): string => pageOfResults(checkedIn());

/** The page of some results, by the names of their files. */
export function pageOfResults(results: Results): string {
  const files = Object.keys(results);
  return [
    MADE,
    '',
    '# Conformance of routers',
    '',
    'Results of `dealerchart conform`, which plays the [scenarios](../../model-tests/scenarios) at a router and compares its',
    'messages with the [rules](../rules.md). Each file has the messages of the cases that failed or are non-strict; `npm run peers` makes them.',
    'Cases in which a router ended or did not answer any more, and related ones, are withheld here until its maintainers have',
    'been told; anybody who runs the suite at that router finds them.',
    '',
    '[Faults found by the suite](notes.md) explains some of the failures for the maintainers of the routers.',
    '',
    'wamp2spring, which re-routes according to its source, is not judged: `npm run peers` installs routers from package',
    'registries, and Maven Central served no module of wamp2spring when asked on 29 November 2026, only the parent POM of 2.0.0.',
    '',
    ...(files.length === 0
      ? ['No results are checked in.', '']
      : [...routerLines(results), ...comparisonLines(compare(Object.values(results)))]),
  ].join('\n');
}

// --- internal ---

const CASE_PAGES = new Set(readCasePages().keys());

/** Path of the page of a case. */
const pathOf = (id: string): string =>
  `model-tests/${CASE_PAGES.has(id) ? 'conformance/cases' : 'scenarios'}/${id}.md`;

/** Text from a router in a cell of a table: no Markdown, no HTML. */
const cell = (text: string): string =>
  text.replaceAll(/[\\`*_{}[\]<>|&#~]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function routerLines(results: Results): string[] {
  const { routers } = compare(Object.values(results));
  return [
    ...tableOf(
      ['router', 'agent', 'judged on', 'serialisations', 'file'],
      routers.map(({ title, agent = '', date, suite, serialisations, isComplete }, index) => [
        cell(title),
        cell(agent),
        `${date}, by dealerchart ${cell(suite)}`,
        `${serialisations.join(', ')}${isComplete ? '' : ' (not complete)'}`,
        `\`${Object.keys(results)[index]}\``,
      ]),
    ),
    '',
  ];
}

const stateOf = (seen: readonly Seen<FeatureState>[]): string =>
  seen.map(({ value, only }) => (only === undefined ? value : `${value} (${only.join(', ')})`)).join('; ') ||
  '–';

function comparisonLines({ routers, features, readings, families, cases }: Comparison): string[] {
  const heads = routers.map(({ title }) => cell(title));
  const different = readings.filter(({ differs }) => differs);
  return [
    '## Features',
    '',
    ...tableOf(
      ['feature', ...heads],
      features.map(({ feature, states }) => [`\`${feature}\``, ...states.map(stateOf)]),
    ),
    '',
    '## Open questions with different answers',
    '',
    ...(different.length === 0
      ? ['All routers follow the same option of each open question.']
      : tableOf(
          ['reading', 'question', ...heads],
          different.map(({ reading, options }) => [
            `[${reading}](../readings.md#${reading.toLowerCase()})`,
            READINGS[reading].question,
            ...options.map((seen) => cell(optionOf(seen))),
          ]),
        )),
    '',
    '## Cases',
    '',
    'A case is in the family that its name begins with, or in that of its first rule. The verdict is the worst of all serialisations:',
    '',
    ...SEVERITY.map((verdict) => `- \`${verdict}\`: ${BY_SEVERITY[verdict].says}`),
    '',
    'Cases passed / non-strict / failed:',
    '',
    ...tableOf(
      ['family', ...heads],
      families.map(({ title, counts }) => [
        title,
        ...counts.map(({ passed, nonStrict, failed }) =>
          passed + nonStrict + failed === 0 ? '–' : `${passed} / ${nonStrict} / ${failed}`,
        ),
      ]),
    ),
    '',
    ...families.flatMap(({ family, title }) => {
      const own = cases.filter((one) => one.family === family);
      const those = own.filter(({ verdicts }) => verdicts.some((verdict) => verdict !== 'pass'));
      const passed = own.length - those.length;
      return [
        `### ${title}`,
        '',
        ...(passed > 0 ? [`All routers pass ${counted(passed)} of ${counted(own.length)} cases.`, ''] : []),
        ...(those.length > 0
          ? [
              ...tableOf(
                ['case', ...heads],
                those.map(({ id, title: says, verdicts }) => [
                  `[${says.replaceAll('|', '&#124;')}](../../${pathOf(id)})`,
                  ...verdicts.map((verdict) => verdict ?? '–'),
                ]),
              ),
              '',
            ]
          : []),
      ];
    }),
  ];
}
