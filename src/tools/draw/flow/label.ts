/** What stands above an arrow: the type of a message, and what decides in it. */
import type { LogLine } from '../../scenario/scenario.ts';
import { writeWord } from '../../scenario/words.ts';

/** The parts of a label; it may be broken between them, and inside one only if it has to be. */
export type Label = readonly string[];

/** What a label has to know of the flow around it. */
export interface Surroundings {
  /** Whether there is more than one call, so that it has to be said which one is meant. */
  readonly manyCalls: boolean;
  readonly manyRegistrations: boolean;
  /** What the log says of the step. */
  readonly lines: readonly LogLine[];
  /** Puts a text that is too long for a label below the figure, and gives the number that it has there. */
  readonly footnote: (text: string) => number;
}

/**
 * The label of a message.
 *
 * A request id is named only if there are several calls, or if the page chose a number for it; `{}` is left out. What
 * the dealer says for people in an ERROR or ABORT is shown only if the log spells it out, and what is long stands in a
 * footnote.
 *
 * @param words the name of the message and its fields, as the page writes them
 * @param isSent whether a client sends it, and not the dealer
 */
export function labelOf(words: readonly string[], isSent: boolean, around: Surroundings): Label {
  const [type = '', ...fields] = words;
  const isOfCall = type === 'ERROR' ? /^(CALL|INVOCATION)$/.test(fields[0] ?? '') : OF_A_CALL.includes(type);
  if (type === 'raw') return brief(fields.join(' '), around);
  const shape = SHAPES[type] ?? [];
  const said: Record<Field, string[]> = {
    about: [],
    id: [],
    registration: [],
    uri: [],
    payload: [],
    options: [],
  };
  for (const [index, word] of fields.entries()) {
    const field = shape[index] ?? 'payload';
    said[field].push(...partsOf(field, word, { type, isSent, isOfCall, around }));
  }
  const parts = [...said.about, ...said.id, ...said.registration, ...said.uri, ...said.payload];
  return [type, ...said.options.reduce(addOption, parts)];
}

// --- internal ---

/** A text as one part, or as the number of a footnote if it is too long. */
function brief(text: string, { footnote }: Pick<Surroundings, 'footnote'>): Label {
  return [text.length > MAX_PART ? `(${footnote(text)})` : text];
}

/** In characters. */
const MAX_PART = 40;

type Field = 'about' | 'id' | 'registration' | 'uri' | 'payload' | 'options';

/** The fields of each message, up to the payload. */
const SHAPES: Readonly<Record<string, readonly Field[]>> = {
  HELLO: ['uri', 'options'],
  WELCOME: ['id', 'options'],
  ABORT: ['options', 'uri'],
  GOODBYE: ['options', 'uri'],
  ERROR: ['about', 'id', 'options', 'uri'],
  PUBLISH: ['id', 'options', 'uri'],
  SUBSCRIBE: ['id', 'options', 'uri'],
  UNSUBSCRIBE: ['id', 'registration'],
  REGISTER: ['id', 'options', 'uri'],
  REGISTERED: ['id', 'registration'],
  UNREGISTER: ['id', 'registration'],
  UNREGISTERED: ['id', 'options'],
  CALL: ['id', 'options', 'uri'],
  CANCEL: ['id', 'options'],
  RESULT: ['id', 'options'],
  INVOCATION: ['id', 'registration', 'options'],
  INTERRUPT: ['id', 'options'],
  YIELD: ['id', 'options'],
};

/** The messages of a call, which its id tells apart. */
const OF_A_CALL: readonly string[] = [
  'CALL',
  'CANCEL',
  'RESULT',
  'INVOCATION',
  'INTERRUPT',
  'YIELD',
  'ERROR',
];

interface Message {
  readonly type: string;
  readonly isSent: boolean;
  readonly isOfCall: boolean;
  readonly around: Surroundings;
}

function partsOf(field: Field, word: string, message: Message): readonly string[] {
  const { type, isSent, isOfCall, around } = message;
  const isNumber = /^\d+$/.test(word);
  switch (field) {
    case 'about':
      return word === (isSent ? 'INVOCATION' : 'CALL') ? [] : [word];
    case 'id':
      return type !== 'WELCOME' && (isNumber || (around.manyCalls && isOfCall)) ? [word] : [];
    case 'registration':
      return type !== 'INVOCATION' && (isNumber || around.manyRegistrations) ? [word] : [];
    case 'options':
      return isForPeople(word, message) ? [] : optionsOf(welcomed(word, message), around);
    case 'payload':
      return isForPeople(word, message) ? [] : brief(word, around);
    default:
      return brief(word, around);
  }
}

/** Whether it is a sentence of the dealer on which nothing depends: one that the log does not spell out. */
function isForPeople(word: string, { type, isSent, around }: Message): boolean {
  if (isSent || (type !== 'ERROR' && type !== 'ABORT') || !/^[[{]/.test(word)) return false;
  const isSpelled = around.lines.some(({ expected }) => expected.some(({ text }) => text.includes(word)));
  return !isSpelled && /"[^"]* [^"]*"/.test(word);
}

/** Of what a dealer announces, that which the log asks for. */
function welcomed(word: string, { type, around }: Message): string {
  if (type !== 'WELCOME') return word;
  const asked = around.lines
    .flatMap(({ expected }) => expected)
    .map((each) => (each.kind === 'message' && each.type === 'WELCOME' ? each.fields[1]?.text : undefined))
    .find((text) => text !== undefined && text !== '_');
  return asked ?? '{}';
}

/** `invoke=first` for `{"invoke": "first"}`, `progress` for `{"progress": true}`. */
function optionsOf(word: string, around: Surroundings): readonly string[] {
  const options = readDictionary(word);
  if (options === undefined) return brief(word, around);
  return Object.entries(options).flatMap(([key, value]) => {
    if (value === true) return [key];
    return brief(`${key}=${writeWord(value)}`, around);
  });
}

/** An option comes after a comma, unless nothing but the type is before it, or it is in a footnote. */
function addOption(parts: readonly string[], option: string): readonly string[] {
  const isApart = parts.length === 0 || /^\(\d+\)$/.test(option);
  return isApart ? [...parts, option] : [...parts.slice(0, -1), `${parts.at(-1)},`, option];
}

function readDictionary(word: string): object | undefined {
  try {
    const value: unknown = JSON.parse(word);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined; // it holds ?name, _ or ..., which are no JSON
  }
}
