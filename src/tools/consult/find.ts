/** Finds scenarios, rules, open questions and errors by words. */
import MiniSearch from 'minisearch';
import { stemmer } from 'stemmer';
import { PROBLEMS } from '../../../machines/problems.ts';
import { READINGS } from '../../../machines/readings/index.ts';
import { READING_IDS } from '../../../machines/readings.ts';
import { RULES } from '../../../machines/rules.ts';
import { RULE_IDS } from '../judge/judge.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** What can be found, in the order of the hits. */
export const FIND_KINDS = ['scenario', 'rule', 'reading', 'error'] as const;
export type FindKind = (typeof FIND_KINDS)[number];

/** Something that has the words. */
export interface Hit {
  readonly kind: FindKind;
  /** Name of the scenario, id of the rule or reading, or URI of the error. */
  readonly name: string;
  /** Its title, sentence or question; for an error, the rules that it comes from. */
  readonly says: string;
}

/**
 * Finds what has these words, or others of the same stem, by kind, and within a kind the best first.
 *
 * @param words any text, such as `refusal after cancel`
 * @param library scenarios by name
 * @param most maximum number of hits of each kind
 */
export function find(words: string, library: ReadonlyMap<string, Scenario>, most = 8): readonly Hit[] {
  const documents = [...rules(), ...readings(), ...errors(), ...scenarios(library)];
  const index = new MiniSearch<Document>({
    idField: 'place',
    fields: ['name', 'says', 'text'],
    processTerm: (term) => stemmer(term.toLowerCase()),
    searchOptions: { boost: { name: 3, says: 3 }, prefix: (term) => term.length > 3 },
  });
  index.addAll(documents.map((document, place) => ({ ...document, place })));
  const found = index.search(words);
  const least = (found[0]?.score ?? 0) * LEAST_SHARE;
  const hits = found.filter(({ score }) => score >= least).map(({ id }) => documents[id] as Document);
  return FIND_KINDS.flatMap((kind) => hits.filter((hit) => hit.kind === kind).slice(0, most)).map(
    ({ kind, name, says }) => ({ kind, name, says }),
  );
}

// --- internal ---

/** Hits below this share of the best score have little to do with the words. */
const LEAST_SHARE = 0.25;

interface Document extends Hit {
  /** What is searched beside name and sentence. */
  readonly text: string;
}

const rules = (): Document[] =>
  RULE_IDS.map((id) => ({ kind: 'rule', name: id, says: RULES[id].sentence, text: '' }));

const readings = (): Document[] =>
  READING_IDS.map((id) => {
    const { question, options, reason } = READINGS[id];
    return {
      kind: 'reading',
      name: id,
      says: question,
      text: [reason, ...Object.entries(options).flat()].join(' '),
    };
  });

const errors = (): Document[] => {
  const problems = Object.entries(PROBLEMS);
  return [...new Set(problems.map(([, { uri }]) => uri))].map((uri) => {
    const those = problems.filter(([, problem]) => problem.uri === uri);
    const cited = [...new Set(those.flatMap(([, problem]) => problem.rules as readonly string[]))];
    return {
      kind: 'error',
      name: uri,
      says: `An error of ${cited.join(', ')}.`,
      text: those.map(([id]) => id).join(' '),
    };
  });
};

const scenarios = (library: ReadonlyMap<string, Scenario>): Document[] =>
  [...library].map(([name, { title, sections, steps }]) => ({
    kind: 'scenario',
    name,
    says: title,
    text: [
      ...sections.flatMap((section) => (section.kind === 'prose' ? section.text : [])),
      ...steps.map(({ text }) => text),
    ].join(' '),
  }));
