/** Writes docs/errata.md: what is to be mended in the WAMP specification, with a sentence for each. */
import { ERRATA, type Erratum } from '../../machines/errata/index.ts';
import { READINGS } from '../../machines/readings/index.ts';
import { linkTo, type Place, placeOf, sectionName, WAMP_REPOSITORY } from '../../machines/texts.ts';
import { nameOfScenario } from '../../src/tools/scenario/library/scenarios.ts';
import { SCENARIOS } from '../scenarios.ts';
import { cited, counted, linkToCommit, MADE, tableOf } from './tables.ts';

export const errataPage = (): string =>
  [
    MADE,
    '',
    '# Errata of the WAMP text',
    '',
    `What is to be mended in the WAMP specification at ${linkToCommit()}, as far as it binds a dealer:`,
    '',
    ...tableOf(
      ['', '', 'entries'],
      PARTS.map(({ id, title, means }) => [`[${title}](#${id})`, means, counted(ERRATA[id].length)]),
      ['---', '---', '---:'],
    ),
    '',
    'In each part, what matters most to those who implement call re-routing comes first. An entry says in our words what',
    'the sections say, what that leads to, and which sentence would settle it; that sentence may be taken as it is. Below',
    'stand the [rules](rules.md) and [readings](readings.md) by which the dealer settles it today, a scenario in which it',
    'can be seen, and threads of the specification about it. A reading has the other answers as options, and its default',
    'is not always what is proposed: it has to get along with clients as they are.',
    '',
    ...PARTS.flatMap(({ id, title }) => [`## ${title}`, '', ...ERRATA[id].flatMap(entryOf)]),
  ].join('\n');

/** The names of the scenarios that show an erratum: those that it lists, and one for each of its readings. */
export function scenariosOf({ by, shown }: Pick<Erratum, 'by' | 'shown'>): string[] {
  const ofReadings = by.map(scenarioOfReading).filter((name) => NAMES.has(name));
  return [...new Set([...ofReadings, ...('why' in shown ? [] : shown)])];
}

// --- internal ---

const PARTS = [
  { id: 'contradictions', title: 'Contradictions', means: 'sections that cannot all be kept' },
  { id: 'gaps', title: 'Gaps', means: 'questions that no section answers, and routers answer differently' },
  { id: 'errors', title: 'Errors', means: 'wrong words, names, numbers and links' },
] as const satisfies readonly { readonly id: keyof typeof ERRATA; title: string; means: string }[];

const NAMES = new Set(SCENARIOS.map(nameOfScenario));

/** What the scenario of a reading is called: that of `afterProgress` is `reading-after-progress`. */
const scenarioOfReading = (id: string): string =>
  `reading-${id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

function entryOf(erratum: Erratum): string[] {
  const { title, places, says, matters, proposal, by, threads = [] } = erratum;
  return [
    `### ${title}`,
    '',
    `In ${places.map(placeLink).join(', ')}.`,
    '',
    says,
    '',
    matters,
    '',
    `> **Proposed.** ${proposal}`,
    '',
    ...(by.length === 0 ? [] : [`- settled here by ${by.map(linkOf).join(', ')}`]),
    `- ${shownBy(erratum)}`,
    ...(threads.length === 0 ? [] : [`- discussed in ${threads.map(threadLink).join(', ')}`]),
    '',
  ];
}

/** The name of the specification is left out: all places are of it. */
function placeLink(place: Place): string {
  const { text, heading } = placeOf(place);
  return `[${sectionName(text, heading).replace(/^WAMP, /, '')}](${linkTo(text, heading)})`;
}

function linkOf(id: string): string {
  if (Object.hasOwn(READINGS, id)) return cited('readings', [id]);
  return /^[A-Z]/.test(id) ? cited('rules', [id]) : `\`${id}\`, a reading to come`;
}

function shownBy(erratum: Erratum): string {
  const names = scenariosOf(erratum);
  if (names.length > 0) {
    return `shown by ${names.map((name) => `[${name}](../model-tests/scenarios/${name}.md)`).join(', ')}`;
  }
  return `no scenario: ${'why' in erratum.shown ? erratum.shown.why : 'Its reading is still to come.'}`;
}

const threadLink = (number: number): string => `[#${number}](${WAMP_REPOSITORY}/issues/${number})`;
