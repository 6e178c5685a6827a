/** Flow of the messages of a recorded log, each with the number of its line as its step. */
import { CODES } from '../../../../machines/messages.ts';
import type { Entry } from '../../../wire/entry.ts';
import { nameOf } from '../../scenario/match.ts';
import { writeWord } from '../../scenario/words.ts';
import { noteIn } from './footnotes.ts';
import { labelOf } from './label.ts';
import type { Flow, Lifeline, MessageRow, Row } from './model.ts';
import { arrange, type Sending } from './order.ts';

/** What to draw of a log. */
export interface EntriesOptions {
  readonly name: string;
  /** Lines that are marked, counted from 1. */
  readonly marked?: ReadonlySet<number>;
  /** The first line; 1 if omitted. */
  readonly from?: number;
  /** Number of lines; all if omitted. */
  readonly count?: number;
}

/** Reads lines of a log as a flow. A session that is on the way already begins at the top. */
export function flowOfEntries(
  entries: readonly Entry[],
  { name, marked = new Set(), from = 1, count = entries.length }: EntriesOptions,
): Flow {
  const drawn = entries.slice(from - 1, from - 1 + count);
  const drawing = new Drawing(drawn, marked, from);
  const { lifelines, rows, footnotes } = drawing.draw();
  const columns = arrange(sendingsIn(drawn), lifelines, rows);
  return {
    name,
    title: `Messages of ${name}`,
    lifelines: lifelines.map((lifeline, index) => ({ ...lifeline, column: columns[index] as number })),
    dealer: DEALER,
    rows,
    footnotes,
  };
}

// --- internal ---

const DEALER = 0;

/** The messages of clients by their names: what is on each side of the dealer follows from them. */
const sendingsIn = (entries: readonly Entry[]): Sending[] =>
  entries.flatMap((entry) =>
    'received' in entry ? [{ actor: entry.session, sent: wordsOf(entry.received) }] : [],
  );

/** A message by its name and fields, as a scenario writes them; anything else as one word. */
function wordsOf(message: unknown): readonly string[] {
  if (!Array.isArray(message)) return ['raw', writeWord(message)];
  const [code, ...values] = message;
  const words = values.map((value, index) =>
    code === CODES.ERROR && index === 0 ? nameOf(value) : writeWord(value),
  );
  return [nameOf(code), ...words];
}

class Drawing {
  private readonly entries: readonly Entry[];
  private readonly marked: ReadonlySet<number>;
  private readonly first: number;
  private readonly lifelines: Omit<Lifeline, 'column'>[] = [{ name: 'router', roles: [] }];
  private readonly rows: Row[] = [];
  private readonly footnotes: string[] = [];
  private readonly alive = new Map<string, number>();
  /** Roles by session, as HELLO announces them. */
  private readonly roles: ReadonlyMap<string, readonly string[]>;

  constructor(entries: readonly Entry[], marked: ReadonlySet<number>, first: number) {
    this.entries = entries;
    this.marked = marked;
    this.first = first;
    this.roles = rolesIn(entries);
  }

  draw(): Pick<Flow, 'rows' | 'footnotes'> & { readonly lifelines: readonly Omit<Lifeline, 'column'>[] } {
    const firsts = new Map<string, Entry>();
    for (const entry of this.entries) if (!firsts.has(entry.session)) firsts.set(entry.session, entry);
    const isEarly = (entry: Entry): boolean => !('event' in entry && entry.event === 'connected');
    const begun = [...firsts].flatMap(([session, entry]) => (isEarly(entry) ? this.begin(session) : []));
    this.rows.push({ kind: 'begin', step: this.first - 1, lifelines: [DEALER, ...begun] });
    for (const [index, entry] of this.entries.entries()) this.add(entry, this.first + index);
    const left = [DEALER, ...this.alive.values()];
    const step = this.first + this.entries.length;
    this.rows.push({ kind: 'end', step, lifelines: left, isLost: false });
    return { lifelines: this.lifelines, rows: this.rows, footnotes: this.footnotes };
  }

  // --- internal ---

  private begin(session: string): number {
    const lifeline = this.lifelines.push({ name: session, roles: this.roles.get(session) ?? [] }) - 1;
    this.alive.set(session, lifeline);
    return lifeline;
  }

  private come(session: string, step: number): number {
    const lifeline = this.begin(session);
    this.rows.push({ kind: 'begin', step, lifelines: [lifeline] });
    return lifeline;
  }

  private add(entry: Entry, step: number): void {
    const { session } = entry;
    if ('event' in entry) {
      const lifeline = this.alive.get(session);
      if (entry.event === 'connected' && lifeline === undefined) this.come(session, step);
      if (entry.event === 'connected' || lifeline === undefined) return;
      this.alive.delete(session);
      this.rows.push({ kind: 'end', step, lifelines: [lifeline], isLost: entry.event === 'lost' });
      return;
    }
    const client = this.alive.get(session) ?? this.come(session, step);
    const isSent = 'received' in entry;
    const message = isSent ? entry.received : 'sent' in entry ? entry.sent : entry.undelivered;
    const words = wordsOf(message);
    this.rows.push({
      ...{ kind: 'message', step, words, isDiscarded: false, refusal: undefined },
      ...(isSent ? { from: client, to: DEALER } : { from: DEALER, to: client }),
      label: labelOf(words, isSent, {
        ...{ manyCalls: true, manyRegistrations: true, lines: [] },
        footnote: (text) => noteIn(this.footnotes, text),
      }),
      isMissed: 'undelivered' in entry,
      ...(this.marked.has(step) ? { differs: true as const } : {}),
    } satisfies MessageRow & Pick<Row, 'differs'>);
  }
}

function rolesIn(entries: readonly Entry[]): ReadonlyMap<string, readonly string[]> {
  const hellos = entries.flatMap((entry) => {
    if (!('received' in entry) || !Array.isArray(entry.received) || entry.received[0] !== CODES.HELLO)
      return [];
    const { roles } = (entry.received[2] ?? {}) as { readonly roles?: object };
    return [[entry.session, Object.keys(roles ?? {})] as const];
  });
  return new Map(hellos);
}
