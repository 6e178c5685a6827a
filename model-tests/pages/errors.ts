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
    '## What programs are thrown',
    '',
    ...THROWN,
    ...tableOf(
      ['`code`', 'when', 'what to do'],
      Object.entries(MISUSES).map(([code, { when, instead }]) => [`\`${code}\``, when, instead]),
    ),
    '',
    ...OTHERS,
  ]
    .join('\n')
    .trimEnd()}\n`;

// --- internal ---

const INTRODUCTION = `# Errors

What a client is told when something is wrong, by the URI that it receives; at the end, what a program is thrown that
embeds the dealer or starts the router. The rules behind an error are linked, and so are the [readings](readings.md)
without which it would not be sent.

A callee may answer with any URI, also with one of these: its ERROR goes to the caller as it is.
`.split('\n');

const REPLIES =
  `The session and its other calls go on. \`Arguments\` has one string, a sentence like the examples below. \`Details\` is
empty, except where the policy of a registration is the reason: it has \`_existing\` and \`_requested\` then.
`.split('\n');

const ABORTS =
  `The client broke the protocol, or cannot be served. Its registrations and calls end with the session; other sessions are
not affected. \`Details.message\` is the sentence.
`.split('\n');

const REASONS =
  `Reasons in GOODBYE, and the error with which a callee refuses a call. None of them says that something is wrong.
`.split('\n');

const THROWN =
  `The methods of the dealer, \`createDealer\` and \`startRouter\` throw a \`Misuse\`, an \`Error\` whose \`code\` stays the same
when its words change. Nothing has happened to the dealer then, unless it is about a number from \`random\`. The command
line prints the message.
`.split('\n');

const OTHERS =
  `An error that \`inspect\` or \`random\` throws, and one about a number from \`random\`, comes out of the method that called it,
once that is complete; the messages to send come from the next method. A router reports such an error in its log and
goes on without \`random\`.

\`startRouter\` rejects with the error of the system if it cannot listen, such as \`EADDRINUSE\`, or cannot read the folder
of the site.
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
          ...tableOf(['when', 'rule or reading', 'sentence', 'what to do'], rows.map(problemRow)),
          '',
        ];
  });

function problemRow([problem, { rules, readings = [] }]: [ProblemId, ProblemRow]): string[] {
  const { when, facts, remedy } = ERROR_EXAMPLES[problem] as ErrorExample<ProblemId>;
  const by = [cited('rules', rules), cited('readings', readings)].filter((links) => links !== '').join(', ');
  return [when, by, explain({ problem, facts }).sentence, remedy];
}

/** The rows of the URIs that are sent for other things than problems. */
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
