/** The course of a call as a flow of messages, for the same drawing as that of a scenario. */
import type { Story, StoryLine, StoryMessage, StoryStep } from '../../router/inspector/protocol.ts';
import { noteIn } from '../draw/flow/footnotes.ts';
import { labelOf } from '../draw/flow/label.ts';
import type { Flow, Lifeline, Row } from '../draw/flow/model.ts';
import { wordsOf } from './message.ts';

/**
 * The flow so far: the caller on the left, the callees on the right in the order in which they were asked.
 *
 * @param nameOf name of a session in its box
 */
export function flowOfStory(story: Story, nameOf: (session: number) => string = String): Flow {
  const flowing = new Flowing(story, nameOf);
  for (const line of story.lines) flowing.take(line);
  return flowing.finish();
}

// --- internal ---

/** An event of the call that is no message, in words; undefined for one between charts. */
function noteOf({ event, obstacle }: StoryStep): string | undefined {
  return event === 'callee.unreachable' || event === 'caller.unreachable'
    ? `${NOTES[event]}: ${obstacle ?? 'undeliverable'}`
    : NOTES[event];
}

const NOTES: Readonly<Record<string, string | undefined>> = {
  'callee.left': 'the callee has left',
  'callee.withdrawn': 'the callee has withdrawn its registration',
  'callee.unreachable': 'the INVOCATION cannot be delivered',
  'caller.unreachable': 'the RESULT cannot be delivered',
  'caller.left': 'the caller has left',
  'timer.fired': 'the timeout of the call has passed',
};

/** The dealer has the first lifeline. */
const DEALER = 0;

class Flowing {
  private readonly story: Story;
  private readonly nameOf: (session: number) => string;
  private readonly lifelines: Lifeline[] = [];
  private readonly sessions = new Map<number, number>();
  private readonly rows: Row[] = [];
  private readonly footnotes: string[] = [];
  private step = 1;
  /** Row of a message of a callee in this step: it may be a refusal that re-routes the call. */
  private answer: number | undefined;

  constructor(story: Story, nameOf: (session: number) => string) {
    this.nameOf = nameOf;
    const { caller, request, options, procedure, hasPayload, asked, lines, isPartial } = story;
    this.story = story;
    const callees = lines.flatMap((line) => (line.kind === 'message' ? [line.session] : []));
    const right = [...new Set([...asked, ...callees])].filter((session) => session !== caller);
    const isBoth = asked.includes(caller);
    this.lifelines.push({ name: 'dealer', roles: [], column: isBoth ? 0 : 1 });
    this.join(caller, isBoth ? ['caller', 'callee'] : ['caller'], isBoth ? 1 : 0);
    for (const session of right) this.join(session, ['callee'], this.lifelines.length);
    this.rows.push({ kind: 'begin', step: 0, lifelines: [...this.lifelines.keys()] });
    const message = ['CALL', request, options, procedure];
    this.message({ kind: 'message', at: 0, session: caller, isSent: true, message, hasPayload });
    const before = asked.slice(0, asked.length - asksIn(lines));
    if (isPartial && before.length > 0)
      this.note(`before the page was opened, it was passed to ${before.join(', ')}`);
  }

  take(line: StoryLine): void {
    if (line.kind === 'message') {
      if (line.isSent) this.step++;
      this.message(line);
      return;
    }
    const note = noteOf(line);
    if (note === undefined) return;
    this.step++;
    this.answer = line.event === 'callee.unreachable' ? this.rows.length - 1 : undefined;
    this.note(note);
  }

  finish(): Flow {
    const { caller, request, procedure, isEnded, more } = this.story;
    if (more > 0) this.note(`${more} more messages and transitions are left out`);
    if (!isEnded) this.note('still in flight');
    this.rows.push({
      kind: 'end',
      step: this.step + 1,
      lifelines: [...this.lifelines.keys()],
      isLost: false,
    });
    return {
      name: `${caller}-${request}`,
      title: `The call ${caller}-${request} of ${procedure}`,
      lifelines: this.lifelines,
      dealer: DEALER,
      rows: this.rows,
      footnotes: this.footnotes,
    };
  }

  // --- internal ---

  private join(session: number, roles: readonly string[], column: number): void {
    this.sessions.set(session, this.lifelines.length);
    this.lifelines.push({ name: this.nameOf(session), roles, column });
  }

  private message(line: StoryMessage): void {
    const lifeline = this.sessions.get(line.session);
    if (lifeline === undefined) return;
    const words = wordsOf(line);
    const refusal = words[0] === 'INVOCATION' ? this.answer : undefined;
    const around = { manyCalls: false, manyRegistrations: false, lines: [] };
    const label = labelOf(words, line.isSent, {
      ...around,
      footnote: (text) => noteIn(this.footnotes, text),
    });
    if (line.isSent) this.answer = words[0] === 'ERROR' ? this.rows.length : undefined;
    this.rows.push({
      kind: 'message',
      step: this.step,
      from: line.isSent ? lifeline : DEALER,
      to: line.isSent ? DEALER : lifeline,
      label: [...label, ...(refusal === undefined ? [] : ['(re-routed)'])],
      words,
      isDiscarded: false,
      isMissed: false,
      refusal,
    });
  }

  private note(text: string): void {
    this.rows.push({ kind: 'note', step: this.step, text });
  }
}

/** Number of INVOCATIONs among the lines. */
const asksIn = (lines: readonly StoryLine[]): number =>
  lines.filter((line) => line.kind === 'message' && line.message[0] === 'INVOCATION').length;
