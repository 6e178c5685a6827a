/** Whether a recorded log is a behaviour of the dealer: TLC follows it through the module `Trace`. */
import type { Model } from '../../src/tools/formal/model.ts';
import type { Line, Trace } from '../../src/tools/formal/trace.ts';
import type { Value } from '../../src/tools/formal/value.ts';
import { excerptOf, excerptText } from '../../src/tools/judge/excerpt.ts';
import type { Entry } from '../../src/wire/entry.ts';
import { type Checked, follow, type TlcOptions } from './tlc.ts';
import { readState } from './value.ts';

/** What TLC says of a trace. */
export interface Followed extends Checked {
  /** The first line that no behaviour of the dealer has; undefined if the log is a behaviour. */
  readonly wrong: Wrong | undefined;
}

export interface Wrong {
  /** Undefined for the end of the log. */
  readonly line: Line | undefined;
  /** What the dealer has sent and the log does not have, in one behaviour up to there. */
  readonly instead: readonly { readonly session: string; readonly message: Line['message'] }[];
}

/**
 * Follows a trace as far as it is a behaviour of the dealer.
 *
 * @param readings those of the router that are not the defaults
 * @throws Error with the end of TLC's output if it does not say how far that is
 */
export async function followTrace(
  trace: Trace,
  readings: Model['readings'],
  options: TlcOptions,
): Promise<Followed> {
  const checked = await follow(trace, readings, options);
  if (checked.output.includes('No error has been found.')) return { ...checked, wrong: undefined };
  const [, farthest] = /^<<"lines read", (\d+)>>$/m.exec(checked.output) ?? [];
  if (farthest === undefined)
    throw new Error(
      `Expected TLC (${options.jar}) to read the log, but it says:\n${checked.output.slice(-4_000)}`,
    );
  const stuck = await follow(trace, readings, options, Number(farthest));
  return { ...checked, wrong: { line: trace.lines[Number(farthest)], instead: outboxIn(stuck.output) } };
}

/** The result as text, for those who have the log. */
export function followedText({ wrong }: Followed, entries: readonly Entry[], { payloads }: Trace): string {
  if (wrong === undefined) return 'The log is a behaviour of the dealer.';
  const { line, instead } = wrong;
  return [
    ...placeText(line, entries),
    instead.length === 0
      ? 'The dealer has nothing to send there.'
      : 'The dealer has these messages to send there:',
    ...instead.map(({ session, message }) => `  ${session} ← ${messageText(message, payloads)}`),
  ].join('\n');
}

// --- internal ---

/** The line that is no output of the dealer, or before which an output is missing. */
function placeText(line: Line | undefined, entries: readonly Entry[]): string[] {
  if (line === undefined) return ['A message is missing at the end of the log.'];
  const [excerpt] = excerptOf({ line: line.number, says: '' }, entries);
  const shown = `  ${excerpt === undefined ? line.session : excerptText(excerpt)}`;
  return line.what === 'input'
    ? [`A message is missing before line ${line.number}:`, shown]
    : [`Line ${line.number} is not what the dealer does:`, shown];
}

/** `ERROR of CALL, request 1`: the type, then the other fields. */
function messageText({ type, ...fields }: Line['message'], payloads: readonly string[]): string {
  const words = Object.entries(fields)
    .sort()
    .flatMap(([key, value]) => {
      if (typeof value === 'boolean') return value ? [key] : [];
      return [`${key} ${key === 'payload' ? payloads[value as number]?.slice(0, MOST_SHOWN) : value}`];
    });
  return `${type} ${words.join(', ')}`;
}

/** Characters of a payload that are shown. */
const MOST_SHOWN = 60;

type Boxes = Readonly<Record<string, readonly Line['message'][]>>;

/** What is in the outbox in the last state that TLC has printed. */
function outboxIn(output: string): Wrong['instead'] {
  const last = output.split(/^State \d+: .*$/m).at(-1) ?? '';
  const { outbox = {} } = readState(last.split('\n\n')[0] ?? '') as { readonly outbox?: Value };
  return Object.entries(outbox as Boxes).flatMap(([session, messages]) =>
    messages.map((message) => ({ session, message })),
  );
}
