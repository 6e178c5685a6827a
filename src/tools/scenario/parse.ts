/** Reads a scenario: a page with a heading, prose, one script, logs, and a last line with the rules that it shows. */
import { READING_OPTIONS, type ReadingId } from '../../../machines/readings.ts';
import { RULES, type RuleId } from '../../../machines/rules.ts';
import { nearestTo } from '../consult/look-up.ts';
import { type Place, placeOf, ScenarioError } from './error.ts';
import { readLog } from './log.ts';
import { type Log, placeIn, type Scenario, type Section } from './scenario.ts';
import { namesUsed, readScript } from './script.ts';
import { namesIn } from './words.ts';

export interface ParseOptions {
  /** True if the logs will be rewritten, so that they may be incomplete. */
  readonly draft?: boolean;
}

/**
 * Reads a scenario.
 *
 * @param text the page
 * @param file name of the page in errors
 * @throws ScenarioError at the first wrong line
 */
export function parseScenario(text: string, file: string, { draft = false }: ParseOptions = {}): Scenario {
  const blocks = blocksOf(text, file);
  const title = titleOf(blocks, file);
  const [script, second] = blocks.filter(({ info }) => info[0] === 'script');
  if (script === undefined)
    throw new ScenarioError({ file, line: 1, column: 1 }, 'a block ```script', 'there is none');
  if (second !== undefined) throw new ScenarioError(second.fence, 'one script', 'this is a second one');
  const { steps, ...setting } = readScript(script.lines, script.place);
  const shown = shownBy(blocks);
  const sections = blocks.map((block): Section => {
    if (block === script) return { kind: 'script' };
    if (block.info[0] !== 'log') return { kind: 'prose', text: block.lines.join('\n') };
    const info = block.info.slice(1).join(' ');
    const when = conditionsOf(block, shown.readings);
    return { kind: 'log', log: { info, when, lines: readLog(block.lines, block.place, steps) } };
  });
  const logs = sections.flatMap((section) => (section.kind === 'log' ? [section.log] : []));
  const infos = logs.map(({ info }) => info);
  const twice = infos.find((info, index) => infos.indexOf(info) !== index);
  if (twice !== undefined || logs.length === 0) {
    const came = twice === undefined ? 'there is none' : `there are two of "${`log ${twice}`.trim()}"`;
    const place = { file, line: 1, column: 1 };
    throw new ScenarioError(place, 'a block ```log, and one only for each option', came);
  }
  const scenario = { file, text, title, sections, ...setting, steps, logs, ...shown };
  if (!draft) checkNames(scenario);
  return scenario;
}

// --- internal ---

/** Lines of a fenced block, or those between two of them. */
interface Block {
  /** Words after the fence; empty for prose. */
  readonly info: readonly string[];
  readonly lines: readonly string[];
  /** Place of its first line. */
  readonly place: Place;
  /** The line before it. */
  readonly fence: Place;
}

function blocksOf(text: string, file: string): Block[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const blocks: Block[] = [];
  let info: readonly string[] = [];
  let first = 0;
  const end = (index: number): void => {
    if (info.length > 0 || index > first) {
      const fence = { file, line: first, text: lines[first - 1] };
      const place = { file, line: first + 1, text: lines[first] };
      blocks.push({ info, lines: lines.slice(first, index), place, fence });
    }
    first = index + 1;
  };
  for (const [index, line] of lines.entries()) {
    if (!line.startsWith('```')) continue;
    end(index);
    info = info.length > 0 ? [] : line.slice(3).trim().split(/\s+/);
    if (info.length > 0 && info[0] !== 'script' && info[0] !== 'log') {
      const place = { file, line: index + 1, text: line };
      const near = nearestTo(info[0] ?? '', ['script', 'log']);
      throw new ScenarioError(place, '```script or ```log', `${line} came`, near);
    }
  }
  if (info.length > 0)
    throw new ScenarioError(
      { file, line: first, text: lines[first - 1] },
      'an end of this block',
      'there is none',
      'End it with a line ```.',
    );
  end(lines.length);
  return blocks;
}

function titleOf([first]: readonly Block[], file: string): string {
  const [heading = '', ...rest] = first?.info.length === 0 ? first.lines : [];
  const place = { file, line: 1, text: heading, column: 1 };
  if (!/^# \S/.test(heading)) {
    throw new ScenarioError(place, 'a heading "# ..." that says what the scenario shows', 'there is none');
  }
  if (rest.every((line) => line.trim() === '')) {
    throw new ScenarioError(place, 'a paragraph after the heading that says why it matters', 'there is none');
  }
  return heading.slice(2).trim();
}

/** Rules and readings of the last paragraph: `Shows CR-1 and the reading `exclude`.` */
function shownBy(blocks: readonly Block[]): { readonly rules: RuleId[]; readonly readings: ReadingId[] } {
  const last = blocks.at(-1) as Block;
  const from = last.info.length > 0 ? -1 : last.lines.findLastIndex((line) => line.startsWith('Shows '));
  if (from < 0) {
    const index = Math.max(0, last.lines.length - 1);
    const place = { ...last.place, line: last.place.line + index, text: last.lines[index], column: 1 };
    throw new ScenarioError(place, 'a last line "Shows ..." with rules', 'there is none');
  }
  const rules: RuleId[] = [];
  const readings: ReadingId[] = [];
  for (const [index, line] of last.lines.entries()) {
    if (index < from) continue;
    const place = { ...last.place, line: last.place.line + index, text: line };
    for (const [, id] of line.matchAll(/(?<![\w-])([A-Za-z]+-\d+)\b/g))
      rules.push(ruleOf(id as string, place));
    for (const [, id = ''] of line.matchAll(/`([^`]*)`/g)) readings.push(readingOf(id, place));
    const bare = line
      .replace(/`[^`]*`/g, '')
      .match(/\w+/g)
      ?.find((word) => isReading(word));
    if (bare !== undefined)
      throw new ScenarioError(placeOf(place, bare), `\`${bare}\` in backticks`, `${bare} came`);
  }
  if (rules.length + readings.length === 0) {
    const place = { ...last.place, line: last.place.line + from, text: last.lines[from] };
    throw new ScenarioError(place, 'at least one rule or reading', 'none came', SHOWS);
  }
  return { rules, readings };
}

const SHOWS = 'Write "Shows CR-1 and `newcomer`.", with the rules and readings of the page.';

function ruleOf(id: string, place: Place): RuleId {
  if (Object.hasOwn(RULES, id)) return id as RuleId;
  const near = nearestTo(id, Object.keys(RULES));
  throw new ScenarioError(placeOf(place, id), 'a rule (`dealerchart rules` lists them)', `${id} came`, near);
}

const isReading = (id: string): id is ReadingId => Object.hasOwn(READING_OPTIONS, id);

function readingOf(id: string, place: Place): ReadingId {
  if (isReading(id)) return id;
  const known = Object.keys(READING_OPTIONS);
  const expected = `one of the readings ${known.join(', ')}`;
  throw new ScenarioError(placeOf(place, id), expected, `${id} came`, nearestTo(id, known));
}

/** The options of each reading in `log newcomer=ignored position=index|counter`. */
function conditionsOf({ info, fence }: Block, cited: readonly ReadingId[]): Log['when'] {
  const pairs = info.slice(1).map((condition) => {
    const [name = '', options = ''] = condition.split('=');
    const id = readingOf(name, fence);
    if (!cited.includes(id)) {
      const expected = `a last line that cites \`${id}\`, too`;
      throw new ScenarioError(placeOf(fence, name), expected, 'it does not', 'Cite it there in backticks.');
    }
    const known: readonly string[] = READING_OPTIONS[id];
    const unknown = options.split('|').find((option) => !known.includes(option));
    if (unknown === undefined) return [id, options.split('|')];
    const came = unknown === '' ? 'no option came' : `${unknown} came`;
    const place = placeOf(fence, unknown === '' ? condition : unknown);
    throw new ScenarioError(place, `${known.join(' or ')} for ${id}`, came, nearestTo(unknown, known));
  });
  return Object.fromEntries(pairs);
}

/** Checks that every id and variable of a step is known before it, from the script or from one of the logs. */
function checkNames(scenario: Scenario): void {
  const { steps, logs } = scenario;
  const known = new Set<string>();
  for (const [index, step] of steps.entries()) {
    for (const line of logs.flatMap(({ lines }) => lines.filter((each) => each.step === index))) {
      known.add(line.receiver.name);
      for (const expected of line.expected) {
        if (expected.kind !== 'message') continue;
        for (const { term } of expected.fields) for (const name of namesIn(term)) known.add(name);
      }
    }
    const { action } = step;
    const sender = 'session' in action && action.session.startsWith('?') ? [action.session] : [];
    for (const name of [...sender, ...namesUsed(step)]) {
      if (known.has(name)) continue;
      const names = [...known].filter((each) => each.startsWith('?'));
      const expected = `a name known by now (${names.join(', ') || 'none'})`;
      throw new ScenarioError(
        placeIn(scenario, step.line, name),
        expected,
        `${name} came`,
        nearestTo(name, names),
      );
    }
    if (action.does === 'send') {
      for (const { term } of action.message.fields) for (const name of namesIn(term)) known.add(name);
    }
  }
}
