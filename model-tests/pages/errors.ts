/** Writes docs/errors.md: every error, from the tables of problems, URIs and misuse. */
import { PROBLEMS, type ProblemId, type ProblemRow } from '../../machines/problems.ts';
import { RULES } from '../../machines/rules.ts';
import { linkTo, placeOf, RECORDS, recordPath, sectionName } from '../../machines/texts.ts';
import { URIS, type UriOrigin } from '../../machines/uris.ts';
import { MISUSES } from '../../src/dealer/misuse.ts';
import { explain } from '../../src/dealer/sentences.ts';
import { ERROR_EXAMPLES, type ErrorExample } from './error-examples.ts';
import { cited, MADE, tableOf } from './tables.ts';

export const errorsPage = (): string =>
  `${[
    MADE,
    '',
    ...INTRODUCTION,
    '## ERROR, about one request',
    '',
    ...REPLIES,
    ...familyOf('reply'),
    '## ABORT, which ends the session',
    '',
    ...ABORTS,
    ...familyOf('abort'),
    '## Refusals and reasons for closing',
    '',
    ...REASONS,
    ...tableOf(['URI', 'rule', 'the rule says'], reasons()),
    '',
    '## Exceptions',
    '',
    ...THROWN,
    ...tableOf(
      ['`code`', 'cause', 'remedy'],
      Object.entries(MISUSES).map(([code, { when, instead }]) => [`\`${code}\``, when, instead]),
    ),
    '',
    ...OTHERS,
  ]
    .join('\n')
    .trimEnd()}\n`;

// --- internal ---

const INTRODUCTION = `# Errors

The errors that a client receives, by URI, and at the end the exceptions for programs that embed the dealer or start the
router. Each error links to its rules, and to the [readings](readings.md) without which it would not be sent.

A callee may answer with any URI, including one of these: the dealer forwards its ERROR to the caller unchanged.
`.split('\n');

const REPLIES =
  `The session and its other calls continue. \`Arguments\` has one string, a sentence like the examples below. \`Details\` is
empty, except for conflicts of policies: then it has \`_existing\` and \`_requested\`.
`.split('\n');

const ABORTS =
  `The client broke the protocol, or cannot be served. Its registrations and calls end with the session; other sessions are
not affected. \`Details.message\` is the sentence.
`.split('\n');

const REASONS =
  `Reasons in GOODBYE, and the error with which a callee refuses a call. None of them indicates a fault.
`.split('\n');

const THROWN =
  `The methods of the dealer, \`createDealer\` and \`startRouter\` throw a \`Misuse\`, an \`Error\` whose \`code\` stays the same
when its message changes. The state of the dealer is unchanged, unless the error is about a number from \`random\`. The
command line prints the message.
`.split('\n');

const OTHERS =
  `Exceptions from \`inspect\` or \`random\`, and errors about a number from \`random\`, are rethrown by the current method of the
dealer once it is complete. The next method returns its outputs. A router reports such an error in its log and continues
without \`random\`.

\`startRouter\` rejects with the system's error if it cannot listen, such as \`EADDRINUSE\`, or cannot read the folder of the
site.
`.split('\n');

const PROBLEM_ROWS = Object.entries(PROBLEMS) as [ProblemId, ProblemRow][];
const ORIGINS = Object.entries(URIS) as [string, UriOrigin][];

/** The URIs of a family, in the order of their table, each with its problems. */
const familyOf = (family: ProblemRow['family']): string[] =>
  ORIGINS.flatMap(([uri, origin]) => {
    const rows = PROBLEM_ROWS.filter(([, row]) => row.family === family && row.uri === uri);
    return rows.length === 0
      ? []
      : [
          `### ${uri}`,
          '',
          originOf(origin),
          '',
          ...tableOf(['cause', 'rule or reading', 'sentence', 'remedy'], rows.map(problemRow)),
          '',
        ];
  });

function problemRow([problem, { rules, readings = [] }]: [ProblemId, ProblemRow]): string[] {
  const { when, facts, remedy } = ERROR_EXAMPLES[problem] as ErrorExample<ProblemId>;
  const by = [cited('rules', rules), cited('readings', readings)].filter((links) => links !== '').join(', ');
  return [when, by, explain({ problem, facts }).sentence, remedy];
}

/** The rows of the URIs that are not errors. */
const reasons = (): string[][] =>
  ORIGINS.flatMap(([uri, { rule }]) =>
    rule === undefined ? [] : [[`\`${uri}\``, cited('rules', [rule]), RULES[rule].sentence]],
  );

/** The place that defines a URI. */
function originOf({ authority, where }: UriOrigin): string {
  switch (authority) {
    case 'stated': {
      const { text, heading } = placeOf(where);
      return `Stated: [${sectionName(text, heading)}](${linkTo(text, heading)}).`;
    }
    case 'known':
      return `Known: the text has no URI for this; ${where} has a name for this one.`;
    case 'ours':
      return `Ours: [${RECORDS[where][1]}](${recordPath(where).replace(/^docs\//, '')}).`;
  }
}
