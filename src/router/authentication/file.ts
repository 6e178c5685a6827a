/** Reads a file of principals. */
import { readFileSync } from 'node:fs';
import { Misuse } from '../../dealer/misuse.ts';
import type { PrincipalsDocument } from './document.ts';
import { type Principals, principals } from './principals.ts';

/**
 * @param path path of a JSON file, as docs/authentication.md describes it
 * @throws Misuse `PRINCIPALS_INVALID` if it cannot be read, or has a mistake
 */
export function readPrincipals(path: string): Principals {
  try {
    return principals(parse(read(path)));
  } catch (error) {
    throw new Misuse('PRINCIPALS_INVALID', `${path}: ${(error as Error).message}`);
  }
}

// --- internal ---

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`Expected a file of principals, but it cannot be read: ${(error as Error).message}`);
  }
}

/** The message of `JSON.parse` shows a part of the file, which may be a secret: only its place is passed on. */
function parse(text: string): PrincipalsDocument {
  try {
    return JSON.parse(text);
  } catch (error) {
    const [, position] = /position (\d+)/.exec((error as Error).message) ?? [];
    const line = position && text.slice(0, Number(position)).split('\n').length;
    throw new Error(`Expected JSON, but there is a mistake in it${line ? ` at line ${line}` : ''}.`);
  }
}
