/** Report of a failed scenario: its steps, the expected and the received messages, and the command to replay it. */
import { DEFAULT_READINGS, READING_IDS, type Readings } from '../../../machines/readings.ts';
import { inFull } from './error.ts';
import type { Failure, PlayOptions } from './play.ts';
import { remarksOn } from './remarks.ts';
import type { Log, Scenario } from './scenario.ts';

/** The report as several lines, without a line end after the last one. */
export function report(failure: Failure): string {
  const { scenario, step, error, isImpossible, expected, came, system, readings, seed } = failure;
  const steps = scenario.steps
    .slice(0, step)
    .map(({ text }, index) => `  ${`${index + 1}`.padStart(`${step}`.length)} ${text}`);
  return [
    `${scenario.title}: ${['failed on', system, ...changes(readings)].join(' ')}, seed ${seed}`,
    inFull(error),
    ...(isImpossible ? [impossibleUnder(step, changes(readings).join(' '))] : []),
    ...notesOn(scenario),
    ...steps,
    ...(expected.length === 0 ? ['    expected nothing'] : expected.map((line) => `    expected ${line}`)),
    ...(came.length === 0 ? ['    came     nothing'] : came.map((line) => `    came     ${line}`)),
    `Again: ${replay(scenario.file, system, { readings, seed })}`,
  ].join('\n');
}

/** A sentence about a step that is impossible under the readings of a log. */
export function impossibleUnder(step: number, info: Log['info']): string {
  const log = info === '' ? 'the plain log' : `the log ${info}`;
  return (
    `Step ${step} is impossible under ${log}: an earlier step has another outcome there. ` +
    'Move it to a scenario of its own, since each log needs every step.'
  );
}

/** A note on each message of the script that is malformed, probably by mistake. */
export const notesOn = (scenario: Scenario): string[] =>
  remarksOn(scenario).map((remark) => `Note: ${inFull(remark)}`);

/** The readings that are not the defaults, as `name=option`. */
export function changes(readings: Readings): string[] {
  return READING_IDS.filter((id) => readings[id] !== DEFAULT_READINGS[id]).map(
    (id) => `${id}=${readings[id]}`,
  );
}

/** The command that replays a scenario. */
export function replay(file: string, system: string, { readings, seed }: PlayOptions): string {
  const flags = changes(readings).map((change) => ` --reading ${change}`);
  return `npx dealerchart play ${file} --on ${system}${flags.join('')} --seed ${seed}`;
}
