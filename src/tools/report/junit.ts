/** A report as JUnit XML, which build servers show. */
import { escapeXml } from '../draw/xml.ts';

export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
  /** Facts about the suite, by name. */
  readonly properties?: Readonly<Record<string, string>>;
  /** Start, in ISO 8601. */
  readonly timestamp?: string;
}

export interface JunitCase {
  readonly name: string;
  /** Dotted name of the group that the case belongs to. */
  readonly className: string;
  /** `failed`: the subject is wrong; `error`: the case could not be completed. */
  readonly outcome: 'passed' | 'failed' | 'error' | 'skipped';
  /** One sentence about an outcome that is not `passed`. */
  readonly message?: string;
  /** Kind of a failure or error, such as the level of a rule. */
  readonly type?: string;
  /** Further lines about a failure or error. */
  readonly details?: string;
  /** Lines that the case has to say in any outcome. */
  readonly output?: string;
  /** Duration in seconds. */
  readonly seconds?: number;
}

/** Writes suites as JUnit XML: the whole file. */
export function junit(suites: readonly JunitSuite[]): string {
  const cases = suites.flatMap((suite) => suite.cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes(countsOf(cases))}>`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
    '',
  ].join('\n');
}

// --- internal ---

type Attributes = Readonly<Record<string, string | number | undefined>>;

const attributes = (values: Attributes): string =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value)).replaceAll(/[\t\n\r]/g, charReference)}"`)
    .join('');

/** Parsers replace a plain line break in an attribute by a blank. */
const charReference = (character: string): string => `&#${character.charCodeAt(0)};`;

function countsOf(cases: readonly JunitCase[]): Attributes {
  const count = (outcome: JunitCase['outcome']): number =>
    cases.filter((one) => one.outcome === outcome).length;
  return {
    tests: cases.length,
    failures: count('failed'),
    errors: count('error'),
    skipped: count('skipped'),
    time: secondsOf(cases.reduce((sum, { seconds = 0 }) => sum + seconds, 0)),
  };
}

const secondsOf = (seconds: number): string => seconds.toFixed(3);

function suiteLines({ name, cases, properties = {}, timestamp }: JunitSuite): string[] {
  const facts = Object.entries(properties);
  return [
    `  <testsuite${attributes({ name, ...countsOf(cases), timestamp })}>`,
    ...(facts.length === 0
      ? []
      : [
          '    <properties>',
          ...facts.map(([key, value]) => `      <property${attributes({ name: key, value })}/>`),
          '    </properties>',
        ]),
    ...cases.flatMap(caseLines),
    '  </testsuite>',
  ];
}

function caseLines({ name, className, seconds = 0, ...rest }: JunitCase): string[] {
  const tag = `    <testcase${attributes({ name, classname: className, time: secondsOf(seconds) })}`;
  const inner = [...resultLines(rest), ...outputLines(rest)];
  return inner.length === 0 ? [`${tag}/>`] : [`${tag}>`, ...inner, '    </testcase>'];
}

function resultLines({ outcome, message, type, details }: Omit<JunitCase, 'name' | 'className'>): string[] {
  if (outcome === 'passed') return [];
  if (outcome === 'skipped') return [`      <skipped${attributes({ message })}/>`];
  const element = outcome === 'failed' ? 'failure' : 'error';
  return [
    `      <${element}${attributes({ message, type })}>${escapeXml(details ?? message ?? '')}</${element}>`,
  ];
}

const outputLines = ({ output }: Pick<JunitCase, 'output'>): string[] =>
  output === undefined ? [] : [`      <system-out>${escapeXml(output)}</system-out>`];
