/** Completions of a line of a script. */

import { INCOMING, layoutOf, REQUESTS } from '../../../machines/layouts.ts';
import { URIS } from '../../../machines/uris.ts';
import { CLIENT_ROLES, OBSTACLES } from '../../../machines/vocabulary.ts';
import { numbered } from '../scenario/names.ts';
import { CALLEES, CALLER } from '../scenario/people.ts';

/** What can be inserted, and where. */
export interface Completions {
  /** Place in the line at which the words begin that they replace. */
  readonly from: number;
  readonly options: readonly Completion[];
}

export interface Completion {
  readonly label: string;
  /** What it is, in a word or two. */
  readonly detail?: string;
}

/**
 * Completes a line.
 *
 * @param line its text before the cursor
 * @param script the whole script: its clients, ids and procedures are known
 * @returns undefined if nothing is known to come there
 */
export function completionsFor(line: string, script: string): Completions | undefined {
  const [, name = '', rest] = /^\s*(\??\w*)(.*)$/s.exec(line) ?? [];
  if (rest === undefined) return undefined;
  if (rest === '') return { from: line.length - name.length, options: beginnings(script) };
  if (rest.startsWith(': ')) return fieldsOf(line, rest.slice(2), script);
  const from = line.length - rest.trimStart().length;
  return { from, options: actions(script, name) };
}

// --- internal ---

/** Names of the clients that have come so far. */
const clientsIn = (script: string): string[] => [
  ...new Set(Array.from(script.matchAll(/^\s*(\w+) (?:joins|connects)/gm), ([, name = '']) => name)),
];

const beginnings = (script: string): Completion[] => [
  ...clientsIn(script).map((label) => ({ label, detail: 'client' })),
  ...NEWCOMERS.filter((name) => !clientsIn(script).includes(name)).map((label) => ({
    label,
    detail: 'new client',
  })),
  { label: '100 ms pass', detail: 'time' },
  { label: 'the router closes', detail: 'all sessions end' },
];

const NEWCOMERS = [...CALLEES.slice(0, 3), CALLER];

function actions(script: string, name: string): Completion[] {
  const come = CLIENT_ROLES.flatMap((role) => [
    { label: `joins as ${role}`, detail: 'session' },
    { label: `joins as ${role} with call_reroute, call_canceling`, detail: 'session' },
  ]).concat({ label: 'connects', detail: 'no session yet' });
  if (!clientsIn(script).includes(name)) return come;
  return [
    { label: 'leaves', detail: 'GOODBYE' },
    { label: 'is lost', detail: 'the line breaks' },
    ...OBSTACLES.map((obstacle) => ({
      label: `takes nothing: ${obstacle}`,
      detail: 'undeliverable messages',
    })),
    { label: 'takes everything', detail: 'again' },
    ...come,
  ];
}

/** The type of a message, or its next field. */
function fieldsOf(line: string, text: string, script: string): Completions | undefined {
  const words = text.split(' ');
  const word = words.at(-1) as string;
  const from = line.length - word.length;
  if (words.length === 1)
    return { from, options: INCOMING.map(({ name }) => ({ label: name, detail: 'message' })) };
  const [type = ''] = words;
  // A dictionary may have blanks: it counts as one word.
  const before = text.slice(0, -word.length || undefined).replace(/\{[^}]*\}|\[[^\]]*\]/g, '{}');
  const index = before.trim().split(/\s+/).length - 1;
  const field = layoutOf(type)?.fields[index];
  if (field === undefined || /[{[]/.test(word)) return undefined;
  return { from, options: valuesOf(field.kind, index === 0 && REQUESTS.includes(type), script) };
}

function valuesOf(kind: string, isNew: boolean, script: string): Completion[] {
  const known = [...new Set(script.match(/\?\w+/g))];
  switch (kind) {
    case 'id':
      return isNew
        ? [{ label: numbered('?one', (name) => !known.includes(name)), detail: 'new id' }]
        : known.map((label) => ({ label, detail: 'id' }));
    case 'dict':
      return DICTIONARIES.map((label) => ({ label, detail: 'options' }));
    case 'list':
      return [{ label: '[1]', detail: 'arguments' }];
    case 'int':
      return [{ label: 'INVOCATION', detail: 'what the ERROR is about' }];
    default:
      return [...proceduresIn(script), ...Object.keys(URIS)].map((label) => ({ label, detail: 'URI' }));
  }
}

const proceduresIn = (script: string): string[] => [
  ...new Set(['com.example.work', ...(script.match(/\bcom\.[\w.]+/g) ?? [])]),
];

const DICTIONARIES = [
  '{}',
  '{"invoke": "roundrobin"}',
  '{"invoke": "first"}',
  '{"mode": "kill"}',
  '{"timeout": 100}',
  '{"receive_progress": true}',
  '{"progress": true}',
];
