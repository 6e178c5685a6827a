/** Writes the logs of a scenario anew, as they come out on a subject: what is still right stays as it is written. */
import { Chance, type Received } from '../subject/subject.ts';
import { CODES } from '../wamp/messages.ts';
import { type Inboxes, matchReceived, matchStep, nameOf, receiverOf } from './match.ts';
import { type Open, Playing } from './play.ts';
import { type Expected, type Log, type LogLine, readingsOf, type Scenario, type Sent } from './scenario.ts';
import { REQUESTS, readMessage } from './script.ts';
import { matchTerm, writeWord } from './words.ts';
import { writeScenario } from './write.ts';

/**
 * Plays a scenario once for each of its logs.
 *
 * @param open starts what it is played on
 * @returns the page with its logs as they came out
 * @throws ScenarioError if a step cannot be taken
 */
export async function refreshScenario(scenario: Scenario, open: Open, seed: number): Promise<string> {
  const logs = new Map<Log, readonly LogLine[]>();
  for (const log of scenario.logs) logs.set(log, await new Refresh(scenario, log).run(open, seed));
  return writeScenario(scenario, (log) => logs.get(log) ?? log.lines);
}

// --- internal ---

/** What an id counts, and of whom: two names for ids that are equal by chance are not the same. */
interface Kind {
  readonly counts: 'session' | 'registration' | 'request' | 'invocation';
  readonly of: string;
}

class Refresh {
  private readonly scenario: Scenario;
  private readonly log: Log;
  private readonly kinds = new Map<string, Kind>();

  constructor(scenario: Scenario, log: Log) {
    this.scenario = scenario;
    this.log = log;
  }

  async run(open: Open, seed: number): Promise<LogLine[]> {
    const chance = new Chance(seed, this.scenario.draws);
    const subject = await open({ readings: readingsOf(this.log), chance });
    const playing = new Playing(this.scenario, subject);
    const written: LogLine[] = [];
    try {
      for (const [index, { action }] of this.scenario.steps.entries()) {
        const before = this.log.lines.filter((line) => line.step === index + 1);
        if (action.does === 'connect' || action.does === 'join') this.forget(action.session);
        if (action.does === 'send') this.recordRequest(playing.senderOf(index + 1), action.message);
        const inboxes = await playing.take(index + 1, before);
        const isRight = matchStep(before, inboxes, playing.bindings) !== undefined;
        const lines = isRight ? before : this.rewrite(index + 1, before, inboxes, playing);
        playing.bindings = matchStep(lines, inboxes, playing.bindings) ?? playing.bindings;
        for (const line of lines) this.recordNames(receiverOf(line, playing.bindings) ?? '', line.expected);
        written.push(...lines);
      }
    } finally {
      await subject.close();
    }
    return written;
  }

  // --- internal ---

  private rewrite(step: number, before: readonly LogLine[], inboxes: Inboxes, playing: Playing): LogLine[] {
    const { bindings } = playing;
    const unused = [...before];
    const silent = before.filter((line) => {
      const session = receiverOf(line, bindings);
      return line.expected[0]?.kind === 'nothing' && session !== undefined && !inboxes.has(session);
    });
    const lines = [...inboxes.values()].flat().map((received): LogLine => {
      const at = unused.findIndex((line) => {
        const session = receiverOf(line, bindings);
        const whom = session === undefined ? (line.receiver.among ?? []) : [session];
        const isOfType = line.expected.some((each) => typeOf(each) === typeOfReceived(received));
        return isOfType && whom.includes(received.session);
      });
      const [old] = at < 0 ? [] : unused.splice(at, 1);
      const model = old?.expected.find((each) => typeOf(each) === typeOfReceived(received));
      const expected = [this.expect(step, received, model, playing)];
      this.recordNames(received.session, expected);
      const { line = 0, receiver = { text: received.session, name: received.session } } = old ?? {};
      return { line, step, receiver, unordered: false, expected };
    });
    return [...lines, ...silent];
  }

  /** What was received, as it is to be expected from now on: by the words of the old line where they are right. */
  private expect(
    step: number,
    received: Received,
    model: Expected | undefined,
    { bindings: { ids } }: Playing,
  ): Expected {
    if ('closed' in received) return { kind: 'closed', text: 'closed' };
    if (model !== undefined && matchReceived(model, received, ids)) return model;
    const [code, ...values] = received.message;
    const type = nameOf(code);
    const old = model?.kind === 'message' ? model.fields : [];
    const words = values.map((value, index): string => {
      const known = old[index];
      if (known !== undefined && matchTerm(known.term, value, ids)) return known.text;
      if (type === 'ERROR' && index === 0) return nameOf(value);
      const kind = kindOf(type, index, received.session);
      if (kind !== undefined) return this.nameFor(step, kind, value, ids);
      return sentenceAt(type, index, values) ?? writeWord(value);
    });
    const text = [type, ...words].join(' ');
    return { kind: 'message', text, ...readMessage(text, { file: this.scenario.file, line: 0 }) };
  }

  /** The name of an id: the one it has, the one by which a later step calls it, or a new one. */
  private nameFor(step: number, kind: Kind, value: unknown, ids: ReadonlyMap<string, number>): string {
    for (const [name, known] of this.kinds) {
      if (known.counts === kind.counts && known.of === kind.of && ids.get(name) === value) return name;
    }
    if (kind.counts === 'request') return writeWord(value);
    const later = this.scenario.steps.slice(step).flatMap(({ action }) => {
      if (action.does !== 'send' || (kind.of !== '' && action.session !== kind.of)) return [];
      return namesOf(action.message, kind.of).filter(([, used]) => used.counts === kind.counts);
    });
    const isFree = (name: string): boolean => !ids.has(name) && !this.kinds.has(name);
    const wanted = later.map(([name]) => name).find(isFree);
    if (wanted !== undefined) return wanted;
    const { of } = kind;
    const stem =
      kind.counts === 'invocation' ? `?to${of.charAt(0).toUpperCase()}${of.slice(1)}` : `?${kind.counts}`;
    for (let number = 1; ; number++) {
      const name = number === 1 ? stem : `${stem}${number}`;
      if (isFree(name)) return name;
    }
  }

  private recordRequest(session: string, message: Sent): void {
    if (!REQUESTS.includes(message.type)) return;
    for (const [name, kind] of namesOf(message, session)) {
      if (kind.counts === 'request') this.kinds.set(name, kind);
    }
  }

  /** A session that comes anew counts anew. */
  private forget(session: string): void {
    for (const [name, { of }] of this.kinds) if (of === session) this.kinds.delete(name);
  }

  private recordNames(session: string, expected: readonly Expected[]): void {
    for (const each of expected) {
      if (each.kind !== 'message') continue;
      for (const [name, kind] of namesOf(each, session)) this.kinds.set(name, kind);
    }
  }
}

/** Which fields of a message are ids, and what they count. */
const ID_FIELDS: Record<string, readonly (Kind['counts'] | undefined)[]> = {
  WELCOME: ['session'],
  CALL: ['request'],
  CANCEL: ['request'],
  RESULT: ['request'],
  PUBLISH: ['request'],
  SUBSCRIBE: ['request'],
  UNSUBSCRIBE: ['request'],
  REGISTER: ['request'],
  REGISTERED: ['request', 'registration'],
  UNREGISTER: ['request', 'registration'],
  UNREGISTERED: ['request'],
  INVOCATION: ['invocation', 'registration'],
  INTERRUPT: ['invocation'],
  YIELD: ['invocation'],
};

/** What a field counts, if it is an id; an ERROR is about a request of whoever receives it. */
function kindOf(type: string, index: number, session: string): Kind | undefined {
  const counts = type === 'ERROR' && index === 1 ? 'request' : ID_FIELDS[type]?.[index];
  return counts && { counts, of: counts === 'registration' ? '' : session };
}

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

/** A sentence for people, which may change: the reason of an ABORT, and what explains an ERROR of the router's own. */
function sentenceAt(type: string, index: number, values: readonly unknown[]): string | undefined {
  if (type === 'WELCOME' && index === 1) return '_';
  if (type === 'ABORT' && index === 0) return '{"message": _}';
  const isOwn = type === 'ERROR' && index === 4 && `${values[3]}`.startsWith('wamp.error.');
  const arguments_ = values[index];
  return isOwn && Array.isArray(arguments_) && typeof arguments_[0] === 'string' ? '[_]' : undefined;
}

const typeOf = (expected: Expected): string => (expected.kind === 'message' ? expected.type : expected.kind);
const typeOfReceived = (received: Received): string =>
  'closed' in received ? 'closed' : nameOf(received.message[0]);
