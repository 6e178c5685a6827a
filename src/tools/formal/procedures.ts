/** The procedures in a log. */
import { isReserved } from '../../../machines/steps/uri.ts';
import { Misuse } from '../../dealer/misuse.ts';
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

/** What is said of a procedure; nothing if it is the only one. */
export interface Wanted {
  readonly procedure?: string | undefined;
  readonly realm?: string | undefined;
}

/**
 * The procedure that is meant: the only one that fits.
 *
 * @param entries the log, in its order
 * @throws Misuse if the log has none that fits, or several
 */
export function procedureIn(entries: readonly Entry[], { procedure, realm }: Wanted): Procedure {
  const [first, ...others] = proceduresIn(entries).filter(
    (one) =>
      (procedure === undefined || one.procedure === procedure) &&
      (realm === undefined || one.realm === realm),
  );
  const where = `${procedure ?? 'a procedure'}${realm === undefined ? '' : ` in the realm ${realm}`}`;
  if (first === undefined)
    throw new Misuse('LOG_INVALID', `Expected a log with a REGISTER or a CALL of ${where}, but it has none.`);
  if (others.length > 0)
    throw new Misuse(
      'LOG_INVALID',
      `Expected one procedure, but the log has several; name one with --procedure, and its realm with --realm if necessary: ${[
        first,
        ...others,
      ]
        .map((one) => `${one.procedure} (realm ${one.realm})`)
        .slice(0, 20)
        .join(', ')}`,
    );
  return first;
}

/** True for the Options of a REGISTER of a procedure, and not of a pattern. */
export const isPlain = (options: Dict): boolean => (wordIn(options, 'match') ?? 'exact') === 'exact';

/** True if a pattern has the procedure in it. */
export function covers(pattern: string, { match }: Dict, procedure: string): boolean {
  if (match === 'prefix') return procedure.startsWith(pattern);
  const parts = procedure.split('.');
  const patterns = pattern.split('.');
  return (
    patterns.length === parts.length && patterns.every((part, index) => part === '' || part === parts[index])
  );
}
