/** Scenarios as they come out where each callee has a registration id of its own: the same but for these ids. */
import type { Readings } from '../machines/readings.ts';
import {
  type Expected,
  type LogLine,
  logFor,
  type Scenario,
  type Step,
} from '../src/tools/scenario/scenario.ts';
import type { Word } from '../src/tools/scenario/words.ts';

/**
 * Gives the registration ids in a scenario other names, one for each REGISTERED.
 *
 * @param readings under which it is played; a log that names an option of `registrationId` stays as it is written
 */
export function withOwnIds(scenario: Scenario, readings: Readings): Scenario {
  const log = logFor(scenario, readings);
  if (log === undefined || 'registrationId' in log.when) return scenario;
  const names = new Names();
  const renamed = scenario.steps.map((step, index) => ({
    step: renameStep(step, names),
    lines: log.lines.filter((line) => line.step === index + 1).map((line) => renameLine(line, names)),
  }));
  return {
    ...scenario,
    steps: renamed.map(({ step }) => step),
    logs: [{ ...log, lines: renamed.flatMap(({ lines }) => lines) }],
  };
}

// --- internal ---

/** The place of the registration id among the fields of a message. */
const REGISTRATION = 1;

/** The names of registration ids: the first callee that is told one keeps the name that it has in the log. */
class Names {
  /** How many REGISTERED there were for each name in the log. */
  private readonly told = new Map<string, number>();
  /** The name for each callee and name in the log. */
  private readonly own = new Map<string, string>();

  /** The name of an id that a callee is told. */
  give(callee: string, name: string): string {
    const before = this.told.get(name) ?? 0;
    this.told.set(name, before + 1);
    this.own.set(`${callee} ${name}`, before === 0 ? name : `${name} (${before})`);
    return this.of(callee, name);
  }

  /** The name of an id that a callee was told last; the one in the log, if it was told none. */
  of(callee: string, name: string): string {
    return this.own.get(`${callee} ${name}`) ?? name;
  }
}

const renameLine = (line: LogLine, names: Names): LogLine => ({
  ...line,
  expected: line.expected.map((one) => renameExpected(one, line.receiver.name, names)),
});

function renameExpected(expected: Expected, callee: string, names: Names): Expected {
  if (expected.kind !== 'message') return expected;
  const { type, fields } = expected;
  if (type === 'REGISTERED') return { ...expected, fields: rename(fields, (id) => names.give(callee, id)) };
  if (type !== 'INVOCATION') return expected;
  // One out of several: the id is that of whom it turns out to be.
  if (callee.startsWith('?')) return { ...expected, fields: fields.with(REGISTRATION, ANY) };
  return { ...expected, fields: rename(fields, (id) => names.of(callee, id)) };
}

function renameStep(step: Step, names: Names): Step {
  const { action } = step;
  if (action.does !== 'send' || action.message.type !== 'UNREGISTER') return step;
  const fields = rename(action.message.fields, (id) => names.of(action.session, id));
  return { ...step, action: { ...action, message: { ...action.message, fields } } };
}

const ANY: Word = { text: '_', term: { kind: 'any' } };

function rename(fields: readonly Word[], to: (name: string) => string): readonly Word[] {
  const term = fields[REGISTRATION]?.term;
  if (term?.kind !== 'id') return fields;
  const name = to(term.name);
  return fields.with(REGISTRATION, { text: `?${name}`, term: { kind: 'id', name } });
}
