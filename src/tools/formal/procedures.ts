/** The procedures in a log. */
import { isReserved } from '../../../machines/steps/uri.ts';
import type { Entry } from '../../wire/entry.ts';
import { wordIn } from '../judge/facts.ts';
import { type Dict, isCorrectUri, read } from '../judge/messages.ts';

export interface Procedure {
  readonly realm: string;
  readonly procedure: string;
}

/** The procedures that clients register or call, each once; not those of the router, and no incorrect URIs. */
export function proceduresIn(entries: readonly Entry[]): readonly Procedure[] {
  const realms = new Map<string, string>();
  const open = new Set<string>();
  const found = new Map<string, Procedure>();
  for (const entry of entries) {
    if ('sent' in entry && read(entry.sent, 'router').name === 'WELCOME') open.add(entry.session);
    if (!('received' in entry)) continue;
    const { name, uri, options } = read(entry.received, 'client');
    if (name === 'HELLO') realms.set(entry.session, uri);
    const isOne = name === 'CALL' || (name === 'REGISTER' && isPlain(options));
    const realm = realms.get(entry.session);
    if (!isOne || realm === undefined || !open.has(entry.session) || !isCorrectUri(uri) || isReserved(uri))
      continue;
    found.set(JSON.stringify([realm, uri]), { realm, procedure: uri });
  }
  return [...found.values()];
}

/** True for the Options of a REGISTER of a procedure, and not of a pattern. */
export const isPlain = (options: Dict): boolean => (wordIn(options, 'match') ?? 'exact') === 'exact';
