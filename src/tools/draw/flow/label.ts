/** Label of an arrow: the type of a message, and its decisive fields. */
import { type Field, type Layout, layoutOf } from '../../../../machines/layouts.ts';
import { fieldOf } from '../../scenario/fields.ts';
import type { LogLine } from '../../scenario/scenario.ts';
import { writeWord } from '../../scenario/words.ts';

/** The parts of a label; lines break between them, and inside of one only if necessary. */
export type Label = readonly string[];

/** Context of a label in its flow. */
export interface Surroundings {
  /** True if there are several calls, so that each label names its own. */
  readonly manyCalls: boolean;
  readonly manyRegistrations: boolean;
  /** Log lines of the step. */
  readonly lines: readonly LogLine[];
  /** Moves a text that is too long for a label below the figure, and returns its number there. */
  readonly footnote: (text: string) => number;
}

/**
 * Writes the label of a message.
 *
 * A request id is included only if there are several calls, or if the page chose a number for it; `{}` is omitted. The
 * dealer's sentence in an ERROR or ABORT is shown only if the log has it, and long texts are footnotes.
 *
 * @param words name and fields of the message, as the page writes them
 * @param isSent true if a client sends it, false for the dealer
 */
export function labelOf(words: readonly string[], isSent: boolean, around: Surroundings): Label {
  const [type = '', ...fields] = words;
  if (type === 'raw') return brief(fields.join(' '), around);
  const layout = layoutOf(type);
  const isOfCall = /^(CALL|INVOCATION)$/.test((type === 'ERROR' ? fields[0] : layout?.about) ?? '');
  const said: Record<Part, string[]> = {
    about: [],
    id: [],
    registration: [],
    uri: [],
    payload: [],
    options: [],
  };
  for (const [index, word] of fields.entries()) {
    const part = partOf(layout, index);
    said[part].push(...partsOf(part, word, { type, isSent, isOfCall, around }));
  }
  const parts = [...said.about, ...said.id, ...said.registration, ...said.uri, ...said.payload];
  return [type, ...said.options.reduce(addOption, parts)];
}

// --- internal ---

/** A text as one part, or the number of its footnote if it is too long. */
function brief(text: string, { footnote }: Pick<Surroundings, 'footnote'>): Label {
  return [text.length > MAX_PART ? `(${footnote(text)})` : text];
}

/** Maximum length of a part, in characters. */
const MAX_PART = 40;

type Part = 'about' | 'id' | 'registration' | 'uri' | 'payload' | 'options';

/** The part of a label for a field; in an unknown message, every field is payload. */
function partOf(layout: Layout | undefined, index: number): Part {
  const field = layout?.fields[index];
  if (layout === undefined || field === undefined || (layout.payload && index >= layout.required))
    return 'payload';
  return field.kind === 'id' ? (NUMBERS.includes(field.counts) ? 'id' : 'registration') : PARTS[field.kind];
}

/** Ids that distinguish messages of one kind; other ids name a thing that the message is about. */
const NUMBERS: readonly Field['counts'][] = ['session', 'request', 'invocation'];

const PARTS = { int: 'about', uri: 'uri', string: 'uri', dict: 'options', list: 'payload' } as const;

interface Message {
  readonly type: string;
  readonly isSent: boolean;
  readonly isOfCall: boolean;
  readonly around: Surroundings;
}

function partsOf(part: Part, word: string, message: Message): readonly string[] {
  const { type, isSent, isOfCall, around } = message;
  const isNumber = /^\d+$/.test(word);
  switch (part) {
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

/** True for a sentence of the dealer that the log does not contain. */
function isForPeople(word: string, { type, isSent, around }: Message): boolean {
  if (isSent || (type !== 'ERROR' && type !== 'ABORT') || !/^[[{]/.test(word)) return false;
  const isSpelled = around.lines.some(({ expected }) => expected.some(({ text }) => text.includes(word)));
  return !isSpelled && /"[^"]* [^"]*"/.test(word);
}

/** The announced features of the dealer that the log mentions. */
function welcomed(word: string, { type, around }: Message): string {
  if (type !== 'WELCOME') return word;
  const asked = around.lines
    .flatMap(({ expected }) => expected)
    .map((each) =>
      each.kind === 'message' && each.type === 'WELCOME' ? fieldOf(each, 'details')?.text : undefined,
    )
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

/** Adds an option after a comma, unless only the type is before it, or it is in a footnote. */
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
