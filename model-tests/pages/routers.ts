/** Writes docs/routers.md: the behaviour of other routers, topic by topic. */

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
    'Behaviour of other WAMP routers with shared registrations and calls. Each fact applies only to the version in the',
    'table below. *(run)* marks a fact of which at least the unusual part was observed by running the router; all other',
    'facts are from its source code.',
    '',
    'Certain inputs end the process of some of these routers. This page does not describe these inputs.',
    '',
    'The page on [readings](readings.md) has the behaviour of each router for the open questions of the specification:',
    '',
    ...READING_IDS.map((id) => `- [${id}](readings.md#${id.toLowerCase()}): ${READINGS[id].question}`),
    '',
    `The routers and versions, examined ${ROUTERS[0]?.looked}:`,
    '',
    ...tableOf(
      ['router', 'language', 'version', 'released', 'evidence'],
      ROUTERS.map(({ name, language, version, dated, established }) => [
        name,
        language,
        version,
        dated,
        established,
      ]),
    ),
    '',
    'Topics:',
    '',
    ...COMPARISONS.map(({ id, title }) => `- [${title}](#${id})`),
    '',
    ...COMPARISONS.flatMap(({ id, title, facts }) => [
      `<a id="${id}"></a>`,
      '',
      `## ${title}`,
      '',
      ...tableOf(['router', 'behaviour'], rowsOf(facts)),
      '',
    ]),
  ].join('\n');

// --- internal ---

const rowsOf = (facts: Facts): string[][] =>
  ROUTER_NAMES.map((name) => {
    const { does, by } = facts[name];
    return [name, by === 'run' ? `${does} *(run)*` : does];
  });
