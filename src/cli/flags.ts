/** Flags of `dealerchart serve`, from the table of its settings. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Kind } from '../router/option-kinds.ts';
import { addReading } from './arguments.ts';
import { readConfiguration } from './configuration.ts';
import { DEFAULTS, SETTINGS, type Setting, type Settings } from './settings.ts';

/** Adds a flag for each setting to a command. */
export function addFlags(command: Command): void {
  for (const option of FLAGS.values()) command.addOption(option);
}

/**
 * The settings of a command: those of its flags, then those of the configuration file, then the defaults. Readings are
 * merged one by one; a list on the command line replaces the one in the file.
 *
 * @param file the path of the configuration file, if there is one
 * @throws Mistake with a sentence for each mistake in the file
 */
export function settingsOf(command: Command, file: string | undefined): Settings {
  const configured = file === undefined ? {} : readConfiguration(file);
  const flagged = Object.fromEntries(
    [...FLAGS]
      .filter(([, option]) => command.getOptionValueSource(option.attributeName()) === 'cli')
      .map(([name, option]) => [name, command.getOptionValue(option.attributeName())]),
  ) as Partial<Settings>;
  const readings = { ...configured.readings, ...flagged.readings };
  return { ...DEFAULTS, ...configured, ...flagged, readings } as Settings;
}

// --- internal ---

/** The flag of each setting, by the name of the setting. */
const FLAGS: ReadonlyMap<string, Option> = new Map(
  Object.entries(SETTINGS).map(([name, setting]) => [name, flagFor(setting)]),
);

function flagFor(setting: Setting): Option {
  const { flag, meaning, kind, default: value, inWords } = setting;
  const isMany = kind.items !== undefined || kind.entries !== undefined;
  const option = new Option(flag, isMany ? `${meaning} (repeatable)` : meaning);
  if (value !== undefined) option.default(value, inWords);
  if (kind.schema.enum !== undefined) option.argChoices = kind.schema.enum as string[];
  if (kind.schema.type === 'boolean') return option;
  if (kind.entries !== undefined) return option.argParser(addReading);
  const { items } = kind;
  if (items === undefined) return option.argParser((text) => readAs(kind, text));
  return option.argParser<unknown>((text, before: unknown) => [
    ...((before as readonly unknown[] | undefined) ?? []),
    readAs(items, text),
  ]);
}

function readAs({ expected, schema, holds }: Kind, text: string): unknown {
  const isNumber = schema.type === 'number' || schema.type === 'integer';
  const value = isNumber && /^\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  if (holds(value)) return value;
  throw new InvalidArgumentError(`Expected ${expected}.`);
}
