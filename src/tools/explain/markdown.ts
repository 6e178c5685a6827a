/** An explanation as Markdown, from the participants on, for a page that has its own title and introduction. */
import type { ReadingId } from '../../../machines/readings.ts';
import { basisOf, RULES, type RuleId } from '../../../machines/rules.ts';
import type { ChosenReading, ExplainedStep, Explanation, Reception } from './explain.ts';
import { withJoinsTogether } from './joins.ts';
import { list } from './layout.ts';
import { type DescribedMove, describeMoves, roleOf } from './moves.ts';

export interface MarkdownOptions {
  /** Link to the page of a rule or a reading: `rules.md#cr-1`. */
  readonly linkTo?: (id: RuleId | ReadingId) => string;
  /** The level of its headings; those of the steps are one below. */
  readonly level?: number;
}

/** Link to a rule or a reading within docs/. */
const linkInDocs = (id: RuleId | ReadingId): string =>
  `${Object.hasOwn(RULES, id) ? 'rules.md' : 'readings.md'}#${id.toLowerCase()}`;

/**
 * @returns the text, with a line end after the last line. Texts of the scenario are code or escaped, so it contains no
 *   HTML and no template of theirs.
 */
export function toMarkdown(
  explanation: Explanation,
  { linkTo = linkInDocs, level = 2 }: MarkdownOptions = {},
): string {
  const { participants, readings, steps, unnamed } = explanation;
  const writer = new Writer(linkTo, level);
  const parts = [
    writer.heading('Participants'),
    participants.map((one) => `- **${escapeText(one.name)}**: ${prose(roleOf(one))}`).join('\n'),
    ...(readings.length > 0
      ? [writer.heading('Readings'), readings.map((one) => writer.reading(one)).join('\n')]
      : []),
    writer.heading('Steps'),
    ...withJoinsTogether(steps).flatMap((group) => writer.steps(group)),
    ...(unnamed.length > 0
      ? [writer.heading('Other rules of this page'), unnamed.map((id) => writer.rule(id)).join('\n')]
      : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Escapes text in Markdown, except for code between backticks. */
export const prose = (text: string): string =>
  text
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1)) : escapeText(part)))
    .join('');

/** Any text as code. */
export function code(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

// --- internal ---

const escapeText = (text: string): string =>
  text
    .replace(/[\\*_[\]#|~`]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('{', '&#123;')
    .replaceAll('}', '&#125;');

const withoutDetails = ({ message, ...rest }: Reception): Reception => ({
  ...rest,
  message: message.replace(/ .*$/, ''),
});

class Writer {
  private readonly linkTo: (id: RuleId | ReadingId) => string;
  private readonly level: number;
  private readonly named = new Set<string>();

  constructor(linkTo: (id: RuleId | ReadingId) => string, level: number) {
    this.linkTo = linkTo;
    this.level = level;
  }

  heading(text: string, deeper = 0): string {
    return `${'#'.repeat(this.level + deeper)} ${text}`;
  }

  rule(id: RuleId, indent = ''): string {
    return `${indent}- ${this.link(id)} (${basisOf(RULES[id])}): ${prose(RULES[id].sentence)}`;
  }

  reading({ id, option, isDefault, question, says }: ChosenReading, indent = ''): string {
    this.named.add(id);
    const how = isDefault ? `${code(option)}, the default` : code(option);
    return `${indent}- ${this.link(id)} (${how}): ${prose(`${question} ${says}`)}`;
  }

  /** Steps that are told together: joins, or one step of any kind. */
  steps(group: readonly ExplainedStep[]): string[] {
    const [first] = group as readonly [ExplainedStep];
    return first.isPlainJoin ? this.joining(group) : this.step(first);
  }

  step({ number, sentence, message, impossible, moves, received }: ExplainedStep): string[] {
    const came = received.map(({ says, message: words }) =>
      words === 'closed' ? `- → ${escapeText(says)}` : `- → ${escapeText(says)}: ${code(words)}`,
    );
    const items = [
      ...describeMoves(moves).flatMap((told) => this.move(told)),
      ...(came.length > 0 ? came : ['- → no messages']),
    ];
    return [
      this.heading(`${number}. ${prose(sentence)}`, 1),
      ...(message === undefined ? [] : [code(message)]),
      impossible === undefined
        ? items.join('\n')
        : prose(`This step is impossible under these readings and is skipped. ${impossible}`),
    ];
  }

  // --- internal ---

  /** A WELCOME that the page does not mention has nothing to say that the others have not. */
  private joining(steps: readonly ExplainedStep[]): string[] {
    const [first] = steps as readonly [ExplainedStep];
    if (steps.length === 1) return this.step({ ...first, received: first.received.map(withoutDetails) });
    const names = list(steps.map(({ actor }) => actor as string));
    const moves = describeMoves(first.moves).flatMap(({ move, detail }) =>
      this.move({ move, where: `sessions ${names}: ${move.from} → ${move.to}`, detail }),
    );
    return [
      this.heading(`${first.number} to ${steps.at(-1)?.number}. ${prose(names)} join`, 1),
      [...moves, `- → each is welcomed: ${code('WELCOME')}`].join('\n'),
    ];
  }

  private link(id: RuleId | ReadingId): string {
    return `[${id}](${this.linkTo(id)})`;
  }

  private move({ move: { rules, readings }, where, detail }: DescribedMove): string[] {
    const again = [...rules, ...readings.map(({ id }) => id)].filter((id) => this.named.has(id));
    const fresh = rules.filter((id) => !this.named.has(id));
    for (const id of fresh) this.named.add(id);
    const cited = again.length === 0 ? '' : ` (${again.map((id) => this.link(id)).join(', ')})`;
    return [
      `- ${code(where)}: ${prose(detail)}${cited}`,
      ...fresh.map((id) => this.rule(id, '  ')),
      ...readings.filter(({ id }) => !this.named.has(id)).map((one) => this.reading(one, '  ')),
    ];
  }
}
