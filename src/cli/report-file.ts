/** Files that a report is written to. */
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';

/**
 * Writes a report to a file. If that fails, the command ends with 2 and a sentence.
 *
 * @param option the option that names the file, such as `--html`
 */
export function writeReport(command: Command, option: string, path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    const { message } = error as Error;
    command.error(`error: ${path} cannot be written; choose another file with ${option} (${message})`, {
      exitCode: 2,
    });
  }
}
