/** Names for the ids in a written log: those of the script, and new ones for all others. */
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

  /** Forgets a session: after a new join, its ids count from the beginning. */
  forget(session: string): void {
    for (const [name, { of }] of this.kinds) if (of === session) this.kinds.delete(name);
  }

  /** Notes the name of a request id that a client sends. */
  meetRequest(session: string, message: Sent): void {
    if (!REQUESTS.includes(message.type)) return;
    for (const [name, kind] of namesOf(message, session)) {
      if (kind.counts === 'request') this.kinds.set(name, kind);
    }
  }

  /** Notes the names in a log line. */
  meet(session: string, expected: readonly Expected[]): void {
    for (const each of expected) {
      if (each.kind !== 'message') continue;
      for (const [name, kind] of namesOf(each, session)) this.kinds.set(name, kind);
    }
  }

  /**
   * The name of a received id: its present one, the one that a later step uses for it, or a new one.
   *
   * @param index index of the field, after the type
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

  /** Names for ids of that kind in later steps. */
  private namesAfter(step: number, { counts, of }: Kind): string[] {
    return this.scenario.steps.slice(step).flatMap(({ action }) => {
      if (action.does !== 'send' || (of !== '' && action.session !== of)) return [];
      return namesOf(action.message, of).flatMap(([name, used]) => (used.counts === counts ? [name] : []));
    });
  }
}

/** Kind of an id and its owner: two names for ids that are equal by chance are different. */
export interface Kind {
  readonly counts: Numbering;
  readonly of: string;
}

/** A new name: `?registration`, `?toAlice` for an INVOCATION, and with a number if it is taken. */
export const newName = ({ counts, of }: Kind, isFree: (name: string) => boolean): string =>
  numbered(counts === 'invocation' ? `?to${of.charAt(0).toUpperCase()}${of.slice(1)}` : `?${counts}`, isFree);

/** The name itself, or with the first free number. */
export function numbered(stem: string, isFree: (name: string) => boolean): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? stem : `${stem}${number}`;
    if (isFree(name)) return name;
  }
}

/** Kind of a field, if it is an id; the request of an ERROR belongs to its receiver. */
export function kindOf(type: string, index: number, session: string): Kind | undefined {
  const counts = layoutOf(type)?.fields[index]?.counts;
  return counts && { counts, of: OF_SESSIONS.includes(counts) ? session : '' };
}

// --- internal ---

/** Ids counted by each session; the router counts all others. */
const OF_SESSIONS: readonly Numbering[] = ['session', 'request', 'invocation'];

/** Names of ids in a message, with their kinds; an ERROR from a client is about its invocation. */
function namesOf({ type, fields }: Sent, session: string): (readonly [string, Kind])[] {
  const [first] = fields;
  const isAnswer = type === 'ERROR' && first?.term.kind === 'value' && first.term.value === CODES.INVOCATION;
  return fields.flatMap(({ term }, index) => {
    const kind = kindOf(type, index, session);
    if (term.kind !== 'id' || kind === undefined) return [];
    return [[term.name, isAnswer ? { ...kind, counts: 'invocation' } : kind] as const];
  });
}
