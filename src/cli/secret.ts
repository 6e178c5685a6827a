/** Secrets from standard input, where neither the list of processes nor the history of a shell shows them. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

/**
 * Reads a secret: a line that is typed without being shown, or all of a file or pipe without its last line end.
 *
 * @param prompt shown at a terminal, on standard error
 */
export async function readSecret(prompt: string): Promise<string> {
  return process.stdin.isTTY ? typed(prompt) : (await text(process.stdin)).replace(/\r?\n$/, '');
}

// --- internal ---

async function typed(prompt: string): Promise<string> {
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  lines.once('SIGINT', () => process.exit(130));
  process.stderr.write(prompt);
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
