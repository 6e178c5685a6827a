/** Writes docs/routers.md: what other routers do, thing by thing. */

import { READINGS } from '../../machines/readings/index.ts';
import { READING_IDS } from '../../machines/readings.ts';
import { type Facts, ROUTER_NAMES } from '../../src/tools/consult/facts.ts';
import { ROUTERS } from '../../src/tools/consult/routers.ts';
import { MADE, tableOf } from './tables.ts';
import { COMPARISONS } from './topics.ts';

export const routersPage = (): string =>
  [
    MADE,
    '',
    '# Other routers',
    '',
    'What other WAMP routers do with shared registrations and calls, and where they differ. Each fact holds for the version',
    'named here and no other. *(run)* beside a fact says that it, or the oddest part of it, was seen by running the code of',
    'that router; all else was read in it. What they do about the open questions of the text stands beside these:',
    '',
    ...READING_IDS.map((id) => `- [${id}](readings.md#${id.toLowerCase()}): ${READINGS[id].question}`),
    '',
    `These were looked at, ${ROUTERS[0]?.looked}:`,
    '',
    ...tableOf(
      ['router', 'language', 'version', 'of', 'how'],
      ROUTERS.map(({ name, language, version, dated, established }) => [
        name,
        language,
        version,
        dated,
        established,
      ]),
    ),
    '',
    'And this is what they do:',
    '',
    ...COMPARISONS.map(({ id, title }) => `- [${title}](#${id})`),
    '',
    ...COMPARISONS.flatMap(({ id, title, facts }) => [
      `<a id="${id}"></a>`,
      '',
      `## ${title}`,
      '',
      ...tableOf(['router', 'what it does'], rowsOf(facts)),
      '',
    ]),
  ].join('\n');

// --- internal ---

const rowsOf = (facts: Facts): string[][] =>
  ROUTER_NAMES.map((name) => {
    const { does, by } = facts[name];
    return [name, by === 'run' ? `${does} *(run)*` : does];
  });
