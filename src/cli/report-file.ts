/** Files that a report is written to. */
import { accessSync, constants, existsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Command } from 'commander';

/**
 * Writes a report to a file. If that fails, the command ends with 2 and a sentence.
 *
 * @param option the option that names the file, such as `--html`
 */
export function writeReport(command: Command, option: string, path: string, text: string): void {
  attempt(command, option, path, () => writeFileSync(path, text));
}

/** Ends the command in the same way before its work if the file cannot be written then. */
export function checkReport(command: Command, option: string, path: string): void {
  attempt(command, option, path, () => accessSync(existsSync(path) ? path : dirname(path), constants.W_OK));
}

// --- internal ---

function attempt(command: Command, option: string, path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const { message } = error as Error;
    command.error(`error: ${path} cannot be written; choose another file with ${option} (${message})`, {
      exitCode: 2,
    });
  }
}
