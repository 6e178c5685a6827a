/** Reads a test vector as the scenario that it was written from. */

import { CLOSE_REALM } from '../../../machines/uris.ts';
import { pointerTo } from '../../wire/pointer.ts';
import { ScenarioError } from '../scenario/error.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Log, Scenario } from '../scenario/scenario.ts';
import { writeSetting } from '../scenario/script.ts';
import { REALM } from '../scenario/systems/system.ts';
import { writeJson } from '../scenario/words.ts';
import { checkAgreement, checkVector } from './check.ts';
import { lineOf, linesIn } from './lines.ts';
import { readMessage } from './messages.ts';
import { Page, type PageLine } from './page.ts';
import { complaintAbout } from './validate.ts';
import { type Fail, readName } from './values.ts';
import {
  type Conditions,
  type Entry,
  isDone,
  type Receipt,
  type Variant,
  type Vector,
  VectorError,
  type VectorMessage,
  type Whom,
} from './vector.ts';
import { HOME, moved } from './whereabouts.ts';
import { writeVector } from './write.ts';

/** True if a text is meant to be a vector, and not a page. */
export const isVector = (text: string): boolean => text.trimStart().startsWith('{');

/**
 * Reads a vector. It is written as a page, and that page is read, so that both are checked in the same way.
 *
 * @param text the file
 * @param file name of the file in errors
 * @returns the scenario, with line numbers of the vector's file
 * @throws VectorError at the first mistake, with its JSON pointer
 */
export function readVector(text: string, file: string): Scenario {
  const value = parseJson(text, file);
  const lines = linesIn(text);
  const fail: Fail = (path, expected, came) => {
    throw new VectorError({ file, line: lineOf(lines, path) }, path, expected, came);
  };
  const complaint = complaintAbout(value);
  if (complaint !== undefined) fail(complaint.path, complaint.expected, complaint.came);
  const given = value as Vector;
  if (given.x_version === undefined) fail('', FOREIGN, 'x_version is not there');
  checkVector(given, fail);
  const whereabouts = { realm: given.x_realm, prefix: given.x_prefix };
  const vector = moved(given, whereabouts, HOME);
  const page = pageOf(vector, fail);
  const scenario = parse(vector, page, file, fail);
  const isTimeFree = vector.x_bench?.includes('clock') ?? false;
  const { x_case: name, x_form: form } = vector;
  checkAgreement(vector, writeVector(scenario, { name, form, isTimeFree }), fail);
  return withLines(scenario, (line) => lineOf(lines, page.pathOf(line)));
}

// --- internal ---

const FOREIGN =
  'the keys of docs/vectors.md, since without them it is not told which ids may be others, who joins when, and what it shows';

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new VectorError({ file, line: 1 }, '', 'JSON', (error as Error).message);
  }
}

function parse(vector: Vector, page: Page, file: string, fail: Fail): Scenario {
  try {
    return parseScenario(page.text, file);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    const sessions = new Set<string>(JSON.stringify(vector).match(/(?<=")\w+\|session(?=")/g));
    /** Translates an error about a page, with names as vectors write them. */
    const translate = (sentence: string): string =>
      sentence.replace(/\?(\w+)/g, (_, name) =>
        sessions.has(`${name}|session`) ? `${name}|session` : `${name}|id`,
      );
    const came = translate(error.came);
    const name = /^\w+\|\w+(?= came)/.exec(came)?.[0] ?? '';
    return fail(pointerTo(name, vector, page.pathOf(error.line)), translate(error.expected), came);
  }
}

/** The scenario with other line numbers. */
function withLines(scenario: Scenario, lineIn: (line: number) => number): Scenario {
  const logs = new Map(
    scenario.logs.map((log): [Log, Log] => [
      log,
      { ...log, lines: log.lines.map((each) => ({ ...each, line: lineIn(each.line) })) },
    ]),
  );
  const logOf = (log: Log): Log => logs.get(log) as Log;
  return {
    ...scenario,
    text: undefined,
    steps: scenario.steps.map((each) => ({ ...each, line: lineIn(each.line) })),
    sections: scenario.sections.map((section) =>
      section.kind === 'log' ? { ...section, log: logOf(section.log) } : section,
    ),
    logs: scenario.logs.map(logOf),
  };
}

// --- the page ---

function pageOf(vector: Vector, fail: Fail): Page {
  const { description, notes, x_when = {}, x_variants = [] } = vector;
  const page = new Page();
  if (/[\r\n]/.test(description)) fail('/description', 'one line', 'there are more');
  page.paragraph(`# ${description}`, '/description');
  let note = 0;
  let variant = 0;
  for (const part of vector.x_page) {
    if (part === 'note') {
      page.paragraph(notes[note] as string, `/notes/${note}`);
      note++;
    } else if (part === 'script') {
      page.block('script', '/sequence', scriptOf(vector, fail));
    } else if (part === 'log') {
      page.block(infoOf(x_when), '/x_when', logOf(vector, fail));
    } else {
      const each = x_variants[variant] as Variant;
      page.block(infoOf(each.when), `/x_variants/${variant}/when`, variantLog(vector, variant, fail));
      variant++;
    }
  }
  return page;
}

const infoOf = (when: Conditions): string =>
  ['log', ...Object.entries(when).map(([id, options]) => `${id}=${options.join('|')}`)].join(' ');

// --- the script ---

function scriptOf(vector: Vector, fail: Fail): PageLine[] {
  const { sequence, x_draws: draws = [], x_limits: limits = {}, x_methods: methods } = vector;
  const steps = sequence.flatMap((entry, index): PageLine[] =>
    isDone(entry) ? [{ text: stepOf(entry, `/sequence/${index}`, fail), path: `/sequence/${index}` }] : [],
  );
  const setting = writeSetting({ draws, limits, methods });
  return [...setting.map(({ of, text }) => ({ text, path: `/x_${of}` })), ...steps];
}

function stepOf(entry: Entry, path: string, fail: Fail): string {
  const { message, x_action: action, timing } = entry;
  const who = readName(entry.from);
  const place = `${path}/message`;
  if (action === 'join') return `${who} joins ${joining(message, place, fail)}`;
  if (action === 'leave') return leaving(who, message, place, fail);
  switch (message.type) {
    case 'x_connect':
      return `${who} connects`;
    case 'x_lost':
      return `${who} is lost`;
    case 'x_takes_nothing':
      return `${who} takes nothing: ${message.reason}`;
    case 'x_takes_everything':
      return `${who} takes everything`;
    case 'x_challenged':
      return `${who} is challenged: ${message.method} ${writeJson(message.extra)}`;
    case 'x_admitted':
      return `${who} is admitted: ${writeJson(message.principal)}`;
    case 'x_denied':
      return `${who} is denied`;
    case 'x_not_checked':
      return `${who} cannot be checked`;
    case 'x_time':
      return `${timing?.delay_ms} ms pass`;
    case 'x_shutdown':
      return 'the router closes';
    case 'x_raw':
      return `${who}: raw ${rawOf(message, place, fail)}`;
    default:
      return `${who}: ${readMessage(message, place, fail)}`;
  }
}

function rawOf({ text, wmsg }: VectorMessage, path: string, fail: Fail): string {
  if (typeof wmsg === 'string')
    return fail(`${path}/wmsg`, 'JSON that is no string, or text', `${JSON.stringify(wmsg)} came`);
  return writeJson(text ?? wmsg);
}

/** The text after "joins" for a HELLO with nothing but roles, each with the same features. */
function joining(message: VectorMessage, path: string, fail: Fail): string {
  if (message.realm !== REALM)
    return fail(`${path}/realm`, `${REALM}, to join`, `${JSON.stringify(message.realm)} came`);
  readMessage(message, path, fail);
  const roles = Object.entries((message.roles ?? {}) as Record<string, unknown>);
  const said = roles.map(([, role]) => featuresIn(role));
  const [first] = said;
  if (first === undefined || said.some((each) => each !== first)) {
    fail(
      `${path}/roles`,
      'roles that announce the same features, each as true',
      `${JSON.stringify(message.roles)} came`,
    );
  }
  return `as ${roles.map(([role]) => role).join(' and ')}${first === '' ? '' : ` with ${first}`}`;
}

/** Features as `call_reroute, call_canceling`; undefined if it has other content. */
function featuresIn(role: unknown): string | undefined {
  if (typeof role !== 'object' || role === null) return undefined;
  const { features = {}, ...others } = role as { features?: unknown };
  if (typeof features !== 'object' || features === null || Object.keys(others).length > 0) return undefined;
  return Object.values(features).every((value) => value === true)
    ? Object.keys(features).join(', ')
    : undefined;
}

function leaving(who: string, message: VectorMessage, path: string, fail: Fail): string {
  const said = readMessage(message, path, fail);
  return said === GOODBYE ? `${who} leaves` : fail(path, `${GOODBYE}, to leave`, `${said} came`);
}

const GOODBYE = `GOODBYE {} ${CLOSE_REALM}`;

// --- the logs ---

function logOf({ sequence }: Vector, fail: Fail): PageLine[] {
  const lines: PageLine[] = [];
  let number = 0;
  let silent: PageLine[] = [];
  for (const [index, entry] of sequence.entries()) {
    const path = `/sequence/${index}`;
    if (isDone(entry)) {
      number++;
      lines.push(...silent);
      silent = silentLines(number, entry.x_silent, `${path}/x_silent`);
    } else if (!entry.x_implied) {
      lines.push(...receiptLines(number, entry, path, fail));
    }
  }
  return [...lines, ...silent];
}

function variantLog({ sequence, x_variants = [] }: Vector, index: number, fail: Fail): PageLine[] {
  const done = sequence.filter(isDone).map(({ step }) => step);
  return (x_variants[index] as Variant).outcome.flatMap(({ after, messages, silent }, at) => {
    const path = `/x_variants/${index}/outcome/${at}`;
    const number = done.indexOf(after) + 1;
    const lines = messages.flatMap((each, of) => receiptLines(number, each, `${path}/messages/${of}`, fail));
    return [...lines, ...silentLines(number, silent, `${path}/silent`)];
  });
}

function receiptLines(number: number, receipt: Receipt, path: string, fail: Fail): PageLine[] {
  const { message, x_alternatives: others = [] } = receipt;
  const read = (each: VectorMessage, place: string): string =>
    each.type === 'x_closed'
      ? 'closed'
      : `${each.x_missed ? 'misses ' : ''}${readMessage(each, place, fail)}`;
  return [
    { text: `${number} ${receiverOf(receipt)} ${read(message, `${path}/message`)}`, path },
    ...others.map((each, index): PageLine => {
      const place = `${path}/x_alternatives/${index}`;
      return { text: `or ${read(each, place)}`, path: place };
    }),
  ];
}

const silentLines = (number: number, silent: readonly (string | Whom)[] = [], path: string): PageLine[] =>
  silent.map((whom, index) => {
    const receiver = receiverOf(typeof whom === 'string' ? { to: whom } : whom);
    return { text: `${number} ${receiver} receives nothing`, path: `${path}/${index}` };
  });

function receiverOf({ to, x_among: among, x_unordered: unordered }: Whom): string {
  const choice = among === undefined ? '' : `(${among.join('|')})`;
  return `${unordered ? '*' : ''}${readName(to)}${choice}`;
}
