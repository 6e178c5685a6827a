/** Names for the ids in a log that is written: those that the script uses, and new ones where it uses none. */
import { layoutOf, type Numbering, REQUESTS } from '../../../machines/layouts.ts';
import { CODES } from '../../../machines/messages.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import { nameOf } from './match.ts';
import type { Expected, Scenario, Sent } from './scenario.ts';
import { type Ids, writeWord } from './words.ts';

export class Names {
  private readonly scenario: Scenario;
  private readonly kinds = new Map<string, Kind>();

  constructor(scenario: Scenario) {
    this.scenario = scenario;
  }

  /** A session that comes anew counts anew. */
  forget(session: string): void {
    for (const [name, { of }] of this.kinds) if (of === session) this.kinds.delete(name);
  }

  /** A client sends a request under an id that may have a name. */
  meetRequest(session: string, message: Sent): void {
    if (!REQUESTS.includes(message.type)) return;
    for (const [name, kind] of namesOf(message, session)) {
      if (kind.counts === 'request') this.kinds.set(name, kind);
    }
  }

  /** A log says what a client receives, with names for ids. */
  meet(session: string, expected: readonly Expected[]): void {
    for (const each of expected) {
      if (each.kind !== 'message') continue;
      for (const [name, kind] of namesOf(each, session)) this.kinds.set(name, kind);
    }
  }

  /**
   * The name of an id that came: the one it has, the one by which a later step calls it, or a new one.
   *
   * @param index which field of the message, after its type
   * @returns undefined if that field is no id
   */
  of(
    { session, message: [code, ...values] }: { readonly session: string; readonly message: WireMessage },
    index: number,
    { step, ids }: { readonly step: number; readonly ids: Ids },
  ): string | undefined {
    const kind = kindOf(nameOf(code), index, session);
    if (kind === undefined) return undefined;
    for (const [name, known] of this.kinds) {
      if (known.counts === kind.counts && known.of === kind.of && ids.get(name) === values[index])
        return name;
    }
    if (kind.counts === 'request') return writeWord(values[index]);
    const isFree = (name: string): boolean => !ids.has(name) && !this.kinds.has(name);
    return this.namesAfter(step, kind).find(isFree) ?? newName(kind, isFree);
  }

  // --- internal ---

  /** The names that the steps after this one have for ids of that kind. */
  private namesAfter(step: number, { counts, of }: Kind): string[] {
    return this.scenario.steps.slice(step).flatMap(({ action }) => {
      if (action.does !== 'send' || (of !== '' && action.session !== of)) return [];
      return namesOf(action.message, of).flatMap(([name, used]) => (used.counts === counts ? [name] : []));
    });
  }
}

/** What an id counts, and of whom: two names for ids that are equal by chance are not the same. */
export interface Kind {
  readonly counts: Numbering;
  readonly of: string;
}

/** `?registration`, `?toAlice` for an INVOCATION, and with a number if that is taken. */
export const newName = ({ counts, of }: Kind, isFree: (name: string) => boolean): string =>
  numbered(counts === 'invocation' ? `?to${of.charAt(0).toUpperCase()}${of.slice(1)}` : `?${counts}`, isFree);

/** The name itself, or with the first number that is free. */
export function numbered(stem: string, isFree: (name: string) => boolean): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? stem : `${stem}${number}`;
    if (isFree(name)) return name;
  }
}

/** What a field counts, if it is an id; an ERROR is about a request of whoever receives it. */
export function kindOf(type: string, index: number, session: string): Kind | undefined {
  const counts = layoutOf(type)?.fields[index]?.counts;
  return counts && { counts, of: OF_SESSIONS.includes(counts) ? session : '' };
}

// --- internal ---

/** What each session counts for itself; all else is counted by the router. */
const OF_SESSIONS: readonly Numbering[] = ['session', 'request', 'invocation'];

/** The names of ids in a message, and what they count; an ERROR that a client sends is about its invocation. */
function namesOf({ type, fields }: Sent, session: string): (readonly [string, Kind])[] {
  const [first] = fields;
  const isAnswer = type === 'ERROR' && first?.term.kind === 'value' && first.term.value === CODES.INVOCATION;
  return fields.flatMap(({ term }, index) => {
    const kind = kindOf(type, index, session);
    if (term.kind !== 'id' || kind === undefined) return [];
    return [[term.name, isAnswer ? { ...kind, counts: 'invocation' } : kind] as const];
  });
}
