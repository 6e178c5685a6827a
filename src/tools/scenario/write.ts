/** Writes a scenario as a page: the same prose, numbered steps, and logs in columns. */
import type { Log, LogLine, Scenario } from './scenario.ts';
import { writeSetting } from './script.ts';

/**
 * @param linesOf new lines of each log; the present ones if omitted
 * @returns the page of an equal scenario
 */
export function writeScenario(
  scenario: Scenario,
  linesOf: (log: Log) => readonly LogLine[] = (log) => log.lines,
): string {
  const width = `${scenario.steps.length}`.length;
  const pages = scenario.sections.map((section) => {
    if (section.kind === 'prose') return section.text;
    if (section.kind === 'script') return block('script', writeScript(scenario, width));
    return block(`log ${section.log.info}`.trim(), writeLog(linesOf(section.log), width));
  });
  return pages.join('\n');
}

// --- internal ---

const block = (info: string, lines: readonly string[]): string =>
  [`\`\`\`${info}`, ...lines, '```'].join('\n');

function writeScript(scenario: Scenario, width: number): string[] {
  const lines = scenario.steps.map(({ text }, index) => `${`${index + 1}`.padStart(width)} ${text}`);
  return [...writeSetting(scenario).map(({ text }) => text), ...lines];
}

function writeLog(lines: readonly LogLine[], width: number): string[] {
  const receiver = (line: LogLine): string => `${line.unordered ? '*' : ''}${line.receiver.text}`;
  const column = Math.max(...lines.map((line) => receiver(line).length), 2);
  return lines.flatMap((line) =>
    line.expected.map(({ text }, index) => {
      const [step, who] = index === 0 ? [`${line.step}`, receiver(line)] : ['', 'or'];
      return `${step.padStart(width)} ${who.padEnd(column)} ${text}`;
    }),
  );
}
