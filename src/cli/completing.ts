/** Completions of a command line, from commander's description of the commands and options. */
import type { Command, Option } from 'commander';
import { READING_IDS, READING_OPTIONS } from '../../machines/readings.ts';
import { RULES } from '../../machines/rules.ts';
import { POLICIES } from '../../machines/vocabulary.ts';
import { SERIALISATION_NAMES } from '../tools/conform/result.ts';
import { libraryNames } from '../tools/scenario/library/scenarios.ts';

export interface Completion {
  /** The word in place of the last one. */
  readonly word: string;
  /** The description, if there is one. */
  readonly says: string;
}

export interface Completions {
  readonly all: readonly Completion[];
  /** True if the word may also be a file or a folder. */
  readonly isFile: boolean;
}

/**
 * Completions of the last word.
 *
 * @param program with the command that the words name; without a command, it has all of them
 * @param words after the name of the program; the last one is being typed, and may be empty
 */
export function completionsOf(program: Command, words: readonly string[]): Completions {
  const last = words.at(-1) ?? '';
  const { command, isOnlyArguments, position, pending } = placeAfter(program, words.slice(0, -1));
  const { all, isFile } = possible();
  const fitting = all.filter(({ word }) => word.toLowerCase().startsWith(last.toLowerCase()));
  return { all: fitting, isFile: isFile && !fitting.some(({ word }) => word === last) };

  function possible(): Completions {
    if (pending !== undefined) return valuesOfOption(pending, command);
    if (last.startsWith('-') && !isOnlyArguments) return optionsAt(command, last);
    const names = position > 0 ? [] : command.commands.filter(isShown).map(commandAsCompletion);
    const known = command.registeredArguments;
    const argument = known[position] ?? (known.at(-1)?.variadic ? known.at(-1) : undefined);
    const values =
      argument && valuesOf(argument.argChoices, [`${command.name()} ${argument.name()}`, argument.name()]);
    return { all: [...names, ...(values?.all ?? [])], isFile: values?.isFile ?? false };
  }
}

// --- internal ---

/** The place of a word in the command line. */
interface Place {
  readonly command: Command;
  /** Number of arguments before it. */
  readonly position: number;
  /** True after `--`. */
  readonly isOnlyArguments: boolean;
  /** The option whose value it is. */
  readonly pending: Option | undefined;
}

function placeAfter(program: Command, words: readonly string[]): Place {
  let place: Place = { command: program, position: 0, isOnlyArguments: false, pending: undefined };
  for (const word of words) place = next(place, word);
  return place;
}

function next(place: Place, word: string): Place {
  const { command, position, isOnlyArguments, pending } = place;
  if (pending !== undefined) return { ...place, pending: undefined };
  if (word === '--') return { ...place, isOnlyArguments: true };
  if (word.startsWith('-') && !isOnlyArguments) {
    const option = command.options.find(({ long, short }) => word === long || word === short);
    return { ...place, pending: option !== undefined && takesValue(option) ? option : undefined };
  }
  const sub = position === 0 ? command.commands.find((one) => one.name() === word) : undefined;
  return sub === undefined ? { ...place, position: position + 1 } : { ...place, command: sub };
}

/** The options of a command; after `--option=`, the values of that option. */
function optionsAt(command: Command, last: string): Completions {
  const [flag = '', ...value] = last.split('=');
  const option = command.options.find(({ long }) => long === flag);
  if (value.length > 0 && option !== undefined) {
    const { all, isFile } = valuesOfOption(option, command);
    return { all: all.map(({ word, says }) => ({ word: `${flag}=${word}`, says })), isFile };
  }
  const all = command.createHelp().visibleOptions(command);
  return { all: all.map(({ long, description }) => completion(long as string, description)), isFile: false };
}

function valuesOfOption(option: Option, command: Command): Completions {
  // The name of the value: `file` of `--out <file>`.
  const [, name = ''] = /[<[](.+?)[>\]]/.exec(option.flags) ?? [];
  return valuesOf(option.argChoices, [`${command.name()} ${option.long}`, name]);
}

/** @param names of the option or argument: first with its command, then such as `file`, `rules` or `name=option` */
function valuesOf(choices: readonly string[] | undefined, names: readonly string[]): Completions {
  const named = names.map((name) => VALUES[name]).find((values) => values !== undefined);
  const all = (choices ?? named?.() ?? []).map((each) =>
    typeof each === 'string' ? completion(each) : each,
  );
  return { all, isFile: names.some((name) => FILES.has(name)) };
}

/** Names of options and arguments that are files or folders. */
const FILES = new Set(['file', 'folder', 'files', 'page', 'pages', 'what', 'log', 'results']);

const readingOptions = (): string[] =>
  READING_IDS.flatMap((id) => READING_OPTIONS[id].map((option) => `${id}=${option}`));

const rules = (): Completion[] => Object.entries(RULES).map(([id, { sentence }]) => completion(id, sentence));

/** Values by the name of the option or argument, some of one command only. */
const VALUES: Readonly<Record<string, () => readonly (string | Completion)[]>> = {
  'rules id': rules,
  'readings id': () => READING_IDS,
  rules,
  'name=option': readingOptions,
  policy: () => POLICIES,
  pages: libraryNames,
  page: libraryNames,
  'play files': libraryNames,
  what: () => ['session', 'registration', 'call', ...libraryNames()],
  'conform --only': libraryNames,
  'conform --serialiser': () => SERIALISATION_NAMES,
};

const completion = (word: string, says = ''): Completion => ({ word, says: says.replace(/\s+/g, ' ') });

const commandAsCompletion = (command: Command): Completion =>
  completion(command.name(), command.description());

/** Commands that the help does not list have no description either. */
const isShown = (command: Command): boolean => command.description() !== '';

const takesValue = ({ required, optional }: Option): boolean => required || optional;
