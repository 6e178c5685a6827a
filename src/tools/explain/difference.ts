/** Compares the outcomes of a scenario under two sets of readings. */
import { READING_IDS, type ReadingId } from '../../../machines/readings.ts';
import type { Trace, TracedStep } from '../trace/trace.ts';
import { type ChosenReading, chosenReading, type Explanation, explain } from './explain.ts';
import { list } from './layout.ts';

export interface Difference {
  readonly title: string;
  readonly file: string;
  /** The explanations of both sides. */
  readonly ways: readonly [Explanation, Explanation];
  /** The readings that differ, with the options of both sides. */
  readonly readings: readonly {
    readonly id: ReadingId;
    readonly ways: readonly [ChosenReading, ChosenReading];
  }[];
  /** The numbers of the steps with different outcomes. */
  readonly parting: readonly number[];
  /** The final result of each session. */
  readonly outcomes: readonly Outcome[];
}

export interface Outcome {
  readonly session: string;
  /** `is invoked in step 7`, `gets RESULT ?call {} [5]`. */
  readonly ways: readonly [readonly string[], readonly string[]];
}

/**
 * @param one the scenario under some readings
 * @param other the same scenario under others
 */
export function difference(one: Trace, other: Trace): Difference {
  const { title, file } = one.scenario;
  const ways = [explain(one), explain(other)] as const;
  return {
    title,
    file,
    ways,
    readings: READING_IDS.filter((id) => one.readings[id] !== other.readings[id]).map((id) => ({
      id,
      ways: [chosenReading(id, one.readings), chosenReading(id, other.readings)],
    })),
    parting: one.steps
      .filter((step, index) => essence(step) !== essence(other.steps[index] as TracedStep))
      .map(({ number }) => number),
    outcomes: one.sessions.map((session) => ({
      session,
      ways: [outcomeOf(session, ways[0]), outcomeOf(session, ways[1])],
    })),
  };
}

// --- internal ---

/** The relevant parts of a step, without the names of ids. */
const essence = ({ actor, impossible, events, received }: TracedStep): string =>
  JSON.stringify([
    actor,
    impossible,
    events.map(({ chart, from, to, edge }) => [chart, from, to, edge?.source.path, edge?.guard, edge?.event]),
    received.map(({ to, wire }) => [to, wire]),
  ]);

/** The answers to a caller, and the INVOCATIONs and INTERRUPTs to a callee. */
function outcomeOf(session: string, { participants, steps }: Explanation): string[] {
  const came = steps.flatMap(({ number, received }) =>
    received.filter(({ to }) => to === session).map(({ message }) => ({ number, message })),
  );
  const stepsOf = (type: string): string => {
    const numbers = came
      .filter(({ message }) => message.startsWith(`${type} `))
      .map(({ number }) => `${number}`);
    return numbers.length === 0 ? '' : `step${numbers.length > 1 ? 's' : ''} ${list(numbers)}`;
  };
  const happened = Object.entries(HAPPENED).flatMap(([type, what]) => {
    const which = stepsOf(type);
    return which === '' ? [] : [`${what} in ${which}`];
  });
  const answers = came
    .filter(({ message }) => /^(RESULT|ERROR) /.test(message))
    .map(({ message }) => `gets ${message}`);
  const all = [...happened, ...answers];
  if (all.length > 0) return all;
  const isCallee = participants.some(
    ({ name, roles }) => name === session && roles.some(({ role }) => role === 'callee'),
  );
  if (isCallee) return ['is not invoked'];
  const hasCalled = steps.some(({ actor, message }) => actor === session && message?.startsWith('CALL '));
  return [hasCalled ? 'gets no answer' : 'does not call'];
}

const HAPPENED = { INVOCATION: 'is invoked', INTERRUPT: 'is interrupted', ABORT: 'is aborted' };
