/** Plays a scenario and writes the log lines of each step. */

import { type Inboxes, matchReceived, matchStep, nameOf, receiverOf, sentenceAt } from './match.ts';
import { Names } from './names.ts';
import { Playing } from './play.ts';
import type { Expected, LogLine, Scenario } from './scenario.ts';
import { readMessage } from './script.ts';
import type { Received, SystemUnderTest } from './systems/system.ts';
import { matchTerm, writeWord } from './words.ts';

export class Rewriter {
  readonly names: Names;
  private readonly scenario: Scenario;
  private readonly playing: Playing;

  constructor(scenario: Scenario, system: SystemUnderTest) {
    this.scenario = scenario;
    this.names = new Names(scenario);
    this.playing = new Playing(scenario, system);
  }

  /**
   * Takes a step.
   *
   * @param step its number
   * @param before present log lines of the step
   * @returns log lines of the step, with those that are right unchanged
   * @throws ScenarioError if the step is impossible
   */
  async take(step: number, before: readonly LogLine[]): Promise<readonly LogLine[]> {
    const { scenario, names, playing } = this;
    const { action } = scenario.steps[step - 1] as Scenario['steps'][number];
    if (action.does === 'connect' || action.does === 'join') names.forget(action.session);
    if (action.does === 'send') names.meetRequest(playing.senderOf(step), action.message);
    const inboxes = await playing.take(step, before);
    const isRight = matchStep(before, inboxes, playing.bindings) !== undefined;
    const lines = isRight ? before : this.rewrite(step, before, inboxes);
    playing.bindings = matchStep(lines, inboxes, playing.bindings) ?? playing.bindings;
    for (const line of lines) names.meet(receiverOf(line, playing.bindings) ?? '', line.expected);
    return lines;
  }

  /** The session that takes a step. */
  senderOf(step: number): string {
    return this.playing.senderOf(step);
  }

  /** A received message by its name and fields, with names for ids. */
  wordsOf(step: number, received: Extract<Received, { message: unknown }>): string[] {
    const [code, ...values] = received.message;
    const type = nameOf(code);
    const { ids } = this.playing.bindings;
    const words = values.map((value, index) => {
      if (type === 'ERROR' && index === 0) return nameOf(value);
      return this.names.of(received, index, { step, ids }) ?? writeWord(value);
    });
    return [type, ...words];
  }

  // --- internal ---

  private rewrite(step: number, before: readonly LogLine[], inboxes: Inboxes): LogLine[] {
    const { bindings } = this.playing;
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
      const expected = [this.expect(step, received, model)];
      this.names.meet(received.session, expected);
      const { line = 0, receiver = { text: received.session, name: received.session } } = old ?? {};
      return { line, step, receiver, unordered: false, expected };
    });
    return [...lines, ...silent];
  }

  /** Writes a received message as an expected one, reusing the words of the old line where they match. */
  private expect(step: number, received: Received, model: Expected | undefined): Expected {
    if ('closed' in received) return { kind: 'closed', text: 'closed' };
    const { ids } = this.playing.bindings;
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
    const said = [type, ...words].join(' ');
    const isMissed = received.obstacle !== undefined;
    const text = isMissed ? `misses ${said}` : said;
    return { kind: 'message', text, isMissed, ...readMessage(said, { file: this.scenario.file, line: 0 }) };
  }
}

// --- internal ---

/** The type of a message, or `misses` and the type if it is undeliverable; or `closed` or `nothing`. */
function typeOf(expected: Expected): string {
  if (expected.kind !== 'message') return expected.kind;
  return expected.isMissed ? `misses ${expected.type}` : expected.type;
}

function typeOfReceived(received: Received): string {
  if ('closed' in received) return 'closed';
  const type = nameOf(received.message[0]);
  return received.obstacle === undefined ? type : `misses ${type}`;
}
