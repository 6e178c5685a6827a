/**
 * The judge of a log that is still being written, for hours: it forgets what no later message can be about.
 *
 * It keeps the lines that matter: of open sessions how they were opened, the places that they have, and the calls that
 * wait for an answer. The rest is forgotten whenever the log has grown by as much again, so that the work for a line
 * stays the same. What was found before is counted once.
 */

import type { Readings } from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
import type { Entry } from '../../wire/entry.ts';
import { type Assessment, assess, outcomeOf, unjudgedIn } from './assessment.ts';
import { CROSSING } from './crossed.ts';
import { History } from './history.ts';
import { type Breach, type Judgement, judgeHistory, type Verdict } from './judge.ts';
import { keepers } from './keeping.ts';
import { read } from './messages.ts';

export interface LiveOptions {
  readonly readings: Partial<Readings>;
  /** Maximum delay allowed, in milliseconds. A breach is certain once nothing explains it for as long. */
  readonly tolerance: number;
  /** Number of lines after which the judge forgets. */
  readonly capacity?: number;
}

/** A broken rule, and the line that shows it. */
export interface LiveBreach extends Breach {
  readonly rule: RuleId;
  readonly entry: Entry;
}

/** The judge cannot go on: too many sessions, places and calls are open. */
export class Overflow extends Error {}

export class LiveJudge {
  /** Number of lines so far. */
  lines = 0;
  /** False once the judge has forgotten something. */
  isComplete = true;
  private readonly options: LiveOptions & { readonly capacity: number };
  private readings: Partial<Readings>;
  private history: History;
  private kept = new Map<number, Entry>();
  private limit: number;
  /** The length of the history at the last look. */
  private seen = 0;
  /** Lines with breaches that are not certain yet. */
  private doubted: ReadonlySet<number> = new Set();
  private judgement: Judgement = [];
  private readonly found = new Map<string, LiveBreach>();
  /** Keys of breaches that are only due to forgotten lines. */
  private ignored: ReadonlySet<string> = new Set();
  /** The verdicts on forgotten lines. */
  private readonly held = new Map<RuleId, number>();
  private readonly aside = new Map<string, number>();
  /** The greatest id of a forgotten INVOCATION, by session. */
  private readonly invocations = new Map<string, number>();

  constructor(options: LiveOptions) {
    this.options = { capacity: CAPACITY, ...options };
    this.readings = options.readings;
    this.limit = this.options.capacity;
    this.history = this.begin();
  }

  /** Number of lines that are kept. */
  get size(): number {
    return this.kept.size;
  }

  /** Takes the next line of the log. */
  add(entry: Entry): void {
    this.lines++;
    if (this.isBygone(entry)) return;
    this.kept.set(this.lines, entry);
    this.history.add(entry, this.lines);
  }

  /**
   * Judges the lines that are new.
   *
   * @param now time on the clock of the log, in milliseconds
   * @returns the breaches that have become certain
   * @throws Overflow if too much is open
   */
  find(now: number): LiveBreach[] {
    if (this.lines === this.seen && this.doubted.size === 0) return [];
    this.seen = this.lines;
    const doubted = new Set<number>();
    this.judgement = judgeHistory(this.history);
    const found: LiveBreach[] = [];
    for (const { rule, broken } of this.judgement)
      for (const breach of broken) {
        const key = keyOf(rule, breach);
        const entry = this.kept.get(breach.line);
        if (entry === undefined || this.found.has(key) || this.ignored.has(key)) continue;
        if (now - entry.at < this.options.tolerance) {
          doubted.add(breach.line);
          continue;
        }
        if (this.found.size < MOST_FOUND) this.found.set(key, { rule, entry, ...breach });
        found.push({ rule, entry, ...breach });
      }
    this.doubted = doubted;
    // What makes a breach certain may be what would be forgotten.
    const limit = doubted.size === 0 ? this.limit : PATIENT * this.limit;
    if (this.kept.size >= limit) this.forget(now);
    return found.sort((one, other) => one.line - other.line);
  }

  /** The assessment of all lines, with the breaches that were found. */
  assessment(): Assessment {
    const { tolerance } = this.options;
    const isFound = ({ rule, broken }: Verdict): readonly Breach[] =>
      broken.filter((breach) => this.found.has(keyOf(rule, breach)));
    if (this.isComplete) {
      const whole = assess([...this.kept.values()], this.readings, { tolerance });
      const rules = whole.rules.map((one) => {
        const sure = { ...one, broken: isFound(one) };
        return { ...sure, outcome: outcomeOf(sure) };
      });
      return { ...whole, rules };
    }
    const crossed = (this.aside.get(CROSSING) ?? 0) + asideIn(this.history, CROSSING);
    const unjudged = unjudgedIn(this.history).map(({ feature, calls }) => ({
      feature,
      calls: calls + (this.aside.get(feature) ?? 0),
    }));
    const rules = this.judgement.map((verdict) => {
      const { rule } = verdict;
      const broken = [...this.found.values()].filter((one) => one.rule === rule);
      const sum = {
        ...verdict,
        held: verdict.held + (this.held.get(rule) ?? 0),
        broken: broken.map(({ line, says }) => ({ line, says })),
      };
      return { ...sum, outcome: outcomeOf(sum) };
    });
    return { lines: this.lines, rules, readings: {}, unjudged, crossed };
  }

  // --- internal ---

  /** @param crossed lines that are known to have crossed others */
  private begin(crossed: Iterable<number> = []): History {
    const { tolerance } = this.options;
    return new History({ readings: this.readings, tolerance, crossed });
  }

  private forget(now: number): void {
    const before = this.history;
    const lines = keepers(before, now - 2 * this.options.tolerance, this.doubted);
    // The first line says that it is the log of a proxy.
    const kept = new Map([...this.kept].filter(([line]) => line === 1 || lines.has(line)));
    if (kept.size > MOST_KEPT)
      throw new Overflow(
        `Expected at most ${MOST_KEPT} lines about open sessions, places and calls, but there are ${kept.size}.`,
      );
    // Ids of forgotten requests would be missing.
    this.readings = { ...this.readings, requestIds: 'in-flight' };
    const after = this.begin(before.crossings?.lines);
    for (const [line, entry] of kept) after.add(entry, line);
    const judgement = judgeHistory(after);
    const keys = keysIn(this.judgement);
    this.ignored = new Set([...keysIn(judgement)].filter((key) => !keys.has(key) || this.ignored.has(key)));
    for (const [index, { rule, held }] of judgement.entries())
      this.held.set(rule, (this.held.get(rule) ?? 0) + (this.judgement[index]?.held ?? 0) - held);
    const asides = [...before.aside, ...after.aside].map(({ aside }) => aside as string);
    for (const feature of new Set(asides)) {
      const gone = asideIn(before, feature) - asideIn(after, feature);
      this.aside.set(feature, (this.aside.get(feature) ?? 0) + gone);
    }
    for (const { name, tries } of before.sessions.values()) {
      const latest = Math.max(this.invocations.get(name) ?? 0, ...tries.keys());
      if (after.sessions.has(name)) this.invocations.set(name, latest);
      else this.invocations.delete(name);
    }
    this.history = after;
    this.kept = kept;
    this.judgement = judgement;
    this.limit = this.options.capacity + kept.size;
    this.isComplete = false;
  }

  /** True for an answer to an INVOCATION that was answered before and is forgotten. */
  private isBygone(entry: Entry): boolean {
    if (this.isComplete || !('received' in entry)) return false;
    const { name, of, request } = read(entry.received, 'client');
    const isAnswer = name === 'YIELD' || (name === 'ERROR' && of === 'INVOCATION');
    if (!isAnswer || request > (this.invocations.get(entry.session) ?? 0)) return false;
    return this.history.sessions.get(entry.session)?.tries.has(request) === false;
  }
}

// --- internal ---

/** Number of lines after which the judge forgets. */
const CAPACITY = 4_000;

/** How many times as many lines it keeps while a breach is not certain yet. */
const PATIENT = 10;

/** Number of lines that it keeps at most beyond those. */
const MOST_KEPT = 200_000;

/** Number of breaches that it remembers for the summary. */
const MOST_FOUND = 10_000;

const keyOf = (rule: RuleId, { line, says }: Breach): string => `${rule} ${line} ${says}`;

const keysIn = (judgement: Judgement): Set<string> =>
  new Set(judgement.flatMap(({ rule, broken }) => broken.map((breach) => keyOf(rule, breach))));

const asideIn = ({ aside }: History, feature: string): number =>
  aside.filter((call) => call.aside === feature).length;
