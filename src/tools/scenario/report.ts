/** Report of a failed scenario: its steps, the expected and the received messages, and the command to replay it. */
import { DEFAULT_READINGS, READING_IDS, type Readings } from '../../../machines/readings.ts';
import type { Failure, PlayOptions } from './play.ts';

/** The report as several lines, without a line end after the last one. */
export function report(failure: Failure): string {
  const { scenario, step, error, expected, came, system, readings, seed } = failure;
  const steps = scenario.steps
    .slice(0, step)
    .map(({ text }, index) => `  ${`${index + 1}`.padStart(`${step}`.length)} ${text}`);
  return [
    `${scenario.title}: ${['failed on', system, ...changes(readings)].join(' ')}, seed ${seed}`,
    error.message,
    ...steps,
    ...(expected.length === 0 ? ['    expected nothing'] : expected.map((line) => `    expected ${line}`)),
    ...(came.length === 0 ? ['    came     nothing'] : came.map((line) => `    came     ${line}`)),
    `Again: ${replay(scenario.file, system, { readings, seed })}`,
  ].join('\n');
}

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
