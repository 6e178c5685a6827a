/** Reads the lines of a log: the messages that each step leads to. */
import { nearestTo } from '../consult/look-up.ts';
import { type Place, placeOf, ScenarioError } from './error.ts';
import type { Expected, LogLine, Receiver, Step } from './scenario.ts';
import { readMessage } from './script.ts';

/**
 * Reads a log.
 *
 * @param lines content of the block
 * @param start place of its first line
 * @param steps the script
 * @throws ScenarioError if a line is malformed, or refers to a session or step that the script does not have
 */
export function readLog(lines: readonly string[], start: Place, steps: readonly Step[]): LogLine[] {
  const read: LogLine[] = [];
  const variables = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const text = line.trim();
    const place = placeOf({ file: start.file, line: start.line + index, text: line }, text);
    if (text === '') continue;
    const last = read.at(-1);
    if (/^or\s/.test(text)) {
      if (last === undefined)
        throw new ScenarioError(place, 'a line before the one with "or"', 'it is the first');
      const expected = [...last.expected, readAlternative(text, place)];
      read[read.length - 1] = { ...last, expected };
    } else {
      const next = readLine(text, place);
      checkStep(next, last, steps, place);
      checkReceiver(next, variables, steps, place);
      read.push(next);
    }
  }
  checkNothing(read, lines, start);
  return read;
}

// --- internal ---

function readAlternative(text: string, place: Place): Expected {
  const rest = text.slice(2).trim();
  return readExpected(rest, placeOf(place, rest));
}

function readLine(text: string, place: Place): LogLine {
  const [, step, star, receiver, rest = ''] = /^(\d+)\s+(\*?)(\??\w+(?:\([^)]*\))?)\s+(.+)$/.exec(text) ?? [];
  if (receiver === undefined) {
    throw new ScenarioError(place, 'the number of a step, a receiver and what it receives', `"${text}" came`);
  }
  return {
    line: place.line,
    step: Number(step),
    receiver: readReceiver(receiver, placeOf(place, receiver)),
    unordered: star === '*',
    expected: [readExpected(rest, placeOf(place, rest))],
  };
}

function readReceiver(text: string, place: Place): Receiver {
  const [, name = '', among] = /^(\??\w+)(?:\(([^)]*)\))?$/.exec(text) ?? [];
  if (among === undefined) return { text, name };
  if (!name.startsWith('?')) throw new ScenarioError(place, `a variable before (${among})`, `${name} came`);
  return { text, name, among: among.split('|').map((each) => each.trim()) };
}

const OTHERS = ['closed', 'receives nothing'];

function readExpected(text: string, place: Place): Expected {
  if (text === 'receives nothing') return { kind: 'nothing', text };
  if (text === 'closed') return { kind: 'closed', text };
  const [, missed, message = text] = /^(misses\s+)?(.*)$/s.exec(text) ?? [];
  return {
    kind: 'message',
    text,
    isMissed: missed !== undefined,
    ...readMessage(message, placeOf(place, message), OTHERS),
  };
}

function checkStep({ step }: LogLine, last: LogLine | undefined, steps: readonly Step[], place: Place): void {
  if (step < 1 || step > steps.length) {
    const number = placeOf(place, `${step}`);
    throw new ScenarioError(number, `a step from 1 to ${steps.length}`, `step ${step} came`);
  }
  if (last !== undefined && step < last.step) {
    const number = placeOf(place, `${step}`);
    throw new ScenarioError(number, 'the steps in their order', `step ${step} came after step ${last.step}`);
  }
}

function checkReceiver(
  { step, receiver }: LogLine,
  variables: Set<string>,
  steps: readonly Step[],
  place: Place,
): void {
  const { name, among } = receiver;
  const come = new Set(
    steps.slice(0, step).flatMap(({ action }) => ('session' in action ? [action.session] : [])),
  );
  if (among !== undefined) variables.add(name);
  else if (name.startsWith('?') && !variables.has(name)) {
    const expected = `whom ${name} may stand for, as in ${name}(alice|bob)`;
    throw new ScenarioError(placeOf(place, name), expected, 'nobody came', nearestTo(name, [...variables]));
  }
  for (const session of among ?? [name]) {
    if (session.startsWith('?') || come.has(session)) continue;
    const near = nearestTo(session, [...come]);
    throw new ScenarioError(
      placeOf(place, session),
      'a session that has come by then',
      `${session} came`,
      near,
    );
  }
}

/** Checks that a receiver of `nothing` has no other line in that step. */
function checkNothing(
  lines: readonly LogLine[],
  texts: readonly string[],
  { file, line: first }: Place,
): void {
  for (const { line, step, receiver, expected } of lines) {
    const others = lines.filter((other) => other.step === step && other.receiver.name === receiver.name);
    if (expected.some(({ kind }) => kind === 'nothing') && (others.length > 1 || expected.length > 1)) {
      const place = { file, line, text: texts[line - first] };
      throw new ScenarioError(place, `nothing for ${receiver.name}`, 'something else is listed too');
    }
  }
}
