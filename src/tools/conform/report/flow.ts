/** Message flow of a case, as expected and as it came, with the first difference marked. */
import { type Label, labelOf } from '../../draw/flow/label.ts';
import type { Flow, Lifeline, Row } from '../../draw/flow/model.ts';
import { arrange, type Sending } from '../../draw/flow/order.ts';
import { rolesIn } from '../../draw/flow/roles.ts';
import type { CaseResult, Exchange } from '../result.ts';

/** The flows of a case; undefined where the result has no messages. */
export interface Flows {
  readonly expected: Flow | undefined;
  readonly came: Flow | undefined;
}

/** The two flows of a case, with the sessions in the same order; undefined where the result has no messages. */
export function flowsOf({ id, title, expected, came }: CaseResult): Flows {
  const sendings = [...(expected ?? []), ...(came ?? [])].map(sendingOf);
  const draw = (name: string, exchanges: readonly Exchange[] | undefined): Flow | undefined =>
    exchanges === undefined || exchanges.length === 0
      ? undefined
      : flowOf({ name: id, title: `${title}: ${name}` }, exchanges, sendings);
  return { expected: draw('expected', expected), came: draw('received', came) };
}

/** The expected messages of the step with the first difference, on lifelines that begin above it. */
export function stepOf({ step, expected = [] }: CaseResult): readonly Exchange[] {
  if (step === undefined) return expected;
  const own = expected.filter((one) => one.step === step);
  const sessions = new Set(own.map(({ session }) => session));
  const isOpening = ({ step: at, session, words: [type = ''] }: Exchange): boolean =>
    at < step && sessions.has(session) && /^(connects|HELLO|WELCOME)$/.test(type);
  return [...expected.filter(isOpening), ...own];
}

// --- internal ---

/** The dealer has the first lifeline. */
const DEALER = 0;

const sendingOf = ({ session, from, words }: Exchange): Sending => ({
  actor: session,
  sent: from === 'client' ? words : undefined,
});

function flowOf(
  names: Pick<Flow, 'name' | 'title'>,
  exchanges: readonly Exchange[],
  sendings: readonly Sending[],
): Flow {
  const flowing = new Flowing(exchanges);
  for (const exchange of exchanges) flowing.take(exchange);
  flowing.finish();
  const { lifelines, rows, footnotes } = flowing;
  const columns = arrange(sendings, lifelines, rows);
  return {
    ...names,
    lifelines: lifelines.map((lifeline, index) => ({ ...lifeline, column: columns[index] as number })),
    dealer: DEALER,
    rows,
    footnotes,
  };
}

/** HELLO and WELCOME, which the beginning of a lifeline stands for unless they differ. */
const isHandshake = ({ words: [type], differs }: Exchange): boolean =>
  (type === 'HELLO' || type === 'WELCOME') && !differs;

const isRefusal = ({ from, words }: Exchange): boolean =>
  from === 'client' && words[0] === 'ERROR' && words[1] === 'INVOCATION';

class Flowing {
  readonly lifelines: Omit<Lifeline, 'column'>[] = [{ name: 'router', roles: [] }];
  readonly rows: Row[] = [{ kind: 'begin', step: 0, lifelines: [DEALER] }];
  readonly footnotes: string[] = [];
  private readonly exchanges: readonly Exchange[];
  private readonly alive = new Map<string, number>();
  private readonly manyCalls: boolean;
  private readonly manyRegistrations: boolean;
  /** The refusal of the current step: its row, which an INVOCATION after it refers to. */
  private refusal: { readonly step: number; readonly row: number } | undefined;

  constructor(exchanges: readonly Exchange[]) {
    this.exchanges = exchanges;
    const idsIn = (type: string, index: number): number =>
      new Set(exchanges.filter(({ words }) => words[0] === type).map(({ words }) => words[index])).size;
    this.manyCalls = idsIn('CALL', 1) > 1;
    this.manyRegistrations = idsIn('REGISTERED', 2) > 1;
  }

  take(exchange: Exchange): void {
    const { step, session, words, differs } = exchange;
    const mark = differs ? ({ differs } as const) : {};
    const [type] = words;
    if (type === 'nothing') {
      this.rows.push({ kind: 'note', step, text: `${session} receives nothing`, ...mark });
      return;
    }
    if (type === 'lost' || type === 'closed') {
      // A lifeline that ends is easily overlooked.
      if (differs) this.rows.push({ kind: 'note', step, text: ENDS[type](session), ...mark });
      this.end(step, session, type === 'lost');
      return;
    }
    const lifeline = this.lifelineOf(exchange);
    if (type === 'connects' || isHandshake(exchange)) return;
    this.message(exchange, lifeline);
  }

  /** Ends the lifelines of the remaining sessions at the bottom. */
  finish(): void {
    const step = (this.exchanges.at(-1)?.step ?? 0) + 1;
    this.rows.push({ kind: 'end', step, lifelines: [DEALER, ...this.alive.values()], isLost: false });
  }

  // --- internal ---

  private message(exchange: Exchange, lifeline: number): void {
    const { step, from, words, differs } = exchange;
    const isSent = from === 'client';
    const refusal =
      !isSent && words[0] === 'INVOCATION' && this.refusal?.step === step ? this.refusal.row : undefined;
    if (isRefusal(exchange)) this.refusal = { step, row: this.rows.length };
    this.rows.push({
      kind: 'message',
      step,
      from: isSent ? lifeline : DEALER,
      to: isSent ? DEALER : lifeline,
      label: [...this.labelOf(exchange), ...(refusal === undefined ? [] : ['(re-routed)'])],
      words,
      isDiscarded: false,
      isMissed: false,
      refusal,
      ...(differs ? { differs } : {}),
    });
  }

  private labelOf({ words, from }: Exchange): Label {
    const [type = '', ...fields] = words;
    // The label of a WELCOME has no details, which are all there is to differ.
    if (type === 'WELCOME') return [type, `(${this.footnote(fields.slice(1).join(' '))})`];
    return labelOf(words, from === 'client', {
      manyCalls: this.manyCalls,
      manyRegistrations: this.manyRegistrations,
      lines: [],
      footnote: (text) => this.footnote(text),
    });
  }

  /** The lifeline of a session, which begins with its first exchange. Those that begin together share a row. */
  private lifelineOf({ step, session }: Exchange): number {
    const known = this.alive.get(session);
    if (known !== undefined) return known;
    const lifeline = this.lifelines.length;
    this.lifelines.push({ name: session, roles: this.rolesOf(step, session) });
    this.alive.set(session, lifeline);
    const last = this.rows.at(-1);
    if (last?.kind === 'begin')
      this.rows[this.rows.length - 1] = { ...last, lifelines: [...last.lifelines, lifeline] };
    else this.rows.push({ kind: 'begin', step, lifelines: [lifeline] });
    return lifeline;
  }

  private end(step: number, session: string, isLost: boolean): void {
    const lifeline = this.alive.get(session);
    if (lifeline === undefined) return;
    this.alive.delete(session);
    const last = this.rows.at(-1);
    if (last?.kind === 'end' && last.isLost === isLost && last.step === step)
      this.rows[this.rows.length - 1] = { ...last, lifelines: [...last.lifelines, lifeline] };
    else this.rows.push({ kind: 'end', step, lifelines: [lifeline], isLost });
  }

  /** The roles that a session announces in its next HELLO. */
  private rolesOf(step: number, session: string): readonly string[] {
    const hello = this.exchanges.find(
      (one) => one.step >= step && one.session === session && one.words[0] === 'HELLO',
    );
    return hello === undefined ? [] : rolesIn(hello.words[2]);
  }

  private footnote(text: string): number {
    const known = this.footnotes.indexOf(text);
    return known < 0 ? this.footnotes.push(text) : known + 1;
  }
}

const ENDS = {
  lost: (session: string) => `the connection of ${session} is lost`,
  closed: (session: string) => `the router closes the connection of ${session}`,
} as const;
