/**
 * Logs written by hand, one line for each message:
 *
 *     A B join                    connected, HELLO and WELCOME; they announce shared_registration and call_reroute,
 *     A joins with x without y    and may announce more or less
 *     A B share p as first        REGISTER and REGISTERED; the first procedure has registration 1, the next one 2
 *     X > CALL 1 {} p [7]         X sends a message to the router; words need no quotes, ~ stands for wamp.error.
 *     X < RESULT 1 {} [7]         the router sends a message to X
 *     X misses backlog RESULT 1 {} a message to X is undeliverable, for this reason
 *     router without x with y     changes the announced features; at first, all with rules are announced
 *     A connects                  likewise `A is lost` and `A is closed`
 *     A is welcomed               WELCOME
 *     100 ms later
 *
 * Each input of the router takes a millisecond. The line that ends with ! is the wrong one.
 */
import { describe, expect, test } from 'vitest';
import { CODES } from '../../machines/messages.ts';
import type { Readings } from '../../machines/readings.ts';
import type { RuleId } from '../../machines/rules.ts';
import type { Obstacle } from '../../machines/vocabulary.ts';
import type { WireMessage } from '../../src/dealer/messages.ts';
import { judge } from '../../src/tools/judge/judge.ts';
import type { Entry } from '../../src/wire/entry.ts';

/** A sequence of messages, its continuation if the rule is kept, and the one if it is broken. */
export interface Story {
  readonly given: string;
  readonly right: string;
  readonly wrong: string;
  /** Other rules that break with it, in their order. */
  readonly also?: readonly RuleId[];
  /** Readings of the router; the defaults if omitted. */
  readonly readings?: Partial<Readings>;
}

/** Tests the oracle of a rule. */
export function rule(id: RuleId, { given, right, wrong, also = [], readings = {} }: Story): void {
  describe(nameOf(id, readings), () => {
    test('is kept', () => {
      const verdicts = judge(logOf(given, right).entries, readings);
      expect(verdicts.filter(({ broken }) => broken.length > 0)).toEqual([]);
      expect(verdicts.find(({ rule: one }) => one === id)?.held).toBeGreaterThan(0);
    });

    test('is broken', () => {
      const { entries, marked } = logOf(given, wrong);
      const verdicts = judge(entries, readings).filter(({ broken }) => broken.length > 0);
      const lines = verdicts.find((one) => one.rule === id)?.broken.map(({ line }) => line);
      expect(new Set(lines), JSON.stringify(verdicts)).toEqual(new Set([marked]));
      expect(new Set(verdicts.map((one) => one.rule))).toEqual(new Set([id, ...also]));
    });
  });
}

/** The log of a story, and the line number marked as wrong. */
export function logOf(...texts: readonly string[]): { entries: Entry[]; marked: number | undefined } {
  const writer = new Writer();
  for (const line of texts.join('\n').split('\n')) if (line.trim() !== '') writer.write(line.trim());
  return writer;
}

// --- internal ---

const nameOf = (id: RuleId, readings: Partial<Readings>): string =>
  [id, ...Object.entries(readings).map(([reading, option]) => `${reading}=${option}`)].join(' ');

class Writer {
  readonly entries: Entry[] = [];
  marked: number | undefined;
  private now = 0;
  private id = 100;
  private sessions = 0;
  private offered: Readonly<Record<string, boolean>> = OFFERED;
  private readonly procedures: string[] = [];

  write(line: string): void {
    this.say(line.replace(/\s*!$/, ''));
    if (line.endsWith('!')) this.marked = this.entries.length;
  }

  private say(line: string): void {
    const message = /^(\w+) ([<>]) (.*)$/.exec(line);
    if (message !== null)
      return this.pass(message[1] as string, message[2] === '>', wireOf(message[3] as string));
    if (line.startsWith('router ')) {
      this.offered = { ...this.offered, ...featuresIn(line.split(' ').slice(1)) };
      return;
    }
    const missed = /^(\w+) misses ([\w-]+) (.*)$/.exec(line);
    if (missed !== null) {
      const [, session = '', reason, text = ''] = missed;
      this.entries.push({ at: this.now, session, undelivered: wireOf(text), reason: reason as Obstacle });
      return;
    }
    const [, names = '', what = '', more = ''] =
      /^((?:\w+ )+?)(joins?|shares?|connects|is lost|is closed|is welcomed|ms later)\b(.*)$/.exec(line) ?? [];
    for (const name of names.trim().split(' ')) this.act(name, what, more.trim().split(' '), line);
  }

  private act(name: string, what: string, more: readonly string[], line: string): void {
    switch (what) {
      case 'ms later':
        this.now += Number(name);
        return;
      case 'connects':
        return this.meet(name, 'connected');
      case 'is lost':
        this.now++;
        return this.meet(name, 'lost');
      case 'is closed':
        return this.meet(name, 'closed');
      case 'is welcomed':
        return this.welcome(name, more[1] ? Number(more[1]) : this.nextSession());
      case 'join':
      case 'joins':
        return this.join(name, more);
      case 'share':
      case 'shares':
        return this.share(name, more[0] as string, more[2]);
      default:
        throw new Error(`Expected a line of a story, but ${JSON.stringify(line)} came.`);
    }
  }

  private join(name: string, words: readonly string[]): void {
    const features = { shared_registration: true, call_reroute: true, ...featuresIn(words) };
    this.meet(name, 'connected');
    this.pass(name, true, [CODES.HELLO, 'realm1', { roles: { caller: { features }, callee: { features } } }]);
    this.welcome(name, this.nextSession());
  }

  private share(name: string, procedure: string, invoke: string | undefined): void {
    if (!this.procedures.includes(procedure)) this.procedures.push(procedure);
    const request = ++this.id;
    this.pass(name, true, [CODES.REGISTER, request, invoke ? { invoke } : {}, procedure]);
    this.pass(name, false, [CODES.REGISTERED, request, this.procedures.indexOf(procedure) + 1]);
  }

  private welcome(name: string, id: number): void {
    const roles = { dealer: { features: this.offered } };
    this.pass(name, false, [CODES.WELCOME, id, { ...WELCOMING, roles, authid: `anonymous-${id}` }]);
  }

  /** Ids that are far from each other, since session ids are not counted. */
  private nextSession(): number {
    this.sessions += 10_007;
    return this.sessions;
  }

  private meet(session: string, event: 'connected' | 'lost' | 'closed'): void {
    this.entries.push({ at: this.now, session, event });
  }

  private pass(session: string, isReceived: boolean, wire: WireMessage): void {
    if (isReceived) this.now++;
    this.entries.push({
      at: this.now,
      session,
      ...(isReceived ? { received: wire } : { sent: wire }),
    } as Entry);
  }
}

const WELCOMING = {
  authrole: 'anonymous',
  authmethod: 'anonymous',
  authprovider: 'static',
  realm: 'realm1',
};

const OFFERED = {
  shared_registration: true,
  call_reroute: true,
  call_canceling: true,
  call_timeout: true,
  progressive_call_results: true,
  registration_revocation: true,
};

/** The features after `with` and `without`, each with whether it is there. */
function featuresIn(words: readonly string[]): Record<string, boolean> {
  const features: Record<string, boolean> = {};
  let isThere = true;
  for (const word of words) {
    if (word === 'with' || word === 'without') isThere = word === 'with';
    else if (word !== '') features[word] = isThere;
  }
  return features;
}

const isName = (word: string): word is keyof typeof CODES => word in CODES;

/** Converts names and relaxed JSON without spaces to a message. */
function wireOf(text: string): WireMessage {
  return text.split(' ').map((word) => {
    if (isName(word)) return CODES[word];
    if (word.startsWith('~')) return `wamp.error.${word.slice(1)}`;
    return JSON.parse(
      word.replace(/[A-Za-z_][\w.#-]*/g, (bare) => (bare === 'true' || bare === 'null' ? bare : `"${bare}"`)),
    );
  });
}
