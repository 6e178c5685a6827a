/** Writes docs/errata.md: corrections to the WAMP specification, with a proposed sentence for each. */

import { ERRATA, type Erratum } from '../../machines/errata/index.ts';
import { READINGS } from '../../machines/readings/index.ts';
import { linkTo, type Place, placeOf, sectionName, WAMP_REPOSITORY } from '../../machines/texts.ts';
import { nameOfScenario } from '../../src/tools/scenario/scenario.ts';
import { SCENARIOS } from '../scenarios.ts';
import { cited, counted, linkToCommit, MADE, tableOf } from './tables.ts';

export const errataPage = (): string =>
  [
    MADE,
    '',
    '# Errata of the WAMP specification',
    '',
    `Proposed corrections to the parts of the WAMP specification that bind a dealer, at ${linkToCommit()}:`,
    '',
    ...tableOf(
      ['', '', 'entries'],
      PARTS.map(({ id, title, means }) => [`[${title}](#${id})`, means, counted(ERRATA[id].length)]),
      ['---', '---', '---:'],
    ),
    '',
    'In each part, the entries that matter most for call re-routing come first. An entry paraphrases the sections, describes',
    'the consequence, and proposes a sentence, which may be used freely. The list below it has the [rules](rules.md) and',
    '[readings](readings.md) that the dealer follows today, a scenario that shows the problem, and related discussions. The',
    'options of a reading include the other answers. Its default may differ from the proposal, because it has to work with',
    'existing clients.',
    '',
    ...PARTS.flatMap(({ id, title }) => [`## ${title}`, '', ...ERRATA[id].flatMap(entryOf)]),
  ].join('\n');

/** Scenarios that show an erratum: those that it lists, and one for each of its readings. */
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

/** Name of the scenario of a reading: that of `afterProgress` is `reading-after-progress`. */
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

/** Link to a place, without the name of the specification, which is the same for all. */
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
