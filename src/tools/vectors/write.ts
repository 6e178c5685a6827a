/** Writes a scenario as a test vector. */

import type { RuleId } from '../../../machines/rules.ts';
import { CLOSE_REALM } from '../../../machines/uris.ts';
import { list } from '../explain/layout.ts';
import { ScenarioError } from '../scenario/error.ts';
import { excludedBy, featuresNeeded } from '../scenario/needs.ts';
import {
  type Expected,
  type Log,
  type LogLine,
  nameOfScenario,
  type Scenario,
  type Step,
} from '../scenario/scenario.ts';
import type { Verdict } from '../scenario/systems/system.ts';
import { REALM } from '../scenario/systems/system.ts';
import { cite, featureOf, levelOf } from './citations.ts';
import { writeMessage } from './messages.ts';
import { benchOf, requirementsOf } from './needs.ts';
import { opened } from './open.ts';
import { paragraphsOf } from './page.ts';
import { nameOf, sentenceOfAction, tellReceipt } from './sentences.ts';
import { sessionsOf } from './sessions.ts';
import { softOf } from './soft.ts';
import { writeName } from './values.ts';
import {
  type Entry,
  type Form,
  isDone,
  type Outcome,
  type PagePart,
  type Receipt,
  ROUTER,
  type Variant,
  VERSION,
  type Vector,
  type VectorMessage,
  type Whom,
} from './vector.ts';
import { HOME, moved, type Whereabouts } from './whereabouts.ts';

export interface WriteOptions {
  /** Name of the case; that of the scenario's file, if omitted. */
  readonly name?: string;
  /** `exact` if omitted. */
  readonly form?: Form;
  /** True if the time of the scenario is not real, so that a runner needs control of the router's clock. */
  readonly isTimeFree?: boolean;
  /** Realm and prefix; those of the scenario, if omitted. */
  readonly whereabouts?: Whereabouts;
}

/**
 * Writes a scenario as a vector: the sequence is the plain log, or the first one if there is none.
 *
 * @throws ScenarioError if a session has the vectors' name for the router
 */
export function writeVector(
  page: Scenario,
  {
    name = nameOfScenario(page),
    form = 'exact',
    isTimeFree = form === 'exact' && page.steps.some(({ action }) => action.does === 'pass'),
    whereabouts = HOME,
  }: WriteOptions = {},
): Vector {
  checkNames(page);
  const scenario = form === 'open' ? opened(page) : page;
  const { title, logs, rules, readings, draws, limits, methods } = scenario;
  const told = logs.find(({ info }) => info === '') ?? (logs[0] as Log);
  const sequence = sequenceOf(scenario, told, form);
  const variants = logs.filter((log) => log !== told).map((log) => variantOf(scenario, log, sequence, form));
  const isPlain = Object.keys(told.when).length === 0;
  const vector = {
    description: title,
    feature: featureOf(rules),
    x_version: VERSION,
    x_form: form,
    x_case: name,
    x_realm: HOME.realm,
    x_prefix: HOME.prefix,
    x_level: levelOf(rules),
    x_rules: rules.map(cite),
    ...(readings.length === 0 ? {} : { x_readings: readings }),
    x_requires: [],
    x_announced: featuresNeeded(scenario),
    x_unannounced: excludedBy(scenario),
    x_bench: [...benchOf(scenario), ...(isTimeFree ? (['clock'] as const) : [])].sort(),
    ...(draws.length === 0 ? {} : { x_draws: draws }),
    ...(Object.keys(limits).length === 0 ? {} : { x_limits: limits }),
    ...(methods === undefined ? {} : { x_methods: methods }),
    sessions: sessionsOf(scenario),
    ...(isPlain ? {} : { x_when: told.when }),
    sequence,
    ...(variants.length === 0 ? {} : { x_variants: variants }),
    ...pageOf(scenario, told),
  } satisfies Vector;
  return moved({ ...vector, x_requires: requirementsOf(vector) }, HOME, whereabouts);
}

/** The text of a vector's file. */
export const printVector = (vector: Vector): string => `${JSON.stringify(vector, null, 2)}\n`;

// --- internal ---

// --- who takes part ---

function checkNames({ file, steps }: Scenario): void {
  const wrong = steps.find(({ action }) => 'session' in action && action.session === ROUTER);
  if (wrong === undefined) return;
  throw new ScenarioError({ file, line: wrong.line }, `sessions that are not called ${ROUTER}`, 'one is');
}

// --- what happens ---

function sequenceOf(scenario: Scenario, log: Log, form: Form): Entry[] {
  const entries = scenario.steps.flatMap((step, index): Omit<Entry, 'step'>[] => {
    const lines = log.lines.filter((line) => line.step === index + 1);
    const silent = silentOf(lines);
    const done = { ...doneIn(step), ...(silent.length === 0 ? {} : { x_silent: silent }) };
    return [
      done,
      ...impliedBy(step, lines),
      ...receiptsOf(scenario, step, lines, form).map((one) => ({ ...one, from: ROUTER })),
    ];
  });
  return entries.map((entry, index) => ordered({ ...entry, step: index + 1 }));
}

/** An action, as a message to the router. */
function doneIn({ action }: Step): Omit<Entry, 'step'> {
  const description = sentenceOfAction(action);
  const from = 'session' in action ? writeName(action.session) : ROUTER;
  const done = (message: VectorMessage, more: object = {}): Omit<Entry, 'step'> => ({
    description,
    from,
    to: ROUTER,
    message,
    ...more,
  });
  switch (action.does) {
    case 'connect':
      return done({ type: 'x_connect' });
    case 'join':
      return done({ type: 'HELLO', realm: REALM, roles: action.roles }, { x_action: 'join' });
    case 'send':
      return done(writeMessage(action.message));
    case 'raw':
      return done({
        type: 'x_raw',
        ...(typeof action.raw === 'string' ? { text: action.raw } : { wmsg: action.raw }),
      });
    case 'leave':
      return done({ type: 'GOODBYE', details: {}, reason: CLOSE_REALM }, { x_action: 'leave' });
    case 'lose':
      return done({ type: 'x_lost' });
    case 'obstruct':
      return done(
        action.obstacle === undefined
          ? { type: 'x_takes_everything' }
          : { type: 'x_takes_nothing', reason: action.obstacle },
      );
    case 'answer':
      return done(messageOfVerdict(action.verdict));
    case 'pass':
      return done({ type: 'x_time' }, { timing: { delay_ms: action.ms } });
    case 'shutDown':
      return done({ type: 'x_shutdown' });
  }
}

function messageOfVerdict(verdict: Verdict): VectorMessage {
  switch (verdict.kind) {
    case 'challenge':
      return { type: 'x_challenged', method: verdict.method, extra: verdict.extra };
    case 'admit':
      return { type: 'x_admitted', principal: verdict.principal };
    case 'deny':
      return { type: 'x_denied' };
    case 'fail':
      return { type: 'x_not_checked' };
  }
}

/** Messages that `joins` or `leaves` imply, unless the log mentions that session. */
function impliedBy({ action }: Step, lines: readonly LogLine[]): Omit<Entry, 'step'>[] {
  if (action.does !== 'join' && action.does !== 'leave') return [];
  const { session } = action;
  if (lines.some(({ receiver }) => receiver.name === session)) return [];
  const implied = (description: string, message: VectorMessage): Omit<Entry, 'step'> => ({
    description,
    from: ROUTER,
    to: writeName(session),
    message,
    x_implied: true,
  });
  const name = nameOf(session);
  if (action.does === 'join') {
    return [implied(`The router welcomes ${name}.`, { type: 'WELCOME', session_id: ANY, details: ANY })];
  }
  return [
    implied(`The router says goodbye to ${name}.`, { type: 'GOODBYE', details: ANY, reason: ANY }),
    implied(`The router ends the connection of ${name}.`, { type: 'x_closed' }),
  ];
}

const ANY = { $any: true };

function receiptsOf(scenario: Scenario, step: Step, lines: readonly LogLine[], form: Form): Receipt[] {
  return lines.filter(isAnything).map((line) => {
    const [first, ...others] = line.expected.map((expected) => receivedAs(scenario, expected, form));
    return {
      description: tellReceipt(line),
      ...whomOf(line),
      message: first as VectorMessage,
      assertion: assertionOf(line, scenario.rules),
      ...(others.length === 0 ? {} : { x_alternatives: others }),
      ...(form === 'open' && isLastWord(line, step, lines) ? { x_optional: true as const } : {}),
    };
  });
}

/** True for the end of a connection after ABORT or GOODBYE, which a router may leave to the client. */
function isLastWord({ expected, receiver }: LogLine, { action }: Step, lines: readonly LogLine[]): boolean {
  if (expected[0]?.kind !== 'closed') return false;
  const isOwn = 'session' in action && action.session === receiver.name;
  const isEnding = action.does === 'leave' || (action.does === 'send' && ENDS.includes(action.message.type));
  return (
    (isOwn && isEnding) ||
    lines.some(
      (line) =>
        line.receiver.name === receiver.name &&
        line.expected.some((each) => each.kind === 'message' && ENDS.includes(each.type)),
    )
  );
}

const ENDS: readonly string[] = ['ABORT', 'GOODBYE'];

/** The rules apply to the sequence as a whole; no single message is attributed to one of them. */
function assertionOf({ receiver, expected }: LogLine, rules: readonly RuleId[]): string {
  const whom = nameOf(receiver.name);
  const said = expected.map((each) =>
    each.kind === 'message'
      ? `${each.isMissed ? 'has' : 'sends'} ${each.type} ${each.isMissed ? 'for' : 'to'} ${whom}`
      : `ends the connection of ${whom}`,
  );
  const shown = rules.length === 0 ? 'the text leaves it open' : `the case shows ${list(rules)}`;
  return `The router ${list([...new Set(said)], 'or')} (${levelOf(rules)}; ${shown}).`;
}

function receivedAs(scenario: Scenario, expected: Expected, form: Form): VectorMessage {
  if (expected.kind !== 'message') return { type: 'x_closed' };
  const soft = form === 'open' ? softOf(scenario, expected) : undefined;
  const message = { ...writeMessage(expected), ...(soft === undefined ? {} : { x_soft: soft }) };
  return expected.isMissed ? { ...message, x_missed: true } : message;
}

const isAnything = ({ expected }: LogLine): boolean => expected[0]?.kind !== 'nothing';

function whomOf({ receiver, unordered }: LogLine): Whom {
  return {
    to: writeName(receiver.name),
    ...(receiver.among === undefined ? {} : { x_among: receiver.among }),
    ...(unordered ? { x_unordered: true } : {}),
  };
}

const silentOf = (lines: readonly LogLine[]): (string | Whom)[] =>
  lines
    .filter((line) => !isAnything(line))
    .map((line) => {
      const whom = whomOf(line);
      return Object.keys(whom).length === 1 ? whom.to : whom;
    });

function variantOf(scenario: Scenario, log: Log, sequence: readonly Entry[], form: Form): Variant {
  const done = sequence.filter(isDone);
  const outcome = scenario.steps.flatMap((step, index): Outcome[] => {
    const lines = log.lines.filter((line) => line.step === index + 1);
    if (lines.length === 0) return [];
    const { step: after } = done[index] as Entry;
    const silent = silentOf(lines);
    return [
      {
        after,
        messages: receiptsOf(scenario, step, lines, form),
        ...(silent.length === 0 ? {} : { silent }),
      },
    ];
  });
  return { when: log.when as Variant['when'], outcome };
}

/** Keys in reading order. */
const ordered = ({ step, description, from, to, message, ...others }: Entry): Entry => ({
  step,
  description,
  from,
  to,
  message,
  ...others,
});

// --- the page ---

function pageOf(
  { sections }: Scenario,
  told: Log,
): { readonly notes: string[]; readonly x_page: PagePart[] } {
  const notes: string[] = [];
  const page = sections.flatMap((section, index): PagePart[] => {
    if (section.kind === 'script') return ['script'];
    if (section.kind === 'log') return [section.log === told ? 'log' : 'variant'];
    const paragraphs = paragraphsOf(section.text, index === 0);
    notes.push(...paragraphs);
    return paragraphs.map(() => 'note');
  });
  return { notes, x_page: page };
}
