/** Files of logs as arguments of commands. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Entry } from '../wire/entry.ts';
import { readLog } from '../wire/log.ts';

/** Reads a log; ends the command with 2 if there is none. */
export function loadLog(path: string, command: Command): Entry[] {
  try {
    return readLog(readFileSync(path, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const sentence = code === 'ENOENT' ? `there is no file ${path}` : `${path}: ${message}`;
    return command.error(`error: ${sentence}`, { exitCode: 2 });
  }
}
