/** Writes the logs of a scenario anew, as they come out on a subject: what is still right stays as it is written. */
import { Chance, type Received } from '../subject/subject.ts';
import { type Inboxes, matchReceived, matchStep, nameOf, receiverOf } from './match.ts';
import { Names } from './names.ts';
import { type Open, Playing } from './play.ts';
import { type Expected, type Log, type LogLine, readingsOf, type Scenario } from './scenario.ts';
import { readMessage } from './script.ts';
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

/** A sentence for people, which may change: the reason of an ABORT, and what explains an ERROR of the router's own. */
export function sentenceAt(type: string, index: number, values: readonly unknown[]): string | undefined {
  if (type === 'WELCOME' && index === 1) return '_';
  if (type === 'ABORT' && index === 0) return '{"message": _}';
  const isOwn = type === 'ERROR' && index === 4 && `${values[3]}`.startsWith('wamp.error.');
  const payload = values[index];
  return isOwn && Array.isArray(payload) && typeof payload[0] === 'string' ? '[_]' : undefined;
}

// --- internal ---

class Refresh {
  private readonly scenario: Scenario;
  private readonly log: Log;
  private readonly names: Names;

  constructor(scenario: Scenario, log: Log) {
    this.scenario = scenario;
    this.log = log;
    this.names = new Names(scenario);
  }

  async run(open: Open, seed: number): Promise<LogLine[]> {
    const chance = new Chance(seed, this.scenario.draws);
    const subject = await open({ readings: readingsOf(this.log), chance });
    const playing = new Playing(this.scenario, subject);
    const written: LogLine[] = [];
    try {
      for (const [index, { action }] of this.scenario.steps.entries()) {
        const before = this.log.lines.filter((line) => line.step === index + 1);
        if (action.does === 'connect' || action.does === 'join') this.names.forget(action.session);
        if (action.does === 'send') this.names.meetRequest(playing.senderOf(index + 1), action.message);
        const inboxes = await playing.take(index + 1, before);
        const isRight = matchStep(before, inboxes, playing.bindings) !== undefined;
        const lines = isRight ? before : this.rewrite(index + 1, before, inboxes, playing);
        playing.bindings = matchStep(lines, inboxes, playing.bindings) ?? playing.bindings;
        for (const line of lines) this.names.meet(receiverOf(line, playing.bindings) ?? '', line.expected);
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
      this.names.meet(received.session, expected);
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
      const name = this.names.of(received, index, { step, ids });
      return name ?? sentenceAt(type, index, values) ?? writeWord(value);
    });
    const text = [type, ...words].join(' ');
    return { kind: 'message', text, ...readMessage(text, { file: this.scenario.file, line: 0 }) };
  }
}

const typeOf = (expected: Expected): string => (expected.kind === 'message' ? expected.type : expected.kind);
const typeOfReceived = (received: Received): string =>
  'closed' in received ? 'closed' : nameOf(received.message[0]);
